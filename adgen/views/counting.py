"""Counting the operations a program executes.

Input: a program and its arguments. Output: the number of scalar operations: one for each element
an elementwise function or a sum works on, 2k - 1 for each element of a matrix product over k,
and an estimate of n ** 3 for the solution of linear systems. Reading, writing, reshaping and
copying are not counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.ir.interpreter import Frame
from adgen.ir.nodes import Apply, Operand, Program, Store
from adgen.rules.declare import Rule
from adgen.rules.registry import callable_of, find

_SUMS = frozenset(
    {
        "sum",
        "np.sum",
        "np.mean",
        "np.average",
        "np.cumsum",
        "np.diff",
        "np.trace",
        "np.nansum",
        "np.nanmean",
        "math.fsum",
    }
)
_UNCOUNTED = frozenset(
    {"isinstance", "type", "print", "copy", "np.copy", "np.zeros_like", "zeros_like"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The operations of one run, and the values it returned, one a leaf of the result."""

    operations: int
    values: tuple[Any, ...]


def count(program: Program, args: Sequence[Any]) -> Counted:
    """Runs a program and counts."""
    tally = _Tally()
    values = _Counting(program, callable_of, {}, tally).call(program.main, args)
    return Counted(tally.operations, tuple(values))


@dataclass(eq=False)
class _Tally:
    operations: int = 0


@dataclass(frozen=True)
class _Counting(Frame):
    tally: _Tally

    def read(self, operand: Operand) -> Any:
        # A generated function hands on what is not bound on this path.
        return self.raw(operand)

    def applied(self, stmt: Apply) -> Sequence[Any]:
        values = super().applied(stmt)
        if not stmt.fn.startswith("list."):
            args = [self.read(arg) for arg in stmt.args]
            self.tally.operations += cost(stmt.fn, args, values)
        return values

    def stored(self, stmt: Store) -> Any:
        if stmt.mode == "add":
            self.tally.operations += _size(self.read(stmt.value))
        return super().stored(stmt)


def cost(fn: str, args: Sequence[Any], values: Sequence[Any]) -> int:
    """The operations of one primitive."""
    rule = find(fn)
    if fn in _UNCOUNTED or not values:
        return 0
    if fn == "unbroadcast":
        bar, like = args
        return _size(bar) if np.shape(bar) != np.shape(like) else 0
    if rule is None:
        return _size(values[0])
    return _cost_by_rule(rule, args, values)


def _cost_by_rule(rule: Rule, args: Sequence[Any], values: Sequence[Any]) -> int:
    out = _size(values[0])
    match rule.category:
        case "elementwise":
            return 0 if rule.name in ("pos", "np.positive") else out
        case "constant":
            return out if rule.kinds == "elementwise" else 0
        case "structural" | "undefined":
            return 0
        case "linear":
            return _size(args[0]) if rule.name in _SUMS else 0
        case "multilinear":
            sizes = [_size(arg) for arg in args if isinstance(arg, np.ndarray)]
            volume = math.isqrt(math.prod(sizes) * out) if len(sizes) == 2 else out
            return 2 * volume - out
        case "rule":
            size = max((_size(arg) for arg in args), default=0)
            solves = "linalg" in rule.name
            return round(size**1.5) if solves else size


def _size(value: Any) -> int:
    if isinstance(value, tuple | list):
        return sum(_size(item) for item in value)
    return int(np.size(value)) if isinstance(value, np.ndarray | np.generic) else 1
