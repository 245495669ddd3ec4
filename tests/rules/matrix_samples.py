"""Samples for factorisations, eigenvalues, singular values and least squares."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample
from tests.rules.scipy_samples import definite, well

normal, _, _ = source(13)
turned, positive, _ = source(32)


def spectrum(*shape: int) -> np.ndarray:
    return normal(*shape) + 1j * normal(*shape)


def turning(size: int) -> np.ndarray:
    """A real matrix with complex eigenvalues, well apart."""
    steps = np.arange(1.0, size + 1.0)
    matrix = np.diag(steps) + 0.3 * np.cos(np.outer(steps, steps * 0.7))
    matrix[0, 1], matrix[1, 0] = 3.0, -3.0
    return matrix


for _m in ("np.linalg", "scipy.linalg"):
    sample(f"{_m}.eig", turning(3), loose=10.0)
    sample(f"{_m}.eig", turning(4), loose=10.0)
    sample(f"{_m}.eig", turning(3) + 1j * normal(3, 3), loose=10.0)
    sample(f"{_m}.eigvals", turning(4), loose=10.0)
    sample(f"{_m}.pinv", spectrum(4, 2), loose=10.0)
    sample(f"{_m}.pinv", normal(2, 4), loose=10.0)
sample("np.linalg.eig", np.stack([well(3, 3), turning(3)]), loose=10.0)
sample("np.linalg.eig", np.stack([turning(3), turning(3) + 0.2]), loose=10.0)
sample("np.linalg.eigvals", np.stack([turning(3), turning(3) + 0.2]), loose=10.0)
sample("np.linalg.eigvals", spectrum(3, 3), loose=10.0)
sample("np.linalg.eigh", definite(3, 3), with_={"UPLO": "U"}, symmetric=True)
sample("np.linalg.eigvalsh", definite(3, 3), with_={"UPLO": "U"}, symmetric=True)
sample("np.linalg.eigvalsh", np.diag([1.0, 2.0, 3.0]), symmetric=True)
sample("np.linalg.qr", normal(3, 5), loose=10.0)
sample("np.linalg.qr", normal(2, 3, 5), loose=10.0)
sample("np.linalg.qr", normal(2, 5, 3), loose=10.0)
sample("np.linalg.qr", spectrum(4, 3), loose=10.0)
sample("np.linalg.qr", spectrum(2, 4), loose=10.0)
sample("np.linalg.qr", well(3, 3), with_={"mode": "complete"}, loose=10.0)
sample("np.linalg.svd", well(3, 3), loose=10.0)
sample("np.linalg.svd", normal(2, 4), with_={"full_matrices": False}, loose=10.0)
sample("np.linalg.svd", normal(4, 2), with_={"full_matrices": False}, loose=10.0)
sample("np.linalg.svdvals", spectrum(3, 2), loose=10.0)
sample("np.linalg.svdvals", normal(2, 2, 3), loose=10.0)
sample("np.linalg.slogdet", spectrum(3, 3), loose=10.0)
sample("np.linalg.multi_dot", [normal(3), normal(3, 4), normal(4)])
sample("np.linalg.multi_dot", [normal(3), normal(3, 4), normal(4, 2)])
sample("np.linalg.multi_dot", [normal(2, 3), normal(3, 4), normal(4)])
sample("only_square", well(3, 3), well(3, 3))
sample("independent", well(3, 3))
sample("of_full_rank", positive(3))
# The vectors turn by a phase from point to point.
for _shape in ((3, 3), (2, 4), (2, 4, 2)):
    _matrix = turned(*_shape) + 1j * turned(*_shape)
    sample("singular_factors", _matrix, loose=10.0, differences=False)
    sample("np.linalg.svdvals", _matrix, loose=10.0)
sample("over_gaps", normal(3, 3), np.array([0.5, 1.7, 3.0]))
sample("over_gaps", normal(2, 3, 3), np.array([[0.5, 1.7, 3.0], [4.0, 2.0, 1.0]]))
sample("scipy.linalg.eig", turning(4) + 0.1 * normal(4, 4), loose=10.0)
sample("scipy.linalg.qr", normal(3, 5), with_={"mode": "economic"}, loose=10.0)
sample("scipy.linalg.qr", spectrum(4, 3), with_={"mode": "economic"}, loose=10.0)
sample("scipy.linalg.qr", spectrum(2, 4), with_={"mode": "economic"}, loose=10.0)

# Data of one vector, of two, of a matrix beside either.
_THREE, _FOUR, _PAIR = normal(4), normal(4), normal(2, 4)
for _name in ("np.cov", "np.corrcoef"):
    sample(_name, _THREE, _FOUR)
    sample(_name, _PAIR, _FOUR)
    sample(_name, _FOUR, _PAIR)
    sample(_name, _PAIR, normal(3, 4))
    sample(_name, normal(4, 2), normal(4, 3), False)
    sample(_name, normal(4, 2), _THREE, with_={"rowvar": False})
    sample(_name, _THREE, np.array([1, 2, 4, 8]))
    sample(_name, np.array([1, 2, 4, 8]), _THREE)
sample("np.cov", _THREE)
sample("np.cov", _THREE, _FOUR, with_={"ddof": 0})
sample("np.cov", _PAIR, _FOUR, with_={"bias": True})

for _mode, _with in (
    ("mean", {}),
    ("mean", {"stat_length": 2}),
    ("mean", {"stat_length": ((1, 2), (3, 2))}),
    ("linear_ramp", {}),
    ("linear_ramp", {"end_values": 0.7}),
    ("linear_ramp", {"end_values": ((1, 2), (3, 4))}),
    ("reflect", {"reflect_type": "odd"}),
    ("symmetric", {"reflect_type": "odd"}),
):
    sample("np.pad", normal(3, 4), ((1, 2), (2, 1)), _mode, with_=_with)
    if "end_values" not in _with:
        _length = _with.get("stat_length")
        _back = (_mode, _length, _with.get("reflect_type", "even"))
        _widths = ((1, 2), (2, 1))
        sample("pad_back", normal(6, 7), normal(3, 4), _widths, *_back, fixed=(1,))
sample("np.pad", normal(4), 2, "mean", with_={"stat_length": (1, 3)})
sample("np.pad", normal(4), (2, 1), "linear_ramp", with_={"end_values": 1.5})
sample("np.pad", normal(4), 1, "reflect", with_={"reflect_type": "odd"})
sample("np.pad", normal(3), 2, with_={"constant_values": 1.5})
sample(
    "np.pad", normal(2, 3), ((1, 0), (0, 2)), "constant", with_={"constant_values": 0.7}
)
sample("np.pad", np.array([1.0, 2.0]), (0, 1), with_={"constant_values": np.array(0.3)})
# `l` and `u` of matrices that are not square, and norms that are no norms of a vector.
for _shape in ((2, 4), (4, 2)):
    sample("scipy.linalg.lu", normal(*_shape), loose=10.0)
for _order in (1, -1, np.inf, -np.inf, 2, -2, "nuc"):
    sample("scipy.linalg.norm", normal(3, 4), _order, fixed=(1,))
for _widths in ({0: (1, 2)}, {-1: 1, 0: (0, 2)}):
    sample("np.pad", normal(2, 3), _widths)
# Coefficients, points and vectors along one axis of several.
for _of_p, _of_x in (((3, 4), (4,)), ((3, 2, 4), (2, 1))):
    sample("np.polyval", normal(*_of_p), normal(*_of_x))
for _name in ("np.trapezoid", "scipy.integrate.trapezoid"):
    sample(_name, normal(2, 3, 4), normal(2, 3, 4), with_={"axis": 0})
for _axis, _of_x in ((-1, (3, 4)), (0, (3, 4)), (-1, (1, 4))):
    for _name in ("np.trapezoid", "scipy.integrate.trapezoid"):
        _points = np.cumsum(np.abs(normal(*_of_x)), axis=_axis)
        sample(_name, normal(3, 4), _points, with_={"axis": _axis})
for _left, _right in ((2, 3), (3, 2)):
    sample("np.cross", normal(4, _left), normal(4, _right))
    sample("np.cross", normal(_left, 4), normal(4, _right), with_={"axisa": 0})
