"""The context: one function of the IR while it is being made.

It holds the point at which statements are added (`block`, None where control cannot get), the
frame whose names are visible, and the tables that say how a node of the AST is lowered.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from adgen.errors import LanguageError
from adgen.frontend.reading.acquire import span_of
from adgen.frontend.scope.changed import Changed
from adgen.frontend.scope.frame import Exit, Frame, LoopScope
from adgen.frontend.scope.integers import Integers
from adgen.frontend.scope.layout import lies_as_given, lies_in_columns, lies_in_rows
from adgen.frontend.scope.reached import Reached
from adgen.frontend.scope.state import Leaf, Open, Split, State
from adgen.frontend.scope.values import Content, Ref, Region, Value
from adgen.ir.build import Builder
from adgen.ir.kinds import (
    UNBOUND,
    Array,
    Kind,
    Listing,
    Unbound,
    Unknown,
)
from adgen.ir.namer import Namer
from adgen.ir.nodes import Const, Operand, Raise, Var
from adgen.ir.walk import operand_vars
from adgen.names import FreshNames
from adgen.source import Span

if TYPE_CHECKING:
    from adgen.frontend.callees.program import Lowering
    from adgen.frontend.control.carried import Shape
    from adgen.frontend.control.loops import Loop

SAY_WHAT_IT_IS = (
    "Say what the arguments are: with --like, by annotations, or by a first call."
)
"""The remedy where something is not known of an argument."""

Name = str | tuple["Name", ...] | None
"""What the result of an expression is called: a name, or names for its parts."""

LowerExpression = Callable[["Context", ast.AST, Name], Value]
LowerStatement = Callable[["Context", ast.AST], None]


@dataclass(frozen=True, eq=False)
class Clause:
    """The exceptions that one `except` catches."""

    types: tuple[Const, ...]


class Unreachable(Exception):
    """An expression never gives a value: a function that it calls always raises."""


def holds_memory(kind: Kind) -> bool:
    """True if a value of this kind may be memory that two names share."""
    return isinstance(kind, (Array, Unknown, Listing))


class Context:
    """See the module.

    `tries` are the handlers of the try statements around this point, the innermost first, `sites`
    the calls put in line here. `repeats` counts bodies that are written out several times,
    `consumers` are the loops over generators around this point. `iterators` says of names what they
    stand for, in how many loops they were bound, and who has read them. `known` maps Vars to the
    value they surely have (sizes, mostly); `shapes` are tuples of integers of unknown length;
    `maybe_none` may be None at run time, the types of `asked` are asked for then; `in_rows` are
    arrays that surely lie in memory row after row, `laid_out` those that lie in generated code as
    they lie in the program, `in_columns` matrices that surely lie column after column. `structures`
    are the lists, dicts and objects among the parameters, and where they are, `apart` the
    parameters that are parts of objects; `changed` is what the function gives back, of what it was
    given or has `captured`. `resized` are lists whose length has changed; `unknown_entries` were
    taken from lists of which it is not known whether they hold None. `members` says of which list
    the fields of an entry were taken, `none_tests` of what a test asks whether it is None (True),
    or is not.
    """

    handled: Clause | None = None  # of the handler that is lowered

    def __init__(self, lowering: Lowering, frame: Frame) -> None:
        self.lowering = lowering
        self.frame = self.main = frame
        self.namer = Namer()
        self.kinds: dict[Var, Kind] = {}
        builder = Builder(lowering.infer, self.namer, self.kinds, derived=False)
        self.root = Open(builder, State())
        self.block: Open | None = self.root
        self.known: dict[Var, object] = {}
        self.integers = Integers()
        self.in_rows: set[Operand] = set()
        self.laid_out: set[Operand] = set()
        self.in_columns: set[Operand] = set()
        self.maybe_none: set[Var] = set()
        self.asked: set[Operand] = set()
        self.unknown_entries: set[Operand] = set()
        self.shapes: set[Var] = set()
        self.dtypes: dict[Var, str] = {}
        self.constants: dict[int, Region] = {}
        self.labels: dict[str, str | None] = {}
        self.loops: list[Loop] = []
        self.tries: tuple[tuple[Clause, ...], ...] = ()
        self.consumers: list[tuple[Frame, ast.AST]] = []
        self.iterators: dict[str, tuple[Value, int, Reached | None]] = {}
        self.settled_loops: dict[tuple[int, int], dict[str, Shape]] = {}
        self.inlining: list[ast.AST] = [frame.node]
        self.sites: list[ast.AST] = []
        self.extents: dict[ast.AST, dict[str, int]] = {}
        self.repeats, self.retried = 0, False
        self.resized: dict[Region, int] = {}
        self.records: dict[Operand, Region] = {}
        self.none_tests: dict[Operand, tuple[Operand, bool]] = {}
        self.members: dict[tuple[Operand, ...], Operand] = {}
        self.written_out: ast.AST | None = None
        self.is_entry = False
        self.structures: dict[Region, tuple[str, ...]] = {}
        self.apart: set[str] = set()
        self.changed = Changed()
        self.captured: Mapping[str, object] = {}
        self._free_labels: dict[str, str] = {}

    # where we are ----------------------------------------------------------------------

    @property
    def here(self) -> Open:
        """The block at which statements are added."""
        assert self.block is not None
        return self.block

    @property
    def state(self) -> State:
        return self.here.state

    @property
    def builder(self) -> Builder:
        return self.here.builder

    @contextmanager
    def at(self, block: Open, tried: bool = False) -> Iterator[None]:
        """Statements are added to another block for a moment.

        Unless they are `tried`, they only read what is there already: in a `try` nothing asks
        whether they raise, since the block has ended.
        """
        before, tries = self.block, self.tries
        self.block = block
        self.tries = tries if tried else ()
        try:
            yield
        finally:
            self.block, self.tries = before, tries

    @contextmanager
    def within(self, frame: Frame) -> Iterator[None]:
        """Names are those of another frame for a moment."""
        before = self.frame
        self.frame = frame
        try:
            yield
        finally:
            self.frame = before

    def leave(self, exit: Exit | None) -> None:
        """Control leaves this point."""
        self.here.end = Leaf(exit)
        self.block = None

    def fail(self, raised: Raise) -> None:
        """Control ends here with an exception."""
        self.here.end = raised
        self.block = None

    def split(self, test: Operand, span: Span | None) -> Split:
        """Two blocks, in which control goes on from here; neither is entered yet."""
        root = self.here
        split = Split(test, self._child(root), self._child(root), span)
        if test in self.none_tests:
            value, is_none = self.none_tests[test]
            there = split.orelse if is_none else split.then
            there.state.present[value] = None
        root.end = split
        self.block = None
        return split

    def child_block(self) -> Open:
        """A block that sees all that is seen here, and belongs to nothing yet."""
        return self._child(self.here)

    def _child(self, root: Open) -> Open:
        return Open(root.builder.child(), root.state.fork())

    def new_frame(
        self, node: ast.AST, parent: Frame | None, *, like: Frame, comprehension: bool
    ) -> Frame:
        """A frame inside this function of the IR, with keys of its own."""
        number = self.lowering.next_frame()
        return Frame(like.acquired, node, number, parent, comprehension)

    # names -----------------------------------------------------------------------------

    def bind(self, name: str, value: Value) -> None:
        """Binds a name of this frame (a walrus in a comprehension: of the frame around it)."""
        self.state.bind(self.frame.owner(name) or self.frame, name, value)

    def enter_argument(self, frame: Frame, name: str, value: Value) -> None:
        """A parameter of a function that is put in line."""
        self.state.bind(frame, name, value)
        self.note_bound(frame.key(name), value)

    def note_bound(self, key: str, value: Value) -> None:
        """From here on, an iterator can be read once."""
        self.iterators[key] = (value, self.nesting, None)

    def pseudo(self, what: str, label: str | None) -> str:
        """A key that no name of the user has; its Vars are called `label`."""
        key = f"<{what}>"
        self.labels[key] = label
        return key

    def free_label(self, wanted: str) -> str:
        """A name for a Var that no name of the program uses."""
        if wanted not in self._free_labels:
            taken = {*self.main.globals, *self.main.uses.names}
            self._free_labels[wanted] = FreshNames(taken).choose(wanted)
        return self._free_labels[wanted]

    # emitting --------------------------------------------------------------------------

    def kind(self, operand: Operand) -> Kind:
        return self.root.builder.kind_of(operand)

    def emit(
        self,
        fn: str,
        operands: Sequence[Operand],
        node: ast.AST,
        name: str | None = None,
        kwargs: Sequence[tuple[str, Operand]] = (),
        kind: Kind | None = None,
    ) -> Var:
        """One statement with one result."""
        self.guard(fn, operands, node, kwargs)
        if kind is None and any(self.is_bottom(operand) for operand in operands):
            kind = UNBOUND
        self.lowering.require_entries(self, fn, operands, node)
        var = self.builder.emit(
            fn, *operands, kwargs=kwargs, name=name, kind=kind, span=self.span(node)
        )
        if kind is None:
            self._note_integers(var, fn, operands)
        if lies_in_columns(fn, operands, self.kind, self.in_rows, self.in_columns):
            self.in_columns.add(var)
        return var

    def _note_integers(self, var: Var, fn: str, operands: Sequence[Operand]) -> None:
        """What follows for the sizes of arrays."""
        made = self.state.made
        if fn == "getitem":
            base, kind = self.kind(operands[0]), self.kinds[var]
            kind = self.integers.sliced(base, operands[1], kind, self.kind, made)
            self.kinds[var] = kind
        else:
            known = self.integers.note(var, fn, operands, self.kind, made)
            self.kinds[var] = known or self.kinds[var]
            sizes = self.integers.made(fn, operands, self.kind)
            made.update(dict.fromkeys(sizes))

    def guard(
        self,
        fn: str,
        operands: Sequence[Operand],
        node: ast.AST,
        kwargs: Sequence[tuple[str, Operand]] = (),
    ) -> None:
        """Before a statement in a `try`: where it would raise, control goes to a handler."""
        if self.tries:
            self.lowering.tables.guard(self, fn, operands, kwargs, node)

    def catcher(self, error: type[BaseException]) -> Clause | None:
        """The clause around this point that catches an exception raised here."""
        for clauses in self.tries:
            for clause in clauses:
                if any(issubclass(error, t.value) for t in clause.types):
                    return clause
        return None

    def raised(self, end: Raise) -> None:
        """Control ends here with an exception, or goes on where it is caught."""
        assert isinstance(end.exception, Const)
        clause = self.catcher(end.exception.value)
        if clause is None:
            self.fail(end)
        else:
            self.leave(Exit("caught", clause))

    def is_bottom(self, operand: Operand) -> bool:
        """True for a value of which nothing is known yet; another round will know more."""
        leaves = operand_vars(operand)
        return any(isinstance(self.kinds.get(leaf), Unbound) for leaf in leaves)

    def value_of(self, var: Var, label: str | None = None) -> Value:
        """A result as a value: fresh memory if it may be an array or a list."""
        if holds_memory(self.kinds[var]):
            return Ref(Region(label, var, in_rows=var in self.in_rows))
        return var

    def apply(
        self,
        fn: str,
        operands: Sequence[Operand],
        node: ast.AST,
        name: Name = None,
        kwargs: Sequence[tuple[str, Operand]] = (),
        kind: Kind | None = None,
    ) -> Value:
        """One statement, its result as a value."""
        label = name if isinstance(name, str) else None
        var = self.emit(fn, operands, node, label, kwargs, kind)
        made, known = self.kinds[var], self.in_rows
        if lies_in_rows(fn, operands, kwargs, self.kind, made, known):
            self.in_rows.add(var)
        elif lies_as_given(fn, operands, self.kind, known, self.laid_out):
            self.laid_out.add(var)
        return self.value_of(var, label)

    # the AST ---------------------------------------------------------------------------

    def expression(self, node: ast.expr, name: Name = None) -> Value:
        """Lowers an expression."""
        return self.lowering.expression(self, node, name)

    def statements(self, nodes: Sequence[ast.stmt]) -> None:
        """Lowers statements; what control cannot reach is left out."""
        for node in nodes:
            if self.block is None:
                return
            try:
                self.lowering.statement(self, node)
            except Unreachable:
                return

    def span(self, node: ast.AST) -> Span:
        return self.frame.site or span_of(node, self.frame.acquired)

    def refuse(self, node: ast.AST, summary: str, remedy: str) -> NoReturn:
        """The program is outside the language here."""
        raise LanguageError(summary, self.span(node), remedy)

    def wrong(
        self, node: ast.AST, summary: str, error: type[Exception] | None = None
    ) -> NoReturn:
        """The program is in error here, whoever runs it; it may catch that itself."""
        clause = None if error is None else self.catcher(error)
        if clause is not None:
            self.leave(Exit("caught", clause))
            raise Unreachable
        raise LanguageError(
            summary, self.span(node), "Python raises an error here, too."
        )

    @property
    def nesting(self) -> int:
        """In how many loops we are, written out or not."""
        return len(self.loops) + self.repeats

    def loop_scope(self) -> LoopScope:
        """The innermost loop of the function we are in."""
        return self.frame.function().loops[-1]


Keywords = Mapping[str, Value]
Builtin = Callable[[Context, Sequence[Value], Keywords, ast.AST, Name], Value]
"""What lowers a call of one function that the front end knows by itself."""
__all__ = [
    "SAY_WHAT_IT_IS",
    "Builtin",
    "Const",
    "Content",
    "Context",
    "Keywords",
    "LowerExpression",
    "LowerStatement",
    "Name",
    "Unreachable",
    "holds_memory",
]
