"""Kinds of reductions: the axes that go, and what the dtype becomes."""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.kinds import FLOAT, UNKNOWN, Array, Kind, Listing, Number, Unknown
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules import dtypes
from adgen.rules.infer import DTYPES, Question, array, inference, shaped
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.shapes import Dims, constant_of, dims_of, is_constant


def normal_axes(axis: object, rank: int) -> tuple[int, ...] | None:
    """The axes counted from 0, sorted; None if they do not fit the rank."""
    given = axis if isinstance(axis, tuple) else (axis,)
    if not all(isinstance(a, int) and -rank <= a < rank for a in given):
        return None
    return tuple(sorted({a % rank for a in given if isinstance(a, int)}))


@inference
def reduction(question: Question) -> Kind:
    """`np.sum(a, axis, keepdims)`: without the axes, or with 1 in their place."""
    return reduced_kind(question)


def reduced_kind(question: Question) -> Kind:
    """The kind of the operand `a` reduced."""
    operand = question.kind("a")
    dtype = _dtype(question, operand)
    dims = reduced_dims(question, dims_of(operand))
    whole = question.bound.get("axis") == Const(None) and not _keeps(question)
    if dtype is None and whole and question.bound.get("dtype") == Const(None):
        # A value of unknown dtype is taken as real.
        return FLOAT if isinstance(operand, Unknown) else UNKNOWN
    if dtype is not None and whole:
        return Number(dtype)
    return shaped(dtype, dims)


@inference
def averaged(question: Question) -> Kind:
    """`np.average(a, axis, weights)`: of the dtype of both; a list of weights is of doubles."""
    found, weights = reduced_kind(question), question.bound["weights"]
    if weights == Const(None):
        return found
    # The weights are made an array first: even those of Python count fully.
    asked = question.bound.get("dtype") not in (None, Const(None))
    both: list[tuple[Operand, Kind]] = [
        (Var("a", 0), found if asked else question.kind("a")),
        (Var("w", 0), question.kind_of(weights)),
    ]
    dtype = DTYPES["float"](dtypes.promote(both))
    if dtype is None or not isinstance(found, Number | Array):
        return UNKNOWN
    return replace(found, dtype=dtype)


@inference
def summed_exponentials(question: Question) -> Kind:
    """`logsumexp(a, axis, b)`: of the dtype of both; a list of factors is of doubles."""
    found, factors = reduced_kind(question), question.bound["b"]
    if factors == Const(None) or not isinstance(found, Number | Array):
        return found
    named = Var("b", 0) if isinstance(factors, Pack) else factors
    both: list[tuple[Operand, Kind]] = [
        (Var("a", 0), question.kind("a")),
        (named, question.kind_of(factors)),
    ]
    dtype = DTYPES["float"](dtypes.promote(both))
    return UNKNOWN if dtype is None else replace(found, dtype=dtype)


def _dtype(question: Question, operand: Kind) -> str | None:
    """The dtype class asked for, else what the function makes of that of the operand."""
    # NumPy makes `initial` what the elements are: of integers even 0.7 a 0.
    own = DTYPES[question.rule.dtype or "number"](_class_of_elements(operand))
    return dtype_of_operand(question.bound.get("dtype"), own)


def _class_of_elements(operand: Kind) -> str | None:
    """The dtype class of a value; of a list, of the array that NumPy makes of it."""
    while isinstance(operand, Listing) and len(operand.fields) == 1:
        operand = operand.fields[0]
    return dtypes.class_of(operand)


def _keeps(question: Question) -> bool:
    return question.bound.get("keepdims") not in (Const(None), Const(False))


def reduced_dims(question: Question, dims: Dims | None) -> Dims | None:
    """The dimensions after reduction over `axis`."""
    keepdims, axis = question.bound.get("keepdims"), question.bound.get("axis")
    if not (is_constant(keepdims) and is_constant(axis)):
        return None
    keep = bool(constant_of(keepdims))
    if axis == Const(None):
        if not keep:
            return ()
        return None if dims is None else (1,) * len(dims)
    if dims is None:
        return None
    axes = normal_axes(constant_of(axis), len(dims))
    if axes is None:
        return None
    if keep:
        return tuple(1 if i in axes else dim for i, dim in enumerate(dims))
    return tuple(dim for i, dim in enumerate(dims) if i not in axes)


@inference
def accumulation(question: Question) -> Kind:
    """`np.cumsum(a, axis)`: the same shape, or one dimension without an axis."""
    operand = question.kind("a")
    dtype = _dtype(question, operand)
    dims = dims_of(operand)
    if question.bound.get("axis") == Const(None):
        dims = dims if dims is not None and len(dims) == 1 else ("?",)
    if question.bound.get("include_initial") not in (Const(None), Const(False)):
        dims = None if dims is None else ("?",) * len(dims)
    return array(dtype, dims)


@inference
def reduced_in_pieces(question: Question) -> Kind:
    """As many sums along an axis as there are pieces, of the dtype asked for."""
    operand = question.kind("array")
    dtype, dims = _dtype(question, operand), dims_of(operand)
    return array(dtype, None if dims is None else ("?",) * len(dims))


@inference
def quantile(question: Question) -> Kind:
    """`np.quantile(a, q, axis)` of one q: a reduction.

    It is as wide as data and level together. Whether a level that is computed is a number of
    Python, which counts for nothing, or of NumPy is not known: a number is taken as one of Python,
    of an array its tangent asks.
    """
    level = question.bound["q"]
    kind = question.kind_of(level)
    if not isinstance(kind, Number):
        return UNKNOWN
    found = reduced_kind(question)
    if question.bound.get("weights") != Const(None) and isinstance(found, Number):
        return array(found.dtype, ())  # with weights NumPy makes no number of it
    if isinstance(found, Array) or (
        isinstance(found, Number) and isinstance(level, Const)
    ):
        both: list[tuple[Operand, Kind]] = [(question.bound["a"], found), (level, kind)]
        return replace(found, dtype=dtypes.promote(both) or found.dtype)
    return found
