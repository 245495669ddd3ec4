"""Dicts, ordered and with defaults, and deques."""

import math
from collections import Counter, OrderedDict, defaultdict, deque

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, 0.4)
def items_added_and_changed(x, y):
    d = {"a": x}
    d["b"] = y * x
    d["a"] += d["b"]
    d["c"] = d["a"] * 2.0
    return d["a"] * d["b"] + d["c"] + len(d)


@zoo(draw(3))
def integer_keys_in_a_loop(x):
    d = {}
    for i in range(3):
        d[i] = x[i] ** 2
    for i in range(1, 3):
        d[i] += d[i - 1]
    return d[2] * d[0]


@zoo(1.3, 0.4)
def popped_and_set_by_default(x, y):
    d = {"a": x, "b": y}
    a = d.pop("a")
    none = d.pop("z", 2.0)
    d.setdefault("b", 100.0)
    d.setdefault("c", x * y)
    d["c"] *= d.setdefault("d", 3.0)
    del d["d"]
    return a * none * d["b"] + d["c"] * len(d)


@zoo(1.3, 0.4)
def updated_in_many_ways(x, y):
    d = {"a": x}
    d.update({"a": y, "b": x * x})
    d.update(c=x * y, b=d["b"] + 1.0)
    d.update([("e", x), ("a", d["a"] * 2.0)])
    d |= {"f": y}
    e = {**d, "g": x}
    f = d | {"a": x}
    return sum(d.values()) * e["g"] + f["a"] * f["e"]


@zoo(1.3, 0.4)
def merged_and_compared(x, y):
    d = {"a": x, "b": y}
    e = dict(d, c=x * y)
    pairs = [("a", x), ("b", y)]
    f = dict(pairs)
    g = dict(zip(["p", "q"], [x * 2.0, y * y]))
    return e["c"] * f["b"] + g["p"] * g["q"]


@zoo(1.3, 0.4)
def keys_values_and_items(x, y):
    d = {"w": x, "b": y, "c": x * y}
    s = 0.0
    for key in d:
        s += d[key] * len(key)
    for key, value in d.items():
        if key != "b":
            s *= value
    for i, value in enumerate(d.values()):
        s += value * i
    return s + max(d.values()) + sum(d[k] for k in sorted(d)) + list(d.values())[1]


@zoo(1.3, 0.4)
def comprehensions_of_dicts(x, y):
    d = {k: v * 1.5 for k, v in zip("abc", (x, y, x * y))}
    e = {k: v * v for k, v in d.items() if k != "b"}
    f = {i: x**i for i in range(4)}
    g = {v: k for k, v in {"p": "q"}.items()}
    return e["a"] * e["c"] + f[3] * f[2] + d[g["q"].replace("p", "b")]


@zoo(1.3)
def get_with_default(x):
    d = {"a": x * x}
    total = d.get("a") + d.get("b", 2.0 * x)
    if d.get("c") is None:
        total *= x
    for k in ("a", "b", "a"):
        d[k] = d.get(k, 0.0) + x
    return total * d["a"] * d["b"]


@zoo(draw(3))
def nested_dicts(x):
    state = {"pos": {"x": x[0], "y": x[1]}, "vel": {"x": x[2], "y": 1.0}}
    for _ in range(3):
        for axis in ("x", "y"):
            state["pos"][axis] += 0.1 * state["vel"][axis]
            state["vel"][axis] -= 0.1 * state["pos"][axis] ** 2
    return state["pos"]["x"] * state["vel"]["y"] + state["pos"]["y"]


@zoo(draw(3))
def dict_of_lists_grown(x):
    history = {"a": [], "b": [1.0]}
    for e in x:
        history["a"].append(e * e)
        history["b"].append(history["b"][-1] * e)
    return sum(history["a"]) * history["b"][-1]


@zoo(draw(3))
def dict_of_arrays(x):
    p = {"w": x * 2.0, "b": np.ones(3)}
    for _ in range(3):
        p["w"] = p["w"] * 0.9 + p["b"] * x
        p["b"] = p["b"] * p["w"][1]
    return np.sum(p["w"] * p["b"])


