"""The result of a function: the structure all its returns share, and the values at its leaves."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from adgen.frontend import memory
from adgen.frontend.branches import closed
from adgen.frontend.context import Context
from adgen.frontend.frame import Exit
from adgen.frontend.merge import join_kinds
from adgen.frontend.state import Leaf, Open, leaves
from adgen.frontend.values import (
    NONE_VALUE,
    Conflict,
    DictContent,
    Generator,
    ListContent,
    Ref,
    Region,
    Stream,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import NONE, Kind
from adgen.ir.nodes import Block, Const, End, Operand, Pack, Return


class StaticResult(Exception):
    """A function returns what is no value at run time (a function): only inlining can do it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The structure of a result: a leaf, or a tuple, list or dict of shapes."""

    form: str = ""
    items: tuple[Shape, ...] = ()
    keys: tuple[object, ...] = ()


LEAF = Shape()


@dataclass(slots=True)
class Result:
    """What a function gives: `kinds`, `sources` and `nones` by leaf.

    Sources may share its memory; where `nones` is set it may be None.
    """

    shape: Shape
    kinds: tuple[Kind, ...]
    sources: list[dict[Region, None]] = field(default_factory=list)
    nones: list[bool] = field(default_factory=list)

    def template(self) -> Pack | None:
        if self.shape == LEAF:
            return None
        made = _template(self.shape, iter(range(len(self.kinds))))
        assert isinstance(made, Pack)
        return made


def _template(shape: Shape, numbers: Iterator[int]) -> Operand:
    if shape == LEAF:
        return Const(next(numbers))
    items = tuple(_template(item, numbers) for item in shape.items)
    keys = tuple(Const(key) for key in shape.keys)
    if shape.form == "tuple":
        return Pack("tuple", items)
    return Pack("list", items) if shape.form == "list" else Pack("dict", items, keys)


def flatten(ctx: Context, value: Value, node: ast.AST, into: list[Value]) -> Shape:
    """The structure of a value; its leaves go into a list."""
    if isinstance(value, Stream):
        raise StaticResult
    if isinstance(value, (Generator, *memory.ITERATORS)):
        value = ctx.lowering.listed(ctx, value, node)
    content = memory.content_of(ctx, value)
    if isinstance(value, Tuple):
        items = tuple(flatten(ctx, item, node, into) for item in value.items)
        return Shape("tuple", items)
    if isinstance(content, ListContent):
        assert isinstance(value, Ref)
        memory.require_current(ctx, value, node)
        items = tuple(flatten(ctx, item, node, into) for item in content.items)
        return Shape("list", items)
    if isinstance(content, DictContent):
        items = tuple(flatten(ctx, item, node, into) for item in content.items)
        return Shape("dict", items, content.keys)
    if isinstance(value, Conflict):
        ctx.refuse(node, value.reason, "Return the same kind of value everywhere.")
    if not (is_operand(value) or isinstance(value, Ref)):
        raise StaticResult
    into.append(value)
    return LEAF


def finish(ctx: Context, result_key: str, node: ast.AST) -> tuple[Block, Result]:
    """The body of a function whose statements have all been lowered."""
    if ctx.block is not None:
        ctx.state.names[result_key] = NONE_VALUE
        ctx.leave(Exit("return", ctx.frame))
    ends = list(leaves(ctx.root))
    rows: dict[int, list[Value]] = {}
    shapes: list[Shape] = []
    for block in ends:
        with ctx.at(block):
            rows[id(block)] = []
            value = block.state.names[result_key]
            shapes.append(flatten(ctx, value, node, rows[id(block)]))
    shape = shapes[0] if shapes else LEAF
    if any(other != shape for other in shapes):
        ctx.refuse(
            node,
            f"`{ctx.frame.acquired.name}` returns values of different structure",
            "Return the same number of values everywhere.",
        )
    count = _leaf_count(shape)
    operands = {
        id(block): _operands(ctx, block, rows[id(block)], node) for block in ends
    }

    def end_of(block: Open) -> End:
        assert isinstance(block.end, Leaf)
        return Return(operands[id(block)])

    kinds = tuple(
        join_kinds([ctx.kind(operands[id(block)][i]) for block in ends])
        for i in range(count if ends else 0)
    )
    sources = [_sources(rows.values(), i) for i in range(len(kinds))]
    body = closed(ctx.root, end_of)
    nones = [
        kinds[i] != NONE and any(_may_be_none(ctx, row[i]) for row in operands.values())
        for i in range(len(kinds))
    ]
    return body, Result(shape, kinds, sources, nones)


def _may_be_none(ctx: Context, operand: Operand) -> bool:
    return operand == Const(None) or operand in ctx.maybe_none


def _leaf_count(shape: Shape) -> int:
    return 1 if shape == LEAF else sum(map(_leaf_count, shape.items))


def _operands(
    ctx: Context, block: Open, values: list[Value], node: ast.AST
) -> tuple[Operand, ...]:
    with ctx.at(block):
        return tuple(memory.operand(ctx, value, node) for value in values)


def _sources(rows: Iterable[list[Value]], position: int) -> dict[Region, None]:
    """Regions of parameters and constants with which a result may share memory."""
    found: dict[Region, None] = {}
    for values in rows:
        value = values[position]
        if isinstance(value, Ref):
            for region in (value.region, *value.region.links):
                if region.origin in ("parameter", "constant"):
                    found[region] = None
    return found


def rebuild(shape: Shape, values: list[Value]) -> Value:
    """The value of a call, from the values at its leaves."""
    if shape == LEAF:
        return values.pop(0)
    items = tuple(rebuild(item, values) for item in shape.items)
    if shape.form == "tuple":
        return Tuple(items)
    if shape.form == "list":
        return Ref(Region(None, ListContent(items)))
    return Ref(Region(None, DictContent(shape.keys, items)))
