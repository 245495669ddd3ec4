"""Sums, means, products, extremes and moments along axes."""

from adgen.rules.declare import linear, rule

_AXES = "axis=None, dtype=None, keepdims=False"

linear(
    f"np.sum(a, {_AXES})",
    a_bar="expand(out_bar, a, axis, keepdims)",
    kinds="reduction",
    lazy=True,
)
linear(
    f"np.mean(a, {_AXES})",
    a_bar="expand(out_bar / size(a, axis), a, axis, keepdims)",
    kinds="reduction",
    dtype="float",
    lazy=True,
)
rule(
    f"np.prod(a, {_AXES})",
    out_dot="np.sum(a_dot * others, axis=axis, keepdims=keepdims)",
    a_bar="expand(out_bar, a, axis, keepdims) * others",
    where="others = product_of_others(a, axis)",
    kinds="reduction",
)

_EXTREME = {
    "out_dot": "np.sum(a_dot * taken, axis=axis, keepdims=keepdims)"
    " / number_of(taken, a, axis, keepdims)",
    "a_bar": "expand(out_bar / number_of(taken, a, axis, keepdims), a, axis, keepdims)"
    " * taken",
    "where": "taken = a == expand(out, a, axis, keepdims)",
}
for name in ("max", "min", "amax", "amin"):
    rule(
        f"np.{name}(a, axis=None, keepdims=False)",
        kinds="reduction",
        dtype="same",
        **_EXTREME,
    )
rule(
    "np.ptp(a, axis=None, keepdims=False)",
    out_dot="np.sum(a_dot * top, axis=axis, keepdims=keepdims)"
    " / number_of(top, a, axis, keepdims)"
    " - np.sum(a_dot * bottom, axis=axis, keepdims=keepdims)"
    " / number_of(bottom, a, axis, keepdims)",
    a_bar="expand(out_bar / number_of(top, a, axis, keepdims), a, axis, keepdims) * top"
    " - expand(out_bar / number_of(bottom, a, axis, keepdims), a, axis, keepdims)"
    " * bottom",
    where="top = a == np.max(a, axis=axis, keepdims=True);"
    " bottom = a == np.min(a, axis=axis, keepdims=True)",
    kinds="reduction",
    dtype="same",
)

# The mean of the squared distances from the mean, of which the mean itself is stationary.
_MOMENT = "axis=None, dtype=None, ddof=0, keepdims=False"
_CENTRED = "centred = a - expand(np.mean(a, axis=axis), a, axis);"
rule(
    f"np.var(a, {_MOMENT})",
    out_dot="real(np.sum(2 * conj(centred) * a_dot, axis=axis, keepdims=keepdims))"
    " / (size(a, axis) - ddof)",
    a_bar="2 * expand(out_bar / (size(a, axis) - ddof), a, axis, keepdims)"
    " * conj(centred)",
    where=_CENTRED,
    kinds="reduction",
    dtype="float of real",
)
# Where all elements are equal the distances are 0, and so is the derivative by convention:
# `out + (out == 0)` divides by 1 there.
rule(
    f"np.std(a, {_MOMENT})",
    out_dot="real(np.sum(conj(centred) * a_dot, axis=axis, keepdims=keepdims)) / scale",
    a_bar="expand(out_bar / scale, a, axis, keepdims)" " * conj(centred)",
    where=_CENTRED + " scale = (out + (out == 0)) * (size(a, axis) - ddof)",
    kinds="reduction",
    dtype="float of real",
)
rule(
    "np.average(a, axis=None, weights=None)",
    out_dot="np.mean(a_dot, axis=axis) if weights is None else"
    " (np.sum(a_dot * w, axis=axis)"
    " + np.sum((a - expand(out, a, axis)) * spread_weights(weights_dot, a, axis),"
    " axis=axis)) / total",
    a_bar="expand(out_bar / size(a, axis), a, axis) if weights is None"
    " else expand(out_bar / total, a, axis) * w",
    weights_bar="gathered_weights("
    "expand(out_bar / total, a, axis) * (a - expand(out, a, axis)), weights, a, axis)",
    where="w = spread_weights(weights, a, axis);"
    " total = np.sum(np.broadcast_to(w, np.shape(a)), axis=axis)",
    kinds="reduction",
    dtype="float",
)

# nan* functions leave out what is NaN: its adjoint is zero.
linear(
    f"np.nansum(a, {_AXES})",
    a_bar="np.where(np.isnan(a), 0.0, expand(out_bar, a, axis, keepdims))",
    kinds="reduction",
)
rule(
    f"np.nanmean(a, {_AXES})",
    out_dot="np.sum(np.where(np.isnan(a), 0.0, a_dot), axis=axis, keepdims=keepdims)"
    " / number_of(~np.isnan(a), a, axis, keepdims)",
    a_bar="np.where(np.isnan(a), 0.0,"
    " expand(out_bar / number_of(~np.isnan(a), a, axis, keepdims), a, axis, keepdims))",
    kinds="reduction",
    dtype="float",
)
for name in ("nanmax", "nanmin"):
    rule(
        f"np.{name}(a, axis=None, keepdims=False)",
        kinds="reduction",
        dtype="same",
        **_EXTREME,
    )

# Python's own, over the elements of a list or of an array.
rule(
    "sum(iterable, start=0)",
    out_dot="sum(iterable_dot, start_dot if given('start_dot') else 0)",
    iterable_bar="repeated(out_bar, iterable)",
    start_bar="like(out_bar, start)",
    kinds="element_sum",
)
rule(
    "math.fsum(seq)",
    out_dot="sum(seq_dot)",
    seq_bar="repeated(out_bar, seq)",
    kinds="real",
)
