"""Several programs as one: functions that are the same are there once.

    f_grad calls g_forward, h_grad calls g_forward    ->    one g_forward

Input: programs. Output: one program with all their functions, and the names of the entries.
Two functions are the same if they have the same statements, the same kinds, and call the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adgen.ir.nodes import Block, Call, Function, Program, Statement
from adgen.ir.walk import all_statements, map_blocks


def merged(programs: Sequence[Program]) -> tuple[Program, tuple[str, ...]]:
    """The program of all functions, and the names of the entries in it."""
    functions: dict[str, Function] = {}
    entries: list[str] = []
    for program in programs:
        names = _placed(program, functions)
        entries.append(names[program.entry])
    return Program(functions, entries[0]), tuple(entries)


def _placed(program: Program, functions: dict[str, Function]) -> dict[str, str]:
    """Adds the functions of a program; gives their names in the whole."""
    # A name is kept if all that stands under it is the same; calls may go round in circles,
    # so names are changed until nothing changes any more.
    names = {name: name for name in program.functions}
    taken = {*functions, *program.functions}
    while True:
        clash = next((n for n in names if _differs(program, n, names, functions)), None)
        if clash is None:
            break
        names[clash] = _fresh(clash, taken)
        taken.add(names[clash])
    for name, function in program.functions.items():
        functions.setdefault(names[name], _renamed(function, names))
    return names


def _differs(
    program: Program,
    name: str,
    names: dict[str, str],
    functions: dict[str, Function],
) -> bool:
    there = functions.get(names[name])
    if there is None:
        return False
    here = _renamed(program.functions[name], names)
    return here != there or dict(here.kinds) != dict(there.kinds)


def _fresh(name: str, taken: set[str]) -> str:
    number = 1
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _renamed(function: Function, names: dict[str, str]) -> Function:
    """The function under its name in the whole, calling the others by theirs."""
    calls = {s.function for s in all_statements(function.body) if isinstance(s, Call)}
    if all(names.get(name, name) == name for name in (function.name, *calls)):
        return function
    body = _calls_renamed(function.body, names)
    return replace(function, name=names.get(function.name, function.name), body=body)


def _calls_renamed(block: Block, names: dict[str, str]) -> Block:
    def inside(inner: Block) -> Block:
        return _calls_renamed(inner, names)

    body = tuple(map_blocks(_call_renamed(s, names), inside) for s in block.body)
    return Block(body, map_blocks(block.end, inside))


def _call_renamed(stmt: Statement, names: dict[str, str]) -> Statement:
    if isinstance(stmt, Call):
        return replace(stmt, function=names.get(stmt.function, stmt.function))
    return stmt
