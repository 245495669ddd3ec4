"""Tests of rules: is the rule a user has declared right?

    adgen.elementwise(softplus, dx="1 / (1 + np.exp(-x))")
    adgen.testing.check_rule(softplus, np.array([0.5, -2.0]))

Input: a function with a rule, and arguments it is called with. Output: a `RuleReport`; CheckError
if something is wrong. Checked is what adgen's own rules are checked for: the value and the
arguments stay as they are, both modes agree with differences and with each other, the adjoints
have the shapes and the precision of the arguments, and the second derivatives are right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.api.check import Report, check
from adgen.api.gradients import grad
from adgen.api.products import vjp
from adgen.errors import (
    CheckError,
    KindError,
    NoRuleError,
    RuleError,
    UndefinedDerivativeError,
)
from adgen.frontend.operations.own_results import with_results
from adgen.rules import registry

__all__ = ["RuleReport", "check_rule"]

_SINGLE = 1e-3
"""How far derivatives in single precision may be from those in double."""


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What was found: errors of first and second order; a reason where there is no second."""

    first: Report
    second: Report | None
    remark: str = ""

    def __str__(self) -> str:
        second = (
            f"second order: {self.second}" if self.second is not None else self.remark
        )
        return f"{self.first}\n{second}"


def check_rule(
    f: Callable[..., Any], *args: Any, tolerance: float = 1e-6
) -> RuleReport:
    """Test the rule of `f` at these arguments; CheckError if it is wrong.

    Arrays and numbers of floating point among `args` vary, all else is constant. `tolerance` is
    what the derivatives may differ from differences, relative to their size. RuleError if `f`
    has no rule.
    """
    name = registry.name_of(f)
    rule = None if name is None else registry.find(name)
    if rule is None:
        title = getattr(f, "__qualname__", repr(f))
        raise RuleError(f"{title} has no rule: declare one with adgen.rule")
    rule = with_results(rule)
    results = f(*args)
    if isinstance(results, tuple | list) and len(rule.results) != len(results):
        raise RuleError(
            f"{rule.name} returns {len(results)} values, its rule is of one: name them,"
            f' adgen.rule("a, b = {rule.name}(...)", a_dot=..., b_dot=..., ...)'
        )
    varying = tuple(i for i, value in enumerate(args) if _varies(value))
    if not varying:
        raise RuleError(f"check_rule of {rule.name}: no argument is a real number")

    def called(*operands: Any) -> Any:
        return f(*operands)

    title = str(getattr(f, "__name__", ""))
    called.__name__ = title if title.isidentifier() else "called"
    before = [_copied(value) for value in args]
    _require_value(called, f, args)
    first = check(called, *args, argnums=varying, tolerance=tolerance)
    _require_forms(called, args, varying)
    _require_unchanged(before, args, rule.name)
    second, remark = _second_order(called, args, varying, tolerance)
    return RuleReport(first, second, remark)


def _varies(value: Any) -> bool:
    if isinstance(value, bool | int | str | type(None)):
        return False
    return isinstance(value, float | complex | np.ndarray | np.generic) and (
        np.asarray(value).dtype.kind in "fc"
    )


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


# the value, the arguments, the forms ------------------------------------------------


def _require_value(called: Any, f: Any, args: Sequence[Any]) -> None:
    """The function is called as it stands, so its value is the same to the last bit."""
    value, _ = vjp(called, *args)
    if not _same(value, f(*args)):
        raise CheckError(f"{called.__name__} gives another value when differentiated")


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(map(_same, a, b))
    return np.array_equal(a, b, equal_nan=np.asarray(a).dtype.kind in "fc")


def _require_unchanged(before: Sequence[Any], args: Sequence[Any], name: str) -> None:
    for position, (old, new) in enumerate(zip(before, args)):
        if isinstance(old, np.ndarray) and not _same(old, new):
            raise CheckError(f"the rule of {name} changes its argument {position}")


def _require_forms(called: Any, args: Sequence[Any], varying: Sequence[int]) -> None:
    """Adjoints have the shape and the precision of the arguments, single precision too."""
    double = _adjoints(called, args)
    _require_form(called, args, double, varying)
    single = [_in_single(x) if i in varying else x for i, x in enumerate(args)]
    narrow = all(np.asarray(v).dtype == np.float32 for v in _results(called(*single)))
    if not narrow:
        return
    found = _adjoints(called, single)
    _require_form(called, single, found, varying)
    for i in varying:
        size = max(float(np.max(np.abs(double[i]), initial=0.0)), 1e-3)
        if np.max(np.abs(found[i] - double[i]), initial=0.0) > _SINGLE * size:
            raise CheckError(
                f"{called.__name__} has another derivative in single precision"
            )


def _in_single(value: Any) -> Any:
    array = isinstance(value, np.ndarray) and value.dtype == float
    return value.astype(np.float32) if array else value


def _require_form(
    called: Any, args: Sequence[Any], found: Sequence[Any], varying: Sequence[int]
) -> None:
    for i in varying:
        wanted, got = np.asarray(args[i]), np.asarray(found[i])
        what = f"the adjoint of argument {i} of {called.__name__}"
        if got.shape != wanted.shape:
            raise CheckError(f"{what} has the shape {got.shape}, not {wanted.shape}")
        if isinstance(args[i], np.ndarray) and got.dtype != wanted.dtype:
            raise CheckError(f"{what} is of {got.dtype}, not of {wanted.dtype}")


def _adjoints(called: Any, args: Sequence[Any]) -> tuple[Any, ...]:
    value, pullback = vjp(called, *args)
    return pullback(_ones(value))


def _ones(value: Any) -> Any:
    """Adjoints of one for each real result."""
    if isinstance(value, tuple | list):
        return type(value)(_ones(item) for item in value)
    if not _varies(value):
        return None
    return np.ones_like(value) if isinstance(value, np.ndarray) else type(value)(1.0)


# second order -----------------------------------------------------------------------


def _second_order(
    called: Any, args: Sequence[Any], varying: Sequence[int], tolerance: float
) -> tuple[Report | None, str]:
    """The gradient of the weighted sum of the results, differentiated again by both modes."""
    if any(np.iscomplexobj(args[i]) for i in varying):
        return None, "second order: not checked for complex arguments"
    value = called(*args)
    several = isinstance(value, tuple | list)
    random = np.random.default_rng(1)
    weights = [random.uniform(0.5, 1.5, np.shape(v)) for v in _results(value)]

    def total(*operands: Any) -> Any:
        found = called(*operands)
        if not several:
            return np.sum(weights[0] * np.real(found))
        terms = [np.sum(w * np.real(v)) for w, v in zip(weights, found)]
        return sum(terms)

    chosen = tuple(varying)

    def slopes(*operands: Any) -> Any:
        return grad(total, argnums=chosen)(*operands)

    slopes.__name__ = f"the gradient of {called.__name__}"
    try:
        return check(slopes, *args, argnums=varying, tolerance=10 * tolerance), ""
    except (KindError, NoRuleError, UndefinedDerivativeError) as error:
        return None, f"second order: refused, {error.summary}"


def _results(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple | list) else [value]
