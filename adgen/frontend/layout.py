"""Which arrays surely lie in memory row after row: a reshape of those is a view.

a = np.zeros((3, 4))       rows          a = np.asfortranarray(b)      not known
b = 2.0 * a + 1.0          rows          x                             a parameter: not known
c = x * x                  rows, if x has one axis; else as x lies
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from adgen.frontend.values import Step, Through
from adgen.ir.kinds import Array, Kind, Number
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules import registry

_CREATORS = frozenset(
    f"np.{name}" for name in "zeros ones empty full eye identity outer arange".split()
)


def lies_in_rows(
    fn: str,
    operands: Sequence[Operand],
    keywords: Sequence[tuple[str, Operand]],
    kinds: Sequence[Kind],
    result: Kind,
    known: Collection[Operand],
) -> bool:
    """True if the new array lies row after row, given the operands known to do so."""
    if not isinstance(result, Array) or result.dims is None:
        return False
    if any(name in ("order", "subok", "like") for name, _ in keywords):
        return False
    if fn in _CREATORS:
        return fn != "np.full" or len(operands) < 4
    if fn == "np.array":
        return isinstance(operands[0], Pack) and len(operands) == 1
    if not is_elementwise(fn):
        return False
    if len(result.dims) == 1:
        return True
    return all(
        isinstance(operand, Const) or isinstance(kind, Number) or operand in known
        for operand, kind in zip(operands, kinds)
    )


def lies_as_given(
    fn: str,
    operands: Sequence[Operand],
    kinds: Sequence[Kind],
    known: Collection[Operand],
) -> bool:
    """True if an array lies in generated code as in the program, its operands doing so.

    Of copies and views this is not said: the emitter adds copies, row after row.
    """
    arrays = [o for o, kind in zip(operands, kinds) if not isinstance(kind, Number)]
    return is_elementwise(fn) and all(operand in known for operand in arrays)


def is_elementwise(fn: str) -> bool:
    """True for operators and ufuncs: what they make lies in memory as their operands do."""
    if fn in registry.OPERATORS:
        return fn not in ("getitem", "matmul")
    return fn.startswith("np.") and isinstance(registry.callable_of(fn), np.ufunc)


def is_row_view(path: Sequence[Step], rank: int) -> bool:
    """True if the steps lead from rows to rows: integers, or slices of the first axis."""
    for step in path:
        match step:
            case Through(fn="np.reshape" | "np.ravel" | "np.squeeze"):
                continue
            case Pack(form="slice", items=(_, _, Const(value=None))):
                continue
            case Pack(form="tuple", items=parts):
                if not all(isinstance(part, (Var, Const)) for part in parts):
                    return False
            case Var() | Const():
                continue
            case _:
                return False
    return rank > 0
