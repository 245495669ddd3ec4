"""A rule applied at one call: statements for the tangent, or for the adjoints.

    y.0 = np.sin(x.0)
    tangents  adds  %1 = np.cos(x.0); %2 = x_dot.0 * %1       and gives (%2,)
    adjoints  adds  %1 = np.cos(x.0); %2 = y_bar.0 * %1       and gives [(x.0, Dense(%2))]

The adjoints given in may be smaller than their primal (see `adgen.rules.broadcasting`), those
given out too: `Dense.full` says whether a contribution has the shape of its operand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adgen.errors import NoRuleError, UndefinedDerivativeError
from adgen.ir.build import Builder
from adgen.ir.kinds import Array, is_discrete
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.ir.objects import GENERATORS
from adgen.rules import elementwise, selections
from adgen.rules.absent import WITHOUT_SLOPE, spoken
from adgen.rules.axes_of_numbers import without_axis_of_number
from adgen.rules.broadcasting import fill, in_field, is_full, unbroadcast
from adgen.rules.contribution import Contribution, Dense, Scatter
from adgen.rules.declare import Rule
from adgen.rules.formula import Scope, Value, is_zero
from adgen.rules.ranks import require_ranks
from adgen.rules.real_only import require_real
from adgen.rules.refused_parameters import require_settings
from adgen.rules.registry import find
from adgen.rules.runtime_custom import OF_USERS
from adgen.rules.selections import NOTHING_SELECTED, Selected, Selection
from adgen.rules.sequences import spread, tangent_of, zero_like
from adgen.rules.shapes import is_empty, is_vague
from adgen.rules.signature import Bound, bind, replaced
from adgen.rules.structure import tangent_kind

__all__ = [
    "Contribution",
    "Dense",
    "Scatter",
    "adjoints",
    "fill",
    "is_full",
    "rule_of",
    "tangents",
    "unbroadcast",
]

Active = Callable[[Var], bool]


def rule_of(apply: Apply) -> Rule:
    """The rule of a call; refuses, at the user's line, what has none."""
    rule = find(apply.fn)
    if apply.fn == "call" or apply.fn in OF_USERS:
        callee = apply.args[0]
        if not isinstance(callee, Const) or _draws(callee.value):
            raise NoRuleError(
                "the parameters of random numbers depend on what is differentiated",
                apply.span,
                "Write mean + scale * rng.standard_normal(n); of a choice among elements draw"
                " the indices: x[rng.integers(len(x))].",
            )
        name = callee.name or callee.value
        raise NoRuleError(
            f"the derivative of `{name}` is not known, which is called as it is",
            apply.span,
            "What is given by adgen.rule can be differentiated again, Python functions not.",
        )
    if rule is None:
        raise NoRuleError(
            f"{apply.fn} has no derivative rule",
            apply.span,
            "Give one with adgen.rule (docs/adding-a-rule.md), or mark the value"
            " constant:\nadgen.constant(...).",
        )
    if rule.category == "undefined":
        raise UndefinedDerivativeError(
            f"{apply.fn} cannot be differentiated: {rule.reason}",
            apply.span,
            "Mark the value constant if that is what is meant: adgen.constant(...).",
        )
    return rule


def _draws(function: object) -> bool:
    """True for a method of a random generator."""
    return isinstance(getattr(function, "__self__", None), GENERATORS)


def _bound(rule: Rule, apply: Apply, builder: Builder) -> Bound:
    bound = bind(rule.name, rule.parameters, apply.args, apply.kwargs, apply.span)
    require_settings(rule.name, bound.values, apply.span)
    require_ranks(rule.name, bound, apply.span, builder.kind_of)
    return without_axis_of_number(rule, bound, builder.kind_of)


def as_square(apply: Apply) -> Apply:
    """`x * x` as the square it is: one contribution, `2.0 * out_bar * x`, not two."""
    if apply.fn in ("mul", "np.multiply") and len(apply.args) == 2 and not apply.kwargs:
        left, right = apply.args
        if isinstance(left, Var) and left == right:
            return replace(apply, fn="np.square", args=(left,))
    return apply


# forward -----------------------------------------------------------------------------


