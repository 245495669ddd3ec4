"""Convolutions, interpolation, polynomials, quadrature from samples."""

from adgen.rules.declare import elementwise, linear, multilinear, rule

_VECTORS = (
    "not (is_scalar(a) or is_scalar(v)) else refused('of one number: multiply by it')"
)
multilinear(
    "np.convolve(a, v, mode='full')",
    a_bar=f"convolved_back(out_bar, a, v, mode) if {_VECTORS}",
    v_bar=f"convolved_back(out_bar, v, a, mode) if {_VECTORS}",
    kinds="one_dimension",
)
# Correlating with v is convolving with v reversed and conjugated; of mode "same", the other end
# loses the odd entry if v is the longer one.
multilinear(
    "np.correlate(a, v, mode='valid')",
    a_bar=f"convolved_back(out_bar, a, conj(v[::-1]), mode, a, v) if {_VECTORS}",
    v_bar=f"conj(convolved_back(out_bar, v, a, mode, a, v)[::-1]) if {_VECTORS}",
    kinds="one_dimension",
)

# np.interp is linear between its points and constant beyond them.
rule(
    "np.interp(x, xp, fp, left=None, right=None)",
    out_dot="slope * x_dot + (np.interp(x, xp, fp_dot) if left is None and right is None"
    " else np.where(kept, np.interp(x, xp, fp_dot), 0.0))"
    " - slope * (xp_dot[i] + t * (xp_dot[i + 1] - xp_dot[i]))"
    " + (left_dot * (inner > x) if given('left_dot') else 0)"
    " + (right_dot * (inner < x) if given('right_dot') else 0)",
    x_bar="slope * out_bar",
    fp_bar="added_at(fp, i, seen * (1 - t), seen * t)",
    xp_bar="added_at(xp, i, -(out_bar * slope * (1 - t)), -(out_bar * slope * t))",
    left_bar="np.sum(out_bar * (inner > x))",
    right_bar="np.sum(out_bar * (inner < x))",
    # Beyond the points stands fp[0], or what `left` says.
    where="inner = np.clip(x, xp[0], xp[-1]);"
    " kept = inner >= x if left is None else inner <= x if right is None else inner == x;"
    " seen = out_bar if left is None and right is None else np.where(kept, out_bar, 0.0);"
    " i = np.clip(np.searchsorted(xp, inner, side='right') - 1, 0, len(xp) - 2);"
    " step = xp[i + 1] - xp[i]; t = (inner - xp[i]) / step;"
    " slope = np.where(inner == x, (fp[i + 1] - fp[i]) / step, 0.0)",
    kinds="interpolated",
)
rule(
    "np.unwrap(p, discont=None, axis=-1, *, period=6.283185307179586)",
    out_dot="p_dot",
    p_bar="out_bar",
    kinds="same_float",
)

# polynomials -------------------------------------------------------------------------

