"""What Python would not read is refused before it is printed."""

import pytest

import adgen
from adgen.errors import LanguageError


def nested(depth: int) -> str:
    heads = [f"{'    ' * (i + 1)}if x > {i}.0:" for i in range(depth)]
    inner = f"{'    ' * (depth + 1)}return x * x"
    return "\n".join(["def f(x):", *heads, inner, "    return x"])


def test_many_levels_are_read():
    f = adgen.from_source(nested(90), {})
    assert adgen.grad(f)(100.0) == 200.0
    assert adgen.grad(f)(3.0) == 1.0


def test_too_many_levels_are_refused_with_their_place():
    f = adgen.from_source(nested(97), {})
    assert f(100.0) == 10000.0
    with pytest.raises(LanguageError, match="nested deeper than Python reads") as found:
        adgen.grad(f)(100.0)
    assert found.value.span is not None and found.value.span.line == 2
