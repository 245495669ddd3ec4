"""Dicts in lists that grow at run time: `rows.append({"t": t, "y": y})` in a loop."""

import copy
import math

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)


@zoo(X)
def rows_appended(x):
    rows = []
    for i in range(len(x)):
        rows.append({"t": i * 0.1, "y": x[i] ** 2})
    s = 0.0
    for r in rows:
        s += r["y"] * r["t"]
    return s + rows[-1]["y"] * rows[0]["y"] + sum(r["y"] for r in rows)


@zoo(X)
def comprehension_of_dicts(x):
    table = [{"a": v, "b": v * v} for v in x]
    return sum(r["a"] * r["b"] for r in table) + max(r["b"] for r in table)


@zoo(X)
def history_that_begins_with_a_dict(x):
    y, t = x[0], 0.0
    history = [{"t": t, "y": y}]
    for i in range(1, len(x)):
        y = y + 0.1 * math.sin(x[i] * y)
        t += 0.1
        history.append({"t": t, "y": y})
    last = history[-1]
    return sum((h["y"] - h["t"]) ** 2 for h in history) + last["y"]


@zoo(X)
def entries_written(x):
    particles = []
    for i in range(len(x)):
        particles.append({"x": x[i], "v": 0.5 * x[i], "m": 1.0})
    for _ in range(3):
        for p in particles:
            p["v"] -= 0.1 * p["x"] / p["m"]
            p["x"] += 0.1 * p["v"]
        for p in particles:
            p.update(m=p["m"] * 1.01)
            p.update({"x": p["x"] * 0.9})
    return sum(p["x"] ** 2 + 0.5 * p["v"] ** 2 for p in particles)


@zoo(X)
def keys_and_values_of_an_entry(x):
    pairs = [{"x": v, "items": v * 2} for v in x]
    s = 0.0
    for p in pairs:
        for key, value in p.items():
            s += value * len(key)
        for value in p.values():
            s *= 1.0 + 0.1 * value
        for key in p:
            s += p[key] * 0.5
        if "x" in p and "z" not in p:
            s += p.get("x") * p.get("z", 2.0)
        s += len(p)
    return s


@zoo(X)
def arrays_lists_and_dicts_in_dicts(x):
    layers = [{"w": x * v, "b": v, "h": [v], "pos": {"x": v, "y": v * v}} for v in x]
    s = 0.0
    for layer in layers:
        layer["w"] *= 2.0
        layer["h"].append(x[0])
        layer["pos"]["x"] += 1.0
    for layer in layers:
        s += np.sum(layer["w"] ** 2) * layer["b"] + sum(layer["h"]) * layer["h"][0]
        s += layer["pos"]["x"] * layer["pos"]["y"]
    return s


def _product(a, b):
    return a * b


@zoo(X)
def dicts_made_of_dicts(x):
    pairs = [{"a": v, "b": v + 1} for v in x]
    triples = [{**p, "c": p["a"] * p["b"]} for p in pairs]
    own = dict(pairs[0])
    own["a"] = 3.0 * own["b"]
    other = pairs[1].copy()
    other["d"] = copy.deepcopy(pairs[2])["a"]
    s = sum(_product(**p) for p in pairs) + own["a"] * other["d"]
    return s + sum(t["c"] * t["a"] for t in triples)


@zoo(X)
def filtered_and_sorted(x):
    rows = [{"a": v, "b": math.sin(v)} for v in x]
    large = [r for r in rows if r["a"] > 0.8]
    s = 0.0
    for i, r in enumerate(sorted(rows, key=lambda r: r["a"])):
        s += i * r["b"]
    best = max(rows, key=lambda r: r["b"])
    for r in large:
        r["b"] *= 2.0
    return s * best["a"] + sum(r["b"] for r in rows) * len(large) + large[0]["a"]


def _rows(x):
    rows = []
    for i in range(len(x)):
        rows.append({"i": i, "y": x[i] * 2})
    return rows


@zoo(X)
def made_by_a_function(x):
    rows = _rows(x)
    s = 0.0
    for a, b in zip(rows, rows[1:]):
        s += (b["y"] - a["y"]) ** 2
    for i, r in enumerate(rows):
        s += i * r["y"] * r["i"]
    y = np.array([r["y"] for r in rows])
    return s + np.sum(y**2)


@zoo(X)
def event_list(x):
    events = []
    for i in range(len(x)):
        if x[i] > 0.8:
            events.append({"time": i, "amount": x[i], "kind": "up"})
        else:
            events.append({"time": i, "amount": -x[i], "kind": "down"})
    s = 0.0
    for e in events:
        if e["kind"] == "up":
            s += e["amount"] ** 2
        else:
            s += e["amount"] * e["time"]
    return s


@zoo(X)
def queue_of_dicts(x):
    queue = [{"value": x[0], "depth": 0}]
    s = 0.0
    while len(queue) > 0:
        node = queue.pop(0)
        s += node["value"] ** 2
        if node["depth"] < 3:
            queue.append({"value": node["value"] * x[1], "depth": node["depth"] + 1})
            queue.append({"value": node["value"] + x[2], "depth": node["depth"] + 1})
    return s


@zoo(X)
def deleted_by_index(x):
    rows = [{"a": v} for v in x]
    i = 0
    while i < len(rows):
        if rows[i]["a"] > 1.0:
            del rows[i]
        else:
            i += 1
    return sum(r["a"] ** 2 for r in rows)


@zoo(X)
def dicts_by_computed_keys(x):
    found = {}
    for i in range(len(x)):
        found[i % 3] = {"square": x[i] ** 2, "n": i}
    s = 0.0
    for key, value in found.items():
        s += value["square"] * (key + 1)
    return s + found[0]["square"] * found[2]["n"]


@zoo(X)
def statistics_by_group(x):
    stats = {}
    for i in range(len(x)):
        k = i % 2
        if k not in stats:
            stats[k] = {"sum": 0.0, "n": 0}
        stats[k]["sum"] += x[i] ** 2
        stats[k]["n"] += 1
    return sum(s["sum"] / s["n"] for s in stats.values()) * stats[0]["sum"]


@zoo(X)
def sorted_in_its_place(x):
    rows = [{"a": v, "b": v * v} for v in x]
    rows = sorted(rows, key=lambda r: r["a"])
    rows = [r for r in rows if r["b"] > 0.2]
    s = 0.0
    for i, r in enumerate(rows):
        s += i * r["b"]
    return s
