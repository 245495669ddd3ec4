"""Reads of the same element become one: so does their adjoint.

    %1 = u.1[i.0]                          %1 = u.1[i.0]
    %2 = u.1[i.0]                   ->     %3 = %1 * %1
    %3 = %1 * %2

Two reads of one version of an array at one index give the same value, bit for bit. In reverse
mode each read costs an addition to the buffer of the array, and perhaps a field of the tape.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.nodes import Apply, Block, Function, Operand, Program, Statement, Var
from adgen.ir.walk import map_blocks, map_operands

Seen = dict[tuple[Operand, Operand], Var]


def share_reads(program: Program) -> Program:
    """The program with repeated reads of an element replaced by the first."""
    functions = {name: _shared(f) for name, f in program.functions.items()}
    return replace(program, functions=functions)


def _shared(function: Function) -> Function:
    return replace(function, body=_block(function.body, {}, {}))


def _block(block: Block, seen: Seen, names: dict[Var, Var]) -> Block:
    """`seen` are the reads that have been made on every way to this block."""
    seen = dict(seen)

    def renamed(operand: Operand) -> Operand:
        return names.get(operand, operand) if isinstance(operand, Var) else operand

    def inner(part: Block) -> Block:
        return _block(part, seen, names)

    body: list[Statement] = []
    for stmt in block.body:
        moved = map_blocks(map_operands(stmt, renamed), inner)
        if isinstance(moved, Apply) and moved.fn == "getitem" and not moved.derived:
            base, index = moved.args
            first = seen.setdefault((base, index), moved.results[0])
            if first != moved.results[0]:
                names[moved.results[0]] = first
                continue
        body.append(moved)
    return Block(tuple(body), map_blocks(map_operands(block.end, renamed), inner))
