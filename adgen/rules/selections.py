"""Strong zeros: a value that was not selected poisons no gradient.

    v = np.sqrt(x); y = np.where(x > 0.0, v, 0.0)

    v_bar = np.where(x > 0.0, y_bar, 0.0)               zero where v was not selected
    x_bar = np.where(x > 0.0, y_bar / (2 * v), 0.0)     not 0 / 0 where x is 0

An adjoint that a selection made carries a `Mask`. The adjoint of an elementwise statement
keeps it, and where a partial derivative may be infinite or NaN the product is set to zero once
more, where the mask says so. What depends on the element only may pass a mask on; a sum may not.

In forward mode it is the tangent that is zero where the value that varies was not selected:

    v = np.maximum(x, 0.0); y = np.sqrt(v)

    v_dot = np.where(x > 0.0, x_dot, 0.0)
    y_dot = np.where(v == x, v_dot / (2 * y), 0.0)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Const, Operand, Var
from adgen.rules.broadcasting import needs_no_sum
from adgen.rules.contribution import Dense, Mask
from adgen.rules.declare import parse_formula
from adgen.rules.dtypes import is_complex, is_real
from adgen.rules.formula import Scope, Value
from adgen.rules.shapes import is_vague

Definition = Callable[[Operand], Apply | None]
"""The statement that gives a variable its value, if it is one of the same block."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the sweep knows at one statement: the mask of its adjoint, its neighbours."""

    mask: Mask | None
    definition: Definition


NOTHING_SELECTED = Selection(None, lambda operand: None)


@dataclass(frozen=True, slots=True)
class Selected:
    """What forward mode knows of the statements so far, and the masks of their tangents."""

    definitions: dict[Operand, Apply] = field(default_factory=dict)
    masks: dict[Var, Mask] = field(default_factory=dict)

    def note(self, apply: Apply) -> None:
        """A statement that comes before those that are asked for."""
        self.definitions.update(dict.fromkeys(apply.results, apply))


ZERO = Const(0.0)
DEPTH = 8
"""How far back operands are looked at; beyond it they are taken for infinite."""

BOUNDED = frozenset(
    name
    for base in ("sin", "cos", "tanh", "arctan", "arcsinh", "fabs")
    for name in (base, f"np.{base}", f"math.{base}")
) | {
    *("add", "sub", "neg", "pos", "abs", "float", "complex"),
    *("np.add", "np.subtract", "np.negative", "np.positive", "np.abs", "np.absolute"),
    *("np.real", "np.imag", "np.conj", "np.where", "np.maximum", "np.minimum"),
    *("np.clip", "np.copy", "math.atan", "math.asinh", "scipy.special.expit"),
}
"""Functions whose partials are finite at every finite argument, and do not overflow."""

PRODUCTS = ("mul", "np.multiply", "square", "np.square")
QUOTIENTS = ("div", "np.divide", "np.true_divide")
POWERS = ("pow", "np.power")


def steep(apply: Apply, definition: Definition) -> bool:
    """True if a partial derivative of the call may be infinite or NaN."""
    if apply.fn in BOUNDED:
        return False
    if apply.fn in PRODUCTS:
        return not all(_tame(arg, definition, DEPTH) for arg in apply.args)
    if apply.fn in QUOTIENTS:
        return not _literal(apply.args[1])
    if apply.fn in POWERS and _literal(apply.args[1], 1):
        return not _tame(apply.args[0], definition, DEPTH)
    return True


def _literal(operand: Operand, least: float = float("-inf")) -> bool:
    """True for a number written in the program, other than zero and not below `least`."""
    if not isinstance(operand, Const) or not isinstance(operand.value, (int, float)):
        return False
    return operand.value != 0 and operand.value >= least


def _tame(operand: Operand, definition: Definition, depth: int) -> bool:
    """True if the operand is finite where what comes from other blocks is."""
    made = definition(operand)
    if made is None:
        return True
    if depth == 0:
        return False
    known = made.fn in BOUNDED or made.fn in PRODUCTS or made.fn == "getitem"
    whole = made.fn in QUOTIENTS and _literal(made.args[1])
    power = made.fn in POWERS and _literal(made.args[1], 1)
    if not (known or whole or power):
        return False
    return all(_tame(arg, definition, depth - 1) for arg in made.args)


def selected(value: Operand, mask: Mask, builder: Builder) -> Operand:
    """`value` where the mask allows it to be other than zero, zero elsewhere."""
    for condition, holds in mask.conditions:
        sides = (value, ZERO) if holds else (ZERO, value)
        value = builder.emit("np.where", condition, *sides)
    return value


def tangent_selected(
    scope: Scope, moving: Mapping[str, Operand], value: Operand, selected_: Selected
) -> Operand:
    """The tangent of an elementwise result, zero where all that varies was not selected."""
    if len(moving) != 1:
        return value
    (name,) = moving
    operand, builder = scope.bound[name], scope.builder
    result = scope.apply.results[0]
    if not isinstance(operand, Var):
        return value
    if not needs_no_sum(builder.kind_of(operand), builder.kind_of(result)):
        return value
    before = selected_.masks.get(operand)
    conditions = before.conditions if before is not None else ()
    if before is not None and steep(scope.apply, selected_.definitions.get):
        value = selected(value, before, builder)
    if name in scope.rule.chosen:
        conditions += (_choice(scope, name),)
    if conditions:
        selected_.masks[result] = Mask(conditions)
    return value


def _choice(scope: Scope, name: str) -> tuple[Operand, bool]:
    """The condition under which an operand is selected, and whether it is to hold."""
    chosen = scope.rule.chosen[name]
    bare = chosen.removeprefix("not ")
    condition = scope.evaluate(parse_formula(bare, scope.rule.name))
    assert condition is not None, "a condition depends on no adjoint"
    return condition, bare == chosen


def passed_on(
    scope: Scope, name: str, contribution: Dense, before: Mask | None, whole: Value
) -> Dense:
    """The contribution with the mask of its adjoint, if all of that keeps its shape.

    `before` is the mask of the result's adjoint, `whole` what the contribution was before it
    was set to zero where that says so.
    """
    operand, builder = scope.bound[name], scope.builder
    kind = builder.kind_of(operand)
    if not isinstance(operand, Var):
        return contribution
    if not needs_no_sum(kind, builder.kind_of(scope.apply.results[0])):
        masked = before is not None or name in scope.rule.chosen
        return _by_its_zeros(contribution, builder) if masked else contribution
    conditions = before.conditions if before is not None else ()
    chosen = scope.rule.chosen.get(name)
    if chosen is not None:
        bare = chosen.removeprefix("not ")
        conditions += (_choice(scope, name),)
        whole = _unselected(scope, before) if bare in scope.bound.values else None
    if not conditions:
        return contribution
    if whole is not None and is_complex(builder.kind_of(whole)) and is_real(kind):
        whole = None
    return replace(contribution, mask=Mask(conditions, whole))


def _by_its_zeros(contribution: Dense, builder: Builder) -> Dense:
    """Where the shapes are not known, a sum of what was selected is masked by its own zeros."""
    if not is_vague(builder.kind_of(contribution.value)):
        return contribution
    condition = builder.emit("ne", contribution.value, ZERO)
    return replace(contribution, mask=Mask(((condition, True),)))


def _unselected(scope: Scope, before: Mask | None) -> Value:
    """The adjoint a choice by a condition selects from; at ties of extremes it is shared."""
    if before is not None and before.whole is not None:
        return before.whole
    return scope.given["out_bar"]
