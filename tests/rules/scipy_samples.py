"""Samples for linear algebra and for the functions of scipy.special."""

from __future__ import annotations

import numpy as np

from adgen.frontend import entry
from adgen.frontend.operations.primitives import FUNCTIONALS
from adgen.rules.registry import all_rules
from tests.rules.numpy_samples import normal
from tests.rules.samples import SAMPLES, sample


def well(*shape: int) -> np.ndarray:
    """Well-conditioned square matrices."""
    return normal(*shape) + 4 * np.eye(shape[-1])


def definite(*shape: int) -> np.ndarray:
    a = normal(*shape)
    return a @ np.swapaxes(a, -1, -2) + np.eye(shape[-1])


def symmetric(*shape: int) -> np.ndarray:
    a = normal(*shape)
    return a + np.swapaxes(a, -1, -2) + np.diag(6.0 * np.arange(shape[-1]))


for _m in ("np.linalg", "scipy.linalg"):
    sample(f"{_m}.inv", well(3, 3), analytic=True)
    sample(f"{_m}.det", well(3, 3), analytic=True)
    sample(f"{_m}.solve", well(3, 3), normal(3), analytic=True)
    sample(f"{_m}.solve", well(3, 3), normal(3, 2))
    sample(f"{_m}.pinv", normal(4, 3))
    sample(f"{_m}.pinv", normal(3, 4))
    sample(f"{_m}.cholesky", definite(3, 3), symmetric=True)
    # The signs of scipy's eigenvectors change from point to point.
    sample(f"{_m}.eigh", symmetric(3, 3), symmetric=True, differences=_m == "np.linalg")
    sample(f"{_m}.eigvalsh", symmetric(3, 3), symmetric=True)
    for _shape in ((4, 3), (3, 4)):
        _matrix = (
            normal(*_shape)
            + 4 * np.diag([1.0, 2.0, 3.0, 4.0])[: _shape[0], : _shape[1]]
        )
        sample(f"{_m}.svd", _matrix, with_={"full_matrices": False})
    sample(f"{_m}.svdvals", normal(4, 3), loose=10.0)
    sample(f"{_m}.eigvals", symmetric(3, 3) + 0.1 * normal(3, 3), differences=False)
    sample(f"{_m}.norm", normal(3))
    sample(f"{_m}.norm", normal(3, 4))
    sample(f"{_m}.norm", normal(3, 4), with_={"axis": 1})
    sample(f"{_m}.norm", normal(3, 4), with_={"axis": 0, "keepdims": True})
    sample(f"{_m}.norm", normal(3, 4), "fro")
    for _order in (1, 2, 3, np.inf, -np.inf):
        sample(f"{_m}.norm", np.array([0.5, -1.2, 0.7, 0.3]), _order, fixed=(1,))
    sample(f"{_m}.norm", np.zeros(3), differences=False)
    sample(f"{_m}.lstsq", normal(5, 3), normal(5), loose=10.0)
    sample(f"{_m}.lstsq", normal(5, 3), normal(5, 2), loose=10.0)
    sample(f"{_m}.lstsq", normal(3, 4), normal(3, 2), loose=10.0)
    sample(f"{_m}.lstsq", normal(3, 4), normal(3), loose=10.0)
sample("np.linalg.inv", well(2, 3, 3))
sample("np.linalg.det", well(2, 3, 3))
sample("np.linalg.slogdet", well(3, 3))
sample("np.linalg.slogdet", well(2, 3, 3))
sample("np.linalg.solve", well(2, 3, 3), normal(3))
sample("np.linalg.solve", well(2, 3, 3), normal(2, 3, 2))
sample("np.linalg.solve", well(3, 3), normal(2, 3, 2))
sample("np.linalg.solve", well(3, 3) + 1j * normal(3, 3), normal(3) + 0j)
sample("np.linalg.cholesky", definite(2, 3, 3), symmetric=True)
sample("scipy.linalg.cholesky", definite(3, 3), with_={"lower": True}, symmetric=True)
sample("np.linalg.eigh", np.stack([symmetric(3, 3)] * 2), symmetric=True)
sample("np.linalg.qr", normal(4, 3), loose=20.0)
sample("np.linalg.qr", well(3, 3))
sample("scipy.linalg.qr", normal(4, 3), with_={"mode": "economic"}, loose=20.0)
sample("np.linalg.norm", normal(3) + 1j * normal(3))
for _n in (0, 1, 2, 3, -1, -2):
    sample("np.linalg.matrix_power", well(3, 3) / 3, _n)
sample("np.linalg.multi_dot", [normal(2, 3), normal(3, 4), normal(4, 2)])
sample("np.linalg.matrix_transpose", normal(2, 3))
for _lower in (True, False):
    sample(
        "scipy.linalg.solve_triangular", well(3, 3), normal(3), with_={"lower": _lower}
    )
    sample(
        "scipy.linalg.solve_triangular",
        well(3, 3),
        normal(3, 2),
        with_={"lower": _lower, "unit_diagonal": True},
    )
sample("scipy.linalg.block_diag", normal(2, 2), normal(1, 3))
sample("scipy.linalg.expm", normal(3, 3))
sample("scipy.linalg.sqrtm", definite(3, 3))
sample("scipy.linalg.solve_sylvester", well(3, 3), well(2, 2), normal(3, 2))

assert entry  # which fills FUNCTIONALS
# What calls functions is tested in programs: tests/zoo/solvers.py, tests/zoo/integrals.py.
for _rule in all_rules():
    if _rule.name in ("solution", "solution_each", "integral", "flow"):
        SAMPLES.setdefault(_rule.name, [])
    if _rule.name in FUNCTIONALS or _rule.name.endswith("linear_sum_assignment"):
        SAMPLES.setdefault(_rule.name, [])
