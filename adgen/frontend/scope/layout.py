"""Which arrays surely lie in memory row after row: a reshape of those is a view.

a = np.zeros((3, 4))       rows          a = np.asfortranarray(b)      not known
b = 2.0 * a + 1.0          rows          x                             a parameter: not known
c = x * x                  rows, if x has one axis; else as x lies
d = 2.0 * b.T              columns
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from adgen.frontend.scope.values import Step, Through
from adgen.ir.kinds import Array, Kind, Listing, Number
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.ir.walk import operand_vars
from adgen.rules import registry

_IN_ROWS = frozenset(
    f"np.{name}"
    for name in "zeros ones empty full eye identity outer arange linspace dot matmul "
    "linalg.inv linalg.solve".split()
)
"""What makes arrays row after row, however its operands lie."""
_LIKE_OPERANDS = frozenset(
    f"np.{name}"
    for name in "clip where sort argsort cumsum cumprod sum mean max min prod std var copy "
    "zeros_like ones_like full_like empty_like roll tile repeat diff nan_to_num round pad "
    "tril triu stack concatenate vstack hstack column_stack".split()
)
"""What makes arrays row after row of operands that lie so; a test asks NumPy."""

_TRANSPOSES = ("np.transpose", "np.swapaxes")

KindOf = Callable[[Operand], Kind]


def lies_in_rows(
    fn: str,
    operands: Sequence[Operand],
    keywords: Sequence[tuple[str, Operand]],
    kind_of: KindOf,
    result: Kind,
    known: Collection[Operand],
) -> bool:
    """True if the new array lies row after row, given the operands known to do so."""
    if not isinstance(result, Array) or result.dims is None:
        return False
    if any(name in ("order", "subok", "like", "out") for name, _ in keywords):
        return False
    if any(isinstance(o, Const) and isinstance(o.value, str) for o in operands):
        return False
    if fn in _IN_ROWS or fn == "matmul":
        return True
    if fn == "np.array":
        listed = isinstance(operands[0], Pack) or isinstance(
            kind_of(operands[0]), Listing
        )
        return listed and len(operands) == 1
    if is_elementwise(fn) and len(result.dims) == 1:
        return True
    if not is_elementwise(fn) and fn not in _LIKE_OPERANDS:
        return False
    return all(_is_in_rows(operand, kind_of, known) for operand in operands)


def lies_in_columns(
    fn: str,
    operands: Sequence[Operand],
    kind_of: KindOf,
    in_rows: Collection[Operand],
    in_columns: Collection[Operand],
) -> bool:
    """True if a new matrix surely lies column after column: a transpose, and what is made of it.

    What is made of rows and of columns lies row after row.
    """
    if fn in _TRANSPOSES:
        return operands[0] in in_rows and _rank(kind_of(operands[0])) == 2
    if not is_elementwise(fn) and fn != "np.clip":
        return False
    matrices = [o for o in operands if _rank(kind_of(o)) not in (0, 1)]
    return bool(matrices) and all(matrix in in_columns for matrix in matrices)


def _rank(kind: Kind) -> int | None:
    """The number of axes; None if it is not known."""
    if isinstance(kind, Array):
        return None if kind.dims is None else len(kind.dims)
    return 0 if isinstance(kind, Number) else None


def _is_in_rows(operand: Operand, kind_of: KindOf, known: Collection[Operand]) -> bool:
    """True for numbers, arrays of one axis, and what is known; lists of those."""
    if isinstance(operand, Pack):
        return all(_is_in_rows(item, kind_of, known) for item in operand.items)
    if isinstance(operand, Const) and isinstance(operand.value, np.ndarray):
        return operand.value.ndim < 2 or operand.value.flags.c_contiguous
    if isinstance(operand, Const):
        return operand.value is None or isinstance(operand.value, int | tuple | float)
    if operand in known:
        return True
    match kind_of(operand):
        case Number():
            return True
        case Array(_, dims):
            return dims is not None and len(dims) == 1
        case _:
            return False


def lies_as_given(
    fn: str,
    operands: Sequence[Operand],
    kind_of: KindOf,
    in_rows: Collection[Operand],
    laid_out: Collection[Operand],
) -> bool:
    """True if an array lies in generated code as in the program, its operands doing so.

    Of copies and views this is not said: the emitter adds copies, row after row.
    """
    if not is_elementwise(fn) and fn not in _LIKE_OPERANDS - {"np.copy"}:
        return False
    known = {
        v for o in operands for v in operand_vars(o) if v in in_rows or v in laid_out
    }
    return all(_is_in_rows(operand, kind_of, known) for operand in operands)


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
