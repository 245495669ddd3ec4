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


@zoo(draw(6))
def of_a_dict(x):
    counts = Counter({"a": x[0], "b": x[1]})
    counts["a"] += x[2]
    counts.update({"b": x[3], "z": x[4]})
    d = dict(counts)
    d["q"] = x[5]
    return sum(v**2 for v in d.values()) + counts["nothing"]


@zoo(draw(6))
def of_other_counters(x):
    first = Counter()
    for i, v in enumerate(x):
        first[i % 4] += v
    second = Counter(first)
    second[1] *= 3.0
    third = Counter(a=x[0], b=x[1])
    fourth = Counter(third, a=x[2])
    d = dict(second)
    d[2] = x[5] * d[1]
    s = sum(first.values()) * second[1] + fourth["a"] * fourth["b"]
    return s + third["a"] ** 2 + sum(d.values()) * d[0]


@zoo(draw(6))
def of_labels(x):
    labels = ["u" if v > 0 else "w" for v in x]
    counts = Counter(labels)
    s = sum(v**2 * counts[k] for k, v in zip(labels, x))
    return s + x[0] * counts["u"] * (1 + counts["none"])


@zoo(draw(6))
def most_common(x):
    weights = Counter()
    for k, v in zip("abcabc", x):
        weights[k] += v
    (k, v), (_, w) = weights.most_common(2)
    return v * w**2 * weights[k] + weights.most_common()[-1][1]
