"""How wide an expression will be as text, before there are names or text.

The width decides whether a line would pass the last column. It is exact up to the suffixes of
names (`x_1`) and black's choice of spaces around `**` and `:`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from adgen.emit.operators import (
    ATOM,
    BINARY,
    BOOLEAN,
    COMPARE,
    COMPARISON,
    CONDITIONAL,
    POWER,
    UNARY,
)
from adgen.ir.nodes import Apply, Const, Operand, Pack, Undefined, Var
from adgen.ir.operand_text import const_text

LAST_COLUMN = 88


class Size(NamedTuple):
    """Columns, how strongly the outermost operator binds, and the depth of nesting."""

    columns: int
    level: int = ATOM
    depth: int = 1

    def inside(self, level: int) -> int:
        """The columns where an operand of at least this level is wanted."""
        return self.columns if self.level >= level else self.columns + 2


class Measure:
    """Measures operands; `inlined` maps a Var to the size of what stands in its place."""

    def __init__(
        self, inlined: Mapping[Var, Size], spelling: Callable[[str], str]
    ) -> None:
        self._inlined = inlined
        self._spelling = spelling

    def operand(self, operand: Operand) -> Size:
        """The size of any operand."""
        match operand:
            case Var():
                return self._inlined.get(operand) or Size(len(operand.name))
            case Const(value=value):
                negative = isinstance(value, (int, float)) and value < 0
                return Size(
                    len(const_text(operand)), UNARY["neg"][2] if negative else ATOM
                )
            case Pack(form="slice", items=items):
                shown = [i for i in items if i != Const(None)]
                return self.several(shown, 1 + len(items[2:]))
            case Pack(form="dict", items=items, keys=keys):
                return self.several((*items, *keys), 2 + 4 * len(keys))
            case Pack(items=items):
                return self.several(items, 2 * max(1, len(items)))
            case Undefined():
                return Size(4)

    def apply(self, stmt: Apply) -> Size:
        """The size of the expression of a statement."""
        fn, args = stmt.fn, stmt.args
        sizes = [self.operand(arg) for arg in args]
        depth = 1 + max((size.depth for size in sizes), default=0)
        if fn in BINARY:
            _, sign, level = BINARY[fn]
            return self._infix(sizes, sign, level, depth, power=level == POWER)
        if fn in COMPARE:
            return self._infix(sizes, COMPARE[fn][1], COMPARISON, depth)
        if fn in BOOLEAN:
            return self._infix(sizes, BOOLEAN[fn][1], BOOLEAN[fn][2], depth)
        if fn in UNARY:
            _, sign, level = UNARY[fn]
            return Size(len(sign) + sizes[0].inside(level), level, depth)
        if fn == "getitem":
            return Size(sizes[0].inside(ATOM) + sizes[1].columns + 2, ATOM, depth)
        if fn == "unbound":
            return Size(sizes[0].inside(COMPARISON) + 8, COMPARISON, depth)
        inside = self.several((*args, *(v for _, v in stmt.kwargs)), 2)
        names = sum(len(name) + 1 for name, _ in stmt.kwargs)
        columns = len(self._spelling(fn)) + inside.columns + names
        return Size(columns + 2 * len(args), ATOM, 1 + inside.depth)

    def conditional(self, test: Operand, then: Operand, orelse: Operand) -> Size:
        """The size of `then if test else orelse`."""
        inside = self.several((test, then, orelse), len(" if  else "))
        return Size(inside.columns, CONDITIONAL, inside.depth + 1)

    def several(self, operands: Sequence[Operand], extra: int = 0) -> Size:
        """The size of operands side by side, without what separates them."""
        sizes = [self.operand(operand) for operand in operands]
        depth = max((size.depth for size in sizes), default=0)
        return Size(sum(size.columns for size in sizes) + extra, ATOM, depth)

    def _infix(
        self, sizes: list[Size], sign: str, level: int, depth: int, power: bool = False
    ) -> Size:
        left, right = sizes
        columns = left.inside(level + power) + right.inside(level + (not power))
        return Size(columns + len(sign) + 2, level, depth)
