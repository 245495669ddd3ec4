"""Samples for the branches of formulas: special points, other axes, further settings.

Each was missing when a mutant of such a branch survived.
"""

from __future__ import annotations

import numpy as np

from tests.rules.calls import Items
from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(15)

E, S, N, L, D = (
    "scipy.special",
    "scipy.signal",
    "scipy.ndimage",
    "scipy.linalg",
    "scipy.spatial.distance",
)

# near points where a quotient would lose its digits --------------------------------------

_SMALL = np.array([0.0, 0.0009, -0.0009])
for _name in ("boxcox", "boxcox1p"):
    sample(f"{E}.{_name}", np.array([2.5, 1.7, 0.4]), _SMALL, loose=5.0)
    sample(f"{E}.{_name}", 2.5, 0.0)
for _name in ("inv_boxcox", "inv_boxcox1p"):
    sample(f"{E}.{_name}", np.array([0.8, 2.1, -0.7]), _SMALL, loose=5.0)
    sample(f"{E}.{_name}", 0.8, 0.0)
for _name in (f"{E}.sinc", "np.sinc"):
    sample(_name, np.array([0.0, 0.0098, -0.0099]))
sample(f"{E}.exprel", np.array([0.0, 0.00099, -0.00099]))
sample(f"{E}.spence", np.array([1.0, 1.0019, 0.9981]))
sample(f"{E}.spence", 1.0)
for _name in ("ellipkinc", "ellipeinc"):
    sample(f"{E}.{_name}", np.array([0.7, -1.2, 2.9]), np.array([0.0, 9e-5, -9e-5]))
    sample(f"{E}.{_name}", 0.9, 0.0)
sample(f"{E}.ellipj", np.array([0.7, 1.2, 2.9]), np.array([0.02, 0.005, 0.01]))
# SciPy's functions are not defined on both sides of 0: tests/rules/exact.py has the slopes.
_ANGLES = np.array([0.7, 1.2, 2.9]), np.array([0.0, 9e-5, 5e-5])
sample(f"{E}.ellipj", *_ANGLES, one_sided=True)
sample(f"{E}.elliprc", np.array([1.2, 0.5, 1.0]), np.array([-0.7, 2.0, 1.0]))
sample(f"{E}.elliprd", np.array([0.7, 1.2, 1.0]), np.array([1.2, 0.8, 1.0]), np.ones(3))
sample(f"{E}.elliprd", 0.0, 1.3, 1.3, fixed=(0,))
sample(f"{E}.elliprj", 0.7, 1.2, 0.9, np.array([0.7, 1.2, -0.4]))
for _n in (2, 3):
    # SciPy's own quotient has lost digits here, which differences show.
    _turns = np.array([0.0, 0.0015, 2 * np.pi - 0.001])
    sample(f"{E}.diric", _turns, _n, fixed=(1,), loose=1e3)
sample(f"{E}.diric", np.array([0.005, 0.1]), 30, fixed=(1,), loose=1e3)
sample(f"{E}.agm", 1.3, np.array([1.3, 0.6, 2.4]))
sample(f"{E}.stdtr", 3.5, np.array([0.0, -1.2, 0.7]))
sample(f"{E}.stdtrit", 3.5, np.array([0.5, 0.2, 0.9]), loose=5.0)
for _name in ("cdf", "sf", "logcdf", "logsf"):
    sample(f"scipy.stats.t.{_name}", np.array([0.0, -1.2, 0.7]), 3.5, loose=5.0)
for _name in ("ppf", "isf"):
    sample(f"scipy.stats.t.{_name}", np.array([0.5, 0.2, 0.9]), 3.5, loose=5.0)

# real parameters, negative arguments, both parities ---------------------------------------

for _name in ("chdtr", "chdtrc"):
    sample(f"{E}.{_name}", 1.5 + positive(3), positive(3), loose=5.0)
for _name in ("i0e", "i1e", "i0", "i1", "j0", "j1"):
    sample(f"{E}.{_name}", np.array([-1.3, 0.4]))
for _name in ("ive", "jve"):
    sample(f"{E}.{_name}", 2.0, np.array([-1.3, 0.4]), fixed=(0,))
for _n in (2, 4):
    for _name in ("eval_sh_legendre", "eval_sh_chebyt", "eval_sh_chebyu"):
        sample(f"{E}.{_name}", _n, positive(3) / 2, fixed=(0,))
    for _name in ("spherical_jn", "spherical_yn", "spherical_in", "spherical_kn"):
        sample(f"{E}.{_name}", _n, positive(3))
for _name in ("spherical_jn", "spherical_yn", "spherical_in", "spherical_kn"):
    for _n in (0, 3):
        sample(f"{E}.{_name}", _n, positive(3), True, loose=5.0)
sample(f"{E}.chndtr", positive(3), 1.2, positive(3), fixed=(1,))
for _name in ("pmf", "logpmf"):
    sample(f"scipy.stats.bernoulli.{_name}", np.array([0, 1]), 0.3)

# other axes, further settings ----------------------------------------------------------

