"""Arrays that are None at first, or on one path."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4, 3))
def products_of_neighbours(x):
    prev = None
    total = 0.0
    for row in x:
        cur = np.sin(row)
        if prev is not None:
            total += prev @ cur
        prev = cur
    return total


@zoo(draw(4, 3))
def row_with_the_largest_entry(x):
    best = None
    for i in range(len(x)):
        if best is None or x[i, 0] > best[0]:
            best = 2 * x[i]
    return best @ best


@zoo(draw(4, 3))
@zoo(draw(1, 3), name="one_row_smoothed")
def smoothed_rows(x):
    state = None
    out = []
    for row in x:
        state = row if state is None else 0.7 * state + 0.3 * row**2
        out.append(state)
    return np.stack(out)


@zoo(draw(5), 0.3)
@zoo(draw(5), -0.3)
def a_scale_that_is_not_always_there(x, c):
    scale = None
    if c > 0:
        scale = x**2
    y = np.sin(x)
    if scale is not None:
        y = y * scale + scale.mean() + len(scale) + scale.shape[0]
    return y


@zoo(draw(4, 3), draw(4))
def rows_of_several_lengths(x, c):
    last = None
    total = 0.0
    for i in range(4):
        part = x[i, :2] if c[i] > 0 else x[i]
        if last is not None:
            total = total + (last[-1] * part).sum() + last.size
        last = part * c[i]
    return total + last.sum()


@zoo(draw(3), draw(3, 1))
def one_column_or_none(x, w):
    shift = None
    total = np.zeros((3, 3))
    for i in range(3):
        if shift is not None:
            total = total + shift * x
        shift = w * x[i]
    return total * shift


class _Filter:
    def __init__(self, rate):
        self.rate = rate
        self.state = None

    def __call__(self, x):
        if self.state is None:
            self.state = np.zeros_like(x)
        self.state = self.state + self.rate * (x - self.state)
        return self.state


@zoo(draw(5, 2), 0.4)
def state_of_an_object(x, rate):
    low = _Filter(rate)
    return np.array([low(row).sum() ** 2 for row in x])


def _first_above(rows, bound):
    for row in rows:
        if row[0] > bound:
            return row
    return None


@zoo(draw(5, 2), 0.2)
@zoo(draw(5, 2), 9.0)
def row_that_is_found(rows, bound):
    found = _first_above(rows, bound)
    if found is None:
        return rows.sum() * bound
    return np.prod(found) * bound


@zoo(draw(4))
def written_where_it_is(x):
    buffer = None
    for i in range(3):
        if buffer is None:
            buffer = x.copy()
        else:
            buffer[i] = buffer[i - 1] * x[i]
            buffer *= x
    return buffer


@zoo(draw(4, 2))
def forgotten_again(x):
    kept = None
    total = 0.0
    for i in range(4):
        if kept is not None:
            total += (kept * x[i]).sum()
            kept = None
        else:
            kept = np.exp(x[i])
    return total


@zoo(draw(3) + 1j * draw(3, seed=2), draw(3))
def complex_or_none(z, x):
    last = None
    total = 0j
    for i in range(3):
        if last is not None:
            total = total + (last * np.conj(z)).sum()
        last = z * x[i]
    return total.real * last.imag


@zoo(draw(4), 3)
def asked_what_it_is(x, n):
    prev = None
    s = 0.1
    for _ in range(n):
        s += np.ndim(prev) * x[0] + np.size(prev) * x[1]
        if isinstance(prev, np.ndarray):
            s += prev[1]
        if hasattr(prev, "shape"):
            s += prev[0]
        if np.shape(prev) == (2,):
            s *= 2
        prev = x[:2] * s + x[1]
    return s


@zoo(draw(4))
def axes_of_none(x):
    prev = None
    s = 0.1
    for _ in range(3):
        s += np.ndim(prev) * x[0]
        prev = x[:2] * s + x[1]
    return s
