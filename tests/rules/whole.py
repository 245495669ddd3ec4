"""A sample as a program, so that it goes through the whole compiler.

    function, values = program(sample)
    function(*values)              the call, as a user writes it

Numbers and arrays of floating point are parameters, all else is constant.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable
from typing import Any

import numpy as np

from adgen.rules.registry import callable_of
from tests.rules.calls import is_active
from tests.rules.samples import Sample

_count = [0]


def program(sample: Sample) -> tuple[Callable[..., Any], list[Any]]:
    """The call of a sample as a function of its active arguments, and their values."""
    space: dict[str, Any] = {"called": callable_of(sample.fn), "np": np}
    values: list[Any] = []
    words: list[str] = []
    named = [("", value) for value in sample.args]
    named += [(f"{key}=", value) for key, value in sample.kwargs.items()]
    for i, (key, value) in enumerate(named):
        if is_active(value) and i not in sample.fixed:
            words.append(f"{key}x{len(values)}")
            values.append(list(value) if isinstance(value, list) else value)
        elif isinstance(value, bool | int | str | type(None)):
            words.append(f"{key}{value!r}")
        else:
            space[f"given_{i}"] = value
            words.append(f"{key}given_{i}")
    parameters = ", ".join(f"x{i}" for i in range(len(values)))
    text = f"def program({parameters}):\n    return called({', '.join(words)})\n"
    _count[0] += 1
    name = f"<sample {_count[0]}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    exec(compile(text, name, "exec"), space)
    return space["program"], values
