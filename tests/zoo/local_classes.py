"""Classes, dataclasses and named tuples that are defined in the function that uses them."""

import math
from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.4, high=1.6)


@zoo(X)
def named_tuple_of_a_call(x):
    Pair = namedtuple("Pair", ["a", "b"], defaults=(2.0,))
    pairs = [Pair(v) for v in x]
    pairs.append(Pair(b=x[1], a=x[0]))
    return sum(p.a * p.b**2 for p in pairs)


@zoo(X)
def named_tuple_in_a_loop(x):
    s = x[0]
    for v in x:
        Step = namedtuple("Step", "here before")
        step = Step(v, s)
        s = step.here * step.before + math.sin(s)
    return s


@zoo(X)
def named_tuple_class(x):
    class Weighed(NamedTuple):
        a: float
        w: float = 2.0

    s = 0.0
    for v in x:
        s += Weighed(v).a ** 2 * Weighed(v, s).w
        s += Weighed(v).w * v
    return s


@zoo(X)
def plain_class(x):
    class Wave:
        scale = 2.0

        def __init__(self, a):
            self.a = a

        def at(self, t=1.0):
            return self.scale * math.exp(self.a * t)

    return Wave(x[0]).at(x[1]) + Wave(x[2]).at()


@zoo(X)
def data_class(x):
    @dataclass
    class Law:
        a: float
        b: float = 1.5
        seen: list = field(default_factory=list)

        @property
        def both(self):
            return self.a * self.b

    law = Law(x[0], x[1])
    law.seen.append(x[2])
    return law.a * law.b**2 + Law(x[2]).both + law.seen[0] ** 2


@zoo(X)
def class_and_subclass(x):
    class Body:
        def __init__(self, a):
            self.a = a

        def area(self):
            return self.a

    class Ring(Body):
        def __init__(self, a, b):
            super().__init__(a)
            self.__b = b

        def area(self):
            return super().area() * self.__b**2

    return Ring(x[0], x[1]).area() * x[2]


@zoo(X)
def operators_that_make_others(x):
    """What the methods see of the function is the class itself, and one before it."""

    class Vector:
        def __init__(self, a):
            self.a = a

        def __add__(self, other):
            return Vector(self.a + other.a)

        def __mul__(self, k):
            return Vector(self.a * k)

    class Square(Vector):
        def both(self):
            return Vector(self.a) + Vector(self.a * self.a)

    v = Vector(x[0]) + Vector(x[1]) * x[2]
    return Square(v.a).both().a


@zoo(X)
def objects_in_a_list(x):
    class Node:
        def __init__(self, v):
            self.v = v

    nodes = []
    for v in x:
        nodes.append(Node(v * v))
    for node in nodes:
        node.v *= x[0]
    return sum(node.v for node in nodes)


@zoo(X)
def made_by_a_nested_function(x):
    class Sum:
        def __init__(self):
            self.s = 0.0

        def add(self, v):
            self.s += v**2
            return self

        def __call__(self, w):
            return self.s * w

    def build():
        total = Sum()
        for v in x:
            total.add(v)
        return total

    return build()(x[1])
