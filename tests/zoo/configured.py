"""Models that are configured by names: in dicts, tuples, lists and strings."""

import numpy as np

from tests.zoo.registry import draw, zoo

ACTIVATIONS = {"tanh": np.tanh, "square": lambda v: v**2, "same": lambda v: v}
LAYERS = [("tanh", 3), ("square", 2), ("same", 1)]
STEPS = ["tanh", "square"]
FUNCTIONS = [np.sin, lambda v: v**2]


@zoo(draw(3, 3), draw(2, 3), draw(1, 2))
def layers_of_a_table(first, second, third):
    h = np.array([0.3, -0.7, 0.2])
    for (name, size), weights in zip(LAYERS, [first, second, third]):
        h = ACTIVATIONS[name](weights @ h)
        assert h.shape == (size,)
    return h[0] ** 2


@zoo(draw(3))
def steps_of_a_list(x):
    for name in STEPS:
        x = ACTIVATIONS[name](x) + STEPS.index(name)
    for function in FUNCTIONS:
        x = function(x)
    return np.sum(x) * len(STEPS)


@zoo(draw(3), {"first": "tanh", "then": ["square", "same"], "scale": 2})
@zoo(draw(3), {"first": "same", "then": ["square"]})
def options_in_a_dict(x, options):
    if options["first"] == "tanh":
        x = np.tanh(x)
    for name in options["then"]:
        x = ACTIVATIONS[name](x)
    return np.sum(x) * options.get("scale", 3)


@zoo(draw(3), ("square", np.cos))
def functions_in_a_tuple(x, steps):
    name, function = steps
    return np.sum(ACTIVATIONS[name](function(x)))


@zoo(1.5, 2.5)
def calculator(x, y):
    known = {"x": x, "y": y}
    stack = []
    for word in "x y * x 2 ^ + y /".split():
        if word in known:
            stack.append(known[word])
        elif word.isdigit():
            stack.append(float(word))
        else:
            right = stack.pop()
            left = stack.pop()
            if word == "+":
                stack.append(left + right)
            elif word == "*":
                stack.append(left * right)
            elif word == "/":
                stack.append(left / right)
            else:
                stack.append(left**right)
    return stack[0]


@zoo(draw(3), "scale=3|step= tanh|scale=0.5")
def written_as_text(x, text):
    for part in text.split("|"):
        key, _, value = part.partition("=")
        if key == "scale":
            x = x * float(value)
        else:
            x = ACTIVATIONS[value.strip()](x)
    return np.sum(x)


# dicts of the module as a whole -------------------------------------------------------

OPTIONS = {"rate": 0.5, "power": 2, "centred": True, "name": "pull"}
REDUCTION = {"axis": 0, "keepdims": True}
PARTS = {"weights": np.array([1.0, 2.0, 3.0]), "nested": {"k": 2.0}, "f": np.tanh}
SERIES = {k: 1.0 / (k + 1) for k in range(5)}


def pulled(x, rate=1.0, power=1, centred=False, name=""):
    moved = x * rate + x**power
    return moved - 0.1 if centred and name.startswith("p") else moved


@zoo(1.3)
def keywords_of_the_module(x):
    return pulled(x, **OPTIONS) * pulled(x, **{**OPTIONS, "rate": x, "centred": False})


@zoo(draw(3, 2))
def keywords_of_numpy_of_the_module(x):
    return np.sum((x - np.mean(x * x, **REDUCTION)) ** 2)


@zoo(1.3)
def options_with_changes(x):
    mine = dict(OPTIONS, power=3)
    mine["rate"] = x
    yours = OPTIONS.copy()
    yours.update(SERIES)
    merged = SERIES | {"x": x}
    return pulled(x, **mine) * yours["rate"] * yours[2] + merged["x"] * merged[1]


@zoo(draw(3))
def options_entry_by_entry(x):
    s = 0.0
    for name, part in PARTS.items():
        if name == "weights":
            s += np.sum(part * PARTS["f"](x))
    for k, c in SERIES.items():
        s += c * x[0] ** k
    return s * sum(PARTS["nested"].values()) * OPTIONS.get("absent", 2.0)


RATES = {"birth": 0.5, "death": 0.2}
NEXT = {0: [(1, 0), (2, 1)], 1: [(2, 2), (3, 3)], 2: [(3, 4), (4, 6)], 3: [(4, 5)]}
NEIGHBOURS = [[1, 2], [2, 3], [3], [0]]


@zoo({"birth": 1.3, "death": 0.4})
def names_of_a_dict_of_the_module(p):
    s = 0.0
    for name in RATES:
        s += RATES[name] * p[name] ** 2
    return s * p[sorted(RATES)[0]] * len(RATES)


@zoo(draw(7, low=0.5, high=2.0))
def lengths_in_a_graph_of_the_module(w):
    length = [100.0] * 5
    length[0] = 0.0
    queue = [0]
    while queue:
        u = queue.pop(0)
        if u not in NEXT:
            continue
        for v, e in NEXT[u]:
            if length[u] + w[e] < length[v]:
                length[v] = length[u] + w[e]
                queue.append(v)
    return length[4] ** 2 + length[3]


@zoo(draw(4))
def neighbours_of_the_module(u):
    v = u.copy()
    for i in range(len(u)):
        for j in NEIGHBOURS[i]:
            v[i] += 0.1 * (u[j] - u[i]) ** 2
        v[i] += sum(u[j] for j in NEIGHBOURS[i]) / len(NEIGHBOURS[i])
    return np.sum(v**2)
