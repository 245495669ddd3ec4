"""Attributes that objects have from their class, and methods that Python gives it or asks for."""

from __future__ import annotations

import functools

import numpy as np

from tests.zoo.registry import draw, zoo


class Meter:
    total = 0.0
    best = None
    seen = 0

    def add(self, v):
        self.total += v
        return self.total

    def see(self, v):
        if self.best is None or v > self.best:
            self.best = v
        self.seen += 1


class ScaledMeter(Meter):
    scale = 2.0

    def add(self, v):
        return super().add(self.scale * v)


@zoo(draw(5))
def meter_in_a_loop(x):
    meter = Meter()
    return sum(meter.add(v) * v for v in x)


@zoo(draw(5))
@zoo(-draw(5))
def default_of_the_class_on_one_path(x):
    meter = ScaledMeter()
    if x[0] > 0.0:
        meter.total = x[0] ** 2
    else:
        meter.scale = x[1]
    for v in x:
        meter.add(v)
    return meter.total * meter.scale


@zoo(draw(6))
def largest_that_a_meter_has_seen(x):
    meter = Meter()
    i = 0
    while meter.seen < len(x):
        meter.see(x[i])
        i += 1
    return meter.best**2 / meter.seen


@zoo(draw(5))
def meters_in_a_list(x):
    meters = [Meter() for _ in range(3)]
    for i in range(2 * len(x)):
        meters[i % 3].add(x[i % len(x)] * i)
    return sum(m.total**2 for m in meters)


@zoo(draw(5))
def meters_some_of_which_have_seen_more(x):
    meters = []
    for v in x:
        meter = Meter()
        meter.add(v)
        if v > 0.3:
            meter.see(v * v)
        meters.append(meter)
    return sum(m.total * m.seen for m in meters)


class Circle:
    def __init__(self, r):
        self.r = r


class Square:
    def __init__(self, a):
        self.a = a


class Tile(Square):
    pass


@functools.singledispatch
def area(shape):
    raise TypeError(shape)


@area.register
def _(shape: Circle):
    return np.pi * shape.r**2


@area.register
def _(shape: Square):
    return shape.a**2


@area.register
def _(shape: np.ndarray):
    return np.sum(shape)


@zoo(draw(4))
def implementation_for_a_class(x):
    return area(Circle(x[0])) * area(Tile(x[1])) + area(x[2:]) ** 2


@functools.total_ordering
class Weighed:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v

    def __lt__(self, other):
        return self.v < other.v


@zoo(draw(4))
@zoo(-draw(4))
def comparisons_that_are_added(x):
    a, b = Weighed(x[0]), Weighed(x[1])
    total = a.v**2 if a >= b else b.v**3
    if a > b or a <= Weighed(x[2]):
        total = total * x[3]
    return total * max(Weighed(x[2]), Weighed(x[3])).v


class Walk:
    def __init__(self, x):
        self.x = x

    def __iter__(self):
        for v in self.x:
            yield 2.0 * v

    def __reversed__(self):
        for v in self.x[::-1]:
            yield 3.0 * v


@zoo(draw(4))
def walk_backwards(x):
    total = 0.0
    for v in reversed(Walk(x)):
        total = total * v + 1.0
    return total + sum(v * v for v in Walk(x))


class _Valued:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v


@functools.total_ordering
class AtMost(_Valued):
    def __le__(self, other):
        return self.v <= other.v


@functools.total_ordering
class Above(_Valued):
    def __gt__(self, other):
        return self.v > other.v


@functools.total_ordering
class AtLeast(_Valued):
    def __ge__(self, other):
        return self.v >= other.v


@zoo(draw(4))
@zoo(-draw(4))
@zoo(np.array([0.5, 0.4, 0.25, 0.75]))
def all_comparisons_by_each_of_three(x):
    total = 0.0
    for cls in (AtMost, Above, AtLeast):
        for i in range(3):
            a, b = cls(x[i]), cls(x[i + 1])
            total = total + (x[i] ** 2 if a < b else x[i] ** 3)
            total = total * (1.5 if a <= b else x[i])
            total = total + (x[i + 1] if a > b else 2.0 * x[i])
            total = total - (x[i] * x[0] if a >= b else x[i])
    return total
