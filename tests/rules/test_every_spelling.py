"""Parameters of calls in all the ways they can be said: along two axes, of a type, of one index."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import adgen
from adgen.errors import AdgenError
from tests.rules.programs import right

_RNG = np.random.default_rng(31)
STACK = (_RNG.permutation(24).reshape(2, 3, 4) - 7.3) / 7.0
MATRIX = STACK[0]
COMPLEX = STACK + 0.3j * _RNG.uniform(0.5, 1.0, STACK.shape)
VECTOR = np.array([0.7, 1.6, 0.4, 1.1])


@pytest.mark.parametrize("order", ["fro", "nuc", 1, 2, np.inf, -1, -2, -np.inf])
@pytest.mark.parametrize("axis", [(0, 2), (-1, 1)])
def test_norms_of_matrices_along_two_axes(order, axis):
    for norm in (np.linalg.norm, scipy.linalg.norm):
        right(lambda x, norm=norm: norm(x, order, axis), STACK, second=False)
    right(lambda x: np.linalg.norm(x, order, axis, True), STACK)
    right(lambda x: scipy.linalg.norm(x, order, axis, True), COMPLEX, second=False)


@pytest.mark.parametrize("order", ["fro", "nuc", 1, 2, np.inf, -1, -2, -np.inf])
def test_norms_of_one_matrix(order):
    kept = {"keepdims": True}
    right(lambda x: np.linalg.norm(x, order, (0, 1), True), MATRIX)
    right(lambda x: np.linalg.matrix_norm(x, ord=order, **kept), MATRIX, second=False)
    right(lambda x: scipy.linalg.norm(x, order), COMPLEX[0], second=False, single=False)


def test_imaginary_parts_that_a_type_drops():
    """The adjoint of a complex number is complex: other uses add what would not fit."""

    def program(z):
        mixed = np.sum(z[0] * z[1]).imag
        return (
            mixed + np.sum(np.mean(z, axis=1, dtype=float)) + np.cumsum(z, dtype=float)
        )

    with pytest.warns(np.exceptions.ComplexWarning):
        right(program, COMPLEX[0], single=False)


@pytest.mark.parametrize(
    "name", "prod cumprod nansum nanmean nancumprod var std nanvar nanstd".split()
)
def test_imaginary_parts_dropped_before_a_product_are_refused(name):
    function = getattr(np, name)
    with pytest.raises(AdgenError, match="drops the imaginary parts"):
        adgen.vjp(lambda z: function(z, axis=1, dtype=float), COMPLEX[0])


@pytest.mark.parametrize("dtype", [float, complex])
def test_types_of_reductions_by_ufuncs(dtype):
    right(lambda x: np.maximum.reduce(x, 1, dtype), MATRIX)
    right(lambda x: np.subtract.reduce(x, axis=1, dtype=dtype), MATRIX)
    right(lambda x: np.subtract.accumulate(x, 1, dtype), MATRIX)
    right(lambda x: np.add.reduceat(x, [0, 2], 1, dtype), MATRIX)
    right(lambda x: np.multiply.reduceat(x, [0, 2, 1], dtype=dtype), VECTOR)
    right(lambda x: np.trace(x, 1, 0, 2, dtype), STACK)
    right(lambda x: x.trace(dtype=dtype), MATRIX)
    right(lambda x: np.fromiter((v * v for v in x), dtype), VECTOR, second=False)
    right(lambda x: np.concatenate([x, x[:1]], dtype=dtype), MATRIX)
    right(lambda x, y: np.hstack((x, y * y), dtype=dtype), VECTOR, VECTOR)
    right(lambda x: np.einsum("ij,j", x, x[0], dtype=dtype), MATRIX)
    right(lambda x: np.einsum(x, [0, 1], x, [2, 1], dtype=dtype), MATRIX)


def test_types_of_which_one_operand_is_complex():
    right(lambda z, x: np.einsum("ij,ij->i", z, x, dtype=complex), COMPLEX[0], MATRIX)
    right(lambda z, x: np.stack([z, x], 1, dtype=complex), COMPLEX[0], MATRIX)
    right(lambda x: np.logaddexp.reduce(x, 1, float), MATRIX)
    right(lambda x: np.hypot.accumulate(x, 1, float), MATRIX)


def test_values_of_an_iterator_that_are_counted_are_refused():
    """So many of them were taken by NumPy, and all of them by the derivative."""
    with pytest.raises(AdgenError, match="called with `count`"):
        adgen.vjp(lambda x: np.fromiter((v * v for v in x), float, 2), VECTOR)


@pytest.mark.parametrize("axis", [(), (0, 1), (-1, 0), (2, 0, 1)])
def test_quantiles_along_several_axes(axis):
    for method in ("linear", "midpoint", "weibull"):
        right(
            lambda x, m=method: np.quantile(x, 0.3, axis, method=m, keepdims=True),
            STACK,
        )
    right(lambda x: np.nanpercentile(x, 61.0, axis, method="hazen"), STACK)
    right(lambda x: np.median(x, axis, keepdims=True), STACK)


def test_levels_whose_number_is_known_at_run_time():
    levels, table = np.array([0.37, 0.74]), np.array([[0.13], [0.76]])
    right(lambda x, q: np.quantile(x, q, axis=1), MATRIX, levels, single=False)
    right(lambda x, q: np.nanpercentile(x, 100 * q), MATRIX, table, single=False)
    right(
        lambda x, q: np.quantile(x, q, (0, 2), method="hazen", keepdims=True),
        STACK,
        levels,
        single=False,
    )


@pytest.mark.parametrize("fn", ["multiply", "power", "maximum"])
def test_places_and_amounts_of_which_there_is_one(fn):
    ufunc = getattr(np, fn)

    def one_row(x, v):
        z = x * x
        ufunc.at(z, ([1], [0, 2, 2]), v[:3])
        ufunc.at(z, ([0], np.nonzero(v > 0.5)[0]), v[0])
        return z

    def one_amount(x, v):
        z = x * x
        ufunc.at(z, [0, 1, 1], v[None])
        ufunc.at(z, (np.nonzero(v > 0.5)[0][:2], np.nonzero(v > 1.5)[0]), v[v > 1.5])
        return z

    for program in (one_row, one_amount):
        # A power of one number has another last bit in single precision than one of an array.
        right(program, MATRIX, VECTOR, single=fn != "power")
    with pytest.raises(AdgenError, match="more amounts than places"):
        adgen.vjp(lambda z, v: ufunc.at(z, [1], v), VECTOR, VECTOR)
