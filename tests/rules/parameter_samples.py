"""Samples for the parameters of reductions: where=, initial=, dtype=, ddof=, correction=."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(12)

_MASK = np.array([[True, False, True, True], [False, True, True, False]])
_ROW = np.array([True, False, True, True])
_WITH_NAN = np.array([[0.5, np.nan, 2.0, -1.5], [1.0, 3.0, np.nan, 0.7]])

for _name in ("sum", "mean", "prod", "var", "std"):
    for _options in (
        {"where": _MASK},
        {"where": _MASK, "axis": 1},
        {"where": _MASK, "axis": 0, "keepdims": True},
        {"where": _ROW, "axis": -1},
        {"where": _ROW},
    ):
        # Of one element the deviation is 0 and has a kink.
        if _name != "std" or _options.get("axis") != 0:
            sample(f"np.{_name}", distinct(2, 4), with_=_options)
for _name in ("nansum", "nanprod", "nanmean", "nanvar", "nanstd"):
    for _options in ({}, {"axis": 1}, {"axis": 1, "keepdims": True, "where": _MASK}):
        if _name != "nanstd" or "where" not in _options:
            sample(f"np.{_name}", _WITH_NAN, with_=_options)
for _name in ("max", "min", "nanmax", "nanmin"):
    _beyond = -9.0 if "max" in _name else 9.0
    for _options in ({"where": _MASK}, {"where": _MASK, "axis": 1}, {}, {"axis": 0}):
        for _initial in (_beyond, 0.75):
            sample(
                f"np.{_name}", distinct(2, 4), with_={**_options, "initial": _initial}
            )
for _options in ({}, {"axis": 1}, {"axis": 0, "keepdims": True}, {"where": _MASK}):
    sample("np.sum", normal(2, 4), with_={**_options, "initial": 2.5})
    sample("np.prod", positive(2, 4), with_={**_options, "initial": 2.5})
    sample("np.nansum", _WITH_NAN, with_={**_options, "initial": 2.5})
    sample("np.nanprod", _WITH_NAN, with_={**_options, "initial": 2.5})
for _name in ("var", "std", "nanvar", "nanstd"):
    sample(f"np.{_name}", distinct(3, 4), with_={"correction": 1, "axis": 0})
    sample(f"np.{_name}", distinct(3, 4), with_={"ddof": 2, "axis": 1})
for _name in ("sum", "mean", "cumsum"):
    sample(f"np.{_name}", normal(2, 3), with_={"dtype": np.complex128, "axis": 1})
