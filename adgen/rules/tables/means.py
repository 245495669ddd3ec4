"""Geometric, harmonic and power means of scipy.stats, with weights.

With the weight w of each number and the sum W of all weights the power mean to the exponent p is

    out = (sum(w * a**p) / W) ** (1 / p),

the geometric mean where p is 0, the harmonic one where it is -1. Its slope in a number is
w / W * (a / out) ** (p - 1), in a weight out / W * ((a / out) ** p - 1) / p.
"""

from adgen.rules.declare import rule

T = "scipy.stats"
_REDUCED = "axis=axis, keepdims=keepdims"
_EACH = (
    "wide = expand(out, a, axis, keepdims); w = np.broadcast_to(weights, np.shape(a));"
    f" total = np.sum(w, {_REDUCED}); bar = expand(out_bar / total, a, axis, keepdims)"
)
_MOVED = (
    f"(np.sum(a_dot * {{slope}}, {_REDUCED})"
    f" + np.sum(weights_dot * {{rise}}, {_REDUCED})) / total"
)
for _name, _places, _dot, _bar, _slope, _rise in (
    (
        "gmean",
        "dtype=None, weights=None, *",
        f"out * np.mean(a_dot / a, {_REDUCED})",
        "expand(out_bar * out, a, axis, keepdims) / (a",
        "(w * wide / a)",
        "(wide * np.log(a / wide))",
    ),
    (
        "hmean",
        "dtype=None, *, weights=None",
        f"out * out * np.mean(a_dot / (a * a), {_REDUCED})",
        "expand(out_bar * out * out, a, axis, keepdims) / (a * a",
        "(w * (wide / a) ** 2)",
        "(wide - wide * wide / a)",
    ),
):
    rule(
        f"{T}.{_name}(a, axis=0, {_places}, keepdims=False)",
        out_dot=f"{_dot} if weights is None"
        f" else {_MOVED.format(slope=_slope, rise=_rise)}",
        a_bar=f"{_bar} * number_of(a == a, a, axis, True)) if weights is None"
        f" else bar * {_slope}",
        weights_bar=f"like(bar * {_rise}, weights)",
        where=_EACH,
        kinds="averaged",
        dtype="float",
    )
# Where an exponent is 0 stands what the slopes tend to; of one that may vary, to the next order.
_BY_P = (
    " ratio = a / wide; logs = np.log(ratio); slope = ratio ** (p - 1);"
    " apart = p + (p == 0);"
    " risen = logs if is_constant(p) and p == 0 else (ratio ** p - 1) / p"
    " if is_constant(p) else choose(p == 0, logs * (1 + p * logs / 2),"
    " (ratio ** p - 1) / apart);"
    " by_p = choose(p == 0, {at_zero}, {elsewhere})"
)


def _weighted(term: str) -> str:
    """The mean of a term with the weights."""
    return (
        f"(np.mean({term}, {_REDUCED}) if weights is None"
        f" else np.sum(w * {term}, {_REDUCED}) / total)"
    )


rule(
    f"{T}.pmean(a, p, *, axis=0, dtype=None, weights=None, keepdims=False)",
    out_dot=f"(np.mean(a_dot * slope, {_REDUCED}) if weights is None"
    f" else {_MOVED.format(slope='(w * slope)', rise='(wide * risen)')}) + p_dot * by_p",
    a_bar="expand(out_bar, a, axis, keepdims) * slope / number_of(a == a, a, axis, True)"
    " if weights is None else bar * (w * slope)",
    weights_bar="like(bar * (wide * risen), weights)",
    p_bar="np.sum(out_bar * by_p)",
    where=_EACH
    + ";"
    + _BY_P.format(
        at_zero=f"out * {_weighted('(logs ** 2 / 2 + p * logs ** 3 / 3)')}",
        elsewhere=f"out * {_weighted('(ratio ** p * logs)')} / apart",
    ),
    kinds="averaged",
    dtype="float",
)
