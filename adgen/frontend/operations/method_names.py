"""The names of the methods that arrays and random generators have."""

from __future__ import annotations

ARRAY_METHODS = {
    name: f"np.{name}"
    for name in (
        "sum prod mean var std max min cumsum cumprod dot reshape ravel transpose swapaxes"
        " squeeze take repeat trace diagonal clip round argmax argmin argsort argpartition"
        " nonzero all any searchsorted compress choose ptp copy astype sort fill partition"
        " put"
    ).split()
} | {
    "conj": "np.conj",
    "conjugate": "np.conj",
    "flatten": "np.ravel",
    "item": "item",
    "tolist": "list.nested",
    "view": "np.asarray",
}
"""The methods of arrays, and the functions that do the same."""

RANDOM_METHODS = frozenset(
    (
        "normal uniform random standard_normal integers exponential gamma beta lognormal"
        " laplace logistic gumbel choice permutation poisson binomial rand randn randint"
        " multivariate_normal dirichlet chisquare standard_exponential standard_gamma"
        " triangular weibull vonmises shuffle permuted bytes"
        " gauss normalvariate lognormvariate expovariate gammavariate betavariate"
        " paretovariate weibullvariate vonmisesvariate randrange getrandbits"
        " geometric hypergeometric negative_binomial multinomial logseries zipf pareto"
        " power rayleigh wald standard_t standard_cauchy noncentral_chisquare"
    ).split()
)
"""The methods of random generators: effects, whose results are constants."""
