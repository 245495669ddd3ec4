"""Distribution functions of scipy.special and their inverses, in all real parameters.

The derivatives in shape parameters go back to those of the incomplete gamma and beta functions,
`gammainc_slope` and `betainc_slope`. An inverse has the slopes of the implicit function theorem.
"""

from adgen.rules.tables.special import special_functions

ROOT_TWO_PI = 2.5066282746310002
# `xlogy` where a density is finite at an end: 0 ** 0.
_CHI = (
    "np.exp({{s}}.xlogy(0.5 * v - 1, 0.5 * {x}) - 0.5 * {x} - {{s}}.gammaln(0.5 * v))"
)
_GAMMA = "np.exp(b * np.log(a * {x}) - a * {x} - {{s}}.gammaln(b))"
_GAMMA_RISE = "np.exp({{s}}.xlogy(b - 1, a * {x}) - a * {x} - {{s}}.gammaln(b))"
_F = (
    "np.exp(0.5 * dfn * np.log(dfn * {x} / (dfn * {x} + dfd))"
    " + 0.5 * dfd * np.log(dfd / (dfn * {x} + dfd))"
    " - {{s}}.betaln(0.5 * dfn, 0.5 * dfd))"
)
_F_RISE = (
    "dfn / dfd * np.exp({{s}}.xlogy(0.5 * dfn - 1, dfn * {x} / (dfn * {x} + dfd))"
    " + (0.5 * dfd + 1) * np.log(dfd / (dfn * {x} + dfd))"
    " - {{s}}.betaln(0.5 * dfn, 0.5 * dfd))"
)
# The end of the domain does not move with the parameters, whatever the density is there.
_INNER = "inner = choose(out != 0, rise, 1.0)"
_F_SLOPE = (
    "0.5 * betainc_slope(0.5 * dfn, 0.5 * dfd, dfn * {x} / (dfn * {x} + dfd), {n})"
)
_T = (
    "np.exp(-0.5 * (df + 1) * np.log1p({t} * {t} / df)"
    " - {{s}}.betaln(0.5, 0.5 * df)) / np.sqrt(df)"
)
# Minus the slope in df, where t is not 0.
_T_FAR = (
    "(0.25 * np.sign({t}) * betainc_slope(0.5 * df, 0.5,"
    " df / (df + {t} * {t} + ({t} == 0)), 1, 0)"
    f" + {_T} * {{t}} / (2 * df))"
)
# At t = 0 the first term of the series in t, whose further derivatives are finite.
_T_SLOPE = (
    "choose({t} == 0, 0.5 * {t} * np.exp(-{{s}}.betaln(0.5, 0.5 * df)) / np.sqrt(df) *"
    " ({{s}}.digamma(0.5 * (df + 1)) - {{s}}.digamma(0.5 * df) - 1 / df), -"
    + _T_FAR
    + ")"
)
_BINOMIAL = (
    "np.exp({{s}}.xlogy(hits, {p}) + {{s}}.xlog1py(trials - hits - 1, -{p})"
    " - {{s}}.betaln(hits + 1, trials - hits))"
)
_POISSON = "np.exp({{s}}.xlogy(hits, {m}) - {m} - {{s}}.gammaln(hits + 1))"
# SciPy leaves out the places behind the point of a count.
_HITS = "hits = k if is_whole(k) else np.trunc(k)"
_TRIALS = "trials = n if is_whole(n) else np.trunc(n)"
_COUNTS = f"{_HITS}; {_TRIALS}"


def _at(text: str, **places: str) -> str:
    return text.format(**places)


