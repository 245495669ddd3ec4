"""Loaded text: visible to tracebacks and inspect, gone when its functions are."""

from __future__ import annotations

import gc
import inspect
import linecache
import traceback

import pytest

from adgen.emit.load import file_name, load

TEXT = "def f(x):\n    y = x / 0\n    return y\n\n\ndef g(x):\n    return K * x\n"


def test_tracebacks_show_the_text() -> None:
    function = load(TEXT, {}, "f", "grad model.f")
    with pytest.raises(ZeroDivisionError) as caught:
        function(1.0)
    shown = "".join(traceback.format_tb(caught.value.__traceback__))
    assert "y = x / 0" in shown and "<adgen grad model.f " in shown


def test_the_source_is_found() -> None:
    function = load(TEXT, {"K": 3.0}, "g", "grad model.g")
    linecache.checkcache()
    assert inspect.getsource(function) == "def g(x):\n    return K * x\n"
    assert function(2.0) == 6.0


def test_the_name_is_stable_and_holds_a_hash() -> None:
    assert file_name(TEXT, "grad f") == file_name(TEXT, "grad f")
    assert file_name(TEXT, "grad f") != file_name(TEXT + "\n", "grad f")


@pytest.mark.slow
def test_the_text_goes_with_the_last_function() -> None:
    text = TEXT + "# only here\n"
    name = file_name(text, "test")
    first, second = load(text, {}, "f", "test"), load(text, {}, "g", "test")
    assert name in linecache.cache
    del first
    gc.collect()
    assert name in linecache.cache
    del second
    gc.collect()
    assert name not in linecache.cache
