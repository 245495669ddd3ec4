"""Samples for statistics of samples: moments, correlation, regression, several variables."""

from __future__ import annotations

import numpy as np

from tests.rules.calls import Items
from tests.rules.numpy_samples import normal
from tests.rules.samples import SAMPLES, sample
from tests.rules.scipy_samples import definite

T = "scipy.stats"


def spread(*shape: int) -> np.ndarray:
    """Random numbers apart from each other in rows and columns.

    Of numbers in clusters the differences of powers over the deviation are good to 1e-7 only.
    """
    places = np.indices(shape)
    return normal(*shape) + 2.0 * ((places[0] + 3 * places[-1]) % 4)


for _options in (
    {},
    {"bias": False},
    {"axis": 1},
    {"axis": 0, "keepdims": True},
    {"axis": None},
    {"axis": 1, "bias": False},
):
    _data = spread(4, 5) if "axis" in _options else spread(6)
    sample(f"{T}.skew", _data, with_=_options)
    sample(f"{T}.kurtosis", _data, with_=_options)
    if "bias" not in _options:
        sample(f"{T}.moment", _data, 3, with_=_options)
for _axis in (0, 1):
    _options = {"fisher": False, "axis": _axis}
    sample(f"{T}.kurtosis", spread(4, 5), with_=_options)
for _order in (1, 2, 4):
    sample(f"{T}.moment", normal(5), _order)
sample(f"{T}.pearsonr", normal(7), normal(7))
sample(f"{T}.pearsonr", np.arange(6.0) + 0.4 * normal(6), -np.arange(6.0) + normal(6))
sample(f"{T}.linregress", normal(7), normal(7))
sample(f"{T}.linregress", np.arange(6.0), normal(6) - 0.4 * np.arange(6.0))
sample(
    f"{T}.linregress", np.arange(6.0) + 0.4 * normal(6), 2 * np.arange(6.0) + normal(6)
)
for _method in ("pdf", "logpdf"):
    _arguments = (normal(3), normal(3), definite(3, 3), 4.5)
    sample(f"{T}.multivariate_t.{_method}", *_arguments, symmetric=True)
_x, _scale = definite(3, 3), definite(3, 3)
sample(f"{T}.invwishart.logpdf", _x, 5.5, _scale, symmetric=True)
_rows, _columns = definite(3, 3), definite(2, 2)
_matrices = (normal(3, 2), normal(3, 2), _rows, _columns)
sample(f"{T}.matrix_normal.logpdf", *_matrices, symmetric=True, loose=20.0)
_square = (definite(3, 3), definite(3, 3))
sample(f"{T}.matrix_normal.logpdf", *_square, *_square, symmetric=True)
SAMPLES.setdefault(f"{T}.multivariate_normal.cdf", [])

# the module statistics, polynomials, windows -------------------------------------------

for _name in ("median_low", "median_high"):
    for _size in (4, 5):
        # The medians do not stand first, where a sign in front of the place would not show.
        _apart = (1.7, -0.4, 0.3, 0.9, -1.2)
        _values = [a + 0.05 * float(v) for a, v in zip(_apart, normal(_size))]
        sample(f"statistics.{_name}", _values)
        sample(f"statistics.{_name}", Items(_values))
SAMPLES.setdefault("statistics.median_grouped", [])
for _name in ("covariance", "correlation", "linear_regression"):
    _x, _y = ([float(v) for v in normal(5)] for _ in range(2))
    sample(f"statistics.{_name}", _x, _y)
    sample(f"statistics.{_name}", Items(_x), Items(_y))
sample("np.roots", np.array([1.5, -2.0, -3.0, 1.0]))
sample("np.roots", np.array([1.0, 0.4, 2.0]))
sample("np.roots", np.array([2.0, 0.7, 1.3, 0.0]))
sample("np.kaiser", 5, 2.5)
sample("np.kaiser", 1, 2.5)
