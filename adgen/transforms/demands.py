"""Which adjoints a function that calls itself is asked for: one set for all its calls.

f(1.0, x, n)            asked for the adjoint of x
    f(x * acc, x, k)    calls itself: asked for those of acc and x    ->    both, in all calls

Otherwise there would be a reverse function for each set.
"""

from __future__ import annotations

from collections.abc import Callable

from adgen.transforms.context import Context
from adgen.transforms.pairs import Demand, Pair


class _More(Exception):
    """A function that is being made is asked for more."""

    def __init__(self, name: str, demand: Demand) -> None:
        super().__init__()
        self.name = name
        self.demand = demand


def for_all_calls(
    context: Context, name: str, demand: Demand, make: Callable[[Demand], Pair]
) -> Pair:
    """The pair of a function that calls itself, made for this demand or a greater one."""
    asked = context.demands.get(name)
    if asked is not None:
        if asked.covers(demand):
            return make(asked)
        raise _More(name, asked.joined(demand))
    for made, pair in context.shared_pairs.get(name, ()):
        if made.covers(demand):
            return pair
    while True:
        before = context.saved()
        context.demands[name] = demand
        try:
            pair = make(demand)
        except _More as more:
            if more.name != name:
                raise
            context.restore(before)
            demand = more.demand
        else:
            known = context.shared_pairs.get(name, ())
            context.shared_pairs[name] = (*known, (demand, pair))
            return pair
        finally:
            del context.demands[name]
