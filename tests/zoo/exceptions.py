"""`try`: raised by primitives and by `raise`, caught here and in callers; else and finally."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.3, high=2.0)


class TooLargeError(Exception):
    """Raised and caught by the functions below."""


def at_least(v, limit):
    if v < limit:
        raise ValueError("small")
    return v


def quotient(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return a * 3.0


@zoo(X, -1.0)
@zoo(X, 9.0)
def domain_of_a_function(x, k):
    try:
        y = math.sqrt(x[0] - k)
    except ValueError:
        y = x[0] ** 2
    return y * x[1]


@zoo(X, 0.1)
@zoo(X, 5.0)
@zoo(X, 0.8)
def raised_by_a_callee_in_a_loop(x, limit):
    y = 1.0
    for i in range(4):
        try:
            y *= at_least(x[i], limit)
        except ValueError:
            y *= x[i] ** 2
            continue
        finally:
            y += 0.1
        y = y * 1.1
    return y


@zoo(X, -1.0, 2)
@zoo(X, -1.0, 3)
@zoo(X, 9.0, 3)
def several_handlers(x, k, n):
    a = 1.0
    try:
        a = x[0] * 2
        b = math.log(x[1] - k)
        a = a * b
        c = 1 / (n - 2)
    except ValueError:
        a = a * x[2]
    except (ZeroDivisionError, KeyError):
        a = a + x[3]
    else:
        a = a * c
    finally:
        a = a * x[1]
    return a


@zoo(draw(3, 3), draw(3))
@zoo(np.zeros((3, 3)), draw(3), wrt=(1,))
def singular_or_not(a, b):
    try:
        s = np.linalg.solve(a, b)
    except np.linalg.LinAlgError:
        s = b * 0.5
    return np.sum(s * b)


@zoo(X)
def missing_key_and_index(x):
    d = {"a": x[0]}
    try:
        v = d["b"]
    except KeyError:
        v = x[1] ** 2
    items = [x[0], x[2]]
    try:
        w = items[5]
    except IndexError:
        w = x[3] * 2
    return v * w * d["a"]


@zoo(X)
def until_the_end(x):
    s, i = 0.0, 0
    while True:
        try:
            s += x[i] * s + x[0]
        except IndexError:
            break
        i += 1
    return s


@zoo(X, -1.0)
@zoo(X, 9.0)
def caught_further_out(x, k):
    try:
        try:
            y = math.log(x[0] - k)
        except ZeroDivisionError:
            y = 5.0
    except ValueError:
        y = x[1]
    return y * x[0]


@zoo(X, 0.1)
@zoo(X, 99.0)
def exception_of_its_own(x, k):
    try:
        y = x * x
        if np.sum(y) > k:
            raise TooLargeError("large")
        y = np.sin(y) @ x
    except TooLargeError:
        y = np.sum(y * y)
    return y


@zoo(X)
def import_that_fails(x):
    try:
        import no_such_module as m
    except ImportError:
        m = None
    return x[0] * x[1] if m is None else m.f(x[0])


@zoo(X, 0.0)
@zoo(X, 3.0)
@zoo(X, 99.0)
def returns_from_a_try_in_a_loop(x, k):
    for a in (0.0, 1.0, 5.0):
        try:
            return math.sqrt(x[0] - k + a) * x[1]
        except ValueError:
            continue
    return x[2]


@zoo(X, 0)
@zoo(X, 7)
def any_exception(x, k):
    try:
        y = np.log(x)
        z = y * x
        w = z[k]
    except Exception:
        w = x[0] * 3
    return w * x[1]


@zoo(X, 0.0)
@zoo(X, 7.0)
def failed_assertion(x, k):
    try:
        assert x[0] > k, "small"
        y = x[1]
    except AssertionError:
        y = x[2] ** 2
    return y


@zoo(1.3, 0)
@zoo(1.3, 2)
def division_by_zero(x, k):
    return quotient(x, k) + quotient(x * x, float(k))


@zoo(X, 1)
@zoo(X, 9)
def left_by_return_through_finally(x, n):
    count = 0.0

    def part(i):
        nonlocal count
        try:
            if i > n:
                raise RuntimeError("far")
            return x[i] ** 2
        finally:
            count += x[0]

    s = 0.0
    for i in range(4):
        try:
            s += part(i)
        except Exception:
            return s * x[0] + count
    return s * count


@zoo(X)
def array_as_it_was_at_the_exception(x):
    y = np.zeros(4)
    try:
        for i in range(9):
            y[i] = x[i] * x[0] + y[i - 1]
    except IndexError:
        y[0] = y[3] * x[1]
    return np.sum(y * y)


class WeightError(ValueError):
    """Raised by the method below."""


class Weight:
    """A weight that refuses large factors."""

    def __init__(self, w):
        self.w = w
        self.steps = 0

    def scale(self, v, limit):
        self.steps += 1
        if v > limit:
            raise WeightError("large")
        self.w = self.w * v


@zoo(X, 0.9)
@zoo(X, 9.0)
def raised_by_a_method(x, limit):
    weight = Weight(x[0])
    for v in x:
        try:
            weight.scale(v, limit)
        except ValueError:
            weight.w = weight.w + v
        else:
            weight.w = weight.w * 1.5
        finally:
            weight.steps += 1
    return weight.w * weight.steps


@zoo(X, 1)
@zoo(X, 2)
def names_bound_before_the_exception(x, n):
    try:
        b = x[2]
        for _ in range(3):
            n += 1
            a = math.sin(x[0])
        if n % 3 == 0:
            pass
        elif n % 3 == 1:
            b = (a - b) * x[1] ** 2 + (x[1] - 0.4)
        else:
            b += b
    except Exception:
        b = a
    return a * 1.1 + b * 0.7


@zoo(X)
def out_of_range_in_a_loop(x):
    out = np.zeros(3)
    for i in range(5):
        try:
            out[i] = x[i] ** 2
        except IndexError:
            out[0] += x[0]
    return np.sum(out * out)


@zoo(X)
def raised_by_a_generator(x):
    def values():
        yield x[0]
        raise ValueError("no more")

    s = 0.0
    try:
        for v in values():
            s += v * v
    except ValueError:
        s *= x[1]
    return s


@zoo(X)
def raised_in_a_handler(x):
    y = x[0]
    for k in range(3):
        try:
            try:
                if k == 1:
                    raise KeyError("a")
                y = y * x[k]
            except KeyError:
                y = y + 1.0
                if k == 1:
                    raise ValueError("b") from None
            finally:
                y = y * 1.5
        except ValueError:
            y = y - x[3]
    return y


@zoo(X)
def popped_until_empty(x):
    values = [v for v in x if v > 0.1]
    try:
        while True:
            v = values.pop()
            values[0] = values[0] * v
    except IndexError:
        return v * x[0]


def falling(u, n):
    t = u
    for k in range(n):
        t = t * 0.7 + 0.1 * k
        yield t
    yield u * 0.5


@zoo(X)
@zoo(np.array([1.0, 0.7, 1.4]))
def many_ways_out(x):
    a = x[0] * 1.0
    n = 0
    try:
        try:
            for _ in range(2):
                n += 1
                try:
                    b = x[0] + x[0] if a > 0.87 else 1.42
                finally:
                    b = x[1]
                if b > 0.71:
                    continue
            for _ in range(3):
                n += 1
                a = x[2] - math.sin(x[0] - b)
                a = at_least(x[2] * x[2] + math.sin(x[1]), 1.03)
            else:
                a = 0.1 * (x[1] + x[1] - a * x[1]) ** 2
            for w in falling(x[2] * b + (b + x[0]), 1):
                a = a + 0.3 * w
                c = np.tanh(np.tanh(a)) - a
                c = math.log(np.tanh(x[0]) * (a * b) + -0.05)
        finally:
            c = x[2] * x[1]
    except IndexError:
        n += 1
        b = 1.07
    except Exception:
        a = x[2] + 0.97
    finally:
        c = x[0]
    return a * 1.1 + b * 0.7 + c + n * x[2]


@zoo(X)
def changed_or_raised(x):
    """The one path that goes on changes what was there before; the other one raises."""
    ys, d, a = [x[0], x[1]], {"u": x[2]}, x * 1.0
    if x[0] != 0.0:
        ys[-1] *= x[2]
        d["u"] = d["u"] * x[1]
        a[0] = ys[1] * x[1]
    else:
        raise ValueError("nothing to scale with")
    for v in x:
        if v != 0.0:
            ys.append(v * v)
        else:
            raise ValueError("nothing to append")
    return ys[1] * ys[-1] + d["u"] + np.sum(a * a)
