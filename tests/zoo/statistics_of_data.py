"""Covariances and correlations of two sets of data, padding by a value, infinite orders."""

import math
import operator
from operator import methodcaller

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4), draw(4, seed=2))
def covariance_of_two(x, y):
    return np.cov(x, y)[0, 1] / (np.std(x) * np.std(y))


@zoo(draw(4))
def correlation_with_counts(x):
    counts = np.array([1, 2, 4, 8])
    return np.corrcoef(counts, x)[0, 1] + np.corrcoef(x, counts)[1, 0] ** 2


@zoo(draw(2, 4), draw(4, seed=2))
def covariance_of_a_matrix_and_a_vector(m, y):
    return np.sum(np.cov(m, y, bias=True) * np.arange(9.0).reshape(3, 3))


@zoo(draw(4))
def variance_of_one(x):
    return np.cov(x) * 2.0


@zoo(draw(3), 0.7)
def padded_by_a_parameter(x, edge):
    wide = np.pad(x, (1, 2), constant_values=edge)
    return np.sum(wide[1:] * wide[:-1])


@zoo(draw(2, 3))
def padded_by_an_element(x):
    return np.sum(np.pad(x, ((1, 0), (0, 2)), "constant", constant_values=x[0, 1]) ** 2)


@zoo(np.array([1.5, -0.4, 2.0]))
def norm_of_order_minus_infinity(x):
    order = -np.inf
    return np.linalg.norm(x, -math.inf) + np.linalg.norm(x * x, order)


@zoo(draw(3))
def methods_by_name(x):
    total = operator.methodcaller("sum")
    longest = sorted([x, 3 * x, 2 * x], key=methodcaller("max"))[-1]
    return total(x * x) + sum(map(methodcaller("dot", x), [x, longest]))


@zoo(draw(9), 0.3)
def several_quantiles(x, w):
    low, middle, high = np.percentile(x, [25, 50, 75])
    return (high - low) * w + middle**2


@zoo(draw(4, 5))
def quantiles_of_rows(x):
    q = np.quantile(x, np.array([0.1, 0.9]), axis=1, keepdims=True)
    return np.sum((q[1] - q[0]) * x**2)


@zoo(draw(6))
def quantiles_by_name(x):
    return np.sum(np.nanquantile(x, q=(0.2, 0.7)) ** 2)
