"""The differentiable flow of a function as a graph: an edge a -> b where b's tangent may
contain a's.

    y.0 = x.0 * c.0      edges  x.0 -> y.0, c.0 -> y.0
    if t.0: z = y.0 ...  edge   y.0 -> z.0       (the test gives no edge)

The graph has no order, so reachability in it is the fixpoint through loops. A list has one
node a field of its records. Values of discrete kind have no node. The positions of the
function's results are nodes too, `(None, 0)`, `(None, 1)`, ... No edge leads to a value of which
the results turn out not to depend (`adgen.analyses.indifference`).
"""

from __future__ import annotations

from collections.abc import Iterable as Many
from collections.abc import Mapping
from typing import assert_never

from adgen.analyses.indifference import indifferent
from adgen.analyses.primitives import differentiable_operands
from adgen.ir.kinds import UNKNOWN, Kind, Listing, is_discrete
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Each,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Pack,
    Param,
    Raise,
    Range,
    Remark,
    Return,
    Reversed,
    Statement,
    Store,
    Target,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.walk import leaves, operand_vars, target_vars

Node = Var | tuple[Var | None, int]
Edges = dict[Node, list[Node]]
Dependences = tuple[frozenset[int], ...]
"""For each result of a function, the numbers of the parameters' leaves it depends on."""


def leaf_pairs(pattern: Operand, operand: Operand) -> list[tuple[Var, Operand]]:
    """Each leaf Var of a parameter's pattern with what an operand gives it, in order."""
    if isinstance(pattern, Var):
        return [(pattern, operand)]
    if not isinstance(pattern, Pack):
        return []
    same = isinstance(operand, Pack) and len(operand.items) == len(pattern.items)
    parts = operand.items if same and isinstance(operand, Pack) else None
    pairs: list[tuple[Var, Operand]] = []
    for position, inner in enumerate(pattern.items):
        pairs += leaf_pairs(inner, operand if parts is None else parts[position])
    return pairs


