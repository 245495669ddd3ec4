"""Trees of numbers whose leaves are asked what they are: ints of Python, numbers of NumPy"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from tests.zoo.registry import draw, zoo

TREE = (0, ((1, 2), 1))


@zoo(draw(3), TREE)
def product_over_pairs(x, tree):
    def walk(node):
        if isinstance(node, int):
            return x[node]
        left, right = node
        return walk(left) * walk(right) + 1

    return walk(tree)


@zoo(draw(3), TREE)
def sum_over_what_is_no_scalar(x, tree):
    def walk(node):
        if np.isscalar(node):
            return x[node] ** 2
        return x[0] * sum(walk(each) for each in node)

    return walk(tree)


@zoo(draw(3), TREE)
def list_over_what_is_no_int(x, tree):
    def walk(node):
        if type(node) is int:
            return x[node]
        return np.prod([1 + walk(each) for each in node])

    return walk(tree)


@zoo(0.3, {"a": 1.5, "b": {"a": 0.7, "b": 0.2}}, wrt=(0, 1))
def floats_in_dicts(x, tree):
    def walk(node):
        if isinstance(node, float):
            return np.sin(x * node)
        return walk(node["a"]) * walk(node["b"])

    return walk(tree)


@zoo(0.3, (1.5, (0.7, 0.2)), wrt=(0, 1))
def what_has_a_length(x, tree):
    def walk(node):
        if hasattr(node, "__len__"):
            return len(node) * sum([walk(each) for each in node])
        return x**node

    return walk(tree)


@zoo(draw(4, low=0.1), 0.7, ((0, 0), (((1, 1), (2, 2)), 3)), [0, 2, 1])
def likelihood_of_a_tree(lengths, kappa, tree, data):
    rates = np.array(
        [
            [-1.0, kappa, 0.5, 0.2],
            [kappa, -1.0, 0.3, 0.5],
            [0.5, 0.3, -1.0, kappa],
            [0.2, 0.5, kappa, -1.0],
        ]
    )
    rates = rates - np.diag(rates.sum(axis=1))

    def partial(node):
        if isinstance(node, int):
            seen = np.zeros(4)
            seen[data[node]] = 1.0
            return seen
        out = np.ones(4)
        for child, branch in node:
            out *= linalg.expm(rates * lengths[branch]) @ partial(child)
        return out

    return np.log(partial(tree).mean())


@zoo(0.4, 3)
@zoo(0.4, np.int64(3))
def one_error_is_caught(x, n):
    try:
        if not isinstance(n, int):
            return sum(x for _ in n)
    except TypeError:
        x = 2 * x
    return x**n
