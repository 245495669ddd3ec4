"""Samples for Fourier transforms, statistics, signals, distributions, complex numbers."""

from __future__ import annotations

import numpy as np

from adgen.rules.registry import all_rules, callable_of
from adgen.rules.tables.laws import LAWS
from tests.rules.calls import Items
from tests.rules.numpy_samples import distinct, normal, positive
from tests.rules.samples import sample
from tests.rules.scipy_samples import definite, well

# Fourier -----------------------------------------------------------------------------


def spectrum(*shape: int) -> np.ndarray:
    return normal(*shape) + 1j * normal(*shape)


for _m in ("np.fft", "scipy.fft"):
    for _name in ("fft", "ifft"):
        sample(f"{_m}.{_name}", normal(5))
        sample(f"{_m}.{_name}", spectrum(5))
        sample(f"{_m}.{_name}", spectrum(2, 4), with_={"axis": 0, "norm": "ortho"})
        sample(f"{_m}.{_name}", normal(5), 3)
        sample(f"{_m}.{_name}", normal(5), 8)
    for _name in ("rfft", "ihfft"):
        for _length in (5, 6):
            sample(f"{_m}.{_name}", normal(_length))
        sample(f"{_m}.{_name}", normal(6), 4)
        sample(f"{_m}.{_name}", normal(2, 6), with_={"norm": "ortho"})
        sample(f"{_m}.{_name}", normal(4, 2), with_={"axis": 0})
    for _name in ("irfft", "hfft"):
        sample(f"{_m}.{_name}", spectrum(4))
        sample(f"{_m}.{_name}", spectrum(4), 7)
        sample(f"{_m}.{_name}", spectrum(4), 5)
        sample(f"{_m}.{_name}", spectrum(2, 4), with_={"norm": "ortho"})
        sample(f"{_m}.{_name}", spectrum(4, 2), with_={"axis": 0})
    for _name in ("fft2", "ifft2", "fftn", "ifftn"):
        sample(f"{_m}.{_name}", spectrum(3, 4))
        sample(f"{_m}.{_name}", normal(3, 4))
    for _name in ("rfft2", "rfftn"):
        sample(f"{_m}.{_name}", normal(3, 4))
    sample(f"{_m}.rfft2", normal(2, 3, 4))
    for _name in ("fftshift", "ifftshift"):
        sample(f"{_m}.{_name}", normal(5))
        sample(f"{_m}.{_name}", normal(3, 4), 1)
for _name in ("dct", "idct", "dst", "idst"):
    sample(f"scipy.fft.{_name}", normal(5))
    sample(f"scipy.fft.{_name}", normal(5), with_={"norm": "ortho"})
    sample(f"scipy.fft.{_name}", normal(3, 4), with_={"axis": 0})

# statistics --------------------------------------------------------------------------

for _name in ("median", "quantile", "percentile"):
    _level = {"median": (), "quantile": (0.3,), "percentile": (30.0,)}[_name]
    for _shape, _options in (
        ((5,), {}),
        ((6,), {}),
        ((3, 4), {}),
        ((3, 4), {"axis": 0}),
        ((3, 4), {"axis": 1, "keepdims": True}),
    ):
        sample(f"np.{_name}", distinct(*_shape), *_level, with_=_options)
for _name in ("nanvar", "nanstd"):
    sample(f"np.{_name}", normal(5))
    sample(f"np.{_name}", normal(3, 4), with_={"axis": 1, "ddof": 1})
sample("np.nancumsum", normal(5))
sample("np.nancumsum", normal(3, 4), with_={"axis": 1})
sample("np.cov", normal(3, 5))
sample("np.cov", normal(5, 3), with_={"rowvar": False, "bias": True})
sample("np.corrcoef", normal(3, 5))
sample("np.corrcoef", normal(5, 3), with_={"rowvar": False})
for _name in ("mean", "fmean", "pvariance", "variance", "pstdev", "stdev", "median"):
    sample(f"statistics.{_name}", Items([1.0, 2.5, 4.0, 3.2]))
for _name in ("geometric_mean", "harmonic_mean"):
    sample(f"statistics.{_name}", Items([1.0, 2.5, 4.0]))

# signals -----------------------------------------------------------------------------

for _name in ("np.convolve", "np.correlate"):
    for _mode in ("full", "same", "valid"):
        for _length in (2, 3):
            sample(_name, normal(6), normal(_length), _mode)
for _name in ("np.convolve", "np.correlate"):
    sample(_name, normal(2), normal(5), "full")
    sample(_name, normal(2), normal(5), "same")
    sample(_name, normal(2), normal(5), "valid")
