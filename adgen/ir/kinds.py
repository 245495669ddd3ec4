"""Kinds: what is known about a value when the derivative is made.

A kind is a fact that holds for every run; `UNKNOWN` is always right. `join` is the least kind
that covers two. Dimensions of arrays are ints, or symbols: two dimensions with the same symbol
are equal in every run. A symbol that ends in "?" may be 1 at run time; any other symbol is not
1 in the arguments the derivative was made for. (An argument's dimension that is 1 is the int 1.)
The symbol "?" alone is a dimension of which nothing is known, "*" one of which nothing is known
but that it is not 1: they do not even equal themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Dim = int | str

ANY, SEVERAL = "?", "*"
"""Dimensions without a name: any at all, and any but 1."""


@dataclass(frozen=True, slots=True)
class Number:
    """A scalar of Python or NumPy, not a 0-d array. dtype: bool, int, float, complex, or a
    narrower NumPy scalar type by its name (float32, complex64).

    `size` is the dimension an integer is the length of: an array made with it has it.
    """

    dtype: str
    size: Dim | None = None


@dataclass(frozen=True, slots=True)
class Array:
    """An np.ndarray. dtype: bool, int, float (64 bit), complex (128 bit), or a narrower name.

    `dims` is None where even the rank is unknown.
    """

    dtype: str
    dims: tuple[Dim, ...] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list made by appending; each entry has these fields (one: a bare value).

    `of` is the class of its entries, if they are named tuples.
    """

    fields: tuple[Kind, ...]
    of: type | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A tuple, list, dict or object of known form: of a parameter or a result.

    `keys` are the keys of a dict or the names of attributes; `of` is the class of an object.
    """

    form: str
    items: tuple[Kind, ...]
    keys: tuple[Any, ...] = ()
    of: type | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A value without derivative: what = "None", "str", "dtype", "slice", "object", ..."""

    what: str


