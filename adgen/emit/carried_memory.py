"""Numbers that are carried from what may be an array: they count as memory.

    z_bar.0 = np.broadcast_to(s, np.shape(z))      z is a number on this path, so z_bar.1 is one;
    for ... with z_bar.1 = z_bar.0:                but z_bar.0 may be an array without axes, which
        z_bar.2 = z_bar.1 * v                      `z_bar *= v` would change

A number that a function gives which may give an array without axes, as that one, is memory too.
Input and output: a function; what changes are kinds of carried values and of results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from adgen.emit.findings import WHOLE, Shared
from adgen.ir.kinds import UNKNOWN, Array, Kind, Number, Unknown
from adgen.ir.nodes import Break, Call, For, Function, If, Operand, Var, While, Yield
from adgen.ir.walk import all_statements, leaves


def with_carried_memory(function: Function, shared: Shared) -> Function:
    """The function with the kinds of what loops, branches and functions hand on made wide enough.

    `shared` says what of the results of other functions may be memory that others see.
    """
    statements = [
        stmt for stmt in all_statements(function.body) if isinstance(stmt, _Joining)
    ]
    kinds = {**function.kinds, **_given(function, shared)}
    while wider := dict(_wider(statements, kinds)):
        kinds |= wider
    return function if kinds == function.kinds else replace(function, kinds=kinds)


def _given(function: Function, shared: Shared) -> dict[Var, Kind]:
    """The numbers that functions give which may be arrays without axes."""
    return {
        var: UNKNOWN
        for stmt in all_statements(function.body)
        if isinstance(stmt, Call)
        for var, flag in zip(stmt.results, shared.get(stmt.function, ()))
        if flag == WHOLE and isinstance(function.kinds.get(var), Number)
    }


_Joining = If | For | While


def _wider(
    statements: list[If | For | While], kinds: Mapping[Var, Kind]
) -> Iterator[tuple[Var, Kind]]:
    """The numbers into which flows what may be an array, with its kind."""
    for stmt in statements:
        for var, operand in _flows(stmt):
            kind = kinds.get(operand, UNKNOWN) if isinstance(operand, Var) else None
            if isinstance(kinds.get(var), Number) and _may_have_memory(kind):
                assert kind is not None
                yield var, kind


def _may_have_memory(kind: Kind | None) -> bool:
    """True for arrays; not for one without axes, which is a number in generated code."""
    return isinstance(kind, Unknown) or (isinstance(kind, Array) and kind.dims != ())


def _flows(stmt: If | For | While) -> Iterator[tuple[Var, Operand]]:
    """What each carried value and each result may be."""
    if isinstance(stmt, If):
        for block in (stmt.then, stmt.orelse):
            for leaf in leaves(block):
                if isinstance(leaf.end, Yield | Break):
                    yield from zip(stmt.results, leaf.end.values)
        return
    yield from zip(stmt.carried, stmt.initial)
    for leaf in leaves(stmt.body):
        if isinstance(leaf.end, Yield | Break):
            owners = stmt.carried if isinstance(leaf.end, Yield) else stmt.results
            yield from zip(owners, leaf.end.values)
    yield from zip(stmt.results, stmt.carried)
