"""Matrices with repeated or vanishing values: right where there is a derivative, else an error."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import adgen

DRAW = np.random.default_rng(5)
# Eigenvalues 1, 1 and 3 in a basis without zeros.
BASIS = np.linalg.qr(DRAW.standard_normal((3, 3)))[0]
REPEATED = BASIS @ np.diag([1.0, 1.0, 3.0]) @ BASIS.T
REPEATED = 0.5 * (REPEATED + REPEATED.T)


def symmetric_check(f, *args):
    """Against differences in symmetric directions."""
    return adgen.check(lambda x, *more: f(0.5 * (x + x.T), *more), *args)


def test_the_sum_of_a_group_of_eigenvalues():
    symmetric_check(lambda a: np.sum(np.linalg.eigvalsh(a)[:2] ** 1), REPEATED)
    symmetric_check(lambda a: np.sum(np.linalg.eigh(a)[0] ** 3), REPEATED)


def test_the_vector_of_a_single_eigenvalue():
    def f(a):
        w, v = np.linalg.eigh(a)
        return np.abs(v[0, 2]) * w[2]

    gradient = adgen.grad(f)(REPEATED)
    for i in range(3):
        for j in range(3):
            step = np.zeros((3, 3))
            step[i, j] = step[j, i] = 1e-6
            slope = (f(REPEATED + step) - f(REPEATED - step)) / 2e-6
            assert np.isclose(np.sum(gradient * step) / 1e-6, slope, atol=1e-7)


def test_the_vectors_of_a_repeated_eigenvalue_have_no_derivative():
    def f(a):
        w, v = np.linalg.eigh(a)
        return v[0, 0] ** 2 + 2.0 * v[1, 0] ** 2

    with pytest.raises(np.linalg.LinAlgError, match="repeated values"):
        adgen.grad(f)(REPEATED)
    symmetric = adgen.grad(lambda a: np.sum(np.linalg.eig(a)[1][:, 1:] ** 3))
    with pytest.raises(np.linalg.LinAlgError, match="repeated values"):
        symmetric(REPEATED)


def test_a_defective_matrix_is_an_error():
    jordan = np.array([[1.0, 1.0], [0.0, 1.0]])
    with pytest.raises(np.linalg.LinAlgError, match="defective"):
        adgen.grad(lambda a: np.sum(np.linalg.eigvals(a) ** 2))(jordan)


def test_the_sum_of_repeated_singular_values():
    adgen.check(lambda a: np.sum(np.linalg.svd(a)[1]), REPEATED)
    adgen.check(lambda a: np.linalg.norm(a, "nuc"), 2.0 * np.eye(3))


def test_the_values_of_a_full_decomposition():
    def f(a):
        u, s, vh = np.linalg.svd(a)
        return np.sum(s**3)

    wide, tall = DRAW.standard_normal((2, 4)), DRAW.standard_normal((4, 2))
    for a in (wide, tall):
        slopes = adgen.grad(f)(a)
        s = np.linalg.svd(a, full_matrices=False)
        assert np.allclose(slopes, s[0] * (3 * s[1] ** 2) @ s[2])
    with pytest.raises(np.linalg.LinAlgError, match="full_matrices=False"):
        adgen.grad(lambda a: np.linalg.svd(a)[0][0, 1])(tall)


def test_least_squares_of_any_shape():
    def f(a, b):
        return np.linalg.lstsq(a, b, rcond=None)[0]

    for rows, columns in ((5, 3), (3, 3), (2, 4)):
        a = DRAW.standard_normal((rows, columns))
        adgen.check(f, a, DRAW.standard_normal(rows))
        adgen.check(f, a, DRAW.standard_normal((rows, 2)))
        adgen.check(f, a + 1j * DRAW.standard_normal((rows, columns)), np.ones(rows))


@pytest.mark.parametrize("order", [1, -1, 2, -2, np.inf, -np.inf, "nuc", "fro", None])
def test_norms_of_matrices(order):
    # Rows and columns whose sums are well apart: at ties there is a kink.
    draw = np.random.default_rng(1)
    a = draw.standard_normal((3, 4)) + np.outer([1.0, 4.0, 9.0], [1.0, 3.0, 5.0, 9.0])
    stack = np.stack([a, 2.0 * a[::-1] + draw.standard_normal((3, 4))])
    adgen.check(lambda x: np.linalg.norm(x, order), a)
    if order is not None:
        adgen.check(lambda x: np.linalg.norm(x, order, axis=(-2, -1)), stack)
        adgen.check(lambda x: np.linalg.norm(x, order, axis=(0, 2)), stack)
        adgen.check(lambda x: np.linalg.matrix_norm(x, ord=order, keepdims=True), stack)
    if order != "fro":
        square = np.array([[9.0, 1.0, 2.0], [0.5, 5.0, 0.3], [1.0, 0.2, 2.0]])
        adgen.check(lambda x: np.linalg.cond(x, order), square)


@pytest.mark.parametrize("order", [1, 2, 3, 2.5, np.inf, -np.inf, 0])
def test_norms_of_vectors(order):
    x = DRAW.standard_normal(5)
    a = DRAW.standard_normal((3, 4))
    adgen.check(lambda x: np.linalg.norm(x, order) * x, x)
    adgen.check(lambda a: np.linalg.norm(a, order, axis=1) @ a, a)
    adgen.check(lambda a: np.linalg.vector_norm(a, ord=order) * a, a)
    adgen.check(lambda a: np.linalg.vector_norm(a, ord=order, axis=0) * a, a)


def test_parts_of_decompositions():
    a = DRAW.standard_normal((3, 3))
    tall = DRAW.standard_normal((4, 2))
    adgen.check(lambda a: np.linalg.qr(a, mode="r"), tall)
    adgen.check(lambda a: np.linalg.svd(a, compute_uv=False), tall)
    with pytest.raises(adgen.AdgenError, match="another mode"):
        adgen.grad(lambda a: np.linalg.qr(a, mode="complete")[0][0, 3])(tall)
    cube = DRAW.standard_normal((2, 3, 6))
    adgen.check(lambda a, b: np.linalg.tensorsolve(a, b), cube, a[:2])
    adgen.check(lambda a: np.linalg.tensorinv(np.reshape(a, (6, 2, 3)), ind=1), cube)


@pytest.mark.parametrize("rank", [0, 1])
def test_the_rotation_of_deficient_rank_is_an_error(rank):
    a = np.outer([1.0, 2.0, 0.0], [1.0, 3.0]) * rank
    b = np.array([[1.0, 0.5], [2.0, 1.0], [0.3, 4.0]])
    for rotation in (
        lambda x: np.sum(scipy.linalg.orthogonal_procrustes(x, b)[0] * b[:2]),
        lambda x: np.sum(scipy.linalg.polar(x)[0] * b),
        lambda x: np.sum(scipy.linalg.polar(x)[1] * b[:2]),
    ):
        with pytest.raises(np.linalg.LinAlgError, match="deficient rank"):
            adgen.grad(rotation)(a)
        with pytest.raises(np.linalg.LinAlgError, match="deficient rank"):
            adgen.jvp(rotation, (a,), (b,))


def test_the_scale_of_deficient_rank_is_that_of_a_norm():
    """A sum of singular values has a kink at 0: one of the slopes, as of any norm."""
    b = np.array([[1.0, 0.5], [2.0, 1.0], [0.3, 4.0]])
    deficient = np.outer([1.0, 2.0, 0.0], [1.0, 3.0])
    scale = adgen.grad(lambda x: scipy.linalg.orthogonal_procrustes(x, b)[1])
    turn = scipy.linalg.orthogonal_procrustes(deficient, b)[0]
    np.testing.assert_allclose(scale(deficient), b @ turn.T)


@pytest.mark.slow
@pytest.mark.parametrize("angle", [0.4, 2.0])
def test_second_derivatives_of_general_eigenvalues(angle):
    """Real eigenvalues and vectors, and complex ones: it turns out when the text runs."""
    turn = np.array([[np.cos(angle), -np.sin(angle)], [0.7 * np.sin(angle), 0.2]])

    def spectrum(a):
        w, v = np.linalg.eig(a)
        return np.sum(np.abs(w) ** 3) + np.sum(np.abs(v[0]) ** 4 * np.real(w))

    def values(a):
        return np.sum(np.real(scipy.linalg.eigvals(a)) ** 3)

    for f in (spectrum, values):
        for matrix in (turn, turn * turn):
            adgen.check(lambda a, f=f: adgen.grad(f)(a), matrix)


@pytest.mark.parametrize(
    "p", [[1.0, -2.0, 1.0], [1.0, -3.0, 3.0, -1.0], [1.0, 0.0, 0.0]]
)
def test_a_repeated_root_is_an_error(p):
    """Of [1, -3, 3, -1] the computed roots differ by 1e-5, and the slopes were any numbers."""
    for program in (
        lambda p: np.sum(np.abs(np.roots(p))),
        lambda p: np.sum(np.roots(p)).real,
    ):
        with pytest.raises(np.linalg.LinAlgError, match="repeated root"):
            adgen.grad(program)(np.array(p))


@pytest.mark.parametrize("roots", [[1.0, 1.0001], range(1, 11), [0.0, 1e-5, 3.0]])
def test_roots_that_are_near_each_other_have_slopes(roots):
    p = np.poly(np.array(roots, dtype=float))
    found = np.sort(np.roots(p))
    highest = adgen.grad(lambda p: np.max(np.roots(p).real))(p)
    others = np.prod(found[-1] - found[:-1])
    wanted = -(found[-1] ** np.arange(len(p) - 1.0, -1.0, -1.0)) / others
    np.testing.assert_allclose(highest, wanted, rtol=1e-3)


def test_a_vector_beside_those_of_equal_eigenvalues():
    mirror = np.eye(3) - 2 / 3 * np.ones((3, 3))
    a = mirror @ np.diag([-1.0, 3.0, 3.0]) @ mirror

    def f(a):
        w, v = scipy.linalg.eigh(a + a.T, subset_by_index=[0, 0])
        return np.sum(v**2 * np.arange(3.0)[:, None]) + w[0] ** 2

    assert adgen.check(f, a).reverse < 1e-12
    with pytest.raises(np.linalg.LinAlgError, match="repeated"):
        adgen.grad(lambda a: np.sum(scipy.linalg.eigh(a, subset_by_index=[0, 1])[1]))(a)
