"""Functions that call themselves change what they are given: their texts copy nothing."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

import adgen
from tests.test_zoo import SPECIMENS
from tests.zoo import trees

COPIES = re.compile(r"\.copy\(|_copy_list\(|np\.copy\(")


def functions(text: str) -> dict[str, str]:
    """The functions of a text by their names."""
    parts = re.split(r"^def ", text, flags=re.MULTILINE)[1:]
    return {part.partition("(")[0]: part for part in parts}


def gradient(name: str) -> dict[str, str]:
    specimen = SPECIMENS[name]
    derivative = adgen.grad(specimen.function)
    derivative(*trees.copied(specimen.args))
    return functions(derivative.source)


@pytest.mark.parametrize(
    "name",
    [
        "grown_by_calls.appended_in_halves",
        "grown_by_calls.sums_of_a_tree",
        "grown_by_calls.list_of_an_object",
        "changed_by_calls.lists_change_their_roles",
        "given_back.sorted_in_place",
        "given_back.heap_in_an_array",
    ],
)
def test_what_is_given_is_changed_in_place(name):
    texts = gradient(name)
    inner = [
        text for each, text in texts.items() if re.search(r"_(forward|reverse)", each)
    ]
    assert inner
    assert not [text for text in inner if COPIES.search(text)]


def test_the_caller_copies_what_it_needs():
    """`a` is read behind the call that changes what it is given; the argument x is not ours."""

    def double(a, k):
        if k > 0:
            a[k] *= 2.0
            double(a, k - 1)

    def f(x, n):
        a = x * 1.0
        b = a.copy()
        double(a, n)
        return (a * b)[0] + a[1]

    derivative = adgen.grad(f)
    x = np.array([1.0, 2.0, 3.0])
    assert np.allclose(derivative(x, 2), [2.0, 2.0, 0.0])
    assert np.array_equal(x, [1.0, 2.0, 3.0])
    texts = functions(derivative.source)
    assert not [
        text for name, text in texts.items() if name != "f_grad" and COPIES.search(text)
    ]


def transformed_in_place(re, im):
    n = len(re)
    if n == 1:
        return
    a, b, c, d = (v[i::2].copy() for i in (0, 1) for v in (re, im))
    transformed_in_place(a, b)
    transformed_in_place(c, d)
    for k in range(n // 2):
        w = -2 * math.pi * k / n
        p = math.cos(w) * c[k] - math.sin(w) * d[k]
        q = math.cos(w) * d[k] + math.sin(w) * c[k]
        re[k], im[k] = a[k] + p, b[k] + q
        re[k + n // 2], im[k + n // 2] = a[k] - p, b[k] - q


def spectrum(x):
    re, im = x.copy(), np.zeros(len(x))
    transformed_in_place(re, im)
    return np.sum(re**4) + np.sum(im**2)


def test_a_forward_function_computes_and_saves_nothing_twice():
    """What is repeated in the text of a function that calls itself is recorded once."""
    made = adgen.grad(spectrum)
    x = np.linspace(0.2, 1.4, 8)
    step = 1e-6 * np.cos(np.arange(8.0))
    change = (spectrum(x + step) - spectrum(x - step)) / 2.0
    assert made(x) @ step == pytest.approx(change, rel=1e-6)
    text = str(made._shown.text)
    code = re.sub("#.*", "", text)
    assert code.count("math.cos(") == code.count("math.sin(") == 1
    assert code.partition("def spectrum")[0].count(".copy()") == 4
