"""Distributions of scipy.stats that are made with their parameters."""

import numpy as np
from scipy import stats
from scipy.integrate import quad
from scipy.stats import gamma, norm

import adgen
from tests.zoo.registry import draw, zoo

STANDARD = norm(0.0, 2.0)
PRIORS = [norm(0, 1), gamma(2.0, scale=0.5)]


@zoo(0.7, 0.3, 1.4)
def density_at_a_point(x, m, s):
    return norm(m, s).pdf(x) * norm(scale=s, loc=m).cdf(x=x)


@zoo(draw(3, low=0.2, high=2.0), 1.7, 0.6)
def likelihood_of_data(x, a, s):
    law = gamma(a, scale=s)
    return np.sum(law.logpdf(x)) + law.sf(2.0)


@zoo(draw(4), 0.3, 1.4)
def asked_in_a_loop(x, m, s):
    noise = stats.norm(m, s)
    total = 0.0
    for v in x:
        total += noise.logpdf(v) * noise.cdf(m * v)
    return total


@zoo(0.3, 1.4)
def made_anew_in_a_loop(m, s):
    law = norm(m, s)
    for _ in range(3):
        m = m + law.ppf(0.7)
        law = norm(m, scale=s * m)
    return law.logsf(2.0)


@zoo(0.3, 1.4)
@zoo(1.3, 1.4)
def parameters_of_a_branch(m, s):
    law = norm(m, s)
    if m > 1.0:
        law = norm(m * s)
    return law.logpdf(0.4) + law.entropy()


def surprise(law, x):
    total = 0.0
    for i in range(3):
        total -= law.logpdf(x * i)
        if total > 100.0:
            return 2.0 * total
    return total


@zoo(0.3, 1.4)
def passed_to_functions(m, x):
    return surprise(norm(m, 2.0), x) * surprise(STANDARD, m)


@zoo(0.8)
def of_the_module(x):
    known = STANDARD.ppf(0.9) * STANDARD.std()
    return STANDARD.logpdf(x) * known + sum(law.logpdf(x) for law in PRIORS)


@zoo(0.8)
def in_containers(x):
    laws = {"noise": norm(x, 2.0), "rate": stats.expon(scale=x)}
    chain = [stats.beta(2.0, b=x), stats.uniform(0.0, x)]
    return sum(laws[k].logpdf(0.4) for k in laws) * chain[0].cdf(0.3) + chain[1].sf(0.2)


class Model:
    def __init__(self, m):
        self.prior = norm(m, 1.5)

    def log_prior(self, x):
        return self.prior.logpdf(x)


@zoo(0.8)
def attribute_of_an_object(x):
    return Model(x).log_prior(x * x)


@zoo(draw(3), draw(3))
def array_of_parameters_that_is_written(m, x):
    means = m.copy()
    law = norm(means, 2.0)
    means[0] = 3.0 * m[1]
    return np.sum(law.logpdf(x))


@zoo(0.8)
def method_as_a_function(m):
    law = norm(m, 2.0)
    density = law.pdf
    area, _ = quad(law.pdf, 0.0, 1.0)
    assert callable(density) and hasattr(law, "cdf")
    return density(0.4) * area + sum(map(getattr(law, "cdf"), [1.0, m]))  # noqa: B009


@zoo(0.8, second_order=False)
def derivative_inside(m):
    law = norm(m, 2.0)
    return adgen.grad(lambda x: law.logpdf(x))(m * m)


@zoo(2.4)
def counts(mean):
    return stats.poisson(mean).logpmf(3) + stats.poisson(mu=mean).pmf(k=2)


@zoo(draw(2), draw(2), draw(2, 2))
def several_variables(x, mean, half):
    law = stats.multivariate_normal(mean, half @ half.T + np.eye(2))
    return law.logpdf(x) * law.pdf(2.0 * x)


@zoo(np.array([1.4, 2.3]))
def proportions(alpha):
    return stats.dirichlet(alpha).logpdf(np.array([0.3, 0.7]))


@zoo(0.8)
def default_of_a_parameter(x, law=norm(0.5, 2.0)):  # noqa: B008
    return law.logpdf(x)