for _name in ("scipy.signal.convolve", "scipy.signal.fftconvolve"):
    sample(_name, normal(6), normal(3))
    sample(_name, normal(4, 5), normal(2, 3))
_points = np.array([0.0, 1.0, 2.5, 4.0])
sample("np.interp", np.array([-0.5, 0.3, 1.7, 3.0, 4.5]), _points, normal(4))
sample("np.interp", 1.7, _points, normal(4))
sample("np.unwrap", np.array([0.1, 3.0, -3.0, -2.5]))
sample("np.polyval", normal(4), normal(3))
sample("np.polyval", normal(4), 0.7)
sample("np.polymul", normal(4), normal(3))
sample("np.polymul", np.array([0, 0, 2, 3]), normal(3))
sample("np.polyder", normal(4))
sample("np.polyint", normal(4))
sample("np.vander", normal(3))
sample("np.vander", normal(3), 4, True)
sample("np.logspace", 0.5, 1.5, 4)
sample("np.geomspace", 0.5, 1.5, 4)
sample("np.modf", np.array([1.3, -2.4]))
sample("math.modf", 1.3)
sample("np.frexp", np.array([1.3, -2.4]))
sample("math.frexp", 1.3)
sample("divmod", 7.3, 2.2)
sample("divmod", np.array([5.1, 8.7]), 2.2)
sample("np.divmod", np.array([[5.1, 8.7]]), np.array([[2.2], [1.4]]))
sample("np.delete", normal(5), 2)
sample("np.delete", normal(3, 4), [0, 2], with_={"axis": 1})
sample("np.resize", normal(4), (2, 3))
_side = normal(4) > 0
sample("np.select", [_side, ~_side], [normal(4), 2.0])
sample("np.select", [_side], [normal(4)], 1.5)
for _name in ("np.vecdot", "np.linalg.vecdot"):
    sample(_name, normal(3), normal(3))
    sample(_name, normal(2, 3), normal(3))
sample("scipy.integrate.trapezoid", normal(5))
sample("scipy.optimize.rosen", normal(4))
sample("scipy.optimize.rosen_der", normal(4))
sample("scipy.spatial.distance.euclidean", normal(3), normal(3))
sample("scipy.spatial.distance.cdist", normal(3, 2), normal(4, 2), loose=50.0)
sample("scipy.special.perm", 4.5, 2.3)
for _name in ("np.cumulative_sum", "np.cumulative_prod"):
    sample(_name, normal(5))
    sample(_name, normal(3, 4), with_={"axis": 1})
for _name in ("np.amax", "np.amin"):
    sample(_name, distinct(3, 4), with_={"axis": 1})
sample("np.linalg.matmul", normal(2, 3), normal(3, 2))
sample("np.linalg.outer", normal(3), normal(2))
sample("np.linalg.tensordot", normal(2, 3), normal(3, 2), with_={"axes": 1})
sample("np.linalg.cross", normal(3), normal(3))

# functions of matrices ---------------------------------------------------------------

for _name in ("sinm", "cosm", "tanm", "sinhm", "coshm", "tanhm"):
    sample(f"scipy.linalg.{_name}", normal(3, 3) / 4)
sample("scipy.linalg.logm", definite(3, 3))
sample("scipy.linalg.fractional_matrix_power", definite(3, 3), 0.3, fixed=(1,))
sample("scipy.linalg.solve_continuous_lyapunov", well(3, 3), normal(3, 3))
sample("scipy.linalg.solve_discrete_lyapunov", well(3, 3), normal(3, 3))
for _lower in (True, False):
    # The other triangle holds what was there before.
    sample(
        "scipy.linalg.cho_factor",
        definite(3, 3),
        _lower,
        symmetric=True,
        differences=False,
    )
    for _right in (normal(3), normal(3, 2)):
        sample("scipy.linalg.cho_solve", (definite(3, 3), _lower), _right)
sample("scipy.linalg.lu_factor", well(3, 3))
for _right in (normal(3), normal(3, 2)):
    sample("scipy.linalg.lu_solve", (well(3, 3), np.array([1, 2, 2])), _right)

# complex numbers ---------------------------------------------------------------------

for _rule in all_rules():
    if _rule.name.startswith("cmath.") and _rule.category == "elementwise":
        sample(_rule.name, complex(0.4, 0.7))
sample("cmath.log", complex(0.4, 0.7), complex(1.3, 0.2))
sample("cmath.polar", complex(0.4, 0.7))
sample("cmath.rect", 1.3, 0.7)