sample("np.diff", normal(4), with_={"prepend": 0.7})
sample("np.diff", normal(4), with_={"append": np.array([0.7, 1.4])})
sample("np.diff", normal(3, 2), 2, 0, normal(1, 2), normal(3, 2))
sample("np.diff", normal(3, 2), with_={"axis": 0, "prepend": 0.3, "append": 0.2})
sample("list.pieces", normal(4, 2), Items([normal(2, 2), normal(2, 2)]))
sample("list.pieces", normal(2, 4), Items([normal(2, 2), normal(2, 2)]), 1)
sample(f"{S}.sosfilt", [[0.2, 0.4, 0.2, 1.0, -0.3, 0.1]], normal(5, 3), 0, fixed=(0,))
sample("lagged", normal(8, 2), normal(8, 2), 3, 0)
for _name in ("correlate", "convolve"):
    sample(f"{N}.{_name}", normal(6), normal(3), None, "constant", 2.0, fixed=(4,))
    _flipped = _name == "convolve"
    _given = (normal(6), normal(6), normal(4), "constant", 2.0, _flipped)
    sample("weights_back", *_given, fixed=(4,))
for _options in ({"axis": 0}, {"axis": 1, "mode": "wrap"}):
    sample(f"{N}.uniform_filter1d", normal(6, 5), 3, with_=_options)
    sample(f"{N}.gaussian_filter1d", normal(6, 5), 0.7, with_=_options, fixed=(1,))
sample(f"{N}.uniform_filter", normal(6, 7), 5)
_KNOTS, _PLACES = (0, 1, 2, 4, 5, 7), np.array([0.3, 1.7, 3.1, 6.4])
sample("interpolated", _KNOTS, normal(6), _PLACES, "cubic", None, None, None, 1)
sample("interp_spline", _KNOTS, normal(6), _PLACES, 3, None, 1)
_I = "scipy.integrate"
sample(f"{_I}.simpson", normal(3, 5), with_={"dx": 0.3})
sample(f"{_I}.simpson", normal(5), with_={"dx": 0.3})
sample(f"{_I}.romb", normal(5, 2), 0.5, 0)
sample(f"{_I}.cumulative_trapezoid", normal(5, 3), with_={"axis": 0})
sample(
    f"{_I}.cumulative_trapezoid",
    normal(5),
    np.cumsum(positive(5)),
    with_={"initial": 0},
)
sample(f"{_I}.simpson", normal(5, 3), with_={"axis": 0, "dx": 0.3})
sample(f"{_I}.cumulative_trapezoid", normal(4, 2, 3), with_={"axis": 0})
_PLACED = normal(4, 2, 3), np.cumsum(positive(4))
sample(f"{_I}.cumulative_trapezoid", *_PLACED, with_={"axis": 0})
sample(f"{_I}.cumulative_trapezoid", normal(2, 5), np.cumsum(positive(5)))

# matrices ------------------------------------------------------------------------------

_TURNED = np.roll(normal(4, 4) + 4 * np.eye(4), 1, axis=0)
sample(f"{L}.lu", _TURNED)
sample(f"{L}.lu_factor", _TURNED)
for _right in (normal(3), normal(3, 2)):
    _factors = (normal(3, 3) + 4 * np.eye(3), np.array([1, 2, 2]))
    sample(f"{L}.lu_solve", _factors, _right, 1)
sample(f"{L}.solve_toeplitz", np.array([3.0, 0.5, -0.4]), normal(3, 2))
# Of rank two: the direction leaves the rank, which differences do not survive.
_thin = normal(3, 2)
sample(f"{L}.pinvh", _thin @ _thin.T, symmetric=True, differences=False)


def _lower(value: object) -> object:
    return np.tril(value) if np.ndim(value) == 2 else value


def _upper(value: object) -> object:
    return np.triu(value) if np.ndim(value) == 2 else value


_square = normal(3, 3)
_definite = _square @ _square.T + np.eye(3)
sample(f"{L}.cho_factor", _definite, True, symmetric=True, seen=_lower)
sample(f"{L}.cho_factor", _definite, False, symmetric=True, seen=_upper)

# densities -----------------------------------------------------------------------------

for _name in ("pdf", "logpdf"):
    _point = np.array([0.2, 0.5, 0.3])
    sample(f"scipy.stats.dirichlet.{_name}", _point, 1 + positive(3), balanced=(0,))
    for _rows in (4, 1):  # of one row the density is a number
        _given = (normal(_rows, 3), normal(3), _definite)
        sample(f"scipy.stats.multivariate_normal.{_name}", *_given, symmetric=(2,))

# What moves is the value at zero, not the place.
sample("np.heaviside", np.array([0, 1, -1]), normal(3))

# several points ------------------------------------------------------------------------

_WEIGHTED = {"axis": 1, "keepdims": True, "b": positive(2, 3)}
sample(f"{E}.logsumexp", normal(2, 3), with_=_WEIGHTED)
sample(f"{E}.multigammaln", 3.5 + positive(3), 2)
for _name in ("pdf", "logpdf"):
    _given = (normal(3), None, _definite)
    sample(f"scipy.stats.multivariate_normal.{_name}", *_given, symmetric=True)
for _name in ("pmf", "logpmf"):
    _shares = np.array([[0.2, 0.5, 0.3], [0.3, 0.3, 0.4]])
    _counts = np.array([[1, 2, 1], [0, 3, 1]])
    sample(f"scipy.stats.multinomial.{_name}", _counts, 4, _shares)

sample(f"{E}.huber", 1.1, np.array([-0.4, -2.0, 0.3]))
sample(f"{E}.stdtridf", np.array([0.2, 0.1]), np.array([-1.2, -1.9]), loose=1e4)
sample(f"{E}.tklmbda", np.array([0.8, -0.5, 0.3]), 1.6, fixed=(1,), loose=5.0)
sample(f"{E}.tklmbda", np.array([1.2, -0.5, -1.7]), 0.5, fixed=(1,), loose=5.0)
