"""The named tuples that functions of libraries give: `np.linalg.eigh(a).eigenvalues`.

The class is looked up in the modules that are loaded; where there is none, the results are a
plain tuple, as they are in older versions.
"""

from __future__ import annotations

import sys

from adgen.ir.objects import is_named_tuple

_CLASSES = {
    "np.linalg.eig": ("numpy.linalg", "EigResult"),
    "np.linalg.eigh": ("numpy.linalg", "EighResult"),
    "np.linalg.qr": ("numpy.linalg", "QRResult"),
    "np.linalg.slogdet": ("numpy.linalg", "SlogdetResult"),
    "np.linalg.svd": ("numpy.linalg", "SVDResult"),
    "statistics.linear_regression": ("statistics", "LinearRegression"),
}
_PRIVATE = {"numpy.linalg": ("numpy.linalg._linalg", "numpy.linalg.linalg")}


_NAMED = {
    "scipy.stats.pearsonr": ("statistic", "pvalue"),
    "scipy.stats.linregress": ("slope", "intercept", "rvalue", "pvalue", "stderr"),
}
"""Results whose classes have more than their items: they are plain tuples with names here."""


def names_of_results(fn: str) -> tuple[str, ...]:
    """The names of the items of what a function gives, if it is no named tuple."""
    return _NAMED.get(fn, ())


def class_of_results(fn: str, count: int) -> type | None:
    """The class of what a function with several results gives, if it is a named tuple."""
    if fn not in _CLASSES:
        return None
    module, title = _CLASSES[fn]
    for place in (module, *_PRIVATE.get(module, ())):
        cls = getattr(sys.modules.get(place), title, None)
        if isinstance(cls, type) and is_named_tuple(cls):
            fields = getattr(cls, "_fields", ())
            return cls if len(fields) == count else None
    return None
