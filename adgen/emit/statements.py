"""IR statements to Python statements: the body of one function.

    a_bar.2 = a_bar.1 + %4                  a_bar += v4
    u.2 = u.1 with [i.0] = 0.0              u[i] = 0.0
    branch %1: break ... else: yield        if v1:
                                                break

Input: a plan without conflicts, names for its values. Output: a list of `ast.stmt`.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Iterable as Several
from dataclasses import dataclass
from typing import assert_never

from adgen.analyses.primitives import has_effect
from adgen.analyses.uses import use_counts
from adgen.emit.assignments import Assignment, assign, several, together
from adgen.emit.branching import Branching, does_something
from adgen.emit.calls import Calls
from adgen.emit.comments import Heading, Noted
from adgen.emit.expressions import Expressions
from adgen.emit.gathering import gathered
from adgen.emit.ownership import Owned
from adgen.emit.plan import HANDED
from adgen.emit.returning import under_names
from adgen.emit.stores import Stores
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    Each,
    End,
    Enumerate,
    For,
    If,
    Iterable,
    Operand,
    Raise,
    Range,
    Remark,
    Return,
    Reversed,
    Statement,
    Store,
    Target,
    Undefined,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.walk import leaves, raised_arguments, used_vars

_STORE = ast.Store()


@dataclass(frozen=True)
class _Owner:
    """Where the ends of a block go: what a Yield and a Break bind; a loop has `continue`."""

    yields_to: tuple[Var, ...] = ()
    breaks_to: tuple[Var, ...] = ()
    is_loop: bool = False


class Statements:
    """Makes the statements of one function. `needed` are the values that are read even where
    they may be undefined, and are None then; `reserved` names are taken."""

    def __init__(
        self,
        owned: Owned,
        names: Mapping[Var, str],
        expressions: Expressions,
        calls: Calls,
        needed: frozenset[Var],
        reserved: Collection[str],
        unpacked: Mapping[Var, Sequence[Apply]],
    ) -> None:
        self._plan = owned.plan
        self._unused = owned.deaths.unused
        self._names = names
        self._make = expressions
        self._calls = calls
        self._branching = Branching(owned.plan, expressions)
        self._stores = Stores(owned, names, expressions)
        self._unpacked = unpacked
        self._taken_apart = {id(read) for reads in unpacked.values() for read in reads}
        self._needed = needed
        self._reserved = reserved
        self._uses = use_counts(owned.plan.function)
        self._noted: set[tuple[str, int]] = set()

    def body(self) -> list[ast.stmt]:
        """The statements of the function's own block."""
        return self._block(self._plan.function.body, _Owner())

    # blocks and ends -----------------------------------------------------------------

    def _block(self, block: Block, owner: _Owner, last: bool = True) -> list[ast.stmt]:
        """The statements of a block; `last`: nothing of the owner's block comes after it."""
        statements = [(stmt, self._statement(stmt)) for stmt in block.body]
        made = gathered(statements, self._uses, self._make.primitive("list"))
        return _headed([*made, *self._end(block.end, owner, last)])

    def _end(self, end: End, owner: _Owner, last: bool) -> list[ast.stmt]:
        match end:
            case Yield(values):
                made = self._bind(owner.yields_to, values)
                return made if last or not owner.is_loop else [*made, ast.Continue()]
            case Break(values):
                return [*self._bind(owner.breaks_to, values), ast.Break()]
            case Return(values):
                before, given = under_names(
                    values, self._plan, self._names, self._make, self._reserved
                )
                return [*before, ast.Return(self._calls.returned(values, given))]
            case Raise():
                return [self._raise(end)]
            case Branch():
                return self._branch(end, owner, last)
            case _:
                assert_never(end)

    def _branch(self, end: Branch, owner: _Owner, last: bool) -> list[ast.stmt]:
        """An early exit under an `if`, and the rest of the block after it."""
        test = end.test
        if _exits(end.orelse) and not (_exits(end.then) and _is_short(end.then)):
            if _is_short(end.orelse) or not _exits(end.then):
                first = self._block(end.orelse, owner, last=False)
                unless = ast.If(self._branching.negated(test), first, [])
                return [unless, *self._block(end.then, owner, last)]
        if _exits(end.then) or _is_short(end.then):
            first = self._block(end.then, owner, last=False)
            early = ast.If(self._make.operand(test), first, [])
            return [early, *self._block(end.orelse, owner, last)]
        then = self._block(end.then, owner, last)
        orelse = self._block(end.orelse, owner, last)
        return self._branching.statement(test, then, orelse)

    def _raise(self, end: Raise) -> ast.stmt:
        if end.exception == Const(None):
            return ast.Raise(None, None)
        exception = self._make.operand(end.exception)
        if end.args:
            args, kwargs = raised_arguments(end)
            named = [ast.keyword(key, self._make.operand(v)) for key, v in kwargs]
            exception = ast.Call(exception, self._make.several(args), named)
        return ast.Raise(exception, None)

    def _bind(
        self, variables: Sequence[Var], values: Sequence[Operand]
    ) -> list[ast.stmt]:
        """Gives the variables their values, all at once."""
        assignments = []
        for var, value in zip(variables, values):
            idle = isinstance(value, Undefined) and var not in self._needed
            if not idle and var not in self._unused:
                reads = frozenset(
                    self._names[v]
                    for v in self._plan.leaves((value,))
                    if v in self._names
                )
                made = self._make.operand(value)
                assignments.append(Assignment(self._names[var], made, reads))
        return together(assignments)

    # statements ----------------------------------------------------------------------

    def _statement(self, stmt: Statement) -> list[ast.stmt]:
        if not self._plan.shows(stmt) or id(stmt) in self._taken_apart:
            return []
        made = self._lines(stmt)
        note = self._note(stmt)
        if note and made:
            made[0] = Noted(made[0], note)
        return made

    def _lines(self, stmt: Statement) -> list[ast.stmt]:
        match stmt:
            case Apply():
                return self._apply(stmt)
            case Call():
                return self._calls.call(stmt)
            case Store():
                return self._stores.store(stmt)
            case If() if self._plan.is_conditional(stmt):
                return [
                    assign(self._names[stmt.results[0]], self._make.conditional(stmt))
                ]
            case If():
                return self._if(stmt)
            case For():
                return self._for(stmt)
            case While():
                return self._while(stmt)
            case Remark(text):
                return [Heading(text)]
            case _:
                assert_never(stmt)

    def _apply(self, stmt: Apply) -> list[ast.stmt]:
        if stmt.fn == HANDED:
            return self._stores.renamed(stmt.results[0], stmt.args[0])
        if stmt.fn == "list.append":
            return self._append(stmt)
        if stmt.fn == "list.pop":
            return self._pop(stmt)
        if stmt.fn == "list.append_in":
            return self._append(stmt, stmt.args[1])
        if stmt.fn == "list.pop_in":
            return self._pop(stmt, stmt.args[1])
        if self._is_action(stmt):
            return [ast.Expr(self._make.apply(stmt))]
        augmented = self._stores.augmented(stmt)
        if augmented is not None:
            return [augmented]
        parts = [r for whole in stmt.results for r in self._unpacked.get(whole, ())]
        results = [part.results[0] for part in parts] or stmt.results
        target = self._targets(results)
        return [ast.Assign([target], self._make.apply(stmt), lineno=0)]

    def _is_action(self, stmt: Apply) -> bool:
        """True if the statement is there for what it does: nothing reads its results."""
        unread = self._unused.issuperset(stmt.results)
        return unread and (not stmt.results or has_effect(stmt.fn))

    def _append(self, stmt: Apply, inner: Operand | None = None) -> list[ast.stmt]:
        """`xs.append(v)`, `xs.insert(at, v)`; of an `inner` list `xs[inner].append(v)`."""
        base, *fields = stmt.args
        place = self._make.several([at for _, at in stmt.kwargs])
        word = "insert" if place else "append"
        listing = self._make.operand(base)
        if inner is not None:
            listing, fields = self._make.subscript(base, inner), fields[1:]
        method = ast.Attribute(listing, word, ast.Load())
        values = self._make.several(fields)
        record = values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
        append = ast.Expr(ast.Call(method, [*place, record], []))
        return [append, *self._stores.renamed(stmt.results[0], base)]

    def _pop(self, stmt: Apply, inner: Operand | None = None) -> list[ast.stmt]:
        """`v = xs.pop(at)`; of an `inner` list `v = xs[inner].pop()`."""
        shorter, *taken = stmt.results
        made = self._stores.renamed(shorter, stmt.args[0])
        listing = self._make.operand(shorter)
        if inner is not None:
            listing = self._make.subscript(shorter, inner)
        method = ast.Attribute(listing, "pop", ast.Load())
        place = self._make.several([at for _, at in stmt.kwargs])
        call = ast.Call(method, place, [])
        if self._unused.issuperset(taken):
            return [*made, ast.Expr(call)]
        return [*made, ast.Assign([self._targets(taken)], call, lineno=0)]

    def _targets(self, variables: Sequence[Var]) -> ast.expr:
        return several([ast.Name(self._names[v], _STORE) for v in variables])

    # control flow --------------------------------------------------------------------

    def _if(self, stmt: If) -> list[ast.stmt]:
        owner = _Owner(yields_to=stmt.results)
        then = self._block(stmt.then, owner)
        orelse = self._block(stmt.orelse, owner)
        if isinstance(stmt.then.end, Raise):
            return [ast.If(self._make.operand(stmt.test), then, []), *orelse]
        if isinstance(stmt.orelse.end, Raise):
            return [ast.If(self._branching.negated(stmt.test), orelse, []), *then]
        return self._branching.statement(stmt.test, then, orelse)

    def _for(self, loop: For) -> list[ast.stmt]:
        made = self._bind(loop.carried, loop.initial)
        over = self._iterable(loop.iterable)
        body = self._block(loop.body, _Owner(loop.carried, loop.results, True))
        target = self._loop_target(loop.target)
        return [*made, ast.For(target, over, _filled(body), [], lineno=0)]

    def _while(self, loop: While) -> list[ast.stmt]:
        made = self._bind(loop.carried, loop.initial)
        before = [s for stmt in loop.test.body for s in self._statement(stmt)]
        assert isinstance(loop.test.end, Yield)
        (condition,) = loop.test.end.values
        test = self._make.operand(condition)
        body = self._block(loop.body, _Owner(loop.carried, loop.results, True))
        if before:
            leave = ast.If(self._branching.negated(condition), [ast.Break()], [])
            test, body = ast.Constant(True), [*before, leave, *body]
        return [*made, ast.While(test, _filled(body), [])]

    def _loop_target(self, target: Target) -> ast.expr:
        if isinstance(target, Var):
            return ast.Name(self._names[target], _STORE)
        inner = [self._loop_target(item) for item in target.items]  # type: ignore[arg-type]
        return several(inner) if len(inner) > 1 else ast.Tuple(inner, _STORE)

    def _iterable(self, iterable: Iterable) -> ast.expr:
        match iterable:
            case Range(start, stop, step):
                bounds = (start, stop, step)
                if step == Const(1):
                    bounds = (stop,) if start == Const(0) else (start, stop)  # type: ignore
                return self._builtin("range", *self._make.several(bounds))
            case Each(value):
                return self._make.operand(value)
            case Enumerate(inner, start):
                more = [] if start == Const(0) else [self._make.operand(start)]
                return self._builtin("enumerate", self._iterable(inner), *more)
            case Zip(inners):
                return self._builtin(
                    "zip", *(self._iterable(inner) for inner in inners)
                )
            case Reversed(inner):
                made = self._iterable(inner)
                if not isinstance(inner, Range | Each):
                    made = self._builtin("list", made)
                return self._builtin("reversed", made)
            case _:
                assert_never(iterable)

    def _builtin(self, name: str, *args: ast.expr) -> ast.expr:
        return ast.Call(self._make.primitive(name), list(args), [])

    # notes ---------------------------------------------------------------------------

    def _note(self, stmt: Statement) -> str:
        """The first note of the line that has not been shown; each is shown once."""
        shown = ""
        for note, line in self._notes(stmt):
            if (note, line) not in self._noted:
                self._noted.add((note, line))
                shown = shown or note
        return shown

    def _notes(self, stmt: Statement) -> Several[tuple[str, int]]:
        """The notes of what is inlined into a line, then its own."""
        if isinstance(stmt, Remark):
            return
        for var in used_vars(stmt):
            inlined = self._plan.inlined.get(var)
            if inlined is not None:
                yield from self._notes(inlined)
        if stmt.note and stmt.derived:
            yield stmt.note, stmt.span.line if stmt.span is not None else 0


def _headed(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements without headings that have nothing below them but a result."""
    kept: list[ast.stmt] = []
    below: ast.stmt | None = None
    for stmt in reversed(body):
        nothing = below is None or isinstance(below, Heading | ast.Return)
        if not isinstance(stmt, Heading) or not nothing:
            kept.append(stmt)
            below = stmt
    return kept[::-1]


def _filled(body: list[ast.stmt]) -> list[ast.stmt]:
    return body if does_something(body) else [*body, ast.Pass()]


def _exits(block: Block) -> bool:
    """True if the block never goes on after its end."""
    return not any(isinstance(leaf.end, Yield) for leaf in leaves(block))


def _is_short(block: Block) -> bool:
    """True for a block of which only the end and a statement or two are left."""
    return not isinstance(block.end, Branch) and len(block.body) < 3
