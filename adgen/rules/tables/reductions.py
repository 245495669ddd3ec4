"""Sums, means, products, extremes and moments along axes."""

from adgen.rules.declare import linear, rule

# What a condition `where` leaves out gets an exact zero; `initial` is one more term.
_TERMS = "axis=None, dtype=None, *, keepdims=False, initial=0, where=True"
_FACTORS = "axis=None, dtype=None, *, keepdims=False, initial=1, where=True"

linear(
    f"np.sum(a, {_TERMS})",
    a_bar="masked(expand(out_bar, a, axis, keepdims), where, a)",
    initial_bar="summed(out_bar, out)",
    kinds="reduction",
    lazy=True,
    shape_only=("where",),
)
linear(
    "np.mean(a, axis=None, dtype=None, *, keepdims=False, where=True)",
    a_bar="masked(expand(out_bar / counted(a, axis, where, keepdims), a, axis, keepdims),"
    " where, a)",
    kinds="reduction",
    dtype="float",
    lazy=True,
    shape_only=("where",),
)
rule(
    f"np.prod(a, {_FACTORS})",
    out_dot="np.sum(a_dot * others, axis=axis, keepdims=keepdims) * initial"
    " + initial_dot * product",
    a_bar="masked(expand(out_bar, a, axis, keepdims) * others * initial, where, a)",
    initial_bar="np.sum(out_bar * product)",
    where="used = masked(a, where, a, 1); others = masked(product_of_others(used, axis),"
    " where, a); product = np.prod(used, axis=axis, keepdims=keepdims)",
    kinds="reduction",
    shape_only=("where",),
)

# Ties share equally; `initial` is one of those that may tie.
_EXTREME = {
    "out_dot": "np.sum(a_dot * taken, axis=axis, keepdims=keepdims) / number"
    " + initial_dot * first / number",
    "a_bar": "expand(out_bar / number, a, axis, keepdims) * taken",
    "initial_bar": "np.sum(out_bar * first / number)",
    "where": "taken = both(a == expand(out, a, axis, keepdims), where);"
    " first = initial == out;"
    " number = with_first(number_of(taken, a, axis, keepdims), first, initial)",
}
for name in ("max", "min", "amax", "amin", "nanmax", "nanmin"):
    rule(
        f"np.{name}(a, axis=None, *, keepdims=False, initial=None, where=True)",
        kinds="reduction",
        dtype="same",
        shape_only=("where",),
        **_EXTREME,
    )
