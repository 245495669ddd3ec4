"""Samples for matrices of a structure, matrix equations and factorisations of scipy.linalg."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.numpy_samples import normal, positive
from tests.rules.samples import SAMPLES, sample
from tests.rules.scipy_samples import definite, well

S = "scipy.linalg"


def banded(low: int, up: int, n: int) -> np.ndarray:
    """Diagonals of a well-conditioned matrix; what is beyond its ends is zero."""
    ab = normal(low + up + 1, n)
    ab[up] += 8.0
    for k in range(low + up + 1):
        ab[k, : max(0, up - k)] = 0.0
        ab[k, min(n, n + up - k) :] = 0.0
    return ab


sample(f"{S}.circulant", normal(4))
sample(f"{S}.toeplitz", normal(4))
sample(f"{S}.toeplitz", normal(3), normal(4))
sample(f"{S}.hankel", normal(4))
sample(f"{S}.hankel", normal(3), normal(4))
sample(f"{S}.convolution_matrix", normal(3), 4)
sample(f"{S}.convolution_matrix", normal(3), 5, "same")
sample(f"{S}.leslie", normal(4), normal(3))
sample(f"{S}.companion", 1.0 + positive(4))
sample(f"{S}.khatri_rao", normal(2, 3), normal(4, 3))
sample(f"{S}.solve_circulant", normal(4) + np.array([8.0, 0.0, 0.0, 0.0]), normal(4))
sample(f"{S}.solve_toeplitz", normal(4) + np.array([8.0, 0.0, 0.0, 0.0]), normal(4))
for _shape in ((5,), (5, 2)):
    sample(f"{S}.solve_banded", (1, 2), banded(1, 2, 5), normal(*_shape))
    sample(f"{S}.solveh_banded", banded(0, 2, 5), normal(*_shape))
    sample(
        f"{S}.solveh_banded", banded(2, 0, 5), normal(*_shape), with_={"lower": True}
    )
sample("band_product", (1, 2), banded(1, 2, 5), normal(5, 2))
sample("band_product", (1, 2), normal(4, 5), normal(5))
sample("band_of_product", (1, 2), normal(5), normal(5))
sample("band_of_product", (2, 0), normal(5, 2), normal(5, 2))
sample("band_transposed", (2, 1), banded(2, 1, 5))
sample("both_bands", banded(0, 2, 5), False)
sample("both_bands", banded(2, 0, 5), True)
sample("one_band", banded(2, 2, 5), False)
sample("one_band", banded(2, 2, 5), True)
_matrices = (normal(3, 3), normal(3, 3), definite(3, 3), definite(3, 3))
for _name in ("solve_continuous_are", "solve_discrete_are"):
    sample(f"{S}.{_name}", *_matrices, symmetric=(2, 3), loose=10.0)
sample(f"{S}.lu", well(3, 3))
sample(f"{S}.polar", well(3, 3))
sample(f"{S}.polar", source(41)[0](3, 3), "left")
for _shape in ((4, 3), (2, 3)):
    sample(f"{S}.polar", source(41)[0](*_shape))
    sample(f"{S}.polar", source(41)[0](*_shape), "left")
sample(f"{S}.orthogonal_procrustes", well(3, 3), well(3, 3))
_points = np.vstack([3.0 * np.eye(3), normal(2, 3)])
sample(f"{S}.orthogonal_procrustes", _points, _points + 0.3 * normal(5, 3))
sample(f"{S}.rq", well(3, 3))
sample(f"{S}.pinvh", definite(3, 3), symmetric=True)
sample(f"{S}.pinvh", np.diag([1.0, 2.0, 3.0]) + 0.1, symmetric=True)
# The signs of the eigenvectors change from point to point.
sample(
    f"{S}.eigh_tridiagonal", np.array([1.0, 5.0, 9.0]), positive(2), differences=False
)
sample(f"{S}.eigvalsh_tridiagonal", np.array([1.0, 5.0, 9.0]), positive(2))
sample(f"{S}.expm_frechet", normal(3, 3), normal(3, 3), with_={"compute_expm": False})
for _lower, _bands in ((False, (0, 2)), (True, (2, 0))):
    _ab = banded(*_bands, 5)
    sample(f"{S}.cholesky_banded", _ab, with_={"lower": _lower})
    sample(f"{S}.eigvals_banded", _ab, with_={"lower": _lower})
    sample(f"{S}.eig_banded", _ab, with_={"lower": _lower}, differences=False)
    for _shape in ((5,), (5, 2)):
        sample(f"{S}.cho_solve_banded", (_ab, _lower), normal(*_shape))
sample(f"{S}.signm", well(3, 3) * np.array([1.0, -1.0, 1.0]))
sample(f"{S}.ldl", definite(4, 4), symmetric=True)
# Without a pivot that is large enough alone there are blocks of two.
_swapped = normal(4, 4) * 0.1 + np.array([[0, 3, 0, 0], [3, 0, 0, 0], [0] * 4, [0] * 4])
_swapped = _swapped + _swapped.T + np.diag([0.0, 0.0, 7.0, 5.0])
sample(f"{S}.ldl", _swapped, symmetric=True)
sample(f"{S}.subspace_angles", normal(5, 2), normal(5, 2), loose=10.0)
sample(f"{S}.subspace_angles", normal(6, 3), normal(6, 2), loose=10.0)
# Two planes share a line: one angle is 0, and rounding.
_plane = np.array([[1.0, 0.2], [-0.3, 2.0], [0.5, -0.7]])
sample(
    f"{S}.subspace_angles", _plane, _plane[::-1] ** 2, seen=lambda angles: angles[:1]
)
sample("inverse_sines", np.array([1e-16, 0.3, 0.8]), 1, seen=lambda out: out[1:])
sample(f"{S}.fiedler", normal(4))
for _shape in ((4,), (4, 2)):
    sample(f"{S}.matmul_toeplitz", normal(4), normal(*_shape))
for _name in ("schur", "qz", "hessenberg", "orth", "null_space"):
    SAMPLES.setdefault(f"{S}.{_name}", [])
sample("scipy.optimize.rosen_hess_prod", source(43)[0](4), source(44)[0](4))
