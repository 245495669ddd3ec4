"""Functions of one or two numbers, elementwise in NumPy, of floats in `math`.

The rule belongs to the mathematics, the module to the user: `{m}` becomes `np` or `math`.
"""

from adgen.rules.declare import elementwise, rule

LOG_TWO, LOG_TEN = 0.6931471805599453, 2.302585092994046
TO_RADIANS, TO_DEGREES = 0.017453292519943295, 57.29577951308232
TWO_BY_ROOT_PI = 1.1283791670955126
_ONE_ARGUMENT = {
    # name in NumPy, name in math: partial
    ("sin", "sin"): "{m}.cos(x)",
    ("cos", "cos"): "-{m}.sin(x)",
    ("tan", "tan"): "1 + out * out",
    ("arcsin", "asin"): "1 / {m}.sqrt(1 - x * x)",
    ("arccos", "acos"): "-(1 / {m}.sqrt(1 - x * x))",
    ("arctan", "atan"): "1 / (1 + x * x)",
    ("sinh", "sinh"): "{m}.cosh(x)",
    ("cosh", "cosh"): "{m}.sinh(x)",
    ("tanh", "tanh"): "1 - out * out",
    ("arcsinh", "asinh"): "1 / {m}.sqrt(x * x + 1)",
    ("arccosh", "acosh"): "1 / ({m}.sqrt(x - 1) * {m}.sqrt(x + 1))",
    ("arctanh", "atanh"): "1 / (1 - x * x)",
    ("exp", "exp"): "out",
    ("expm1", "expm1"): "out + 1",
    ("exp2", "exp2"): f"{LOG_TWO} * out",
    ("log2", "log2"): f"1 / ({LOG_TWO} * x)",
    ("log10", "log10"): f"1 / ({LOG_TEN} * x)",
    ("log1p", "log1p"): "1 / (1 + x)",
    ("sqrt", "sqrt"): "0.5 / out",
    ("cbrt", "cbrt"): "1 / (3 * out * out)",
    ("degrees", "degrees"): f"{TO_DEGREES}",
    ("radians", "radians"): f"{TO_RADIANS}",
    ("rad2deg", ""): f"{TO_DEGREES}",
    ("deg2rad", ""): f"{TO_RADIANS}",
    ("square", ""): "2 * x",
    ("reciprocal", ""): "-(out * out)",
    ("", "erf"): f"{TWO_BY_ROOT_PI} * math.exp(-(x * x))",
    ("", "erfc"): f"-({TWO_BY_ROOT_PI} * math.exp(-(x * x)))",
}
# Of complex numbers, which `math` has not: the result knows on which side of a cut x lies.
_COMPLEX = {
    "arcsin": "1 / np.cos(out)",
    "arccos": "-(1 / np.sin(out))",
    "arcsinh": "1 / np.cosh(out)",
    "arccosh": "1 / np.sinh(out)",
}
_DOMAINS = {
    "arcsin": "(-1, 1)",
    "arccos": "(-1, 1)",
    "tan": "(-1, 1)",
    "arccosh": "(1, inf)",
    "arctanh": "(-1, 1)",
    "log2": "(0, inf)",
    "log10": "(0, inf)",
    "log1p": "(-1, inf)",
    "sqrt": "(0, inf)",
    "cbrt": "x != 0",
    "reciprocal": "x != 0",
}
_INTEGERS_STAY = ("square", "reciprocal")

for (numpy_name, math_name), partial in _ONE_ARGUMENT.items():
    domain = _DOMAINS.get(numpy_name, "")
    if numpy_name:
        text = partial.format(m="np")
        if numpy_name in _COMPLEX:
            text = f"{_COMPLEX[numpy_name]} if is_complex(x) else {text}"
        elementwise(
            f"np.{numpy_name}(x)",
            dx=text,
            dtype="number" if numpy_name in _INTEGERS_STAY else "float",
            on=domain,
        )
    if math_name:
        text = partial.format(m="math")
        elementwise(f"math.{math_name}(x)", dx=text, kinds="real", on=domain)

elementwise("np.log(x)", dx="1 / x", on="(0, inf)")
elementwise(
    "math.log(x, base=None)",
    x_bar="out_bar / x if base is None else out_bar / (x * math.log(base))",
    base_bar="-(out_bar * out / (base * math.log(base)))",
    out_dot="x_dot / x if base is None"
    " else (x_dot / x - out * base_dot / base) / math.log(base)",
    kinds="real",
    on="(0, inf)",
)

for arctan, hypot, root in (
    ("np.arctan2", "np.hypot", "np"),
    ("math.atan2", "", "math"),
):
    kinds = "elementwise" if root == "np" else "real"
    elementwise(
        f"{arctan}(y, x)",
        dy="x / r",
        dx="-y / r",
        where="r = x * x + y * y",
        kinds=kinds,
        on="x != 0",
    )
