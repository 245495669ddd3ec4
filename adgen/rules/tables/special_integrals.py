"""Elliptic integrals, Kelvin and parabolic cylinder functions, and further integrals of SciPy.

Carlson's symmetric integrals, DLMF 19.16-19.18, lose no digits where Legendre's forms do (m = 0).
"""

from collections.abc import Iterable

from adgen.rules.declare import rule
from adgen.rules.tables.special import special_functions

_RD = "{{s}}.elliprd({0}, {1}, {2})"
_RG = (
    "0.0 if is_constant({0}) and {0} == 0 else {0} * {{s}}.elliprd({1}, {2}, {0})"
    " if is_constant({0}) or is_constant({1}) and {1} == 0 or is_constant({2}) and {2} == 0"
    " else choose(({0} == 0) & ({1} * {2} != 0), 0.0, {0} * {{s}}.elliprd({1}, {2}, {0}))"
)
# With D = RD(0, 1 - m, 1) / 3, DLMF 19.25.1: K - E = m D and E - (1 - m) K = m (K - D).
_D = "{s}.elliprd(0.0, 1 - m, 1.0) / 3"
_RJ_X = "(out - {{s}}.elliprd({1}, {2}, {0})) / (2 * (p - {0} + (p == {0})))"
_ROOT = "np.sqrt(1 - m * np.sin(phi) ** 2)"
# The integrals over sin(t)**2 / (1 - m sin(t)**2)**(3/2) and **(1/2) are Carlson's up to a right
# angle, DLMF 19.25; whole turns add complete integrals.
_TURNS = (
    "turns = np.rint({0} / np.pi); sine = np.sin({0} - turns * np.pi);"
    " cosine = np.cos({0}) ** 2; width = 1 - m * sine * sine;"
    " whole = choose(turns == 0, 0.0, m)"
)
_FIRST_KIND = (
    "(sine**3 * {s}.elliprd(1.0, cosine, width) / 6"
    f" + turns * ({{s}}.ellipk(whole) - {_D.replace('m', 'whole')}) / (1 - whole))"
)
_SECOND_KIND = (
    "-(sine**3 * {s}.elliprd(cosine, width, 1.0) / 6"
    f" + turns * {_D.replace('m', 'whole')})"
)
_CARLSON = "carlson_integral(x, y, z, np.abs(p),"
_AGM = (
    "2 * out * out * (c - d) / np.pi * ({s}.ellipk(((c - d) / (c + d)) ** 2)"
    " - {s}.elliprd(0.0, 4 * c * d / (c + d) ** 2, 1.0) / 3)"
)


def _series(ratios: Iterable[float]) -> str:
    """The series in u whose coefficients have these ratios, the first of which is 1."""
    text = ""
    for ratio in reversed(list(ratios)):
        text = f" * (1 + {ratio!r} * u{text})"
    return text.removeprefix(" * ")


