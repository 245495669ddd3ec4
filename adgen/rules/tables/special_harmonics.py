"""Legendre functions, spherical harmonics, Mathieu, Kelvin and Fresnel functions of scipy.special.

Degrees and orders are integers and have no derivative. DLMF chapters 10, 14 and 28.
"""

from adgen.rules.declare import constant, elementwise, rule
from adgen.rules.tables.special import special_functions

S = "scipy.special"

special_functions(
    {
        # The integral of x**lmb J_nu(2 a x) over [0, 1].
        "besselpoly(a, lmb, nu)": {
            "da": "{s}.besselpoly(a, lmb + 1, nu - 1) - {s}.besselpoly(a, lmb + 1, nu + 1)"
        },
        "mathieu_a(m, q)": {"dq": "mathieu_slope(m, q, 0)"},
        "mathieu_b(m, q)": {"dq": "mathieu_slope(m, q, 1)"},
    }
)
# SciPy puts an axis of length 1 in front of these results, in some of its versions.
for _call, _x, _slope in (
    ("legendre_p(n, z)", "z", f"0.5 * (n + 1) * {S}.eval_jacobi(n - 1, 1, 1, z)"),
    # DLMF 14.10.5
    (
        "assoc_legendre_p(n, m, z)",
        "z",
        f"((n + 1) * z * out - (n - m + 1) * {S}.assoc_legendre_p(n + 1, m, z))"
        " / (1 - z * z)",
    ),
    # The ladder operators, which need no cotangent and so hold at the poles.
    (
        "sph_legendre_p(n, m, theta)",
        "theta",
        f"0.5 * (np.sqrt(np.abs((n - m) * (n + m + 1))) * {S}.sph_legendre_p(n, m + 1, theta)"
        f" - np.sqrt(np.abs((n + m) * (n - m + 1))) * {S}.sph_legendre_p(n, m - 1, theta))",
    ),
):
    rule(
        f"{S}.{_call}",
        out_dot=f"{_x}_dot * ({_slope})",
        kinds="unknown",
        **{f"{_x}_bar": f"like(out_bar * ({_slope}), {_x})"},
    )
elementwise(
    f"{S}.sph_harm_y(n, m, theta, phi)",
    dtheta=f"0.5 * (np.sqrt(np.abs((n - m) * (n + m + 1))) * np.exp(-1j * phi)"
    f" * {S}.sph_harm_y(n, m + 1, theta, phi) - np.sqrt(np.abs((n + m) * (n - m + 1)))"
    f" * np.exp(1j * phi) * {S}.sph_harm_y(n, m - 1, theta, phi))",
    dphi="1j * m * out",
    kinds="broadcast_array",
    dtype="complex",
    ref="Varshalovich, Moskalev and Khersonskii, Quantum Theory of Angular Momentum"
    " (1988), 5.8.2",
)

# Functions with several results, in their one real argument: name, result, slope. ------

_QUARTER = 0.3989422804014327  # of exp(i pi / 4) / sqrt(pi), both parts
_SEVERAL: dict[str, tuple[tuple[str, str], ...]] = {
    # Be = ber + i bei solves x^2 y'' + x y' - i x^2 y = 0; so does Ke. DLMF 10.61.3. Near 0 the
    # series of Be'', DLMF 10.65.1.
    "kelvin(x)": (
        ("be", "bep"),
        ("ke", "kep"),
        (
            "bep",
            "choose(np.abs(x) < 0.05, 0.5j * (1 + 0.375j * x * x * (1 + 5j / 72 * x * x"
            " * (1 + 7j / 240 * x * x))), 1j * be - bep / (x + (x == 0)))",
        ),
        ("kep", "1j * ke - kep / x"),
    ),
    "itairy(x)": (
        ("apt", "airy_part(x, 0)"),
        ("bpt", "airy_part(x, 2)"),
        ("ant", "airy_part(left, 0)"),
        ("bnt", "airy_part(left, 2)"),
    ),
    # F(x) is the integral of exp(i t^2) from x on, K = exp(-i (x^2 + pi/4)) F / sqrt(pi).
    "modfresnelp(x)": (
        ("fp", "-np.exp(1j * x * x)"),
        ("kp", f"-(2j * x * kp + {_QUARTER - _QUARTER * 1j})"),
    ),
    "modfresnelm(x)": (
        ("fm", "-np.exp(-1j * x * x)"),
        ("km", f"2j * x * km - {_QUARTER + _QUARTER * 1j}"),
    ),
}
for _call, _pairs in _SEVERAL.items():
    _falling = all(slope.startswith("-") for _, slope in _pairs)
    _terms = [f"{name}_bar * ({slope[_falling:]})" for name, slope in _pairs]
    rule(
        f"{', '.join(name for name, _ in _pairs)} = {S}.{_call}",
        x_bar=f"{'-' * _falling}like({' + '.join(_terms)}, x)",
        kinds="elementwise",
        dtype="float" if _call == "itairy(x)" else "complex",
        where="left = -x" if _call == "itairy(x)" else "",
        **{f"{name}_dot": f"x_dot * ({slope})" for name, slope in _pairs},
    )

# Mathieu's equation y'' = (2 q cos 2x - a) y, with x in degrees. DLMF 28.2.1
for _name, _value in (("mathieu_cem", "mathieu_a"), ("mathieu_sem", "mathieu_b")):
    _DEGREE = 0.017453292519943295
    # Of order 0 the odd one is 0, and has no characteristic value.
    _order = "m" if _name == "mathieu_cem" else "np.maximum(m, 1)"
    _curve = (
        f"(2 * q * np.cos(2 * {_DEGREE} * x) - {S}.{_value}({_order}, q))"
        f" * (y * {_DEGREE})"
    )
    rule(
        f"y, yp = {S}.{_name}(m, q, x)",
        y_dot=f"yp * {_DEGREE} * x_dot",
        yp_dot=f"{_curve} * x_dot",
        x_bar=f"like(y_bar * (yp * {_DEGREE}) + yp_bar * ({_curve}), x)",
        kinds="elementwise",
        dtype="float",
    )
constant(
    f"{S}.bernoulli(n)",
    f"{S}.euler(n)",
    kinds="thing",
    reason="numbers of a sequence, up to the one asked for",
)
constant(f"{S}.round(x)", kinds="elementwise", dtype="float")
constant(
    f"{S}.factorial2(n, exact=False)",
    kinds="unknown",
    reason="SciPy takes integers only",
)
