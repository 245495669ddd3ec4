"""Arrays and lists that a loop changes a little at a time: keeping one whole in every iteration
costs more than the iteration.

    for j in range(i):
        s = L[i, j] * L[j, j]        one element is read,
        L[i, j] = s                  one is written: L is not kept whole, but what is read of it

    for t in range(n):
        for i in range(m):
            v[i] = f(u[i])           all of v is written: keeping it costs as much, no more
        u, v = v, u

    for k in range(n):
        if k > 0:
            d = y[k - 1]             one number is read, on one side of a branch: it is kept,
        for j in range(k, n):        not all of y
            y[j] = d * y[j]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adgen.analyses.versions import versions_of
from adgen.ir.kinds import Array, Kind, Listing, Number, is_integer
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Const,
    For,
    Function,
    If,
    Operand,
    Pack,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves, path_steps


def dear(function: Function) -> frozenset[Var]:
    """What costs less than the arrays that it would else be read from again."""
    return changed_in_small_steps(function) | read_on_one_side(function)


def changed_in_small_steps(function: Function) -> frozenset[Var]:
    """The versions of such arrays, in the loops that change them."""
    found: set[Var] = set()
    for stmt in all_statements(function.body):
        if isinstance(stmt, For | While):
            for carried in stmt.carried:
                if isinstance(function.kinds.get(carried), Array | Listing):
                    found |= _Versions(function.kinds, carried).of(stmt)
    return frozenset(found)


def read_on_one_side(function: Function) -> frozenset[Var]:
    """The numbers that a side of an If reads from an array that the loop around it changes."""
    found: set[Operand] = set()
    for loop in all_statements(function.body):
        if not isinstance(loop, For | While):
            continue
        changed: set[Operand] = set()
        for place, carried in enumerate(loop.carried):
            if isinstance(function.kinds.get(carried), Array | Listing):
                versions = versions_of(loop, place)
                if versions is not None and versions.stores:
                    changed |= versions.found
        for stmt in _on_sides(loop.body) if changed else ():
            if stmt.args[0] in changed:
                kind = function.kinds.get(stmt.results[0])
                into = changed if isinstance(kind, Listing) else found
                into.add(stmt.results[0])
    numbers = (v for v in found if isinstance(v, Var))
    return frozenset(v for v in numbers if isinstance(function.kinds.get(v), Number))


def _on_sides(body: Block, inside: bool = False) -> Iterator[Apply]:
    """The reads on sides of Ifs in an iteration, but not in loops of its own."""
    for block in leaves(body) if isinstance(body.end, Branch) else (body,):
        for stmt in block.body:
            if isinstance(stmt, If):
                yield from _on_sides(stmt.then, True)
                yield from _on_sides(stmt.orelse, True)
            elif inside and isinstance(stmt, Apply) and stmt.fn == "getitem":
                yield stmt


class _Versions:
    """The versions of one carried array in the body of its loop."""

    def __init__(self, kinds: Mapping[Var, Kind], carried: Var) -> None:
        self._kinds = kinds
        self._found: set[Operand] = {carried}
        self._stores = 0
        self._small = True

    def of(self, loop: For | While) -> set[Var]:
        """The versions; none if a step may change much."""
        self._tree(loop.body)
        if self._stores == 0 or not self._small:
            return set()
        return {v for v in self._found if isinstance(v, Var)}

    def _tree(self, block: Block) -> None:
        # An end of a loop body may be a Branch; `leaves` are the ends behind it.
        for inner in (block, *(leaf for leaf in leaves(block) if leaf is not block)):
            for stmt in inner.body:
                self._statement(stmt)

    def _statement(self, stmt: Statement) -> None:
        match stmt:
            case Store() if stmt.base in self._found:
                self._stores += 1
                self._small = self._small and self._is_small(stmt.index)
                self._found.add(stmt.result)
            case If():
                self._tree(stmt.then)
                self._tree(stmt.orelse)
                for position, result in enumerate(stmt.results):
                    if any(
                        isinstance(side.end, Yield)
                        and side.end.values[position] in self._found
                        for side in (stmt.then, stmt.orelse)
                    ):
                        self._found.add(result)
            case For() | While():
                if any(value in self._found for value in stmt.initial):
                    self._small = False
            case _:
                pass

    def _is_small(self, index: Operand) -> bool:
        """True if an integer picks one place of at least one axis."""
        for step in path_steps(index):
            if isinstance(step, Pack) and step.form != "tuple":
                continue
            for axis in step.items if isinstance(step, Pack) else (step,):
                if isinstance(axis, Const) and type(axis.value) is int:
                    return True
                if isinstance(axis, Var) and is_integer(
                    self._kinds.get(axis, Array("float", None))
                ):
                    return True
        return False
