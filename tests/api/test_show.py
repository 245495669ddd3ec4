"""`show`: the text of a derivative in each mode, and what it does not know."""

import numpy as np
import pytest

import adgen


def cube(x: float) -> float:
    return x * x * x


@pytest.mark.parametrize(
    ("mode", "head"),
    [
        ("grad", "def cube_grad(x, out_bar=1.0):"),
        ("value_and_grad", "def cube_value_and_grad(x, out_bar=1.0):"),
        ("jvp", "def cube_jvp(x, x_dot):"),
        ("hvp", "def cube_hvp(x, x_dot):"),
    ],
)
def test_every_mode_is_shown(mode, head):
    assert head in adgen.show(cube, mode=mode)


def test_an_unknown_mode_is_refused():
    with pytest.raises(adgen.ArgumentError, match="no mode 'newton'"):
        adgen.show(cube, mode="newton")


def test_an_unknown_stage_is_refused():
    with pytest.raises(adgen.ArgumentError, match="no stage 'nowhere'"):
        adgen.show(cube, "nowhere")


@pytest.mark.parametrize(
    ("stage", "other", "mode"),
    [
        ("ir", "lowered", "grad"),
        ("adjoint", "grad", "grad"),
        ("reverse", "value_and_grad", "value_and_grad"),
        ("tangent", "jvp", "jvp"),
        ("forward", "hvp", "hvp"),
    ],
)
def test_a_stage_has_a_plain_name_too(stage, other, mode):
    text = adgen.show(cube, stage, mode=mode)
    assert text == adgen.show(cube, other, mode=mode)
    assert ("_bar" in text or "_dot" in text) is (stage != "ir")


def test_the_stage_says_the_mode():
    assert "x_dot" in adgen.show(cube, "tangent")
    assert "x_dot" not in adgen.show(cube, "adjoint")
    with pytest.raises(adgen.ArgumentError, match="no stage 'tangent'"):
        adgen.show(adgen.grad(cube), "tangent")


def test_source_is_that_of_the_last_call():
    def square(x):
        return np.mean(x * x)

    gradient = adgen.grad(square)
    arguments = (2.0, np.array([1.0, 2.0]))
    gradient(arguments[0])
    of_a_number = gradient.source
    gradient(arguments[1])
    of_an_array = gradient.source
    assert of_a_number != of_an_array
    for argument, text in zip(arguments * 2, (of_a_number, of_an_array) * 2):
        gradient(argument)
        assert gradient.source == text
