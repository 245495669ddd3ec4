"""What is taken from a list of equal entries is known without the list.

    bars.0 := list.fill(out_bar.0, n.0)
    bars.3, x_bar.2 := for i.0 in reversed(range(n.0)) with bars.1 = bars.0, x_bar.0 = 0.0:
        bars.2, v_bar.0 := list.pop(bars.1)
        x_bar.1 := x_bar.0 + v_bar.0            ->      x_bar.1 := x_bar.0 + out_bar.0
        yield bars.2, x_bar.1

The adjoint of `sum(xs)` is such a list. Nobody needs it then, and often not even xs.
"""

from __future__ import annotations

from adgen.ir.nodes import (
    Apply,
    Block,
    Break,
    For,
    Function,
    Operand,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import leaves
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep


def read_fills(function: Function, context: Context) -> Function:
    """The function without what is popped from lists of equal entries; the same object if
    nothing is."""
    return _Fills(function).run()


class _Fills(Sweep):
    """`filled` maps each version of such a list to its entry."""

    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self.filled: dict[Operand, Operand] = {}

    def apply(self, stmt: Apply) -> Apply | None:
        if stmt.fn == "list.fill" and stmt.derived:
            # The entries of a list of the user's may be one array that is written later.
            self.filled[stmt.results[0]] = stmt.args[0]
        elif _is_pop(stmt) and stmt.args[0] in self.filled:
            shorter, entry = stmt.results
            value = self.filled[stmt.args[0]]
            self.filled[shorter] = value
            if entry not in self.equal:
                self.equal[entry] = value
        return stmt

    def before_loop(self, stmt: For | While) -> For | While:
        for position, (carried, start) in enumerate(zip(stmt.carried, stmt.initial)):
            if start in self.filled and _only_popped(carried, position, stmt.body):
                self.filled[carried] = self.filled[stmt.results[position]] = (
                    self.filled[start]
                )
        return stmt


def _is_pop(stmt: object) -> bool:
    return isinstance(stmt, Apply) and stmt.fn == "list.pop" and len(stmt.results) == 2


def _only_popped(carried: Var, position: int, body: Block) -> bool:
    """True if an iteration leaves of the list what it was, but for entries that it pops."""
    versions: set[Operand] = {carried}
    for stmt in body.body:
        if isinstance(stmt, Apply) and _is_pop(stmt) and stmt.args[0] in versions:
            versions.add(stmt.results[0])
    return all(
        leaf.end.values[position] in versions
        for leaf in leaves(body)
        if isinstance(leaf.end, Yield | Break)
    )
