"""Elliptic integrals, Kelvin and parabolic cylinder functions, and further integrals of SciPy.

Carlson's symmetric integrals, DLMF 19.16-19.18, lose no digits where Legendre's forms do (m = 0).
"""

from adgen.rules.declare import rule
from adgen.rules.tables.special import special_functions

_RD = "{{s}}.elliprd({0}, {1}, {2})"
# With D = RD(0, 1 - m, 1) / 3, DLMF 19.25.1: K - E = m D and E - (1 - m) K = m (K - D).
_D = "{s}.elliprd(0.0, 1 - m, 1.0) / 3"
_RJ_X = "(out - {{s}}.elliprd({1}, {2}, {0})) / (2 * (p - {0}))"
_ROOT = "np.sqrt(1 - m * np.sin(phi) ** 2)"
_AT_ZERO = "(0.25 * phi - 0.125 * np.sin(2 * phi))"
_AGM = (
    "2 * out * out * (a - b) / np.pi * ({s}.ellipk(((a - b) / (a + b)) ** 2)"
    " - {s}.elliprd(0.0, 4 * a * b / (a + b) ** 2, 1.0) / 3)"
)

special_functions(
    {
        "ellipk(m)": {"dm": f"(out - {_D}) / (2 * (1 - m))"},
        "ellipkm1(p)": {"dp": "-((out - {s}.elliprd(0.0, p, 1.0) / 3) / (2 * p))"},
        "ellipe(m)": {"dm": "-({s}.elliprd(0.0, 1 - m, 1.0) / 6)"},
        "ellipkinc(phi, m)": {
            "dphi": f"1 / {_ROOT}",
            "dm": f"choose(m == 0, {_AT_ZERO}, {{s}}.ellipeinc(phi, m)"
            " / (2 * (m + (m == 0)) * (1 - m)) - out / (2 * (m + (m == 0)))"
            f" - np.sin(2 * phi) / (4 * (1 - m) * {_ROOT}))",
        },
        "ellipeinc(phi, m)": {
            "dphi": _ROOT,
            "dm": f"choose(m == 0, -{_AT_ZERO},"
            " (out - {s}.ellipkinc(phi, m)) / (2 * (m + (m == 0))))",
        },
        "elliprc(x, y)": {
            "dx": "choose(x == y, -(out / (6 * x)),"
            " (out - 1 / np.sqrt(x)) / (2 * (y - x + (x == y))))",
            "dy": "choose(x == y, -(out / (3 * x)),"
            " (out - np.sqrt(x) / y) / (2 * (x - y + (x == y))))",
        },
        "elliprf(x, y, z)": {
            "dx": f"-({_RD.format('y', 'z', 'x')} / 6)",
            "dy": f"-({_RD.format('z', 'x', 'y')} / 6)",
            "dz": f"-({_RD.format('x', 'y', 'z')} / 6)",
        },
        # DLMF 19.18.1 and the partial fractions of 1 / ((t + x) (t + z)).
        "elliprd(x, y, z)": {
            "dx": "-(({s}.elliprd(y, z, x) - out) / (2 * (z - x)))",
            "dy": "choose(y == z, -(0.8835729338221293 / (np.sqrt(y) * y * y))"
            " + np.log(1 - (x != 0)), -(({s}.elliprd(x, z, y) - out)"
            " / (2 * (z - y + (y == z)))))",
            "dz": "-(1.5 * out + x * choose(x == 0, 0.0,"
            " -(({s}.elliprd(y, z, x + (x == 0)) - out) / (2 * (z - x))))"
            " + y * choose(y == z, -(0.8835729338221293 / (np.sqrt(y) * y * y))"
            " + np.log(1 - (x != 0)), -(({s}.elliprd(x, z, y) - out)"
            " / (2 * (z - y + (y == z)))))) / z",
        },
        "elliprg(x, y, z)": {
            "dx": f"0.25 * ({{s}}.elliprf(x, y, z) - x * {_RD.format('y', 'z', 'x')} / 3)",
            "dy": f"0.25 * ({{s}}.elliprf(x, y, z) - y * {_RD.format('z', 'x', 'y')} / 3)",
            "dz": f"0.25 * ({{s}}.elliprf(x, y, z) - z * {_RD.format('x', 'y', 'z')} / 3)",
        },
        "elliprj(x, y, z, p)": {
            "dx": _RJ_X.format("x", "y", "z"),
            "dy": _RJ_X.format("y", "z", "x"),
            "dz": _RJ_X.format("z", "x", "y"),
            "dp": f"-(1.5 * out + x * {_RJ_X.format('x', 'y', 'z')}"
            f" + y * {_RJ_X.format('y', 'z', 'x')} + z * {_RJ_X.format('z', 'x', 'y')}) / p",
        },
        # Gauss: M = pi (a + b) / (4 K(m)) with m = ((a - b) / (a + b))**2, DLMF 19.8.5.
        "agm(a, b)": {
            "da": f"out / (a + b) - {_AGM} / (a * (a + b) ** 2)",
            "db": f"out / (a + b) + {_AGM} / (b * (a + b) ** 2)",
        },
        "ber(x)": {"dx": "{s}.berp(x)"},
        "bei(x)": {"dx": "{s}.beip(x)"},
        "ker(x)": {"dx": "{s}.kerp(x)"},
        "kei(x)": {"dx": "{s}.keip(x)"},
        "berp(x)": {"dx": "-({s}.bei(x) + out / x)"},
        "beip(x)": {"dx": "{s}.ber(x) - out / x"},
        "kerp(x)": {"dx": "-({s}.kei(x) + out / x)"},
        "keip(x)": {"dx": "{s}.ker(x) - out / x"},
        "itstruve0(x)": {"dx": "{s}.struve(0, x)"},
        "it2struve0(x)": {"dx": "-({s}.struve(0, x) / x)"},
        "itmodstruve0(x)": {"dx": "{s}.modstruve(0, x)"},
        "wright_bessel(a, b, x)": {"dx": "{s}.wright_bessel(a, a + b, x)"},
        "log_wright_bessel(a, b, x)": {
            "dx": "np.exp({s}.log_wright_bessel(a, a + b, x) - out)"
        },
        "zetac(x)": {"dx": "zeta_slope(x, 1.0)"},
        "radian(d, m, s)": {
            "dd": "0.017453292519943295",
            "dm": "0.0002908882086657216",
            "ds": "4.84813681109536e-06",
        },
        # w'(z) = 2i / sqrt(pi) - 2 z w(z), DLMF 7.10.2, with z = (x + i gamma) / (sigma sqrt 2).
        "voigt_profile(x, sigma, gamma)": {
            name: text.replace(
                "[z]", "((x + 1j * gamma) / (1.4142135623730951 * sigma))"
            )
            for name, text in {
                "dx": "np.real(-(2 * [z] * {s}.wofz([z]))) / (3.5449077018110318 * sigma**2)",
                "dgamma": "-(np.imag(1.1283791670955126j - 2 * [z] * {s}.wofz([z]))"
                " / (3.5449077018110318 * sigma**2))",
                "dsigma": "-(out / sigma) - np.real([z] * (1.1283791670955126j"
                " - 2 * [z] * {s}.wofz([z]))) / (2.5066282746310002 * sigma**2)",
            }.items()
        },
        "diric(x, n)": {
            "dx": "choose(np.abs(np.sin(0.5 * x)) < 0.0002,"
            " -(out * (n * n - 1) * np.tan(0.5 * x) / 6),"
            " 0.5 * (np.cos(0.5 * n * x) - out * np.cos(0.5 * x))"
            " / (np.sin(0.5 * x) + (np.sin(0.5 * x) == 0)))"
        },
    }
)

# several results ---------------------------------------------------------------------

_SEVERAL = {
    "itj, ity = {s}.itj0y0(x)": ("{s}.j0(x)", "{s}.y0(x)"),
    "iti, itk = {s}.iti0k0(x)": ("{s}.i0(x)", "{s}.k0(x)"),
    "itj, ity = {s}.it2j0y0(x)": ("(1 - {s}.j0(x)) / x", "-({s}.y0(x) / x)"),
    "iti, itk = {s}.it2i0k0(x)": ("({s}.i0(x) - 1) / x", "-({s}.k0(x) / x)"),
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
    " slope = -(dn * choose(m == 0, 0.25 * ph - 0.125 * np.sin(2 * ph),"
    " scipy.special.ellipeinc(ph, m) / (2 * (m + (m == 0)) * (1 - m))"
    " - u / (2 * (m + (m == 0))) - sn * cn / (2 * (1 - m) * dn)))",
    kinds="elementwise",
    dtype="float",
    ref="DLMF 22.16",
)
