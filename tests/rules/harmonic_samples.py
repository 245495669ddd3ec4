"""Samples for Legendre functions, spherical harmonics, Mathieu functions, noncentral laws."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.numpy_samples import positive
from tests.rules.samples import SAMPLES, sample

normal, noncentral, _ = source(31)

S = "scipy.special"
INSIDE = np.array([-0.7, 0.15, 0.6])
ANGLE = np.array([0.3, 1.1, 2.5])

for _n in (0, 1, 4):
    sample(f"{S}.legendre_p", _n, INSIDE)
sample(f"{S}.legendre_p", 3, 0.4)
for _n, _m in ((3, 1), (3, -1), (2, 2), (3, -3), (1, 0)):
    sample(f"{S}.assoc_legendre_p", _n, _m, INSIDE)
    sample(f"{S}.sph_legendre_p", _n, _m, ANGLE)
    sample(f"{S}.sph_harm_y", _n, _m, ANGLE, positive(3))
sample(f"{S}.sph_harm_y", 3, 2, 0.7, 0.4)
# SciPy goes on beyond the pole as an even function.
sample(f"{S}.sph_legendre_p", 2, 1, 0.0, differences=False)
sample(f"{S}.besselpoly", positive(3), 1.5, 2.5, fixed=(1, 2))
sample(f"{S}.besselpoly", 0.7, 0.5, 3.0, fixed=(1, 2))
for _name in ("a", "b"):
    for _m in (1, 3):
        sample(f"{S}.mathieu_{_name}", _m, np.array([0.4, 1.7, 6.5]))
    sample(f"{S}.mathieu_{_name}", 2, 1.3)
for _name in ("cem", "sem"):
    sample(f"{S}.mathieu_{_name}", 2, 1.3, np.array([10.0, 40.0, 100.0]), fixed=(1,))
    sample(f"{S}.mathieu_{_name}", 3, 0.7, 25.0, fixed=(1,))
for _m, _odd in ((0, 0), (1, 0), (1, 1), (2, 0), (4, 1)):
    sample("mathieu_slope", _m, np.array([-0.7, 1.3, 6.5]), _odd)
SAMPLES.setdefault("mathieu_bend", [])
# SciPy integrates Ai and Bi to eight digits only.
sample(f"{S}.itairy", np.array([0.4, 0.9]), loose=1e3)
sample(f"{S}.itairy", 0.7, loose=1e3)
sample(f"{S}.ncfdtr", 3.5, 4.5, positive(3), positive(3), fixed=(0, 1), loose=10.0)
sample(f"{S}.ncfdtr", 2.5, 6.5, 1.2, 0.7, fixed=(0, 1), loose=10.0)
sample(
    f"{S}.nctdtr", 3.5, positive(3), np.array([-0.6, 0.4, 1.8]), fixed=(0,), loose=10.0
)
sample(f"{S}.nctdtr", 4.5, 0.7, 0.9, fixed=(0,), loose=10.0)
sample(f"{S}.kolmogi", np.array([0.2, 0.5, 0.8]), loose=1e4)
# Below 0.5 SciPy takes another series, whose differences are good to seven digits.
sample(f"{S}.kolmogorov", np.array([0.9, 1.3, 0.7]))
sample(f"{S}.kolmogorov", 0.32, loose=50.0)
sample(f"{S}.smirnov", 5, np.array([0.1, 0.3, 0.55]))
sample(f"{S}.smirnovi", 5, np.array([0.2, 0.5, 0.8]), loose=1e4)
for _at in (np.array([0.3, 0.6, 1.2]), 0.9):
    sample("kolmogorov_slope", _at, 2)
    sample("scipy.stats.kstwobign.pdf", _at, loose=10.0)
for _at in (np.array([-30.0, -1.3, 0.4, 2.0]), -0.7):
    sample("inverse_mills", _at)
for _n in (5, np.array([3, 7, 20])):
    sample("smirnov_slope", _n, np.array([0.12, 0.3, 0.55]), 2)
    sample("scipy.stats.ksone.pdf", np.array([0.12, 0.3, 0.55]), _n)
_noncentral = noncentral(3)
sample("scipy.stats.ncf.pdf", noncentral(3), 3.5, 4.5, _noncentral, fixed=(1, 2))
sample("scipy.stats.nct.pdf", normal(3), 3.5, _noncentral, fixed=(1,))
for _name in ("bernoulli", "euler"):
    sample(f"{S}.{_name}", 4)
sample(f"{S}.round", np.array([0.4, 1.7]))
sample(f"{S}.factorial2", 5)
sample(f"{S}.roots_legendre", 4)
