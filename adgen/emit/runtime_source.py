"""The source of the few functions that generated code brings along, as text.

    ["unbroadcast"]      ["def _unbroadcast(bar, like): ..."]

A function comes after those of the others that it calls.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from functools import cache

from adgen.rules.runtime import HELPERS


def runtime_texts(primitives: Iterable[str]) -> list[str]:
    """The texts of the functions of these primitives, and of what they call."""
    needed: dict[str, None] = {}

    def need(name: str) -> None:
        if name not in needed:
            for called in _called(name):
                need(called)
            needed[name] = None

    for fn in primitives:
        need(HELPERS[fn].__name__)
    return [_text(name) for name in needed]


@cache
def _functions() -> dict[str, object]:
    return {function.__name__: function for function in HELPERS.values()}


def _called(name: str) -> list[str]:
    """The other functions that a function names."""
    words = re.findall(r"\w+", _text(name))
    return [
        word for word in dict.fromkeys(words) if word in _functions() and word != name
    ]


@cache
def _text(name: str) -> str:
    source = inspect.getsource(_functions()[name])  # type: ignore[arg-type]
    return re.sub(r"  # type: ignore\S*", "", source)
