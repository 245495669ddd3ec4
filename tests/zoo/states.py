"""A state in a list or dict: one entry is bound anew in a loop, another one written in place."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3), 0.05, 0.9)
def momentum_in_a_dict(x0, rate, friction):
    state = {"v": np.zeros_like(x0), "x": x0.copy()}
    for _ in range(4):
        slope = 4.0 * state["x"] ** 3 - np.cos(state["x"])
        state["v"] = friction * state["v"] - rate * slope
        state["x"] += state["v"]
    return np.sum(state["x"] ** 2 * state["v"])


@zoo(draw(3), 0.4)
def two_entries_of_a_list(x, c):
    s = [x * c, x.copy()]
    for k in range(3):
        s[0] = s[0] * s[1]
        s[1][k] *= 2.0 + c
        s[1] -= s[0]
    return np.sum(s[0] * s[1])


@zoo(draw(3), 0.4)
def entries_change_places(x, c):
    s = [x * c, x.copy(), 2.0 * x]
    for _ in range(3):
        s[2] += s[0]
        s[0], s[1] = s[1], s[0] * c
    return np.sum(s[0] * s[1] + s[2])


@zoo(draw(3), 0.4)
def an_entry_with_another_name(x, c):
    kept = x.copy()
    s = {"a": x * c, "b": kept}
    for _ in range(3):
        s["a"] = s["a"] + np.sin(s["b"])
        s["b"] *= c
    return np.sum(s["a"] * kept)


@zoo(draw(3), 0.4)
def nested_states(x, c):
    s = {"inner": [x * c, x.copy()], "count": 0}
    while s["count"] < 3:
        s["inner"][0] = s["inner"][0] * 1.5
        s["inner"][1] += s["inner"][0]
        s["count"] += 1
    return np.sum(s["inner"][1] ** 2) * s["count"]
