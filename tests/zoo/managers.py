"""`with`: states of NumPy, warnings, suppress, nullcontext, generator functions."""

import contextlib
import math
import warnings

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.3, high=2.0)


@contextlib.contextmanager
def scaled(y, factor):
    z = y * factor
    try:
        yield z
    finally:
        z = z * 2


@contextlib.contextmanager
def tripled_at_the_end(log):
    yield log
    log *= 3.0


@contextlib.contextmanager
def forgiving(kept):
    try:
        yield 2.0
    except ValueError:
        kept[0] = kept[0] * 5.0


@zoo(X)
def silenced_division(x):
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.log(x * (x > 0.4))
        z = np.where(x > 0.4, y, x)
    return np.sum(z * z)


@zoo(X)
def silenced_warnings(x):
    with warnings.catch_warnings(), np.printoptions(precision=3):
        warnings.simplefilter("ignore")
        y = np.sqrt(x) / (x + 1.0)
    return np.sum(y)


@zoo(X, -1.0)
@zoo(X, 9.0)
def suppressed(x, k):
    y = x[0]
    with contextlib.suppress(ValueError, ZeroDivisionError):
        y = y * 2
        y = math.log(x[1] - k)
        y = y * 3
    with contextlib.nullcontext(x[2]) as t, contextlib.nullcontext():
        y = y * t
    return y


@zoo(X, 1)
@zoo(X, 7)
def return_through_managers(x, k):
    log = x[:1].copy()
    for i in range(3):
        with scaled(x[i], 2.0) as z, tripled_at_the_end(log) as same:
            if i == k:
                return z * log[0] * x[1]
            same[0] = log[0] * z
    return log[0] * x[2]


@zoo(X, 0.9)
@zoo(X, 7.0)
def break_through_a_manager(x, k):
    s = x[3]
    log = x[:1].copy()
    for i in range(3):
        with tripled_at_the_end(log):
            if x[i] > k:
                break
            log[0] = log[0] * x[i]
        s = s * log[0]
    return log[0] * s


@zoo(X, -1.0)
@zoo(X, 9.0)
def manager_that_catches(x, k):
    kept = [x[0]]
    with forgiving(kept) as two:
        kept[0] = kept[0] * two
        kept[0] = kept[0] * math.sqrt(x[1] - k)
        kept[0] = kept[0] * 1.5
    return kept[0] * x[2]


class Meter:
    """Adds up what it is given; its sum doubles whenever it is left."""

    def __init__(self, first):
        self.first = first
        self.total = 0.0

    def __enter__(self):
        self.total += self.first
        return self

    def __exit__(self, *exception):
        self.total *= 2.0

    def add(self, v):
        self.total += v


@zoo(X)
def objects_entered(x):
    meter = Meter(x[0])
    with meter as same:
        same.add(x[1] * x[2])
    with Meter(x[3]) as other:
        other.add(meter.total)
    return other.total * meter.total


@zoo(X, 1)
@zoo(X, 9)
def object_left_by_return(x, k):
    meter = Meter(x[0])

    def run():
        for i in range(4):
            with meter:
                if i == k:
                    return meter.total * x[i]
                meter.add(x[i] ** 2)
        return meter.total

    return run() * meter.total


@zoo(X, 9.0)
@zoo(X, -1.0)
def object_left_by_an_exception(x, k):
    meter = Meter(x[0])
    try:
        with meter:
            meter.add(x[1])
            meter.add(math.sqrt(x[2] - k))
    except ValueError:
        meter.add(x[3])
    return meter.total**2


class Scaled:

    def __init__(self, w):
        self.w = w

    @contextlib.contextmanager
    def scaled(self, s):
        self.w *= s
        try:
            yield self.w
        finally:
            self.w /= s

    def loss(self, x):
        with self.scaled(2.0) as w:
            return np.sum((w * x) ** 2)


@zoo(draw(3), draw(3, seed=2), 1.3)
def method_manager(w, x, s):
    m = Scaled(w * 1)
    with m.scaled(s) as v:
        v[0] += 1
        t = m.w @ x
    return t * m.loss(x)


