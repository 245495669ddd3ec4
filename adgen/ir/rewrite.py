"""Rebuilding IR: map operands and blocks, substitute uses, rename definitions.

    substitute(y.0 = x.0 * %1, {x.0: 3.0})   ->   y.0 = 3.0 * %1

Nodes are frozen; a node in which nothing changes is returned itself, not a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, assert_never, cast

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
    Function,
    If,
    Iterable,
    Operand,
    Pack,
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

Node = TypeVar("Node", bound=Operand | Statement | End | Block)
StatementOrEnd = TypeVar("StatementOrEnd", bound=Statement | End)
OperandMap = Callable[[Operand], Operand]

_OPERANDS = (Var, Const, Pack, Undefined)


def map_operand(operand: Operand, leaf: OperandMap) -> Operand:
    """The operand with `leaf` applied to each Var, Const and Undefined in it."""
    if not isinstance(operand, Pack):
        return leaf(operand)
    items = _mapped(operand.items, leaf)
    return operand if items is operand.items else replace(operand, items=items)


def map_iterable(iterable: Iterable, leaf: OperandMap) -> Iterable:
    """The iterable with `leaf` applied to each Var and Const in it."""
    match iterable:
        case Range(start, stop, step):
            return Range(
                map_operand(start, leaf),
                map_operand(stop, leaf),
                map_operand(step, leaf),
            )
        case Each(value):
            return Each(map_operand(value, leaf))
        case Enumerate(inner, start):
            return Enumerate(map_iterable(inner, leaf), map_operand(start, leaf))
        case Zip(inners):
            return Zip(tuple(map_iterable(inner, leaf) for inner in inners))
        case Reversed(inner):
            return Reversed(map_iterable(inner, leaf))
        case _:
            assert_never(iterable)


def map_operands(node: StatementOrEnd, leaf: OperandMap) -> StatementOrEnd:
    """The statement or end with the operands of its own line mapped, inner blocks left."""
    return cast(StatementOrEnd, _with_operands(node, leaf))


def map_blocks(
    node: StatementOrEnd, change: Callable[[Block], Block]
) -> StatementOrEnd:
    """The statement or end with `change` applied to each block it owns."""
    return cast(StatementOrEnd, _with_blocks(node, change))


def substitute(node: Node, mapping: Mapping[Var, Operand]) -> Node:
    """The node with every *use* of a key of `mapping` replaced, in inner blocks too."""
    if not mapping:
        return node

    def leaf(operand: Operand) -> Operand:
        return mapping.get(operand, operand) if isinstance(operand, Var) else operand

    if isinstance(node, _OPERANDS):
        return cast(Node, map_operand(node, leaf))
    if isinstance(node, Block):
        return cast(Node, _map_uses(node, leaf))
    return cast(Node, _map_uses_in(cast(Any, node), leaf))


def rename_block(
    block: Block, fresh: Callable[[Var], Var], mapping: dict[Var, Operand]
) -> Block:
    """The block with a fresh Var for each definition, and uses changed by `mapping`.

    `mapping` says what the free Vars become; every new pair (old, fresh) is added to it, so
    the caller can carry kinds over.
    """

    def leaf(operand: Operand) -> Operand:
        return mapping.get(operand, operand) if isinstance(operand, Var) else operand

    def define(var: Var) -> Var:
        mapping[var] = new = fresh(var)
        return new

    def inner(block: Block) -> Block:
        body = tuple(statement(stmt) for stmt in block.body)
        return Block(body, map_blocks(map_operands(block.end, leaf), inner))

    def statement(stmt: Statement) -> Statement:
        moved = _with_bound(map_operands(stmt, leaf), define)
        return _with_results(map_blocks(moved, inner), define)

    return inner(block)


def rename_all(function: Function, fresh: Callable[[Var], Var]) -> Function:
    """The function with a fresh Var for every definition, parameters included."""
    mapping: dict[Var, Operand] = {}

    def define(operand: Operand) -> Operand:
        if isinstance(operand, Var):
            mapping[operand] = fresh(operand)
            return mapping[operand]
        return operand

    params = tuple(
        replace(param, pattern=map_operand(param.pattern, define))
        for param in function.params
    )
    body = rename_block(function.body, fresh, mapping)
    renamed = cast(dict[Var, Var], mapping)
    kinds = {renamed[v]: kind for v, kind in function.kinds.items() if v in renamed}
    keep = frozenset(renamed[v] for v in function.keep if v in renamed)
    return replace(function, params=params, body=body, kinds=kinds, keep=keep)


# how ---------------------------------------------------------------------------------


def _mapped(ops: tuple[Operand, ...], leaf: OperandMap) -> tuple[Operand, ...]:
    """The operands mapped; the tuple itself if none changed."""
    new = tuple(map_operand(op, leaf) for op in ops)
    return ops if all(a is b for a, b in zip(new, ops)) else new


def _map_uses(block: Block, leaf: OperandMap) -> Block:
    body = tuple(_map_uses_in(stmt, leaf) for stmt in block.body)
    end = _map_uses_in(block.end, leaf)
    if end is block.end and all(a is b for a, b in zip(body, block.body)):
        return block
    return Block(body, end)


def _map_uses_in(node: StatementOrEnd, leaf: OperandMap) -> StatementOrEnd:
    return map_blocks(map_operands(node, leaf), lambda block: _map_uses(block, leaf))


def _with_operands(node: Statement | End, leaf: OperandMap) -> Statement | End:
    if isinstance(node, Yield | Break | Return | Raise | Branch):
        return _end_with_operands(node, leaf)
    match node:
        case Apply():
            args = _mapped(node.args, leaf)
            kwargs = tuple((name, map_operand(op, leaf)) for name, op in node.kwargs)
            same = args is node.args and kwargs == node.kwargs
            return node if same else replace(node, args=args, kwargs=kwargs)
        case Call():
            args = _mapped(node.args, leaf)
            return node if args is node.args else replace(node, args=args)
        case Store():
            old: tuple[Operand, ...] = (node.base, node.index, node.value)
            ops = _mapped(old, leaf)
            if ops is old:
                return node
            return replace(node, base=ops[0], index=ops[1], value=ops[2])
        case If():
            test = map_operand(node.test, leaf)
            return node if test is node.test else replace(node, test=test)
        case For():
            iterable = map_iterable(node.iterable, leaf)
            initial = _mapped(node.initial, leaf)
            if iterable == node.iterable and initial is node.initial:
                return node
            return replace(node, iterable=iterable, initial=initial)
        case While():
            initial = _mapped(node.initial, leaf)
            return node if initial is node.initial else replace(node, initial=initial)
        case Remark():
            return node
        case _:
            assert_never(node)


def _end_with_operands(end: End, leaf: OperandMap) -> End:
    match end:
        case Yield() | Break() | Return():
            values = _mapped(end.values, leaf)
            return end if values is end.values else replace(end, values=values)
        case Raise():
            old = (end.exception, *end.args)
            ops = _mapped(old, leaf)
            same = ops is old
            return end if same else replace(end, exception=ops[0], args=ops[1:])
        case Branch():
            test = map_operand(end.test, leaf)
            return end if test is end.test else replace(end, test=test)
        case _:
            assert_never(end)


def _with_blocks(
    node: Statement | End, change: Callable[[Block], Block]
) -> Statement | End:
    match node:
        case If() | Branch():
            then, orelse = change(node.then), change(node.orelse)
            if then is node.then and orelse is node.orelse:
                return node
            return replace(node, then=then, orelse=orelse)
        case For():
            body = change(node.body)
            return node if body is node.body else replace(node, body=body)
        case While():
            test, body = change(node.test), change(node.body)
            if test is node.test and body is node.body:
                return node
            return replace(node, test=test, body=body)
        case Apply() | Call() | Store() | Remark():
            return node
        case Yield() | Break() | Return() | Raise():
            return node
        case _:
            assert_never(node)


def _with_bound(stmt: Statement, define: Callable[[Var], Var]) -> Statement:
    """The statement with what it binds for its own blocks renamed."""
    match stmt:
        case For():
            target = _renamed_target(stmt.target, define)
            return replace(
                stmt, target=target, carried=tuple(define(v) for v in stmt.carried)
            )
        case While():
            return replace(stmt, carried=tuple(define(v) for v in stmt.carried))
        case _:
            return stmt


def _renamed_target(target: Target, define: Callable[[Var], Var]) -> Target:
    if isinstance(target, Var):
        return define(target)
    items = tuple(_renamed_target(cast(Target, item), define) for item in target.items)
    return replace(target, items=items)


def _with_results(stmt: Statement, define: Callable[[Var], Var]) -> Statement:
    match stmt:
        case Store():
            return replace(stmt, result=define(stmt.result))
        case Apply() | Call() | If() | For() | While():
            return replace(stmt, results=tuple(define(v) for v in stmt.results))
        case Remark():
            return stmt
        case _:
            assert_never(stmt)
