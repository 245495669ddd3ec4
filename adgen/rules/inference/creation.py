"""Kinds of new arrays."""

from __future__ import annotations

import numpy as np

from adgen.ir.kinds import (
    ANY,
    FLOAT,
    UNKNOWN,
    Array,
    Dim,
    Kind,
    Listing,
    Structure,
    dtype_name,
)
from adgen.ir.nodes import Const, Operand
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, broadcast_all, inference, shaped
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.inference.shaping import shape_dims
from adgen.rules.shapes import Dims, dims_of


@inference
def filled(question: Question) -> Kind:
    """`np.zeros(shape, dtype)`."""
    dtype = dtype_of_operand(question.bound.get("dtype"), "float")
    return array(dtype, shape_dims(question.bound["shape"], question))


@inference
def full(question: Question) -> Kind:
    """`np.full(shape, fill_value, dtype)`."""
    dtype = dtype_of_operand(
        question.bound.get("dtype"), class_of(question.kind("fill_value"))
    )
    return array(dtype, shape_dims(question.bound["shape"], question))


@inference
def filled_like(question: Question) -> Kind:
    """`np.zeros_like(a, dtype)`: an array, also of a number (of rank 0)."""
    like = question.kind_of(next(iter(question.bound.values.values())))
    if isinstance(like, Listing):
        return UNKNOWN
    dtype = dtype_of_operand(question.bound.get("dtype"), class_of(like))
    asked = question.bound.get("shape")
    if asked != Const(None):
        return array(dtype, shape_dims(asked, question))
    return array(dtype, dims_of(like))


@inference
def from_value(question: Question) -> Kind:
    """`np.array(x, dtype)`: a number gives rank 0, a sequence its length and its items'."""
    operand = next(iter(question.bound.values.values()))
    kind = question.kind_of(operand)
    match kind:
        case Listing((field,)):
            levels = 1
            while isinstance(field, Listing) and len(field.fields) == 1:
                (field,), levels = field.fields, levels + 1
            inner = dims_of(field)
            dims = None if inner is None else (*(ANY,) * levels, *inner)
            dtype = class_of(field)
        case Structure(_, items, _):
            pairs: list[tuple[Operand, Kind]] = [(operand, item) for item in items]
            dtype, dims = dtypes.promote(pairs) or class_of(kind), dims_of(kind)
        case _:
            dtype, dims = class_of(kind), dims_of(kind)
    dims = _widened(dims, question.bound.get("ndmin"))
    return array(dtype_of_operand(question.bound.get("dtype"), dtype), dims)


def _widened(dims: Dims | None, ndmin: Operand) -> Dims | None:
    """The dimensions with as many of length 1 in front as `ndmin` asks for."""
    if dims is None or ndmin in (Const(None), Const(0)):
        return dims
    if not isinstance(ndmin, Const):
        return None
    return (*(1,) * (ndmin.value - len(dims)), *dims)


@inference
def from_value_with_axis(question: Question) -> Kind | tuple[Kind, ...]:
    """`np.ascontiguousarray(x)`: as np.array(x), but a number gives one element."""
    kind = from_value(question)
    if isinstance(kind, Array) and kind.dims == ():
        return Array(kind.dtype, (1,))
    return kind


@inference
def cast(question: Question) -> Kind:
    """`np.astype(x, dtype)`: as x, in the new dtype."""
    dims = dims_of(question.kind("x"))
    return array(dtype_of_operand(question.bound["dtype"], "float"), dims)


@inference
def number_or_array(question: Question) -> Kind:
    """`np.float32(x)`: a number of a number, but an array of an array or a sequence."""
    name = question.rule.name.removeprefix("np.")
    kind = question.kind("x")
    return shaped(dtype_name(np.dtype(name)), dims_of(kind))


def size_asked(question: Question, name: str) -> Dim:
    """The dimension that an integer operand asks for."""
    dims = shape_dims(question.bound[name], question)
    return dims[0] if dims is not None and len(dims) == 1 else ANY


@inference
def interval(question: Question) -> Kind:
    """`np.linspace(start, stop, num)`: as many points as `num` says, of the shape of the ends."""
    length = size_asked(question, "num")
    ends = dtypes.promote(
        [(op, question.kind_of(op)) for op in list(question.bound.values.values())[:2]]
    )
    given = question.bound.values
    ends_and_base = [given[name] for name in ("start", "stop", "base") if name in given]
    dims = broadcast_all([question.kind_of(op) for op in ends_and_base])
    dtype = dtype_of_operand(question.bound.get("dtype"), dtypes.to_float(ends))
    return UNKNOWN if dims is None else array(dtype, (length, *dims))


@inference
def counting(question: Question) -> Kind:
    """`np.arange(start, stop, step)`: one dimension, as its operands."""
    pairs = [
        (op, question.kind_of(op))
        for name, op in question.bound.values.items()
        if name != "dtype" and op != Const(None)
    ]
    dtype = dtype_of_operand(question.bound.get("dtype"), dtypes.promote(pairs))
    whole = question.bound["stop"] == Const(None) and pairs[0][1] != FLOAT
    length = size_asked(question, "start") if whole else _counted(question)
    return array(dtype, (length,))


def _counted(question: Question) -> Dim:
    """How many integers there are from a start to a stop, if both are known."""
    bound = [question.bound[name] for name in ("start", "stop", "step")]
    values = [o.value for o in bound if isinstance(o, Const) and o != Const(None)]
    known = bound[2] == Const(None) or len(values) == 3
    if not known or len(values) < 2 or any(type(v) is not int for v in values):
        return ANY
    return ANY if 0 in values[2:] else len(range(*values))


@inference
def window(question: Question) -> Kind:
    """`np.kaiser(M, beta)`: a vector of M doubles."""
    return Array("float", (size_asked(question, "M"),))


@inference
def square(question: Question) -> Kind:
    """`np.eye(n, m)`, `np.identity(n)`: two dimensions."""
    dtype = dtype_of_operand(question.bound.get("dtype"), "float")
    rows = columns = size_asked(question, "n" if "n" in question.bound.values else "N")
    if question.bound.get("M") != Const(None):
        columns = size_asked(question, "M")
    return UNKNOWN if dtype is None else Array(dtype, (rows, columns))
