"""What is given back: adjoints and tangents in the precision of their variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adgen.ir.build import Builder
from adgen.ir.kinds import FLOAT, Array, Kind, Number, Unknown
from adgen.ir.nodes import Const, Function, Operand, Var
from adgen.ir.walk import all_statements, operands
from adgen.rules.dtypes import class_of
from adgen.transforms.adjoints import Adjoints
from adgen.transforms.room import makes_complex

_NARROW = ("float16", "float32", "complex64")
_OTHER = (*_NARROW, "longdouble", "complex256")
"""The precisions beside which an adjoint may have another than its variable."""
_NAMES = {
    "float": "np.float64",
    "float32": "np.float32",
    "complex": "np.complex128",
    "complex64": "np.complex64",
}


def conforming(
    bar: Operand, leaf: Var, adjoints: Adjoints, function: Function
) -> Operand:
    """The adjoint in the precision of its variable, where it may have another.

    `out_bar * x` is float32 where x is, for a Python float; float64 for a NumPy number. Hence
    where another precision occurs in a function, the adjoints of all arrays are converted, and
    those of its own numbers. Where complex numbers occur, the adjoint of a variable that may be
    real is made so if it is.
    """
    builder = adjoints.builder
    kind = builder.kind_of(leaf)
    if isinstance(kind, Unknown) and makes_complex(function):
        return builder.emit("unbroadcast", bar, leaf, kind=kind)
    if isinstance(kind, Number) and kind.dtype in _NARROW and kind.dtype in _NAMES:
        return builder.emit(_NAMES[kind.dtype], bar, kind=kind)
    if isinstance(kind, Number) and builder.kind_of(bar) == Array(kind.dtype, ()):
        # np.squeeze, np.where and others make arrays without axes of numbers.
        return builder.emit(_NAMES[kind.dtype], bar, kind=kind)
    if not isinstance(kind, Array) or not _has_other(builder):
        return bar
    return builder.emit(
        "np.asarray", bar, kwargs=(("dtype", Const(kind.dtype)),), kind=kind
    )


def in_full(
    number: Operand, leaves: Sequence[Var], function: Function, builder: Builder
) -> Operand:
    """A seed, as a number of NumPy where a leaf is an array of doubles and meets narrower ones.

    Beside an array of float32 a number of Python is single: the adjoint of an array of float64
    that meets one, `x_bar = out_bar * w`, would be single, and so would all that is added to it.
    """
    if builder.kind_of(number) != FLOAT:
        return number
    wide = [kind for kind in map(builder.kind_of, leaves) if isinstance(kind, Array)]
    if all(kind.dtype not in ("float", "complex") for kind in wide):
        return number
    kinds = [*builder.kinds.values(), *map(builder.kind_of, _constants(function))]
    if all(class_of(kind) not in _NARROW for kind in kinds):
        return number
    name = number.name if isinstance(number, Var) else None
    return builder.emit("np.float64", number, name=name, kind=FLOAT)


def _constants(function: Function) -> Iterator[Const]:
    for stmt in all_statements(function.body):
        yield from (x for x in operands(stmt) if isinstance(x, Const) and x.name)


def conforming_tangent(dot: Operand, value: Operand, builder: Builder) -> Operand:
    """The tangent of a result in the precision of the result, where single precision occurs.

    Whether an array is wide may depend on a number of the user's: beside float32 one of Python
    is not, but it is in `np.dot(2.0, x)`. The array itself is asked. A function that is asked for
    complex numbers, `np.cumprod(x, dtype=complex)`, may have a real tangent.
    """
    kind = builder.kind_of(value)
    if isinstance(dot, Var) and _is_real_of_complex(builder.kind_of(dot), kind):
        wide = (("dtype", Const("complex")),)
        return builder.emit("np.asarray", dot, kwargs=wide, kind=kind)
    if not _has_other(builder):
        return dot
    if isinstance(kind, Number) and kind.dtype in _NAMES:
        if isinstance(dot, Var) or kind.dtype in _NARROW:
            return builder.emit(_NAMES[kind.dtype], dot, kind=kind)
    if not isinstance(dot, Var):
        return dot
    if not isinstance(kind, Array) or kind.dtype not in _NAMES:
        return dot
    dtype = builder.emit("attr", value, Const("dtype"))
    return builder.emit("np.asarray", dot, kwargs=(("dtype", dtype),), kind=kind)


def _is_real_of_complex(dot: Kind, value: Kind) -> bool:
    """True of the real tangent of a complex array."""
    return (
        isinstance(value, Array)
        and value.dtype == "complex"
        and isinstance(dot, Array)
        and dot.dtype == "float"
    )


def with_width(dot: Operand, start: Operand, carried: Var, builder: Builder) -> Operand:
    """The tangent with which a loop begins, where the array becomes real or complex in it: it
    is added to in place."""
    before, after = builder.kind_of(start), builder.kind_of(carried)
    if not isinstance(before, Array) or not isinstance(after, Array):
        return dot
    if before.dtype == after.dtype or after.dtype not in ("float", "complex"):
        return dot
    kind = Array(after.dtype, before.dims)
    dtype = (("dtype", Const(after.dtype)),)
    return builder.emit("np.asarray", dot, kwargs=dtype, kind=kind)


def _has_other(builder: Builder) -> bool:
    kinds = builder.kinds.values()
    return any(isinstance(k, Array | Number) and k.dtype in _OTHER for k in kinds)
