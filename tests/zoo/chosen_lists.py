"""A list of objects that is empty, or short, on one path: `ps = []` where there is nothing."""

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.3, high=1.9)


class Mass:
    def __init__(self, v):
        self.v = v
        self.w = 1.0

    def square(self):
        return self.v**2 * self.w


@zoo(X, 1)
@zoo(X, 0)
def whole_or_empty(x, n):
    if n > 0:
        masses = [Mass(v) for v in x]
    else:
        masses = []
    return sum(m.square() for m in masses) + x[0]


@zoo(X, 1)
@zoo(X, 0)
def empty_or_whole_and_changed(x, n):
    masses = [] if n > 0 else [Mass(v) for v in x]
    for m in masses:
        m.w *= x[1]
    masses.append(Mass(x[2]))
    masses[0].v = x[3] * masses[-1].w
    return sum(m.square() for m in masses) + x[0] * len(masses)


@zoo(X, 1)
@zoo(X, 0)
def two_or_many(x, n):
    if n > 0:
        masses = [Mass(v) for v in x]
    else:
        masses = [Mass(x[0]), Mass(x[1] * x[2])]
    masses.sort(key=lambda m: -m.v)
    return masses[0].square() * masses[1].v


@zoo(X, 1)
@zoo(X, 0)
def rows_or_none(x, n):
    if n > 0:
        rows = [{"v": v, "i": i} for i, v in enumerate(x)]
    else:
        rows = []
    for row in rows:
        row["v"] *= x[0]
    return sum(row["v"] * row["i"] for row in rows) + x[0]


def _loaded(x, n):
    if n < 1:
        return []
    return [Mass(v) for v in x]


@zoo(X, 1)
@zoo(X, 0)
def returned_empty(x, n):
    return sum(m.square() for m in _loaded(x, n)) + x[0]


@zoo(X, 1)
@zoo(X, 0)
def chosen_in_a_loop(x, n):
    s = 0.0
    for i in range(4):
        if i % 2 == n:
            masses = [Mass(v) for v in x[i:]]
        else:
            masses = []
        masses.append(Mass(x[1] * i))
        masses[0].w = x[i]
        s += sum(m.square() for m in masses)
    return s + len(masses) * x[0]
