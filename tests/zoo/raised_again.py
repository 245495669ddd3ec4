"""`raise` in a handler, caught by a clause further out."""

import contextlib
import math

import numpy as np

from tests.zoo.registry import zoo

POINT = np.array([0.7, 0.9, 1.3])
OTHER = np.array([0.3, 0.9, 0.1])


@zoo(POINT)
@zoo(OTHER)
def behind_a_change_of_names(x):
    t = 0.0
    for v in x:
        try:
            try:
                if v < 0.8:
                    raise KeyError(3)
                t += v * v
            except LookupError:
                t += v
                raise
        except (KeyError, LookupError):
            t += v**3
    return t


@zoo(POINT)
@zoo(OTHER)
def on_some_paths(x):
    y = x.copy()

    def logarithm(v):
        try:
            y[0] = v * 2
            return math.log(v - 0.5)
        except ValueError:
            y[1] = v * 3
            if v > 0.2:
                raise
            return v
        finally:
            y[2] += v

    t = 0.0
    for v in x:
        try:
            t += logarithm(v)
        except Exception:
            t += y[1]
    return t + np.sum(y)


@zoo(POINT)
@zoo(OTHER)
def out_of_a_try_in_the_handler(x):
    t = x[0]
    try:
        try:
            t = t * math.sqrt(x[0] - 0.5)
        except ValueError:
            t = t * 2
            try:
                t = t * x[2]
                raise
            except ArithmeticError:
                t = 0.0
            finally:
                t = t + x[1]
    except KeyError:
        t = 1.0
    except ValueError:
        t = t * x[1] ** 2
    return t


@contextlib.contextmanager
def scaled(y):
    y[0] *= 2
    try:
        yield y
    except ValueError:
        y[1] *= 5
        raise
    finally:
        y[2] *= 3


@zoo(POINT)
@zoo(OTHER)
def out_of_a_context_manager(x):
    y = x.copy()
    try:
        with scaled(y) as q:
            q[0] = q[0] * math.sqrt(x[0] - 0.5)
    except ValueError:
        y[0] = y[1]
    return np.sum(y * x)


@zoo(POINT)
def out_of_a_loop(x):
    t = 0.0
    for i in range(3):
        try:
            for j in range(3):
                try:
                    t += x[i + j] * x[j]
                except IndexError:
                    t += x[i]
                    raise
        except IndexError:
            t *= 1.5
    return t


@zoo(POINT)
def counted_and_out_of_the_function(x):
    failed = 0
    try:
        t = math.sqrt(x[0])
    except ValueError:
        failed += 1
        raise
    return t * x[1] + failed
