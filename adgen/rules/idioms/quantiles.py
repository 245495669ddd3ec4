"""Quantiles as sums: the weights of the sorted data.

np.quantile(x, 0.3) of five numbers lies at the place 0.3 * 4 = 1.2 among 0 to 4: 0.8 of the number
at place 1, and 0.2 of that at place 2. The methods differ in the place: R. J. Hyndman and Y. Fan,
"Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
"""

from __future__ import annotations

from adgen.errors import KindError
from adgen.ir.build import Builder
from adgen.ir.nodes import Const, Operand
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.fourier import size_along, weights_along

_PLOTTING = {
    "interpolated_inverted_cdf": (0.0, 1.0),
    "hazen": (0.5, 0.5),
    "weibull": (0.0, 0.0),
    "median_unbiased": (1.0 / 3.0, 1.0 / 3.0),
    "normal_unbiased": (3.0 / 8.0, 3.0 / 8.0),
}
"""The constants alpha and beta of the places n * q + alpha + q * (1 - alpha - beta) - 1."""
_AVERAGED = "averaged_inverted_cdf"
_ROUNDED = {"lower": "np.floor", "higher": "np.ceil", "nearest": "np.rint"}
"""Methods that take one of the data, and how they round the place."""


@idiom
def quantile_weights(
    scope: Scope, data: Operand, level: Operand, axis: Operand, method: Operand
) -> Value:
    """The weights, along an axis of the sorted data, whose sum is the quantile."""
    n = size_along(scope, data, axis)
    steps = scope.builder.emit("np.arange", n)
    return weights_along(scope, _weights(scope, steps, n, level, method), data, axis)


@idiom
def valid_weights(
    scope: Scope, data: Operand, level: Operand, axis: Operand, method: Operand
) -> Value:
    """As quantile_weights, of what is not NaN: NaN comes last in sorted data."""
    builder = scope.builder
    n = _valid(scope, data, axis)
    size = size_along(scope, data, axis)
    steps = weights_along(scope, builder.emit("np.arange", size), data, axis)
    return _weights(scope, steps, n, level, method)


@idiom
def quantile_rises(
    scope: Scope, data: Operand, level: Operand, axis: Operand, method: Operand
) -> Value:
    """The slopes of quantile_weights in the level; None for methods that take steps."""
    n = size_along(scope, data, axis)
    steps = scope.builder.emit("np.arange", n)
    rises = _rises(scope, steps, n, level, method)
    return None if rises is None else weights_along(scope, rises, data, axis)


@idiom
def valid_rises(
    scope: Scope, data: Operand, level: Operand, axis: Operand, method: Operand
) -> Value:
    """As quantile_rises, of what is not NaN."""
    n = _valid(scope, data, axis)
    size = size_along(scope, data, axis)
    places = scope.builder.emit("np.arange", size)
    steps = weights_along(scope, places, data, axis)
    return _rises(scope, steps, n, level, method)


def _rises(
    scope: Scope, steps: Operand, n: Operand, level: Operand, method: Operand
) -> Value:
    """From the step below a place to that above; on a step, that of the level a little higher."""
    builder = scope.builder
    name = method.value if isinstance(method, Const) else None
    if name == _AVERAGED:
        return None
    place = _place(scope, n, level, method)  # refuses what is not known
    if name in (*_ROUNDED, "midpoint"):
        return None
    last = builder.emit("sub", n, Const(1))
    rate: Operand = last
    if name in _PLOTTING:
        alpha, beta = _PLOTTING[name]
        rate = builder.emit("add", n, Const(1.0 - alpha - beta))
        # Before the first place, and behind the last one, the quantile is constant.
        at = _plotted(builder, n, level, alpha, beta)
        inside = [builder.emit("ge", at, Const(0)), builder.emit("le", at, last)]
        rate = builder.emit("mul", rate, builder.emit("bitand", *inside))
    low = builder.emit("np.floor", place)
    low = builder.emit("np.minimum", low, builder.emit("sub", last, Const(1)))
    at_low = builder.emit("eq", steps, low)
    at_high = builder.emit("eq", steps, builder.emit("add", low, Const(1)))
    above = builder.emit("mul", rate, at_high)
    return builder.emit("sub", above, builder.emit("mul", rate, at_low))


