"""Samples for the settings of functions: dtype=, order=, method=, mode=, size=, type=, ...

Each parameter is given another value than its default (tests/rules/test_parameters.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(21)

# What is asked for in single precision agrees to its seven digits, and has no differences.
_SINGLE = {"differences": False, "loose": 2e7}
_DOUBLE, _COMPLEX = {"dtype": np.float64}, {"dtype": np.complex128}
_MASK = np.array([[True, False, True, True], [False, True, True, False]])
_WITH_NAN = np.array([[0.5, np.nan, 2.0, -1.5], [1.0, 3.0, np.nan, 0.7]])


def single(*shape: int) -> np.ndarray:
    return distinct(*shape).astype(np.float32)


def held(fn: str, *args: Any, with_: dict[str, Any], **options: Any) -> None:
    """A sample whose settings are constants, those that are numbers too."""
    places = range(len(args), len(args) + len(with_))
    fixed = (*options.pop("fixed", ()), *places)
    sample(fn, *args, with_=with_, fixed=fixed, **options)


# dtype= ------------------------------------------------------------------------------

for _name in (
    "sum mean prod var std cumsum cumprod cumulative_sum cumulative_prod nansum nanprod"
    " nanmean nanvar nanstd nancumsum nancumprod"
).split():
    sample(
        f"np.{_name}", distinct(2, 3), with_={"dtype": np.float32, "axis": 1}, **_SINGLE
    )
    sample(f"np.{_name}", single(2, 3), with_={**_DOUBLE, "axis": 0}, loose=50.0)
    if _name not in ("nanvar", "nanstd"):
        sample(f"np.{_name}", distinct(2, 3), with_={**_COMPLEX, "axis": 1})
for _name in ("var", "std"):
    _values = distinct(2, 3) + 1j * normal(2, 3)
    sample(f"np.{_name}", _values, with_={**_COMPLEX, "axis": 1})
for _name in "array asarray asanyarray require asarray_chkfinite".split():
    sample(f"np.{_name}", distinct(2, 3), with_={"dtype": np.float32}, **_SINGLE)
    sample(f"np.{_name}", single(3), with_=_DOUBLE)
    sample(f"np.{_name}", (0.7, 1.5), with_=_DOUBLE)
for _name in ("ascontiguousarray", "asfortranarray"):
    sample(f"np.{_name}", distinct(2, 3), with_=_COMPLEX)
for _name in ("linspace", "logspace", "geomspace"):
    sample(f"np.{_name}", 0.7, 2.5, 4, with_={"dtype": np.float32}, **_SINGLE)
    sample(f"np.{_name}", 0.7, 2.5, 4, with_=_COMPLEX)
sample("np.arange", 0.7, 3.0, 0.5, with_=_DOUBLE, differences=False)
sample("np.full", (2, 3), 0.7, with_={"dtype": np.float32, "order": "F"}, **_SINGLE)
sample("np.full", (2, 3), 0.7, with_=_COMPLEX)
_LIKE = {"dtype": np.float64, "order": "F", "subok": False, "shape": (3,)}
sample("np.full_like", single(2, 2), 0.7, with_=_LIKE)

# what lies in memory otherwise -----------------------------------------------------------

for _name in "array asarray asanyarray copy asarray_chkfinite".split():
    sample(f"np.{_name}", normal(2, 3), with_={"order": "F"})
for _name in ("array", "asarray", "asanyarray"):
    sample(f"np.{_name}", normal(2, 3), with_={"copy": True})
sample("np.require", normal(2, 3), None, ["C", "O"])
sample("np.astype", normal(2, 3), np.float64, with_={"copy": False})
for _values in (normal(2, 3), normal(2, 2, 3), normal(2, 3) + 1j * normal(2, 3)):
    sample("np.ravel", _values, with_={"order": "F"})
    sample("np.reshape", _values, (-1, 2), with_={"order": "F"})
sample("np.reshape", normal(3, 2).T, (3, 2), "F")
sample("np.ravel", normal(4, 3)[::2, ::-1], "F")
for _ndmin in (1, 3):
    sample("np.array", normal(2, 3), with_={"ndmin": _ndmin})
sample("np.array", 0.7, with_={"ndmin": 2})
sample("np.array", (0.7, 1.5), with_={"ndmin": 3})

# order of the data -----------------------------------------------------------------------

sample("np.sort", distinct(2, 3), with_={"kind": "heapsort"})
sample("np.sort", distinct(2, 3), with_={"stable": True, "axis": 0})
sample("np.partition", distinct(5), 2, with_={"kind": "introselect"})
_METHODS = (
    "lower higher nearest midpoint interpolated_inverted_cdf hazen weibull median_unbiased"
    " normal_unbiased"
).split()
for _method in _METHODS:
    for _level in (0.03, 0.37, 0.96):
        sample("np.quantile", distinct(5), _level, with_={"method": _method})
    _options = {"method": _method, "axis": 1, "keepdims": True}
    sample("np.percentile", distinct(2, 4), 37.0, with_=_options)
    _options = {"method": _method, "axis": 1}
    sample("np.nanquantile", _WITH_NAN, 0.37, with_=_options)
sample("np.nanpercentile", _WITH_NAN, 61.0, with_={"method": "hazen"})
for _places, _axis in (([0, 7, -9], None), ([0, 9], 1), (9, 0)):
    for _mode in ("wrap", "clip"):
        _options = {"axis": _axis, "mode": _mode}
        sample("np.take", normal(2, 4), np.array(_places), with_=_options)
sample("np.choose", [0, 1, 1, 0], (normal(4), normal(4)))

# moments about a given mean --------------------------------------------------------------

for _name in ("var", "std", "nanvar", "nanstd"):
    _means = positive(2, 1)
    _options = {"axis": 1, "mean": _means}
    sample(f"np.{_name}", distinct(2, 4), with_=_options)
    sample(f"np.{_name}", distinct(2, 4), with_={**_options, "where": _MASK, "ddof": 1})
    sample(f"np.{_name}", distinct(2, 4), with_={"mean": positive(1, 1)})
sample("np.nanvar", _WITH_NAN, with_={"axis": 0, "mean": positive(1, 4)})
_values = normal(2, 3) + 1j * normal(2, 3)
_options = {"axis": 1, "mean": normal(2, 1) + 1j * normal(2, 1)}
sample("np.var", _values, with_=_options)
sample("np.std", _values, with_=_options)
for _axis in (None, 1):
    _options = {"axis": _axis, "keepdims": True}
    sample("np.average", normal(2, 4), with_=_options)
    _weights = positive(2, 4) if _axis is None else positive(4)
    sample("np.average", normal(2, 4), with_={**_options, "weights": _weights})
for _name, _beyond in (("amax", -9.0), ("amin", 9.0)):
    _options = {"where": _MASK, "initial": _beyond, "axis": 1}
    sample(f"np.{_name}", distinct(2, 4), with_=_options)

# interpolation, polynomials, steps ---------------------------------------------------------

_AT = np.array([-0.5, 0.1, 0.33, 1.7])
_POINTS, _HEIGHTS = np.array([0.0, 0.5, 1.0]), positive(3)
for _options in ({"left": 0.7}, {"right": 0.4}, {"left": 0.7, "right": 0.4}):
    sample("np.interp", _AT, _POINTS, _HEIGHTS, with_=_options)
sample("np.interp", -0.5, _POINTS, _HEIGHTS, 0.7, None)
for _m in (0, 2, 3, 9):
    sample("np.polyder", normal(4), _m)
    sample("np.polyint", normal(4), _m)
sample("np.logspace", 0.2, 1.5, 4, with_={"base": 3.0, "endpoint": False})
sample("np.angle", normal(3) + 1j * normal(3), with_={"deg": True})
sample("np.angle", 0.3 + 0.7j, True)
_ODD = np.array([1.5, np.nan, np.inf, -np.inf, -0.7])
_options = {"nan": 0.5, "posinf": 2.0, "neginf": -3.0}
held("np.nan_to_num", _ODD, with_=_options, differences=False)
for _options in ({"discont": 4.0}, {"period": 2.0}):
    held("np.unwrap", np.array([0.0, 1.1, 5.5, 6.0, 12.3]), with_=_options)
sample("np.unwrap", 9.0 * distinct(2, 3), with_={"axis": 0})
sample("np.bincount", np.array([0, 1, 1, 2]), normal(4), with_={"minlength": 6})
held("np.real_if_close", normal(3), with_={"tol": 1.0})
sample("np.ldexp", normal(3), [1, 2, -1], fixed=(1,))
for _name in ("np.triu", "np.tril"):
    sample(_name, normal(3), 1)

# products and matrices -----------------------------------------------------------------

for _way in (True, "greedy", "optimal"):
    _factors = normal(3), normal(3, 4), normal(4)
    sample("np.einsum", "i,ij,j", *_factors, with_={"optimize": _way})
held("np.linalg.lstsq", normal(4, 2), normal(4), with_={"rcond": 1e-12})
held("scipy.linalg.lstsq", normal(4, 2), normal(4), with_={"cond": 1e-12})
for _size in ((4, 2), (2, 3)):
    sample("np.linalg.pinv", normal(*_size) + np.eye(*_size), 1e-12, fixed=(1,))
sample("small_cut", normal(2, 3), 1e-12, fixed=(1,))
_symmetric = np.diag([6.0, 3.0, 1.0]) - 0.7
sample("np.linalg.svd", _symmetric, with_={"hermitian": True}, symmetric=True)
sample("scipy.linalg.eigh", _symmetric, with_={"lower": False}, symmetric=True)
sample("scipy.linalg.eigvalsh", _symmetric, with_={"lower": False}, symmetric=True)
for _trans in (1, "N", "T"):
    for _options in ({}, {"lower": True, "unit_diagonal": True}):
        _triangle = normal(3, 3) + 3 * np.eye(3)
        _options = {**_options, "trans": _trans}
        sample("scipy.linalg.solve_triangular", _triangle, normal(3), with_=_options)
sample("scipy.linalg.solve_triangular", _triangle, normal(3, 2), with_=_options)
_options = {"method": "blockEnlarge", "compute_expm": False}
sample("scipy.linalg.expm_frechet", normal(3, 3), normal(3, 3), with_=_options)

# transforms and filters ------------------------------------------------------------------

_THREADS = {"workers": 1}
for _name in "fft ifft hfft ihfft fft2 ifft2 fftn ifftn".split():
    _values = normal(2, 4) if _name == "ihfft" else normal(2, 4) + 1j * normal(2, 4)
    sample(f"scipy.fft.{_name}", _values, with_=_THREADS)
for _name in "rfft rfft2 rfftn irfft irfft2 irfftn".split():
    _values = normal(2, 4) + 1j * normal(2, 4) if _name[0] == "i" else normal(2, 4)
    sample(f"scipy.fft.{_name}", _values, with_=_THREADS)
_TRIGONOMETRIC = (
    {"type": 1},
    {"type": 3, "norm": "ortho"},
    {"type": 4, "axis": 0},
    {"n": 3, "norm": "forward"},
    {"n": 6, "axis": 0, "workers": 1},
    {"norm": "forward"},
    {"norm": "backward"},
    {"norm": "ortho", "orthogonalize": False},
)
for _name in ("dct", "idct", "dst", "idst"):
    for _options in _TRIGONOMETRIC:
        sample(f"scipy.fft.{_name}", normal(2, 4), with_=_options)
for _method in ("direct", "fft"):
    for _name in ("convolve", "correlate"):
        _pair = normal(5), normal(3)
        sample(f"scipy.signal.{_name}", *_pair, with_={"method": _method})
for _options in ({"deriv": 1, "delta": 0.5}, {"deriv": 2}):
    held("scipy.signal.savgol_filter", normal(7), 5, 3, with_=_options)
for _name, _sizes in {
    "gaussian_filter": (0.7,),
    "gaussian_filter1d": (0.7,),
    "gaussian_laplace": (0.7,),
    "uniform_filter": (3,),
    "uniform_filter1d": (3,),
    "laplace": (),
}.items():
    _options = {"mode": "wrap", "cval": 1.5}
    _fixed = (1,) if _sizes else ()
    held(f"scipy.ndimage.{_name}", normal(4, 5), *_sizes, with_=_options, fixed=_fixed)
_DISTANCES = "scipy.spatial.distance.squareform"
sample(_DISTANCES, positive(3), with_={"force": "tomatrix"})

# random numbers ------------------------------------------------------------------------

for _name, _given in {
    "exponential": (0.7,),
    "gumbel": (0.7, 1.5),
    "laplace": (0.7, 1.5),
    "lognormal": (0.7, 0.3),
    "uniform": (0.7, 2.5),
}.items():
    for _size in (3, (2, 3)):
        sample(f"np.random.{_name}", *_given, with_={"size": _size})
sample("np.random.gamma", 2.0, 0.7, with_={"size": 3}, fixed=(0,))
sample("np.random.beta", 2.0, 0.7, with_={"size": 3}, fixed=(0, 1))

# what mutants asked for -----------------------------------------------------------------

for _name in ("var", "std", "nanvar", "nanstd"):
    _options = {"axis": 1, "mean": np.array([[0.5], [0.9]]), "keepdims": True}
    sample(f"np.{_name}", distinct(2, 4), with_=_options)
for _name in ("dct", "idct", "dst", "idst"):
    _options = {"type": 4, "axis": 0}
    sample(f"scipy.fft.{_name}", normal(2, 3, 4), with_=_options)
# A bound that is only known at run time.
_tall = np.array([[1.0, 0.3], [0.2, 2.0], [0.7, -0.4], [0.1, 0.5]])
sample("np.linalg.lstsq", _tall, normal(4), np.array(0))
sample("scipy.linalg.lstsq", _tall, normal(4), np.array(0))
sample("np.linalg.pinv", _tall, np.array(0))

# cross products of vectors along other axes than the last ---------------------------------

sample("np.cross", normal(3, 4), normal(3, 4), with_={"axis": 0})
sample("np.cross", normal(3, 4), normal(3), with_={"axisa": 0})
sample("np.cross", normal(3), normal(3, 4), with_={"axisb": -2, "axisc": 0})
sample("np.cross", normal(2, 3, 4), normal(3, 4), 1, 0, 1)
sample("np.cross", normal(4, 3), normal(3, 2, 4), with_={"axisb": 0, "axisc": 1})
sample("np.linalg.cross", normal(3, 4), normal(3, 1), with_={"axis": 0})

# covariances of observations with weights -------------------------------------------------

_HEAVY = np.array([0.3, 1.2, 0.7, 2.1])
_OFTEN = np.array([2, 1, 4, 1])
_MORE = {"fweights": _OFTEN, "rowvar": False}
sample("np.cov", normal(3, 4), with_={"aweights": _HEAVY})
sample("np.cov", normal(3, 4), with_={"fweights": _OFTEN})
sample("np.cov", normal(3, 4), with_={"fweights": _OFTEN, "aweights": _HEAVY})
sample("np.cov", normal(4), with_={"fweights": _OFTEN, "aweights": _HEAVY, "ddof": 2})
sample("np.cov", normal(4), with_={"aweights": _HEAVY.tolist(), "bias": True})
sample("np.cov", normal(4, 3), normal(4, 2), with_={**_MORE, "aweights": _HEAVY})
sample("np.cov", normal(4), normal(4), with_={**_MORE, "aweights": _HEAVY, "ddof": 0})

# derivatives of Gaussian filters ----------------------------------------------------------

_GAUSS = "scipy.ndimage.gaussian_filter"


def smoothed(name: str, size: tuple[int, ...], sigma: Any, **settings: Any) -> None:
    """A Gaussian filter, whose width and settings are constants."""
    held(name, normal(*size), sigma, with_=settings, fixed=(1,))


for _mode in ("reflect", "wrap", "constant"):
    for _order in (1, 2, (1, 0), (2, 1)):
        smoothed(_GAUSS, (6, 5), 0.7, mode=_mode, order=_order)
    for _order in (1, 2, 3):
        _axis = {"axis": 0, "truncate": 2.0}
        smoothed(f"{_GAUSS}1d", (6, 5), 0.7, mode=_mode, order=_order, **_axis)
    # Wider than what is filtered.
    smoothed(f"{_GAUSS}1d", (4,), 0.7, mode=_mode, order=1, radius=9)
smoothed(_GAUSS, (6, 5), (0.7, 1.1), order=(1, 1), radius=(2, 3))
for _order in (0, 1, 2):
    smoothed(_GAUSS, (6, 5), 0.9, order=_order, truncate=1.0)
    smoothed(_GAUSS, (6, 5), 0.9, order=_order, radius=2)
    smoothed(f"{_GAUSS}1d", (6, 5), 0.9, order=_order, radius=2)

# matrices of an assumed structure: what is not read may hold anything -----------------------

_FULL = normal(3, 3) + 4.0 * np.eye(3)
_STRUCTURES = (
    "general gen banded diagonal tridiagonal symmetric sym hermitian her pos".split()
    + ["upper triangular", "lower triangular", "positive definite"]
)
for _assumed in _STRUCTURES:
    for _lower in (False, True):
        _options = {"assume_a": _assumed, "lower": _lower}
        sample("scipy.linalg.solve", _FULL, normal(3), with_=_options)
        sample(
            "scipy.linalg.solve",
            _FULL,
            normal(3, 2),
            _lower,
            with_={"assume_a": _assumed},
        )
        if _assumed in ("gen", "sym", "her", "pos") or "tri" in _assumed[6:]:
            sample("scipy.linalg.inv", _FULL, with_=_options)
for _assumed in ("gen", "sym", "lower triangular"):
    _options = {"assume_a": _assumed, "transposed": True}
    sample("scipy.linalg.solve", _FULL, normal(3), with_=_options)
    sample("scipy.linalg.solve", normal(2, 3, 3) + _FULL, normal(3, 2), with_=_options)
sample("scipy.linalg.solve", _FULL, normal(3), with_={"transposed": True})
_POSITIVE = _FULL @ _FULL.T
sample("np.linalg.cholesky", _POSITIVE, with_={"upper": True}, symmetric=True)
for _name in ("ascontiguousarray", "asfortranarray"):
    sample(f"np.{_name}", 0.7)
sample("simple_roots", positive(2), np.array([1.0, -3.0, 2.0]), np.array([2.0, 1.0]))