# At the origin, the lowest point, the slope is 0: `out + (out == 0)` divides by 1 there.
elementwise(
    "np.hypot(x, y)", dx="x / size", dy="y / size", where="size = out + (out == 0)"
)
rule(
    "math.hypot(*coordinates)",
    out_dot="summed_products(coordinates, coordinates_dot) / size",
    coordinates_bar="scaled_items(out_bar / size, coordinates)",
    where="size = out + (out == 0)",
    kinds="real",
)
rule(
    "math.dist(p, q)",
    out_dot="(difference @ np.asarray(p_dot) - difference @ np.asarray(q_dot)) / size",
    p_bar="as_sequence(out_bar / size * difference, p)",
    q_bar="as_sequence(-(out_bar / size * difference), q)",
    where="difference = np.asarray(p) - np.asarray(q); size = out + (out == 0)",
    kinds="real",
)
rule(
    "math.prod(iterable, *, start=1)",
    out_dot="start * (np.asarray(iterable_dot) @ others)"
    " if is_constant(start) else refused('with start')",
    iterable_bar="as_sequence(out_bar * start * others, iterable)"
    " if is_constant(start) else refused('with start')",
    where="others = product_of_others(np.asarray(iterable), None)",
    kinds="element_sum",
)

for copysign in ("np.copysign", "math.copysign"):
    elementwise(
        f"{copysign}(x, y)",
        dx="np.sign(x) * np.copysign(1.0, y)",
        dy="0",
        kinds="real" if copysign == "math.copysign" else "elementwise",
    )
for ldexp in ("np.ldexp", "math.ldexp"):
    elementwise(
        f"{ldexp}(x, i)",
        dx=f"{ldexp}(1.0, i)",
        kinds="real" if ldexp == "math.ldexp" else "elementwise",
    )

# Complex parts: the pairing of adjoints and tangents is Re(bar * dot), as in JAX.
elementwise(
    "np.real(val)",
    val_bar="out_bar + 0j if is_complex(val) else out_bar if is_real(val)"
    " else unbroadcast(out_bar + 0j, val)",
    out_dot="val_dot if is_real(val) else np.real(val_dot)",
    dtype="real",
    cheap=True,
)
elementwise(
    "np.imag(val)",
    val_bar="0 if is_real(val) else -1j * out_bar if is_complex(val)"
    " else unbroadcast(-1j * out_bar, val)",
    out_dot="0 * val_dot if is_real(val) else np.imag(val_dot)",
    dtype="real",
    cheap=True,
)
elementwise(
    "np.conj(x)",
    x_bar="np.conj(out_bar)",
    out_dot="np.conj(x_dot)",
    dtype="same",
)
elementwise(
    "np.angle(z, deg=False)",
    z_bar="0 if is_real(z) else -1j * seen / z if is_complex(z)"
    " else unbroadcast(-1j * seen / z, z)",
    out_dot="0 * z_dot if is_real(z) else np.degrees(np.imag(z_dot / z)) if deg"
    " else np.imag(z_dot / z)",
    where="seen = np.degrees(out_bar) if deg else out_bar",
    dtype="float of real",
)

# The weights of logaddexp are the shares of both terms of the sum.
elementwise("np.logaddexp(x, y)", dx="np.exp(x - out)", dy="np.exp(y - out)")
elementwise("np.logaddexp2(x, y)", dx="np.exp2(x - out)", dy="np.exp2(y - out)")
# Near 0 the slope of sinc is its series: the quotient would lose all digits.
elementwise(
    "np.sinc(x)",
    dx="choose(np.abs(x) < 0.01,"
    " -(t * np.pi / 3) * (1 - t * t / 10 * (1 - t * t / 28)),"
    " (np.cos(t) - out) / (x + (x == 0)))",
    where="t = np.pi * x",
)
elementwise("np.heaviside(x, y)", dx="0", dy="np.where(x == 0, 1.0, 0.0)")
elementwise(
    "np.nan_to_num(x, *, nan=0.0, posinf=None, neginf=None)",
    x_bar="np.where(np.isfinite(x), out_bar, 0.0)",
    out_dot="np.where(np.isfinite(x), x_dot, 0.0)",
    dtype="same",
)
elementwise("np.i0(x)", dx="scipy.special.i1(x)", kinds="broadcast_array")
elementwise("math.gamma(x)", dx="out * scipy.special.digamma(x)", kinds="real")
elementwise("math.lgamma(x)", dx="scipy.special.digamma(x)", kinds="real")
elementwise(
    "math.remainder(x, y)", dx="1", dy="-np.rint(x / y)", kinds="real", dtype=""
)
