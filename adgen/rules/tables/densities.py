"""Densities that stand in the slopes of distribution functions of scipy.special.

Those of the tests of Kolmogorov and Smirnov, and the noncentral F and t, in what the slopes of
their distribution functions are differentiated by: the value and the noncentrality.
"""

from adgen.rules.declare import elementwise

elementwise("inverse_mills(x)", dx="-(out * (x + out))")

elementwise("scipy.stats.kstwobign.pdf(x)", dx="-kolmogorov_slope(x, 2)")
elementwise("scipy.stats.ksone.pdf(x, n)", dx="-smirnov_slope(n, x, 2)")
# A mixture of densities x**(a + j - 1) / (dfd + dfn x)**(a + j + b), a = dfn / 2, b = dfd / 2, with
# Poisson's weights of j: the mean of j shifts the count, which `later` does.
elementwise(
    "scipy.stats.ncf.pdf(x, dfn, dfd, nc)",
    dx="out * ((0.5 * dfn - 1) / x - 0.5 * (dfn + dfd) * dfn / (dfd + dfn * x))"
    " + 0.5 * nc * later * dfd / (x * (dfd + dfn * x))",
    dnc="0.5 * (later - out)",
    where="share = dfn / (dfn + 2);"
    " later = share * scipy.stats.ncf.pdf(share * x, dfn + 2, dfd, nc)",
    ref="Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2 (1995), 30.2",
)
# The mean of s phi(x s - nc) over s = chi / sqrt(df): a power of s more is a degree of freedom
# more, at a stretched x.
elementwise(
    "scipy.stats.nct.pdf(x, df, nc)",
    dx="nc * squares - x * np.sqrt((df + 2) / df)"
    " * scipy.stats.nct.pdf(x * np.sqrt((df + 2) / df), df + 2, nc)",
    dnc="x * squares - nc * out",
    where="squares = np.sqrt(2 * (df + 1)) / df * np.exp("
    "scipy.special.gammaln(0.5 * (df + 1)) - scipy.special.gammaln(0.5 * df))"
    " * scipy.stats.nct.pdf(x * np.sqrt((df + 1) / df), df + 1, nc)",
    ref="Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2 (1995), 31.3",
)
