"""Functions of scipy.special with several results, and sums of exponentials."""

from adgen.rules.declare import rule

# several results ---------------------------------------------------------------------

_SEVERAL = {
    "s, c = {s}.fresnel(x)": (
        "np.sin(0.5 * np.pi * x * x)",
        "np.cos(0.5 * np.pi * x * x)",
    ),
    "ai, aip, bi, bip = {s}.airy(x)": ("aip", "x * ai", "bip", "x * bi"),
}
for _signature, _slopes in _SEVERAL.items():
    _results = [name.strip() for name in _signature.partition("=")[0].split(",")]
    _pairs = list(zip(_results, _slopes))
    rule(
        _signature.replace("{s}", "scipy.special"),
        x_bar=" + ".join(f"{name}_bar * ({slope})" for name, slope in _pairs),
        kinds="first_elementwise",
        **{f"{name}_dot": f"x_dot * ({slope})" for name, slope in _pairs},
    )

# Near 0 the slope of the first is a series: the quotient would be NaN there.
for _first, _second, _sin, _cos, _sign in (
    ("si", "ci", "np.sin", "np.cos", "-"),
    ("shi", "chi", "np.sinh", "np.cosh", "+"),
):
    rule(
        f"{_first}, {_second} = scipy.special.{_first}{_second}(x)",
        x_bar=f"like({_first}_bar * rise + {_second}_bar * {_cos}(x) / x, x)",
        kinds="first_elementwise",
        where="square = x * x; rise = choose(np.abs(x) < 0.05,"
        f" 1 {_sign} square / 6 * (1 {_sign} square / 20 * (1 {_sign} square / 42)),"
        f" {_sin}(x) / (x + (x == 0)))",
        **{
            f"{_first}_dot": "x_dot * rise",
            f"{_second}_dot": f"x_dot * {_cos}(x) / x",
        },
    )

# sums of exponentials ----------------------------------------------------------------

rule(
    "scipy.special.logsumexp(a, axis=None, b=None, keepdims=False)",
    out_dot="np.sum(a_dot * share_of_a, axis=axis, keepdims=keepdims)"
    " + np.sum(b_dot * share, axis=axis, keepdims=keepdims)",
    a_bar="like(expand(out_bar, a, axis, keepdims) * share_of_a, a)",
    b_bar="like(expand(out_bar, a, axis, keepdims) * share, b)",
    where="share = np.exp(a - expand(out, a, axis, keepdims));"
    " share_of_a = share if b is None else b * share",
    kinds="summed_exponentials",
    dtype="float",
)
# Where the sum is negative the logarithm is that of its size.
rule(
    "out, sign = signed_logsumexp(a, axis=None, b=None, keepdims=False)",
    out_dot="np.sum(a_dot * share_of_a, axis=axis, keepdims=keepdims)"
    " + np.sum(b_dot * share, axis=axis, keepdims=keepdims)",
    a_bar="like(expand(out_bar, a, axis, keepdims) * share_of_a, a)",
    b_bar="like(expand(out_bar, a, axis, keepdims) * share, b)",
    where="share = np.exp(a - expand(out, a, axis, keepdims))"
    " * expand(sign, a, axis, keepdims); share_of_a = share if b is None else b * share",
    kinds="summed_exponentials",
    dtype="float",
)
rule(
    "scipy.special.softmax(x, axis=None)",
    out_dot="out * (x_dot - (np.sum(out * x_dot) if axis is None"
    " else np.sum(out * x_dot, axis=axis, keepdims=True)))",
    x_bar="out * (out_bar - (np.sum(out * out_bar) if axis is None"
    " else np.sum(out * out_bar, axis=axis, keepdims=True)))",
    kinds="same_float",
)
rule(
    "scipy.special.log_softmax(x, axis=None)",
    out_dot="x_dot - (np.sum(np.exp(out) * x_dot) if axis is None"
    " else np.sum(np.exp(out) * x_dot, axis=axis, keepdims=True))",
    x_bar="out_bar - np.exp(out) * (np.sum(out_bar) if axis is None"
    " else np.sum(out_bar, axis=axis, keepdims=True))",
    kinds="same_float",
)
