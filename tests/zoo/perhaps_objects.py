"""Dicts and objects that are None until there is one: `best = None`."""

from dataclasses import dataclass

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)


class Point:
    def __init__(self, x, cost):
        self.x = x
        self.cost = cost

    def value(self):
        return self.x * self.cost


@dataclass
class Best:
    cost: float
    x: np.ndarray


@zoo(X)
def best_dict_so_far(x):
    best = None
    for i in range(len(x)):
        cost = (x[i] - 0.8) ** 2
        if best is None or cost < best["cost"]:
            best = {"cost": cost, "x": x[i] * x}
    return best["cost"] * np.sum(best["x"])


@zoo(X)
def best_object_so_far(x):
    best = None
    for i in range(len(x)):
        cost = (x[i] - 0.8) ** 2
        if best is None or cost < best.cost:
            best = Point(x[i], cost)
    return best.value() + best.x


@zoo(X)
def best_entry_of_a_list(x):
    points = [Point(v, (v - 0.8) ** 2) for v in x]
    rows = [{"x": v, "cost": -v} for v in x]
    best = row = None
    for p, r in zip(points, rows):
        if best is None or p.cost < best.cost:
            best = p
        if row is None or r["cost"] < row["cost"]:
            row = r
    best.x = best.x * 2.0
    row["x"] *= 3.0
    s = sum(p.x for p in points) * row["x"]
    return best.cost * best.x * s + sum(r["x"] for r in rows)


@zoo(X, 0.5)
@zoo(X, 5.5)
def made_on_one_path(x, limit):
    node = None
    if x[0] > limit:
        node = Point(x[0], x[1])
    if node is not None:
        return node.value()
    return x[0] * 2.0


def _first_above(points, limit):
    for p in points:
        if p.x > limit:
            return p
    return None


@zoo(X)
def found_by_a_function(x):
    points = [Point(v, v * v) for v in x]
    p, q = _first_above(points, 1.0), _first_above(points, 10.0)
    s = 0.0
    if p is not None:
        s += p.cost
    if q is not None:
        s += q.cost
    else:
        s *= x[0]
    return s


@zoo(X)
def the_one_before(x):
    last = None
    s = 0.0
    for v in x:
        now = {"v": v, "w": v * v}
        if last is not None:
            s += (now["v"] - last["v"]) * last["w"]
        last = now
    return s


@zoo(X)
def dataclass_or_none(x):
    best = Best(float("inf"), x) if x[0] > 100.0 else None
    for k in range(4):
        y = x * (1.0 + 0.1 * k)
        cost = np.sum((y - 1.0) ** 2)
        if best is None or cost < best.cost:
            best = Best(cost, y)
    return best.cost + np.sum(best.x**2)


@zoo(X)
def state_made_by_the_first(x):
    state = None
    total = None
    for v in x:
        if state is None:
            state = {"mean": v, "n": 1}
        else:
            state["n"] += 1
            state["mean"] += (v - state["mean"]) / state["n"]
        if not total:
            total = Point(v, 1.0)
        total.x += v
        total.cost *= v
    return state["mean"] * state["n"] + total.value()


class Memory:
    def __init__(self):
        self.best = None

    def see(self, v, cost):
        if self.best is None or cost < self.best["cost"]:
            self.best = {"v": v, "cost": cost}


@zoo(X)
def in_an_attribute_and_in_a_dict(x):
    memory = Memory()
    cache = {"last": None}
    s = 0.0
    for v in x:
        memory.see(v, (v - 1) ** 2)
        if cache["last"] is None or v > cache["last"]["v"]:
            cache["last"] = {"v": v, "s": s}
        s += cache["last"]["v"]
    return memory.best["v"] * memory.best["cost"] * s + cache["last"]["s"]


def _value(d):
    return d["v"] if d is not None else 0.0


@zoo(X)
def given_to_a_function(x):
    there = nothing = None
    if x[0] > 0.2:
        there = {"v": x[1]}
    if x[0] > 20.0:
        nothing = {"v": x[2]}
    return _value(there) * x[0] + _value(nothing)


@zoo(X)
def best_two(x):
    first = second = None
    for v in x:
        p = Point(v, v * v)
        if first is None or p.x > first.x:
            second = first
            first = p
        elif second is None or p.x > second.x:
            second = p
    return first.cost * second.x


@zoo(X)
def until_large_enough(x):
    p = None
    while True:
        p = Point(x[0], x[1]) if p is None else Point(p.x * 1.5, p.cost + 1.0)
        if p.x > 5.0:
            break
    return p.value()


class Link:
    def __init__(self, v, after=None):
        self.v = v
        self.after = after


def _sum_of(link):
    return 0.0 if link is None else link.v**2 + link.v * _sum_of(link.after)


@zoo(X)
def chain_of_known_length(x):
    first = None
    for i in range(3):
        first = Link(x[i], first)
    s, link = 0.0, first
    while link is not None:
        s = s * 0.5 + link.v**2
        link = link.after
    return s + _sum_of(first)


@zoo(X)
def the_one_before_is_first_bound_in_the_loop(x):
    now = pair = None
    for v in x:
        before, other = now, pair
        now, pair = {"v": v}, (v, 1.0)
        if before is not None:
            before["v"] = before["v"] * 2.0
    return now["v"] + before["v"] * 10.0 + other[0] * pair[0]


@zoo(X)
@zoo(-X)
def parts_that_change_places(x):
    last = state = None
    s = 0.0
    for v in x:
        if last is None:
            last = {"a": v, "b": v * v}
        last["a"], last["b"] = last["b"], last["a"]
        if state is not None:
            state.x, state.cost = state.cost, state.x * v
            s += state.x
            if state.cost > 0.6:
                state = None
        else:
            state = Point(v, 2.0 * v)
    s += last["a"] * 2.0 + last["b"]
    return s if state is None else s * state.x


@zoo(X)
def the_value_before(x):
    state = None
    s = 0.0
    for v in x:
        if state is None:
            state = {"before": 1.0, "now": v}
        else:
            state["before"] = state["now"]
            state["now"] = v**2
        s += state["now"] * state["before"]
    return s + state["before"]
