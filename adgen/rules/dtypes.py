"""The dtype class of kinds: what NumPy's promotion makes of two, and what a function makes of one.

The classes are those of `adgen.ir.kinds`: bool, int, float, complex and the narrower names. A
Python scalar is weak: beside a float32 array it gives float32.
"""

from __future__ import annotations

from functools import reduce

from adgen.ir.kinds import Array, Kind, Number, Structure, join_dtype
from adgen.ir.nodes import Const, Operand

_DISCRETE = ("bool", "int")
_REAL_PARTS = {"complex": "float", "complex64": "float32", "complex256": "longdouble"}
_COMPLEX = tuple(_REAL_PARTS)


def class_of(kind: Kind) -> str | None:
    """The dtype class of a number, an array or a sequence of them; None if unknown."""
    match kind:
        case Number(dtype) | Array(dtype, _):
            return dtype
        case Structure("tuple" | "list", items, _) if items:
            classes = [class_of(item) for item in items]
            known = [name for name in classes if name is not None]
            return reduce(join_dtype, known) if len(known) == len(classes) else None
        case _:
            return None


def is_complex(kind: Kind) -> bool:
    """True if the value is known to be complex."""
    return class_of(kind) in _COMPLEX


def is_real(kind: Kind) -> bool:
    """True if the value is known not to be complex."""
    dtype = class_of(kind)
    return dtype is not None and dtype != "object" and dtype not in _COMPLEX


def promote(operands: list[tuple[Operand, Kind]]) -> str | None:
    """The dtype class of an arithmetic result; None if it is not known."""
    strong: list[str] = []
    weak: list[str] = []
    for operand, kind in operands:
        dtype = class_of(kind)
        if dtype is None or dtype == "object":
            return None
        python_scalar = isinstance(operand, Const) and type(operand.value) in (
            bool,
            int,
            float,
            complex,
        )
        (weak if python_scalar else strong).append(dtype)
    if not strong:
        return reduce(join_dtype, weak) if weak else None
    return reduce(_weakly, weak, reduce(_strongly, strong))


def _strongly(a: str, b: str) -> str:
    """Promotion of two dtypes that count fully."""
    if {a, b} == {"complex64", "float"}:
        return "complex"
    if "longdouble" in (a, b) and not {a, b}.isdisjoint(_COMPLEX):
        return "complex256"
    for narrow, other in ((a, b), (b, a)):
        if narrow in ("float16", "float32", "complex64") and other == "int":
            return "complex" if narrow == "complex64" else "float"
    return join_dtype(a, b)


def _weakly(strong: str, weak: str) -> str:
    """Promotion with a Python scalar, which only raises the class."""
    if weak == "complex" and strong in ("float16", "float32", "longdouble"):
        return to_complex(strong) or "complex"
    if weak in ("int", "float") and strong not in _DISCRETE:
        return strong
    if weak == "complex" and strong in _COMPLEX:
        return strong
    return join_dtype(strong, weak)


def to_float(dtype: str | None) -> str | None:
    """What a function such as sin makes of a dtype: integers become float."""
    return "float" if dtype in _DISCRETE else dtype


def real_part(dtype: str | None) -> str | None:
    """The dtype of abs, real, imag of a value."""
    return _REAL_PARTS.get(dtype or "", dtype)


def to_complex(dtype: str | None) -> str | None:
    """The dtype of a complex result made from a value of this dtype."""
    if dtype in ("float32", "float16", "complex64"):
        return "complex64"
    if dtype in ("longdouble", "complex256"):
        return "complex256"
    return None if dtype is None else "complex"
