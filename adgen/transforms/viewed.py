"""Views that a block takes: what is added to the adjoint of one is added to that of its array.

    v.0 = a.0[1:]                 (an element of v gets an adjoint)
    %1 = v.0[i.0]                 a_bar.1 = a_bar.0 with [1:][i.0] += %1_bar

So a scalar read through a view costs one addition in the reverse sweep, and no array of zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adgen.ir.build import Builder
from adgen.ir.kinds import NONE, Array, Kind, Listing, Number, is_integer
from adgen.ir.nodes import Apply, Const, Operand, Pack, Statement, Var
from adgen.ir.walk import path_steps

_ELLIPSIS = Const(Ellipsis)
_FUNCTIONS = frozenset(
    "np.transpose np.swapaxes np.moveaxis np.matrix_transpose np.ravel np.reshape".split()
)
_FLAT = Pack("view", (Const("np.ravel"),))
_LINE = (Const(-1), Pack("tuple", (Const(-1),)))


@dataclass(frozen=True, slots=True)
class View:
    """`base[index]`, where the index selects no element twice and copies nothing; or the step
    of a path that stands for `base.T` or `np.moveaxis(base, 0, 1)`."""

    base: Var
    index: Operand


def views_taken(body: Sequence[Statement], builder: Builder) -> dict[Var, View]:
    """The views that the statements of a block take."""
    found: dict[Var, View] = {}
    for stmt in body:
        match stmt:
            case Apply((result,), "getitem", (Var() as base, index)):
                kinds = (builder.kind_of(result), builder.kind_of(base))
                arrays = all(isinstance(kind, Array) for kind in kinds)
                if arrays and _is_basic(index, builder):
                    found[result] = View(base, index)
                elif all(map(_is_plain_list, kinds)) and not isinstance(index, Pack):
                    found[result] = View(base, index)
            case Apply((result,), fn, (Var() as base, *args)) if fn in _FUNCTIONS:
                kinds = (builder.kind_of(result), builder.kind_of(base))
                arrays = all(isinstance(kind, Array) for kind in kinds)
                if arrays and _is_view(fn, args, stmt.kwargs, kinds[1]):
                    found[result] = View(base, _step(fn, args))
            case _:
                pass
    return found


def is_whole(operand: Var, index: Operand, builder: Builder) -> bool:
    """True if a place is all there is: of a number, or of an array without axes."""
    kind = builder.kind_of(operand)
    if isinstance(kind, Array) and kind.dims == ():
        return all(_is_basic(step, builder) for step in path_steps(index))
    return isinstance(kind, Number)


def is_seen_through(view: View, index: Operand, builder: Builder) -> bool:
    """True if `view[index]` can be written as a place of the array: `a.flat` takes less."""
    if view.index != _FLAT:
        return True
    one = not isinstance(index, Pack) or index.form == "slice"
    return one and index != Const(None) and _is_basic(index, builder)


def _is_plain_list(kind: Kind) -> bool:
    """True for a list of single values, some of which may be lists."""
    return isinstance(kind, Listing) and len(kind.fields) == 1


def joined(
    first: Operand, second: Operand, builder: Builder, arrays: bool = True
) -> Operand:
    """One index for two: x[i][j] is x[i, j] if both are plain, else a path."""
    if arrays and _is_integers(first, builder) and _is_basic(second, builder):
        return Pack("tuple", (*_axes(first), *_axes(second)))
    return Pack("path", (*path_steps(first), *path_steps(second)))


def _is_view(
    fn: str, args: Sequence[Operand], kwargs: Sequence[object], kind: Kind
) -> bool:
    """True if the result is a view whose places can be named, whatever the memory is like."""
    if kwargs:
        return False
    if fn == "np.ravel":
        return not args
    if fn != "np.reshape":
        return True
    one_axis = isinstance(kind, Array) and len(kind.dims or ()) == 1
    return len(args) == 1 and (one_axis or args[0] in _LINE)


def _step(fn: str, args: Sequence[Operand]) -> Operand:
    if fn == "np.reshape" and args[0] in _LINE:
        return _FLAT
    return Pack("view", (Const(fn), *args))


def _axes(index: Operand) -> tuple[Operand, ...]:
    if isinstance(index, Pack) and index.form == "tuple":
        return index.items
    return (index,)


def _is_integers(index: Operand, builder: Builder) -> bool:
    return all(is_integer(builder.kind_of(axis)) for axis in _axes(index))


def _is_basic(index: Operand, builder: Builder) -> bool:
    """True for integers, slices, None and `...`."""
    for axis in _axes(index):
        kind = builder.kind_of(axis)
        if isinstance(axis, Pack) and axis.form == "slice":
            continue
        if not (axis == _ELLIPSIS or kind == NONE or is_integer(kind)):
            return False
    return True
