"""What an array holds at the end of its loop: a function of IR in, the reads of it out."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.analyses.lasting import lasting
from adgen.ir.kinds import BOOL, FLOAT, INT, Array
from adgen.ir.printer import statement_text
from tests.dumps import program_of

KINDS = {
    "y": Array("float", ("n.0",)),
    "n": INT,
    "m": INT,
    "b": BOOL,
    "i": INT,
    "j": INT,
    "a": FLOAT,
}


def found(text: str) -> dict[str, str]:
    """By its name what is kept of a Var: "read" and "stored" are two dicts in one."""
    function = program_of(textwrap.dedent(text), KINDS).main
    kept = lasting(function)
    return {
        f"{var.name}.{var.version}": statement_text(stmt)
        for facts in (kept.read, kept.stored)
        for var, stmt in facts.items()
    }


LOOP = """
def f(x.0, n.0, m.0, b.0):
    y.0 = np.copy(x.0)
    y.3 = for i.0 in {numbers} with y.1 = y.0:
        j.0 = i.0 {read}
        a.0 = y.1[j.0]
        a.1 = np.sin(a.0)
        j.1 = i.0 {written}
        y.2 = y.1 with [j.1] = a.1
        yield y.2
    return y.3
"""
UP, DOWN = "range(2, n.0, 1)", "range(n.0, 1, -1)"


@pytest.mark.parametrize(
    ("numbers", "read", "written", "kept"),
    [
        (UP, "- 1", "+ 0", "a.0 a.1"),
        (UP, "- 2", "- 1", "a.0 a.1"),
        (UP, "- 3", "+ 0", "a.1"),  # y[-1] is the last element, which is written
        (UP, "+ 0", "+ 0", "a.1"),
        (UP, "+ 1", "+ 0", "a.1"),
        (DOWN, "+ 1", "+ 0", "a.0 a.1"),
        (DOWN, "- 1", "+ 0", "a.1"),
        ("range(n.0, 0, -1)", "+ 1", "- 2", ""),
        ("range(n.0, m.0, 1)", "- 1", "+ 0", ""),
        ("reversed(range(2, n.0, 1))", "+ 1", "+ 0", "a.0 a.1"),
    ],
)
def test_elements_that_are_not_written_again(
    numbers: str, read: str, written: str, kept: str
) -> None:
    reads = found(LOOP.format(numbers=numbers, read=read, written=written))
    assert sorted(reads) == kept.split()
    if "a.0" in reads:
        assert reads["a.0"] == "a.0 = y.3[j.0]"


def test_what_is_written_behind_the_loop_is_not_kept() -> None:
    text = LOOP.format(numbers=UP, read="- 1", written="+ 0")
    assert (
        found(text.replace("return y.3", "y.4 = y.3 with [0] = 1.0\n    return y.4"))
        == {}
    )


def test_an_exit_may_leave_another_version() -> None:
    text = LOOP.format(numbers=UP, read="- 1", written="+ 0")
    exit = "branch b.0:\n            break y.1\n        else:\n            yield y.2"
    assert sorted(found(text.replace("yield y.2", exit))) == ["a.0"]


NESTED = """
def f(x.0, n.0, m.0, b.0):
    s.2 = for k.0 in range(0, m.0, 1) with s.1 = 0.0:
        y.0 = np.copy(x.0)
        y.3 = for i.0 in {numbers} with y.1 = y.0:
            j.0 = i.0 - 1
            a.0 = y.1[j.0]
            y.2 = y.1 with [i.0] = a.0
            yield y.2
        s.0 = np.sum(y.3)
        yield s.0
    return s.2
