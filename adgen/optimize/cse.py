"""Repeated expressions (CSE): adgen's own statement that repeats an available one is left out.

    y.0 = np.sin(x.0)
    %1 := np.cos(z.0)
    %2 := np.sin(x.0)          %2 is y.0
    %3 := y_bar.0 * %1
    %4 := %1 * y_bar.0         %4 is %3

Available is what stands before, in the same block or one around it, the user's statements
included; left out are only adgen's own (`:=`). A buffer (`np.zeros`, `list.new`) is never
shared, an effect never merged. An adjoint with a name of the user's keeps its own statement
where that is cheap: two lines that say the same of two names read better than one.
"""

from __future__ import annotations

from adgen.analyses.primitives import creates, is_cheap, is_pure
from adgen.ir.nodes import Apply, Function, Operand, Var
from adgen.names import is_temporary
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep

_COMMUTATIVE = frozenset(("add", "mul"))
_NOT_WORTH_A_NAME = frozenset(("neg", "pos"))
_Key = tuple[str, object, tuple[tuple[str, Operand], ...]]


def merge_repeated(function: Function, context: Context) -> Function:
    """The function without repeated computations; the same object if there are none."""
    return _Merging(function).run()


class _Merging(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._available: dict[_Key, tuple[Var, ...]] = {}
        self._scopes: list[list[_Key]] = []
        self._mergeable: dict[str, bool] = {}

    def enter(self) -> None:
        self._scopes.append([])

    def leave(self) -> None:
        for key in self._scopes.pop():
            del self._available[key]

    def apply(self, stmt: Apply) -> Apply | None:
        if not self._may_merge(stmt.fn):
            return stmt
        key = _key(stmt)
        earlier = self._available.get(key)
        if earlier is None:
            self._available[key] = stmt.results
            self._scopes[-1].append(key)
        elif stmt.derived and not _keeps_its_line(stmt):
            self.equal.update(zip(stmt.results, earlier))
            return None
        return stmt

    def _may_merge(self, fn: str) -> bool:
        known = self._mergeable.get(fn)
        if known is None:
            known = is_pure(fn) and not creates(fn) and fn not in _NOT_WORTH_A_NAME
            self._mergeable[fn] = known
        return known


def _key(stmt: Apply) -> _Key:
    if stmt.fn in _COMMUTATIVE and len(stmt.args) == 2:
        return stmt.fn, frozenset(stmt.args), ()
    return stmt.fn, stmt.args, stmt.kwargs


def _keeps_its_line(stmt: Apply) -> bool:
    named = not all(is_temporary(var.name) for var in stmt.results)
    return named and is_cheap(stmt.fn)
