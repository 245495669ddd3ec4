"""Repeated expressions (CSE): adgen's own statement that repeats an available one is left out.

    y.0 = np.sin(x.0)
    %1 := np.cos(z.0)
    %2 := np.sin(x.0)          %2 is y.0
    %3 := y_bar.0 * %1
    %4 := %1 * y_bar.0         %4 is %3

Available is what stands before, in the same block or one around it, the user's statements
included; left out are adgen's own (`:=`), and the user's where they have no name and are not
cheap: `exp(-x) + x * exp(-x)` has one `exp`. A buffer (`np.zeros`, `list.new`) is never
shared, an effect never merged. An adjoint with a name of the user's keeps its own statement
where that is cheap: two lines that say the same of two names read better than one.

What a tape recorded is available too, if it can be told from the other fields:

    %1 = np.sin(x.1)
    tape.2 := list.append(tape.1, x.1, %1)
    for (x.5, %6) in reversed(tape.3):
        %7 := np.sin(x.5)                       %7 is %6
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adgen.analyses.primitives import creates, is_cheap, is_pure
from adgen.analyses.records import Order, RecordList, reads, record_lists
from adgen.analyses.uses import use_counts
from adgen.ir.kinds import Listing
from adgen.ir.nodes import Apply, For, Function, Operand, Pack, Store, Var, While
from adgen.ir.walk import all_statements, param_vars, substitute, used_vars
from adgen.names import is_temporary
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep

_ACCUMULATING = frozenset(("add", "sub"))
_COMMUTATIVE = frozenset(("add", "mul"))
_NOT_WORTH_A_NAME = frozenset(("neg", "pos"))
_QUESTIONS = frozenset(("len", "np.size", "np.ndim"))
_Key = tuple[str, object, tuple[tuple[str, Operand], ...]]
_Told = tuple[Apply, int, dict[Var, int]]
"""A statement, the field that records its result, and the fields that record its operands."""


def merge_repeated(function: Function, context: Context) -> Function:
    """The function without repeated computations; the same object if there are none."""
    return _Merging(function).run()


class _Merging(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._available: dict[_Key, tuple[Var, ...]] = {}
        self._scopes: list[list[_Key]] = []
        self._mergeable: dict[str, bool] = {}
        self._recorded = recorded_statements(function)
        self._uses = use_counts(function) if self._recorded else {}
        self._known_inside: list[Apply] = []
        self._negated: dict[Operand, tuple[str, Operand]] = {}
        self._grown = _grown(function)
        self._still = _still_parameters(function)

    def before_loop(self, stmt: For | While) -> For | While:
        if self._recorded and isinstance(stmt, For):
            for listing, part in reads(stmt.target, stmt.iterable):
                if isinstance(listing, Var) and isinstance(part, Pack):
                    self._known_inside += self._told(listing, part.items)
        return stmt

    def _told(self, listing: Var, targets: tuple[Operand, ...]) -> Iterator[Apply]:
        """What the fields of a record say of each other, where it is read."""
        for made, position, fields in self._recorded.get(listing, ()):
            result = targets[position]
            if isinstance(result, Var) and self._uses.get(result):
                mapping = {var: targets[field] for var, field in fields.items()}
                there = self._resolved_apply(substitute(made, mapping))
                yield replace(there, results=(result,))

    def enter(self) -> None:
        self._scopes.append([])
        for made in self._known_inside:
            if self._may_merge(made.fn):
                self._offer(self._key(made), made.results)
        self._known_inside = []

    def _offer(self, key: _Key, results: tuple[Var, ...]) -> None:
        """Makes results available in the block, and in those inside."""
        if key not in self._available:
            self._available[key] = results
            self._scopes[-1].append(key)

    def leave(self) -> None:
        for key in self._scopes.pop():
            del self._available[key]

    def _key(self, stmt: Apply) -> _Key:
        args: tuple[object, ...] = stmt.args
        if self._negated:
            # Signs stand where they are used: two of them are the same value.
            args = tuple(self._negated.get(arg, arg) for arg in stmt.args)
        if stmt.fn in _COMMUTATIVE and len(args) == 2:
            return stmt.fn, frozenset(args), ()
        return stmt.fn, args, stmt.kwargs

    def apply(self, stmt: Apply) -> Apply | None:
        if stmt.fn == "neg":
            self._negated[stmt.results[0]] = ("neg", stmt.args[0])
        if not self._may_merge(stmt.fn) or self._is_asked_anywhere(stmt):
            return stmt
        key = self._key(stmt)
        earlier = self._available.get(key)
        if earlier is None:
            self._offer(key, stmt.results)
        elif not (_keeps_its_line(stmt) or self._grows(stmt, earlier)):
            self.equal.update(zip(stmt.results, earlier))
            return None
        return stmt

    def _grows(self, stmt: Apply, earlier: tuple[Var, ...]) -> bool:
        """True if the earlier value is one that more is added to, under its name: `x_bar += v`
        could not be written if it were needed afterwards."""
        return is_cheap(stmt.fn) and not self._grown.isdisjoint(earlier)

    def _is_asked_anywhere(self, stmt: Apply) -> bool:
        """True for `len(x)` of an argument, which reads better than a name for it."""
        return stmt.fn in _QUESTIONS and all(arg in self._still for arg in stmt.args)

    def _may_merge(self, fn: str) -> bool:
        known = self._mergeable.get(fn)
        if known is None:
            known = is_pure(fn) and not creates(fn) and fn not in _NOT_WORTH_A_NAME
            self._mergeable[fn] = known
        return known


def _grown(function: Function) -> set[Operand]:
    """The values to which something is added under the same name."""
    return {
        arg
        for stmt in all_statements(function.body)
        if isinstance(stmt, Apply) and stmt.fn in _ACCUMULATING and stmt.derived
        for arg in stmt.args
        if isinstance(arg, Var) and arg.name == stmt.results[0].name
    }


def _still_parameters(function: Function) -> set[Operand]:
    """The parameters that are never written."""
    found: set[Operand] = set(param_vars(function))
    for stmt in all_statements(function.body):
        if isinstance(stmt, Store):
            found.discard(stmt.base)
    return found


def _keeps_its_line(stmt: Apply) -> bool:
    named = not all(is_temporary(var.name) for var in stmt.results)
    if stmt.derived:
        return named and is_cheap(stmt.fn)
    return named or is_cheap(stmt.fn)


def recorded_statements(function: Function) -> dict[Var, list[_Told]]:
    """For each version of a list: the fields that can be computed from other fields.

    Only of lists that are appended to in one place, with operands that are recorded in the
    same record, or known before the list is made.
    """
    if not any(isinstance(kind, Listing) for kind in function.kinds.values()):
        return {}
    lists = [each for each in record_lists(function) if len(each.appended) == 1]
    if not lists:
        return {}
    order, made = Order(function), {}
    for stmt in all_statements(function.body):
        if isinstance(stmt, Apply) and len(stmt.results) == 1:
            made[stmt.results[0]] = stmt
    found: dict[Var, list[_Told]] = {}
    for records in lists:
        told = list(_told_by(records, order, made))
        if told:
            found.update(dict.fromkeys(records.versions, told))
    return found


def _told_by(
    records: RecordList, order: Order, made: dict[Var, Apply]
) -> Iterator[_Told]:
    (record,) = records.appended
    fields = {var: place for place, var in enumerate(record) if isinstance(var, Var)}
    for var, place in fields.items():
        stmt = made.get(var)
        if stmt is None:
            continue
        used = [
            v for v in used_vars(stmt) if v in fields or not order.is_before(v, records)
        ]
        if all(v in fields for v in used):
            yield stmt, place, {v: fields[v] for v in used}
