"""From the one-line programs to functions: what is written there, as Python.

"hypot: np.NAME(x, s)"  gives  def f(x, A, s): return np.hypot(x, s)
"""

from __future__ import annotations

import cmath
import copy
import functools
import itertools
import linecache
import math
import operator
import statistics
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import scipy.special

from tests.coverage import numpy_programs, python_programs
from tests.coverage.numpy_names import NUMPY
from tests.coverage.scipy_names import SCIPY

GROUPS = {**NUMPY, **SCIPY}
"""The names of each group by tier, separated by spaces."""

_PROGRAMS = {
    "numpy": numpy_programs.FUNCTIONS,
    "numpy, derivative zero": numpy_programs.ZERO,
    "numpy.linalg": numpy_programs.LINALG,
    "numpy.fft": numpy_programs.FFT,
    "numpy.random": numpy_programs.RANDOM,
    "math": python_programs.MATH,
    "cmath": python_programs.CMATH,
    "statistics": python_programs.STATISTICS,
    "operator": python_programs.OPERATOR,
    "builtins": python_programs.BUILTINS,
    "methods of arrays": python_programs.METHODS,
    "attributes of arrays": python_programs.ATTRIBUTES,
    "operators and stores": python_programs.OPERATORS,
    "scipy.special, parameters": "lambertw:complex: abs(scipy.special.lambertw(s + 0.5j))",
}
_MODULES: dict[str, Any] = {
    "np": np,
    "cmath": cmath,
    "copy": copy,
    "functools": functools,
    "itertools": itertools,
    "math": math,
    "operator": operator,
    "scipy": scipy,
    "statistics": statistics,
    "types": types,
}


def names(group: str, tier: int) -> list[str]:
    """The names of a group in a tier."""
    return GROUPS[group].get(tier, "").split()


def entries() -> Iterator[tuple[str, int, str]]:
    """Group, tier and name of each entry."""
    for group, tiers in GROUPS.items():
        for tier in tiers:
            for name in names(group, tier):
                yield group, tier, name


@functools.cache
def written(group: str) -> dict[str, str]:
    """The programs of a group by name."""
    found: dict[str, str] = {}
    for line in _PROGRAMS.get(group, "").strip().splitlines():
        if not line:
            continue
        head, _, text = line.partition(": ")
        for name in head.split():
            found[name] = text.replace("NAME", name)
    return found


def program(group: str, name: str) -> str | None:
    """The text of the function for a name, or None if there is none."""
    text = written(group).get(name)
    if text is None and group.startswith("numpy"):
        text = f"np.{name}(x)"
    if text is None:
        return None
    if "return" not in text:
        return f"def f(x, A, s):\n    return {text}\n"
    lines = [line.strip() for line in text.split(";;")]
    return "def f(x, A, s):\n" + "".join(f"    {line}\n" for line in lines)


def function(text: str, label: str) -> Callable[..., Any]:
    """The function of a text, with a source that can be read."""
    file = f"<program {label}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    scope = dict(_MODULES)
    exec(compile(text, file, "exec"), scope)
    made: Callable[..., Any] = scope["f"]
    return made


def arguments() -> tuple[Any, ...]:
    """The point of all programs."""
    x = np.array([0.43, 0.81, 0.23, 0.65, 0.94, 0.37])
    matrix = np.array([[2.1, 0.3, 0.4], [0.5, 1.7, 0.2], [0.1, 0.6, 1.3]])
    return x, matrix, 0.7