class Flow:
    """The graph of one function; `summaries` gives the dependences of its callees."""

    def __init__(
        self,
        function: Function,
        params: Mapping[str, tuple[Param, ...]],
        summaries: Mapping[str, Dependences],
    ) -> None:
        self.kinds: Mapping[Var, Kind] = function.kinds
        self.after: Edges = {}
        self.before: Edges = {}
        self._params = params
        self._summaries = summaries
        self._indifferent = indifferent(function)
        self._block(function.body)
        for leaf in leaves(function.body):
            if isinstance(leaf.end, Return):
                for position, value in enumerate(leaf.end.values):
                    for node in self.nodes(value):
                        self._edge(node, (None, position))

    # nodes and edges -----------------------------------------------------------------

    def slots(self, var: Var) -> tuple[Node | None, ...]:
        """The nodes of a Var: one a field of a list; None where it carries no tangent."""
        kind = self.kinds.get(var, UNKNOWN)
        if isinstance(kind, Listing):
            return tuple(
                None if is_discrete(field) else (var, position)
                for position, field in enumerate(kind.fields)
            )
        return (None,) if is_discrete(kind) else (var,)

    def nodes(self, operand: Operand) -> list[Node]:
        """All nodes of an operand."""
        if isinstance(operand, Var):
            return [node for node in self.slots(operand) if node is not None]
        return [n for var in operand_vars(operand) for n in self.slots(var) if n]

    def is_list(self, operand: Operand) -> bool:
        """True if the operand is a Var known to be a list made by appending."""
        return isinstance(operand, Var) and isinstance(
            self.kinds.get(operand, UNKNOWN), Listing
        )

    def _edge(self, source: Node, result: Node) -> None:
        self.after.setdefault(source, []).append(result)
        self.before.setdefault(result, []).append(source)

    def _join(self, sources: Many[Operand], results: Many[Var]) -> None:
        """Every result depends on every source."""
        ends = [node for var in results for node in self.slots(var) if node is not None]
        for source in sources:
            for node in self.nodes(source):
                for end in ends:
                    self._edge(node, end)

    def _same(self, source: Operand, result: Var) -> None:
        """The result may be the source: lists field by field."""
        if isinstance(source, Var) and self.is_list(source) and self.is_list(result):
            for a, b in zip(self.slots(source), self.slots(result)):
                if a is not None and b is not None:
                    self._edge(a, b)
        else:
            self._join((source,), (result,))

    # statements ----------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        for stmt in block.body:
            self._statement(stmt)
        if isinstance(block.end, Branch):
            self._block(block.end.then)
            self._block(block.end.orelse)

    def _statement(self, stmt: Statement) -> None:
        match stmt:
            case Apply():
                self._apply(stmt)
            case Call():
                self._call(stmt)
            case Store(result, base, _, value):
                self._same(base, result)
                self._join((value,), (result,))
            case If(results, _, then, orelse):
                self._block(then)
                self._block(orelse)
                self._yielded(then, results)
                self._yielded(orelse, results)
            case For() | While():
                self._loop(stmt)
            case Remark():
                pass
            case _:
                assert_never(stmt)

    def _apply(self, stmt: Apply) -> None:
        if not self._indifferent.isdisjoint(stmt.results):
            return
        base = stmt.args[0] if stmt.args else None
        if base is None or not self.is_list(base):
            sources = differentiable_operands(stmt.fn, stmt.args, stmt.kwargs)
            self._join(sources, stmt.results)
        elif stmt.fn == "list.append":
            self._same(base, stmt.results[0])
            for value, slot in zip(stmt.args[1:], self.slots(stmt.results[0])):
                if slot is not None:
                    for node in self.nodes(value):
                        self._edge(node, slot)
        elif stmt.fn == "list.pop":
            self._same(base, stmt.results[0])
            self._fields(base, stmt.results[1:])
        else:
            sources = differentiable_operands(stmt.fn, stmt.args, stmt.kwargs)
            self._join(sources, stmt.results)

    def _fields(self, listing: Operand, results: tuple[Var, ...]) -> None:
        """The results are the fields of a record of the list."""
        slots = self.slots(listing) if isinstance(listing, Var) else ()
        if len(slots) != len(results):
            self._join((listing,), results)
            return
        for slot, result in zip(slots, results):
            if slot is not None:
                for end in self.nodes(result):
                    self._edge(slot, end)

    def _call(self, stmt: Call) -> None:
        params = self._params[stmt.function]
        pairs = [
            pair
            for p, op in zip(params, stmt.args)
            for pair in leaf_pairs(p.pattern, op)
        ]
        summary = self._summaries.get(stmt.function, ())
        for result, numbers in zip(stmt.results, summary):
            self._join((pairs[number][1] for number in sorted(numbers)), (result,))

    def _yielded(self, tree: Block, results: tuple[Var, ...]) -> None:
        for leaf in leaves(tree):
            if isinstance(leaf.end, (Yield, Break)):
                for value, result in zip(leaf.end.values, results):
                    self._same(value, result)

    def _loop(self, stmt: For | While) -> None:
        for start, carried, result in zip(stmt.initial, stmt.carried, stmt.results):
            self._same(start, carried)
            self._same(carried, result)
        for leaf in leaves(stmt.body):
            if isinstance(leaf.end, Yield):
                ends = stmt.carried
            elif isinstance(leaf.end, Break):
                ends = stmt.results
            else:
                assert isinstance(leaf.end, Raise)
                continue
            for value, end in zip(leaf.end.values, ends):
                self._same(value, end)
        if isinstance(stmt, For):
            self._iteration(stmt.target, stmt.iterable)
        else:
            self._block(stmt.test)
        self._block(stmt.body)

    def _iteration(self, target: Target, iterable: Iterable) -> None:
        """The target is bound to one item of the iterable."""
        match iterable:
            case Range():
                pass
            case Each(value):
                self._item(target, value)
            case Reversed(inner):
                self._iteration(target, inner)
            case Enumerate(inner, _):
                if isinstance(target, Pack):
                    self._iteration(_item_target(target, 1), inner)
                else:
                    self._iteration(target, inner)
            case Zip(inners):
                for position, inner in enumerate(inners):
                    whole = isinstance(target, Var)
                    part = target if whole else _item_target(target, position)
                    self._iteration(part, inner)
            case _:
                assert_never(iterable)

    def _item(self, target: Target, value: Operand) -> None:
        if self.is_list(value):
            self._fields(value, target_vars(target))
        elif isinstance(value, Pack):
            for item in value.items:
                self._unpack(target, item)
        else:
            self._join((value,), target_vars(target))

    def _unpack(self, target: Target, item: Operand) -> None:
        if (
            isinstance(target, Pack)
            and isinstance(item, Pack)
            and len(target.items) == len(item.items)
        ):
            for position, part in enumerate(item.items):
                self._unpack(_item_target(target, position), part)
        else:
            self._join((item,), target_vars(target))


def _item_target(target: Target, position: int) -> Target:
    assert isinstance(target, Pack)
    item = target.items[position]
    assert isinstance(item, (Var, Pack))
    return item


def reach(edges: Edges, starts: Many[Node]) -> set[Node]:
    """The starts and everything that can be reached from them."""
    seen: set[Node] = set()
    todo = list(starts)
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += edges.get(node, ())
    return seen
