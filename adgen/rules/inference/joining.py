"""Kinds of arrays joined: concatenate, stack, vstack, hstack, column_stack."""

from __future__ import annotations

from adgen.ir.kinds import UNKNOWN, Array, Dim, Kind, Listing, Number, Structure
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules import dtypes
from adgen.rules.infer import Question, array, inference
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.shapes import Dims, constant_of, dims_of, is_constant, total


def parts_of(question: Question, operand: Operand) -> list[tuple[Operand, Kind]] | None:
    """The arrays of a sequence operand with their kinds; None if they are not known."""
    if isinstance(operand, Pack):
        return [(item, question.kind_of(item)) for item in operand.items]
    kind = question.kind_of(operand)
    if isinstance(kind, Structure):
        return [(operand, item) for item in kind.items]
    if isinstance(kind, Listing) and len(kind.fields) == 1:
        return [(operand, kind.fields[0])]
    if isinstance(kind, Array) and kind.dims:
        return [(operand, array(kind.dtype, kind.dims[1:]))]
    return None


def _dtype(question: Question, parts: list[tuple[Operand, Kind]]) -> str | None:
    """The dtype class asked for, else that which all parts fit into."""
    asked = question.bound.get("dtype") or Const(None)
    return dtype_of_operand(asked, dtypes.promote(parts))


@inference
def concatenate(question: Question) -> Kind:
    """The dimensions of the parts, of the joined axis nothing or the sum."""
    sequence = next(iter(question.bound.values.values()))
    parts = parts_of(question, sequence)
    axis = question.bound.get("axis")
    if not parts or not is_constant(axis):
        return UNKNOWN
    dtype = _dtype(question, parts)
    all_dims = [dims_of(kind) for _, kind in parts]
    ranks = {None if dims is None else len(dims) for dims in all_dims}
    if len(ranks) != 1 or None in ranks or constant_of(axis) is None:
        return array(dtype, None)
    columns = list(zip(*(dims for dims in all_dims if dims is not None)))
    axes = normal_axes(constant_of(axis), len(columns))
    if axes is None:
        return array(dtype, None)
    counted = isinstance(question.kind_of(sequence), Structure)
    joined = [_joined(column) for column in columns]
    joined[axes[0]] = total(columns[axes[0]]) if counted else "?"
    return array(dtype, tuple(joined))


@inference
def appended(question: Question) -> Kind:
    """One dimension without an axis; with one, the rank of both parts."""
    arr, values = question.kind("arr"), question.kind("values")
    dtype, other = dtypes.class_of(arr), dtypes.class_of(values)
    if dtype is None or not (other == dtype or (dtype == "float" and other == "int")):
        return UNKNOWN
    axis = question.bound.get("axis")
    if is_constant(axis) and constant_of(axis) is None:
        return array(dtype, ("?",))
    dims = dims_of(arr)
    return array(dtype, None if dims is None else ("?",) * len(dims))


@inference
def repeated(question: Question) -> Kind:
    """Another length along the axis; one dimension without an axis."""
    kind, axis = question.kind("a"), question.bound.get("axis")
    dtype, dims = dtypes.class_of(kind), dims_of(kind)
    if is_constant(axis) and constant_of(axis) is None:
        return array(dtype, ("?",))
    axes = (
        normal_axes(constant_of(axis), len(dims))
        if dims and is_constant(axis)
        else None
    )
    if dims is None or axes is None:
        return array(dtype, None)
    return array(dtype, tuple("?" if i in axes else n for i, n in enumerate(dims)))


@inference
def tiled(question: Question) -> Kind:
    """Another length along the last axis, if there is one number of repetitions."""
    kind, reps = question.kind("A"), question.bound.get("reps")
    dtype, dims = dtypes.class_of(kind), dims_of(kind)
    single = isinstance(question.kind_of(reps), Number)
    if dims is None or not single:
        return array(dtype, None)
    return array(dtype, (*dims[:-1], "?"))


def _joined(column: tuple[Dim, ...]) -> Dim:
    """The common dimension of arrays that must agree in it."""
    for dim in column:
        if dim != "?":
            return dim
    return "?"


@inference
def stack(question: Question) -> Kind:
    """A new axis as long as there are parts."""
    sequence = next(iter(question.bound.values.values()))
    parts = parts_of(question, sequence)
    axis = question.bound.get("axis")
    if not parts or not is_constant(axis):
        return UNKNOWN
    dtype = _dtype(question, parts)
    all_dims = [dims_of(kind) for _, kind in parts]
    if any(dims is None for dims in all_dims):
        return array(dtype, None)
    columns = list(zip(*(dims for dims in all_dims if dims is not None)))
    counted = isinstance(question.kind_of(sequence), Structure)
    position = constant_of(axis)
    if not isinstance(position, int):
        return array(dtype, None)
    new = [_joined(column) for column in columns]
    new.insert(position % (len(columns) + 1), len(parts) if counted else "?")
    return array(dtype, tuple(new))


def _stacked(question: Question, rank: int) -> list[Dims] | None:
    """The dimensions of the parts with at least so many axes; those of a list made at run time, of
    which there may be any number, once."""
    sequence = next(iter(question.bound.values.values()))
    parts = parts_of(question, sequence)
    known = Structure | Array | Listing
    if not parts or not isinstance(question.kind_of(sequence), known):
        return None
    found: list[Dims] = []
    for _, kind in parts:
        dims = dims_of(kind)
        if dims is None:
            return None
        found.append((1,) * (rank - len(dims)) + dims)
    return found


def _join_along(question: Question, parts: list[Dims] | None, axis: int) -> Kind:
    sequence = next(iter(question.bound.values.values()))
    named = parts_of(question, sequence)
    dtype = _dtype(question, named) if named else None
    if parts is None or len({len(dims) for dims in parts}) != 1:
        return array(dtype, None)
    columns = list(zip(*parts))
    joined = [_joined(column) for column in columns]
    if isinstance(question.kind_of(sequence), Array | Listing):
        joined[axis] = "?"  # as many as the array has rows, or the list entries
    else:
        joined[axis] = total(columns[axis])
    return array(dtype, tuple(joined))


@inference
def vertical(question: Question) -> Kind:
    """`np.vstack`: rows under each other."""
    return _join_along(question, _stacked(question, 2), 0)


@inference
def horizontal(question: Question) -> Kind:
    """`np.hstack`: vectors joined, else along the second axis."""
    parts = _stacked(question, 1)
    flat = parts is not None and len(parts[0]) == 1
    return _join_along(question, parts, 0 if flat else 1)


@inference
def columns(question: Question) -> Kind:
    """`np.column_stack`: vectors as columns beside matrices."""
    parts = _stacked(question, 1)
    if parts is not None:
        parts = [dims if len(dims) > 1 else (*dims, 1) for dims in parts]
    return _join_along(question, parts, 1)
