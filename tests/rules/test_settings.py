"""Settings of scipy.linalg that change no value: `check_finite=`, `overwrite_a=`, drivers."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import adgen

A = np.array([[4.0, 1.0, 0.2], [1.3, 3.0, 0.1], [0.5, 0.7, 2.0]])
B = np.array([1.0, 2.0, 4.0])
LA = scipy.linalg

HARMLESS = {
    "solve": lambda a: LA.solve(a, B, overwrite_a=False, check_finite=False),
    "inv": lambda a: LA.inv(a, check_finite=True),
    "det": lambda a: LA.det(a, check_finite=False),
    "cholesky": lambda a: LA.cholesky(a @ a.T, lower=True, check_finite=False),
    "cho_solve": lambda a: LA.cho_solve(
        LA.cho_factor(a @ a.T, check_finite=False), B, overwrite_b=False
    ),
    "lu_solve": lambda a: LA.lu_solve(LA.lu_factor(a, check_finite=False), B, 0),
    "triangular": lambda a: LA.solve_triangular(a, B, lower=True, check_finite=False),
    "qr": lambda a: LA.qr(a, mode="economic", check_finite=False)[0],
    "svd": lambda a: LA.svd(a, check_finite=False, lapack_driver="gesvd")[1],
    "eigh": lambda a: LA.eigh(a + a.T, driver="ev", check_finite=False)[0] ** 3,
    "eigvals": lambda a: np.abs(LA.eigvals(a, overwrite_a=False, check_finite=False)),
    "lstsq": lambda a: LA.lstsq(a, B, overwrite_b=False, check_finite=False)[0],
    "norm": lambda a: LA.norm(a, check_finite=False),
    "toeplitz": lambda a: LA.solve_toeplitz(a[0], B, check_finite=False),
    "banded": lambda a: LA.solveh_banded(
        a[:2] + np.array([[0.0], [9.0]]), B, overwrite_ab=False
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_changes_no_value_is_accepted(name):
    adgen.check(HARMLESS[name], A)


def test_the_setting_stays_in_the_text():
    gradient = adgen.grad(lambda a: np.sum(LA.inv(a, check_finite=False)))
    gradient(A)
    assert "inv(a, check_finite=False)" in gradient.source


@pytest.mark.parametrize(
    "destroys",
    [
        lambda a: np.sum(LA.inv(a, overwrite_a=True)),
        lambda a: np.sum(LA.solve(a, B, overwrite_b=True)),
        lambda a: np.sum(LA.cho_factor(a, overwrite_a=True)[0]),
    ],
)
def test_overwriting_is_refused_at_the_users_line(destroys):
    with pytest.raises(adgen.AdgenError, match=r"may destroy its argument") as refusal:
        adgen.grad(destroys)(A)
    assert "overwrite_" in str(refusal.value)


def test_a_setting_of_another_function_is_refused():
    with pytest.raises(adgen.AdgenError, match="the argument `driver`"):
        adgen.grad(lambda a: np.sum(LA.inv(a, driver="ev")))(A)
    with pytest.raises(adgen.AdgenError, match="the argument `check_finite`"):
        adgen.grad(lambda a: np.sum(np.linalg.inv(a, check_finite=False)))(A)