# distributions -----------------------------------------------------------------------

_SHAPE_VALUES = {"truncnorm": {"a": -1.5, "b": 2.0}, "genextreme": {"c": 0.3}}
_INSIDE = {
    "pareto": 2.3,
    "truncnorm": 0.4,
    "beta": 0.4,
    "uniform": 0.8,
    "vonmises": 0.7,
}


def shape_value(name: str, parameter: str) -> float:
    return _SHAPE_VALUES.get(name, {}).get(parameter, 2.4)


for _rule in all_rules():
    _parts = _rule.name.split(".")
    if not _rule.name.startswith("scipy.stats.") or _rule.category != "elementwise":
        continue
    _name, _method = _parts[2], _parts[3]
    _args: list[float] = []
    _passive: list[int] = []
    for _i, _p in enumerate(_rule.parameters):
        if _p.name == "x":
            _args.append(0.3 + 1.7 * _INSIDE.get(_name, 0.8))
        elif _p.name == "q":
            _args.append(0.35)
        elif _p.name == "k":
            _args.append(1.0 if _name == "bernoulli" else 2.0)
        elif _p.name in ("loc", "scale"):
            _args.append(0.3 if _p.name == "loc" else 1.7)
        elif _p.name in ("p", "mu"):
            _args.append(0.35)
        elif _p.name == "n":
            _args.append(5.0)
        else:
            _args.append(shape_value(_name, _p.name))
        if _p.name not in _rule.differentiated:
            _passive.append(_i)
    sample(_rule.name, *_args, fixed=tuple(_passive), loose=10.0)
_BOUNDED: dict[str, list[float]] = {
    "genextreme": [0.3, -2.4],
    "genpareto": [0.3, -0.4, 2.4],
}
for _name, _law in LAWS.items():
    if not _law.inside:
        continue
    # Below the support, in it and above; what is a number there moves by differences.
    _low, _middle, _high = -4.1, _INSIDE.get(_name, 0.8), 5.3
    _places = {
        "logcdf": (_middle, _high),
        "logsf": (_low, _middle),
        "logpdf": (_middle,),
    }
    _shapes = [[shape_value(_name, p) for p in _law.shapes]]
    for _shape in _BOUNDED.get(_name, []):
        for _method in ("ppf", "isf"):
            _levels = np.array([0.1, 0.35, 0.9])
            sample(
                f"scipy.stats.{_name}.{_method}", _levels, _shape, 0.3, 1.7, loose=1e3
            )
    for _given in [[c] for c in _BOUNDED.get(_name, [])] or _shapes:
        for _method in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"):
            _every = 0.3 + 1.7 * np.array([_low, 0.3, _middle, _high])
            _known = 0.3 + 1.7 * np.array(_places.get(_method, (_low, _middle, _high)))
            _fn = f"scipy.stats.{_name}.{_method}"
            sample(_fn, _every, *_given, 0.3, 1.7, one_sided=True)
            if np.all(np.isfinite(callable_of(_fn)(_known, *_given, 0.3, 1.7))):
                sample(_fn, _known, *_given, 0.3, 1.7, loose=10.0)
sample("scipy.stats.norm.logpdf", normal(2, 3), normal(3), 1.5)
sample("scipy.stats.norm.pdf", normal(3))
for _method in ("logpdf", "pdf", "logcdf", "logsf"):  # it falls on both sides
    sample(f"scipy.stats.laplace.{_method}", -0.4, 0.3, 1.7, loose=10.0)
for _method in ("logpdf", "pdf"):
    _name = f"scipy.stats.multivariate_normal.{_method}"
    sample(_name, normal(3), normal(3), definite(3, 3), symmetric=True)
    sample(_name, normal(4, 3), normal(3), definite(3, 3), differences=False)
    sample(
        f"scipy.stats.dirichlet.{_method}",
        np.array([0.2, 0.5, 0.3]),
        1 + positive(3),
        balanced=(0,),
    )
sample(
    "scipy.stats.multivariate_normal.entropy",
    normal(3),
    definite(3, 3),
    symmetric=True,
)
for _method in ("pmf", "logpmf"):
    sample(
        f"scipy.stats.multinomial.{_method}",
        np.array([1, 2, 1]),
        4,
        np.array([0.2, 0.5, 0.3]),
    )
sample(
    "scipy.stats.wishart.logpdf",
    definite(3, 3),
    5.5,
    definite(3, 3),
    symmetric=True,
    loose=5.0,
)