def tangents(
    apply: Apply,
    dots: Mapping[Var, Operand],
    builder: Builder,
    selected: Selected | None = None,
) -> tuple[Operand | None, ...]:
    """The tangent of each result, given those of the active operands; None is zero."""
    apply = as_square(apply)
    rule = rule_of(apply)
    none: tuple[Value, ...] = (None,) * len(apply.results)
    if rule.category == "constant":
        return none
    if rule.tangents is not None:
        return tuple(rule.tangents(apply, dots, builder))
    bound = _bound(rule, apply, builder)
    moving: dict[str, Operand] = {}
    for name, operand in bound.values.items():
        dot = tangent_of(operand, dots, builder)
        known = name in rule.shape_only or is_empty(builder.kind_of(operand))
        if dot is not None and not known:
            moving[name] = dot
    if not moving:
        return none
    _refuse_fixed(rule, list(moving), apply)
    require_real(rule, bound, moving, apply, builder)
    given = {f"{p.name}_dot": moving.get(p.name) for p in rule.parameters}
    scope = Scope(rule, apply, bound, builder, given)
    if rule.category == "elementwise":
        found = elementwise.tangent(scope, moving)
        if found is not None and selected is not None:
            found = selections.tangent_selected(scope, moving, found, selected)
        return (found,)
    if rule.category == "linear":
        return _linear_tangents(scope, moving)
    if rule.category == "multilinear":
        return _multilinear_tangents(scope, moving)
    return _written_tangents(scope)


def _refuse_fixed(rule: Rule, names: list[str], apply: Apply) -> None:
    """Refuses a derivative with respect to a parameter for which the rule gives none."""
    for name in names:
        if name not in rule.differentiated:
            why = WITHOUT_SLOPE.get(f"{rule.name}:{name}", "")
            raise NoRuleError(
                f"{spoken(rule.name)} has no derivative with respect to `{name}`"
                + (f": {why}" if why else ""),
                apply.span,
                "Give a rule with adgen.rule, or mark the value constant:"
                "\nadgen.constant(...).",
            )


def _linear_tangents(scope: Scope, moving: Mapping[str, Operand]) -> tuple[Value, ...]:
    """The function itself, of the tangents; zeros for the operands that do not move."""
    new = dict(moving)
    for name in scope.rule.differentiated:
        if name not in moving and name in scope.bound.places:
            new[name] = zero_like(scope.bound[name], scope.builder)
    found = _same_call(scope, new)
    return tuple(
        _as_result(value, result, scope)
        for value, result in zip(found, scope.apply.results)
    )


def _multilinear_tangents(
    scope: Scope, moving: Mapping[str, Operand]
) -> tuple[Value, ...]:
    """The product rule: the function once for each operand that moves."""
    total: tuple[Value, ...] = (None,) * len(scope.apply.results)
    for name, dot in moving.items():
        for operand in _one_at_a_time(scope, name, dot):
            term = _same_call(scope, {name: operand})
            total = tuple(scope.binary("add", a, b) for a, b in zip(total, term))
    return total


def _one_at_a_time(scope: Scope, name: str, dot: Operand) -> list[Operand]:
    """The operand with the tangent in its place; for a sequence, of one item after another."""
    operand = scope.bound[name]
    if not isinstance(operand, Pack) or not isinstance(dot, Pack):
        return [dot]
    return [
        Pack(operand.form, operand.items[:i] + (part,) + operand.items[i + 1 :])
        for i, part in enumerate(dot.items)
        if part not in (Const(0.0), Const(0))
    ]


def _same_call(scope: Scope, new: Mapping[str, Operand]) -> tuple[Value, ...]:
    apply = scope.apply
    star = next((p.name for p in scope.rule.parameters if p.style == "star"), None)
    args, kwargs = replaced(scope.bound, apply.args, apply.kwargs, new, star)
    names = (None,) * len(apply.results)
    return scope.builder.emit_many(apply.fn, names, *args, kwargs=kwargs)


def _written_tangents(scope: Scope) -> tuple[Value, ...]:
    """The formulas `out_dot=`, one a result; a result without formula has no tangent."""
    _require_formula(scope)
    found: list[Value] = []
    for name, result in zip(scope.rule.results, scope.apply.results):
        value = None
        if scope.rule.formula(f"{name}_dot") is not None:
            value = scope.lookup(f"{name}_dot")
        value = None if value is None else fill(value, result, scope.builder)
        found.append(_as_result(value, result, scope))
    return tuple(found)


