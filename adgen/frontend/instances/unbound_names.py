"""Names that are not bound where they are read: Python raises, and a handler may wait for that.

try:                                     %1 = unbound(seen.0)       `seen` is the mark of y
    t = y * 2.0                   ->     if %1: t = 0.0
except NameError:                        else: t = y.0 * 2.0
    t = 0.0
"""

from __future__ import annotations

import ast
from typing import NoReturn

from adgen.frontend.control.carried import Cell
from adgen.frontend.control.loops import Restart
from adgen.frontend.regions.branches import join
from adgen.frontend.scope.context import Context, Unreachable
from adgen.frontend.scope.frame import Exit, Frame, mark_of
from adgen.frontend.scope.state import Leaf
from adgen.frontend.scope.values import Value
from adgen.ir.kinds import BOOL, UNBOUND
from adgen.ir.nodes import Const, Raise, Var


def require_bound(
    ctx: Context, owner: Frame, node: ast.Name, value: Value | None
) -> None:
    """The name is read or deleted; where it is not bound, Python raises. None: it is not here."""
    require_carried(ctx, owner.key(node.id), value)
    if value is None:
        _leave_unbound(ctx, owner, node)
    if node.id in owner.unsure:
        _ask_whether_bound(ctx, owner, node)


def require_carried(ctx: Context, key: str, value: Value | None) -> None:
    """A name may be what the iteration before has left: the loop carries it, and its mark."""
    if value is not None and all(l.partly.get(key) is not value for l in ctx.loops):
        return
    for loop in ctx.loops:
        bound = (*loop.changes.rebound, *loop.changes.inside)
        if key in bound and key not in loop.entry.names:
            if key not in loop.guess.names:
                loop.guess.names[key] = Cell(UNBOUND)
                loop.guess.names[mark_of(key)] = Cell(UNBOUND)
                raise Restart(loop)


def _ask_whether_bound(ctx: Context, owner: Frame, node: ast.Name) -> None:
    """Reads the mark of a name that may be unbound: what it stands for may not tell.

    What reads a name that is not bound raises in generated code (the pass "bound names"); what
    finds a deleted one, or leads to a handler, is a branch here. The mark of what is deleted is
    False: of what is only unbound, a loop keeps what the iteration before has bound.
    """
    key = mark_of(owner.key(node.id))
    mark = ctx.state.names.get(key)
    if mark == Const(False):
        _leave_unbound(ctx, owner, node)
    if not isinstance(mark, Var):
        return
    if ctx.catcher(_error(ctx, owner)) is None:
        ctx.emit("pos", (mark,), node)
    else:
        _branch_off(ctx, "unbound", mark, owner, node)
    if node.id in owner.deleted:
        _branch_off(ctx, "not", mark, owner, node)
        ctx.state.names[key] = Const(True)


def _leave_unbound(ctx: Context, owner: Frame, node: ast.Name) -> NoReturn:
    """Control goes to the handler that catches that the name is not bound; it is a mistake if
    there is none."""
    clause = ctx.catcher(_error(ctx, owner))
    if clause is not None:
        ctx.leave(Exit("caught", clause))
        raise Unreachable
    ctx.refuse(
        node,
        f"`{node.id}` is read before it is bound",
        "Bind it on every path that leads here.",
    )


def _branch_off(
    ctx: Context, question: str, mark: Var, owner: Frame, node: ast.Name
) -> None:
    """Where the mark says that the name is not bound, control ends, or goes to a handler."""
    error, root, span = _error(ctx, owner), ctx.here, ctx.span(node)
    test = ctx.emit(question, (mark,), node, kind=BOOL)
    split = ctx.split(test, span)
    clause = ctx.catcher(error)
    if clause is not None:
        split.then.end = Leaf(Exit("caught", clause))
        ctx.block = split.orelse
        return
    said = Const(f"`{node.id}` is not bound here")
    split.then.end = Raise(Const(error, error.__name__), (said,), span)
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)


def _error(ctx: Context, owner: Frame) -> type[NameError]:
    """What Python raises for a name of this function, and for one of a function around it."""
    return UnboundLocalError if owner is ctx.frame else NameError
