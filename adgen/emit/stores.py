"""Changes in place, and values that are added to: the assignments that are no plain ones.

u.2 = u.1 with [i] = 0.0            u[i] = 0.0
u.2 = u.1 with [i] += %1            u[i] += v1        (np.add.at where i may repeat)
x_bar.2 = x_bar.1 + %1              x_bar += v1       where x_bar is a number, or the
                                                      function's own memory
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

import numpy as np

from adgen.analyses.places import distinct_constants
from adgen.emit.assignments import assign
from adgen.emit.expressions import Expressions
from adgen.emit.operators import BINARY, is_written
from adgen.emit.ownership import Owned
from adgen.ir.kinds import Array, Listing, Number, Other, entry_kind
from adgen.ir.nodes import Apply, Const, Function, Operand, Pack, Store, Var
from adgen.ir.walk import all_statements, param_vars, path_steps
from adgen.transforms.joins import paths

_AUGMENTED = ("add", "sub", "mul", "div")
_COMMUTATIVE = ("add", "mul")
_FLAT = Pack("view", (Const("np.ravel"),))
_LINE = Pack("view", (Const("np.reshape"), Const(-1)))


def _given(function: Function, asked_for: bool) -> set[Operand]:
    """What may be the very thing that a parameter is: the caller's array without axes.

    Such an array counts as a number; a parameter that is known to be one is no array in the
    function asked for, but may be in those that it calls.
    """
    given: set[Operand] = {
        param
        for param in param_vars(function)
        if not asked_for or not isinstance(function.kinds.get(param), Number)
    }
    flows = [flow for s in all_statements(function.body) for flow in paths(s)]
    before = -1
    while len(given) != before:
        before = len(given)
        for targets, values in flows:
            for target, value in zip(targets, values):
                array = isinstance(value, Const) and isinstance(value.value, np.ndarray)
                if array or value in given:
                    given.add(target)
    return given


class Stores:
    """Makes the statements of one function that change something."""

    def __init__(
        self, owned: Owned, names: Mapping[Var, str], expressions: Expressions
    ) -> None:
        self._owned = owned
        self._plan = owned.plan
        self._names = names
        self._make = expressions
        self._given = _given(self._plan.function, owned.asked_for)

    def store(self, stmt: Store) -> list[ast.stmt]:
        """The statements of a Store, whose base nobody else reads afterwards."""
        return [self._change(stmt), *self.renamed(stmt.result, stmt.base)]

    def _change(self, stmt: Store) -> ast.stmt:
        target = self._make.subscript(stmt.base, stmt.index, store=True)
        if stmt.mode == "set":
            value = self._make.operand(stmt.value)
            if stmt.derived and self._is_read_while_written(stmt, value):
                value = ast.Call(ast.Attribute(value, "copy", ast.Load()), [], [])
            updated = self._updated(stmt, target)
            return updated or ast.Assign([target], value, lineno=0)
        if self._replaces_entry(stmt) and not self._stores_number(stmt):
            # In place it would change the entry for all who see it.
            entry = self._make.subscript(stmt.base, stmt.index)
            total = ast.BinOp(entry, ast.Add(), self._make.operand(stmt.value))
            return ast.Assign([target], total, lineno=0)
        if self._selects_once(stmt.index) or self._replaces_entry(stmt):
            return self._added(target, stmt.value)
        *views, last = path_steps(stmt.index)
        parts = self._make.several((last, stmt.value))
        # np.add.at takes no `x.flat`; rows that lie one after the other have a view instead.
        views = [_LINE if step == _FLAT else step for step in views]
        parts.insert(0, self._make.view(stmt.base, views))
        return ast.Expr(ast.Call(self._make.primitive("np.add.at"), parts, []))

    def _is_read_while_written(self, stmt: Store, value: ast.expr) -> bool:
        """True for a view that goes into `x.flat[...]`, which is written without a buffer."""
        views = path_steps(stmt.index)[:-1]
        flat = any(
            isinstance(step, Pack) and step.items[0] == Const("np.ravel")
            for step in views
        )
        if not flat or not isinstance(stmt.value, Var):
            return False
        array = isinstance(self._plan.kind(stmt.value), Array)
        return array and isinstance(value, ast.Subscript | ast.Name)

    def renamed(self, result: Var, base: Operand) -> list[ast.stmt]:
        """`b = a`, if the new version of some memory has another name than the old one."""
        name = self._names[result]
        if isinstance(base, Var) and self._names.get(base) == name:
            return []
        return [assign(name, self._make.operand(base))]

    def augmented(self, stmt: Apply) -> ast.stmt | None:
        """`x += y` for `x = x + y`, where it means the same."""
        if stmt.fn not in BINARY or len(stmt.results) != 1:
            return None
        (result,) = stmt.results
        for position in (0, 1) if stmt.fn in _COMMUTATIVE else (0,):
            base = stmt.args[position]
            if not isinstance(base, Var) or base in self._plan.inlined:
                continue
            if self._names.get(base) != self._names[result]:
                continue
            if self._may_augment(stmt, base, position):
                other = self._make.operand(stmt.args[1 - position])
                target = ast.Name(self._names[result], ast.Store())
                return ast.AugAssign(target, BINARY[stmt.fn][0](), other)
        return None

    def _may_augment(self, stmt: Apply, base: Var, position: int) -> bool:
        kinds = (self._plan.kind(base), self._plan.kind(stmt.results[0]))
        numbers = all(isinstance(kind, Number) for kind in kinds)
        owned = self._owned.augmented.get(id(stmt)) == base
        if not stmt.derived:
            if position != 0 or not is_written(stmt.span, stmt.fn):
                return False
            return numbers or owned
        numbers = numbers and base not in self._given
        return stmt.fn in _AUGMENTED and (numbers or owned)

    # updates of elements -------------------------------------------------------------

    def _added(self, target: ast.Subscript, value: Operand) -> ast.stmt:
        """target += value, or target -= its opposite."""
        inlined = self._plan.inlined.get(value) if isinstance(value, Var) else None
        if isinstance(inlined, Apply) and inlined.fn == "neg":
            return ast.AugAssign(target, ast.Sub(), self._make.operand(inlined.args[0]))
        return ast.AugAssign(target, ast.Add(), self._make.operand(value))

    def _updated(self, stmt: Store, target: ast.Subscript) -> ast.stmt | None:
        """`x[i] += y` for `x[i] = x[i] + y`."""
        value = (
            self._plan.inlined.get(stmt.value) if isinstance(stmt.value, Var) else None
        )
        if not isinstance(value, Apply) or value.fn not in BINARY:
            return None
        first, second = value.args
        read = self._plan.inlined.get(first) if isinstance(first, Var) else None
        if not isinstance(read, Apply) or read.fn != "getitem":
            return None
        if not self._reads(read, stmt.base, path_steps(stmt.index)):
            return None
        single = isinstance(self._plan.kind(read.results[0]), Number)
        if self._replaces_entry(stmt) and not single:
            return None
        if not (single and stmt.derived) and not is_written(stmt.span, value.fn):
            return None
        return ast.AugAssign(target, BINARY[value.fn][0](), self._make.operand(second))

    def _reads(self, read: Apply, base: Operand, steps: Sequence[Operand]) -> bool:
        """True if what is read is `base[...]` by the steps of a path."""
        if read.fn != "getitem" or read.args[1] != steps[-1]:
            return False
        owner = read.args[0]
        if len(steps) == 1:
            return owner == base
        inner = self._plan.inlined.get(owner) if isinstance(owner, Var) else None
        return isinstance(inner, Apply) and self._reads(inner, base, steps[:-1])

    def _selects_once(self, index: Operand) -> bool:
        """True if no element is selected twice: then += adds all there is to add."""
        match index:
            case Const(value=value):
                return value is None or value is Ellipsis or isinstance(value, int)
            case Pack(form="slice"):
                return True
            case Pack(form="list"):
                return distinct_constants(index)
            case Pack(form="path", items=(*_, last)):
                return self._selects_once(last)
            case Pack(form="tuple", items=items):
                return all(self._selects_once(item) for item in items)
            case Var():
                kind = self._plan.kind(index)
                whole = isinstance(kind, Number) and kind.dtype in ("int", "bool")
                mask = isinstance(kind, Array) and kind.dtype == "bool"
                return whole or mask or kind == Other("slice")
            case _:
                return False

    def _stores_number(self, stmt: Store) -> bool:
        """True if an entry of a list, or of a list in a list, is a number."""
        depth = len(path_steps(stmt.index))
        return isinstance(entry_kind(self._plan.kind(stmt.result), depth), Number)

    def _replaces_entry(self, stmt: Store) -> bool:
        """True if an entry of a list is stored, or of a list in a list: no part of an array."""
        before = len(path_steps(stmt.index)) - 1
        return isinstance(entry_kind(self._plan.kind(stmt.result), before), Listing)
