"""Several programs as one: functions that are the same are there once.

    f_grad calls g_forward, h_grad calls g_forward    ->    one g_forward

Input: programs. Output: one program with all their functions, and the names of the entries.
Two functions are the same if they have the same statements, the same kinds, and call the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from adgen.ir.nodes import Function, Program
from adgen.ir.titles import retitled


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
        functions.setdefault(names[name], retitled(function, names))
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
    here = retitled(program.functions[name], names)
    return here != there or dict(here.kinds) != dict(there.kinds)


def _fresh(name: str, taken: set[str]) -> str:
    number = 1
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