@zoo(draw(6))
def with_exit_order(x):
    log = []

    @contextlib.contextmanager
    def cm(k):
        log.append(k)
        try:
            yield (k * 2)
        finally:
            log.append(-k * k)

    for i in range(3):
        with cm(x[i]) as a:
            if i == 1:
                continue
            log.append(a)
    return sum((v * (i + 1) for i, v in enumerate(log)))


@zoo(draw(4))
def ctx_nested(x):
    log = []

    @contextlib.contextmanager
    def phase(name, s):
        log.append(s)
        yield (s * 2)
        log.append(-s * s)

    with phase("a", x[0]) as p, phase("b", p * x[1]) as q:
        with contextlib.suppress(KeyError):
            {"a": 1}["b"]
            q = 0
    return sum((v * (i + 1) for i, v in enumerate(log))) + q


class Keep:

    def __init__(self, a):
        self.a = a

    def __enter__(self):
        self.old = self.a.copy()
        return self.a

    def __exit__(self, *e):
        self.a[:] = self.old


def keeping(a, s):
    return Keep(a)


class Holder:

    def __init__(self, a):
        self.a = a

    def kept(self):
        return Keep(self.a)


@zoo(draw(4))
def managers_from_functions(x):
    y = x * 2
    with keeping(y, 3) as v:
        v *= 3
        t = y.sum()
    h = Holder(y)
    with h.kept() as v:
        v[0] = x[1]
        t += y @ x
    return t * (y @ x)


class Cut(Exception):
    pass


class Undo:
    """What was written is taken back where an exception is on its way."""

    def __init__(self, y):
        self.y = y.copy()
        self.failures = 0

    def __enter__(self):
        self.before = self.y.copy()
        return self.y

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self.y[:] = self.before
        if value:
            self.failures += 1
        elif traceback is None:
            self.y[0] += 0.5


@zoo(X)
def undone_where_raised(x):
    undo = Undo(x)
    for i in range(4):
        try:
            with undo as y:
                y[i] *= 2
                if i == 2:
                    raise Cut
                y[1] += y[i]
        except Cut:
            undo.y[3] += 1.0
    return undo.y @ undo.y + undo.failures * x[0]


@contextlib.contextmanager
def restored(v, k):
    """What was written is taken back, and the exception is swallowed."""
    old = v.copy()
    v *= k
    try:
        yield v
    except ValueError:
        v[:] = old
    else:
        v += 1


@zoo(X)
def always_swallowed(x):
    a = x.copy()
    with restored(a[2:], 3.0) as h:
        h[0] = 7.0
        raise ValueError
    return a @ a


@zoo(X)
@zoo(X - 1.0)
@zoo(X - 0.6)
def swallowed_or_returned(x):
    a = x.copy()
    with restored(a[2:], 3.0) as h:
        h[0] = 7.0
        if x[0] > 0.6:
            raise ValueError
        if x[0] > 0.3:
            return a[2] * a[3]
        h[1] *= 2
    return a @ a


@zoo(draw(6, low=0.4, high=1.6))
def swallowed_in_a_loop(x):
    a = x.copy()
    for i in range(6):
        with restored(a[2:], 1.5) as h:
            h[0] += a[i]
            if i == 1:
                continue
            if i == 2:
                raise ValueError
            if i == 4:
                break
            h[1] *= 2
        a[0] += 1
    return a @ a


@contextlib.contextmanager
def quiet():
    try:
        yield
    except (KeyError, IndexError):
        pass


@zoo(X)
def quiet_indices(x):
    xs = [x[0], x[1]]
    s = 0.0
    for i in range(4):
        with quiet():
            s += xs[i] * (i + 1)
            s *= 2
        s += 0.1
    return s


@contextlib.contextmanager
def doubled(v):
    v *= 2
    yield v
    v += 1


@zoo(X)
@zoo(X - 1.0)
@zoo(X - 0.6)
def caught_outside(x):
    a = x.copy()
    try:
        with doubled(a[2:]) as h:
            h[1] *= 2
            if x[0] > 0.6:
                raise Cut
            if x[0] > 0.3:
                return a[2] * a[3]
        a[0] *= 2
    except Cut:
        a[1] *= 5
    return a @ a
