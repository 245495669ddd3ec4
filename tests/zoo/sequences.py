"""Lists, tuples and dicts that are built, changed and read back at run time."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


def append_to(xs, v):
    xs.append(v * v)


@zoo(1.3)
def callee_appends(x):
    xs = [x]
    append_to(xs, x)
    append_to(xs, xs[1])
    return sum(xs) * xs[-1]


@zoo(1.3)
def dict_stored(x):
    d = {}
    d["a"] = x * x
    d["b"] = d["a"] + x
    d["a"] = d["b"] * x
    return d["a"] * d["b"]


@zoo(1.3)
@zoo(-1.3)
def none_until_found(x):
    best = None
    for i in range(4):
        v = math.sin(x * i)
        if best is None or v > best:
            best = v
    return best * x


@zoo(draw(5))
def running_maximum(x):
    best = -math.inf
    place = 0
    for i, e in enumerate(x):
        if e * e > best:
            best = e * e
            place = i
    return best * x[place]


@zoo(1.3)
def int_becomes_float(x):
    y = 0
    for i in range(3):
        y += x * i
    return y


@zoo(draw(3))
def int_becomes_array(x):
    y = 0
    for i in range(3):
        y = y + x * i
    return np.sum(y * y)


@zoo(1.3)
def list_extended(x):
    acc = [x]
    acc += [x * 2.0, x * x]
    acc.extend([x, 1.0])
    return acc[2] * acc[3] + sum(acc)


@zoo(1.3)
def list_item_stored(x):
    acc = [0.0, 0.0, 0.0]
    for i in range(3):
        acc[i] = x * i + acc[i - 1]
    return acc[0] + acc[1] * acc[2]


@zoo(1.3)
def list_multiplied(x):
    acc = [0.0] * 3
    for i in range(3):
        acc[i] += x**i
    return sum(acc) * acc[2]


@zoo(draw(3))
def history_kept(x):
    states = [x]
    for _ in range(3):
        states.append(np.sin(states[-1]) + 0.1 * states[0])
    total = 0.0
    for a, b in zip(states[:-1], states[1:]):
        total += np.sum((b - a) ** 2)
    return total


@zoo(draw(3))
def history_in_a_matrix(x):
    out = np.zeros((4, 3))
    out[0] = x
    for t in range(3):
        out[t + 1] = np.sin(out[t]) * x + out[t, ::-1]
    return np.sum(out[1:] * out[:-1])


@zoo({"w": draw(2, 2), "b": draw(2)}, draw(3, 2))
def sgd_on_a_dict(params, data):
    w, b = params["w"], params["b"]
    for x in data:
        y = np.tanh(w @ x + b)
        w = w - 0.1 * np.outer(y, x)
        b = b - 0.1 * y
    return np.sum(w * w) + np.sum(b)


@zoo({"w": draw(2, 2), "b": draw(2)}, draw(3, 2))
def dict_rebuilt_in_a_loop(params, data):
    for x in data:
        y = np.tanh(params["w"] @ x + params["b"])
        params = {"w": params["w"] - 0.1 * np.outer(y, x), "b": params["b"] - 0.1 * y}
    return np.sum(params["w"] ** 2) + np.sum(params["b"])


@zoo(1.3)
def deep_tuple_carried(x):
    state = (x, (x * x, 1.0))
    for _ in range(3):
        a, (b, c) = state
        state = (b * 0.5, (a + c, b * c))
    return state[0] * state[1][0] + state[1][1]


@zoo(1.3)
def generator_of_pairs(x):
    pairs = [(i, x**i) for i in range(4)]
    return sum(i * v for i, v in pairs if i != 2) + max(v for _, v in pairs)


@zoo(draw(3), draw(3, seed=2))
def map_with_lambda_over_arrays(x, y):
    rows = list(map(lambda a, b: a * b + a, x, y))
    return rows[0] * rows[1] + sum(rows)


@zoo(draw(4))
def min_max_keys(x):
    low, high = min(x), max(x)
    return sum((e - low) / (high - low) * e for e in x)


@zoo(draw(2, 3))
def nested_comprehension_to_array(m):
    table = np.array([[m[i, j] * m[i, j - 1] for j in range(3)] for i in range(2)])
    return np.sum(table**2)


@zoo(draw(3))
def vector_of_numbers_kept(x):
    total = 0.0
    seen = []
    for e in x:
        total += e * len(seen)
        seen.append(total)
        if len(seen) > 2:
            total *= seen[-2]
    return total + seen[0] * seen[1]


@zoo(0.5)
def stack_machine(x):
    stack = []
    for op in ("x", "x", "mul", "two", "add", "x", "mul"):
        if op == "x":
            stack.append(x)
        elif op == "two":
            stack.append(2.0)
        else:
            b = stack.pop()
            a = stack.pop()
            stack.append(a * b if op == "mul" else a + b)
    return stack.pop()


@zoo(1.3, 0.7)
def number_and_array_paths(x, y):
    v = np.array([x, y])
    for _ in range(2):
        v = np.array([v[0] * v[1], v[0] + v[1]])
    if v[0] > v[1]:
        return v[0]
    return v[1] * v[0]


@zoo(0.7)
def float_of_arrays(x):
    a = np.array([x, x * x])
    s = float(a.sum())
    t = float(np.max(a))
    return s * t


@zoo(draw(4))
def while_over_a_list(x):
    todo = [x[0] * x[1], x[2], x[3]]
    total = 0.0
    while todo:
        v = todo.pop()
        total = total * v + v
        if len(todo) == 1 and total < 10.0:
            todo.append(total * 0.5)
            total += 20.0
    return total


@zoo(1.3)
def counters_beside_values(x):
    states = [(0, x)]
    for _ in range(3):
        i, v = states[-1]
        states.append((i + 1, v * x + i))
    return states[-1][1] * states[1][1]


@zoo(1.3)
def counters_popped_with_values(x):
    found = []
    for i in range(4):
        found.append((i, x**i))
    i, v = found.pop()
    return v * i + found[-1][1]


@zoo(draw(2), 0.1)
def positions_and_velocities(q, h):
    states = [(q, q * 0.5, 0.0)]
    for _ in range(3):
        p, v, t = states[-1]
        states.append((p + h * v, v - h * np.sin(p), t + h))
    total = 0.0
    for p, v, t in states:
        total += np.sum(p * v) * t
    return total + np.sum(states[1][0] * states[2][1])


@zoo(1.3)
def pairs_run_over_twice(x):
    pairs = [(i, x**i) for i in range(4)]
    s = 0.0
    for i, v in pairs:
        s += v * i
    for i, v in pairs:
        if i == 3:
            break
        s += v * s
    return s


@zoo(1.3, draw(4))
def pairs_enumerated_and_zipped(x, w):
    pairs = [(x * i, x**i) for i in range(4)]
    s = 0.0
    for i, (u, v) in enumerate(pairs):
        s += v * u * i
    for (u, v), c in zip(pairs, w):
        s += v * u * c
    return s + pairs[-1][0]


@zoo(draw(2, 3))
def lists_of_an_array(m):
    rows = m.tolist()
    return len(rows) * m[0, 0] * rows[1][2] * rows[0][-1] + len(rows[1])