@zoo(draw(2))
def dict_changed_by_a_callee(x):
    d = {"a": x[0], "b": x[1]}

    def step(params, rate):
        for key in params:
            params[key] -= rate * params[key] ** 3
        params["n"] = params["a"] * params["b"]

    step(d, 0.1)
    step(d, 0.2)
    return d["n"] * d["a"]


@zoo(1.3, 0.4)
def tuple_keys(x, y):
    d = {(0, 0): x, (0, 1): y, (1, 0): x * y}
    s = 0.0
    for (i, j), v in d.items():
        s += v * (i + 2 * j + 1)
    return s * d[0, 1]


@zoo(draw(4))
def ordered_dict(x):
    d = OrderedDict()
    d["a"] = x[0]
    d["b"] = x[1] * x[2]
    d["a"] *= 2.0
    d.move_to_end("a")
    e = OrderedDict([("p", x[3]), ("q", d["b"])])
    key, value = d.popitem()
    s = value * 3.0
    for k, v in e.items():
        s = s * v + (k == "p")
    return s * d["b"]


@zoo(draw(4))
def ordered_dict_at_its_front(x):
    d = OrderedDict(a=x[0], b=x[1], c=x[2], d=x[3])
    d.move_to_end("c", last=False)
    key, value = d.popitem(last=False)
    d.move_to_end("a", last=True)
    d.move_to_end("d", last=False)
    return value * 3.0 + sum(v * (i + 1) ** 2 for i, v in enumerate(d.values()))


@zoo(draw(4))
def default_dict_of_numbers(x):
    d = defaultdict(float)
    for i, k in enumerate(["a", "b", "a", "c"]):
        d[k] += x[i] * x[i]
    return d["a"] * d["b"] + d["c"] + d["z"] * len(d)


@zoo(draw(4))
def default_dict_of_lists(x):
    groups = defaultdict(list)
    for i in range(4):
        groups[i % 2].append(x[i])
    s = 1.0
    for k, values in groups.items():
        s *= sum(values) + k
    return s * groups[0][1]


@zoo(draw(4))
def counter_of_letters(x):
    counts = Counter("abca")
    return x[0] * counts["a"] + x[1] * counts["b"] ** 2 + x[2] * counts["z"]


@zoo(draw(6))
def deque_as_a_window(x):
    window = deque(maxlen=3)
    s = 0.0
    for e in x:
        window.append(e * e)
        s += sum(window) * window[0] / len(window)
    return s


@zoo(draw(5))
def deque_at_both_ends(x):
    d = deque([x[0], x[1]])
    d.appendleft(x[2] * x[0])
    d.append(x[3])
    first = d.popleft()
    last = d.pop()
    d.extend([x[4], first])
    d.extendleft([last, 1.0])
    d.rotate(1)
    s = 0.0
    for i, v in enumerate(d):
        s += v * v * (i + 1)
    return s * d[0]


@zoo(draw(5))
def deque_as_a_queue_in_a_loop(x):
    queue = deque()
    queue.append(x[0])
    s = 0.0
    for i in range(1, 5):
        v = queue.popleft()
        s += v * v
        queue.append(v * x[i])
        if i < 3:
            queue.append(x[i])
    return s + len(queue)


@zoo(1.3, "b")
@zoo(1.3, "a")
def key_as_an_argument(x, key):
    d = {"a": x, "b": x * x * 2.0}
    return d[key] * x


@zoo(1.3, 2)
def key_known_at_run_time(x, n):
    d = {0: x, 1: x * x, 2: math.sin(x)}
    return d[n] * d[n - 1]


@zoo(draw(4))
def window_of_rows(x):
    last = deque([x * 2.0], maxlen=2)
    for k in range(4):
        last.append(np.sin(last[-1]) * x[k] + last[0])
    return np.sum(last[0] * last[1])


@zoo(draw(5))
def rotated_in_a_loop(x):
    ring = deque(e * e for e in x)
    s = 0.0
    for i in range(4):
        ring.rotate(1)
        s += ring[0] * ring[1] * (i + 1)
        ring.rotate(-1)
        ring.append(ring.popleft() * 0.5)
    return s
