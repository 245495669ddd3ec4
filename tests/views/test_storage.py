"""What the gradient keeps, and the reason it gives."""

from __future__ import annotations

import numpy as np
import pytest

from tests.views.explaining import explained


def kept(function, *args):
    """How and why, by line and name."""
    rows = explained(function, *args).kept
    return {(row.line, row.name): (row.how, row.reason) for row in rows}


def formula(x1, x2, x3, x4):
    a = x1 * x2
    b = x3 + x4
    c = a - b
    return c**2


def test_the_formula_of_the_textbook():
    found = kept(formula, 2.0, 3.0, 1.0, 4.0)
    used = {name for (_, name), (how, _) in found.items() if how != "no"}
    assert used == {"c", "x1", "x2"}
    assert found[3, "c"] == ("kept", "needed by the adjoint of line 4")
    assert found[None, "x1"] == ("kept", "needed by the adjoint of line 1")
    assert found[1, "a"] == ("no", "no adjoint needs it; computed for line 3")
    assert found[4, "v1"][0] == "no"


def logarithm(x, y, z):
    return np.log(x * y) + np.sin(z)


def test_neither_the_logarithm_nor_the_sine_is_needed():
    found = kept(logarithm, 2.0, 3.0, 0.5)
    used = {name for (_, name), (how, _) in found.items() if how != "no"}
    assert used == {"x", "y", "z", "v1"}


def root(a, tol):
    x = a
    k = 0
    while k < 50:
        y = 0.5 * (x + a / x)
        if abs(y - x) < tol:
            break
        x = y
        k = k + 1
    return x


def test_a_loop_puts_what_it_overwrites_on_the_tape():
    found = kept(root, 2.0, 1e-10)
    how, reason = next(v for (_, name), v in found.items() if name == "x")
    assert how == "tape"
    assert reason.startswith("at the start of each iteration: ")
    assert "overwritten at line 5" in reason
    assert found[5, "y"] == ("tape", "as the x of the next iteration")
    assert all(how == "no" for (_, name), (how, _) in found.items() if name == "k")


def scaled(x, n):
    t = x
    for i in range(n):
        s = 2.0 * t
        t = s * t * s
    return t


def test_what_is_cheap_is_recomputed():
    found = kept(scaled, 0.5, 3)
    assert ("recomputed", "as 2.0 * t") in found.values()


def advect(u, c):
    u = u.copy()
    for i in range(1, len(u)):
        u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])
    return np.sum(u * u)


def test_an_element_that_is_overwritten():
    found = kept(advect, np.arange(1.0, 5.0), 0.3)
    reasons = [reason for how, reason in found.values() if how == "tape"]
    assert any("overwritten at line 13" in reason for reason in reasons)
    assert any("as the u after the loop" in reason for _, reason in found.values())


def spring(q, k):
    r = np.sin(q)
    return k * r * r


def energy(q, p, k):
    return spring(q, k) * spring(p, k)


def test_what_a_callee_returns_for_its_reverse_function():
    rows = explained(energy, 0.3, 0.4, 2.0).kept
    found = {(row.function, row.name): row for row in rows}
    assert found["spring", "r"].how == "kept"
    assert "returned by spring_forward" in found["spring", "r"].reason


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (formula, (2.0, 3.0, 1.0, 4.0)),
        (root, (2.0, 1e-10)),
        (scaled, (0.5, 3)),
        (advect, (np.arange(1.0, 5.0), 0.3)),
        (energy, (0.3, 0.4, 2.0)),
    ],
)
def test_every_value_has_a_reason(function, args):
    assert all(row.reason for row in explained(function, *args).kept)
