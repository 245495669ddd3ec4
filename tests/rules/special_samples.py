"""Samples for scipy.special: arguments by the names they have in the signatures."""

from __future__ import annotations

import numpy as np

from adgen.rules.registry import all_rules
from tests.rules.numbers import source
from tests.rules.numpy_samples import normal, positive
from tests.rules.samples import SAMPLES, sample

_, points, _ = source(33)
UNIT = (
    "logit",
    "erfinv",
    "ndtri",
    "gammaincinv",
    "gammainccinv",
    "betainc",
    "betaincc",
)
UNIT += ("betaincinv", "betainccinv", "ellipk", "ellipe", "stdtrit", "bdtr", "bdtrc")
UNIT += ("nbdtr", "ellipkinc", "ellipeinc", "hyp2f1", "erfcinv", "ellipkm1")
UNIT += ("chdtri", "fdtri", "gdtrix", "bdtri", "pdtri", "btdtria", "btdtrib")
UNIT += ("nrdtrimn", "nrdtrisd", "stdtridf", "chdtriv", "lpmv", "tklmbda")
ORDERS = {"polygamma": 2, "expn": 3, "bdtr": 2.0, "pdtr": 2, "nbdtr": 2}
OWN = (
    "ellipj",
    "nrdtrisd",
    "stdtridf",
    "lpmv",
    "perm",
    "multigammaln",
    "logsumexp",
    "softmax",
    "log_softmax",
    "factorial",
    "comb",
)
OWN += ("assoc_legendre_p", "sph_legendre_p", "sph_harm_y", "legendre_p", "itairy")
OWN += ("mathieu_a", "mathieu_b", "mathieu_cem", "mathieu_sem", "besselpoly")
OWN += ("ncfdtr", "nctdtr", "kolmogi", "kolmogorov", "smirnov", "smirnovi")
"""Functions whose samples are in harmonic_samples, or below."""


def unit(*shape: int) -> np.ndarray:
    return np.linspace(0.2, 0.8, max(int(np.prod(shape)), 1)).reshape(shape)


def argument(name: str, parameter: str, shape: tuple[int, ...]) -> object:
    """A value for a parameter: orders are integers, probabilities between 0 and 1."""
    if parameter == "n" and not name.startswith("factorial"):
        return 3 if not name.startswith("bdtr") else 5
    if parameter == "v":
        return 2 if name in ("chdtr", "chdtrc") else 1.5
    if parameter in ("k", "derivative"):
        return {"lambertw": 0}.get(name, 2 if parameter == "k" else False)
    if parameter == "df" or parameter.startswith("df"):
        return 3.5
    last = parameter in ("x", "y", "z", "m", "p", "phi")
    draw = unit if name in UNIT and last else positive
    if name in ("zeta", "zetac") and parameter == "x":
        return 2.5
    if name == "ndtri_exp":
        return -positive(*shape)
    return draw(*shape) if shape else float(draw())


for _rule in all_rules():
    _name = _rule.name.removeprefix("scipy.special.")
    if _name == _rule.name or _name in OWN or _rule.category == "constant":
        continue
    _active = set(_rule.differentiated) or {p.name for p in _rule.parameters}
    if _name.endswith("vp"):
        _active -= {"v"}
    _parameters = [p.name for p in _rule.parameters if p.name != "derivative"]
    _fixed = tuple(i for i, p in enumerate(_parameters) if p not in _active)
    for _shape in ((), (3,)):
        sample(
            _rule.name,
            *(argument(_name, p, _shape if p in _active else ()) for p in _parameters),
            fixed=_fixed,
            loose=5.0,
        )

for _name in ("erf", "expit", "log_ndtr", "gammaln", "j0"):
    sample(
        f"scipy.special.{_name}", normal(2, 3) if _name != "gammaln" else positive(2, 3)
    )
sample("scipy.special.expit", normal(3).astype(np.float32))
sample("scipy.special.xlogy", positive(2, 3), positive(3))
sample("scipy.special.exprel", np.array([1e-5, 0.5]))
sample("scipy.special.boxcox", positive(3), 0.0, fixed=(1,))
sample("scipy.special.factorial", 2.5 + positive(3))
sample("scipy.special.comb", 4.5, 2.3)
# Beyond the triangle of Pascal, where it vanishes and where it does not.
_from, _chosen = [-0.6, 5.0, 2.5, 5.3, 4.4], [1.4, -1.0, 4.3, 0.0, -1.6]
sample("scipy.special.binom", np.array(_from), np.array(_chosen), loose=10.0)
sample("scipy.special.binom", 5.0, 8.0, loose=10.0)
sample("scipy.special.rgamma", np.array([-3.0, -1.3, 0.0, 0.2, 2.0]), loose=10.0)
sample("scipy.special.multigammaln", 3.5, 2)
sample("scipy.special.logsumexp", normal(5))
sample("scipy.special.logsumexp", normal(2, 3))
sample("scipy.special.logsumexp", normal(2, 3), with_={"axis": 1})
sample("scipy.special.logsumexp", normal(2, 3), with_={"axis": 0, "keepdims": True})
sample("scipy.special.logsumexp", normal(2, 3), with_={"axis": 1, "b": positive(3)})
for _name in ("softmax", "log_softmax"):
    sample(f"scipy.special.{_name}", normal(5))
    sample(f"scipy.special.{_name}", normal(2, 3), with_={"axis": 1})
    sample(f"scipy.special.{_name}", normal(2, 3), with_={"axis": 0})