def _valid(scope: Scope, data: Operand, axis: Operand) -> Operand:
    """How many of the data along an axis are not NaN."""
    builder = scope.builder
    valid = builder.emit("invert", builder.emit("np.isnan", data))
    keep: list[tuple[str, Operand]] = [("axis", axis), ("keepdims", Const(True))]
    return builder.emit("np.sum", valid, kwargs=keep)


def _weights(
    scope: Scope, steps: Operand, n: Operand, level: Operand, method: Operand
) -> Operand:
    """The weights of the steps among n sorted numbers."""
    if method == Const(_AVERAGED):
        return _halves(scope.builder, steps, n, level)
    return _shares(scope.builder, steps, _place(scope, n, level, method))


def _halves(builder: Builder, steps: Operand, n: Operand, level: Operand) -> Operand:
    """Two halves for the steps at and behind a place that is whole, one step behind another."""
    place = builder.emit("sub", builder.emit("mul", n, level), Const(1))
    last = builder.emit("sub", n, Const(1))
    behind = builder.emit("add", builder.emit("np.floor", place), Const(1))
    at_both = [
        builder.emit(
            "eq",
            steps,
            builder.emit("np.minimum", builder.emit("np.maximum", end, Const(0)), last),
        )
        for end in (builder.emit("np.ceil", place), behind)
    ]
    halves = [builder.emit("mul", Const(0.5), at) for at in at_both]
    return builder.emit("add", *halves)


def _shares(builder: Builder, steps: Operand, place: Operand) -> Operand:
    """The weights of the steps next to a place: the nearer one weighs more."""
    low = builder.emit("np.floor", place)
    share = builder.emit("sub", place, low)
    at_low = builder.emit("eq", steps, low)
    at_high = builder.emit("eq", steps, builder.emit("np.ceil", place))
    first = builder.emit("mul", builder.emit("sub", Const(1), share), at_low)
    return builder.emit("add", first, builder.emit("mul", share, at_high))


def _place(scope: Scope, n: Operand, level: Operand, method: Operand) -> Operand:
    """Where among n sorted numbers, counted from 0, a quantile lies."""
    builder = scope.builder
    name = method.value if isinstance(method, Const) else None
    last = builder.emit("sub", n, Const(1))
    if name in _PLOTTING:
        alpha, beta = _PLOTTING[name]
        at = _plotted(builder, n, level, alpha, beta)
        return builder.emit(
            "np.minimum", builder.emit("np.maximum", at, Const(0)), last
        )
    place = builder.emit("mul", level, last)
    if name in _ROUNDED:
        return builder.emit(_ROUNDED[name], place)
    if name == "midpoint":
        ends = [builder.emit(end, place) for end in ("np.floor", "np.ceil")]
        return builder.emit("mul", Const(0.5), builder.emit("add", *ends))
    if name != "linear":
        raise KindError(
            f"adgen has no derivative of {scope.rule.name} with `method` {name!r}",
            scope.apply.span,
            "It may be 'linear', 'lower', 'higher', 'nearest', 'midpoint' or one of"
            f" {', '.join(map(repr, (_AVERAGED, *_PLOTTING)))}.",
        )
    return place


def _plotted(
    builder: Builder, n: Operand, level: Operand, alpha: float, beta: float
) -> Operand:
    """The place, in the order in which NumPy computes it: the floor depends on the last digit."""
    slope = builder.emit("mul", level, Const(1.0 - alpha - beta))
    shift = builder.emit("add", Const(alpha), slope)
    at = builder.emit("add", builder.emit("mul", n, level), shift)
    return builder.emit("sub", at, Const(1))
