"""What says how a value is differentiated goes when nothing is differentiated any more.

%1 = brentq(function('f'), a, b, args=(k,))
x.0 = solution(%1, function('f'), (k,))        ->     x.0 = brentq(function('f'), ...)
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.nodes import Apply, Block, Function, Program, Statement, Var
from adgen.ir.walk import all_statements, map_blocks, substitute
from adgen.names import is_temporary
from adgen.rules.marks import IDENTITIES


def settled(program: Program) -> Program:
    """The program with the first operands of solutions, integrals and flows in their place."""
    functions = {
        name: _settled_function(function)
        for name, function in program.functions.items()
    }
    return replace(program, functions=functions)


def _settled_function(function: Function) -> Function:
    if not any(map(_is_mark, all_statements(function.body))):
        return function
    return replace(function, body=_settled_block(function.body))


def _settled_block(block: Block) -> Block:
    """A named value takes the place of what the solver gives, if that has no name."""
    body: list[Statement] = []
    new: dict[Var, Var] = {}
    defined = {
        result: stmt
        for stmt in block.body
        if isinstance(stmt, Apply)
        for result in stmt.results
    }
    for stmt in block.body:
        if not _is_mark(stmt):
            body.append(map_blocks(stmt, _settled_block))
            continue
        assert isinstance(stmt, Apply)
        (result,), first = stmt.results, stmt.args[0]
        if isinstance(first, Var) and is_temporary(result.name):
            new[result] = first
        elif isinstance(first, Var) and first in defined and is_temporary(first.name):
            new[first] = result
        else:
            body.append(replace(stmt, fn="constant", args=stmt.args[:1]))
    settled = Block(tuple(body), map_blocks(block.end, _settled_block))
    return _renamed(settled, new)


def _renamed(block: Block, new: dict[Var, Var]) -> Block:
    """The block with other names for some of its values, defined in it or before."""
    if not new:
        return block
    final = {old: _last(old, new) for old in new}
    body = [
        (
            replace(stmt, results=tuple(final.get(r, r) for r in stmt.results))
            if isinstance(stmt, Apply)
            else stmt
        )
        for stmt in block.body
    ]
    return substitute(Block(tuple(body), block.end), dict(final))


def _last(var: Var, new: dict[Var, Var]) -> Var:
    while var in new:
        var = new[var]
    return var


def _is_mark(stmt: Statement) -> bool:
    return isinstance(stmt, Apply) and stmt.fn in IDENTITIES and len(stmt.args) > 1
