"""Arrays without axes that are written in place: numbers in generated code."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.1)
def written_in_every_way(x):
    y = np.zeros(())
    y[...] = 3
    y += x
    y[()] = y * y
    y /= 7
    np.add(y, x, out=y)
    return y * x


@zoo(1.1)
def under_two_names(x):
    y = np.zeros(())
    z = y
    y += x
    w = z.copy()
    y *= x
    return w * z


@zoo(1.1)
@zoo(-1.1)
def on_paths_and_in_loops(x):
    y = np.array(0.0)
    if x > 0:
        y += x
    else:
        y[...] = -x
    for k in range(3):
        if k == 1:
            y *= x
        y += k
    return y * x


@zoo(draw(3))
def that_sums_an_array(x):
    total = np.zeros(())
    for v in x:
        total += v * v
    return total


@zoo(1.1)
def a_part_that_is_a_view(x):
    m = np.ones((2, 2))
    whole = m.sum()
    whole += x
    entry = m[0, 0, ...]
    entry += x
    return whole * m[0, 0]


def add_to(y, v):
    y += v


@zoo(1.1)
def by_a_callee_and_in_a_list(x):
    y = np.zeros(())
    add_to(y, x)
    add_to(y, x * x)
    both = [y, y]
    both[0] *= 2
    return both[1] * x


@zoo(np.array(2.0))
def like_an_argument(x):
    y = np.zeros_like(x)
    y += x
    z = x.copy()
    z[...] = z * y
    return z * y


def columns(parts):
    parts = np.asarray(parts, dtype=np.float64)
    return np.concatenate([x[..., np.newaxis] for x in parts], axis=-1)


@zoo(1.2, 0.3)
def numbers_with_a_new_axis(r, t):
    """`x[..., None]` of a number is a vector, and so is its tangent."""
    return columns([r * np.cos(t), r * np.sin(t)]) * np.array([1.0, 2.0])
