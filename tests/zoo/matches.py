"""`match`: values, sequences, mappings, classes, captures, guards, alternatives."""

import math
from collections import namedtuple
from dataclasses import dataclass

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.3, high=2.0)


@zoo(X, "cube")
@zoo(X, "square")
@zoo(X, "other")
def by_name(x, mode):
    match mode:
        case "square":
            y = x**2
        case "cu" | "cube":
            y = x**3
        case _:
            y = x
    return np.sum(y * x)


@zoo(X)
def by_number_in_a_loop(x):
    s = 0.0
    for i in range(4):
        match i:
            case 0:
                s += x[i]
            case 1 | 2:
                s += x[i] ** 2
            case n if n > 2:
                s += x[i] * n
    return s


def evaluated(tree):
    match tree:
        case ("add", a, b):
            return evaluated(a) + evaluated(b)
        case ("mul", a, b):
            return evaluated(a) * evaluated(b)
        case ("neg", a):
            return -evaluated(a)
        case _:
            return tree


@zoo(0.7, 1.3)
def expression_tree(x, y):
    return evaluated(("add", ("mul", x, ("neg", y)), ("mul", x, x)))


def shape_area(shape):
    match shape:
        case {"kind": "circle", "radius": r}:
            return np.pi * r * r
        case {"kind": "box", **sides}:
            return sides["width"] * sides["height"]
        case [w, *rest] if len(rest) == 2:
            return w * rest[0] * rest[-1]
        case (a, (b, c)):
            return a * b - c
        case None:
            return 0.5
        case float() | int() as v:
            return 2.0 * v


@zoo(0.7, 1.3)
def structures(x, y):
    return (
        shape_area({"kind": "circle", "radius": x})
        + shape_area({"kind": "box", "width": x, "height": y}) * shape_area(None)
        + shape_area([x, y, x]) * shape_area((y, (x, y)))
        + shape_area(3)
    )


@zoo(X)
def exits_from_cases(x):
    s, k = 0.0, 0
    while True:
        match k:
            case 0:
                s += x[0]
            case 3:
                s *= x[1]
                k += 2
                continue
            case 6:
                break
            case _ if s > 1.5:
                s += x[2] ** 2
            case _:
                s += x[3]
        k += 1
    return s


@zoo(X, 3)
@zoo(X, 9)
@zoo(X, 4)
def returns_from_cases(x, n):
    match n:
        case 1 | 3 | 5:
            return x[0] * x[1]
        case int() if n > 7:
            return x[2]
    return x[3] ** 2


@zoo(X)
def list_of_unknown_length(x):
    values = []
    for v in x:
        if v > 0.1:
            values.append(v * v)
    match values:
        case [a]:
            return a
        case [a, b]:
            return a * b
        case [a, *middle, z]:
            return a * z + middle[0]
    return x[0]


@dataclass
class Circle:
    radius: object


@dataclass
class Box:
    width: object
    height: object


Point = namedtuple("Point", "a b")


def measure(shape):
    match shape:
        case Circle(r):
            return np.pi * r * r
        case Box(width=w, height=h) if w is not None:
            return w * h
        case Point(a, b):
            return a - b
        case (a, b):
            return a / b
    return 1.0


@zoo(0.7, 1.3)
def classes(x, y):
    return measure(Circle(x)) * measure(Box(y, x)) + measure(Point(x, x * y)) * (
        measure((x, y)) + measure(None)
    )


@zoo(draw(3))
@zoo(draw(2, 3))
@zoo(draw(3, 3))
def by_shape(x):
    match x.shape:
        case (n,):
            return np.sum(x) * n
        case (2, k):
            return np.sum(x * x) * k
        case (n, *rest):
            return np.sum(x**3) * n + sum(rest)


@zoo(1.1, 0.7)
def text_or_number(a, b):

    def f(s):
        match s:
            case ["circle", r]:
                return math.pi * r * r
            case ["poly", *pts]:
                return sum(x * y for x, y in pts)
            case [a, b]:
                return a - b

    return f([a * b, b]) * f(("poly", (a, b), (b, b)))
