"""Dicts of computed keys that are written in a loop over them: keys they have may be set."""

from collections import Counter, defaultdict

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=2.0)


def squares(x):
    d = {}
    for i in range(len(x)):
        d[i] = x[i] ** 2
    return d


@zoo(X)
def another_key_is_set(x):
    d = squares(x)
    s = 0.0
    for v in d.values():
        d[1] = v * x[0]
        s = s + v * d[1]
    return s


@zoo(X)
def computed_keys_are_set(x):
    d = squares(x)
    s = 0.0
    for k, v in d.items():
        d[(k + 1) % 3] = v * x[0]
        s = s + v * d[1]
    return s


@zoo(X)
def inner_loop_that_breaks(x):
    d = squares(x)
    for k in d:
        for j in range(3):
            if j * d[k] > 1.0:
                break
            d[j] += d[k] * x[1]
    return sum(d.values())


@zoo(X)
def defaults_that_are_there(x):
    d = defaultdict(float)
    for i in range(len(x)):
        d[i % 3] += x[i] ** 2
    for k in d:
        if k == 1:
            continue
        d[(k + 1) % 3] += d[k]
    return d[0] * d[1] + d[2]


@zoo(X)
def updated_and_copied(x):
    """The copy may get keys."""
    d = squares(x)
    for k, v in d.items():
        d.update({2: v * x[0]})
        e = d.copy()
        e[9] = x[2] * x[1]
        d[k] = sum(e.values())
    d[9] = d[1] * d[1]
    return sum(v * (k + 3) for k, v in d.items())


@zoo(X)
def counted_by_weight(x):
    c = Counter()
    for i in range(len(x)):
        c[i % 4] += x[i] ** 2
    for k in c:
        c[k // 2] += c[k]
    c[7] += c[0]
    return sum(v * (k + 1) for k, v in c.items())


@zoo(X)
def written_by_a_function(x):
    d = squares(x)

    def spread(e, v):
        for k in e:
            e[0] = e[0] + v * e[k]

    for v in d.values():
        spread(d, v)
    return sum(v * (k + 3) for k, v in d.items())
