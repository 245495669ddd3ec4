"""Arrays of the function's own that are written in a try which catches a ValueError."""

from __future__ import annotations

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4), 0.6)
def try_finally(x, s):
    a = x.copy()
    old = a[1]
    t = 0.0
    try:
        a[1] += s
        t = a @ a
        if t > 100:
            raise ValueError("big")
    except ValueError:
        t = 0.0
    else:
        t *= 2
    finally:
        a[1] = old
    return t * np.sum(a * x)


@zoo(draw(5), 0.6)
def try_in_loop(x, s):
    t = 0.0
    y = x.copy()
    for i in range(7):
        try:
            v = y[i]
            if v < 0:
                raise ValueError
            y[i] = math.log(v) * s
        except IndexError:
            y[0] += s
            continue
        except ValueError:
            y[i] = v * v
        finally:
            t += s * i
    return t * np.sum(y * x)


@zoo(draw(5), 0.6)
def restored_when_it_fails(x, s):
    y = x.copy()
    for k in range(4):
        old = y.copy()
        try:
            y[:] = y * (1 + s * k)
            y[k] = math.sqrt(y[k])
            if np.sum(y) > 1.0:
                raise ValueError("too far")
        except ValueError:
            y[:] = old
            y[k] = -0.5 * y[k]
    return y @ x


@zoo(draw(5))
def whole_caught(x):
    out = np.zeros(5)
    for i in range(5):
        try:
            out[i] = math.log(x[i])
            out[i] *= 2
        except (ValueError, ZeroDivisionError):
            out[i] = x[i]
    return out @ x


@zoo(draw(5), 0.6)
def dict_in_except_index(x, s):
    d = {"a": s, "b": x[0]}
    t = 0.0
    for i in range(7):
        try:
            t += x[i] * d["a"]
            d["b"] += x[i]
        except IndexError:
            t += d["b"]
    return t


@zoo(draw(5), 0.6)
def neighbours(x, s):
    y = x.copy()
    for i in range(5):
        try:
            y[i] = y[i] * s + y[i + 1]
            y[i] -= y[i] ** 2
        except IndexError:
            y[i] *= s
    return y @ x


@zoo(np.array([0.7, 0.9, 1.3]))
def parts_that_do_not_fit(x):
    y = x.copy()
    t = 0.0
    for i in range(4):
        try:
            y[i:] = x[:2] * (i + 1)
            t += y[i]
        except ValueError:
            y[0] += 3.0 * x[i % 3]
        except IndexError:
            t *= 2
    return np.sum(y * x) + t


@zoo(np.array([0.7, 0.9, 1.3]))
def operators_that_do_not_fit(x):
    y = x.copy()
    for k in (1, 2, 3, 4):
        try:
            y += x[0] * np.ones(k)
        except ValueError:
            y *= np.arange(3.0) + k
    return np.sum(y * x)


@zoo(np.array([0.7, 0.9, 1.3]))
def rows_in_a_try(x):
    y = np.outer(x, x)
    for k in range(4):
        try:
            z = y[k]
            z *= x
            z[1:] = x[:2] * k
            z[k + 1] = x[0]
        except IndexError:
            y[0] += x
        except ValueError:
            y[0] += 100 * x
    return np.sum(y * x)


@zoo(np.array([0.7, 0.9, 1.3]))
@zoo(np.array([0.7, 0.9, 0.3]))
def places_that_are_too_few(x):
    y = np.zeros(3)
    try:
        y[x > 0.8] = x[:2] ** 2
    except ValueError:
        y[:] = x
    return np.sum(y * x)


@zoo(np.array([0.7, 0.9, 1.3]))
def written_by_a_function_in_a_try(x):
    y = np.zeros((2, 3))

    def put(a, i, v):
        a[i] = v

    t = 0.0
    for i, v in ((0, x), (1, x[:2]), (2, x), (1, x[1:2])):
        try:
            put(y, i, v)
        except (ValueError, IndexError):
            t += v[0] ** 2
    return np.sum(y**2) + t


@zoo(np.array([0.7, 0.9, 1.3]))
def a_view_without_the_item(x):
    y = x.copy()
    z = y[::-1]
    try:
        z += x
        z[5] = 3.0
    except IndexError:
        z[1:] = x[:2] * 3
    return np.sum(y * x)