sample("scipy.special.ellipj", positive(3), unit(3))
sample("scipy.special.ellipj", 0.7, 0.3)
sample(
    "scipy.special.nrdtrisd",
    positive(3),
    np.array([0.2, 0.4, 0.7]),
    normal(3),
    loose=1e3,
)
sample("scipy.special.stdtridf", np.array([0.8, 0.9]), np.array([1.2, 1.9]), loose=1e4)
sample("scipy.special.lpmv", 1, 2.5, unit(3) - 0.4, fixed=(0, 1))
sample("scipy.special.lpmv", 2, 3.5, unit(3) - 0.4, fixed=(0, 1))
sample("scipy.special.hyp2f1", 0.7, -1.5, 2.5, np.array([-3.0, 0.4]))
sample("scipy.special.hyp1f1", 0.5, 2.5, np.array([-30.0, 4.0]))
for _name in ("jv", "yv", "iv", "kv"):
    sample(f"scipy.special.{_name}", np.array([0.0, 2.0, 5.3]), 2.5)
    sample(f"scipy.special.{_name}", 1.5, np.array([0.2, 7.0, 20.0]), fixed=(1,))
    sample(f"scipy.special.{_name}p", np.array([0.3, 2.7]), 2.5, loose=10.0)
    for _n in (0, 1, 2):
        sample(f"scipy.special.{_name}p", 1.3, np.array([0.8, 2.5]), _n, loose=10.0)
    sample(f"scipy.special.{_name}p", 0.7, 2.5, 3, fixed=(1,), loose=10.0)
for _name in ("hankel1", "hankel2", "hankel1e", "hankel2e", "h1vp", "h2vp"):
    sample(f"scipy.special.{_name}", np.array([0.3, 2.7]), 2.5, loose=10.0)
for _n in (0, 1, 2):
    for _name in ("h1vp", "h2vp"):
        sample(f"scipy.special.{_name}", 1.3, np.array([0.8, 2.5]), _n, loose=10.0)
for _n in (0, 1, np.array([2, 5, 7])):
    sample("scipy.special.eval_genlaguerre", _n, 0.7, points(3), loose=10.0)
    sample("scipy.special.eval_gegenbauer", _n, 0.7, points(3), loose=10.0)
    sample("scipy.special.eval_jacobi", _n, 0.7, -0.3, points(3), loose=10.0)
SAMPLES.setdefault("scipy.special.gammasgn", [])

# the slopes in parameters: second derivatives -----------------------------------------

sample("gammainc_slope", positive(2, 3), positive(3))
sample("gammainc_slope", 1.5, 0.7)
for _orders in ((1, 0), (0, 1)):
    sample("betainc_slope", positive(2, 3), positive(3), unit(3), *_orders)
sample("zeta_slope", 1.5 + positive(3), positive(3))
for _name in ("jv_slope", "yv_slope", "ive_slope", "kve_slope"):
    sample(_name, 1.5, 0.2 + positive(3), loose=10.0)
    sample(_name, np.array([-1.3, 0.0, 2.7]), 1.7, loose=10.0)
    sample(_name, 1.5, np.array([0.7, 4.0]), 2, fixed=(0,), loose=10.0)
sample("hyp0f1_slope", 1.5, normal(3), loose=10.0)
for _place in range(2):
    sample("hyp1f1_slope", 0.5, 1.5, normal(3), _place, loose=10.0)
for _place in range(3):
    sample("hyp2f1_slope", 0.5, 1.5, 2.5, unit(3), _place, loose=10.0)
for _orders in ((1, 0), (0, 1)):
    sample("hyperu_slope", np.array([0.4, 1.3]), 1.7, np.array([0.8, 3.0]), *_orders)
for _name in ("gegenbauer_slope", "genlaguerre_slope"):
    sample(_name, 4, 1.3, unit(3), loose=10.0)
    sample(_name, np.array([0, 1, 5]), 0.7, 0.4, loose=10.0)
for _place in range(2):
    sample("jacobi_slope", 4, 1.3, 0.6, unit(3), _place, loose=10.0)
    sample("jacobi_slope", np.array([0, 1, 5]), 0.7, 1.2, 0.4, _place, loose=10.0)
for _place in range(2):
    sample("wright_slope", 0.7, np.array([0.4, 1.3]), np.array([0.8, 3.0]), _place)
for _exponents in ((3, 1, 3, 0), (1, 1, 1, 4), (1, 5, 3, 2)):
    sample("carlson_integral", *(positive(3) for _ in range(4)), *_exponents)
