"""What is asked of arrays and of libraries that depends on memory, or is no number."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse

import adgen
from adgen.errors import LanguageError, NoRuleError, UndefinedDerivativeError

POINT = np.array([0.5, 1.0, 2.0])
MATRIX = scipy.sparse.csr_matrix(np.eye(3))


def refused(function, error=LanguageError):
    with pytest.raises(error) as found:
        adgen.grad(function)(POINT)
    return str(found.value)


def test_strides():
    assert "how it lies in memory" in refused(lambda x: np.sum(x) * x.strides[0])


def test_base():
    assert "how it lies in memory" in refused(lambda x: x[0] * (x.base is None))


def test_flags():
    assert "how it lies in memory" in refused(lambda x: x[0] * x.flags.owndata)


def test_bytes():
    message = refused(lambda x: len(x.tobytes()) * x[0], UndefinedDerivativeError)
    assert "bytes are no numbers" in message


def test_resize_in_place():
    def longer(x):
        y = x.copy()
        y.resize(5)
        return np.sum(y)

    assert "np.resize gives a new array" in refused(longer, UndefinedDerivativeError)


def test_view_as_another_dtype():
    message = refused(lambda x: np.sum(x.view(np.float32)))
    assert "x.astype(dtype)" in message


def test_iterators_that_remember():
    def both(x):
        it = iter(v * v for v in x)
        return next(it) * next(it)

    assert "may be consumed here a second time" in refused(both)

    def until_none(x):
        return sum(v for v in iter(lambda: x[0], None))

    assert "with a sentinel" in refused(until_none)


def test_stop_iteration_that_is_caught():
    def first(x):
        try:
            return next(v for v in x if v > 0.0)
        except StopIteration:
            return 0.0

    assert "Give it a default" in refused(first)


def test_elements_in_the_order_of_memory():
    def total(x):
        y = 0.0
        for v in np.nditer(x):
            y = y + v
        return y

    assert "np.ndenumerate" in refused(total)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.sum(MATRIX @ x),
        lambda x: np.sum(MATRIX.dot(x)),
        lambda x: np.sum(scipy.sparse.diags(x) @ x),
        lambda x: np.sum(scipy.sparse.csr_matrix(np.eye(3)) @ x),
    ],
)
def test_sparse_matrices(function):
    message = refused(function, NoRuleError)
    assert "it has no rules for sparse matrices" in message
    assert "adgen.custom_vjp" in message


def test_a_function_as_result():
    assert "gives a function" in refused(lambda x: np.sin)


def test_numbers_of_dtypes_keep_their_precision():
    single = POINT.astype(np.float32)
    gradient = adgen.grad(lambda x: np.sum(x) * np.finfo(x.dtype).eps)
    assert gradient(single).dtype == np.float32
    assert gradient(single)[0] == np.finfo(np.float32).eps
    assert gradient(POINT)[0] == np.finfo(float).eps


def test_subscripts_in_lists_are_those_of_a_string():
    f = adgen.grad(lambda x: np.einsum(x, [0], x, [0]))
    assert np.array_equal(f(POINT), 2 * POINT)
