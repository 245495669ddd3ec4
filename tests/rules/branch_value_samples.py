"""Samples of branches that are for single values: ends of parameters, ties, settings together.

Their numbers are given: none is drawn, so that the samples of other files keep theirs.
"""

from __future__ import annotations

import numpy as np

from tests.rules.samples import sample

# probabilities where a parameter is at its end ---------------------------------------
# Beyond it they are not defined for SciPy: tests/rules/exact.py has the slopes.

T = "scipy.stats"
_FIRST, _LATER = np.array([0, 1, 2]), np.array([3, 4, -1])
for _counts in (_FIRST, _LATER):
    sample(f"{T}.poisson.pmf", _counts, 0.0, one_sided=True)
    sample(f"{T}.geom.pmf", _counts, 1.0, one_sided=True)
    sample(f"{T}.nbinom.pmf", _counts, 2.5, 1.0, one_sided=True)
    for _p in (0.0, 1.0):
        sample(f"{T}.bernoulli.pmf", _counts, _p, one_sided=True)
        sample(f"{T}.binom.pmf", _counts, 3, _p, one_sided=True)
# At a corner of the simplex where the exponent is 0.
for _method in ("pdf", "logpdf"):
    _point = np.array([0.0, 0.4, 0.6])
    _given = f"{T}.dirichlet.{_method}", _point, np.array([1, 2, 3])
    sample(*_given, balanced=(0,), one_sided=True)

# quantiles of data that tie: each of them has its share --------------------------------

_ties = np.array([[0.3, 1.7, 0.3, 2.1, 0.9], [1.2, 0.4, 1.2, 0.4, 0.4]])
for _name in ("quantile", "percentile", "nanquantile", "nanpercentile"):
    _level = 40.0 if "percentile" in _name else 0.4
    _given = {"axis": 1, "method": "inverted_cdf"}
    sample(f"np.{_name}", _ties, _level, with_=_given, fixed=(1,), one_sided=True)

_apart = np.array([[0.3, 1.7, 0.6, 2.1, 0.9], [1.2, 0.4, 1.9, 0.1, 0.7]])
for _level in (0.4, 0.37):
    _given = {"axis": 1, "keepdims": True, "method": "averaged_inverted_cdf"}
    sample("np.quantile", _apart, _level, with_=_given, fixed=(1,))
_gaps = np.array([[0.3, np.nan, 0.7, 2.1, 1.2], [1.2, 0.4, 1.9, np.nan, np.nan]])
sample("np.nanquantile", _gaps, 0.5, with_=_given, fixed=(1,), differences=False)

# filters along other axes, of signals with more than one --------------------------------

_waves = np.cos(np.arange(36.0) ** 1.3).reshape(9, 2, 2)
_section = [[0.2, 0.4, 0.2, 1.0, -0.3, 0.1]]
_S = "scipy.signal"
_given = {"axis": 0, "padtype": "even", "padlen": 2}
sample(f"{_S}.sosfiltfilt", _section, _waves, with_=_given, fixed=(0,))
_given = {"padtype": "even", "padlen": 2}
sample(f"{_S}.sosfiltfilt", _section, _waves[:, 0, 0], with_=_given, fixed=(0,))
_wide, _kernel = _waves[1:4].reshape(3, 4), np.array([0.7, -0.4])
_bar, _in1, _in2 = np.ones((3, 6)), _wide[:, :2], np.ones((3, 5))
sample("convolution_back_along", _bar, _in1, _in2, "full", True, [1])
_signals = _waves[:6].reshape(2, 2, 6)
sample("sums_ahead", _signals, _kernel, 5)
sample("spread_ahead", _signals, _kernel, 7)
sample("overlaps", _signals, _signals[..., :5], 2)

# other settings together ----------------------------------------------------------------

sample("np.polyint", np.array([0.7, -0.4]), 3, np.array([0.3, 1.2, -0.8]))

# orders and degrees below zero -----------------------------------------------------------

_E = "scipy.special"
_places = np.array([0.3, 1.2, 0.7, -0.4])
for _name in ("eval_legendre", "eval_sh_legendre"):
    sample(f"{_E}.{_name}", np.array([-3, -1, 0, 2]), _places)
for _name in ("struve", "modstruve"):
    sample(f"{_E}.{_name}", np.array([-1, -2, 0]), np.array([0.0, 1.2, 0.7]))
    for _order in (0, 2):
        sample(f"{_E}.{_name}", _order, _places)
sample(f"{_E}.hyp1f1", -1, -2.5, _places)
sample(f"{_E}.elliprg", 0.0, 0.7, 0.5, fixed=(0,))
sample(f"{_E}.elliprg", 0.7, 1.3, 0.5, fixed=(1,))
sample(f"{_E}.elliprg", 0.7, 0.5, 0.0, fixed=(2,))
for _order in (0, 1, 2, 3):
    sample(f"{_E}.lpmv", _order, 3.5, _places / 2, fixed=(1,))
sample(f"{_E}.lpmv", np.array([0, 1, 2, -1]), 4, _places / 2)
_pair = np.array([[0.3, 1.7, 0.6], [1.2, 0.4, 1.9]])
sample("np.insert", _pair, 1, np.array(0.7), 1)

# Of full rank, and of rank 1, which the direction leaves: differences do not survive that.
_even = np.array([[2.0, 0.3, -0.4], [0.3, -1.2, 0.5], [-0.4, 0.5, 0.7]])
_P = "np.linalg.pinv"
sample(_P, _even, with_={"hermitian": True}, symmetric=True)
_thin = np.outer(_even[0], _even[0])
sample(_P, _thin, 1e-9, True, symmetric=True, differences=False, fixed=(1,))

# A part of the eigenvalues, whose vectors have a slope along those of the others.
_L = "scipy.linalg"
_square = np.diag([2.0, -1.0, 0.5]) + 0.3 * np.ones((3, 3))
for _given in (
    {"subset_by_index": [0, 1]},
    {"subset_by_index": [2, 2]},
    {"subset_by_index": [1, 2], "lower": False},
):
    for _name in ("eigh", "eigvalsh"):
        sample(f"{_L}.{_name}", _square, with_=_given, symmetric=True)

# Of shapes near 0, where logarithms would lose their digits.
for _name in ("genpareto", "genextreme"):
    for _method in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"):
        sample(f"scipy.stats.{_name}.{_method}", 1.3, 1e-6, 0.3, 1.7)
    for _method in ("ppf", "isf"):
        sample(f"scipy.stats.{_name}.{_method}", 0.1, 1e-7, 0.3, 1.7)

# Ends that are arrays: from the numbers between them back to each, along the first axis.
_from, _to = np.array([0.3, 1.2]), np.array([1.1, 0.6])
sample("np.logspace", _from, _to, 4)
sample("np.logspace", 0.3, _to, 3, True, np.array([2.0, 1.7]))
sample("np.geomspace", _from, _to, 4)
