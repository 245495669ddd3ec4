"""Derivatives made before a call, of arguments of which nothing is known: right, or refused.

This is what `.source` shows before the first call, and what `adgen grad FILE.py:FUNC` writes
without --like. The zoo is run with it.
"""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.api.arguments import bind
from adgen.api.derivative import Derivative
from adgen.api.guess import guessed_kinds
from adgen.errors import AdgenError
from tests.test_zoo import close, returns_a_number, truth
from tests.zoo import trees
from tests.zoo.registry import SPECIMENS, Specimen
from tests.zoo.shares import one_in

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

REFUSED = 0.25
"""Mostly rules that depend on a rank, and arrays that may be parts of each other."""


def is_plain(specimen: Specimen) -> bool:
    """True if all arguments are what unknown arguments are taken for: numbers and arrays."""
    plain = (bool, int, float, complex, np.generic, np.ndarray)
    return all(isinstance(arg, plain) for arg in specimen.args)


with np.errstate(all="ignore"):
    NUMBERS = [name for name in SPECIMENS if returns_a_number(name)]


def gradient(specimen: Specimen) -> tuple[object, ...]:
    """The gradient by a function that was made without looking at the arguments."""
    made = adgen.grad(specimen.function, specimen.wrt)
    assert made.source
    values = bind(made.__signature__, tuple(trees.copied(specimen.args)), {}, "f")
    values, _ = made._prepared(values)
    return made._shown.invoke(values)


@pytest.mark.slow
@pytest.mark.parametrize("name", one_in(12, NUMBERS))
def test_right_or_refused(name):
    specimen = SPECIMENS[name]
    try:
        found = gradient(specimen)
    except AdgenError as refusal:
        lines = str(refusal).splitlines()
        assert len(lines) > 1, "a refusal says what to write instead"
        return
    except (IndexError, TypeError, ValueError):
        assert not is_plain(
            specimen
        )  # NumPy says what is wrong with a list or an object
        return
    close(trees.vector(trees.conjugate(found)), truth(name).ravel(), specimen)


@pytest.mark.slow
def test_few_are_refused():
    refused = []
    plain = [name for name in NUMBERS if is_plain(SPECIMENS[name])][::5]
    for name in plain:
        made = adgen.grad(SPECIMENS[name].function, SPECIMENS[name].wrt)
        try:
            assert made.source
        except AdgenError:
            refused.append(name)
    assert len(refused) < REFUSED * len(plain), refused


def test_what_is_known_only_from_arguments_is_named():
    def norm(params):
        return params["w"] ** 2

    with pytest.raises(AdgenError, match="--like") as caught:
        assert adgen.grad(norm).source
    assert "nothing says that it is a dict" in str(caught.value)
    assert guessed_kinds(adgen.grad(norm).__signature__, ()) == {}
    assert adgen.grad(norm)({"w": 1.5}) == {"w": 3.0}


def test_an_argument_may_be_none():
    def scaled(x, scale):
        if scale is None:
            scale = 3.0
        return x * x * scale

    made = adgen.grad(scaled)
    assert "scale is None" in made.source
    assert made._shown.py_func(0.5, None) == 3.0
    assert made._shown.py_func(0.5, 2.0) == 2.0


def test_masks_are_returned():
    def split(x):
        return (x * x).sum(), x > 0.0

    made = adgen.value_and_grad(split, has_aux=True)
    text = made.source
    assert "+(" not in text and "+v" not in text


@pytest.mark.filterwarnings("error::numpy.exceptions.ComplexWarning")
def test_tangents_have_room_for_complex_numbers():
    """NumPy would keep the real part of what is stored into a real tangent."""
    turned = SPECIMENS[
        "fuzz_finds.complex_array_made_of_a_real_one_and_written"
    ].function
    y, y_dot = np.array([0.3, 0.7, -0.4]), np.array([1.0, 0.5, -0.2])
    made = Derivative(turned, "jvp", 0)
    value, slope = made.py_func(y, y_dot)
    assert value == pytest.approx(turned(y))
    assert slope == pytest.approx(adgen.grad(turned)(y) @ y_dot)
