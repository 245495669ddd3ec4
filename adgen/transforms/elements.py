"""The adjoint of what a loop iterates over: each element's adjoint goes to its own place.

    for e in x: ...           for k in reversed(range(len(x))):
                                  e_bar = ...
                                  x_bar[k] += e_bar

A list of records (a tape read back, when an adjoint is itself differentiated) is not indexed:
its adjoint is a list, appended to in the order in which the reverse loop runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, cast

from adgen.errors import LanguageError
from adgen.ir.kinds import INT, Listing, is_discrete
from adgen.ir.nodes import (
    Apply,
    Each,
    For,
    Operand,
    Pack,
    Reversed,
    Var,
    While,
)
from adgen.ir.walk import target_vars
from adgen.names import adjoint_name
from adgen.rules.differentiate import Dense, Scatter
from adgen.transforms import iteration
from adgen.transforms.adjoints import Adjoints, LoopAdjoints, adjoint_kind

if TYPE_CHECKING:
    from adgen.transforms.sweep import Sweep


class ElementAdjoints:
    """`index` is the Var of the iteration number, if an adjoint is added by index."""

    def __init__(
        self,
        sweep: Sweep,
        loop: For | While,
        inner: LoopAdjoints,
        runs_through: bool,
    ) -> None:
        self.sweep = sweep
        self.loop = loop
        self.inner = inner
        self.runs_through = runs_through
        self.index: Var | None = None
        self._listing: Var | None = None
        self._carried: Var | None = None
        self._next: Operand | None = None

    def contribute(self) -> None:
        """Writes, at the end of the reverse body, where the elements' adjoints go."""
        if isinstance(self.loop, While):
            return
        flowing = [v for v in target_vars(self.loop.target) if v in self.inner.current]
        if not flowing:
            return
        if self._is_record_list():
            self._append_record()
            return
        found = iteration.sources(self.loop.target, self.loop.iterable)
        if found is None:
            self._refuse()
            return
        for source in found:
            if isinstance(source, iteration.Element):
                self._scatter(source)

    def _scatter(self, source: iteration.Element) -> None:
        if not isinstance(source.target, Var):
            self._scatter_fields(source, source.target)
            return
        bar = self.inner.take_full(source.target)
        if bar is None or not self.sweep.is_active(source.container):
            return
        self.inner.contribute(source.container, Scatter(self._place(source), bar))

    def _scatter_fields(self, source: iteration.Element, target: Pack) -> None:
        """The same of a record, whose fields are the targets."""
        if not any(v in self.inner.current for v in target_vars(target)):
            return
        kind = self.inner.builder.kind_of(source.container)
        if not isinstance(kind, Listing) or len(kind.fields) != len(target.items):
            self._refuse()
        for field, var in enumerate(target.items):
            if not isinstance(var, Var):
                self._refuse()
            bar = self.inner.take_full(var)
            if bar is not None and self.sweep.is_active(source.container):
                place = self._place(source)
                self.inner.contribute_to_field(source.container, place, field, bar)

    def _place(self, source: iteration.Element) -> Operand:
        if self.index is None:
            self.index = self.inner.builder.fresh("i", INT)
        return iteration.element_index(source, self.index, self.inner.builder)

    def _refuse(self) -> NoReturn:
        raise LanguageError(
            "adgen cannot differentiate with respect to what this loop runs over",
            self.loop.span,
            "Run over a range and read the elements by index.",
        )

    # lists of records ----------------------------------------------------------------

    def _is_record_list(self) -> bool:
        assert isinstance(self.loop, For)
        match self.loop.iterable:
            case Each(value) | Reversed(Each(value)):
                kind = self.inner.builder.kind_of(value)
                return (
                    isinstance(value, Var)
                    and isinstance(kind, Listing)
                    and self.runs_through
                    and not self.inner.has_outer_adjoint(value)
                    and (
                        isinstance(self.loop.target, Pack)
                        or isinstance(self.loop.iterable, Reversed)
                    )
                )
            case _:
                return False

    def _append_record(self) -> None:
        assert isinstance(self.loop, For)
        iterable = self.loop.iterable
        listing = iterable.inner.value if isinstance(iterable, Reversed) else iterable.value  # type: ignore[union-attr]
        self._listing = cast(Var, listing)
        builder = self.inner.builder
        kind = adjoint_kind(builder.kind_of(self._listing))
        self._carried = builder.fresh(adjoint_name(self._listing.name), kind)
        fields: list[Operand] = []
        for var in target_vars(self.loop.target):
            if is_discrete(builder.kind_of(var)):
                continue
            bar = self.inner.take_full(var)
            fields.append(self.inner.zero(var) if bar is None else bar)
        new = builder.fresh(adjoint_name(self._listing.name), kind)
        builder.add(
            Apply((new,), "list.append", (self._carried, *fields), derived=True)
        )
        self._next = new

    def carried(self) -> tuple[Var, ...]:
        """The further carried values of the reverse loop."""
        return () if self._carried is None else (self._carried,)

    def yields(self) -> tuple[Operand, ...]:
        """Their next values."""
        return () if self._next is None else (self._next,)

    def initial(self, outer: Adjoints) -> tuple[Operand, ...]:
        """Their values before the loop."""
        if self._carried is None:
            return ()
        kind = outer.builder.kind_of(self._carried)
        name = self._carried.name
        return (outer.builder.emit("list.new", name=name, kind=kind),)

    def hand_out(self, results: tuple[Var, ...], outer: Adjoints) -> None:
        """After the reverse loop: the list is the adjoint of what was iterated over."""
        if self._listing is None:
            return
        assert isinstance(self.loop, For)
        value: Var = results[0]
        if not isinstance(self.loop.iterable, Reversed):
            kind = outer.builder.kind_of(value)
            value = outer.builder.emit(
                "list.reversed", value, name=value.name, kind=kind
            )
        outer.contribute(self._listing, Dense(value, True))
