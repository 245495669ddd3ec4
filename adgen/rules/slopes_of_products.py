"""Derivatives of the derivatives of products along directions, of which there may be any number.

    s.0 = slope_of_others(a.0, axis, v.0)
        tangent  s_dot = slope_of_others(a, axis, v, a_dot) + slope_of_others(a, axis, v_dot)
        adjoint  a_bar += slope_of_others(a, axis, v, s_bar)
                 v_bar += slope_of_others(a, axis, s_bar)

A product is linear in each of its factors, so its derivatives are symmetric in their directions,
and linear in each: what belongs to one direction more is the same function with one more.
See `adgen.rules.runtime_products` for the functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Operand, Var
from adgen.rules.broadcasting import fill, unbroadcast
from adgen.rules.contribution import Dense
from adgen.rules.structure import Active, Bars, Found

Operands = tuple[Operand, ...]

LEADING = {"slope_of_others": 2, "cumprod_slope": 2, "cumprod_adjoint_slope": 3}
"""How many operands stand before the directions."""


def tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """One term for each operand that moves."""
    a, *others = apply.args
    terms: list[Operand] = []
    if isinstance(a, Var) and a in dots:
        terms.append(builder.emit(apply.fn, a, *others, dots[a]))
    for place, operand in enumerate(others, 1):
        if isinstance(operand, Var) and operand in dots:
            operands = list(apply.args)
            operands[place] = dots[operand]
            terms.append(builder.emit(apply.fn, *operands))
    return (_total(terms, builder),)


def adjoints(apply: Apply, bars: Bars, active: Active, builder: Builder) -> Found:
    """The adjoint of each operand: the result's own is one direction more."""
    (bar,) = bars
    assert bar is not None, "the caller asks only where an adjoint is present"
    bar = fill(bar, apply.results[0], builder)
    number = LEADING[apply.fn]
    leading, directions = apply.args[:number], apply.args[number:]
    wanted: list[tuple[Operand, Operands]] = [(leading[0], directions)]
    for place, direction in enumerate(directions):
        rest = (*directions[:place], *directions[place + 1 :])
        wanted.append((direction, rest))
    found: Found = []
    for operand, along in wanted:
        if isinstance(operand, Var) and active(operand):
            value = _against(apply.fn, leading, bar, along, builder)
            found.append((operand, Dense(unbroadcast(value, operand, builder), True)))
    if apply.fn == "cumprod_adjoint_slope":
        a, w, axis = leading
        if isinstance(w, Var) and active(w):
            value = builder.emit("cumprod_slope", a, axis, *directions, bar)
            found.append((w, Dense(unbroadcast(value, w, builder), True)))
    return found


def _against(
    fn: str, leading: Operands, bar: Operand, directions: Operands, builder: Builder
) -> Operand:
    """The slope in `a` of the sum of `bar` times the derivative along the directions."""
    if fn != "cumprod_slope":
        return builder.emit(fn, *leading, *directions, bar)
    a, axis = leading
    return builder.emit("cumprod_adjoint_slope", a, bar, axis, *directions)


def _total(terms: Sequence[Operand], builder: Builder) -> Operand | None:
    if not terms:
        return None
    total, *rest = terms
    for term in rest:
        total = builder.emit("add", total, term)
    return total
