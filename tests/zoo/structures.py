"""Arguments that are tuples, lists, dicts, and nests of them; results likewise."""

# ruff: noqa: C408

import numpy as np

from tests.zoo.registry import draw, zoo


def _mapped(function, tree):
    if isinstance(tree, dict):
        return {key: _mapped(function, value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(_mapped(function, value) for value in tree)
    return function(tree)


def _stepped(parameters, slopes, h):
    if isinstance(parameters, dict):
        return {k: _stepped(parameters[k], slopes[k], h) for k in parameters}
    if isinstance(parameters, list):
        return [_stepped(p, s, h) for p, s in zip(parameters, slopes)]
    if isinstance(parameters, tuple):
        return tuple(_stepped(p, s, h) for p, s in zip(parameters, slopes))
    return parameters - h * slopes


def _collected(tree, leaves):
    if isinstance(tree, dict):
        for key in sorted(tree):
            _collected(tree[key], leaves)
    elif isinstance(tree, list | tuple):
        for part in tree:
            _collected(part, leaves)
    else:
        leaves.append(tree * 1.0)
    return leaves


def _scaled_in_place(tree, by):
    if isinstance(tree, dict):
        for key in tree:
            if isinstance(tree[key], float):
                tree[key] = tree[key] * by
            else:
                _scaled_in_place(tree[key], by)
    elif isinstance(tree, list | tuple):
        for part in tree:
            _scaled_in_place(part, by)
    elif isinstance(tree, np.ndarray):
        tree *= by


TREE = {"a": [draw(2), (draw(1), draw(3))], "b": {"c": 0.2}}


@zoo(TREE, 0.1)
def functions_that_call_themselves_for_the_parts(tree, h):
    slopes = _mapped(lambda v: 2.0 * v + v * v, tree)
    stepped = _stepped(tree, slopes, h)
    _scaled_in_place(stepped, h)
    leaves = _collected(stepped, [])
    s = sum(np.sum(leaf) * (i + 1) for i, leaf in enumerate(leaves))
    return s * len(leaves) + stepped["b"]["c"] * stepped["a"][1][1][0]


@zoo((1.3, 0.4))
def tuple_argument(pair):
    return pair[0] * pair[1] + pair[0]


@zoo((1.3, 0.4))
def tuple_unpacked(pair):
    a, b = pair
    return a * b * b


@zoo([1.3, 0.4, 0.9])
def list_argument(xs):
    return xs[0] * xs[-1] + xs[1] ** 2 * len(xs)


@zoo({"w": draw(3), "b": 0.4})
def dict_argument(params):
    return np.sum(params["w"] ** 2) * params["b"]


@zoo({"layer": {"w": draw(2, 3), "b": draw(2)}, "scale": 1.3}, draw(3, seed=5))
def nested_dict(params, x):
    layer = params["layer"]
    return np.sum(np.tanh(layer["w"] @ x + layer["b"])) * params["scale"]


@zoo([(draw(2, 3), draw(2)), (draw(1, 2), draw(1))], draw(3, seed=5))
def list_of_layers(layers, x):
    for w, b in layers:
        x = np.tanh(w @ x + b)
    return np.sum(x)


@zoo(((1.3, 0.4), [draw(2), 0.9]))
def nest_of_tuples_and_lists(tree):
    (a, b), rest = tree
    return a * b + np.sum(rest[0]) * rest[1]


@zoo({"a": 1.3, "b": 0.4})
def dict_get(params):
    return params.get("a", 0.0) * params["b"] + params.get("missing", 2.0)


@zoo({"a": 1.3, "b": 0.4})
def dict_tests(params):
    y = params["a"]
    if "b" in params:
        y = y * params["b"]
    if "c" in params:
        y = y * 100.0
    return y * len(params)


@zoo((1.3, 0.4))
def tuple_sliced(pair):
    rest = pair[1:]
    return rest[0] * pair[0]


@zoo(1.3, 0.4)
def dict_built(x, y):
    d = {"sum": x + y, "product": x * y}
    return d["sum"] * d["product"]


@zoo(1.3, 0.4)
def dict_built_with_keywords(x, y):
    d = dict(s=x + y, p=x * y)
    return d["s"] * d["p"]


@zoo(1.3, 0.4)
def dict_result(x, y):
    return {"sum": x + y, "product": x * y}


@zoo(draw(3), 0.4)
def nested_result(x, y):
    return x * y, [np.sum(x), y * y]


@zoo((1.3, 0.4), second_order=False)
def structure_as_a_result(pair):
    a, b = pair
    return b * a, a


@zoo((1.3, 0.4))
def same_item_twice(pair):
    return pair[0] * pair[0] + sum(pair)


@zoo([draw(3), draw(3, seed=2)])
def list_of_arrays(xs):
    a, b = xs
    return np.sum(a * b) + np.sum(np.concatenate(xs) ** 2)


@zoo([0.1 * i for i in range(20)])
def long_list_of_numbers(xs):
    y = 0.0
    for x in xs:
        y = y * 0.9 + x * x
    return y


@zoo({"w": draw(2), "b": 0.4}, {"w": draw(2, seed=3), "b": 1.4})
def two_dicts(p, q):
    return sum(np.sum(p[k] * q[k]) for k in p)


@zoo(tuple(0.1 * i for i in range(18)))
def long_tuple_of_numbers(xs):
    y = 0.0
    for x in xs:
        y = y * 0.9 + x * x
    return y


@zoo([draw(2, seed=i) for i in range(17)])
def long_list_of_arrays(xs):
    y = 0.0
    for i, x in enumerate(xs):
        y = y + x[0] * x[1] * i
    return y


@zoo({"w": [draw(2, 3), draw(3)], "b": (0.5, draw(2))}, draw(3))
def nest(p, x):
    h = np.tanh(p["w"][0] @ x + p["b"][1]) * p["b"][0]
    return np.sum(h) * np.sum(p["w"][1] * x)


@zoo([1.0, 2.0, 0.5, 0.25])
def list_written(xs):
    xs[0] = xs[1] * xs[2]
    xs.append(xs[3] ** 2)
    xs.sort()
    return xs[0] * xs[-1] + sum(xs) * xs[1]


@zoo([[1.0, 2.0], [0.5, 0.25, 3.0]])
def ragged(m):
    s = 0.0
    for row in m:
        for v in row:
            s += v * v
    m[0][1] = s
    return m[0][1] * m[1][2]


@zoo({"a": 1.5, "b": 2.0})
def dict_written(d):
    d["a"] *= d["b"]
    d["c"] = d["a"] ** 2
    s = 0.0
    for k, v in d.items():
        s += v * len(k)
    return s * d.pop("b")