special_functions(
    {
        "ellipk(m)": {"dm": f"(out - {_D}) / (2 * (1 - m))"},
        "ellipkm1(p)": {"dp": "-((out - {s}.elliprd(0.0, p, 1.0) / 3) / (2 * p))"},
        "ellipe(m)": {"dm": "-({s}.elliprd(0.0, 1 - m, 1.0) / 6)"},
        "ellipkinc(phi, m)": {
            "dphi": f"1 / {_ROOT}",
            "dm": _FIRST_KIND,
            "where": _TURNS.format("phi"),
        },
        "ellipeinc(phi, m)": {
            "dphi": _ROOT,
            "dm": _SECOND_KIND,
            "where": _TURNS.format("phi"),
        },
        # Derivatives of the integrals; with a negative argument, of which the principal value
        # is meant, by partial fractions of 1 / ((t + x) (t + y)), DLMF 19.18.
        "elliprc(x, y)": {
            "dx": "choose(y > 0, -0.25 * carlson_integral(x, np.abs(y), 1.0, 1.0, 3, 2, 0, 0),"
            " (out - 1 / np.sqrt(x)) / (2 * (y - x + (x == y))))",
            "dy": "choose(y > 0, -0.5 * carlson_integral(x, np.abs(y), 1.0, 1.0, 1, 4, 0, 0),"
            " (out - np.sqrt(x) / y) / (2 * (x - y + (x == y))))",
        },
        "elliprf(x, y, z)": {
            "dx": f"-({_RD.format('y', 'z', 'x')} / 6)",
            "dy": f"-({_RD.format('z', 'x', 'y')} / 6)",
            "dz": f"-({_RD.format('x', 'y', 'z')} / 6)",
        },
        "elliprd(x, y, z)": {
            "dx": "-(0.75 * carlson_integral(x, y, z, 1.0, 3, 1, 3, 0))",
            "dy": "-(0.75 * carlson_integral(x, y, z, 1.0, 1, 3, 3, 0))",
            "dz": "-(2.25 * carlson_integral(x, y, z, 1.0, 1, 1, 5, 0))",
        },
        # By DLMF 19.21.9 the slope (RF - x RD(y, z, x) / 3) / 4 has words that 0 does not disturb;
        # where two are 0, x RD(y, z, x) does not vanish with x.
        "elliprg(x, y, z)": {
            "dx": "(in_y + in_z) / 12",
            "dy": "(in_x + in_z) / 12",
            "dz": "(in_x + in_y) / 12",
            "where": f"in_x = {_RG.format('x', 'y', 'z')};"
            f" in_y = {_RG.format('y', 'z', 'x')}; in_z = {_RG.format('z', 'x', 'y')}",
        },
        "elliprj(x, y, z, p)": {
            "dx": f"choose(p > 0, -0.75 * {_CARLSON} 3, 1, 1, 2), in_x)",
            "dy": f"choose(p > 0, -0.75 * {_CARLSON} 1, 3, 1, 2), in_y)",
            "dz": f"choose(p > 0, -0.75 * {_CARLSON} 1, 1, 3, 2), in_z)",
            "dp": f"choose(p > 0, -1.5 * {_CARLSON} 1, 1, 1, 4),"
            " -((1.5 * out + moved) / p))",
            "where": f"in_x = {_RJ_X.format('x', 'y', 'z')};"
            f" in_y = {_RJ_X.format('y', 'z', 'x')}; in_z = {_RJ_X.format('z', 'x', 'y')};"
            " moved = choose(x > 0, x * in_x, 0.0) + choose(y > 0, y * in_y, 0.0)"
            " + choose(z > 0, z * in_z, 0.0)",
        },
        # Gauss: M = pi (a + b) / (4 K(m)) with m = ((a - b) / (a + b))**2, DLMF 19.8.5.
        "agm(a, b)": {
            "da": "choose(out == 0, choose((a == 0) & (b != 0), np.inf, 0.0),"
            f" out / (c + d) - {_AGM} / (c * (c + d) ** 2))",
            "db": "choose(out == 0, choose((b == 0) & (a != 0), np.inf, 0.0),"
            f" out / (c + d) + {_AGM} / (d * (c + d) ** 2))",
            "where": "c = choose(out == 0, 1.0, a); d = choose(out == 0, 1.0, b)",
        },
        "ber(x)": {"dx": "{s}.berp(x)"},
        "bei(x)": {"dx": "{s}.beip(x)"},
        "ker(x)": {"dx": "{s}.kerp(x)"},
        "kei(x)": {"dx": "{s}.keip(x)"},
        # Near 0 their series, DLMF 10.65.1: the quotient has no derivatives there.
        "berp(x)": {
            "dx": "-choose(np.abs(x) < 0.05, 0.1875 * x * x * (1 - 7 * x**4 / 3456),"
            " {s}.bei(x) + out / (x + (x == 0)))"
        },
        "beip(x)": {
            "dx": "choose(np.abs(x) < 0.05, 0.5 - 5 * x**4 / 384,"
            " {s}.ber(x) - out / (x + (x == 0)))"
        },
        "kerp(x)": {"dx": "-({s}.kei(x) + out / x)"},
        "keip(x)": {"dx": "{s}.ker(x) - out / (x + (x == 0))"},
        "itstruve0(x)": {"dx": "{s}.struve(0, x)"},
        "it2struve0(x)": {
            "dx": "-choose(np.abs(x) < 0.06, 0.6366197723675814"
            " * (1 - x * x / 9 * (1 - x * x / 25 * (1 - x * x / 49))),"
            " {s}.struve(0, x) / (x + (x == 0)))"
        },
        "itmodstruve0(x)": {"dx": "{s}.modstruve(0, x)"},
        "wright_bessel(a, b, x)": {
            "da": "wright_slope(a, b, x, 0)",
            "db": "wright_slope(a, b, x, 1)",
            "dx": "{s}.wright_bessel(a, a + b, x)",
        },
        "log_wright_bessel(a, b, x)": {
            "da": "wright_slope(a, b, x, 0) * np.exp(-out)",
            "db": "wright_slope(a, b, x, 1) * np.exp(-out)",
            "dx": "np.exp({s}.log_wright_bessel(a, a + b, x) - out)",
        },
        "zetac(x)": {"dx": "zeta_slope(x, 1.0)"},
        "radian(d, m, s)": {
            "dd": "0.017453292519943295",
            "dm": "0.0002908882086657216",
            "ds": "4.84813681109536e-06",
        },
        # w'(z) = 2i / sqrt(pi) - 2 z w(z), DLMF 7.10.2, with z = (x + i gamma) / (sigma sqrt 2);
        # far out its series in 1 / z, DLMF 7.12.1, in which nothing is divided by sigma. The
        # first term that is left out is below 6e-16 of the sum.
        "voigt_profile(x, sigma, gamma)": {
            "dx": "np.real(turn) / 3.5449077018110318",
            "dgamma": "-(np.imag(turn) / 3.5449077018110318)",
            "dsigma": "choose(far, -(0.6366197723675814 * sigma"
            f" * np.imag({_series((k + 2) / (k + 1) * (k + 1.5) for k in range(6))} / place**3)),"
            " -(out / narrow + np.real(z * turn) / 2.5066282746310002))",
            "where": "far = (np.hypot(x, gamma) > 40 * sigma) & (sigma >= 0)"
            " & ((gamma >= 0) | (sigma == 0));"
            " place = choose(far, x + 1j * gamma, 1.0); narrow = choose(far, 1.0, sigma);"
            " z = (x + 1j * gamma) / (1.4142135623730951 * narrow);"
            " u = 2 * sigma * sigma / place**2;"
            f" turn = choose(far, -(1.1283791670955126j * {_series(k + 1.5 for k in range(6))}"
            " / place**2),"
            " (1.1283791670955126j - 2 * z * {s}.wofz(z)) / narrow**2)",
        },
        "diric(x, n)": {
            # The series in t of the difference of two cotangents.
            "dx": "choose(np.abs(n * np.sin(0.5 * x)) < 0.003,"
            " -(out * (n * n - 1) * t * (1 + (n * n - 4) / 15 * t * t) / 6),"
            " 0.5 * (np.cos(0.5 * n * x) - out * np.cos(0.5 * x))"
            " / (np.sin(0.5 * x) + (t == 0)))",
            "where": "t = np.tan(0.5 * x)",
        },
    }
)

