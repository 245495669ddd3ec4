"""The reverse sweep, statement by statement: the dispatch, and the straight statements.

Input: statements of the primal, and the adjoints of what they define. Output: the statements
of the forward sweep (the primal's own, with what must be recorded), while the reverse sweep is
written through the builder of the `Adjoints`.

    y.0 = np.sin(x.0)       %3 = np.cos(x.0)
                            x_bar.0 = y_bar.0 * %3      # y = np.sin(x)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never, cast

from adgen.analyses.lasting import NOTHING, Lasting
from adgen.analyses.places import Defined, names_once
from adgen.ir.build import Builder
from adgen.ir.kinds import Array, Listing, Structure
from adgen.ir.nodes import (
    Apply,
    Call,
    Const,
    For,
    If,
    Operand,
    Pack,
    Remark,
    Statement,
    Store,
    Var,
    While,
)
from adgen.ir.walk import path_steps, substitute
from adgen.names import adjoint_name, temporary_number
from adgen.rules import differentiate
from adgen.rules.broadcasting import fill, to_operand
from adgen.rules.differentiate import Contribution, Dense
from adgen.rules.selections import Selection
from adgen.transforms import conditional, loops
from adgen.transforms.adjoints import ZERO, Adjoints
from adgen.transforms.context import Context
from adgen.transforms.entries import (
    as_array,
    may_mask_a_number,
    replaced_entry,
    zero_of_replaced,
)
from adgen.transforms.in_place import operand_in_place
from adgen.transforms.records import (
    RecordRead,
    field_read,
    records_read,
    require_numbers,
)
from adgen.transforms.unbound import put_in
from adgen.transforms.viewed import views_taken


class Sweep:
    """Reverses the statements of one function. `active` are its active Vars, `dear` arrays of
    which a record costs more than the iteration it is one of; what arrays have `kept` at the
    end of their loops is read there."""

    def __init__(
        self,
        context: Context,
        active: frozenset[Var],
        reverse_call: Callable[[Sweep, Call, Adjoints], list[Statement]],
        dear: frozenset[Var] = frozenset(),
        kept: Lasting = NOTHING,
    ) -> None:
        self.context = context
        self.active = active
        self.dear = dear
        self.kept = kept
        self._reverse_call = reverse_call
        self._records: dict[Var, RecordRead] = {}
        self._definitions: dict[Operand, Apply] = {}

    def is_active(self, operand: Operand) -> bool:
        """True if derivatives flow through this operand."""
        return isinstance(operand, Var) and operand in self.active

    def statements(
        self, body: Sequence[Statement], adjoints: Adjoints
    ) -> tuple[Statement, ...]:
        """Writes the reverse sweep of `body`; gives the forward sweep."""
        self._records.update(records_read(body, adjoints.builder))
        self._definitions.update(_definitions(body))
        adjoints.views = {**adjoints.views, **views_taken(body, adjoints.builder)}
        forward: list[list[Statement]] = []
        for stmt in reversed(body):
            forward.append(self._statement(stmt, adjoints))
        return tuple(stmt for group in reversed(forward) for stmt in group)

    def _statement(self, stmt: Statement, adjoints: Adjoints) -> list[Statement]:
        adjoints.builder.span = getattr(stmt, "span", None)
        match stmt:
            case Apply():
                self._apply(stmt, adjoints)
                return [stmt]
            case Store():
                before = replaced_entry(stmt, self.active, adjoints.builder)
                self._store(stmt, adjoints, before)
                return [stmt] if before is None else [before, stmt]
            case If():
                return conditional.reverse_if(self, stmt, adjoints)
            case For() | While():
                return loops.reverse_loop(self, stmt, adjoints)
            case Call():
                return self._reverse_call(self, stmt, adjoints)
            case Remark():
                return [stmt]
            case _:
                assert_never(stmt)

    def _apply(self, stmt: Apply, adjoints: Adjoints) -> None:
        mask = adjoints.masks.get(stmt.results[0]) if len(stmt.results) == 1 else None
        bars = tuple(
            adjoints.take(r) if r in self.active else None for r in stmt.results
        )
        if all(bar is None for bar in bars):
            return
        builder = adjoints.builder
        start = len(builder.statements)
        if stmt.fn in ("list.pop", "unpack"):
            bars = adjoints.with_absent(stmt.results, bars)
        field = field_read(stmt, self._records)
        if field is not None:
            bar = fill(cast(Operand, bars[0]), stmt.results[0], builder)
            read = field.read
            if self.is_active(read.listing):
                adjoints.contribute_to_field(read.listing, read.place, field.field, bar)
            annotate(builder.statements, start, note_of(stmt))
            return
        require_numbers(stmt, self._records, builder)
        selection = Selection(mask, self._definitions.get)
        found = differentiate.adjoints(stmt, bars, self.is_active, builder, selection)
        for var, contribution in named(found, adjoints, start):
            if var in put_in(stmt) and isinstance(contribution, Dense):
                adjoints.contribute_part(var, contribution.value, entry=True)
            else:
                adjoints.contribute(var, contribution)
        annotate(builder.statements, start, note_of(stmt))

    def _store(self, stmt: Store, adjoints: Adjoints, before: Apply | None) -> None:
        bar = adjoints.take_full(stmt.result) if self.is_active(stmt.result) else None
        if bar is None:
            return
        builder = adjoints.builder
        start = len(builder.statements)
        if may_mask_a_number(stmt, builder, self._definitions.get):
            bar = as_array(bar, builder.kind_of(stmt.base), builder)
        if self.is_active(stmt.value):
            value_bar = written(stmt, bar, adjoints, self._definitions.get)
            assert isinstance(stmt.value, Var)
            fitting = self._fitting(stmt, value_bar, builder)
            found: list[tuple[Var, Contribution]] = [(stmt.value, Dense(fitting))]
            for var, contribution in named(found, adjoints, start):
                adjoints.contribute(var, contribution)
        if self.is_active(stmt.base) and not _may_replace_a_number(stmt, builder):
            assert isinstance(stmt.base, Var)
            if stmt.mode == "set":
                name = adjoint_name(stmt.base.name)
                zero = zero_of_replaced(stmt, before, adjoints)
                bar = builder.store(bar, stmt.index, zero, "set", name=name)
            adjoints.contribute(stmt.base, Dense(bar, True))
        annotate(builder.statements, start, note_of(stmt))

    def _fitting(self, stmt: Store, bar: Operand, builder: Builder) -> Operand:
        """The adjoint of a stored value, which NumPy may have broadcast; a list or a record
        is what it is."""
        kind = builder.kind_of(bar)
        if isinstance(kind, Listing | Structure):
            return bar
        if operand_in_place(stmt, self._definitions.get) is not None:
            kind = builder.kind_of(stmt.value)
        return to_operand(bar, stmt.value, kind, builder)


def _may_replace_a_number(stmt: Store, builder: Builder) -> bool:
    """True where all of an array is overwritten, nothing of which has an adjoint then, and which
    may have no axes: zeros could not be stored in its adjoint, which may be a number.
    """
    kind = builder.kind_of(stmt.base)
    whole = stmt.mode == "set" and stmt.index == Const(Ellipsis)
    return whole and isinstance(kind, Array) and kind.dims is None


def _definitions(body: Sequence[Statement]) -> dict[Operand, Apply]:
    return {r: stmt for stmt in body if isinstance(stmt, Apply) for r in stmt.results}


def named(
    contributions: list[tuple[Var, Contribution]], adjoints: Adjoints, start: int
) -> list[tuple[Var, Contribution]]:
    """Names each first contribution after the variable whose adjoint it is.

    A rule does not know what its operands are called: it leaves temporaries, which are
    renamed here in the statements from `start` on.
    """
    builder = adjoints.builder
    made = {
        result
        for stmt in builder.statements[start:]
        if isinstance(stmt, Apply)
        for result in stmt.results
        if temporary_number(result.name) is not None
    }
    names: dict[Var, Operand] = {}
    for var, contribution in contributions:
        if not isinstance(contribution, Dense) or adjoints.has_adjoint(var):
            continue
        value = contribution.value
        if isinstance(value, Var) and value in made and value not in names:
            kind = builder.kind_of(value)
            names[value] = builder.fresh(adjoint_name(var.name), kind)
    if not names:
        return contributions
    for position in range(start, len(builder.statements)):
        builder.statements[position] = _renamed(builder.statements[position], names)
    return [
        (
            (var, replace(c, value=names.get(c.value, c.value)))
            if isinstance(c, Dense) and isinstance(c.value, Var)
            else (var, c)
        )
        for var, c in contributions
    ]


def _renamed(stmt: Statement, names: Mapping[Var, Operand]) -> Statement:
    stmt = substitute(stmt, names)
    if isinstance(stmt, Apply) and any(r in names for r in stmt.results):
        return replace(
            stmt, results=tuple(cast(Var, names.get(r, r)) for r in stmt.results)
        )
    return stmt


def annotate(statements: list[Statement], start: int, note: str) -> None:
    """Puts the source text beside the first statement made for it."""
    if note and start < len(statements):
        first = statements[start]
        if not isinstance(first, Remark):
            statements[start] = replace(first, note=note)


def note_of(stmt: Apply | Store | Call | If | For | While) -> str:
    """The text that stands beside the adjoint of a statement: the user's, without `return`."""
    span = stmt.span
    if span is None or stmt.derived:
        return ""
    statement = span.statement.strip()
    if statement and not statement.startswith(("return", "if ", "while ", "for ")):
        return statement
    text = span.text.strip()
    # The head of a loop says nothing of a list that was made for it.
    return "" if text.startswith(("for ", "while ")) else text


