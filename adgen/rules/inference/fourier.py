"""Kinds of Fourier transforms."""

from __future__ import annotations

from adgen.ir.kinds import ANY, Kind
from adgen.ir.nodes import Const
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.shapes import constant_of, dims_of, is_constant

_FULL = ("fft", "ifft", "hilbert")


@inference
def spectrum(question: Question) -> Kind:
    """A complex array; of a whole spectrum without `n` the shape of the input."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    dims, dtype = dims_of(kind), dtypes.to_complex(class_of(kind))
    given = question.bound.values
    axis, n = given["axis"], given["N" if "N" in given else "n"]
    if dims is None or not is_constant(axis):
        return array(dtype, None)
    axes = normal_axes(constant_of(axis), len(dims))
    if axes is None:
        return array(dtype, None)
    whole = question.rule.name.rpartition(".")[2] in _FULL
    if whole and n == Const(None):
        return array(dtype, dims)
    new = list(dims)
    new[axes[0]] = n.value if whole and isinstance(n, Const) else ANY
    return array(dtype, tuple(new))


@inference
def spectra(question: Question) -> Kind:
    """A complex array of the shape of the input."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    dims = dims_of(kind) if question.bound["s"] == Const(None) else None
    return array(dtypes.to_complex(class_of(kind)), dims)


@inference
def real_signal(question: Question) -> Kind:
    """A real array of the rank of the input."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    dims = dims_of(kind)
    dtype = dtypes.real_part(dtypes.to_float(class_of(kind)))
    axis = question.bound["axis"]
    if dims is None or not is_constant(axis):
        return array(dtype, None)
    axes = normal_axes(constant_of(axis), len(dims)) or ()
    return array(dtype, tuple(ANY if i in axes else d for i, d in enumerate(dims)))


@inference
def half_spectra(question: Question) -> Kind:
    """A complex array of the rank of the input."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    dims = dims_of(kind)
    other = None if dims is None else (ANY,) * len(dims)
    return array(dtypes.to_complex(class_of(kind)), other)


@inference
def real_signals(question: Question) -> Kind:
    """A real array of the rank of the input."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    dims = dims_of(kind)
    other = None if dims is None else (ANY,) * len(dims)
    return array(dtypes.real_part(dtypes.to_float(class_of(kind))), other)


@inference
def cosines(question: Question) -> Kind:
    """A real array of the shape of the input, but of n along the axis."""
    kind, axis = question.kind("x"), question.bound["axis"]
    dims = dims_of(kind)
    dtype = dtypes.to_float(class_of(kind))
    if question.bound["n"] == Const(None) or dims is None:
        return array(dtype, dims)
    axes = normal_axes(constant_of(axis), len(dims)) if is_constant(axis) else None
    changed = range(len(dims)) if axes is None else axes
    return array(dtype, tuple(ANY if i in changed else d for i, d in enumerate(dims)))
