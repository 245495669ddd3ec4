"""Walking the IR: what a node uses, defines and contains; its leaves; substitution is in
`adgen.ir.rewrite`, whose functions are re-exported here.

    y.0 = x.0 * %1       operands: x.0, %1   used_vars: x.0, %1   defined_vars: y.0

The *direct* uses of a statement are the operands written in its own line; what its inner
blocks use is seen by `free_vars`, which leaves out what is defined inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

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
    FunctionName,
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
from adgen.ir.rewrite import (
    map_blocks,
    map_iterable,
    map_operand,
    map_operands,
    rename_all,
    rename_block,
    substitute,
)

__all__ = [
    "all_blocks",
    "all_definitions",
    "all_statements",
    "bound_vars",
    "defined_vars",
    "end_blocks",
    "end_operands",
    "free_vars",
    "inner_blocks",
    "iterable_operands",
    "leaves",
    "map_blocks",
    "map_iterable",
    "map_operand",
    "map_operands",
    "named_functions",
    "needed_functions",
    "operand_vars",
    "operands",
    "param_vars",
    "path_steps",
    "rename_all",
    "rename_block",
    "substitute",
    "target_vars",
    "used_vars",
]

_LEAVES = (Var, Const, Undefined)
_STATEMENTS = (Apply, Call, Store, If, For, While, Remark)
_OPERANDS = (*_LEAVES, Pack)


# what is used ------------------------------------------------------------------------


def operands(stmt: Statement) -> tuple[Operand, ...]:
    """The operands in the statement's own line, in the order they are evaluated."""
    match stmt:
        case Apply():
            if not stmt.kwargs:
                return stmt.args
            return (*stmt.args, *(value for _, value in stmt.kwargs))
        case Call():
            return stmt.args
        case Store():
            return (stmt.base, stmt.index, stmt.value)
        case If():
            return (stmt.test,)
        case For():
            return (*iterable_operands(stmt.iterable), *stmt.initial)
        case While():
            return stmt.initial
        case Remark():
            return ()
        case _:
            assert_never(stmt)


def end_operands(end: End) -> tuple[Operand, ...]:
    """The operands of the end itself; for a Branch only its test."""
    match end:
        case Yield(values) | Break(values) | Return(values):
            return values
        case Raise():
            return (end.exception, *end.args)
        case Branch():
            return (end.test,)
        case _:
            assert_never(end)


def raised_arguments(
    end: Raise,
) -> tuple[tuple[Operand, ...], tuple[tuple[str, Operand], ...]]:
    """The arguments of an exception by position, and those by name."""
    count = len(end.args) - len(end.keywords)
    return end.args[:count], tuple(zip(end.keywords, end.args[count:]))


def iterable_operands(iterable: Iterable) -> tuple[Operand, ...]:
    """The operands of what a For runs over."""
    match iterable:
        case Range(start, stop, step):
            return (start, stop, step)
        case Each(value):
            return (value,)
        case Enumerate(inner, start):
            return (*iterable_operands(inner), start)
        case Zip(inners):
            return tuple(op for inner in inners for op in iterable_operands(inner))
        case Reversed(inner):
            return iterable_operands(inner)
        case _:
            assert_never(iterable)


def operand_vars(operand: Operand) -> Sequence[Var]:
    """The Vars of an operand, from left to right, repeated as often as they stand there."""
    if type(operand) is Var:
        return (operand,)
    if type(operand) is Pack:
        return _vars_of(operand.items)
    return ()


def _vars_of(several: tuple[Operand, ...]) -> list[Var]:
    found: list[Var] = []
    for operand in several:
        if type(operand) is Var:
            found.append(operand)
        elif type(operand) is Pack:
            found += _vars_of(operand.items)
    return found


def used_vars(node: Operand | Statement | End) -> Sequence[Var]:
    """The Vars used directly by an operand, a statement or an end (not by its inner blocks)."""
    if isinstance(node, _STATEMENTS):
        return _vars_of(operands(node))
    if isinstance(node, _OPERANDS):
        return operand_vars(node)
    return _vars_of(end_operands(node))


# what is defined ---------------------------------------------------------------------


def defined_vars(stmt: Statement) -> tuple[Var, ...]:
    """The results of a statement: what it defines for the statements after it."""
    match stmt:
        case Apply() | Call() | If() | For() | While():
            return stmt.results
        case Store():
            return (stmt.result,)
        case Remark():
            return ()
        case _:
            assert_never(stmt)


def bound_vars(stmt: Statement) -> tuple[Var, ...]:
    """What a loop defines for its own blocks only: its target and its carried values."""
    match stmt:
        case For():
            return (*target_vars(stmt.target), *stmt.carried)
        case While():
            return stmt.carried
        case _:
            return ()


def target_vars(target: Target) -> tuple[Var, ...]:
    """The Vars a For binds at each iteration."""
    return tuple(operand_vars(target))


def param_vars(function: Function) -> tuple[Var, ...]:
    """The Vars of all parameters of a function, in order."""
    return tuple(v for p in function.params for v in operand_vars(p.pattern))


def all_definitions(function: Function) -> Iterator[Var]:
    """Every Var defined anywhere in a function."""
    yield from param_vars(function)
    for stmt in all_statements(function.body):
        if type(stmt) in _OWNERS:
            yield from bound_vars(stmt)
        yield from defined_vars(stmt)


