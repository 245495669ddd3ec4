"""Calls at which each rule is tested. A rule without samples fails the test of the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np


def text(value: Any) -> str:
    """An argument as a test's name shows it: arrays by their shape."""
    if isinstance(value, np.ndarray):
        shape = "x".join(map(str, value.shape)) or "array"
        return shape + ("j" if value.dtype.kind == "c" else "")
    if isinstance(value, tuple | list):
        return "(" + ",".join(map(text, value)) + ")"
    return repr(value)[:20]


@dataclass(frozen=True)
class Sample:
    """One call. `analytic`: the complex step applies too. `fixed`: arguments held constant.

    `symmetric`: which of the active arguments move in symmetric directions only, True for all;
    `balanced`: which move in directions whose sum is zero. `seen`: what of the results is
    compared with differences, where the rest is not determined. `one_sided`: at the end of
    the domain, so that there are no differences. `sharp`: the bound against mpmath is that
    many times `oracle.EXACT`, where it shows the last terms of a series.
    """

    fn: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)
    analytic: bool = False
    fixed: tuple[int, ...] = ()
    loose: float = 1.0
    differences: bool = True
    symmetric: bool | tuple[int, ...] = False
    balanced: tuple[int, ...] = ()
    seen: Callable[[Any], Any] | None = None
    one_sided: bool = False
    sharp: float = 1.0

    def __str__(self) -> str:
        shown = [text(a) for a in self.args]
        shown += [f"{key}={text(a)}" for key, a in self.kwargs.items()]
        return f"{self.fn}({', '.join(shown)})"


SAMPLES: dict[str, list[Sample]] = {}


def sample(fn: str, *args: Any, **options: Any) -> None:
    """Adds a sample; keyword arguments of the call are given as `with_=`."""
    kwargs = options.pop("with_", {})
    SAMPLES.setdefault(fn, []).append(Sample(fn, args, kwargs, **options))


def all_samples() -> Iterator[Sample]:
    for name in sorted(SAMPLES):
        yield from SAMPLES[name]
