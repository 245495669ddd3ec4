"""Samples for filters, distances and integrals of samples."""

from __future__ import annotations

import numpy as np

from tests.rules.numpy_samples import normal, positive
from tests.rules.samples import SAMPLES, sample

S, N, D, I = (
    "scipy.signal",
    "scipy.ndimage",
    "scipy.spatial.distance",
    "scipy.integrate",
)

for _name in ("convolve", "fftconvolve", "oaconvolve", "correlate"):
    for _mode in ("full", "same", "valid"):
        sample(f"{S}.{_name}", normal(6), normal(3), _mode)
        sample(f"{S}.{_name}", normal(5, 4), normal(2, 3), with_={"mode": _mode})
for _mode in ("full", "same", "valid"):
    sample(f"{S}.convolve2d", normal(5, 4), normal(2, 3), _mode)
    sample(f"{S}.correlate2d", normal(5, 4), normal(2, 3), _mode)
_SIZE = {"full": (8,), "same": (6,), "valid": (4,)}
for _mode in ("full", "same", "valid"):
    sample(
        "convolution_back", normal(*_SIZE[_mode]), normal(6), normal(3), _mode, False
    )
    sample("convolution_back", normal(*_SIZE[_mode]), normal(3), normal(6), _mode, True)
_stable = np.array([1.5, -0.4, 0.2])
sample(f"{S}.lfilter", normal(3), _stable, normal(8))
sample(f"{S}.lfilter", normal(2), _stable, normal(2, 8))
sample(f"{S}.lfilter", 0.7, _stable, normal(8))
sample(f"{S}.lfilter", normal(3), 1.6, normal(8))
sample(f"{S}.lfilter", normal(3), _stable, normal(8, 2), 0)
sample("lagged", normal(8), normal(8), 3, -1)
sample("lagged", normal(2, 8), normal(2, 8), 3, -1)
for _zeros, _poles in ((3, 2), (2, 3), (3, 1), (1, 3)):
    for _count in (6, 1):
        _given = positive(_zeros), 1.5 * np.eye(1, _poles)[0] + 0.1 * positive(_poles)
        sample("filtered_from", *_given, normal(_count), normal(2))
        sample("fed_back", normal(_count + 2), _given[1], _count)
_sections = np.array([[0.2, 0.4, 0.2, 1.0, -0.3, 0.1]]).tolist()
sample(f"{S}.sosfilt", _sections, normal(8), fixed=(0,))
sample(f"{S}.detrend", normal(8))
sample(f"{S}.detrend", normal(8, 3), 0, "constant")
sample(f"{S}.hilbert", normal(8))
sample(f"{S}.hilbert", normal(7))
sample(f"{S}.filtfilt", (0.3, 0.3), (1.0, -0.2), normal(16), fixed=(0, 1))
sample(f"{S}.savgol_filter", normal(9), 5, 2)
# Several signals, and other ends.
for _axis in (-1, 0):
    _signals, _two = normal(*((16, 2, 2) if _axis == 0 else (2, 16))), {"axis": _axis}
    _given = (0.3, 0.3), (1.0, -0.2), _signals
    sample(f"{S}.filtfilt", *_given, with_=_two, fixed=(0, 1))
    sample(f"{S}.filtfilt", *_given, _axis, "even", 3, fixed=(0, 1))
    _gust = {**_two, "method": "gust", "irlen": 5}
    sample(f"{S}.filtfilt", *_given, with_=_gust, fixed=(0, 1))
    sample(f"{S}.hilbert", _signals, with_=_two)
    for _mode in ("mirror", "nearest", "wrap", "constant", "interp"):
        _ends = {**_two, "mode": _mode, "cval": 2, "deriv": 1, "delta": 2}
        sample(f"{S}.savgol_filter", _signals, 5, 2, with_=_ends)
for _mode in ("reflect", "mirror", "nearest", "wrap", "constant"):
    for _name, _flipped in (("correlate", False), ("convolve", True)):
        sample(f"{N}.{_name}", normal(6, 5), normal(3, 2), with_={"mode": _mode})
        sample("neighbours_back", normal(6), normal(4), _mode, _flipped)
        sample("weights_back", normal(6), normal(6), normal(4), _mode, 0, _flipped)
sample(f"{N}.convolve", normal(6), normal(3), None, "constant", 2.0, fixed=(4,))
for _mode in ("reflect", "wrap", "constant"):
    _with = {"mode": _mode}
    sample(f"{N}.gaussian_filter", normal(6, 5), 0.7, with_=_with, fixed=(1,))
    sample(f"{N}.gaussian_filter1d", normal(6), 0.7, with_=_with, fixed=(1,))
    sample(f"{N}.gaussian_laplace", normal(6, 5), 0.7, with_=_with, fixed=(1,))
    sample(f"{N}.uniform_filter", normal(6, 5), 3, with_=_with)
    sample(f"{N}.uniform_filter1d", normal(6), 3, with_=_with)
    sample(f"{N}.laplace", normal(6, 5), with_=_with)

# distances ---------------------------------------------------------------------------

