"""Values that may not be there: of names that are bound on some paths only.

    x.2, seen.2 = if %1:              x.2 may be unbound, and so may y.3;
        yield x.1, True               x.2 is unbound where seen.2 is False
    else:
        yield undefined, False
    y.3 = for ... with y.1 = undefined:

Their zeros can be made in their shape only where they are bound; elsewhere nothing reads them.

    %2 := unbound(x.2)
    x_bar.0 = if %2:
        yield None
    else:
        x_bar.1 := np.zeros_like(x.2)
        yield x_bar.1
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from adgen.analyses.records import reads
from adgen.ir.build import Builder
from adgen.ir.kinds import Number
from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Call,
    Const,
    For,
    Function,
    If,
    Operand,
    Return,
    Statement,
    Var,
    Yield,
)
from adgen.ir.walk import all_statements, leaves, operand_vars
from adgen.transforms.fields import Fields
from adgen.transforms.joins import Flow, paths

_TRUE = Const(True)
_BOOL = Number("bool")


@dataclass(frozen=True, slots=True)
class Unbound:
    """`maybe`: unbound, or None, on some path. `always`: unbound whenever they are looked at.
    `flags`: pairs of a value and a Bool which is False only where the value is unbound.
    """

    maybe: frozenset[Var] = frozenset()
    always: frozenset[Var] = frozenset()
    flags: frozenset[tuple[Var, Var]] = frozenset()


Callees = Callable[[str], Collection[int]]
"""The positions of the results of a function that may be unbound, or None."""


def _all_bound(name: str) -> Collection[int]:
    return ()


def unbound_values(function: Function, callees: Callees = _all_bound) -> Unbound:
    """What is known of the results and carried values that are undefined on some path."""
    maybe = may_be_unbound(function, callees)
    if not maybe:
        return Unbound()
    flows = [flow for s in all_statements(function.body) for flow in paths(s)]
    return Unbound(maybe, _always(maybe, flows), _flags(function, maybe, flows))


def may_be_unbound(function: Function, callees: Callees = _all_bound) -> frozenset[Var]:
    """The results and carried values that are undefined, or None, on some path."""
    return _absent(function, _taken_out, callees)


def may_hold_unbound(
    function: Function, callees: Callees = _all_bound
) -> frozenset[Var]:
    """Those, and the lists and records that may hold one of them."""
    return _absent(function, lambda stmt: (*_taken_out(stmt), *_put_in(stmt)), callees)


def unbound_results(function: Function, callees: Callees) -> frozenset[int]:
    """The positions of the results that may be unbound, or None, or hold what is."""
    ends = [leaf.end for leaf in leaves(function.body)]
    values = [end.values for end in ends if isinstance(end, Return)]
    absent = {UNDEFINED, Const(None), *may_hold_unbound(function, callees)}
    return frozenset(i for each in values for i, v in enumerate(each) if v in absent)


Moves = Sequence[tuple[Operand, Sequence[Var]]]


def _absent(
    function: Function, moved: Callable[[Statement], Moves], callees: Callees
) -> frozenset[Var]:
    absent: set[Operand] = {UNDEFINED, Const(None)}
    absent.update(p.pattern for p in function.params if p.absent)
    statements = all_statements(function.body)
    flows = [flow for s in statements for flow in paths(s)]
    for call in statements:
        if isinstance(call, Call):
            absent.update(call.results[i] for i in callees(call.function))
    parts = [part for s in statements for part in moved(s)]
    fields = Fields(statements, flows)
    before = 0
    while len(absent) + len(fields) != before:
        before = len(absent) + len(fields)
        for targets, values in flows:
            absent.update(t for t, value in zip(targets, values) if value in absent)
        for whole, found in parts:
            if whole in absent:
                absent.update(found)
        absent.update(fields.found(absent))
    return frozenset(v for v in absent if isinstance(v, Var))


def put_in(stmt: Statement) -> Sequence[Operand]:
    """The values that a statement puts into a list or a record."""
    match stmt:
        case Apply(fn="record", args=fields) | Apply(
            fn="list.append", args=(_, *fields)
        ):
            return fields
        case _:
            return ()


def _put_in(stmt: Statement) -> Moves:
    """Each value that is put into a list or a record, and the list before, with what holds
    it then."""
    if isinstance(stmt, Apply) and put_in(stmt):
        return [(value, stmt.results) for value in stmt.args]
    return []


def _taken_out(stmt: Statement) -> Moves:
    """What a statement reads from records: each list or record with the fields read."""
    match stmt:
        case Apply(results, "unpack", (saved,)):
            return [(saved, results)]
        case Apply(results, "list.pop", (saved, *_)):
            return [(saved, results[1:])]
        case For(target=target, iterable=iterable):
            found = reads(target, iterable)
            return [(v, operand_vars(part)) for v, part in found if part is not None]
        case _:
            return []


def _always(maybe: frozenset[Var], flows: Sequence[Flow]) -> frozenset[Var]:
    """Those that are undefined on every path, such as the result of a loop while it runs."""
    found = {t for targets, _ in flows for t in targets if t in maybe}
    needs = [
        (target, value)
        for targets, values in flows
        for target, value in zip(targets, values)
        if target in maybe and value != UNDEFINED
    ]
    return _respected(found, needs)


def _flags(
    function: Function, maybe: frozenset[Var], flows: Iterable[Flow]
) -> frozenset[tuple[Var, Var]]:
    """The greatest set of pairs that every path respects."""
    found: set[tuple[Var, Var]] = set()
    needs: list[tuple[tuple[Var, Var], Pair]] = []
    for targets, values in flows:
        now = list(zip(targets, values))
        flags = [move for move in now if function.kinds.get(move[0]) == _BOOL]
        for value, operand in now if flags else ():
            if value not in maybe:
                continue
            found.update((value, flag) for flag, _ in flags)
            if operand != UNDEFINED:
                needs += [
                    ((value, flag), (operand, seen))
                    for flag, seen in flags
                    if seen != _TRUE
                ]
    return _respected(found, needs)


Pair = tuple[Operand, Operand]
_Item = TypeVar("_Item", Var, tuple[Var, Var])


def _respected(
    found: set[_Item], needs: Sequence[tuple[_Item, object]]
) -> frozenset[_Item]:
    """The greatest subset in which, of each item, what it needs is contained, too."""
    needed_by: dict[object, list[_Item]] = {}
    for item, needed in needs:
        needed_by.setdefault(needed, []).append(item)
    lost = [item for item, needed in needs if needed not in found]
    while lost:
        item = lost.pop()
        if item in found:
            found.discard(item)
            lost += needed_by.get(item, ())
    return frozenset(found)


def where_bound(
    var: Var, name: str, zero: Callable[[Operand, Builder], Operand], builder: Builder
) -> Var:
    """The zero of a value if it is bound and not None, else None: it may be passed on."""
    test = builder.emit("unbound", var)
    absent, present = builder.child(), builder.child()
    value = zero(var, present)
    result = builder.fresh(name, present.kind_of(value))
    sides = absent.block(Yield((Const(None),))), present.block(Yield((value,)))
    builder.add(If((result,), test, *sides, builder.span, derived=True))
    return result
