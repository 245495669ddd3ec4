"""The memory an expression may evaluate to, as nodes of the alias relation.

u[1:3]            {u}
xs[i]             {xs[*]} for a list xs; xs[1:] is a new list of such
u * 2             nothing: new memory
f(u)              {u, OUTSIDE} where nothing is known of f
"""

from __future__ import annotations

from collections.abc import Iterable

from adgen.emit.aliases import NEW, OUTSIDE, TWICE, Inside, Node, Reach
from adgen.emit.memory import (
    has_memory_inside,
    holds_memory,
    is_list,
    is_shared_constant,
    sharing,
)
from adgen.emit.plan import Plan, iterated_operands, yielded
from adgen.ir.nodes import Apply, Const, For, If, Operand, Pack, Undefined, Var

_OUTSIDE = Reach(frozenset((OUTSIDE,)), frozenset((OUTSIDE,)))


_LISTS_OF_THE_SAME = (
    "list.fill",
    "list.nested",
    "list.reversed",
    "list.concat",
    "list.taken",
    "list",
    "copy",
    "np.copy",
)
"""They give a new list of elements, or views, of what they are given."""
_PERHAPS_TWICE = ("list.fill", "list.nested", "list.concat", "list.taken")
"""What they are given may be several entries of the list they give."""


class Reaching:
    """`copied` are Vars whose value is copied where it is made."""

    def __init__(self, plan: Plan, copied: frozenset[Var]) -> None:
        self._plan = plan
        self._copied = copied

    def operand(self, operand: Operand) -> Reach:
        """What an operand may be."""
        match operand:
            case Var():
                return self._var(operand)
            case Const():
                return _OUTSIDE if is_shared_constant(operand) else NEW
            case Pack(items=items):
                return self.union(items)
            case Undefined():
                return NEW

    def union(self, operands: Iterable[Operand]) -> Reach:
        """What any of the operands may be."""
        found = NEW
        for operand in operands:
            found |= self.operand(operand)
        return found

    def apply(self, stmt: Apply) -> Reach:
        """What the results of a primitive may be. The lists of the IR are seen to elsewhere."""
        reach = self._uncopied(stmt)
        if any(result in self._copied for result in stmt.results):
            lists = any(is_list(self._plan.kind(result)) for result in stmt.results)
            return Reach(elements=reach.elements) if lists else NEW
        return reach

    def _uncopied(self, stmt: Apply) -> Reach:
        results = stmt.results
        if not any(holds_memory(self._plan.kind(result)) for result in results):
            return NEW
        listed = all(is_list(self._plan.kind(result)) for result in results)
        if listed and stmt.fn in _LISTS_OF_THE_SAME:
            elements = self._elements(stmt.args)
            if elements and stmt.fn in _PERHAPS_TWICE:
                elements |= {TWICE}
            return Reach(elements=elements)
        if stmt.fn == "getitem" and self._is_list(stmt.args[0]):
            elements = self.operand(stmt.args[0]).elements
            index = stmt.args[1]
            if isinstance(index, Pack) and index.form == "slice":
                return Reach(elements=elements)
            return Reach(elements, elements)
        operands, outside = sharing(stmt, self._plan)
        found = self.union(operands)
        return found | _OUTSIDE if outside else found

    def _elements(self, operands: Iterable[Operand]) -> frozenset[Node]:
        """What the elements of operands may be: of lists, or views of arrays."""
        found: frozenset[Node] = frozenset()
        for operand in operands:
            reach = self.operand(operand)
            found |= reach.elements if self._is_list(operand) else reach.all()
        return found

    def sides(self, stmt: If) -> Reach:
        """What a conditional expression may be."""
        return self.union(yielded(stmt))

    def iterated(self, loop: For) -> Reach:
        """What the targets of a loop may be: elements of lists, views of arrays."""
        elements = self._elements(iterated_operands(loop.iterable))
        return Reach(elements, elements)

    def _var(self, var: Var) -> Reach:
        inlined = self._plan.inlined.get(var)
        if isinstance(inlined, Apply):
            return self.apply(inlined)
        if isinstance(inlined, If):
            return self.sides(inlined)
        kind = self._plan.kind(var)
        if not holds_memory(kind):
            return NEW
        inside = has_memory_inside(kind)
        elements = frozenset((Inside(var),)) if inside else frozenset[Inside]()
        return Reach(frozenset((var,)), elements)

    def _is_list(self, operand: Operand) -> bool:
        return isinstance(operand, Var) and is_list(self._plan.kind(operand))
