"""Results of calls that are changed in place: the reverse sweep needs what they were."""

import numpy as np

from tests.zoo.registry import draw, zoo


def grown(x):
    for _ in range(2):
        x = x + 0.1 * np.sin(x)
    return np.exp(x)


def grown_twice(x):
    a = np.sin(x)
    for _ in range(2):
        a = a * 1.5
    e = np.exp(a)
    return e, a


def grown_and_its_rest(x):
    e = np.exp(x)
    for _ in range(2):
        e = e * x
    t = np.tanh(e)
    return {"all": t, "rest": t[1:] * e[1:]}


@zoo(draw(3))
def changed_in_one_place(x):
    y = grown(x)
    y[0] *= 2.0
    return np.sum(y * x)


@zoo(draw(3))
def both_are_changed(x):
    y, b = grown_twice(x)
    b[1] = 5.0
    y[0] *= 2.0
    return np.sum(y * x * b)


@zoo(draw(3))
def one_of_two_is_changed(x):
    y, b = grown_twice(x)
    b += y
    return np.sum(b * x)


@zoo(draw(3))
def changed_in_a_dict(x):
    found = grown_and_its_rest(x)
    found["all"][0] = 3.0
    found["rest"] += 1.0
    return np.sum(found["all"][1:] * found["rest"])


@zoo(draw(3), draw(3, seed=2))
def changed_from_turn_to_turn(x, c):
    for k in range(3):
        x = grown(0.2 * x)
        x[k] -= c[k]
    return np.sum(x * c)


@zoo(draw(3), 0.4)
def changed_after_it_was_read(x, s):
    total = 0.0
    for _ in range(2):
        y = grown(s * x)
        total += y[1] * s
        y[1] = total
        total += np.sum(y * y)
    return total


@zoo(draw(3), 0.4)
@zoo(draw(3), -0.4)
def changed_on_one_side(x, s):
    y = grown(x)
    if s > 0.0:
        y[1:] = y[:-1] * s
    return np.sum(y * y)


@zoo(draw(3))
def the_argument_is_changed(x):
    z = x * x
    y = grown(z)
    z[0] = 2.0
    y += z
    return np.sum(y * z)
