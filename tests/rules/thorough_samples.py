"""Samples that tell a rule from its mutants: ties, third axes, parameters beside each other."""

from __future__ import annotations

import numpy as np

from tests.rules.calls import Items
from tests.rules.numbers import source
from tests.rules.samples import SAMPLES, sample

normal, positive, distinct = source(14)

_TIED = np.array([[1.0, 3.0, 3.0, 0.5], [2.0, -1.0, 2.0, 2.0]])
_MASK = np.array([[True, False, True, True], [False, True, True, False]])
_WITH_NAN = np.array([[0.5, np.nan, 2.0, -1.5], [1.0, 3.0, np.nan, 0.7]])

# At ties there are no differences to compare with, but an adjoint and a tangent that agree.
for _name in ("max", "min", "amax", "amin", "nanmax", "nanmin"):
    _tie = 3.0 if "max" in _name else -1.0
    for _options in (
        {"axis": 1, "initial": 2.0 if "max" in _name else -1.0},
        {"axis": 1, "keepdims": True, "initial": 3.0 if "max" in _name else 0.5},
        {"initial": _tie},
        {"axis": 1},
        {"axis": 0, "keepdims": True},
    ):
        sample(f"np.{_name}", _TIED, with_=_options, differences=False)
    sample(f"np.{_name}", distinct(2, 3, 4), with_={"axis": 1, "keepdims": True})
    sample(f"np.{_name}", distinct(2, 3, 4), with_={"axis": 1, "initial": 1.5})
for _options in ({"axis": 1}, {}, {"axis": 1, "keepdims": True}):
    sample("np.ptp", _TIED, with_=_options, differences=False)
    sample("np.ptp", -_TIED, with_=_options, differences=False)

for _name in ("median", "nanmedian"):
    sample(f"np.{_name}", distinct(2, 4, 3), with_={"axis": 1})
for _name in ("quantile", "nanquantile", "percentile", "nanpercentile"):
    _options = {"axis": 1}
    sample(f"np.{_name}", distinct(2, 4, 3), 0.3, with_=_options)
for _name in ("cumulative_sum", "cumulative_prod"):
    for _more in (False, True):
        _options = {"axis": 1, "include_initial": _more}
        sample(f"np.{_name}", distinct(2, 3, 4), with_=_options)
sample("np.partition", distinct(6, 2), 2, with_={"axis": 0})
sample("np.partition", distinct(2, 3), 2, with_={"axis": None})
sample("np.rot90", normal(2, 3, 4), with_={"axes": (1, 2)})
sample("np.rot90", normal(2, 3, 4), 3, (2, 0))
for _mode in ("edge", "reflect", "symmetric", "wrap"):
    sample("np.pad", normal(4), 2, _mode)
    sample("np.pad", normal(3, 4), ((1, 2), (2, 1)), _mode)
sample("np.average", normal(2, 3), with_={"axis": 1})
sample("np.ldexp", normal(3), 3)
sample("np.ldexp", normal(2), np.array([3, -1]))
sample("np.heaviside", np.array([0.0, 1.0, -1.0]), normal(3), differences=False)
for _name in ("np.sinc", "scipy.special.sinc"):
    sample(_name, np.array([0.0099, -0.0098, 0.0]))
    sample(_name, np.array([1e-5, -0.003, 0.3]))
for _name in ("logspace", "geomspace"):
    sample(f"np.{_name}", 1.5, 3.5, 6, with_={"endpoint": False})
sample("np.polyadd", normal(5), normal(3))
sample("np.polysub", normal(3), normal(5))
sample("np.polysub", normal(5), normal(3))
sample("np.select", [np.array([True, False, False])], [normal(3)], 0.7)
sample(
    "np.select",
    [np.array([True, False, False]), np.array([True, True, False])],
    [normal(3), normal(3)],
    normal(3),
)
for _name in ("np.trapezoid", "scipy.integrate.trapezoid"):
    sample(_name, normal(4), np.array([0.1, 0.5, 1.2, 1.3]))
    sample(_name, normal(2, 3), with_={"axis": 0, "dx": 0.3})
    sample(_name, normal(2, 3), with_={"dx": 0.3})
    sample(_name, normal(4, 3, 2), with_={"axis": 1})
    sample(_name, normal(4, 3, 2), np.array([0.1, 0.5, 1.2]), with_={"axis": 1})
    sample(_name, normal(3, 4, 2), np.array([0.1, 0.5, 1.2]), with_={"axis": 0})
    sample(_name, normal(3, 2), np.array([0.1, 0.5, 1.2]), with_={"axis": 0})
for _name in ("dct", "idct", "dst", "idst"):
    for _norm in (None, "ortho"):
        sample(f"scipy.fft.{_name}", normal(3, 4), with_={"norm": _norm})
        sample(f"scipy.fft.{_name}", normal(3, 4), with_={"axis": 0, "norm": _norm})
