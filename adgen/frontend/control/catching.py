"""`try`: an exception is a way that control takes, decided by a test before the statement.

try:                             if raises(ValueError, math.sqrt, x):
    y = math.sqrt(x)                 y = -x
except ValueError:       ->      else:
    y = -x                           y = math.sqrt(x)

A `raise` that the function catches itself needs no test: it leads to the handler. So the names
and arrays a handler sees are those at the point where the exception came. Functions that are
called in a try are put in line.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from adgen.frontend.regions.branches import join
from adgen.frontend.scope.conflicts import Caught
from adgen.frontend.scope.context import Clause, Context, Unreachable
from adgen.frontend.scope.frame import Exit
from adgen.frontend.scope.raising import can_be_tried, may_raise, of_text
from adgen.frontend.scope.state import Leaf, Open, Split, Tried, leaves
from adgen.frontend.scope.values import Object, Tuple, Value
from adgen.ir.kinds import BOOL, UNKNOWN
from adgen.ir.nodes import Const, Operand, Pack


@dataclass(eq=False)
class _Done:
    """What control reaches when a try has ended without leaving it."""


@dataclass(eq=False)
class Handler:
    """A clause, and what is done when it catches."""

    clause: Clause
    body: Sequence[ast.stmt]
    name: str | None = None
    span: ast.AST | None = field(default=None)


def lower_try(ctx: Context, node: ast.Try) -> None:
    handlers = [
        Handler(_clause(ctx, handler), handler.body, handler.name, handler)
        for handler in _catching(node.handlers, caught=bool(ctx.tries))
    ]

    def body() -> None:
        ctx.statements(node.body)

    def guarded() -> None:
        catch(ctx, handlers, body, node.orelse, node)

    if node.finalbody:
        finish(ctx, guarded, lambda: ctx.statements(node.finalbody), node)
    else:
        guarded()


def _catching(
    handlers: Sequence[ast.ExceptHandler], caught: bool
) -> Sequence[ast.ExceptHandler]:
    """Without the last ones, if these only say something and raise the same exception again.

    What is raised there is raised without them, too; what they say is left out, and the names
    they bind, unless the exception may be `caught` further out.
    """
    kept = list(handlers)
    while kept and _raises_again(kept[-1].body, caught):
        kept.pop()
    return kept


def _raises_again(body: Sequence[ast.stmt], caught: bool) -> bool:
    *said, last = body
    forms = (
        (ast.Expr, ast.Pass)
        if caught
        else (ast.Expr, ast.Pass, ast.Assign, ast.AugAssign)
    )
    return (
        isinstance(last, ast.Raise)
        and last.exc is None
        and all(isinstance(stmt, forms) for stmt in said)
    )


def raise_again(ctx: Context, node: ast.Raise) -> None:
    """`raise` in a handler: control goes to the clause further out that surely catches it."""
    types = () if ctx.handled is None else ctx.handled.types
    caught = [t.value for t in types if isinstance(t.value, type)]
    for clause in (clause for clauses in ctx.tries for clause in clauses):
        others = tuple(t.value for t in clause.types if isinstance(t.value, type))
        if caught and all(issubclass(each, others) for each in caught):
            ctx.leave(Exit("caught", clause))
            return
        if any(issubclass(found, others) for each in caught for found in _below(each)):
            break
    ctx.refuse(node, "adgen cannot raise an exception again", "Name the exception.")


def _below(cls: type) -> Iterator[type]:
    """The class, and those derived from it: what may be caught by its name."""
    yield cls
    derived: list[type] = type.__subclasses__(cls)
    for each in derived:
        yield from _below(each)


def _clause(ctx: Context, handler: ast.ExceptHandler) -> Clause:
    if handler.type is None:
        return Clause((Const(BaseException, "BaseException"),))
    value = ctx.expression(handler.type)
    return clause_of(
        ctx, value.items if isinstance(value, Tuple) else (value,), handler
    )


def clause_of(ctx: Context, types: Sequence[Value], node: ast.AST) -> Clause:
    """The exceptions a handler catches."""
    found: list[Const] = []
    for value in types:
        if not (
            isinstance(value, Object)
            and isinstance(value.value, type)
            and issubclass(value.value, BaseException)
        ):
            ctx.refuse(
                node,
                "what is caught is no exception class known now",
                "Write except ValueError: ...",
            )
        found.append(Const(value.value, value.name))
    return Clause(tuple(found))


def catch(
    ctx: Context,
    handlers: Sequence[Handler],
    body: Callable[[], None],
    orelse: Sequence[ast.stmt],
    node: ast.AST,
) -> None:
    """Runs a body; what it raises leads to the first handler that catches it."""
    done = Exit("done", _Done())
    root = ctx.here
    with _tried(ctx, tuple(handler.clause for handler in handlers)):
        body()
    if ctx.block is not None:
        ctx.statements(orelse)
    if ctx.block is not None:
        ctx.leave(done)
    for handler in handlers:
        _handled(ctx, root, handler, done, node)
    _merge(ctx, root, node, done)


def _handled(
    ctx: Context, root: Open, handler: Handler, done: Exit, node: ast.AST
) -> None:
    caught = Exit("caught", handler.clause)
    if not _leads(root, caught):
        return
    join(ctx, root, handler.span or node, caught)
    if ctx.block is None:
        return
    if handler.name is not None:
        key = ctx.frame.key(handler.name)
        reason = f"the exception `{handler.name}` is looked at"
        remedy = "Tell exceptions apart by the clauses that catch them."
        title = " or ".join(map(repr, handler.clause.types))
        ctx.state.names[key] = Caught(reason, None, remedy, title=title)
    with _handling(ctx, handler.clause):
        ctx.statements(handler.body)
    if ctx.block is not None:
        if handler.name is not None:
            ctx.state.names.pop(ctx.frame.key(handler.name), None)
        ctx.leave(done)


@contextmanager
def _handling(ctx: Context, clause: Clause) -> Iterator[None]:
    before, ctx.handled = ctx.handled, clause
    try:
        yield
    finally:
        ctx.handled = before


def _leads(root: Open, exit: Exit) -> bool:
    """True if some path from `root` leaves by the exit."""
    return any(isinstance(b.end, Leaf) and b.end.exit == exit for b in leaves(root))


def _merge(ctx: Context, root: Open, node: ast.AST, exit: Exit) -> None:
    if isinstance(root.end, (Split, Leaf)):
        join(ctx, root, node, exit)
    else:
        ctx.block = None


@contextmanager
def _tried(ctx: Context, clauses: tuple[Clause, ...]) -> Iterator[None]:
    before = ctx.tries
    ctx.tries = (clauses, *before)
    try:
        yield
    finally:
        ctx.tries = before


# finally -----------------------------------------------------------------------------


def finish(
    ctx: Context, body: Callable[[], None], last: Callable[[], None], node: ast.AST
) -> None:
    """Runs a body, and `last` on every way out of it but an exception nothing catches."""
    done = Exit("done", _Done())
    root = ctx.here
    body()
    if ctx.block is not None:
        ctx.leave(done)
    ends = [block.end for block in leaves(root)]
    for exit in dict.fromkeys(e.exit for e in ends if isinstance(e, Leaf)):
        join(ctx, root, node, exit)
        last()
        if ctx.block is None:
            ctx.refuse(
                node,
                "a finally clause leaves its function or loop",
                "Return or break behind the try statement.",
            )
        ctx.leave(exit)
    _merge(ctx, root, node, done)


# what may raise ----------------------------------------------------------------------


def guard(
    ctx: Context,
    fn: str,
    operands: Sequence[Operand],
    kwargs: Sequence[tuple[str, Operand]],
    node: ast.AST,
) -> None:
    """Before a primitive: control goes to the handler where it would raise."""
    known = of_text(fn, operands)
    if known is not None:
        (error,) = known
        clause = None if error is None else ctx.catcher(error)
        if clause is None:
            return
        ctx.leave(Exit("caught", clause))
        raise Unreachable
    given = (*operands, *(value for _, value in kwargs))
    kinds = [UNKNOWN if o in ctx.maybe_none else ctx.kind(o) for o in given]
    for clauses in ctx.tries:
        for clause in clauses:
            types = [t.value for t in clause.types]
            if may_raise(fn, operands, kinds, types):
                if not can_be_tried(fn):
                    ctx.refuse(
                        node,
                        f"{fn} is called in a try, and may not be called twice",
                        "Call it before the try.",
                    )
                _test(ctx, clause, fn, operands, kwargs, node)


def _test(
    ctx: Context,
    clause: Clause,
    fn: str,
    operands: Sequence[Operand],
    kwargs: Sequence[tuple[str, Operand]],
    node: ast.AST,
) -> None:
    known = Tried(clause.types, fn, tuple(operands), tuple(kwargs))
    if known in ctx.state.tried:
        return
    types: Operand = Pack("tuple", clause.types)
    if len(clause.types) == 1:
        types = clause.types[0]
    names = tuple(Const(name) for name, _ in kwargs)
    keywords = Pack("dict", tuple(value for _, value in kwargs), names)
    raises = ctx.builder.emit(
        "raises",
        types,
        Const(fn),
        keywords,
        *operands,
        kind=BOOL,
        span=ctx.span(node),
    )
    split = ctx.split(raises, ctx.span(node))
    split.then.end = Leaf(Exit("caught", clause))
    ctx.block = split.orelse
    ctx.state.tried[known] = None
