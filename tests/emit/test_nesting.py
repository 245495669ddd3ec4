"""What Python would not read is refused before it is printed."""

import pytest

import adgen
from adgen.errors import LanguageError

pytestmark = pytest.mark.slow


def nested(depth: int) -> str:
    heads = [f"{'    ' * (i + 1)}if x > {i}.0:" for i in range(depth)]
    inner = f"{'    ' * (depth + 1)}return x * x"
    return "\n".join(["def f(x):", *heads, inner, "    return x"])


def test_many_levels_are_read():
    f = adgen.from_source(nested(90), {})
    assert adgen.grad(f)(100.0) == 200.0
    assert adgen.grad(f)(3.0) == 1.0


def branches(count: int) -> str:
    heads = [
        f"    {'elif' if i else 'if'} x > {-i}.0:\n        y = {i}.0 * x"
        for i in range(count)
    ]
    return "\n".join(
        ["def f(x):", *heads, "    else:", "        y = x * x", "    return y"]
    )


def test_an_elif_is_no_level():
    f = adgen.from_source(branches(100), {})
    assert adgen.grad(f)(-49.5) == 50.0


@pytest.mark.parametrize("text", [nested(97), branches(120), branches(400)])
def test_too_many_levels_are_refused_with_their_place(text):
    f = adgen.from_source(text, {})
    with pytest.raises(LanguageError, match="nested deeper than") as found:
        adgen.grad(f)(100.0)
    assert found.value.span is not None and found.value.span.line <= 2