def written(stmt: Store, bar: Operand, adjoints: Adjoints, defined: Defined) -> Operand:
    """The adjoint of what was stored: read where it was written.

    Of an index array that names a place twice NumPy keeps the last value: only that one
    has an adjoint. Which one it is, is found by storing the numbers of the values.
    """
    builder = adjoints.builder
    found = through(bar, stmt.index, builder)
    if Pack("view", (Const("np.imag"),)) in path_steps(stmt.index):
        # The adjoint of z is that of its real part minus i times that of its imaginary part.
        found = builder.emit("neg", found)
    if stmt.mode == "add" or names_once(stmt.index, builder.kind_of, defined):
        return found
    numbers = builder.emit("np.arange", builder.emit("np.size", found))
    numbers = builder.emit("np.reshape", numbers, builder.emit("np.shape", found))
    places = builder.emit("np.zeros_like", bar, kind=builder.kind_of(bar))
    places = builder.store(places, stmt.index, numbers)
    kept = builder.emit("eq", through(places, stmt.index, builder), numbers)
    kind = builder.kind_of(found)
    return builder.emit("np.where", kept, found, ZERO, kind=kind)


def through(base: Operand, index: Operand, builder: Builder) -> Var:
    """`base[index]`, step by step where the index is a path."""
    *steps, last = path_steps(index)
    for step in steps:
        if isinstance(step, Pack) and step.form == "view":
            fn, *args = step.items
            assert isinstance(fn, Const)
            base = builder.emit(str(fn.value), base, *args)
        else:
            base = builder.emit("getitem", base, step)
    return builder.emit("getitem", base, last)


_ATTRIBUTES = {"T": "transpose", "real": "real", "imag": "imag", "flat": "ravel"}
