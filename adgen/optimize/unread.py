"""Parameters that functions which call themselves only hand on to themselves: they go.

    def f_reverse(re, n, saved, re_bar):              def f_reverse(n, saved, re_bar):
        half = n // 2                                     half = n // 2
        part = re[::2]                       ->           re_bar_1 = f_reverse(half, ...)
        re_bar_1 = f_reverse(part, half, ...)

What a sweep has taken for its shape alone is often not needed once the functions have been made
shorter; a caller would keep it, or copy it, for nothing. Input and output: a program.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from adgen.ir.nodes import UNDEFINED, Block, Call, Function, Program, Statement, Var
from adgen.ir.walk import (
    all_statements,
    free_vars,
    map_blocks,
    named_functions,
    operands,
)

Shorten = Callable[[Function], Function]
Positions = dict[str, frozenset[int]]


def without_unread(program: Program, shorten: Shorten) -> Program:
    """The program without such parameters; `shorten` leaves out what nobody needs."""
    unread: Positions = {name: _all(program, name) for name in _own(program)}
    while True:
        found = {
            name: positions - _read(program.functions[name], unread, shorten)
            for name, positions in unread.items()
        }
        if found == unread:
            break
        unread = found
    gone = {name: positions for name, positions in unread.items() if positions}
    if not gone:
        return program
    functions = {
        name: _without(function, gone, shorten)
        for name, function in program.functions.items()
    }
    return replace(program, functions=functions)


def _own(program: Program) -> list[str]:
    """The functions that call themselves and are called by others, with arguments by position;
    none that is asked for, or handed to something else."""
    calls = {
        name: {s.function for s in all_statements(f.body) if isinstance(s, Call)}
        for name, f in program.functions.items()
    }
    handed = {
        name
        for function in program.functions.values()
        for stmt in all_statements(function.body)
        for operand in operands(stmt)
        for name in named_functions(operand)
    }
    return [
        name
        for name in program.functions
        if name in calls[name]
        and name not in handed
        and name != program.entry
        and any(name in called for other, called in calls.items() if other != name)
    ]


def _all(program: Program, name: str) -> frozenset[int]:
    params = program.functions[name].params
    plain = all(param.style in ("plain", "only") for param in params)
    return frozenset(range(len(params))) if plain else frozenset()


def _read(
    function: Function, unread: Mapping[str, Collection[int]], shorten: Shorten
) -> frozenset[int]:
    """The parameters that the function reads, if the calls do without what is `unread`."""
    body = shorten(replace(function, body=_idle(function.body, unread))).body
    used = free_vars(body)
    return frozenset(
        i
        for i, param in enumerate(function.params)
        if not isinstance(param.pattern, Var) or param.pattern in used
    )


def _idle(block: Block, unread: Mapping[str, Collection[int]]) -> Block:
    """The block; its calls give nothing for what is not read."""

    def call(stmt: Call) -> Call:
        gone = unread.get(stmt.function, ())
        args = (UNDEFINED if i in gone else arg for i, arg in enumerate(stmt.args))
        return replace(stmt, args=tuple(args))

    return _with_calls(block, call)


def _without(
    function: Function, gone: Mapping[str, Collection[int]], shorten: Shorten
) -> Function:
    """The function without its own parameters that go, and its calls without arguments for
    those of others."""

    def call(stmt: Call) -> Call:
        left = gone.get(stmt.function, ())
        return replace(
            stmt, args=tuple(arg for i, arg in enumerate(stmt.args) if i not in left)
        )

    body = _with_calls(function.body, call)
    own = gone.get(function.name, ())
    params = tuple(p for i, p in enumerate(function.params) if i not in own)
    if body is function.body and params == function.params:
        return function
    return shorten(replace(function, body=body, params=params))


def _with_calls(block: Block, call: Callable[[Call], Call]) -> Block:
    def inner(each: Block) -> Block:
        return _with_calls(each, call)

    def statement(stmt: Statement) -> Statement:
        return call(stmt) if isinstance(stmt, Call) else map_blocks(stmt, inner)

    return Block(tuple(map(statement, block.body)), map_blocks(block.end, inner))