def _require_formula(scope: Scope) -> None:
    """Refuses forward mode where a rule has adjoints alone: a tangent of zero would be wrong."""
    if all(scope.rule.formula(f"{name}_dot") is None for name in scope.rule.results):
        asked = ", ".join(f"{name}_dot=" for name in scope.rule.results)
        raise NoRuleError(
            f"{scope.rule.name} has no derivative in forward mode",
            scope.apply.span,
            f"Give its rule {asked} too (docs/adding-a-rule.md).",
        )


def _as_result(value: Value, result: Var, scope: Scope) -> Value:
    """A tangent has the shape of its value, which may be all that is known of it.

    Where another dtype was asked for, it may not have that yet.
    """
    kinds = scope.builder.kind_of
    if isinstance(value, Var) and is_vague(kinds(value)):
        kind, own = tangent_kind(kinds(result)), kinds(value)
        converted = "dtype" in scope.bound.places
        if converted and isinstance(own, Array) and isinstance(kind, Array):
            kind = Array(own.dtype, kind.dims)
        scope.builder.kinds[value] = kind
    return value


# reverse -----------------------------------------------------------------------------


def adjoints(
    apply: Apply,
    bars: tuple[Operand | None, ...],
    active: Active,
    builder: Builder,
    selection: Selection = NOTHING_SELECTED,
) -> list[tuple[Var, Contribution]]:
    """What the adjoints of the results add to the adjoint of each active operand."""
    apply = as_square(apply)
    rule = rule_of(apply)
    if rule.category == "constant" or all(bar is None for bar in bars):
        return []
    if rule.adjoints is not None:
        return list(rule.adjoints(apply, bars, active, builder))
    bound = _bound(rule, apply, builder)
    wanted = [
        name
        for name, op in bound.values.items()
        if name not in rule.shape_only and _is_active(op, active, builder)
    ]
    _refuse_fixed(rule, wanted, apply)
    require_real(rule, bound, wanted, apply, builder)
    if rule.category == "elementwise":
        scope = Scope(rule, apply, bound, builder, {"out_bar": bars[0]}, fills=False)
        return _elementwise(scope, wanted, active, selection)
    given = {f"{name}_bar": bar for name, bar in zip(rule.results, bars)}
    scope = Scope(rule, apply, bound, builder, given, fills=not rule.lazy)
    found: list[tuple[Var, Contribution]] = []
    for name in wanted:
        value = scope.lookup(f"{name}_bar")
        if value is not None and not is_zero(value):
            found += _contributions(bound[name], value, active, builder)
    return found


def _elementwise(
    scope: Scope, wanted: list[str], active: Active, selection: Selection
) -> list[tuple[Var, Contribution]]:
    """Those of an elementwise call, whose strong zeros stay zeros."""
    mask = selection.mask
    again = (
        mask if mask and selections.steep(scope.apply, selection.definition) else None
    )
    if again is not None and again.whole is not None:
        scope.given = {"out_bar": again.whole}
    found: list[tuple[Var, Contribution]] = []
    for name in wanted:
        value, whole = elementwise.adjoint(scope, name, again)
        if value is None or is_zero(value):
            continue
        for var, part in _contributions(
            scope.bound[name], value, active, scope.builder
        ):
            if isinstance(part, Dense):
                part = selections.passed_on(scope, name, part, mask, whole)
            found.append((var, part))
    return found


def _is_active(operand: Operand, active: Active, builder: Builder) -> bool:
    if isinstance(operand, Var):
        kind = builder.kind_of(operand)
        return active(operand) and not is_discrete(kind) and not is_empty(kind)
    if isinstance(operand, Pack):
        return any(_is_active(item, active, builder) for item in operand.items)
    return False


def _contributions(
    operand: Operand, value: Operand, active: Active, builder: Builder
) -> list[tuple[Var, Contribution]]:
    """The adjoint of an operand, on its Vars: part by part where it is a structure."""
    found: list[tuple[Var, Contribution]] = []
    for var, part in spread(
        operand, value, lambda item: _is_active(item, active, builder), builder
    ):
        kind = builder.kind_of(var)
        part = in_field(part, kind, builder)
        found.append((var, Dense(part, is_full(builder.kind_of(part), kind))))
    return found
