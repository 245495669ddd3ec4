"""Sizes of arrays across a call: what the caller calls n, the callee calls after a parameter.

smooth(u, f) with u: [n], f: [n]        u: [u.0], f: [u.0] in `smooth`, which gives [u.0-2?]:
                                        [n-2?] for the caller

A size of which the caller knows nothing has a name in the callee too: it is one size there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adgen.frontend.callees.parameters import Fixed, Form, Nest, Runtime
from adgen.ir.kinds import (
    ANY,
    INT,
    NONE,
    Array,
    Dim,
    Kind,
    Listing,
    Number,
    Structure,
    Unbound,
    has_name,
    join_entries,
    may_be_one,
)
from adgen.ir.nodes import Const
from adgen.rules.shapes import renamed_dim


class Canonical:
    """Names dimensions after the first parameter that has them: equal calls look equal."""

    def __init__(self) -> None:
        self._symbols: dict[Dim, str] = {}

    def form(self, form: Form, name: str) -> Form:
        match form:
            case Runtime(kind):
                return Runtime(self._kind(kind, name))
            case Nest(what, items, keys):
                parts = keys or tuple(range(len(items)))
                return Nest(
                    what,
                    tuple(self.form(i, f"{name}.{p}") for i, p in zip(items, parts)),
                    keys,
                )
            case Fixed():
                return form

    def _kind(self, kind: Kind, name: str, one: bool = True) -> Kind:
        """`one`: it is the kind of one value, not of the entries of a list."""
        match kind:
            case Array(dtype, dims) if dims is not None:
                words = [f"{name}.{i}" for i in range(len(dims))]
                new = (self._dim(dim, word, one) for dim, word in zip(dims, words))
                return Array(dtype, tuple(new))
            case Number(dtype, size) if size is not None:
                return Number(dtype, self._symbols.get(size))
            case Listing(fields) if any(isinstance(f, Unbound) for f in fields):
                # What a recursive call gives, of which nothing is known yet: as of an empty list.
                return Listing(())
            case Listing(fields):
                parts = (
                    self._kind(f, f"{name}.{i}", False) for i, f in enumerate(fields)
                )
                return Listing(tuple(parts), kind.of)
            case Structure(form, items, keys):
                parts = (self._kind(k, f"{name}.{i}", one) for i, k in enumerate(items))
                return Structure(form, tuple(parts), keys, kind.of)
            case _:
                return kind

    def _dim(self, dim: Dim, name: str, one: bool) -> Dim:
        if isinstance(dim, int):
            # Sizes are not specialised on; that one is 1 is part of the kind.
            return dim
        word = name + "?" * may_be_one(dim)
        if has_name(dim):
            return self._symbols.setdefault(dim, word)
        return word if one else dim


def caller_sizes(forms: Sequence[Form], given: Sequence[Form]) -> dict[Dim, Dim]:
    """What the caller calls the dimensions of the callee."""
    sizes: dict[Dim, Dim] = {}
    for form, other in zip(forms, given):
        for kind, word in _kinds(form, other):
            for dim, name in _dims(kind, word):
                if has_name(dim) and not has_name(sizes.get(dim, ANY)):
                    sizes[dim] = name
    return sizes


def _kinds(form: Form, other: Form) -> Iterator[tuple[Kind, Kind]]:
    if isinstance(form, Runtime) and isinstance(other, Runtime):
        yield form.kind, other.kind
    elif isinstance(form, Nest) and isinstance(other, Nest):
        for item, part in zip(form.items, other.items):
            yield from _kinds(item, part)


def _dims(kind: Kind, other: Kind) -> Iterator[tuple[Dim, Dim]]:
    match kind, other:
        case Array(_, dims), Array(_, names) if dims is not None and names is not None:
            yield from zip(dims, names)
        case (Listing(items), Listing(others)) | (
            Structure(_, items),
            Structure(_, others),
        ):
            for item, part in zip(items, others):
                yield from _dims(item, part)


def in_words(kind: Kind, sizes: Mapping[Dim, Dim]) -> Kind:
    """A kind with the dimensions that have other names there; what has none is not known."""
    match kind:
        case Array(dtype, dims) if dims is not None:
            return Array(dtype, tuple(renamed_dim(dim, sizes) for dim in dims))
        case Number(dtype, size) if size is not None:
            new = renamed_dim(size, sizes)
            return Number(dtype, new if has_name(new) else None)
        case Listing(fields):
            return Listing(tuple(in_words(f, sizes) for f in fields), kind.of)
        case Structure(form, items, keys):
            words = tuple(in_words(item, sizes) for item in items)
            return Structure(form, words, keys, kind.of)
        case _:
            return kind


# calls of a recursive function -------------------------------------------------------


class Widening:
    """The forms of two calls joined, argument by argument: None if more than sizes differ.

    An integer that is known in one call and not in the other one is not known.
    """

    def __init__(self) -> None:
        self._pairs: dict[tuple[Dim, Dim], str] = {}

    def form(self, form: Form, other: Form) -> Form | None:
        match form, other:
            case Fixed(), _ if form == other:
                return form
            case (Fixed(), Runtime()) | (Runtime(), Fixed()):
                integers = _is_integer(form) and _is_integer(other)
                return Runtime(INT) if integers else None
            case Runtime(kind), Runtime(word):
                found = self._kind(kind, word)
                return None if found is None else Runtime(found)
            case Nest(what, items, keys), Nest() if (what, keys) == (
                other.form,
                other.keys,
            ):
                wide = [self.form(a, b) for a, b in zip(items, other.items)]
                inside = [item for item in wide if item is not None]
                same = len(inside) == len(items) == len(other.items)
                return Nest(what, tuple(inside), keys) if same else None
            case _:
                return None

    def _kind(self, kind: Kind, other: Kind) -> Kind | None:
        match kind, other:
            case Number(dtype), Number(same) if dtype == same:
                return kind if kind == other else Number(dtype)
            case Array(dtype, dims), Array(same, names) if dtype == same:
                if dims is None or names is None or len(dims) != len(names):
                    return kind if kind == other else None
                return Array(dtype, tuple(map(self._dim, dims, names)))
            case Listing(), Listing():
                return self._listing(kind, other)
            case _:
                return kind if kind == other else None

    def _listing(self, kind: Listing, other: Listing) -> Kind | None:
        """An empty list is one of any entries, one of None one of numbers that are not there."""
        if not kind.fields or not other.fields:
            return kind if kind.fields else other
        if kind.of is not other.of or len(kind.fields) != len(other.fields):
            return None
        wide = [self._entry(a, b) for a, b in zip(kind.fields, other.fields)]
        found = tuple(field for field in wide if field is not None)
        return Listing(found, kind.of) if len(found) == len(wide) else None

    def _entry(self, kind: Kind, other: Kind) -> Kind | None:
        is_number = isinstance(kind, Number) or isinstance(other, Number)
        if NONE in (kind, other) and is_number:
            return join_entries(kind, other)
        return self._kind(kind, other)

    def _dim(self, dim: Dim, other: Dim) -> Dim:
        """Dimensions that are equal in both calls are equal in what is for both."""
        if dim == other:
            return dim
        mark = "?" * (may_be_one(dim) or may_be_one(other))
        word = str(dim).rstrip("?")
        if word != str(other).rstrip("?"):
            word = self._pairs.setdefault((dim, other), f"size.{len(self._pairs)}")
        return word + mark


def _is_integer(form: Form) -> bool:
    """True for an integer, known or not."""
    match form:
        case Fixed(Const() as known):
            return known.name is None and type(known.value) is int
        case Runtime(Number("int")):
            return True
        case _:
            return False
