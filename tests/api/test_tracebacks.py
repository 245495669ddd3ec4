"""What a user sees of an error: his line, and not how adgen came to it."""

from __future__ import annotations

import traceback

import numpy as np
import pytest

import adgen

X = np.ones(2)


def distinct(x):
    return np.sum(np.unique(x))


def pair(x):
    return x, x


CALLS = {
    "grad": lambda: adgen.grad(distinct)(X),
    "value_and_grad": lambda: adgen.value_and_grad(distinct)(X),
    "hvp": lambda: adgen.hvp(distinct)(X, X),
    "jvp": lambda: adgen.jvp(distinct, (X,), (X,)),
    "vjp": lambda: adgen.vjp(distinct, X),
    "jacobian": lambda: adgen.jacobian(distinct)(X),
    "hessian": lambda: adgen.hessian(distinct)(X),
    "check": lambda: adgen.check(distinct, X),
    "show": lambda: adgen.show(distinct),
    "source": lambda: adgen.grad(distinct).source,
    "no function": lambda: adgen.grad(3.0),
    "no such argument": lambda: adgen.grad(distinct, "y"),
    "wrong argument": lambda: adgen.grad(distinct)("x"),
    "two numbers": lambda: adgen.grad(pair)(1.0),
    "wrong cotangent": lambda: adgen.vjp(pair, 1.0)[1](1.0),
}


@pytest.mark.parametrize("name", CALLS)
def test_few_frames_are_shown(name, monkeypatch):
    monkeypatch.delenv("ADGEN_DEBUG", raising=False)
    with pytest.raises(adgen.AdgenError) as caught:
        CALLS[name]()
    frames = traceback.extract_tb(caught.value.__traceback__)
    inner = [frame for frame in frames if "adgen/api" in frame.filename]
    assert len(inner) <= 3
    assert [f for f in frames if "adgen/frontend" in f.filename] == []
    assert "During handling" not in "".join(traceback.format_exception(caught.value))


def test_all_frames_are_shown_on_demand(monkeypatch):
    monkeypatch.setenv("ADGEN_DEBUG", "1")
    with pytest.raises(adgen.AdgenError) as caught:
        CALLS["grad"]()
    frames = traceback.extract_tb(caught.value.__traceback__)
    assert [f for f in frames if "adgen/frontend" in f.filename]
