"""The lowering of a whole program: its functions, and what they share.

A function is lowered once for each form of its arguments. A recursive one is lowered with what
is known of its result so far, again until that does not change any more.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adgen.errors import InternalError
from adgen.frontend.callees import parameters
from adgen.frontend.callees.parameters import Form
from adgen.frontend.callees.specialised import Callee, Key
from adgen.frontend.callees.specialising import Lowered, Specialisations
from adgen.frontend.containers.object_lists import made_like
from adgen.frontend.containers.tables import as_table, made_table
from adgen.frontend.control import results
from adgen.frontend.control.given_back import entry_noted, gives_back, noted
from adgen.frontend.control.loops import RowsWritten
from adgen.frontend.control.results import Result
from adgen.frontend.instances.taken import note
from adgen.frontend.reading.acquire import Acquired
from adgen.frontend.regions.apart import separate
from adgen.frontend.regions.lent import Loan, require_repeatable
from adgen.frontend.regions.presence import require_index
from adgen.frontend.regions.records import require_entries
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.entries import Entries, Remembered
from adgen.frontend.scope.frame import (
    Exit,
    Frame,
    all_parameters,
    label_of,
    last_return,
)
from adgen.frontend.scope.values import (
    Content,
    DictContent,
    Generator,
    Ref,
    Region,
    Value,
)
from adgen.ir.build import Infer
from adgen.ir.namer import Namer
from adgen.ir.nodes import Const, Function, Operand, Param, Raise
from adgen.ir.walk import rename_all
from adgen.names import FreshNames, numbered
from adgen.rules.infer import Kinds
from adgen.rules.registry import name_of

if TYPE_CHECKING:
    from adgen.frontend.higher_order.derivatives import Derive

_NOTHING: Mapping[str, Form] = {}

Watched = tuple[object, str, object]


class InlineInstead(Exception):
    """A function cannot stand on its own: it writes an argument, or returns a function."""


@dataclass
class Tables:
    """How the nodes of the AST are lowered (made from `table.TABLE`)."""

    expressions: Mapping[type, Callable[[Context, ast.expr, Name], Value]]
    statements: Mapping[type, Callable[[Context, ast.stmt], None]]
    refuse: Callable[[Context, ast.AST], None]
    call: Callable[..., Value]
    condition: Callable[[Context, ast.expr], Value]
    guard: Callable[..., None]


class Lowering:
    """One program being lowered."""

    def __init__(
        self,
        tables: Tables,
        listed: Callable[[Context, Value, ast.AST], Value],
        known: Callable[[Context, Generator], Value],
        derive: Derive | None = None,
        decided: Collection[Doubt] = (),
    ) -> None:
        self.tables = tables
        self.decided = decided
        self.derive = derive
        self._listed = listed
        self._known = known
        self.infer: Infer = Kinds()
        self.functions: dict[str, Function] = {}
        self.specialised = Specialisations(
            self.functions, self.free_name, self._specialise
        )
        self.inline_only: set[int] = set()
        self.catching = 0
        self._states: dict[str, dict[str, object]] = {}
        self._frames = 0
        self._primitives: dict[int, tuple[object, str | None]] = {}
        self.watched: dict[tuple[int, str], Watched] = {}
        self.entries = Entries()
        self.popped: dict[Region, Region] = {}
        self.read_from: dict[Region, Region] = {}
        self.lists_hold_none = any(doubt.by == "holding" for doubt in decided)
        self.loans: list[Loan] = []
        self.lent: dict[Region, tuple[str, bool]] = {}
        self.remembered = Remembered()
        self.made_classes: dict[object, type] = {}

    # the AST ---------------------------------------------------------------------------

    def expression(self, ctx: Context, node: ast.expr, name: Name) -> Value:
        lower = self.tables.expressions.get(type(node))
        if lower is None:
            self.tables.refuse(ctx, node)
            raise InternalError(f"{type(node).__name__} is in no table")
        value: Value = lower(ctx, node, name)
        note(ctx, value, node)
        return value

    def statement(self, ctx: Context, node: ast.stmt) -> None:
        lower = self.tables.statements.get(type(node))
        if lower is None:
            self.tables.refuse(ctx, node)
            raise InternalError(f"{type(node).__name__} is in no table")
        lower(ctx, node)

    def condition(self, ctx: Context, node: ast.expr) -> Value:
        """The value of an expression of which only the truth is asked for."""
        return self.tables.condition(ctx, node)

    def call(
        self,
        ctx: Context,
        function: Value,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.AST,
        name: Name = None,
    ) -> Value:
        """A call of anything that can be called."""
        return self.tables.call(ctx, function, args, kwargs, node, name)

    def listed(self, ctx: Context, value: Value, node: ast.AST) -> Value:
        """The elements of an iterator as a list."""
        return self._listed(ctx, value, node)

    def of_known_length(self, ctx: Context, value: Value, node: ast.AST) -> Value:
        """The elements of an iterator, as many as possible known now."""
        if isinstance(value, Generator):
            return self._known(ctx, value)
        return self._listed(ctx, value, node)

    def primitive(self, value: object) -> str | None:
        """The name of the rule of an object of the program, if it has one."""
        found = self._primitives.get(id(value))
        if found is None:
            found = self._primitives[id(value)] = (value, name_of(value))
        return found[1]

    # notes -----------------------------------------------------------------------------

    def watch(self, holder: object, name: str, value: object) -> None:
        """The program depends on what is found there."""
        self.watched.setdefault((id(holder), name), (holder, name, value))

    def note_state(self, manager: str, key: str, value: object) -> None:
        """A context manager, or an argument of one, under which the whole derivative runs."""
        found = self._states.setdefault(manager, {})
        if found.get(key) != "ignore":  # which is the quietest
            found[key] = value

    def note_write(self, ctx: Context, region: Region, node: ast.AST) -> None:
        """Memory is written; the caller's memory only where the caller is not lowered."""
        self.note_row(ctx, region)
        shared = [region, *region.links]
        written = not ctx.is_entry and any(r.origin == "parameter" for r in shared)
        if written and not (noted(ctx, region) or entry_noted(ctx, region)):
            raise InlineInstead

    def note_row(self, ctx: Context, region: Region) -> None:
        """A row is written, or read behind a write: its loop runs over indices."""
        for loop in ctx.loops:
            if region in loop.rows:
                raise RowsWritten(loop, region)

    def require_keys(
        self, ctx: Context, region: Region, content: DictContent, node: ast.AST
    ) -> None:
        """A dict that has other keys than before a loop in which it is changed is a table."""
        for loop in ctx.loops:
            before = loop.entry.content(region)
            outer = region.birth < loop.birth and isinstance(before, DictContent)
            if outer and before.keys != content.keys:  # type: ignore[union-attr]
                made_table(ctx, Ref(region), node)

    def require_entries(
        self, ctx: Context, fn: str, operands: Sequence[Operand], node: ast.AST
    ) -> None:
        require_entries(ctx, fn, operands, node)
        require_repeatable(ctx, fn, operands, node)

    def as_tables(
        self,
        ctx: Context,
        region: Region,
        contents: Sequence[Content],
        node: ast.AST,
    ) -> list[Content]:
        """What a dict contains on several paths, where its keys differ."""
        return [as_table(ctx, region, content, node) for content in contents]

    def as_columns(
        self, ctx: Context, ref: Ref, cls: type, keys: tuple[object, ...], node: ast.AST
    ) -> Content:
        """A list of known objects on one path, which on another one consists of columns."""
        return made_like(ctx, ref, cls, keys, node)

    def require_index(self, ctx: Context, index: Operand, node: ast.AST) -> None:
        """No part of an index of an array is None, which may be a number."""
        require_index(ctx, index, node)

    def result_key(self, ctx: Context, frame: object) -> str:
        assert isinstance(frame, Frame)
        return ctx.pseudo(f"result {frame.number}", ctx.free_label("result"))

    def flag_name(self, ctx: Context, exit: Exit) -> str:
        names = {
            "return": "returned",
            "break": "stopped",
            "continue": "skipped",
            "caught": "failed",
        }
        return ctx.free_label(names.get(exit.what, "finished"))

    def unreachable(self, ctx: Context, node: ast.AST) -> Raise:
        """The end of what is never reached, behind a loop without end."""
        exception = Const(RuntimeError, "RuntimeError")
        return Raise(exception, (Const("unreachable"),), ctx.span(node))

    def imported(
        self, ctx: Context, owner: Frame, name: str, node: ast.AST
    ) -> Value | None:
        """The value of a name of an enclosing function that is lowered elsewhere."""
        return None

    # functions -------------------------------------------------------------------------

    def lower_entry(self, acquired: Acquired, forms: Mapping[str, Form]) -> Function:
        """The function asked for."""
        ctx = Context(self, Frame(acquired, acquired.node, 0))
        ctx.is_entry = True
        try:
            function, _, _ = self.lower_body(ctx, acquired.name, forms)
        except results.StaticResult:
            node = acquired.node
            ctx.refuse(
                last_return(node),
                f"`{acquired.name}` gives a function, or what is no number and no array",
                "Return numbers, arrays, or tuples, lists and dicts of them.",
            )
        under = tuple((m, tuple(found.items())) for m, found in self._states.items())
        return replace(function, under=under)

    def lower_body(
        self,
        ctx: Context,
        name: str,
        forms: Mapping[str, Form],
        captured: Mapping[str, Form] = _NOTHING,
    ) -> tuple[Function, Result, list[Region | None]]:
        """A function from the forms of its arguments."""
        node = ctx.frame.node
        assert isinstance(node, (ast.FunctionDef, ast.Lambda))
        ctx.captured = captured
        first, seen = self._enter_captured(ctx, node, captured)
        params, regions = self._enter(ctx, node, forms)
        params, regions = (*first, *params), [*seen, *regions]
        if isinstance(node, ast.Lambda):
            value = ctx.expression(node.body)
            ctx.state.names[self.result_key(ctx, ctx.frame)] = value
            ctx.leave(Exit("return", ctx.frame))
        else:
            ctx.statements(node.body)
        key = self.result_key(ctx, ctx.frame)
        body, result = results.finish(ctx, key, last_return(node))
        function = Function(
            name=name,
            params=params,
            body=body,
            template=result.template(flat=not ctx.is_entry),
            kinds=ctx.kinds,
            doc=(
                (ast.get_docstring(node) or "")
                if isinstance(node, ast.FunctionDef)
                else ""
            ),
            span=ctx.span(node),
        )
        if ctx.retried:
            # What was lowered in vain has used up numbers.
            function = rename_all(function, Namer().like)
        return function, result, regions

    def _enter_captured(
        self,
        ctx: Context,
        node: ast.FunctionDef | ast.Lambda,
        captured: Mapping[str, Form],
    ) -> tuple[list[Param], list[Region | None]]:
        """What the function sees of those around it: its first parameters."""
        params: list[Param] = []
        regions: list[Region | None] = []
        names = FreshNames(arg.arg for arg in all_parameters(node.args))
        for key, form in captured.items():
            if isinstance(form, parameters.Fixed):
                ctx.state.names[key] = form.value
                continue
            label = names.choose(label_of(key))
            ctx.state.names[key], pattern = parameters.enter(ctx, form, label)
            value = ctx.state.names[key]
            regions += parameters.parameter_regions(value)
            ctx.structures |= parameters.places(
                value, ctx.state.content, (label_of(key),)
            )
            if parameters.has_objects(form):
                params += parameters.apart(ctx, pattern, "plain", names.choose)
            else:
                params.append(Param(label, pattern))
        return params, regions

    def _enter(
        self,
        ctx: Context,
        node: ast.FunctionDef | ast.Lambda,
        forms: Mapping[str, Form],
    ) -> tuple[tuple[Param, ...], list[Region | None]]:
        params: list[Param] = []
        regions: list[Region | None] = []
        styles = parameters.styles(node.args)
        free = FreshNames(arg.arg for arg in all_parameters(node.args))
        defaults = ctx.frame.acquired.defaults if ctx.is_entry else {}
        for arg in all_parameters(node.args):
            form = forms[arg.arg]
            if parameters.is_closure(form):
                # What it sees are parameters; it is put in line where it is called.
                ctx.bind(arg.arg, form.value)
                continue
            value, pattern = parameters.enter(ctx, form, arg.arg)
            ctx.bind(arg.arg, value)
            if ctx.is_entry:
                ctx.laid_out.add(pattern)
            regions += parameters.parameter_regions(value)
            ctx.structures |= parameters.places(value, ctx.state.content, (arg.arg,))
            if parameters.has_objects(form) and not ctx.is_entry:
                style = styles[arg.arg]
                params += parameters.apart(ctx, pattern, style, free.choose)
                continue
            default = None
            if arg.arg in defaults:
                default = parameters.default(defaults[arg.arg])
            params.append(Param(arg.arg, pattern, styles[arg.arg], default))
        if not gives_back(ctx):
            separate(ctx, [r for r in regions if r is not None], node)
        return tuple(params), regions

    # specialisation --------------------------------------------------------------------

    def _specialise(self, callee: Callee, key: Key, name: str) -> Lowered:
        """A function that is called, for the forms of a call."""
        # Keys of captured names belong to other frames than those of its own names.
        nested = callee.parent is not None or key.captured
        number = self.next_frame() if nested else 0
        frame = Frame(callee.acquired, callee.node, number, callee.parent)
        ctx = Context(self, frame)
        forms, closed = dict(key.forms), dict(key.captured)
        function, result, regions = self.lower_body(ctx, name, forms, closed)
        return Lowered(function, result, regions, list(ctx.structures), ctx.apart)

    def next_frame(self) -> int:
        """A number for a frame, which no other frame of the program has."""
        self._frames += 1
        return self._frames

    def free_name(self, wanted: str) -> str:
        """A name that no function of the program has."""
        return numbered(wanted, self.functions)
