"""Samples near the ends of domains, where rules change to another formula."""

from __future__ import annotations

import numpy as np

from tests.rules import branch_samples, harmonic_samples, special_samples
from tests.rules.samples import sample

assert branch_samples and harmonic_samples and special_samples  # come first

S = "scipy.special"

# integrals and Kelvin's functions, by their series near 0 -----------------------------

for _name in ("it2j0y0", "it2i0k0"):
    sample(f"{S}.{_name}", 0.0997, loose=2.0)
sample(f"{S}.it2struve0", np.array([0.0, 0.0599, -0.0599]))
for _name in ("berp", "beip"):
    sample(f"{S}.{_name}", np.array([0.0, 0.0499, -0.0499]))
# So near to where a result is infinite, differences see little.
for _name in ("kelvin", "sici", "shichi"):
    sample(f"{S}.{_name}", 0.0499, one_sided=True)
sample(f"{S}.chndtr", np.array([0.025, 0.035, 0.043]), 4.5, 1.2, fixed=(1,), loose=10.0)
sample(f"{S}.chndtr", 0.0, 2.0, 1.5, fixed=(1,), one_sided=True)
sample(f"{S}.chndtr", 0.0, 4.0, 1.5, fixed=(1,), one_sided=True)
sample(f"{S}.chndtr", 0.05, 2.0, 1e7, fixed=(1, 2))
sample(f"{S}.nctdtr", 0.8, 0.7, np.array([-0.6, 0.4, 1.8]), fixed=(0,), loose=10.0)

# Voigt's profile where its series far out is longest, and where it takes over ----------

_UNIT = np.array([0.8, 0.28, -0.6]), np.array([0.6, 0.96, 0.8])
sample(f"{S}.voigt_profile", _UNIT[0], 0.02499, _UNIT[1], fixed=(1,), sharp=2e-3)
sample(f"{S}.voigt_profile", 0.28, 0.02499, 0.96, fixed=(0, 2), sharp=1e-2)
sample(f"{S}.voigt_profile", 0.7, 1e-6, 0.4, fixed=(1,))

# where gamma functions are infinite, and beyond -----------------------------------------

sample(f"{S}.poch", np.array([-2.5, -1.0, -3.3]), np.array([2.0, 3.5, 1.9]))
sample(f"{S}.poch", np.array([-3.3, -2.0]), np.array([1.0, -2.5]))
# Beside the poles, where a sine that is nearly 0 is divided by.
sample(f"{S}.poch", -3 + 2.0**-20, 2.0, fixed=(1,), one_sided=True)
sample(f"{S}.poch", -3.5 + 2.0**-14, 1.5, fixed=(1,), one_sided=True)
sample(f"{S}.beta", -0.6, -2.4)
sample(f"{S}.beta", np.array([0.5, -1.3]), np.array([-2.5, 0.3]))

# whole numbers given as others, and 0 for a weight -------------------------------------

for _name in ("bdtr", "bdtrc", "bdtri", "nbdtr"):
    sample(f"{S}.{_name}", 2.7, 5.3, 0.4, fixed=(0, 1))
for _name in ("pdtr", "pdtrc", "pdtri"):
    sample(f"{S}.{_name}", 2.7, 0.4, fixed=(0,))

# degrees in arrays, among them 0 --------------------------------------------------------

_DEGREES, _PLACES = np.array([0, 1, 4]), np.array([0.3, 0.6, 0.8])
_KINDS = "chebyt chebyu chebyc chebys sh_chebyt sh_chebyu hermite hermitenorm laguerre"
for _name in _KINDS.split():
    sample(f"{S}.eval_{_name}", _DEGREES, _PLACES)
sample(f"{S}.eval_sh_jacobi", _DEGREES, 2.3, 1.4, _PLACES, fixed=(1, 2))
sample(f"{S}.expn", _DEGREES, _PLACES, loose=10.0)
for _name in ("expn", "yn", "kn", "smirnov"):
    sample(f"{S}.{_name}", 2.7, _PLACES, fixed=(0,))
sample(f"{S}.smirnovi", 5.3, 0.4, fixed=(0,), loose=1e4)
for _name in ("spherical_jn", "spherical_yn", "spherical_in", "spherical_kn"):
    sample(f"{S}.{_name}", 2.7, 0.8, True, fixed=(0,))
