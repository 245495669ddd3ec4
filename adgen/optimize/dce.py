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
results nobody uses. Stays: effects, exceptions, and what decides whether they happen.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.analyses.liveness import Liveness, liveness
from adgen.ir.nodes import (
    Block,
    Branch,
    Break,
    End,
    For,
    Function,
    If,
    Operand,
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


def _block(block: Block, live: Liveness, kept: list[int] | None) -> Block:
    """The block without dead statements; its ends yield the `kept` positions (None: all)."""
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


def _end(end: End, live: Liveness, kept: list[int] | None) -> End:
    if isinstance(end, Branch):
        then = _block(end.then, live, kept)
        orelse = _block(end.orelse, live, kept)
        if then is end.then and orelse is end.orelse:
            return end
        return Branch(end.test, then, orelse, end.span)
    if kept is None or not isinstance(end, (Yield, Break)):
        return end
    if len(kept) == len(end.values):
        return end
    return type(end)(_pick(end.values, kept))


def _control(stmt: If | For | While, live: Liveness) -> If | For | While:
    kept = live.positions(stmt)
    whole = len(kept) == len(stmt.results)
    results = stmt.results if whole else tuple(stmt.results[i] for i in kept)
    if isinstance(stmt, If):
        then = _block(stmt.then, live, kept)
        orelse = _block(stmt.orelse, live, kept)
        if whole and then is stmt.then and orelse is stmt.orelse:
            return stmt
        return replace(stmt, results=results, then=then, orelse=orelse)
    body = _block(stmt.body, live, kept)
    test = _block(stmt.test, live, None) if isinstance(stmt, While) else None
    if whole and body is stmt.body and (test is None or test is _test(stmt)):
        return stmt
    carried = tuple(stmt.carried[i] for i in kept)
    initial = _pick(stmt.initial, kept)
    if isinstance(stmt, While) and test is not None:
        return replace(
            stmt,
            results=results,
            carried=carried,
            initial=initial,
            body=body,
            test=test,
        )
    return replace(stmt, results=results, carried=carried, initial=initial, body=body)


def _test(stmt: For | While) -> Block | None:
    return stmt.test if isinstance(stmt, While) else None


def _pick(values: tuple[Operand, ...], kept: list[int]) -> tuple[Operand, ...]:
    return tuple(values[i] for i in kept)