for _name in ("euclidean", "sqeuclidean", "cityblock", "cosine"):
    # Differences and sums of both signs.
    sample(f"{D}.{_name}", np.array([0.4, -1.2, 0.9]), np.array([1.1, 0.3, -0.5]))
for _metric in ("euclidean", "sqeuclidean", "cityblock"):
    # Numbers that differ: cityblock has kinks where two coordinates meet.
    _apart = np.array([[0.4, 1.9], [1.3, 0.7], [2.2, 3.1], [3.4, 2.5]])
    sample(f"{D}.cdist", _apart[:3] + 0.17, _apart, _metric, loose=50.0)
    sample(f"{D}.cdist", _apart[:3] + 0.17, _apart, _metric, loose=50.0, fixed=(0,))
    sample(f"{D}.pdist", normal(4, 2), _metric)
sample(f"{D}.squareform", normal(6))
_square = normal(4, 4)
sample(f"{D}.squareform", _square + _square.T, with_={"checks": False}, symmetric=True)
for _name in ("gmean", "hmean"):
    sample(f"scipy.stats.{_name}", positive(4))
    sample(f"scipy.stats.{_name}", positive(4, 3), with_={"axis": 1})
sample("scipy.stats.zscore", normal(5))
sample("scipy.stats.zscore", normal(5, 3), with_={"axis": 1, "ddof": 1})

# integrals of samples ----------------------------------------------------------------

sample(f"{I}.simpson", normal(7))
sample(f"{I}.simpson", normal(2, 6), with_={"x": (0, 1, 2, 4, 5, 7)})
sample(f"{I}.romb", normal(5))
sample(f"{I}.romb", normal(2, 5), 0.5, fixed=(1,))
sample(f"{I}.cumulative_trapezoid", normal(5))
sample(f"{I}.cumulative_trapezoid", normal(5), np.cumsum(positive(5)))
sample(f"{I}.cumulative_trapezoid", normal(2, 5), with_={"dx": 1, "initial": 0})

# curves ------------------------------------------------------------------------------

_knots, _places = (0, 1, 2, 4, 5, 7), np.array([0.3, 1.7, 3.1, 6.4])
for _ends in ("not-a-knot", "natural", "clamped"):
    sample("cubic_spline", _knots, normal(6), _places, _ends)
sample("cubic_spline", _knots, normal(6), 2.6)
sample("cubic_spline", _knots, normal(6), _places, "natural", 1)
_heights = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0])
sample("cubic_spline", _knots, _heights, _places, "natural", 0, 1)
sample("cubic_spline_matrix", _knots, _places, "natural", 0, 1)
sample("interp_spline", _knots, _heights, _places, 4, None, 1, 1)
sample("interp_spline_matrix", _knots, _places, 4, None, 1, 1)
for _kind in ("linear", "quadratic", "cubic"):
    sample("interpolated", _knots, normal(6), _places, _kind)
sample("interpolated", _knots, normal(6), _places + 1.2, "linear", "extrapolate")
for _degree in (1, 3, 5):
    sample("interp_spline", _knots, normal(6), _places, _degree)
sample("cubic_spline_matrix", _knots, _places, "natural", 1)
sample("interpolated_matrix", _knots, _places, "cubic")
sample("interp_spline_matrix", _knots, _places, 3)
# Slopes of one sign and of both, ends that are cut off and that are not.
_curved = ((3, 1, 4, 1, 5, 9), (1, 3, 4, 9, 8, 2))
for _name in ("monotone_curve", "akima_curve"):
    for _whole in _curved:
        _heights = np.array(_whole, dtype=float)
        sample(_name, _knots, _heights, _places)
        sample(_name, _knots, _heights, 2.6)
        sample(_name, _knots, _heights, _places, 1)
        sample(_name, _knots, _heights, _places, 0, 1)
    sample(_name, (0, 2), np.array([1.0, 4.0]), 0.7)
for _order, _taken in ((0, 0), (1, 0), (0, 1)):
    sample("hermite_curve", _knots, normal(6), normal(6), _places, _order, _taken)
    sample("hermite_values", _knots, _places, _order, _taken)
    sample("hermite_slopes", _knots, _places, _order, _taken)
for _law in ("monotone", "akima"):
    for _whole in _curved:
        _heights = np.array(_whole, dtype=float)
        sample("slopes_along", _knots, _heights, normal(6), _law)
        sample("slopes_back", _knots, _heights, normal(6), _law)
        _two = (normal(6), normal(6), _law)
        sample("slopes_bend", _knots, _whole, *_two)
        sample("slopes_bend_back", _knots, _whole, *_two)
SAMPLES.setdefault("scipy.interpolate.griddata", [])
for _name in ("correlate1d", "convolve1d"):
    for _mode in ("reflect", "wrap", "constant", "nearest", "mirror"):
        _one = {"mode": _mode}
        sample(f"scipy.ndimage.{_name}", normal(6), normal(3), with_=_one)
        _axis = {"mode": _mode, "axis": 0}
        sample(f"scipy.ndimage.{_name}", normal(5, 4), normal(4), with_=_axis)
    _ends = {"mode": "constant", "cval": 2, "axis": 1}
    sample(f"scipy.ndimage.{_name}", normal(4, 5), normal(3), with_=_ends)
