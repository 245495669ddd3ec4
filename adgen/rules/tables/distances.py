"""Distances of scipy.spatial, and means and scores of scipy.stats."""

from adgen.rules.declare import linear, rule

D = "scipy.spatial.distance"

for _name, _pull, _rise in (
    (
        "euclidean",
        "(u - v) / (out + (out == 0))",
        "0.5 * (u - v) ** 2 / (out + (out == 0))",
    ),
    ("sqeuclidean", "2 * (u - v)", "(u - v) ** 2"),
    ("cityblock", "np.sign(u - v)", "np.abs(u - v)"),
):
    rule(
        f"{D}.{_name}(u, v, w=None)",
        out_dot="pull @ u_dot - pull @ v_dot + rise @ w_dot",
        u_bar="out_bar * pull",
        v_bar="-(out_bar * pull)",
        w_bar="out_bar * rise",
        where=f"pull = {_pull} if w is None else w * ({_pull}); rise = {_rise}",
        kinds="real" if _name == "euclidean" else "weighted_distance",
    )
# Weights that are all scaled alike give the same angle.
rule(
    f"{D}.cosine(u, v, w=None)",
    out_dot="-(pull_u @ u_dot) - pull_v @ v_dot - rise @ w_dot",
    u_bar="-(out_bar * pull_u)",
    v_bar="-(out_bar * pull_v)",
    w_bar="-(out_bar * rise)",
    where="far_u = u if w is None else w * u; far_v = v if w is None else w * v;"
    " uu = u @ far_u; vv = v @ far_v; sizes = np.sqrt(uu * vv);"
    " pull_u = far_v / sizes - (1 - out) * far_u / uu;"
    " pull_v = far_u / sizes - (1 - out) * far_v / vv;"
    " rise = u * v / sizes - 0.5 * (1 - out) * (u * u / uu + v * v / vv)",
    kinds="weighted_distance",
)
# The slope of each distance in the difference of the points.
_METRIC = (
    "{between} / (out + (out == 0))[..., None] if metric == 'euclidean'"
    " else 2 * ({between}) if metric == 'sqeuclidean'"
    " else np.sign({between}) if metric == 'cityblock'"
    " else refused('of another metric')"
)
rule(
    f"{D}.cdist(XA, XB, metric='euclidean')",
    out_dot="np.sum(apart * (XA_dot[:, None] - XB_dot if given('XA_dot')"
    " and given('XB_dot') else XA_dot[:, None] if given('XA_dot') else -XB_dot), axis=-1)",
    XA_bar="np.sum(out_bar[..., None] * apart, axis=1)",
    XB_bar="-np.sum(out_bar[..., None] * apart, axis=0)",
    where="apart = " + _METRIC.format(between="(XA[:, None] - XB)"),
    kinds="all_distances",
)
rule(
    f"{D}.pdist(X, metric='euclidean')",
    out_dot=f"{D}.squareform(np.sum(apart * (X_dot[:, None] - X_dot), axis=-1),"
    " checks=False)",
    X_bar=f"np.sum({D}.squareform(out_bar)[..., None] * apart, axis=1)",
    where="apart = "
    + _METRIC.replace(
        "(out + (out == 0))", "(all_of_them + (all_of_them == 0))"
    ).format(between="(X[:, None] - X)")
    + f"; all_of_them = {D}.squareform(out)",
    kinds="vector_of_floats",
)
linear(
    f"{D}.squareform(X, force='no', checks=True)",
    X_bar=f"{D}.squareform(out_bar + tr(out_bar), checks=False) if ndim(X) == 1"
    f" else np.triu({D}.squareform(out_bar))",
    kinds="square_or_flat",
)

# scores --------------------------------------------------------------------------------

_SCORED = (
    "({x} - np.mean({x}, axis=axis, keepdims=True)"
    " - out * np.sum(out * {x}, axis=axis, keepdims=True)"
    " / (size(a, axis) - ddof)) / np.std(a, axis=axis, ddof=ddof, keepdims=True)"
)
rule(
    "scipy.stats.zscore(a, axis=0, ddof=0)",
    out_dot=_SCORED.format(x="a_dot"),
    a_bar=_SCORED.format(x="out_bar"),
    kinds="same_float",
)
