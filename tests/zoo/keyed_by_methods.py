"""`min(d, key=d.get)`, `sorted(range(n), key=x.__getitem__)`: bound methods as keys."""

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.3, high=1.9)


@zoo(X)
def largest_of_known_keys(x):
    d = {"a": x[0], "b": x[1] * 2, "c": x[2]}
    k = max(d, key=d.get)
    m = min(d, key=lambda k: d[k])
    return d[k] * x[3] + d[m] ** 2


@zoo(X)
def smallest_of_computed_keys(x):
    d = {}
    for i in range(len(x)):
        d[i] = (x[i] - 1) ** 2
    k = min(d, key=d.get)
    m = max(d, key=lambda k: d[k])
    return d[k] * 3 + x[m] * d[m]


@zoo(X)
def keys_in_order(x):
    d = {i: (x[i] - 1) ** 2 for i in range(6)}
    s = 0.0
    for k in sorted(d, key=d.get, reverse=True)[:2]:
        s = s * 0.5 + d[k] * x[k]
    for i, k in enumerate(sorted(d, key=d.__getitem__)):
        s += d[k] * i
    return s * x[max(d.keys(), key=d.__getitem__)]


@zoo(X)
def places_in_order(x):
    order = sorted(range(len(x)), key=x.__getitem__)
    xs = [(v - 1.0) ** 2 for v in x]
    others = sorted(range(6), key=xs.__getitem__)
    return x[order[0]] * x[2] + xs[others[1]]


@zoo(X)
def mapped_by_methods(x):
    d = {"a": x[0], "b": x[1] * 2, "c": x[2]}
    return sum(map(d.get, ["a", "b"])) * sum(map(d.__getitem__, "bc"))


class Filled:

    def __init__(self):
        self.items = {}

    def add(self, k, v):
        self.items.setdefault(k, []).append(v)
        return self

    def put(self, k, v):
        self.items[k] = self.items.get(k, 0.0) + v


@zoo(draw(6))
def attr_number(x):
    c = Filled()
    for i, v in enumerate(x):
        c.put(i % 2, v)
    return c.items[0] * c.items[1]


@zoo(draw(6))
def attr_string(x):
    c = Filled()
    for i, v in enumerate(x):
        c.put("even" if i % 2 == 0 else "odd", v)
    return c.items["even"] * c.items["odd"]


@zoo(draw(6))
def attr_list_two(x):
    c = Filled()
    for i, v in enumerate(x):
        c.add("even" if i % 2 == 0 else "odd", v * v).add("all", v)
    return sum(c.items["all"]) * sum(c.items["odd"])
