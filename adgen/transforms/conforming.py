"""What a gradient or a pullback gives back: adjoints in the precision of their variables."""

from __future__ import annotations

from adgen.ir.build import Builder
from adgen.ir.kinds import Array, Number, Unknown
from adgen.ir.nodes import Const, Function, Operand, Var
from adgen.transforms.adjoints import Adjoints
from adgen.transforms.room import makes_complex

_NARROW = ("float16", "float32", "complex64")


def conforming(
    bar: Operand, leaf: Var, adjoints: Adjoints, function: Function
) -> Operand:
    """The adjoint in the precision of its variable, where it may have another.

    `out_bar * x` is float32 where x is, for a Python float; float64 for a NumPy number. Hence
    where single precision occurs in a function, the adjoints of all arrays are converted. Where
    complex numbers occur, the adjoint of a variable that may be real is made so if it is.
    """
    builder = adjoints.builder
    kind = builder.kind_of(leaf)
    if isinstance(kind, Unknown) and makes_complex(function):
        return builder.emit("unbroadcast", bar, leaf, kind=kind)
    if not isinstance(kind, Array) or not _has_narrow(builder):
        return bar
    return builder.emit(
        "np.asarray", bar, kwargs=(("dtype", Const(kind.dtype)),), kind=kind
    )


def _has_narrow(builder: Builder) -> bool:
    kinds = builder.kinds.values()
    return any(isinstance(k, Array | Number) and k.dtype in _NARROW for k in kinds)
