"""Counters: what is not there counts 0, and `update` adds."""

from __future__ import annotations

from collections import Counter

from tests.zoo.registry import draw, zoo


@zoo(draw(3))
def updated_by_known_keys(x):
    weights = Counter()
    weights["a"] = x[0]
    weights.update({"a": x[1], "b": x[2]})
    weights.update(b=x[0])
    return weights["a"] * weights["b"] + weights["z"]


@zoo(draw(3), 2)
def updated_and_subtracted(x, n):
    weights = Counter()
    for i, v in enumerate(x):
        weights[i % n] += v
    weights.update({n % 2: x[0] * x[1]})
    weights.subtract({1: x[2]})
    return weights[0] * weights[1] * weights.total()


@zoo(draw(2))
def updated_by_elements(x):
    counts = Counter("abca")
    counts.update("ab")
    counts.update(["z"])
    other = counts.copy()
    other.update(a=x[0])
    return counts["a"] * x[0] + other["a"] * x[1] + counts["z"]


@zoo(draw(3))
def updated_by_a_function(x):
    weights = Counter()
    weights["a"] = x[0]

    def add(counter):
        counter.update({"a": x[1]})

    add(weights)
    for v in x:
        weights.update({"a": v})
    add(weights)
    return weights["a"] ** 2 * x[2]
