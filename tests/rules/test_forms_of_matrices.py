"""Matrices of all shapes: factors, norms and solutions; values bit for bit those of NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg as LA

import adgen
from tests import oracle

_RNG = [np.random.default_rng(11)]
WHOLE = False
"""A setting of the module."""


@pytest.fixture(autouse=True)
def _the_same_numbers_in_any_order():
    _RNG[0] = np.random.default_rng(11)


def draw(*shape):
    return _RNG[0].standard_normal(shape)


def right(f, *values, bound=oracle.FIVE_POINT):
    """Both modes against differences and each other; value and types are the function's own."""
    wanted, dots = f(*values), [draw(*np.shape(v)) for v in values]
    value, pushed = adgen.jvp(f, values, tuple(dots))
    assert oracle.error(pushed, oracle.five_point(f, list(values), dots)) < bound
    again, pullback = adgen.vjp(f, *values)
    bar = draw(*np.shape(wanted))
    bars = pullback(bar if np.ndim(wanted) else np.float64(bar))
    assert [np.shape(b) for b in bars] == [np.shape(v) for v in values]
    assert oracle.identity(bar, pushed, bars, dots) < 1e-9
    for found in (value, again):
        assert type(found) is type(wanted)
        np.testing.assert_array_equal(found, wanted)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (3, 3), (1, 3), (3, 1), (2, 4, 3)])
@pytest.mark.parametrize("which", [1, 2])
def test_triangular_factors(shape, which):
    def factor(x):
        return LA.lu(x)[which]

    def moved(x):
        return adgen.jvp(factor, (x,), (x * x,))[1]

    x = draw(*shape)
    right(factor, x)
    right(lambda x: LA.lu(x)[1] @ LA.lu(x)[2], x)
    assert adgen.check(lambda x: np.sum(LA.lu(x)[which] ** 3), x).reverse < 1e-9
    assert np.all(moved(x)[factor(x) == 0] == 0)


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (3, 3), (2, 4, 3)])
@pytest.mark.parametrize("svd", [np.linalg.svd, LA.svd])
def test_singular_values_beside_full_factors(svd, shape):
    x = draw(*shape)
    right(lambda x: svd(x)[1], x)
    right(lambda x: svd(x, full_matrices=WHOLE)[1], x)

    def cubes(x):
        return np.sum(svd(x)[1] ** 3)

    def slope(x):
        return adgen.grad(cubes)(x)

    found = adgen.hvp(cubes)(x, x)
    assert oracle.error(found, oracle.five_point(slope, [x], [x])) < oracle.SECOND


@pytest.mark.parametrize("order", [None, 1, 2, 3, -1, np.inf, -np.inf])
@pytest.mark.parametrize("axis", [(0,), (-1,)])
def test_vectors_along_one_axis_in_a_tuple(order, axis):
    right(lambda x: np.linalg.norm(x, order, axis=axis), draw(3, 4))
    right(lambda x: np.linalg.norm(x, order, axis, True), draw(2, 3, 2))


@pytest.mark.slow
@pytest.mark.parametrize("order", [1, 2, 3, np.inf])
@pytest.mark.parametrize("axis", [None, 0, (-1,), (0, 2), (2, 0), (0, 1, 2)])
def test_vectors_of_several_axes(order, axis):
    for _ in range(3):
        sizes = 0.1 * (1 + np.reshape(_RNG[0].permutation(60), (4, 3, 5)))
        x = sizes * np.sign(draw(4, 3, 5))  # away from kinks and ties
        right(lambda x: np.linalg.vector_norm(x, ord=order, axis=axis), x)
        right(
            lambda x: np.linalg.vector_norm(x, axis=axis, ord=order, keepdims=True), x
        )


@pytest.mark.parametrize("order", [1, -1, np.inf, -np.inf, 2, -2, "nuc", "fro", "f"])
def test_norms_of_matrices(order):
    x = draw(4, 3)
    right(lambda x: np.linalg.norm(x, order, keepdims=WHOLE), x)
    if order != "f":
        right(lambda x: LA.norm(x, order), x)
        right(lambda x: LA.norm(x, order), np.asfortranarray(x))


@pytest.mark.parametrize("order", [1, -1, np.inf, -np.inf, 2, -2])
def test_norms_that_tie_share_equally(order):
    found = adgen.grad(lambda x: LA.norm(x, order))(np.eye(4))
    np.testing.assert_allclose(found, np.eye(4) / 4, atol=1e-12)
    wanted = adgen.grad(lambda x: np.linalg.norm(x, order))(np.eye(4))
    np.testing.assert_allclose(found, wanted, atol=1e-12)


