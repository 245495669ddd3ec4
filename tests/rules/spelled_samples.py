"""Samples for parameters that say the same in another way: dtype=, axes=, weights=, zi=, ..."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(41)

_DOUBLE, _COMPLEX = {"dtype": np.float64}, {"dtype": np.complex128}


def both(*shape: int) -> np.ndarray:
    """Complex numbers."""
    return distinct(*shape) + 0.3j * normal(*shape)


# dtype= ------------------------------------------------------------------------------

for _given in (_DOUBLE, {**_COMPLEX, "casting": "same_kind"}):
    sample("np.einsum", "ij,jk->ik", normal(2, 3), normal(3, 2), with_=_given)
    sample("np.einsum", "ij,i->", normal(2, 3), normal(2), with_=_given)
    _pair = (normal(2, 3), normal(2, 3))
    for _name in ("concatenate", "stack", "vstack", "hstack"):
        sample(f"np.{_name}", _pair, with_=_given)
    sample("np.trace", normal(3, 3), with_={"dtype": _given["dtype"]})
    _settings = {"axis": 1, "dtype": _given["dtype"]}
    sample("np.add.reduceat", normal(3, 4), [0, 2], with_=_settings)
sample("np.einsum", "ij,jk->ik", both(2, 3), normal(3, 2), with_=_COMPLEX)
for _name in ("nanvar", "nanstd"):
    _holes = both(2, 4)
    _holes[0, 1] = np.nan
    for _given in ({"axis": 1}, {"ddof": 1, "axis": 1, **_COMPLEX}):
        sample(f"np.{_name}", _holes, with_=_given)
    _given = {"mean": both(2, 1), "axis": 1, "keepdims": True}
    sample(f"np.{_name}", _holes, with_=_given)

# what is put before, behind or beyond ------------------------------------------------

sample("np.ediff1d", distinct(4), distinct(2), 0.3)
sample("np.polyint", normal(3), 2, normal(2))
sample("np.polyint", normal(3), 1, 0.7)
_places = np.array([0, 5, -3, 1])
for _mode in ("clip", "wrap"):
    sample("np.choose", _places, (normal(4), normal(4)), with_={"mode": _mode})
sample("np.choose", _places[:1], normal(2, 3), with_={"mode": "wrap"})

# means -------------------------------------------------------------------------------

for _name in ("gmean", "hmean"):
    for _weights in (positive(3, 4), positive(4)):
        _given = {"axis": 1, "weights": _weights, "keepdims": True}
        sample(f"scipy.stats.{_name}", positive(3, 4), with_=_given)
    sample(f"scipy.stats.{_name}", positive(4), with_=_DOUBLE)
for _power in (3, 0, -0.5):
    sample("scipy.stats.pmean", positive(4), _power, fixed=(1,))
    _given = {"axis": 1, "weights": positive(4), "keepdims": True}
    sample("scipy.stats.pmean", positive(3, 4), _power, with_={**_given, **_DOUBLE})
sample("scipy.stats.moment", normal(3, 4), 3, 1, with_={"center": 0.3})

# filters -----------------------------------------------------------------------------

S = "scipy.signal"
_stable = np.array([1.5, -0.4, 0.2])
_section = np.array([[0.2, 0.4, 0.2, 1.0, -0.3, 0.1], [0.5, 0.1, 0.3, 1.0, 0.2, -0.2]])
sample(f"{S}.hilbert", normal(7), 9)
sample(f"{S}.hilbert", normal(5, 2), 4, 0)
for _name in ("fftconvolve", "oaconvolve"):
    for _mode in ("full", "same", "valid"):
        _pair = normal(3, 5), normal(1, 2)
        sample(f"{S}.{_name}", *_pair, _mode, with_={"axes": 1})
_bar = {"full": (3, 6), "same": (3, 5), "valid": (3, 4)}
for _mode, _sizes in _bar.items():
    _rest = _mode, False, (-1,)
    sample(
        "convolution_back_along", normal(*_sizes), normal(3, 5), normal(3, 2), *_rest
    )
    _rest = _mode, True, [1]
    sample(
        "convolution_back_along", normal(*_sizes), normal(1, 2), normal(3, 5), *_rest
    )
sample("filtered_from", normal(3), _stable, normal(2, 6), normal(2, 2))
sample("fed_back", normal(2, 8), _stable, 6)
sample("sums_ahead", normal(2, 7), normal(3), 5)
sample("spread_ahead", normal(2, 5), normal(3), 7)
sample("overlaps", normal(2, 7), normal(2, 5), 3)
for _name in ("sections_from", "sections_back"):
    sample(_name, _section.tolist(), normal(2, 10), fixed=(0,))
sample(f"{S}.lfilter_zi", normal(3), _stable)
sample(f"{S}.lfilter_zi", normal(2), _stable)
sample(f"{S}.lfilter_zi", positive(3).tolist(), 1.5)
sample("tails", normal(3), 4)
sample("heads", normal(4), 3)
_ends = {"axis": 0, "padtype": "even", "padlen": 3}
sample(f"{S}.sosfiltfilt", _section.tolist(), normal(17), fixed=(0,))
sample(f"{S}.sosfiltfilt", _section.tolist(), normal(9, 2), with_=_ends, fixed=(0,))

# curves side by side -----------------------------------------------------------------

_knots, _at = (0, 1, 2, 4, 5, 7), np.array([0.3, 1.7, 6.4])
sample("cubic_spline", _knots, normal(6, 2), _at, "natural", 1)
sample("interpolated", _knots, normal(6, 2), 2.6, "cubic")
_beyond, _edges = np.array([-0.7, 1.7, 8.2]), (None, 0.3, -0.7)
for _order in (0, 1):
    for _kind in ("linear", "cubic"):
        _filled = _beyond, _kind, *_edges, _order
        sample("interpolated", _knots, normal(6, 2), *_filled)
        sample("interpolated_matrix", _knots, *_filled, fixed=(4, 5))
for _kind in ("nearest", "nearest-up", "previous", "next", "zero"):
    sample("interpolated", _knots, normal(6), _at, _kind)
sample("interp_spline", _knots, normal(6, 2), _at, 3, "clamped")
sample("interp_spline_matrix", _knots, _at, 3, "natural")
for _name in ("monotone_curve", "akima_curve"):
    sample(_name, _knots, normal(6, 2), _at)
sample("hermite_curve", _knots, normal(6, 2), normal(6, 2), _at)
for _law in ("monotone", "akima"):
    _two = normal(6, 2), normal(6, 2), _law
    for _name in ("slopes_along", "slopes_back"):
        # Far from the ties of two slopes, where Akima's weights have kinks.
        _apart = np.array([0, 9, 4, 21, 16, 57])[:, None] * (1.0 + 0.1 * np.eye(1, 2))
        sample(_name, _knots, _apart + 0.1 * normal(6, 2), *_two[1:])
    for _name in ("slopes_bend", "slopes_bend_back"):
        sample(_name, _knots, np.rint(9.0 * normal(6, 2)).astype(int), *_two)

# distances, polynomials, sums of exponentials ------------------------------------------

for _name in ("euclidean", "sqeuclidean", "cityblock", "cosine"):
    sample(f"scipy.spatial.distance.{_name}", normal(3), normal(3), positive(3))
for _name in (
    *("polynomial.polyder", "chebyshev.chebder", "legendre.legder"),
    *("hermite.hermder", "hermite_e.hermeder", "laguerre.lagder"),
):
    sample(f"np.polynomial.{_name}", normal(5), 2, 0.5)
    sample(f"np.polynomial.{_name}", normal(2, 4), 1, 2.0, 1)
sample(f"{S}.detrend", normal(8), with_={"bp": [3, 5]})
_factors = np.array([1.3, -4.0, 0.7])
for _given in ({}, {"axis": 1, "keepdims": True}):
    sample("signed_logsumexp", normal(2, 3), with_={"b": _factors, **_given})
    sample("signed_logsumexp", normal(2, 3), with_=_given)

# quantiles that are one of the data --------------------------------------------------

for _name in ("quantile", "percentile", "nanquantile", "nanpercentile"):
    _level = 40.0 if "percentile" in _name else 0.4
    for _method in ("inverted_cdf", "closest_observation"):
        _given = {"axis": 1, "keepdims": True, "method": _method}
        sample(f"np.{_name}", distinct(2, 5), _level, with_=_given, fixed=(1,))
    _given = {"method": "inverted_cdf", "weights": positive(2, 5)}
    sample(f"np.{_name}", distinct(2, 5), _level, with_=_given, fixed=(1,))

# means, with their exponents, and what is kept ----------------------------------------

_kept = {"axis": 1, "keepdims": True}
for _name in ("gmean", "hmean"):
    sample(f"scipy.stats.{_name}", positive(3, 4), with_=_kept)
for _power in (2.3, 0.0):
    sample("scipy.stats.pmean", positive(3, 4), _power, with_=_kept)
    _given = {**_kept, "weights": positive(3, 4)}
    sample("scipy.stats.pmean", positive(3, 4), _power, with_=_given)
sample("scipy.stats.moment", normal(3, 4), 2, with_={**_kept, "center": 0.3})