def named_functions(node: Operand | Statement | End) -> Iterator[str]:
    """The functions of the program that a node names: the one it calls, those it hands on."""
    if isinstance(node, Call):
        yield node.function
    if isinstance(node, Const):
        if isinstance(node.value, FunctionName):
            yield node.value.name
    elif isinstance(node, Pack):
        for item in node.items:
            yield from named_functions(item)
    elif isinstance(node, _STATEMENTS):
        for operand in operands(node):
            if type(operand) is not Var:  # most are, and name nothing
                yield from named_functions(operand)
    elif not isinstance(node, _LEAVES):
        for operand in end_operands(node):
            yield from named_functions(operand)


def needed_functions(body: Block) -> Iterator[str]:
    """The functions that a body names, from top to bottom, repeated as often as they stand."""
    for block in all_blocks(body):
        for stmt in block.body:
            if type(stmt) is not Apply or _hands_on(stmt):
                yield from named_functions(stmt)
        yield from named_functions(block.end)


def _hands_on(stmt: Apply) -> bool:
    """True if an operand is no Var: most are Vars, and name no function."""
    return any(type(operand) is not Var for operand in operands(stmt))


# what is contained -------------------------------------------------------------------


_OWNERS = frozenset((If, For, While))
"""The statements that own blocks: most own none, and the walk is made often."""


def inner_blocks(stmt: Statement) -> tuple[Block, ...]:
    """The blocks a statement owns: If (then, orelse), For (body,), While (test, body)."""
    match stmt:
        case If():
            return (stmt.then, stmt.orelse)
        case For():
            return (stmt.body,)
        case While():
            return (stmt.test, stmt.body)
        case _:
            return ()


def end_blocks(end: End) -> tuple[Block, ...]:
    """The two blocks of a Branch; no other end has any."""
    return (end.then, end.orelse) if isinstance(end, Branch) else ()


def leaves(tree: Block) -> Iterator[Block]:
    """The blocks of a tree of Branches that end in something else, from left to right."""
    if isinstance(tree.end, Branch):
        yield from leaves(tree.end.then)
        yield from leaves(tree.end.orelse)
    else:
        yield tree


def all_blocks(block: Block) -> list[Block]:
    """The block, every block inside its statements, and those of its Branches, in order."""
    found: list[Block] = []
    _add_blocks(block, found)
    return found


def _add_blocks(block: Block, found: list[Block]) -> None:
    found.append(block)
    for stmt in block.body:
        if type(stmt) in _OWNERS:
            for inner in inner_blocks(stmt):
                _add_blocks(inner, found)
    for inner in end_blocks(block.end):
        _add_blocks(inner, found)


def all_statements(block: Block) -> list[Statement]:
    """Every statement of the block, in order; those of inner blocks after their owner."""
    found: list[Statement] = []
    _add_statements(block, found)
    return found


def _add_statements(block: Block, found: list[Statement]) -> None:
    for stmt in block.body:
        found.append(stmt)
        if type(stmt) in _OWNERS:
            for inner in inner_blocks(stmt):
                _add_statements(inner, found)
    for inner in end_blocks(block.end):
        _add_statements(inner, found)


def free_vars(node: Block | Statement | End) -> dict[Var, None]:
    """The Vars used anywhere in the node and not defined in it, in the order of first use."""
    used: dict[Var, None] = {}
    defined: set[Var] = set()
    if isinstance(node, Block):
        _scan_block(node, used, defined)
    elif isinstance(node, _STATEMENTS):
        _scan_statement(node, used, defined)
    else:
        _scan_end(node, used, defined)
    # Every Var is defined once in a function, so order and scope need no attention here.
    return {var: None for var in used if var not in defined}


def _scan_block(block: Block, used: dict[Var, None], defined: set[Var]) -> None:
    for stmt in block.body:
        _scan_statement(stmt, used, defined)
    _scan_end(block.end, used, defined)


def _scan_statement(stmt: Statement, used: dict[Var, None], defined: set[Var]) -> None:
    used.update(dict.fromkeys(_vars_of(operands(stmt))))
    if type(stmt) in _OWNERS:
        defined.update(bound_vars(stmt))
        for inner in inner_blocks(stmt):
            _scan_block(inner, used, defined)
    defined.update(defined_vars(stmt))


def _scan_end(end: End, used: dict[Var, None], defined: set[Var]) -> None:
    used.update(dict.fromkeys(_vars_of(end_operands(end))))
    for inner in end_blocks(end):
        _scan_block(inner, used, defined)


def path_steps(index: Operand) -> tuple[Operand, ...]:
    """The indices of a Store one after the other: `x[1:][i]` has two; most have one."""
    if isinstance(index, Pack) and index.form == "path":
        return index.items
    return (index,)


def matched(pattern: Operand, operand: Operand) -> list[Operand]:
    """What an operand has where a pattern has variables: (a, b) of ((x, y), (a, b))."""
    if isinstance(pattern, Var):
        return [operand]
    if isinstance(pattern, Pack):
        assert isinstance(operand, Pack)
        return [
            leaf
            for inner, part in zip(pattern.items, operand.items, strict=True)
            for leaf in matched(inner, part)
        ]
    return []
