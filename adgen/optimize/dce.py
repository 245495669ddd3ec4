"""Dead code: keeps only what the results and the effects of a function need.

    xs.0 = list.new()                                                 return s.1
    for i.0 in range(n.0): carried k.0, xs.1, s.0 = 0, xs.0, 0.0
        k.1 = k.0 + 1
        xs.2 = list.append(xs.1, k.1)
        s.2 = s.0 + x.0
->
    for i.0 in range(n.0): carried s.0 = 0.0
        s.2 = s.0 + x.0

Goes: unused statements of the primal too, carried values that only keep each other alive,
unused results of an If, lists that are filled and never read, loops without effect whose
results nobody uses. Stays: effects, exceptions, and what decides whether they happen. A Break
gives nothing (`undefined`) to a result that is dead while its carried value is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from adgen.analyses.liveness import Liveness, liveness
from adgen.ir.nodes import (
    UNDEFINED,
    Block,
    Branch,
    Break,
    End,
    For,
    Function,
    If,
    Remark,
    Statement,
    While,
    Yield,
)
from adgen.optimize.context import Context


def remove_dead(function: Function, context: Context) -> Function:
    """The function without dead code; the same object if there is none."""
    live = liveness(function, context.effectful)
    body = _block(function.body, live, None)
    return function if body is function.body else replace(function, body=body)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the ends of a block give: the yielded positions, and those of them to which a
    Break gives nothing, because only the carried value is live, not the result."""

    positions: list[int]
    dead: frozenset[int] = frozenset()


def _block(block: Block, live: Liveness, kept: _Kept | None) -> Block:
    """The block without dead statements; its ends give what is `kept` (None: everything)."""
    body: list[Statement] = []
    changed = False
    for stmt in block.body:
        if isinstance(stmt, Remark):
            body.append(stmt)
        elif not live.needs(stmt):
            changed = True
        elif isinstance(stmt, (If, For, While)):
            slim = _control(stmt, live)
            changed = changed or slim is not stmt
            body.append(slim)
        else:
            body.append(stmt)
    end = _end(block.end, live, kept)
    if not changed and end is block.end:
        return block
    return Block(tuple(body) if changed else block.body, end)


def _end(end: End, live: Liveness, kept: _Kept | None) -> End:
    if isinstance(end, Branch):
        then = _block(end.then, live, kept)
        orelse = _block(end.orelse, live, kept)
        if then is end.then and orelse is end.orelse:
            return end
        return Branch(end.test, then, orelse, end.span)
    if kept is None or not isinstance(end, (Yield, Break)):
        return end
    dead = kept.dead if isinstance(end, Break) else ()
    values = tuple(UNDEFINED if i in dead else end.values[i] for i in kept.positions)
    return end if values == end.values else type(end)(values)


def _control(stmt: If | For | While, live: Liveness) -> If | For | While:
    positions = live.positions(stmt)
    whole = len(positions) == len(stmt.results)
    results = tuple(stmt.results[i] for i in positions)
    if isinstance(stmt, If):
        kept = _Kept(positions)
        then = _block(stmt.then, live, kept)
        orelse = _block(stmt.orelse, live, kept)
        if whole and then is stmt.then and orelse is stmt.orelse:
            return stmt
        return replace(stmt, results=results, then=then, orelse=orelse)
    dead = (i for i in positions if stmt.results[i] not in live.vars)
    kept = _Kept(positions, frozenset(dead))
    body = _block(stmt.body, live, kept)
    same = whole and body is stmt.body
    carried = tuple(stmt.carried[i] for i in positions)
    initial = tuple(stmt.initial[i] for i in positions)
    if isinstance(stmt, While):
        test = _block(stmt.test, live, None)
        if same and test is stmt.test:
            return stmt
        return replace(
            stmt,
            results=results,
            test=test,
            carried=carried,
            initial=initial,
            body=body,
        )
    if same:
        return stmt
    return replace(stmt, results=results, carried=carried, initial=initial, body=body)