rule(
    "np.ptp(a, axis=None, *, keepdims=False)",
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
_MOMENT = (
    "axis=None, dtype=None, *, ddof=0, keepdims=False, where=True, mean=None,"
    " correction=None"
)
_ONE_FIELD = (
    "refused('of real numbers about a complex mean')"
    " if is_complex(mean) and is_real(a)"
)
# With dtype=complex the result is complex, its imaginary part 0.
_SEEN = "seen = real(out_bar) if dtype is not None else out_bar;"
_CENTRED = (
    "centred = masked(a - (expand(np.mean(a, axis=axis, where=where), a, axis)"
    f" if mean is None else {_ONE_FIELD} else mean), where, a);"
    " freedom = counted(a, axis, where, keepdims)"
    f" - (ddof if correction is None else correction); {_SEEN}"
)
rule(
    f"np.var(a, {_MOMENT})",
    out_dot="real(np.sum(2 * conj(centred) * (a_dot - mean_dot), axis=axis,"
    " keepdims=keepdims)) / freedom",
    a_bar="2 * expand(seen / freedom, a, axis, keepdims) * conj(centred)",
    mean_bar="unbroadcast(-2 * expand(seen / freedom, a, axis, keepdims)"
    " * conj(centred), mean)",
    where=_CENTRED,
    kinds="reduction",
    dtype="float of real",
    shape_only=("where",),
)
# Where all elements are equal the distances are 0, and so is the derivative by convention:
# `out + (out == 0)` divides by 1 there.
rule(
    f"np.std(a, {_MOMENT})",
    out_dot="real(np.sum(conj(centred) * (a_dot - mean_dot), axis=axis,"
    " keepdims=keepdims)) / scale",
    a_bar="expand(seen / scale, a, axis, keepdims) * conj(centred)",
    mean_bar="unbroadcast(-expand(seen / scale, a, axis, keepdims) * conj(centred), mean)",
    where=_CENTRED + " scale = (out + (out == 0)) * freedom",
    kinds="reduction",
    dtype="float of real",
    shape_only=("where",),
)
rule(
    "np.average(a, axis=None, weights=None, *, keepdims=False)",
    out_dot="np.mean(a_dot, axis=axis, keepdims=keepdims) if weights is None else"
    " (np.sum(a_dot * w, axis=axis, keepdims=keepdims)"
    " + np.sum((a - expand(out, a, axis, keepdims))"
    " * spread_weights(weights_dot, a, axis), axis=axis, keepdims=keepdims)) / total",
    a_bar="expand(out_bar / size(a, axis), a, axis, keepdims) if weights is None"
    " else expand(out_bar / total, a, axis, keepdims) * w",
    weights_bar="gathered_weights(expand(out_bar / total, a, axis, keepdims)"
    " * (a - expand(out, a, axis, keepdims)), weights, a, axis)",
    where="w = spread_weights(weights, a, axis);"
    " total = np.sum(np.broadcast_to(w, np.shape(a)), axis=axis, keepdims=keepdims)",
    kinds="averaged",
    dtype="float",
)

# Reductions by ufuncs that have a formula for all elements at once; of no elements they are the
# identity. The weights of logaddexp are the shares of the terms of the sum.
for name, share, share_of_initial in (
    ("logaddexp", "np.exp(a - size)", "np.exp(initial - out)"),
    ("logaddexp2", "np.exp2(a - size)", "np.exp2(initial - out)"),
    ("hypot", "a / (size + (size == 0))", "initial / (out + (out == 0))"),
):
    rule(
        f"np.{name}.reduce(a, axis=0, *, keepdims=False, initial=None, where=True)",
        out_dot="np.sum(a_dot * share, axis=axis, keepdims=keepdims)"
        f" + initial_dot * {share_of_initial}",
        a_bar="expand(out_bar, a, axis, keepdims) * share",
        initial_bar=f"np.sum(out_bar * {share_of_initial})",
        where=f"size = expand(out, a, axis, keepdims); share = masked({share}, where, a)",
        kinds="reduction",
        dtype="float",
        shape_only=("where",),
    )

# nan* functions leave out what is NaN: its adjoint is zero.
_VALID = "valid = both(~np.isnan(a), where);"
rule(
    f"np.nansum(a, {_TERMS})",
    out_dot="np.sum(np.where(valid, a_dot, 0.0), axis=axis, keepdims=keepdims)"
    " + initial_dot",
    a_bar="np.where(valid, expand(out_bar, a, axis, keepdims), 0.0)",
    initial_bar="summed(out_bar, out)",
    where=_VALID,
    kinds="reduction",
    shape_only=("where",),
)
rule(
    f"np.nanprod(a, {_FACTORS})",
    out_dot="np.sum(np.where(valid, a_dot * others, 0.0), axis=axis, keepdims=keepdims)"
    " * initial + initial_dot * product",
    a_bar="np.where(valid, expand(out_bar, a, axis, keepdims) * others * initial, 0.0)",
    initial_bar="np.sum(out_bar * product)",
    where=_VALID + " used = np.where(valid, a, 1.0);"
    " others = product_of_others(used, axis);"
    " product = np.prod(used, axis=axis, keepdims=keepdims)",
    kinds="reduction",
    shape_only=("where",),
)
rule(
    "np.nanmean(a, axis=None, dtype=None, *, keepdims=False, where=True)",
    out_dot="np.sum(np.where(valid, a_dot, 0.0), axis=axis, keepdims=keepdims)"
    " / number_of(valid, a, axis, keepdims)",
    a_bar="np.where(valid, expand(out_bar / number_of(valid, a, axis, keepdims),"
    " a, axis, keepdims), 0.0)",
    where=_VALID,
    kinds="reduction",
    dtype="float",
    shape_only=("where",),
)
for name, root in (("nanvar", False), ("nanstd", True)):
    rule(
        f"np.{name}(a, {_MOMENT})",
        out_dot="real(np.sum(slope * (np.where(valid, a_dot, 0.0) - mean_dot),"
        " axis=axis, keepdims=keepdims))",
        a_bar="expand(seen, a, axis, keepdims) * slope",
        mean_bar="unbroadcast(-expand(seen, a, axis, keepdims) * slope, mean)",
        where=_VALID + " n = number_of(valid, a, axis, True);"
        " centred = np.where(valid,"
        " a - (np.nanmean(a, axis=axis, keepdims=True, where=where)"
        f" if mean is None else {_ONE_FIELD} else mean), 0.0);"
        f" {_SEEN} freedom = n - (ddof if correction is None else correction);"
        + (
            " deviation = expand(out, a, axis, keepdims);"
            " slope = conj(centred) / ((deviation + (deviation == 0)) * freedom)"
            if root
            else " slope = 2 * conj(centred) / freedom"
        ),
        kinds="reduction",
        dtype="float of real",
        shape_only=("where",),
    )

# Python's own, over the elements of a list or of an array.
rule(
    "sum(iterable, start=0)",
    out_dot="filled(sum(iterable_dot, start_dot if given('start_dot') else 0)"
    " if given('iterable_dot') else start_dot, out)",
    iterable_bar="repeated_terms(out_bar, iterable, start)",
    start_bar="like(out_bar, start)",
    kinds="element_sum",
)
rule(
    "math.fsum(seq)",
    out_dot="sum(seq_dot)",
    seq_bar="repeated(out_bar, seq)",
    kinds="real",
)
