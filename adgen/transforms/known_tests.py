"""What follows from a test: where a branch is taken, more is known than that.

    %3 = if %1:                    where %3 is True, %1 and %2 are;
        yield %2                   where %4 is False, x.0 > 1.0 is True, and with it each
    else:                          Var that asks the same
        yield False
    %4 = not x.0 > 1.0

Input: the body of a function. Output: the facts that follow from some.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from adgen.analyses.repeated import first_made
from adgen.ir.nodes import Apply, Block, Const, End, If, Operand, Var, Yield
from adgen.ir.walk import all_statements

Fact = tuple[Operand, object]
"""A Bool, or a code of the compiler's own, and what it is."""

_READS = ("getitem", "not", "lt", "le", "gt", "ge", "eq", "ne")
"""What gives the same when it is asked again."""


class Tests:
    """The tests of a function: which are the same, and what follows from one."""

    def __init__(self, body: Block) -> None:
        statements = all_statements(body)
        self._same = first_made(statements, _READS)
        self._made: dict[Operand, If | Apply] = {}
        for stmt in statements:
            if isinstance(stmt, If | Apply):
                self._made.update((v, stmt) for v in stmt.results)

    def same(self, operand: Operand) -> Operand:
        """The first Var that is made in the same way."""
        return self._same.get(operand, operand)

    def known(self, facts: Collection[Fact]) -> frozenset[Fact]:
        """These facts, and what follows from them."""
        return frozenset(one for test, state in facts for one in self._all(test, state))

    def _all(self, test: Operand, state: object) -> Iterator[Fact]:
        yield self.same(test), state
        match self._made.get(test):
            case Apply(fn="not", args=(inner,)):
                yield from self._all(inner, not state)
            case Apply(fn="and" | "or" as fn, args=args) if state is (fn == "and"):
                for inner in args:
                    yield from self._all(inner, state)
            case Apply(fn="eq", args=(inner, Const(value=int(code)))) if state is True:
                yield from self._all(inner, code)
            case If(results) as stmt if isinstance(test, Var):
                yield from self._of_branch(stmt, results.index(test), state)
            case _:
                pass

    def _of_branch(self, stmt: If, i: int, state: object) -> Iterator[Fact]:
        then, orelse = given_by(stmt.then.end, i), given_by(stmt.orelse.end, i)
        for side, one, other in ((True, then, orelse), (False, orelse, then)):
            itself = other == stmt.test and side == state
            if itself or isinstance(other, Const) and other != Const(state):
                yield from self._all(stmt.test, side)
                yield from self._all(one, state)


def not_reached(body: Block) -> frozenset[Var]:
    """The truths that Python may not come to: what stands behind `and` or `or`. There is no
    branch around them where they are comparisons only."""
    found: set[Operand] = set()
    for stmt in reversed(all_statements(body)):
        match stmt:
            case Apply(fn="and" | "or", args=(first, *others)):
                found.update([first, *others] if stmt.results[0] in found else others)
            case Apply(results=(result,), args=args) if result in found:
                found.update(args)
            case _:
                pass
    return frozenset(v for v in found if isinstance(v, Var))


def given_by(end: End, i: int) -> Operand:
    """What a side of a branch gives for the result at a position; None if it raises."""
    return end.values[i] if isinstance(end, Yield) else Const(None)
