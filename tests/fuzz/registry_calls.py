"""Calls of NumPy and math functions drawn from the registry of rules.

The samples at which the rules are tested say which arguments fit a function. Those of floats
are made to depend on the program: `np.linalg.inv(np.array(...) * (1.0 + 0.1 * np.sin(x)))`.
"""

from __future__ import annotations

import functools
import importlib
import math
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.rules.registry import find
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.scope import NUMBER, Shape
from tests.rules.samples import SAMPLES, Sample

MODULES = ("array_samples", "matrix_samples", "more_samples", "numpy_samples")
CATEGORIES = ("elementwise", "linear", "multilinear", "rule")
LEFT_OUT = ("np.random.", "np.frexp")
"""Random numbers; a function with an integer for a result that others differentiate."""
LARGEST_ARRAY = 12
DIGITS = 3


@dataclass(frozen=True)
class Fitting:
    """A call that can stand in a program: its text, with a hole for every factor.

    `shape` is that of its result, `size` that of its largest element.
    """

    text: str
    holes: tuple[Shape, ...]
    shape: Shape
    complex: bool
    size: float
    elementwise: bool


class Unsuitable(Exception):
    """An argument cannot be written in a program."""


@functools.cache
def calls() -> tuple[dict[str, list[Fitting]], dict[Shape, list[Fitting]]]:
    """The calls by function, and those that give real arrays by their shape."""
    for module in MODULES:
        importlib.import_module(f"tests.rules.{module}")
    by_name: dict[str, list[Fitting]] = {}
    by_shape: dict[Shape, list[Fitting]] = {}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for name in sorted(SAMPLES):
            for fitting in _of_function(name):
                by_name.setdefault(name, []).append(fitting)
                if not fitting.complex:
                    by_shape.setdefault(fitting.shape, []).append(fitting)
    return by_name, by_shape


def _of_function(name: str) -> list[Fitting]:
    rule = find(name)
    if rule is None or rule.category not in CATEGORIES or rule.effect:
        return []
    if not name.startswith(("np.", "math.")) or name.startswith(LEFT_OUT):
        return []
    plain = rule.category == "elementwise"
    made = (_fitting(name, sample, plain) for sample in SAMPLES[name])
    return [fitting for fitting in made if fitting is not None]


def _fitting(name: str, sample: Sample, plain: bool) -> Fitting | None:
    """The call of a sample, if it can be written and its value varies smoothly."""
    if not sample.differences or sample.loose != 1.0:
        return None
    holes: list[Shape] = []
    try:
        texts = [
            _written(a, holes if i not in sample.fixed else None)
            for i, a in enumerate(sample.args)
        ]
        texts += [f"{k}={_written(v, None)}" for k, v in sample.kwargs.items()]
    except Unsuitable:
        return None
    text = f"{name}({', '.join(texts)})"
    if not holes:
        return None
    values = [_value(text, factor, len(holes)) for factor in (1.0, 1.1, 0.9)]
    if any(value is None for value in values):
        return None
    item = ""
    if isinstance(values[0], tuple):
        item, values = "[0]", [value[0] for value in values]
    found = [np.asarray(value) for value in values]
    if any(v.dtype.kind not in "fc" or not np.all(np.isfinite(v)) for v in found):
        return None
    if len({v.shape for v in found}) > 1 or found[0].size == 0:
        return None
    size = max(float(np.max(np.abs(v))) for v in found)
    if size > 1e3:
        return None
    is_complex = any(v.dtype.kind == "c" for v in found)
    return Fitting(text + item, tuple(holes), found[0].shape, is_complex, size, plain)


def _written(value: Any, holes: list[Shape] | None) -> str:
    """A literal; one of floats with a hole for a factor, unless it has to stay as it is."""
    if isinstance(value, tuple | list):
        inside = ", ".join(_written(item, holes) for item in value)
        if isinstance(value, list):
            return f"[{inside}]"
        return f"({inside}{',' if len(value) == 1 else ''})"
    if isinstance(value, bool | int | str | None):
        return repr(value)
    if not isinstance(value, float | np.ndarray | np.floating):
        raise Unsuitable
    array = np.asarray(value)
    if array.size > LARGEST_ARRAY or array.size == 0:
        raise Unsuitable
    if array.dtype.kind in "ib":
        return f"np.array({array.tolist()})"
    if array.dtype != float or not np.all(np.isfinite(array)):
        raise Unsuitable
    rounded = np.round(array, DIGITS).tolist()
    text = f"np.array({rounded})" if array.ndim else f"{rounded}"
    if holes is None:
        return text if array.ndim or not rounded < 0 else f"({text})"
    holes.append(array.shape)
    return f"({text} * {{{len(holes) - 1}}})"


def _value(text: str, factor: float, count: int) -> Any:
    """The value with this factor in every hole; None if the call fails."""
    try:
        return eval(text.format(*[factor] * count), {"np": np, "math": math})
    except Exception:
        # Not a function of this NumPy, or an argument outside of its domain.
        return None


# forms --------------------------------------------------------------------------------


def _filled(g: Expressions, fitting: Fitting, depth: int) -> Expr:
    """The call with factors that vary with the program, of a value of moderate size."""
    factors = []
    for shape in fitting.holes:
        inner = NUMBER
        if fitting.elementwise and shape == fitting.shape and {*shape} <= {2, 3}:
            inner = shape if len(shape) < 3 and g.draw.chance(0.5) else NUMBER
        inside = g.limited(inner, depth if not factors else 0, 1.5).text
        factors.append(f"(1.0 + 0.1 * np.sin({inside}))")
    return Expr(fitting.text.format(*factors), 1.3 * fitting.size)


def number(g: Expressions, depth: int) -> Expr:
    """Any function of the registry, its result made a number."""
    by_name, _ = calls()
    fitting = g.draw.one_of(by_name[g.draw.one_of(list(by_name))])
    made = _filled(g, fitting, depth)
    count = float(np.prod(fitting.shape))
    if fitting.complex:
        return Expr(f"np.sum(np.abs({made.text}) ** 2)", count * made.bound**2)
    if not fitting.shape:
        return made
    if g.draw.chance(0.5):
        return Expr(f"np.mean(np.sin({made.text}))", 1.0)
    return Expr(f"np.sum({made.text})", count * made.bound)


def array(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    """A function whose result has this shape."""
    _, by_shape = calls()
    found = by_shape.get(shape)
    if not found:
        return None
    made = _filled(g, g.draw.one_of(found), depth)
    # Some results are views, and some cannot be written.
    return Expr(f"(1.0 * {made.text})", made.bound)


REGISTRY_NUMBERS = ((2.5, number),)
REGISTRY_ARRAYS = ((1.2, array),)
