"""Texts of named tuples: what is printed beside a gradient is what the function prints."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

import adgen


class Point(NamedTuple):
    a: float
    b: float


class Line(NamedTuple):
    start: Point
    end: tuple[float, Point]


class Short(NamedTuple):
    a: float

    def __repr__(self):
        return "short"


def printed(x):
    p = Point(x[0], 2.0)
    print(p)
    print("line", Line(p, (x[1], p)), (1, p), sep="-")
    return p.a * p.b


def in_containers(x):
    p = Point(x[0], x[1])
    print([p, 1], {"p": p}, (p,))
    return p.a * p.b


def in_texts(x):
    p = Point(x[0], 2.0)
    text = f"{p} {p!r} {p.a:.2f} {(p, 1)}" + str(p) + repr(p)
    text += "{} {!s}".format(p, p)  # noqa: UP032
    text += "%s %.1f" % (p, p.b)  # noqa: UP031
    print(text)
    return p.a * len(text)


def of_its_own_kind(x):
    s = Short(x[0])
    print(s, [s])
    return s.a * x[1]


@pytest.mark.parametrize("f", [printed, in_containers, in_texts, of_its_own_kind])
@pytest.mark.parametrize("derivative", [adgen.grad, adgen.value_and_grad, adgen.hvp])
def test_what_is_printed(f, derivative, capsys):
    x = np.array([0.5, 1.2])
    f(x)
    wanted = capsys.readouterr().out
    derivative(f)(x, *([x] if derivative is adgen.hvp else []))
    assert capsys.readouterr().out == wanted


def test_the_gradient_beside_it():
    x = np.array([0.5, 1.2])
    assert list(adgen.grad(printed)(x)) == [2.0, 0.0]
    assert list(adgen.grad(in_containers)(x)) == [1.2, 0.5]
    # How long the text is depends on x, but not with a derivative.
    value, gradient = adgen.value_and_grad(in_texts)(x)
    assert value == in_texts(x) and list(gradient) == [value / 0.5, 0.0]