"""


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        ("range(1, n.0, 1)", "a.0"),
        ("range(1, 3, 1)", ""),
        ("reversed(range(n.0, n.0, 1))", ""),
    ],
)
def test_a_large_array_is_not_kept_for_a_few_of_its_elements(
    numbers: str, kept: str
) -> None:
    assert sorted(found(NESTED.format(numbers=numbers))) == kept.split()


SIDES = """
def f(x.0, n.0, m.0, b.0):
    y.0 = np.copy(x.0)
    y.4 = for i.0 in range(0, n.0, 1) with y.1 = y.0:
        b.1 = {test}
        y.3 = if b.1:
            j.0 = i.0 - 1
            a.0 = y.1[j.0]
            a.1 = np.sin(a.0)
            y.2 = y.1 with [i.0] = a.1
            yield y.2
        else:
            yield y.1
        yield y.3
    return y.4
"""


@pytest.mark.parametrize(
    ("test", "kept"),
    [
        ("i.0 > 0", True),
        ("i.0 >= 1", True),
        ("i.0 != 0", True),
        ("0 < i.0", True),
        ("i.0 == 3", True),
        ("i.0 >= 0", False),
        ("i.0 < 4", False),
        ("i.0 != 1", False),
        ("i.0 > m.0", False),
        ("i.0 > 0.5", False),
    ],
)
def test_tests_say_that_an_index_counts_from_the_front(test: str, kept: bool) -> None:
    assert ("a.0" in found(SIDES.format(test=test))) == kept


def test_the_other_side_of_a_test_says_the_contrary() -> None:
    head, rest = SIDES.format(test="i.0 <= 0").split("if b.1:\n")
    then, orelse = rest.split("        else:\n")
    kept, tail = orelse.split("        yield y.3\n")
    turned = f"{head}if b.1:\n{kept}        else:\n{then}        yield y.3\n{tail}"
    assert "a.0" in found(turned)


def volatility(p: Any, r: Any) -> Any:
    s = np.empty(len(r))
    s[0] = p[0]
    for t in range(1, len(r)):
        s[t] = p[0] + p[1] * r[t - 1] ** 2 + p[2] * s[t - 1]
    return np.sum(np.log(s) + r**2 / s)


def product(x: Any) -> Any:
    y = x.copy()
    for i in range(2, len(y)):
        y[i] = y[i - 1] * y[i - 2]
    return y[-1]


def triangular(u: Any, b: Any) -> Any:
    x = b.copy()
    for i in range(len(b)):
        for j in range(i):
            x[i] -= u[i, j] * x[j]
    return np.sum(x**2)


def factors(a: Any) -> Any:
    a = a.copy()
    n = len(a)
    for k in range(n):
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]
    return np.sum(a**2)


def cholesky(a: Any) -> Any:
    n = len(a)
    low = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            if i == j:
                low[i, j] = np.sqrt(s)
            else:
                low[i, j] = s / low[j, j]
    return np.sum(low[n - 1])


def lattice(p: Any, n: Any) -> Any:
    s = np.ones((n + 1, n + 1))
    for k in range(n + 1):
        if k > 0:
            s[k, k] = s[k - 1, k - 1] * p[1]
        for j in range(k, n):
            s[k, j + 1] = s[k, j] * p[0]
    return np.sum(s**2)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (cholesky, (np.eye(4) * 4 + np.arange(16.0).reshape(4, 4) / 9,)),
        (lattice, (np.array([1.1, 0.9]), 4)),
        (factors, (np.eye(4) * 4 + np.arange(16.0).reshape(4, 4) / 9,)),
        (volatility, (np.array([0.1, 0.2, 0.6]), np.array([0.3, -0.2, 0.5, 0.1]))),
        (product, (np.array([0.7, 1.2, 0.9, 1.1]),)),
        (triangular, (np.tri(4) + 0.1, np.array([0.7, 1.2, 0.9, 1.1]))),
    ],
)
def test_there_is_no_tape_for_an_array_that_is_filled(function: Any, args: Any) -> None:
    gradient = adgen.grad(function)
    adgen.check(function, *args)
    gradient(*args)
    assert "tape" not in gradient.source, gradient.source
