"""Curves fitted to data: the parameters, with respect to the data.

The models are linear in their parameters, so that SciPy finds these to the last digits: it stops
where the sum of squares moves no more, half of the digits before. tests/frontend has another.
"""

import numpy as np
from scipy.optimize import curve_fit, least_squares

from tests.zoo.registry import draw, zoo

TIMES = np.linspace(0.0, 2.0, 7)
SEEN = 1.3 * np.exp(-TIMES) + 0.8 * TIMES + 0.1 * draw(7)


def model(t, a, b):
    return a * np.exp(-t) + b * t


def slopes(t, a, b):
    return np.stack([np.exp(-t), t], axis=1)


@zoo(SEEN)
def parameters_of_data(y):
    popt, _ = curve_fit(model, TIMES, y, [1.0, 1.0], jac=slopes)
    return popt[0] * popt[1] ** 2


@zoo(SEEN, TIMES, 1.0 + TIMES)
def data_with_deviations(y, t, s):
    start = np.array([1.3, 0.8])
    (a, b), pcov = curve_fit(model, t, y, start, s, True, method="lm", jac=slopes)
    return a * b


@zoo(SEEN, 0.2)
def model_that_sees_what_varies(y, c):
    def line(t, a, b):
        return a + b * t * c + c * t**2

    found = curve_fit(line, TIMES, y, jac=lambda t, a, b: np.stack([t**0, t * c], 1))
    return np.sum(found[0] ** 2)


@zoo(np.array([1.0, 2.5, 2.9, 4.2]))
def lines_in_a_loop(y):
    total = 0.0
    for i in range(3):
        popt, _ = curve_fit(
            lambda x, *p: p[0] + p[1] * x,
            [0, 1, 2, 3],
            y,
            p0=(0.5, 1.0),
            jac=lambda x, *p: np.stack([np.ones(4), x], axis=1),
        )
        total = total + popt[1] * (i + 1)
        y = y * np.sin(popt[0])
    return total


@zoo(SEEN)
def residuals_that_do_not_vanish(y):
    found = least_squares(
        lambda p: model(TIMES, p[0], p[1]) - y,
        [1.0, 1.0],
        lambda p: slopes(TIMES, p[0], p[1]),
    )
    return found.x[0] * found.x[1] ** 2