@pytest.mark.parametrize("order", [1, 2, np.inf, "nuc", "fro"])
@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (2, 0, 3)])
def test_norms_of_no_elements_are_zero(order, shape):
    x = np.zeros(shape)
    right(lambda x: np.linalg.matrix_norm(x, ord=order), x)
    right(lambda x: np.linalg.matrix_norm(x, ord=order, keepdims=True), x)


@pytest.mark.slow
@pytest.mark.parametrize("right_side", [(3,), (3, 2), (2, 3, 2), (4, 1, 3, 2)])
@pytest.mark.parametrize("matrices", [(3, 3), (2, 3, 3)])
def test_triangles_with_right_sides_of_other_ranks(matrices, right_side):
    if matrices == (3, 3) and len(right_side) > 2:
        pytest.skip("a stack for one matrix is tried below")
    a, b = draw(*matrices) + 3 * np.eye(3), draw(*right_side)
    try:
        LA.solve_triangular(a, b)
    except ValueError:
        pytest.skip("this SciPy does not go over stacks")
    right(lambda a, b: LA.solve_triangular(a, b), a, b)
    right(lambda a, b: LA.solve_triangular(a, b, trans=1), a, b)
    right(lambda a, b: LA.solve_triangular(a, b, lower=True, unit_diagonal=True), a, b)


@pytest.mark.parametrize("shapes", [((3, 3), (2, 3, 3)), ((2, 3, 3), (3, 3))])
def test_matrix_equations_of_stacks_and_one_matrix(shapes):
    a, q = draw(*shapes[0]) / 9, draw(*shapes[1])
    try:
        LA.solve_discrete_lyapunov(a, q)
    except ValueError:
        pytest.skip("this SciPy does not go over stacks")
    right(lambda a, q: LA.solve_discrete_lyapunov(a, q), a, q)
    a = a + np.eye(3)
    right(lambda a, q: LA.solve_continuous_lyapunov(a, q), a, q)
    right(lambda a, q: LA.solve_sylvester(a, np.eye(3), q), a, q)
    right(lambda a, b: LA.solve_sylvester(a, b + 5 * np.eye(3), np.eye(3)), a, q)


VALUES = {
    "cond 1": lambda x: np.linalg.cond(x, 1),
    "cond fro": lambda x: np.linalg.cond(x, "fro"),
    "cond": lambda x: np.linalg.cond(x),
    "vector_norm": lambda x: np.linalg.vector_norm(x),
    "hermitian": lambda x: np.linalg.svd(x + x.T, compute_uv=WHOLE, hermitian=True),
}


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.complex64])
@pytest.mark.parametrize("name", VALUES)
def test_values_to_the_last_bit(name, dtype):
    f = VALUES[name]
    for _ in range(10):
        x = draw(4, 4).astype(dtype)
        value, pullback = adgen.vjp(f, x)
        assert type(value) is type(f(x)) and value.dtype == f(x).dtype
        np.testing.assert_array_equal(value, f(x))
        assert pullback(np.ones_like(value))[0].dtype == dtype
    if dtype is np.float64 and name != "hermitian":
        right(f, x, bound=1e-6)


def test_settings_of_the_module_are_as_if_written_out():
    x = draw(3)
    right(lambda x: np.meshgrid(x, x, indexing="ij", sparse=WHOLE)[0], x)
    right(lambda x: np.linalg.svd(x, compute_uv=WHOLE), draw(3, 4))


def lower_and_upper(x):
    lower, upper = LA.lu(x @ np.swapaxes(x, -1, -2) * x[..., :1], permute_l=True)
    return lower * upper


def rows_and_factors(x):
    rows, lower, upper = LA.lu(x @ x.T * x[:, :1], p_indices=True)
    assert rows.dtype == np.int32
    return lower[rows] * upper


def values_alone(x):
    return LA.eigh(x @ x.T, lower=False, check_finite=False, eigvals_only=True)


def singular_values_alone(x):
    return LA.svd(x, full_matrices=False, compute_uv=False, lapack_driver="gesdd")


@pytest.mark.parametrize(
    ("function", "shape"),
    [
        (lower_and_upper, (3, 3)),
        (lower_and_upper, (2, 3, 4)),
        (rows_and_factors, (3, 4)),
        (values_alone, (3, 4)),
        (singular_values_alone, (3, 4)),
    ],
)
def test_results_of_another_form(function, shape):
    right(function, draw(*shape))


def test_a_setting_that_is_not_known():
    def factor(x, whole):
        return np.sum(LA.lu(x, permute_l=whole)[0])

    x = draw(3, 3)
    with pytest.raises(adgen.AdgenError, match="permute_l and p_indices as True"):
        adgen.grad(factor)(x, np.True_)
    fixed = adgen.grad(lambda x: np.sum(LA.lu(x, permute_l=True)[0]))
    np.testing.assert_array_equal(adgen.grad(factor)(x, True), fixed(x))
