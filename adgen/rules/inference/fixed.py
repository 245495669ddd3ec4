"""Kinds that do not depend on the operands, and those of the primitives of the IR."""

from __future__ import annotations

from functools import reduce

from adgen.ir.kinds import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    LOGGER,
    NONE,
    OBJECT,
    TEXT,
    UNBOUND,
    UNKNOWN,
    Array,
    Dim,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    has_name,
    join,
    join_entries,
)
from adgen.ir.nodes import Const
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of, real_part
from adgen.rules.infer import Question, broadcast_all, inference, shaped
from adgen.rules.shapes import dims_of


def _always(name: str, kind: Kind) -> None:
    def answer(question: Question) -> Kind:
        return kind

    answer.__name__ = name
    inference(answer)


_FIXED: dict[str, Kind] = {
    "boolean": BOOL,
    "integer": INT,
    "real": FLOAT,
    "complex_number": COMPLEX,
    "text": TEXT,
    "none": NONE,
    "thing": OBJECT,
    "dtype": Other("dtype"),
    "slice": Other("slice"),
    "logger": LOGGER,
    "unknown": UNKNOWN,
    "vector_of_floats": Array("float", ("?",)),
    "vector_of_integers": Array("int", ("?",)),
}
for _name, _kind in _FIXED.items():
    _always(_name, _kind)


@inference
def list_new(question: Question) -> Kind:
    """An empty list: its fields come with the first append."""
    return Listing(())


@inference
def concat(question: Question) -> Kind:
    """`xs + ys` of two lists: the fields of both."""
    kind = join(question.kind("a"), question.kind("b"))
    return kind if isinstance(kind, Listing) else OBJECT


@inference
def listed_like(question: Question) -> Kind:
    """A list of entries of another one."""
    return question.kind("listing")


@inference
def like_entries(question: Question) -> Kind:
    """Pieces as long as the entries of a list."""
    return question.kind("entries")


@inference
def places(question: Question) -> Kind:
    """A list of indices."""
    return Listing((INT,))


@inference
def list_append(question: Question) -> Kind:
    """The fields of the list joined with those of the new record."""
    listing = question.kind("listing")
    record = question.kind("fields")
    added = record.items if isinstance(record, Structure) else ()
    if not isinstance(listing, Listing):
        return Listing(added)
    if not listing.fields:
        return Listing(added, listing.of)
    if len(listing.fields) != len(added):
        return OBJECT
    joined = tuple(map(join_entries, listing.fields, added))
    return Listing(joined, listing.of)


@inference
def append_in(question: Question) -> Kind:
    """A list of lists, one of which has one more entry: they have one kind."""
    lists, record = question.kind("lists"), question.kind("fields")
    added = Listing(record.items if isinstance(record, Structure) else ())
    return join(lists, Listing((added,))) if isinstance(lists, Listing) else OBJECT


@inference
def list_fill(question: Question) -> Kind:
    """A list of equal values."""
    return Listing((question.kind("value"),))


@inference
def element_sum(question: Question) -> Kind:
    """The kind of an element of a list, as its sum or extreme has it; a sum has a start."""
    found = _element(question.kind("iterable"))
    start = question.bound.get("start")
    if start in (Const(None), Const(0)) or found == UNKNOWN:
        return found
    pairs = [(question.bound["iterable"], found), (start, question.kind_of(start))]
    kinds = [kind for _, kind in pairs]
    if not all(isinstance(kind, Number | Array) for kind in kinds):
        return UNKNOWN
    return shaped(dtypes.promote(pairs), broadcast_all(kinds))


def _element(kind: Kind) -> Kind:
    match kind:
        case Listing((field,)) if isinstance(field, Number | Array):
            return _numeric(field)
        case Structure(_, items, _) if items and all(
            isinstance(item, Number) for item in items
        ):
            return _numeric(reduce(join, items))
        case Array(dtype, dims) if dims is not None and dims:
            return Number(dtype) if len(dims) == 1 else Array(dtype, dims[1:])
        case _:
            return UNKNOWN


def _numeric(kind: Kind) -> Kind:
    return INT if kind == BOOL else kind


@inference
def real_number(question: Question) -> Kind:
    """What `float` and the functions of `math` give: a float, of any argument."""
    return FLOAT


@inference
def absolute(question: Question) -> Kind:
    """What `abs` gives of a number: its own kind, float for a complex one."""
    kind = next(iter(question.bound.values.values()))
    known = question.kind_of(kind)
    match known:
        case Number(dtype):
            return Number(real_part(dtype) or dtype)
        case Array(dtype, dims):
            real = real_part(dtype) or dtype
            return Array(real, dims) if dims != () else Number(real)
        case _:
            return UNKNOWN


@inference
def branches(question: Question) -> Kind:
    """The join of the operands (`and`, `or`)."""
    kind: Kind = UNBOUND
    for operand in question.bound.values.values():
        kind = join(kind, question.kind_of(operand))
    return kind


@inference
def negation(question: Question) -> Kind:
    """`not x`, `x in y`, `x is y`: always a bool."""
    return BOOL


@inference
def shape(question: Question) -> Kind:
    """`np.shape(a)`: as many integers as `a` has dimensions."""
    dims = dims_of(question.kind("a"))
    if dims is None:
        return OBJECT
    return Structure("tuple", tuple(size_of(dim) for dim in dims))


def size_of(dim: Dim) -> Kind:
    """The kind of the size of a dimension."""
    return Number("int", dim) if has_name(dim) else INT


@inference
def length(question: Question) -> Kind:
    """`len(x)` of an array, and `np.size` of a vector: the size of its first dimension."""
    operand = next(iter(question.bound.values.values()))
    dims = dims_of(question.kind_of(operand))
    vector = dims is not None and len(dims) == 1
    if not dims or question.rule.name == "np.size" and not vector:
        return INT
    return size_of(dims[0])


@inference
def rounded(question: Question) -> Kind:
    """`round(x)` is an int, `round(x, n)` a number of the kind of x."""
    if question.bound.places.get("ndigits") is None:
        return INT
    return question.kind("number")


@inference
def attribute(question: Question) -> Kind:
    """Other attributes: only `dtype` is known."""
    return Other("dtype") if question.constant("name") == "dtype" else OBJECT


@inference
def scalar_item(question: Question) -> Kind:
    """`a.item()`: a Python number."""
    dtype = class_of(question.kind("a"))
    widened = {"float32": "float", "float16": "float", "complex64": "complex"}
    return UNKNOWN if dtype is None else Number(widened.get(dtype, dtype))