rule(
    "np.polyval(p, x)",
    out_dot="np.polyval(p_dot, x) + np.polyval(slopes, x) * x_dot",
    p_bar="np.ravel(out_bar) @ np.vander(np.ravel(x), len(p)) if ndim(p) == 1"
    " else like(out_bar * powers, p)",
    x_bar="out_bar * np.polyval(slopes, x) if ndim(p) == 1"
    " else like(out_bar * np.polyval(slopes, x), x)",
    # The coefficients of a polynomial lie along the first axis.
    where="slopes = np.polyder(p) if ndim(p) == 1"
    " else p[:-1] * along_first(np.arange(len(p) - 1, 0, -1), p);"
    " powers = x ** along_first(np.arange(len(p) - 1, -1, -1), p)"
    " if ndim(p) > ndim(x) else refused('of more axes than its coefficients have')",
    kinds="polynomial_value",
)
# The product has no leading zeros: np.polymul leaves them out of both polynomials first.
rule(
    "np.polymul(a1, a2)",
    out_dot="(np.convolve(a1_dot, a2) + np.convolve(a1, a2_dot))[-len(out):]"
    " if ndim(a1) == 1 and ndim(a2) == 1 else refused('of matrices')",
    a1_bar="np.correlate(whole, conj(a2)) if ndim(a2) == 1 else refused('of matrices')",
    a2_bar="np.correlate(whole, conj(a1)) if ndim(a1) == 1 else refused('of matrices')",
    where="missing = len(a1) + len(a2) - 1 - len(out_bar);"
    " whole = np.append(np.zeros(missing), out_bar)",
    kinds="one_dimension",
)
# The shorter polynomial lacks the highest powers, which come first.
linear(
    "np.polyadd(a1, a2)",
    a1_bar="as_shaped(out_bar[len(out_bar) - np.size(a1):], a1)",
    a2_bar="as_shaped(out_bar[len(out_bar) - np.size(a2):], a2)",
    kinds="one_dimension",
)
linear(
    "np.polysub(a1, a2)",
    a1_bar="as_shaped(out_bar[len(out_bar) - np.size(a1):], a1)",
    a2_bar="-as_shaped(out_bar[len(out_bar) - np.size(a2):], a2)",
    kinds="one_dimension",
)
linear(
    "np.polyder(p, m=1)",
    p_bar="np.append(out_bar * np.arange(len(p) - 1, 0, -1), 0.0) if m == 1 else"
    " np.append(out_bar * np.polyder(np.ones(len(p)), m), np.zeros(len(p) - len(out)))",
    kinds="one_dimension",
)
linear(
    "np.polyint(p, m=1, k=None)",
    p_bar="out_bar[:-1] / np.arange(len(p), 0, -1) if m == 1"
    " else out_bar[:len(p)] * np.polyint(np.ones(len(p)), m)[:len(p)]",
    # One constant counts at each integration; of more than there are integrations the first do.
    k_bar="np.sum(own) if is_scalar(k) else"
    " unpacked(np.append(unbroadcast(own, each[:m]), np.zeros(len(each[m:]))), k)",
    where="each = np.atleast_1d(k);"
    " own = out_bar[len(p):] * np.polyint(np.zeros(0), m, np.ones(m))",
    kinds="one_dimension",
)
rule(
    "np.vander(x, N=None, increasing=False)",
    out_dot="column(x_dot) * slope",
    x_bar="np.sum(out_bar * slope, axis=1)",
    where="steps = np.arange(np.shape(out)[1]); n = steps if increasing else steps[::-1];"
    " slope = n * column(x) ** np.maximum(n - 1, 0)",
    kinds="vandermonde",
)
# Of ends that are arrays the points lie along the first axis, and so do their shares of the ends.
_BETWEEN = (
    "shares = np.linspace(0.0, 1.0, num, endpoint=endpoint) if {numbers} else"
    " np.linspace(np.zeros(np.shape(out)[1:]), 1.0, num, endpoint=endpoint)"
)
_ENDS = "is_number(start) and is_number(stop)"


def _to_end(numbers: str, end: str, weight: str, scale: str = "") -> str:
    """What the points give to an end: of numbers a sum over all, else one over the points."""
    along = f"like(np.sum(out_bar * out * {weight}, axis=0){scale}, {end})"
    return f"np.sum(out_bar * out * {weight}){scale} if {numbers} else {along}"


_NUMBERS = f"{_ENDS} and is_number(base)"
rule(
    "np.logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None)",
    out_dot="out * np.log(base) * ((1 - shares) * start_dot + shares * stop_dot)"
    " + out * exponents * base_dot / base",
    start_bar=_to_end(_NUMBERS, "start", "np.log(base) * (1 - shares)"),
    stop_bar=_to_end(_NUMBERS, "stop", "np.log(base) * shares"),
    base_bar=_to_end(_NUMBERS, "base", "exponents", " / base"),
    where=f"{_BETWEEN.format(numbers=_NUMBERS)};"
    " exponents = (1 - shares) * start + shares * stop",
    kinds="interval",
)
rule(
    "np.geomspace(start, stop, num=50, endpoint=True, dtype=None)",
    out_dot="out * ((1 - shares) * start_dot / start + shares * stop_dot / stop)",
    start_bar=_to_end(_ENDS, "start", "(1 - shares)", " / start"),
    stop_bar=_to_end(_ENDS, "stop", "shares", " / stop"),
    where=_BETWEEN.format(numbers=_ENDS),
    kinds="interval",
)

