"""Orders of lists as Python expressions: places, in the order of what stands there.

list.order(keys)                    ->      sorted(range(len(keys)), key=keys.__getitem__)
list.order(keys, reverse=True)[0]   ->      max(range(len(keys)), key=keys.__getitem__)
list.taken(entries, order)          ->      [entries[k] for k in order]
list.taken(keys, list.order(keys))  ->      sorted(keys)
"""

from __future__ import annotations

import ast
from typing import TypeGuard

from adgen.emit.subscripts import Subscripts
from adgen.ir.nodes import Apply, Const, Operand, Statement

_LOAD = ast.Load()


class Orders(Subscripts):
    """What sorts, for a writer that knows how to write operands."""

    def order(self, stmt: Apply) -> ast.expr:
        """The places of a list in the order of its entries."""
        (keys,) = stmt.args
        named = [ast.keyword(name, self.operand(value)) for name, value in stmt.kwargs]
        return self._by_entries("sorted", keys, named)

    def first_place(self, order: Apply, index: Operand) -> ast.expr | None:
        """The first of an order: Python's own extreme, which does not sort; None for others."""
        if order.fn != "list.order" or index != Const(0):
            return None
        settings = dict(order.kwargs)
        backwards = settings.get("reverse", Const(False))
        if not isinstance(backwards, Const):
            return None
        # Of equal entries both have the first: the order keeps them as they stand.
        return self._by_entries("max" if backwards.value else "min", order.args[0], [])

    def in_order(self, entries: Operand, order: Statement | None) -> ast.expr | None:
        """The entries in their own order, if that is what it is: Python's `sorted`."""
        if not isinstance(order, Apply) or order.fn != "list.order":
            return None
        if order.args[0] != entries:
            return None
        named = [ast.keyword(name, self.operand(value)) for name, value in order.kwargs]
        return ast.Call(self.primitive("sorted"), [self.operand(entries)], named)

    def _by_entries(
        self, function: str, keys: Operand, named: list[ast.keyword]
    ) -> ast.expr:
        length = ast.Call(self.primitive("len"), [self.operand(keys)], [])
        places = ast.Call(self.primitive("range"), [length], [])
        by = ast.Attribute(self.operand(keys), "__getitem__", _LOAD)
        return ast.Call(
            self.primitive(function), [places], [ast.keyword("key", by), *named]
        )

    def taken(self, entries: ast.expr, order: ast.expr) -> ast.expr:
        """The entries of a list in an order."""
        used = {n.id for e in (entries, order) for n in ast.walk(e) if _is_name(n)}
        name = next(n for n in ("k", "i", "j", "place_of_entry") if n not in used)
        entry = ast.Subscript(entries, ast.Name(name, _LOAD), _LOAD)
        over = ast.comprehension(ast.Name(name, ast.Store()), order, [], 0)
        return ast.ListComp(entry, [over])


def _is_name(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name)
