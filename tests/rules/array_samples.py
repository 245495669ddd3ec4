"""Samples for what cuts, inserts, chooses, accumulates and transforms in several dimensions."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(11)

_WITH_NAN = np.array([[0.5, np.nan, 2.0, -1.5], [1.0, 3.0, np.nan, 0.7]])

for _name in ("median", "quantile", "percentile"):
    _level = {"median": (), "quantile": (0.3,), "percentile": (70.0,)}[_name]
    sample(f"np.nan{_name}", _WITH_NAN, *_level)
    for _axis in (0, 1, -1):
        _options = {"axis": _axis}
        sample(f"np.nan{_name}", _WITH_NAN, *_level, with_=_options)
    _options = {"axis": 1, "keepdims": True}
    sample(f"np.nan{_name}", distinct(3, 4), *_level, with_=_options)
    sample(f"np.nan{_name}", distinct(5), *_level)
for _options in ({}, {"axis": 0}, {"axis": -1}):
    sample("np.nancumprod", _WITH_NAN, with_=_options)
for _name in ("cumulative_sum", "cumulative_prod"):
    sample(f"np.{_name}", distinct(4))
    sample(f"np.{_name}", distinct(4), with_={"include_initial": True})
    for _axis in (0, 1, -1):
        for _more in (False, True):
            _options = {"axis": _axis, "include_initial": _more}
            sample(f"np.{_name}", distinct(3, 4), with_=_options)

for _name in ("hypot", "logaddexp", "logaddexp2"):
    sample(f"np.{_name}.reduce", normal(4))
    sample(f"np.{_name}.reduce", normal(3, 4), with_={"axis": 1, "keepdims": True})
    sample(f"np.{_name}.reduce", normal(2, 3, 2), with_={"axis": (0, -1)})
    sample(f"np.{_name}.reduce", normal(3, 4), with_={"axis": None, "initial": 0.7})
    _most = np.arange(12.0).reshape(3, 4) % 5 > 0
    sample(f"np.{_name}.reduce", normal(3, 4), with_={"where": _most})
sample("np.add.reduceat", normal(6), np.array([0, 2, 5]))
sample("np.add.reduceat", normal(6), np.array([1, 4, 2, 5]))
sample("np.add.reduceat", normal(3, 5), np.array([0, 3]), with_={"axis": 1})
sample("reduceat_adjoint", normal(3), normal(6), np.array([0, 2, 5]), 0)
sample("reduceat_adjoint", normal(3, 2), normal(3, 5), np.array([0, 3]), 1)

for _name in ("cumprod_tangent", "cumprod_adjoint"):
    sample(_name, normal(4), normal(4), 0)
    sample(_name, np.array([1.5, 0.0, -2.0, 0.0, 0.7]), normal(5), 0)
    sample(_name, normal(3, 4), normal(3, 4), 1)
    sample(_name, normal(3, 4), normal(3, 4), -2)

sample("np.insert", normal(5), 2, 0.7)
sample("np.insert", normal(5), -1, 0.7)
sample("np.insert", normal(5), 2, normal(3))
sample("np.insert", normal(5), np.array([1, 3]), normal(2))
sample("np.insert", normal(2, 3), 4, 0.7)
sample("np.insert", normal(2, 3), 1, 0.7, with_={"axis": 1})
sample("np.insert", normal(2, 3), 1, normal(3), with_={"axis": 0}, fixed=(2,))
sample("np.insert", normal(2, 3), -1, normal(1), with_={"axis": 0})
sample("np.insert", normal(2, 3), 1, normal(2), with_={"axis": 1})
sample("np.insert", normal(2, 1, 3), 1, normal(2, 1), with_={"axis": 2})
sample("np.choose", np.array([0, 1, 1]), (normal(3), normal(3)))
sample("np.choose", np.array([[0, 1, 1], [1, 0, 1]]), (0.7, normal(3)))
sample("np.sort_complex", distinct(5))
sample("np.sort_complex", distinct(5) + 1j * normal(5))
sample("np.trim_zeros", np.array([0.0, 0.0, 1.5, 0.0, 2.0, 0.0]), differences=False)
for _trim in ("f", "b"):
    sample("np.trim_zeros", normal(4), _trim)
sample("np.require", normal(3))
sample("np.asarray_chkfinite", normal(2, 3))
sample("np.real_if_close", normal(3))
sample("np.polyadd", normal(3), normal(5))
sample("np.polyadd", 0.7, normal(4))
sample("np.polysub", normal(4), 0.7)
sample("np.polysub", normal(3), normal(3))
sample("np.polysub", normal(4), normal(2))

sample("np.matvec", normal(2, 3), normal(3))
sample("np.matvec", normal(4, 2, 3), normal(3))
sample("np.matvec", normal(4, 2, 3), normal(4, 3))
sample("np.matvec", normal(2, 3), normal(4, 3))
sample("np.vecmat", normal(2), normal(2, 3))
sample("np.vecmat", normal(4, 2), normal(4, 2, 3))
sample("np.vecmat", normal(4, 2), normal(2, 3))
for _name in ("np.vecdot", "np.linalg.vecdot"):
    sample(_name, normal(3), normal(3))
    sample(_name, normal(2, 3), normal(3))
    sample(_name, normal(2, 3), normal(2, 3), with_={"axis": 0})
    sample(_name, normal(3) + 1j * normal(3), normal(3) + 1j * normal(3))
sample("np.kron", normal(2), normal(2, 3))
sample("np.kron", normal(2, 3), normal(4))
sample("np.kron", normal(2, 1, 3), normal(2, 2, 2))


def spectrum(*shape: int) -> np.ndarray:
    return normal(*shape) + 1j * normal(*shape)


for _m in ("np.fft", "scipy.fft"):
    for _name in ("fft2", "fftn", "ifft2", "ifftn"):
        sample(f"{_m}.{_name}", normal(3, 4), (2, 6), (-2, -1))
        sample(f"{_m}.{_name}", spectrum(2, 3, 4), with_={"axes": (0, 2)})
    sample(f"{_m}.fftn", normal(2, 3, 4), with_={"axes": (-1, 0), "norm": "ortho"})
    for _name in ("fftfreq", "rfftfreq"):
        sample(f"{_m}.{_name}", 5, 0.3)
        sample(f"{_m}.{_name}", 4, with_={"d": 1.7})
    for _name in ("rfft2", "rfftn"):
        sample(f"{_m}.{_name}", normal(3, 5))
        sample(f"{_m}.{_name}", normal(3, 4), (4, 6), (-2, -1))
        sample(f"{_m}.{_name}", normal(3, 4), (2, 3), (0, 1))
    for _name in ("irfft2", "irfftn"):
        sample(f"{_m}.{_name}", spectrum(3, 4))
        sample(f"{_m}.{_name}", spectrum(2, 3, 4), with_={"axes": (0, 2)})
        sample(f"{_m}.{_name}", spectrum(3, 4), (3, 5), (-2, -1))
        sample(f"{_m}.{_name}", spectrum(3, 4), (2, 6), (0, 1))
        sample(f"{_m}.{_name}", spectrum(3, 3), with_={"norm": "ortho"})

# The calls are seeded: what is differentiated is the number that was drawn.
for _name, _args in (
    ("normal", (0.3, 0.7)),
    ("normal", (normal(3), positive(3))),
    ("normal", (0.3, 0.7, 4)),
    ("laplace", (0.3, positive(3))),
    ("logistic", (normal(2, 1), positive(3), (2, 3))),
    ("gumbel", (0.3, 0.7)),
    ("uniform", (normal(3), 2.5)),
    ("exponential", (positive(3),)),
    ("lognormal", (0.3, 0.7)),
    ("lognormal", (normal(3), positive(3))),
    ("gamma", (2.0, positive(3))),
):
    sample(f"np.random.{_name}", *_args, fixed=(0,) if _name == "gamma" else ())
sample("np.random.beta", 2.0, 3.0, fixed=(0, 1))
for _name, _args in (
    ("poisson", (3.5, 4)),
    ("binomial", (5, 0.3, (2, 2))),
    ("negative_binomial", (5, 0.3, 2)),
    ("geometric", (0.3, 3)),
    ("multinomial", (5, (0.3, 0.7), 2)),
    ("dirichlet", ((1.3, 0.7), 2)),
    ("chisquare", (2.5, 3)),
    ("standard_t", (2.5, 3)),
):
    sample(f"np.random.{_name}", *_args, fixed=(0, 1))
sample("np.random.RandomState", 3)
sample("np.random.permutation", 4)
sample("np.random.choice", 4, 3, True, None)
for _name, _args in (
    ("gauss", (0.3, 0.7)),
    ("normalvariate", (0.3, 0.7)),
    ("lognormvariate", (0.3, 0.7)),
    ("uniform", (0.3, 2.5)),
    ("expovariate", (0.7,)),
    ("paretovariate", (1.7,)),
    ("weibullvariate", (1.7, 0.6)),
    ("gammavariate", (2.0, 0.7)),
):
    _fixed = (0,) if _name == "gammavariate" else ()
    sample(f"random.{_name}", *_args, fixed=_fixed)
sample("random.betavariate", 2.0, 3.0, fixed=(0, 1))
sample("random.vonmisesvariate", 2.0, 3.0, fixed=(0, 1))
sample("random.triangular", 2.0, 3.0, 2.5, fixed=(0, 1, 2))
for _name, _args in (("randint", (1, 5)), ("randrange", (5,)), ("getrandbits", (3,))):
    sample(f"random.{_name}", *_args)

for _text in ("ii->i", "ii", "ij,jj->i", "ijj->i", "iij->j"):
    _terms = _text.partition("->")[0].split(",")
    sample("np.einsum", _text, *(normal(*[3] * len(term)) for term in _terms))
sample("np.einsum", "...i,...i->...", normal(2, 3), normal(2, 3))
sample("np.einsum", "...ij,...jk->...ik", normal(4, 2, 3), normal(3, 5))
sample("np.einsum", "...ij,...jk", normal(4, 2, 3), normal(1, 3, 5))
sample("np.einsum", "i...->...", normal(3, 2, 2))
sample("np.einsum", "ij,jk", normal(2, 3), normal(3, 4))
