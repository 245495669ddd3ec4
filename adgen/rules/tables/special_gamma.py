"""Gamma and beta functions of scipy.special, their ratios, incomplete ones and their inverses."""

from adgen.rules.tables.special import special_functions

# `xlogy` where a density is finite at an end: 0 ** 0 for a = 1.
_GAMMA = "np.exp({s}.xlogy(a - 1, x) - x - {s}.gammaln(a))"
_BETA = "np.exp({s}.xlogy(a - 1, x) + {s}.xlog1py(b - 1, -x) - {s}.betaln(a, b))"
# The slope of an inverse in y; at the ends, which do not move with a and b, it may be infinite.
_GAMMA_RISE = (
    "rise = np.exp(out - {s}.xlogy(a - 1, out) + {s}.gammaln(a));"
    " inner = choose(out > 0, rise, 1.0)"
)
_BETA_RISE = (
    "rise = np.exp({s}.betaln(a, b) - {s}.xlogy(a - 1, out) - {s}.xlog1py(b - 1, -out));"
    " inner = choose((out > 0) & (out < 1), rise, 1.0)"
)
special_functions(
    {
        # gamma and beta functions
        "gamma(z)": {"dz": "out * {s}.digamma(z)"},
        "gammaln(x)": {"dx": "{s}.digamma(x)"},
        "loggamma(z)": {"dz": "{s}.digamma(z)"},
        # 0 times infinity at 0, -1, -2, ...: by reflection, DLMF 5.5.3 and 5.5.4.
        "rgamma(z)": {
            "dz": "choose(low, {s}.gamma(1 - left) * np.cos(np.pi * left)"
            " - out * {s}.digamma(1 - left), -(out * {s}.digamma(right)))",
            "where": "low = np.real(z) < 0.5; left = choose(low, z, 0.5);"
            " right = choose(low, 0.5, z)",
        },
        "digamma(z)": {"dz": "{s}.polygamma(1, z)"},
        "polygamma(n, x)": {"dx": "{s}.polygamma(n + 1, x)"},
        # 0 times infinity where a + b is 0, -1, -2, ...: by reflection again.
        "beta(a, b)": {
            "da": "out * {s}.digamma(a) - beyond",
            "db": "out * {s}.digamma(b) - beyond",
            "where": "total = a + b; pole = (total <= 0) & (total == np.floor(total))"
            " & (b != np.floor(b)); left = choose(pole, 1 - total, 1.0);"
            " below = choose(pole, b, 0.5); beyond = choose(pole, out * {s}.digamma(left)"
            " + np.pi * {s}.beta(a, left) * np.cos(np.pi * left) / np.sin(np.pi * below),"
            " out * {s}.digamma(total))",
        },
        "betaln(a, b)": {
            "da": "{s}.digamma(a) - {s}.digamma(a + b)",
            "db": "{s}.digamma(b) - {s}.digamma(a + b)",
        },
        # By reflection where z is below 1/2, DLMF 5.5.3 and 5.5.4: at 0, -1, -2, ... it is a limit.
        "poch(z, m)": {
            "dz": "out * ({s}.digamma(choose(under, left, z + m))"
            " - {s}.digamma(choose(low, 1 - z, z))) + choose(low, turn, 0.0)",
            "dm": "out * {s}.digamma(z + m)",
            "where": "low = z < 0.5; under = low & (z + m < 0.5);"
            " left = choose(under, 1 - z - m, 1.0);"
            " right = choose(under, 1.0, z + m); below = choose(low, z, 0.0);"
            # The sine of pi m without whole half turns: 0 for whole m, and with a slope there.
            " place = z + m; slant = under & (place != np.floor(place)); whole = np.rint(m);"
            " wave = choose(slant, np.cos(np.pi * whole) * np.sin(np.pi * (m - whole)), 0.0);"
            " depth = choose(slant, np.sin(np.pi * (place - np.rint(place))), 1.0);"
            " turn = choose(under,"
            " np.pi * {s}.poch(left, choose(under, m, 1.0)) * wave / depth**2,"
            " {s}.gamma(right) * {s}.gamma(1 - below) * np.cos(np.pi * below))",
        },
        # The same where x - y or y is a negative integer: the products of out and a digamma.
        "binom(x, y)": {
            "dx": "out * {s}.digamma(x + 1) - beyond",
            "dy": "beyond - below",
            "where": "past = y - x > 0.5; gap = choose(past, y - x, 1.0);"
            " beyond = choose(past, out * {s}.digamma(gap)"
            " + {s}.beta(x + 1, gap) * np.cos(np.pi * gap),"
            " out * {s}.digamma(choose(past, 1.0, x - y + 1)));"
            " under = y < -0.5; depth = choose(under, -y, 1.0);"
            " below = choose(under, out * {s}.digamma(depth)"
            " + {s}.beta(x + 1, depth) * np.cos(np.pi * depth),"
            " out * {s}.digamma(choose(under, 1.0, y + 1)))",
        },
        "gammainc(a, x)": {
            "da": "gammainc_slope(a, x)",
            "dx": _GAMMA,
        },
        "gammaincc(a, x)": {
            "da": "-gammainc_slope(a, x)",
            "dx": f"-{_GAMMA}",
        },
        "gammaincinv(a, y)": {
            "da": "-(gammainc_slope(a, out) * inner)",
            "dy": "rise",
            "where": _GAMMA_RISE,
        },
        "gammainccinv(a, y)": {
            "da": "-(gammainc_slope(a, out) * inner)",
            "dy": "-rise",
            "where": _GAMMA_RISE,
        },
        "betainc(a, b, x)": {
            "da": "betainc_slope(a, b, x, 1, 0)",
            "db": "betainc_slope(a, b, x, 0, 1)",
            "dx": _BETA,
        },
        "betaincc(a, b, x)": {
            "da": "-betainc_slope(a, b, x, 1, 0)",
            "db": "-betainc_slope(a, b, x, 0, 1)",
            "dx": f"-{_BETA}",
        },
        "betaincinv(a, b, y)": {
            "da": "-(betainc_slope(a, b, out, 1, 0) * inner)",
            "db": "-(betainc_slope(a, b, out, 0, 1) * inner)",
            "dy": "rise",
            "where": _BETA_RISE,
        },
        "betainccinv(a, b, y)": {
            "da": "-(betainc_slope(a, b, out, 1, 0) * inner)",
            "db": "-(betainc_slope(a, b, out, 0, 1) * inner)",
            "dy": "-rise",
            "where": _BETA_RISE,
        },
    }
)