@dataclass(frozen=True, slots=True, eq=False)
class Given(Other):
    """A part of an argument of which the very value is known: a function, a string."""

    value: object = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Given):
            return False
        if isinstance(self.value, str | bytes):
            return type(self.value) is type(other.value) and self.value == other.value
        return self.value is other.value

    def __hash__(self) -> int:
        return (
            hash(self.value) if isinstance(self.value, str | bytes) else id(self.value)
        )


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number or an array, of unknown dtype and rank; differentiable."""


@dataclass(frozen=True, slots=True)
class Unbound:
    """The kind of `Undefined`: the bottom of `join`."""


Kind = Number | Array | Listing | Structure | Other | Unknown | Unbound

UNKNOWN = Unknown()
UNBOUND = Unbound()
BOOL, INT, FLOAT, COMPLEX = (
    Number(name) for name in ("bool", "int", "float", "complex")
)
NONE, TEXT, OBJECT = Other("None"), Other("str"), Other("object")
RECORD = Structure("record", (UNKNOWN,))
"""The kind of what a function hands to its reverse function: a tuple of numbers, arrays, None,
lists and further records. It may have a derivative; its zeros have its form."""
LOGGER = Other("logger")
"""A logging.Logger: its methods write, and give nothing."""

_SHORT = {
    "float64": "float",
    "complex128": "complex",
    "float96": "longdouble",
    "float128": "longdouble",
    "complex192": "complex256",
}


def dtype_name(dtype: np.dtype[Any] | type) -> str:
    """The name a kind uses for a NumPy dtype: bool, int, float, complex, float32, ... or object."""
    dtype = np.dtype(dtype)
    if dtype.kind in "iu":
        return "int"
    if dtype.kind == "b":
        return "bool"
    if dtype.kind in "fc":
        return _SHORT.get(dtype.name, dtype.name)
    return "object"


def is_discrete(kind: Kind) -> bool:
    """True if a value of this kind carries no tangent: booleans, integers, strings, None, ..."""
    match kind:
        case Number(dtype) | Array(dtype, _):
            return dtype in ("bool", "int", "object")
        case Listing(fields):
            return bool(fields) and all(is_discrete(f) for f in fields)
        case Structure("record", _, _):
            return False
        case Structure(_, items, _):
            return all(is_discrete(i) for i in items)
        case Other():
            return True
        case _:
            return False


def is_record(kind: Kind) -> bool:
    """True for what a function hands to its reverse function."""
    return isinstance(kind, Structure) and kind.form == "record"


def record_of(fields: Iterable[Kind]) -> Kind:
    """The kind of a record of values of these kinds.

    It says of which of its lists the adjoint has fewer fields, and is `RECORD` if of none.
    """
    forms = tuple(map(_form, fields))
    return (
        RECORD if all(form == UNKNOWN for form in forms) else Structure("record", forms)
    )


def _form(kind: Kind) -> Kind:
    match kind:
        case Listing(fields) if not is_discrete(kind):
            forms = tuple(INT if is_discrete(f) else _form(f) for f in fields)
            return UNKNOWN if all(form == UNKNOWN for form in forms) else Listing(forms)
        case Structure("record", _, _) if kind != RECORD:
            return kind
        case _:
            return UNKNOWN


def entry_kind(kind: Kind, depth: int) -> Kind:
    """The kind of an entry so many lists deep; UNKNOWN where it is a record or no list."""
    for _ in range(depth):
        plain = isinstance(kind, Listing) and len(kind.fields) == 1
        kind = kind.fields[0] if isinstance(kind, Listing) and plain else UNKNOWN
    return kind


def is_integer(kind: Kind) -> bool:
    """True for an integer, whatever it counts."""
    return isinstance(kind, Number) and kind.dtype == "int"


def join_dtype(a: str, b: str) -> str:
    """The dtype that covers both (a loop variable that starts as int and becomes float)."""
    if a == b:
        return a
    order = [
        "bool",
        "int",
        "float16",
        "float32",
        "float",
        "longdouble",
        "complex64",
        "complex",
        "complex256",
    ]
    if a in order and b in order:
        return order[max(order.index(a), order.index(b))]
    return "object"


def join(a: Kind, b: Kind) -> Kind:
    """The least kind that covers a and b."""
    if a == b or isinstance(b, Unbound):
        return a
    if isinstance(a, Unbound):
        return b
    match a, b:
        case Number(s), Number(t):
            return Number(join_dtype(s, t))
        case Array(s, dims), Array(t, others):
            return Array(join_dtype(s, t), _join_dims(dims, others))
        case Listing(fields), Listing(more):
            if not fields or not more:
                return a if fields else b
            if len(fields) == len(more):
                of = a.of if a.of is b.of else None
                return Listing(tuple(map(join_entries, fields, more)), of)
            return OBJECT
        case Structure("record", _, _), Structure("record", _, _):
            return RECORD
        case Structure(f, items, keys), Structure(g, more, others) if (
            f == g and keys == others and len(items) == len(more) and a.of is b.of
        ):
            joined = tuple(join(x, y) for x, y in zip(items, more))
            return Structure(f, joined, keys, a.of)
        case (Other(), Other()):
            return OBJECT
        case ((Number() | Array() | Unknown()), (Number() | Array() | Unknown())):
            return UNKNOWN
        case _:
            # Where one of them has a derivative, so has what covers both.
            return OBJECT if is_discrete(a) and is_discrete(b) else UNKNOWN


def join_entries(a: Kind, b: Kind) -> Kind:
    """Of entries of a list: None beside numbers counts as an entry that is not there."""
    match a, b:
        case (Number(dtype), Other("None")) | (Other("None"), Number(dtype)):
            return Number(dtype)
        case _:
            return join(a, b)


def _join_dims(
    a: tuple[Dim, ...] | None, b: tuple[Dim, ...] | None
) -> tuple[Dim, ...] | None:
    if a is None or b is None or len(a) != len(b):
        return None
    return tuple(map(_join_dim, a, b))


def _join_dim(a: Dim, b: Dim) -> Dim:
    if a == b:
        return a
    return ANY if may_be_one(a) or may_be_one(b) else SEVERAL


def may_be_one(dim: Dim) -> bool:
    """True unless the dimension is known to differ from 1."""
    return dim == 1 if isinstance(dim, int) else dim.endswith("?")


def has_name(dim: Dim) -> bool:
    """True for a dimension that equals all others of its name."""
    return dim not in (ANY, SEVERAL)


def same_dim(a: Dim, b: Dim) -> bool:
    """True if the two dimensions are equal in every run."""
    return a == b and has_name(a)
