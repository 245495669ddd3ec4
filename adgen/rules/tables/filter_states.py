"""Filters that begin with a state, from which they go on, and the state of a filter at rest.

    scipy.signal.lfilter(b, a, x, zi=z)      filtered_from(b, a, x, z)
    scipy.signal.sosfilt(sos, x, zi=z)       sections_from(sos, both)

Signals lie along the last axis, and a state stands behind its signal: see
adgen.frontend.arrays.filter_calls. Where a[0] = 1 is
y[n] = b[0] * x[n] + z[0], and then z[i] = b[i + 1] * x[n] + z[i + 1] - a[i + 1] * y[n]. The adjoint
w[n] = out_bar[n] - a[1] * w[n + 1] - ... goes back from that of the state at the end.
"""

from adgen.rules.declare import constant, linear, multilinear, rule

S = "scipy.signal"
_OF_A = "(a_dot - poles * a_dot[0]) / a[0]"
_COUNT = "np.shape(x)[-1]"
_UNMOVED = "np.zeros_like(zi)"
rule(
    "filtered_from(b, a, x, zi)",
    out_dot=f"filtered_from(b, a, x_dot, {_UNMOVED})"
    " + filtered_from(b, a, np.zeros_like(x), zi_dot)"
    f" + filtered_from((b_dot - zeros * a_dot[0]) / a[0], poles, x, {_UNMOVED})"
    f" - filtered_from(np.append({_OF_A}, np.zeros(np.shape(zi)[-1] + 1 - len(a))), poles,"
    f" out[..., :{_COUNT}], {_UNMOVED})",
    x_bar=f"sums_ahead(w, zeros, {_COUNT})",
    zi_bar="like(w[..., :np.shape(zi)[-1]], zi)",
    b_bar="of_zeros / a[0]",
    a_bar="(of_poles - np.append(of_poles @ poles + of_zeros @ zeros, np.zeros(len(a) - 1)))"
    " / a[0]",
    where=f"poles = a / a[0]; zeros = b / a[0]; w = fed_back(out_bar, a, {_COUNT});"
    f" of_zeros = overlaps(w, x, len(b));"
    f" of_poles = -overlaps(w, out[..., :{_COUNT}], len(a))",
    kinds="signal_and_state",
)
_SIZE = "np.shape(bar)[-1]"
rule(
    "fed_back(bar, a, n)",
    out_dot="fed_back(bar_dot, a, n) - fed_back(spread_ahead("
    f"sums_ahead(out, {_OF_A}, n), np.ones(1), {_SIZE}), a, n)",
    bar_bar="forth",
    a_bar="(of_poles - np.append(of_poles @ poles, np.zeros(len(a) - 1))) / a[0]",
    where=f"poles = a / a[0]; first = np.eye(1, {_SIZE} - n + 1)[0];"
    " unmoved = np.zeros_like(out_bar[..., n:]);"
    " forth = filtered_from(first, poles, out_bar[..., :n], unmoved)"
    " + np.concatenate((np.zeros_like(out_bar[..., :n]), out_bar[..., n:]), axis=-1);"
    " of_poles = -overlaps(out, forth[..., :n], len(a))",
    kinds="like_bar",
)
multilinear(
    "sums_ahead(w, v, n)",
    w_bar="spread_ahead(out_bar, v, np.shape(w)[-1])",
    v_bar="overlaps(w, out_bar, len(v))",
    kinds="sums_ahead",
)
multilinear(
    "spread_ahead(bar, v, size)",
    bar_bar=f"sums_ahead(out_bar, v, {_SIZE})",
    v_bar="overlaps(out_bar, bar, len(v))",
    kinds="sums_ahead",
)
multilinear(
    "overlaps(w, x, count)",
    w_bar="spread_ahead(x, out_bar, np.shape(w)[-1])",
    x_bar=f"sums_ahead(w, out_bar, {_COUNT})",
    kinds="lagged",
)
linear(
    "sections_from(sos, both)",
    both_bar="sections_back(sos, out_bar)",
    kinds="like_both",
)
linear(
    "sections_back(sos, bar)",
    bar_bar="sections_from(sos, out_bar)",
    kinds="like_both",
)
# At rest the state i is the sum over k > i of b[k] - gain * a[k], where a[0] = 1.
rule(
    f"{S}.lfilter_zi(b, a)",
    out_dot="(tails(np.atleast_1d(b_dot), n) - gain * tails(np.atleast_1d(a_dot), n)"
    " - (np.sum(b_dot) - gain * np.sum(a_dot)) / np.sum(a) * of_poles"
    " - out * np.atleast_1d(a_dot)[0]) / a0",
    b_bar="unpacked(as_shaped(heads(seen, np.size(b)) + gain_bar, b), b)",
    a_bar="unpacked(as_shaped(-(gain * (heads(seen, np.size(a)) + gain_bar))"
    " - np.append(seen @ out, np.zeros(np.size(a) - 1)), a), a)",
    where="n = len(out); a0 = np.atleast_1d(a)[0]; gain = np.sum(b) / np.sum(a);"
    " of_poles = tails(np.atleast_1d(a), n); seen = out_bar / a0;"
    " gain_bar = -(seen @ of_poles / np.sum(a))",
    kinds="state_at_rest",
)
linear("tails(v, n)", v_bar="heads(out_bar, len(v))", kinds="one_dimension")
linear("heads(bar, n)", bar_bar="tails(out_bar, len(bar))", kinds="one_dimension")
constant(
    f"{S}.sosfilt_zi(sos)",
    reason="put into words of other functions, which have derivatives",
)