# several results ---------------------------------------------------------------------

_SEVERAL = {
    "itj, ity = {s}.itj0y0(x)": ("{s}.j0(x)", "{s}.y0(x)"),
    "iti, itk = {s}.iti0k0(x)": ("{s}.i0(x)", "{s}.k0(x)"),
    "d, dp = {s}.pbdv(v, x)": ("dp", "(0.25 * x * x - v - 0.5) * d"),
    "d, dp = {s}.pbvv(v, x)": ("dp", "(0.25 * x * x - v - 0.5) * d"),
    "w, wp = {s}.pbwa(a, x)": ("wp", "(a - 0.25 * x * x) * w"),
    "eai, eaip, ebi, ebip = {s}.airye(x)": (
        "eaip + np.sqrt(x) * eai",
        "x * eai + np.sqrt(x) * eaip",
        "ebip - np.sqrt(np.maximum(x, 0.0)) * ebi",
        "x * ebi - np.sqrt(np.maximum(x, 0.0)) * ebip",
    ),
}
for _signature, _slopes in _SEVERAL.items():
    _results = [name.strip() for name in _signature.partition("=")[0].split(",")]
    _pairs = list(
        zip(_results, (slope.replace("{s}", "scipy.special") for slope in _slopes))
    )
    rule(
        _signature.replace("{s}", "scipy.special"),
        x_bar="like("
        + " + ".join(f"{name}_bar * ({slope})" for name, slope in _pairs)
        + ", x)",
        kinds="elementwise",
        dtype="float",
        **{f"{name}_dot": f"x_dot * ({slope})" for name, slope in _pairs},
    )


# The series of (1 - j0(x)) / x and (i0(x) - 1) / x, where the quotients lose their digits.
_NEAR_0 = (
    "choose(np.abs(x) < 0.1, 0.25 * x * (1 {sign} x * x / 16 * (1 {sign} x * x / 36"
    " * (1 {sign} x * x / 64))), {far} / (x + (x == 0)))"
)
for _signature, _slopes in {
    "itj, ity = scipy.special.it2j0y0(x)": (
        _NEAR_0.format(sign="-", far="(1 - scipy.special.j0(x))"),
        "-(scipy.special.y0(x) / x)",
    ),
    "iti, itk = scipy.special.it2i0k0(x)": (
        _NEAR_0.format(sign="+", far="(scipy.special.i0(x) - 1)"),
        "-(scipy.special.k0(x) / x)",
    ),
}.items():
    _pairs = list(zip(_signature.partition(" =")[0].split(", "), _slopes))
    rule(
        _signature,
        x_bar=f"like({' + '.join(f'{n}_bar * {slope}' for n, slope in _pairs)}, x)",
        kinds="first_elementwise",
        **{f"{name}_dot": f"x_dot * {slope}" for name, slope in _pairs},
    )
# The amplitude ph solves u = F(ph, m): its slope in m is -dn times that of F.
rule(
    "sn, cn, dn, ph = scipy.special.ellipj(u, m)",
    sn_dot="cn * moved",
    cn_dot="-(sn * moved)",
    dn_dot="-((m * sn * cn * moved + 0.5 * sn * sn * m_dot) / dn)",
    ph_dot="moved",
    u_bar="like(dn * pulled, u)",
    m_bar="like(slope * pulled - 0.5 * sn * sn * dn_bar / dn, m)",
    where="moved = dn * u_dot + slope * m_dot;"
    " pulled = cn * sn_bar - sn * cn_bar - m * sn * cn / dn * dn_bar + ph_bar;"
    f" {_TURNS.format('ph')}; slope = -(dn * {_FIRST_KIND.replace('{s}', 'scipy.special')})",
    kinds="elementwise",
    dtype="float",
    ref="DLMF 22.16",
)
