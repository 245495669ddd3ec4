"""What is asked of `adgen grad`, and what the written function makes sure of."""

from __future__ import annotations

import numpy as np
import pytest

USER = """\
from dataclasses import dataclass
from functools import partial

import numpy as np


def double(x):
    return x * 2.0


def power(w: float, n: int = 3, scale: float = 0.1, other=None) -> float:
    return w**n + scale * w


squared = partial(power, n=2)
parabola = partial(lambda a, x: a * x * x, 2.0)


def misspelt(x: "Flaot", y: "np.float64"):
    return np.sum(x * y)


def broken(x: "1 / 0"):
    return x


@dataclass
class State:
    a: float
    b: float


def advance(p: State, q: State) -> float:
    p.a = p.a * 2.0
    return p.a * q.a + p.b
"""


@pytest.fixture
def user(place):
    (place / "user.py").write_text(USER)


def made(result) -> dict:
    assert result.code == 0, result.err
    namespace: dict = {}
    exec(result.out, namespace)
    return namespace


def test_the_gradient_of_an_array_is_refused_when_it_is_called(adgen, user):
    gradient = made(adgen("grad", "user.py:double"))["double_grad"]
    assert gradient(3.0) == 2.0
    with pytest.raises(TypeError, match="`double` returns an array"):
        gradient(np.ones(2))


@pytest.mark.parametrize("command", [("grad", "--value"), ("hvp",)])
def test_other_commands_make_sure_of_one_number_too(adgen, user, command):
    name, *options = command
    text = adgen(name, "user.py:double", *options).out
    assert 'raise TypeError("`double` returns an array' in text


def test_a_known_number_is_not_checked(adgen, user):
    assert "returns an array" not in adgen("grad", "user.py:power").out


def test_a_partial_has_the_name_and_the_values_it_is_asked_with(adgen, user):
    gradient = made(adgen("grad", "user.py:squared", "--wrt", "w"))["squared_grad"]
    assert gradient(3.0) == pytest.approx(2 * 3.0 + 0.1)
    gradient = made(adgen("grad", "user.py:squared", "--wrt", "n"))["squared_grad"]
    assert gradient(3.0) == pytest.approx(9.0 * np.log(3.0))
    gradient = made(adgen("grad", "user.py:parabola"))["parabola_grad"]
    assert gradient(3.0) == 12.0


def test_a_parameter_fixed_by_its_default_has_no_derivative(adgen, user):
    result = adgen("grad", "user.py:power", "--wrt", "other")
    assert result.code == 2
    assert "--wrt names `other`, which is None by its default" in result.err
    assert '--like "other=float"' in result.err


def test_an_int_does_not_vary(adgen, user):
    result = adgen("grad", "user.py:double", "--like", "x=int")
    assert result.code == 4
    assert 'Perhaps you mean --like "x=float".' in result.err


def test_a_misspelt_annotation_is_named(adgen, user):
    result = adgen("grad", "user.py:misspelt")
    assert result.code == 0
    assert "`x` may be anything: `Flaot`: name 'Flaot' is not defined" in result.err
    result = adgen("grad", "user.py:misspelt", "--like", "x=float")
    assert "Flaot" not in result.err


def test_an_annotation_that_fails_otherwise_ends_the_command(adgen, user):
    result = adgen("grad", "user.py:broken")
    assert result.code == 3
    assert "`1 / 0` of `x` raises ZeroDivisionError" in result.err


def test_an_object_that_is_changed_must_not_be_passed_twice(adgen, user, monkeypatch):
    monkeypatch.syspath_prepend(".")
    namespace = made(adgen("grad", "user.py:advance"))
    gradient, state = namespace["advance_grad"], namespace["State"]
    p, q = state(2.0, 1.0), state(3.0, 1.0)
    p_bar, q_bar = gradient(p, q)
    assert (p_bar.a, p_bar.b, q_bar.a) == (6.0, 1.0, 4.0)
    with pytest.raises(TypeError, match="stands in two places"):
        gradient(q, q)


def test_a_text_in_a_default_is_made_sure_of(adgen, place):
    (place / "opt.py").write_text(
        "import numpy as np\n\n\ndef f(x: float, options={'by': 'sine'}):\n"
        "    return np.sin(x) if options['by'] == 'sine' else x\n"
    )
    gradient = made(adgen("grad", "opt.py:f"))["f_grad"]
    assert gradient(0.5) == pytest.approx(np.cos(0.5))
    with pytest.raises(TypeError, match="made for"):
        gradient(0.5, {"by": "none"})