# parts of numbers --------------------------------------------------------------------

for _name in ("np.modf", "math.modf"):
    rule(
        f"fraction, whole = {_name}(x)",
        fraction_dot="x_dot",
        x_bar="fraction_bar",
        kinds="first_elementwise" if _name == "np.modf" else "real",
    )
for _name, _scale in (("np.frexp", "np.ldexp"), ("math.frexp", "math.ldexp")):
    rule(
        f"mantissa, exponent = {_name}(x)",
        mantissa_dot=f"{_scale}(x_dot, -exponent)",
        x_bar=f"{_scale}(mantissa_bar, -exponent)",
        kinds="mantissa_and_exponent",
    )
for _name in ("divmod", "np.divmod"):
    rule(
        f"quotient, remainder = {_name}(x, y)",
        remainder_dot="x_dot - quotient * y_dot if given('y_dot')"
        " else filled(x_dot, remainder)",
        x_bar="like(remainder_bar, x)",
        y_bar="like(-(remainder_bar * quotient), y)",
        kinds="quotient_and_rest",
    )

# selections of several ---------------------------------------------------------------

linear(
    "np.delete(arr, obj, axis=None)",
    arr_bar="put_back(out_bar, arr, kept_after(arr, obj, axis), axis)",
    kinds="same_rank_or_one",
)
linear(
    "np.resize(a, new_shape)",
    a_bar="taken_back(out_bar, a, np.resize(np.arange(np.size(a)), new_shape), None)",
    kinds="resized",
)
rule(
    "np.select(condlist, choicelist, default=0)",
    out_dot="np.select(condlist, choicelist_dot if given('choicelist_dot') else"
    " zeros_of_all(choicelist), default_dot if given('default_dot') else 0.0)",
    choicelist_bar="chosen_parts(out_bar, condlist, choicelist)",
    default_bar="like(remaining_part(out_bar, condlist), default)",
    kinds="chosen",
)
rule(
    "scipy.optimize.rosen(x)",
    out_dot="scipy.optimize.rosen_der(x) @ x_dot",
    x_bar="out_bar * scipy.optimize.rosen_der(x)",
    kinds="unknown",
)
rule(
    "scipy.optimize.rosen_der(x)",
    out_dot="scipy.optimize.rosen_hess_prod(x, x_dot)",
    x_bar="scipy.optimize.rosen_hess_prod(x, out_bar)",
    kinds="first_elementwise",
)
_THIRD = (
    "np.append(2400 * x[:-1] * p[:-1] * {0}[:-1]"
    " - 400 * (p[:-1] * {0}[1:] + {0}[:-1] * p[1:]), 0.0)"
    " - 400 * np.append(0.0, p[:-1] * {0}[:-1])"
)
rule(
    "scipy.optimize.rosen_hess_prod(x, p)",
    out_dot="scipy.optimize.rosen_hess_prod(x, p_dot) + " + _THIRD.format("x_dot"),
    p_bar="scipy.optimize.rosen_hess_prod(x, out_bar)",
    x_bar=_THIRD.format("out_bar"),
    kinds="like_v",
)
elementwise(
    "scipy.special.perm(N, k, exact=False)",
    N_bar="out_bar * (out * (psi - psi_rest))",
    k_bar="out_bar * (out * psi_rest)",
    out_dot="N_dot * (out * (psi - psi_rest)) + k_dot * (out * psi_rest)",
    where="psi = scipy.special.digamma(N + 1);"
    " psi_rest = scipy.special.digamma(N - k + 1)",
)
