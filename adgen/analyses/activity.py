"""Activity: which values are both varied and useful, and so have tangents or adjoints.

    def f(x, c): n = len(x); t = x * c; print(t); return t + n

With respect to x, for its result: x and t are active; c is not varied, n is discrete.
Varied: its tangent may be nonzero when the inputs move. Useful: the outputs may move with it.
Both are reachability in the graph of `adgen.analyses.dataflow`, through loops, branches, lists
(field by field) and calls.

`active` gives the set, `activity` also the active fields of lists, `summary` what a caller has
to know: which results of a function depend on which leaves of its parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from adgen.analyses.dataflow import Dependences, Flow, Node, reach
from adgen.ir.nodes import Call, Function, Param, Program, Return, Var
from adgen.ir.walk import all_statements, leaves, param_vars

__all__ = ["Activity", "Summary", "active", "activity", "summaries", "summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """For each result of a function, the numbers of the parameters' leaf Vars (flattened, in
    order, over all parameters) on which it depends differentiably."""

    depends: Dependences


@dataclass(frozen=True, slots=True)
class Activity:
    """The active Vars; for a list also the positions of its active fields."""

    vars: frozenset[Var]
    fields: Mapping[Var, frozenset[int]]

    def __contains__(self, var: object) -> bool:
        return var in self.vars

    def active_fields(self, listing: Var) -> frozenset[int]:
        """The positions of the active fields of a list's records."""
        return self.fields.get(listing, frozenset())


def active(
    program: Program,
    name: str,
    inputs: Iterable[Var],
    outputs: Collection[int] | None = None,
    known: Mapping[str, Summary] | None = None,
) -> frozenset[Var]:
    """The Vars of a function that are varied by `inputs` and useful for `outputs`.

    `outputs` are positions in the values of a Return, None for all. `known` are the summaries
    of the program, if the caller has them.
    """
    return activity(program, name, inputs, outputs, known).vars


def activity(
    program: Program,
    name: str,
    inputs: Iterable[Var],
    outputs: Collection[int] | None = None,
    known: Mapping[str, Summary] | None = None,
) -> Activity:
    """As `active`, with the fields of lists."""
    known = summaries(program, name) if known is None else known
    flow = _flow(program, name, {key: value.depends for key, value in known.items()})
    varied = reach(flow.after, (node for var in inputs for node in flow.nodes(var)))
    ends = (node for node in flow.before if _is_output(node, outputs))
    both = varied & reach(flow.before, ends)
    found: set[Var] = set()
    fields: dict[Var, set[int]] = {}
    for node in both:
        if isinstance(node, Var):
            found.add(node)
        elif node[0] is not None:
            found.add(node[0])
            fields.setdefault(node[0], set()).add(node[1])
    return Activity(
        frozenset(found), {var: frozenset(where) for var, where in fields.items()}
    )


def summary(program: Program, name: str) -> Summary:
    """Which results of a function depend on which leaves of its parameters."""
    return summaries(program, name)[name]


def summaries(program: Program, name: str | None = None) -> dict[str, Summary]:
    """The summaries of a function (of the entry, if no name is given) and all it calls."""
    names = _callees_first(program, program.entry if name is None else name)
    callers: dict[str, list[str]] = {each: [] for each in names}
    for caller in names:
        for callee in _callees(program.functions[caller]):
            callers[callee].append(caller)
    found: dict[str, Dependences] = {}
    # Dependences only grow, so recursion ends at the least fixpoint.
    todo = dict.fromkeys(names)
    while todo:
        current = next(iter(todo))
        del todo[current]
        depends = _dependences(program, current, found)
        if found.get(current) != depends:
            found[current] = depends
            todo.update(dict.fromkeys(callers[current]))
    return {each: Summary(found[each]) for each in names}


def _is_output(node: Node, outputs: Collection[int] | None) -> bool:
    if isinstance(node, Var) or node[0] is not None:
        return False
    return outputs is None or node[1] in outputs


def _flow(program: Program, name: str, found: Mapping[str, Dependences]) -> Flow:
    params: dict[str, tuple[Param, ...]] = {
        key: function.params for key, function in program.functions.items()
    }
    return Flow(program.functions[name], params, found)


def _dependences(
    program: Program, name: str, found: Mapping[str, Dependences]
) -> Dependences:
    function = program.functions[name]
    flow = _flow(program, name, found)
    numbers: dict[Node, int] = {
        node: number
        for number, var in enumerate(param_vars(function))
        for node in flow.nodes(var)
    }
    return tuple(
        frozenset(
            numbers[node]
            for node in reach(flow.before, ((None, position),))
            if node in numbers
        )
        for position in range(_result_count(function))
    )


def _result_count(function: Function) -> int:
    counts = [
        len(leaf.end.values)
        for leaf in leaves(function.body)
        if isinstance(leaf.end, Return)
    ]
    return max(counts, default=0)


def _callees(function: Function) -> list[str]:
    calls = (s for s in all_statements(function.body) if isinstance(s, Call))
    return list(dict.fromkeys(call.function for call in calls))


def _callees_first(program: Program, name: str) -> list[str]:
    """The function and everything it calls; a callee before its callers, if no recursion."""
    order: list[str] = []
    seen = {name}
    path = [(name, iter(_callees(program.functions[name])))]
    while path:
        current, rest = path[-1]
        callee = next(rest, None)
        if callee is None:
            path.pop()
            order.append(current)
        elif callee not in seen:
            seen.add(callee)
            path.append((callee, iter(_callees(program.functions[callee]))))
    return order
