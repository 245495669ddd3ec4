"""What nothing reads has no name: `_, saved = f_forward(x)`, `points.pop()`, `for _ in rows`."""

from pathlib import Path

import numpy as np
import pytest

import adgen
from tests.emit.unread import unread_names

ROOT = Path(__file__).resolve().parents[2]
PINNED = sorted(
    [
        *(ROOT / "tests/golden/expected").glob("*.py"),
        *ROOT.glob("samples/derivatives/*"),
    ]
)


def power(x, n):
    if n == 0:
        return 1.0
    return x * power(x, n - 1)


def only_what_is_kept_is_read(x):
    return power(x[0], 2)


def popped(x):
    rows = [(v, v * v) for v in x]
    total = 0.0
    for v, square in rows:
        total += square
    rows.pop()
    first, _ = rows.pop(0)
    return total * first + len(rows)


def its_own_blank(x):
    total = 0.0
    for _ in range(3):
        total += power(x[_], _)
    return total


def blanks_of_the_user(x):
    total = 0.0
    for _ in range(2):
        sign, _ = np.linalg.slogdet(np.eye(2))
        total += sign * x[0] ** 2
    return total


@pytest.mark.parametrize(
    ("function", "line"),
    [
        (only_what_is_kept_is_read, "_, saved = power_forward(v1, 2)"),
        (popped, "rows_1.pop()"),
        (its_own_blank, "__, saved = power_forward(x[_], _)"),
        (blanks_of_the_user, "for _ in range(2):"),
    ],
)
def test_text(function, line):
    x = np.array([1.5, 2.0, 0.5])
    adgen.check(function, x)
    derivative = adgen.grad(function)
    derivative(x)
    assert line in [text.strip() for text in derivative.source.splitlines()]
    assert unread_names(derivative.source) == []


def test_unread_names_are_found():
    text = (
        "def f(x):\n    a, b = x\n    c = b\n    for i, v1 in x: pass\n    return a\n"
    )
    assert unread_names(text) == ["f.c", "f.v1"]


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.stem)
def test_every_name_of_a_pinned_text_is_read(path):
    assert unread_names(path.read_text()) == []