special_functions(
    {
        "chdtr(v, x)": {
            "dv": "0.5 * gammainc_slope(0.5 * v, 0.5 * x)",
            "dx": f"0.5 * {_at(_CHI, x='x')}",
        },
        "chdtrc(v, x)": {
            "dv": "-(0.5 * gammainc_slope(0.5 * v, 0.5 * x))",
            "dx": f"-(0.5 * {_at(_CHI, x='x')})",
        },
        "chdtri(v, p)": {
            "dv": "-(gammainc_slope(0.5 * v, 0.5 * out) / inner)",
            "dp": "-(2 / rise)",
            "where": f"rise = {_at(_CHI, x='out')}; {_INNER}",
        },
        "gdtr(a, b, x)": {
            "da": f"{_at(_GAMMA, x='x')} / a",
            "db": "gammainc_slope(b, a * x)",
            "dx": f"a * {_at(_GAMMA_RISE, x='x')}",
        },
        "gdtrc(a, b, x)": {
            "da": f"-({_at(_GAMMA, x='x')} / a)",
            "db": "-gammainc_slope(b, a * x)",
            "dx": f"-(a * {_at(_GAMMA_RISE, x='x')})",
        },
        "gdtrix(a, b, p)": {
            "da": "-(out / a)",
            "db": "-(gammainc_slope(b, a * out) / inner)",
            "dp": "1 / rise",
            "where": f"rise = a * {_at(_GAMMA_RISE, x='out')}; {_INNER}",
        },
        "fdtr(dfn, dfd, x)": {
            "ddfn": f"{_at(_F_SLOPE, x='x', n='1, 0')} + {_at(_F, x='x')} / dfn",
            "ddfd": f"{_at(_F_SLOPE, x='x', n='0, 1')} - {_at(_F, x='x')} / dfd",
            "dx": _at(_F_RISE, x="x"),
        },
        "fdtrc(dfn, dfd, x)": {
            "ddfn": f"-({_at(_F_SLOPE, x='x', n='1, 0')} + {_at(_F, x='x')} / dfn)",
            "ddfd": f"-({_at(_F_SLOPE, x='x', n='0, 1')} - {_at(_F, x='x')} / dfd)",
            "dx": f"-({_at(_F_RISE, x='x')})",
        },
        "fdtri(dfn, dfd, p)": {
            "ddfn": f"-({_at(_F_SLOPE, x='out', n='1, 0')} / inner + out / dfn)",
            "ddfd": f"-({_at(_F_SLOPE, x='out', n='0, 1')} / inner - out / dfd)",
            "dp": "1 / rise",
            "where": f"rise = {_at(_F_RISE, x='out')}; {_INNER}",
        },
        "stdtr(df, t)": {"ddf": _at(_T_SLOPE, t="t"), "dt": _at(_T, t="t")},
        "stdtrit(df, p)": {
            "ddf": f"-({_at(_T_SLOPE, t='out')} / ({_at(_T, t='out')}))",
            "dp": f"1 / ({_at(_T, t='out')})",
        },
        "stdtridf(p, t)": {
            "dp": f"-(1 / {_at(_T_FAR.replace('df', 'out'), t='t')})",
            "dt": f"{_at(_T.replace('df', 'out'), t='t')}"
            f" / {_at(_T_FAR.replace('df', 'out'), t='t')}",
        },
        "btdtria(p, b, x)": {
            "dp": "1 / betainc_slope(out, b, x, 1, 0)",
            "db": "-(betainc_slope(out, b, x, 0, 1) / betainc_slope(out, b, x, 1, 0))",
            "dx": "-(np.exp((out - 1) * np.log(x) + (b - 1) * np.log1p(-x)"
            " - {s}.betaln(out, b)) / betainc_slope(out, b, x, 1, 0))",
        },
        "btdtrib(a, p, x)": {
            "da": "-(betainc_slope(a, out, x, 1, 0) / betainc_slope(a, out, x, 0, 1))",
            "dp": "1 / betainc_slope(a, out, x, 0, 1)",
            "dx": "-(np.exp((a - 1) * np.log(x) + (out - 1) * np.log1p(-x)"
            " - {s}.betaln(a, out)) / betainc_slope(a, out, x, 0, 1))",
        },
        "chdtriv(p, x)": {
            "dp": "2 / gammainc_slope(0.5 * out, 0.5 * x)",
            "dx": f"-({_at(_CHI.replace('v', 'out'), x='x')}"
            " / gammainc_slope(0.5 * out, 0.5 * x))",
        },
        "pdtr(k, m)": {"dm": f"-{_at(_POISSON, m='m')}", "where": _HITS},
        "pdtrc(k, m)": {"dm": _at(_POISSON, m="m"), "where": _HITS},
        "pdtri(k, y)": {"dy": f"-(1 / {_at(_POISSON, m='out')})", "where": _HITS},
        "bdtr(k, n, p)": {"dp": f"-{_at(_BINOMIAL, p='p')}", "where": _COUNTS},
        "bdtrc(k, n, p)": {"dp": _at(_BINOMIAL, p="p"), "where": _COUNTS},
        "bdtri(k, n, y)": {
            "dy": f"-(1 / {_at(_BINOMIAL, p='out')})",
            "where": _COUNTS,
        },
        "nbdtr(k, n, p)": {
            "dp": "np.exp({s}.xlogy(trials - 1, p) + {s}.xlog1py(hits, -p)"
            " - {s}.betaln(trials, hits + 1))",
            "where": _COUNTS,
        },
        "nrdtrimn(p, std, x)": {
            "dp": f"-({ROOT_TWO_PI} * std * np.exp(0.5 * {{s}}.ndtri(p) ** 2))",
            "dstd": "-{s}.ndtri(p)",
            "dx": "1",
        },
        "nrdtrisd(mn, p, x)": {
            "dmn": "-(1 / {s}.ndtri(p))",
            "dp": f"-({ROOT_TWO_PI} * out * np.exp(0.5 * {{s}}.ndtri(p) ** 2)"
            " / {s}.ndtri(p))",
            "dx": "1 / {s}.ndtri(p)",
        },
        "chndtr(x, df, nc)": {
            # F(df) - F(df + 2) is twice the density of df + 2; its recurrence, DLMF 10.29.1,
            # gives that of df, also where df <= 2. Near 0, where it is divided by x, the density
            # itself, which overflows only where nc * x is large.
            "dx": "choose(near, 0.5 * np.exp(-0.5 * (low + nc) - {s}.gammaln(0.5 * df))"
            " * (0.5 * low) ** (0.5 * df - 1) * {s}.hyp0f1(0.5 * df, 0.25 * nc * low),"
            " (df * (out - {s}.chndtr(x, df + 2, nc)) + nc * ({s}.chndtr(x, df + 2, nc)"
            " - {s}.chndtr(x, df + 4, nc))) / (2 * high))",
            "dnc": "0.5 * ({s}.chndtr(x, df + 2, nc) - out)",
            "where": "bound = 0.1 / (1 + nc); near = x < bound;"
            " low = choose(near, x, bound); high = choose(near, bound, x)",
        },
        # A mixture of beta distributions with Poisson's weights, whose slope shifts the count.
        "ncfdtr(dfn, dfd, nc, f)": {
            "dnc": "0.5 * ({s}.ncfdtr(dfn + 2, dfd, nc, dfn / (dfn + 2) * f) - out)",
            "df": "scipy.stats.ncf.pdf(f, dfn, dfd, nc)",
        },
        # The mean of ndtr(t s - nc) over s = chi / sqrt(df), differentiated under the mean.
        "nctdtr(df, nc, t)": {
            # For df <= 1, where there is no law of df - 1, by the recurrence of these means.
            "dnc": "-choose(df > 1, scipy.stats.nct.pdf(t * np.sqrt((many - 1) / many),"
            " many - 1, nc) * np.sqrt(0.5 * (many - 1))"
            " * np.exp({s}.gammaln(0.5 * (many - 1)) - {s}.gammaln(0.5 * many)),"
            " (df + t * t) * scipy.stats.nct.pdf(t * np.sqrt((df + 1) / df), df + 1, nc)"
            " * 2 / (df * df) * np.sqrt(0.5 * (df + 1))"
            " * np.exp({s}.gammaln(0.5 * (df + 1)) - {s}.gammaln(0.5 * df))"
            " - t * nc / df * scipy.stats.nct.pdf(t, df, nc))",
            "dt": "scipy.stats.nct.pdf(t, df, nc)",
            "where": "many = choose(df > 1, df, 2.0)",
        },
        "kolmogorov(y)": {"dy": "-scipy.stats.kstwobign.pdf(y)"},
        "kolmogi(p)": {"dp": "-(1 / scipy.stats.kstwobign.pdf(out))"},
        "smirnov(n, d)": {
            "dd": "-scipy.stats.ksone.pdf(d, trials)",
            "where": _TRIALS,
        },
        "smirnovi(n, p)": {
            "dp": "-(1 / scipy.stats.ksone.pdf(out, trials))",
            "where": _TRIALS,
        },
        "tklmbda(x, lmbda)": {
            # Beyond 1 / lmbda the function is constant.
            "dx": "choose(lmbda * np.abs(x) < 1,"
            " 1 / (out ** (lmbda - 1) + (1 - out) ** (lmbda - 1)), 0.0)"
        },
    }
)
