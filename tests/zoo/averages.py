"""`np.average` that gives the sum of the weights, too."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4), draw(4, seed=2, low=0.5))
def mean_and_weights(x, w):
    mean, total = np.average(x, weights=w, returned=True)
    return mean * total**2


@zoo(draw(3, 4), draw(3, seed=2, low=0.5), draw(3, 4, seed=3, low=0.5))
def means_and_weights_along_an_axis(x, w, u):
    mean, total = np.average(x, 0, w, True)
    other, sums = np.average(x, axis=1, weights=u, returned=True, keepdims=True)
    return np.sum(mean * total**2) + np.sum(other * sums**2)


@zoo(draw(3, 4))
def means_and_numbers(x):
    mean, number = np.average(x, returned=True)
    means, numbers = np.average(x, axis=0, returned=True)
    return mean * number + np.sum(means * numbers) * np.average(x, returned=False)


@zoo(draw(3))
def weights_of_a_list(x):
    mean, total = np.average(x, weights=[1.0, 2.0, x[0] ** 2], returned=True)
    return mean * total
