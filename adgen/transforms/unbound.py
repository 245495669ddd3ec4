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

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adgen.ir.build import Builder
from adgen.ir.kinds import Number
from adgen.ir.nodes import UNDEFINED, Const, Function, If, Operand, Var, Yield
from adgen.ir.walk import all_statements
from adgen.transforms.joins import Values, paths

_TRUE = Const(True)


@dataclass(frozen=True, slots=True)
class Unbound:
    """`maybe`: unbound, or None, on some path. `always`: unbound whenever they are looked at.
    `flags`: pairs of a value and a Bool which is False only where the value is unbound.
    """

    maybe: frozenset[Var] = frozenset()
    always: frozenset[Var] = frozenset()
    flags: frozenset[tuple[Var, Var]] = frozenset()


def unbound_values(function: Function) -> Unbound:
    """What is known of the results and carried values that are undefined on some path."""
    maybe = may_be_unbound(function)
    if not maybe:
        return Unbound()
    flows = [flow for s in all_statements(function.body) for flow in paths(s)]
    return Unbound(maybe, _always(maybe, flows), _flags(function, maybe, flows))


def may_be_unbound(function: Function) -> frozenset[Var]:
    """The results and carried values that are undefined, or None, on some path."""
    absent: set[Operand] = {UNDEFINED, Const(None)}
    flows = [flow for s in all_statements(function.body) for flow in paths(s)]
    before = 0
    while len(absent) != before:
        before = len(absent)
        for targets, values in flows:
            absent.update(t for t, value in zip(targets, values) if value in absent)
    return frozenset(v for v in absent if isinstance(v, Var))


def _always(
    maybe: frozenset[Var], flows: Iterable[tuple[tuple[Var, ...], Values]]
) -> frozenset[Var]:
    """Those that are undefined on every path, such as the result of a loop while it runs."""
    found = set(maybe)
    before = -1
    while len(found) != before:
        before = len(found)
        for targets, values in flows:
            for target, value in zip(targets, values):
                if value != UNDEFINED and value not in found:
                    found.discard(target)
    return frozenset(found)


def _flags(
    function: Function,
    maybe: frozenset[Var],
    flows: Iterable[tuple[tuple[Var, ...], Values]],
) -> frozenset[tuple[Var, Var]]:
    """The greatest set of pairs that every path respects."""
    found = {
        (value, flag)
        for targets, _ in flows
        for flag in targets
        if function.kinds.get(flag) == Number("bool")
        for value in targets
        if value in maybe
    }
    flags: dict[Var, set[Var]] = {}
    for value, flag in found:
        flags.setdefault(value, set()).add(flag)
    before = -1
    while len(found) != before:
        before = len(found)
        for targets, values in flows:
            now = dict(zip(targets, values))
            for value, operand in now.items():
                if operand == UNDEFINED:
                    continue
                for flag in [f for f in flags.get(value, ()) if f in now]:
                    pair = (operand, now[flag])
                    if _TRUE != pair[1] and pair not in found:
                        found.discard((value, flag))
                        flags[value].discard(flag)
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