sample("np.insert", normal(2, 3), 1, 0.3, with_={"axis": 0})
sample("list.nested", normal(2, 3), 2)
sample("list.reversed", Items([1.5, 0.5, 2.5]))
sample("math.prod", (1.5, 0.5), with_={"start": 3})
sample("math.copysign", -1.5, 2.0, fixed=(1,))
sample("math.copysign", 1.5, -2.0, fixed=(1,))
sample("np.copysign", np.array([-1.5, 2.0]), np.array([2.0, -3.0]), differences=False)
for _options in ({"axis": 1, "keepdims": True}, {"axis": 1}):
    sample("np.prod", positive(2, 4), with_={**_options, "initial": 2.5})
    sample("np.nanprod", _WITH_NAN, with_={**_options, "initial": 2.5})
    sample("np.nanstd", _WITH_NAN, with_=_options)
    sample("np.nanstd", np.arange(8.0).reshape(2, 4) ** 2, with_={"where": _MASK})
    sample("np.nansum", _WITH_NAN, with_={**_options, "where": _MASK})

_FIELD = normal(3, 4) + 1j * normal(3, 4)
for _m in ("np.fft", "scipy.fft"):
    for _name in ("fft2", "ifft2", "ifftn", "fftn", "rfft2", "rfftn"):
        _array = normal(3, 4) if _name.startswith("r") else _FIELD
        for _norm in ("ortho", "forward"):
            sample(f"{_m}.{_name}", _array, with_={"norm": _norm})
    for _name in ("irfft2", "irfftn"):
        sample(f"{_m}.{_name}", _FIELD, with_={"axes": (1, 0)})
        sample(f"{_m}.{_name}", _FIELD, with_={"axes": (-1, -2), "norm": "forward"})

for _m in ("np.linalg", "scipy.linalg"):
    for _order in (None, 1, 2, 3, np.inf, -np.inf, 0):
        for _options in ({"axis": 1, "keepdims": True}, {"axis": 0}, {"axis": -1}):
            sample(f"{_m}.norm", distinct(2, 3), _order, with_=_options, fixed=(1,))
        _options = {"axis": 1}
        sample(f"{_m}.norm", distinct(2, 3, 2), _order, with_=_options, fixed=(1,))
    _SIGNED = np.array([[3.0, -3.0, 1.0, -1.0], [2.0, 0.5, -0.5, 2.0]])
    for _order in (np.inf, -np.inf):
        for _options in ({"axis": 1}, {"axis": 1, "keepdims": True}):
            _fixed = {"fixed": (1,), "differences": False}
            sample(f"{_m}.norm", _SIGNED, _order, with_=_options, **_fixed)
    sample(f"{_m}.norm", normal(2, 3), "fro", with_={"keepdims": True})
    sample(f"{_m}.norm", normal(2, 3, 4), with_={"axis": (0, 2), "keepdims": True})
sample("list.copied", Items([1.5, 0.5]))
sample("list.concat", Items([1.5, 0.5]), Items([2.5]))
sample("list.taken", Items([1.5, 0.5, 2.5]), Items([2, 0, 1]))
sample("list.pieces", normal(4), Items([normal(2), normal(2)]))

# Settings of the module statistics.
_data, _weights = [0.7, 2.5, 1.9, 3.1], [1.0, 2.2, 0.4, 1.3]
for _form in (np.array, Items):
    for _name in ("fmean", "harmonic_mean"):
        sample(f"statistics.{_name}", _form(_data), _form(_weights))
    for _name in ("variance", "pvariance", "stdev", "pstdev"):
        sample(f"statistics.{_name}", _form(_data), 1.8)
    sample(
        "statistics.linear_regression",
        _form(_data),
        _form(_weights),
        with_={"proportional": True},
    )

# Series of polynomials: one coefficient, and matrices of them.
for _module, _short in (
    ("polynomial", "poly"),
    ("chebyshev", "cheb"),
    ("legendre", "leg"),
    ("hermite", "herm"),
    ("hermite_e", "herme"),
    ("laguerre", "lag"),
):
    _name = f"np.polynomial.{_module}.{_short}"
    for _shape, _count in (((3,), 4), ((2, 3), 3), ((3,), 1)):
        sample(f"{_name}val", normal(*_shape), normal(_count), analytic=True)
    sample(f"{_name}val", normal(3), normal(4, 2))
    sample(f"{_name}der", normal(4))
    sample(f"{_name}der", normal(1))
for _name in "arccos arcsin arctanh log log10 log2 sqrt logn power".split():
    SAMPLES.setdefault(f"np.emath.{_name}", [])
