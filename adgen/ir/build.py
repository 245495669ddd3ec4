"""Building IR: a `Builder` collects the statements of one block and infers their kinds.

builder.emit("np.sin", x, name="y")     adds  y.0 = np.sin(x.0)  and returns y.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, Protocol

import numpy as np

from adgen.errors import InternalError
from adgen.ir.kinds import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    NONE,
    OBJECT,
    TEXT,
    UNBOUND,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    dtype_name,
)
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Call,
    Const,
    End,
    Function,
    Operand,
    Pack,
    Statement,
    Store,
    Undefined,
    Var,
)
from adgen.source import Span

__all__ = ["Builder", "Infer", "Namer", "kind_of_constant"]

KindOf = Callable[[Operand], Kind]
Keywords = tuple[tuple[str, Operand], ...]
ROW_AFTER_ROW: tuple[str, Operand] = ("order", Const("C"))
"""What `x.copy()` says to `np.copy`, which else keeps the layout."""
Infer = Callable[[str, tuple[Operand, ...], Keywords, KindOf], tuple[Kind, ...]]

_LITERALS: dict[type, Kind] = {
    bool: BOOL,
    int: INT,
    float: FLOAT,
    complex: COMPLEX,
    str: TEXT,
    type(None): NONE,
    slice: Other("slice"),
}
PLAIN_ARRAYS: tuple[type, ...] = (np.ndarray, np.memmap)
"""The classes of arrays whose operators are those of NumPy, and no others."""

_LARGEST_STRUCTURE = 64
"""A constant list with more items than this is no structure but an object."""


def kind_of_constant(value: Any) -> Kind:
    """The kind of a constant, found by looking at its value."""
    literal = _LITERALS.get(type(value))
    if literal is not None:
        return literal
    if type(value) in PLAIN_ARRAYS:
        return Array(dtype_name(value.dtype), value.shape)
    if isinstance(value, np.generic):
        return Number(dtype_name(value.dtype))
    if isinstance(value, np.dtype) or (
        isinstance(value, type) and issubclass(value, (np.generic, complex, float, int))
    ):
        return Other("dtype")
    if type(value) in (tuple, list) and len(value) <= _LARGEST_STRUCTURE:
        items = tuple(kind_of_constant(item) for item in value)
        return Structure(type(value).__name__, items)
    if type(value) is dict and len(value) <= _LARGEST_STRUCTURE:
        items = tuple(kind_of_constant(item) for item in value.values())
        return Structure("dict", items, tuple(value))
    return OBJECT


class Functions(Protocol):
    """The functions of the program that is being differentiated, and their derivatives."""

    def get(self, name: str) -> Function:
        """The function of that name."""

    def add(self, wanted: str, make: Callable[[str], Function]) -> str:
        """The name under which the function that `make` gives is added, once for a name."""

    def tangent(self, name: str, inputs: tuple[int, ...]) -> str:
        """The function of the tangent of f's result: it takes what f takes, then a tangent for
        each of those parameters."""

    def pullback(self, name: str, inputs: tuple[int, ...]) -> str:
        """The function of the adjoints of those parameters: it takes what f takes, then the
        adjoint of the result of f."""


class Builder:
    """Collects the statements of one block.

    `infer` gives the kinds of the results of a primitive, `namer` fresh Vars; `kinds` is the
    table of the function, to which every new Var is added. `derived`, `span` and `note` are
    given to each statement that does not bring its own. `functions` are those of the program,
    where it is being differentiated.
    """

    def __init__(
        self,
        infer: Infer,
        namer: Namer,
        kinds: dict[Var, Kind],
        *,
        derived: bool = True,
        span: Span | None = None,
    ) -> None:
        self.infer = infer
        self.namer = namer
        self.kinds = kinds
        self.derived = derived
        self.span = span
        self.note = ""
        self.functions: Functions | None = None
        self.statements: list[Statement] = []

    # values --------------------------------------------------------------------------

    def kind_of(self, operand: Operand) -> Kind:
        """The kind of any operand."""
        match operand:
            case Var():
                return self.kinds.get(operand, UNKNOWN)
            case Const(value=value):
                return kind_of_constant(value)
            case Pack(form="slice"):
                return Other("slice")
            case Pack(form, items, keys, of):
                kinds = tuple(self.kind_of(item) for item in items)
                cls = None if of is None else of.value
                return Structure(form, kinds, tuple(key.value for key in keys), cls)
            case Undefined():
                return UNBOUND

    def fresh(self, name: str | None = None, kind: Kind = UNKNOWN) -> Var:
        """A new Var of this kind, defined by the statement the caller is about to add."""
        var = self.namer.temporary() if name is None else self.namer.fresh(name)
        self.kinds[var] = kind
        return var

    # statements ----------------------------------------------------------------------

    def emit(
        self,
        fn: str,
        *args: Operand,
        kwargs: Iterable[tuple[str, Operand]] = (),
        name: str | None = None,
        kind: Kind | None = None,
        span: Span | None = None,
        derived: bool | None = None,
        note: str | None = None,
    ) -> Var:
        """Adds `name = fn(*args, **kwargs)`; a temporary if there is no name."""
        (result,) = self.emit_many(
            fn,
            (name,),
            *args,
            kwargs=kwargs,
            kinds=None if kind is None else (kind,),
            span=span,
            derived=derived,
            note=note,
        )
        return result

    def emit_many(
        self,
        fn: str,
        names: Sequence[str | None],
        *args: Operand,
        kwargs: Iterable[tuple[str, Operand]] = (),
        kinds: Sequence[Kind] | None = None,
        span: Span | None = None,
        derived: bool | None = None,
        note: str | None = None,
    ) -> tuple[Var, ...]:
        """Adds `names = fn(*args, **kwargs)`, one result a name."""
        keywords = tuple(kwargs)
        if kinds is None:
            kinds = self.infer(fn, args, keywords, self.kind_of)
        results = self._results(fn, names, kinds)
        self.statements.append(
            Apply(results, fn, args, keywords, *self._origin(span, derived, note))
        )
        return results

    def call(
        self,
        function: str,
        args: Sequence[Operand],
        names: Sequence[str | None],
        kinds: Sequence[Kind],
        *,
        span: Span | None = None,
        derived: bool | None = None,
        note: str | None = None,
    ) -> tuple[Var, ...]:
        """Adds a Call of another function of the program."""
        results = self._results(function, names, kinds)
        origin = self._origin(span, derived, note)
        self.statements.append(Call(results, function, tuple(args), *origin))
        return results

    def store(
        self,
        base: Operand,
        index: Operand,
        value: Operand,
        mode: Literal["set", "add"] = "set",
        *,
        name: str | None = None,
        kind: Kind | None = None,
        span: Span | None = None,
        derived: bool | None = None,
        note: str | None = None,
    ) -> Var:
        """Adds a Store; the result is the next version of the base unless it has a name."""
        if name is None and isinstance(base, Var):
            name = base.name
        result = self.fresh(name, self.kind_of(base) if kind is None else kind)
        origin = self._origin(span, derived, note)
        self.statements.append(Store(result, base, index, value, mode, *origin))
        return result

    def append(
        self,
        listing: Operand,
        *fields: Operand,
        name: str | None = None,
        at: Operand | None = None,
    ) -> Var:
        """Adds an append of one record, or its insertion; the result is the longer list."""
        if name is None and isinstance(listing, Var):
            name = listing.name
        place = _place(at)
        return self.emit("list.append", listing, *fields, name=name, kwargs=place)

    def pop(
        self,
        listing: Operand,
        names: Sequence[str | None],
        name: str | None = None,
        at: Operand | None = None,
    ) -> tuple[Var, ...]:
        """Adds a pop; gives the shorter list, then the fields of the record taken from it."""
        if name is None and isinstance(listing, Var):
            name = listing.name
        kind = self.kind_of(listing)
        fields: tuple[Kind, ...] = (UNKNOWN,) * len(names)
        if isinstance(kind, Listing) and len(kind.fields) == len(names):
            fields = kind.fields
        kinds = (kind, *fields)
        return self.emit_many(
            "list.pop", (name, *names), listing, kwargs=_place(at), kinds=kinds
        )

    def add(self, stmt: Statement) -> None:
        """Adds a statement made elsewhere; its Vars must come from this namer."""
        self.statements.append(stmt)

    # blocks --------------------------------------------------------------------------

    def child(self) -> Builder:
        """A builder for an inner block: same names, same kinds, no statements yet."""
        child = Builder(
            self.infer, self.namer, self.kinds, derived=self.derived, span=self.span
        )
        child.note = self.note
        child.functions = self.functions
        return child

    def block(self, end: End) -> Block:
        """The block of all statements so far."""
        return Block(tuple(self.statements), end)

    # how -----------------------------------------------------------------------------

    def _results(
        self, fn: str, names: Sequence[str | None], kinds: Sequence[Kind]
    ) -> tuple[Var, ...]:
        if len(kinds) != len(names):
            raise InternalError(
                f"{fn} has {len(kinds)} results, and {len(names)} names were given",
                self.span,
            )
        return tuple(self.fresh(name, kind) for name, kind in zip(names, kinds))

    def _origin(
        self, span: Span | None, derived: bool | None, note: str | None
    ) -> tuple[Span | None, bool, str]:
        return (
            self.span if span is None else span,
            self.derived if derived is None else derived,
            self.note if note is None else note,
        )


def _place(at: Operand | None) -> Keywords:
    return () if at is None else (("at", at),)
