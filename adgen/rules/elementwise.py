"""Elementwise rules: partials, broadcasting in the forward and unbroadcasting in the reverse.

y.0 = x.0 * b.0  (x: m by n, b: n)   b_bar = np.sum(y_bar * x, axis=0)
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from adgen.ir.nodes import Const, Operand
from adgen.rules.broadcasting import (
    broadcast_like,
    count,
    fill,
    needs_no_sum,
    to_operand,
    to_real,
)
from adgen.rules.contribution import Mask
from adgen.rules.formula import Scope, Value
from adgen.rules.selections import selected
from adgen.rules.shapes import dims_of, is_full, is_literal, is_scalar, is_vague


def tangent(scope: Scope, moving: Mapping[str, Operand]) -> Value:
    """The tangent of the result: the sum of each partial times a tangent."""
    scope.used = {}
    if scope.rule.formula("out_dot") is not None:
        total = scope.lookup("out_dot")
    else:
        total = None
        for name, dot in list(moving.items()):
            term = scope.times(dot, _partial(scope, name))
            total = scope.binary("add", total, term)
            if term is None:
                # What moves without effect does not widen the tangent.
                moving = {other: d for other, d in moving.items() if other != name}
    if total is None:
        return None
    out = scope.apply.results[0]
    wide = scope.builder.kind_of(out)
    seen = {name.removesuffix("_dot") for name in scope.used} | set(moving)
    covers = not _is_sized(scope) and all(name in seen for name in _widening(scope))
    if "out" in scope.used or covers:
        return total
    known = scope.builder.kind_of(total)
    if is_full(known, wide) and not (is_vague(known) and not is_scalar(wide)):
        return total
    return broadcast_like(total, out, scope.builder)


def adjoint(scope: Scope, name: str, mask: Mask | None = None) -> tuple[Value, Value]:
    """What the adjoint of the result adds to that of one operand, in the operand's shape.

    With a mask it is set to zero where that says so; the second value is what it was before.
    """
    value = whole = _product(scope, name)
    if value is None:
        return None, None
    if mask is not None:
        value = selected(value, mask, scope.builder)
    return _in_shape(scope, name, value), whole if mask is not None else None


def _product(scope: Scope, name: str) -> Value:
    """The adjoint of the result times the partial, not yet summed."""
    scope.used = {}
    if scope.rule.formula(f"{name}_bar") is not None:
        return scope.lookup(f"{name}_bar")
    return scope.times(scope.lookup("out_bar"), _partial(scope, name))


def _in_shape(scope: Scope, name: str, value: Operand) -> Operand:
    """The product, summed to the shape of the operand."""
    builder, out = scope.builder, scope.apply.results[0]
    operand, wide = scope.bound[name], builder.kind_of(out)
    others = [other for other in _widening(scope) if other != name]
    sized = _is_sized(scope)
    covers = "out" in scope.used
    covers = covers or not sized and all(other in scope.used for other in others)
    bar = scope.given["out_bar"]
    full = bar is not None and is_full(builder.kind_of(bar), wide)
    full = full or "out" in scope.used or covers and name in scope.used
    if not (others or sized) or needs_no_sum(builder.kind_of(operand), wide):
        if not full and is_vague(builder.kind_of(value)):
            # They have one shape: the result may be a temporary that nothing else needs.
            known = not is_vague(builder.kind_of(operand))
            value = broadcast_like(value, operand if known else out, builder)
        return to_real(value, builder.kind_of(operand), builder)
    if not (full or covers):
        if is_scalar(builder.kind_of(operand)) and is_scalar(builder.kind_of(value)):
            return count(value, out, builder)
        value = fill(value, out, builder)
    return to_operand(value, operand, wide, builder)


def _is_sized(scope: Scope) -> bool:
    """True for random numbers drawn `size=` times, which are wider than their parameters."""
    return scope.bound.get("size") != Const(None)


def _partial(scope: Scope, name: str) -> ast.expr:
    tree = scope.rule.formula(f"d{name}")
    assert tree is not None, "the caller asks for parameters with a derivative only"
    return tree


def _widening(scope: Scope) -> list[str]:
    """The parameters that may give the result more dimensions than another one has."""
    return [
        name
        for name, operand in scope.bound.values.items()
        if not is_literal(operand) and dims_of(scope.builder.kind_of(operand)) != ()
    ]
