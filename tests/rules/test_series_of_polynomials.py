"""Series of polynomials of np.polynomial: values and types are NumPy's."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre
from numpy.polynomial import polynomial as powers

import adgen
from adgen.errors import KindError, UndefinedDerivativeError

VALUES = {
    "powers": lambda x, c: powers.polyval(x, c),
    "chebyshev": lambda x, c: chebyshev.chebval(x, c),
    "legendre": lambda x, c: legendre.legval(x, c),
    "hermite": lambda x, c: hermite.hermval(x, c),
    "hermite_e": lambda x, c: hermite_e.hermeval(x, c),
    "laguerre": lambda x, c: laguerre.lagval(x, c),
}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("count", [1, 2, 4])
def test_values_and_slopes(name, count):
    f = VALUES[name]
    coefficients = np.random.default_rng(count).standard_normal(count)
    for x in (0.3, np.array([0.2, -0.7, 0.9])):
        assert adgen.check(f, x, coefficients).reverse < 1e-11
        value, _ = adgen.vjp(f, x, coefficients)
        assert type(value) is type(f(x, coefficients))
        np.testing.assert_array_equal(value, f(x, coefficients))
    single = np.array([0.2, -0.7], np.float32), coefficients.astype(np.float32)
    value, pullback = adgen.vjp(f, *single)
    assert value.dtype == np.float32
    assert [bar.dtype for bar in pullback(value)] == [np.float32, np.float32]


def test_what_is_not_covered_is_refused():
    x, c = np.ones(2), np.ones((3, 2, 1))
    with pytest.raises(KindError, match="of coefficients with several axes"):
        adgen.vjp(VALUES["legendre"], x, c)[1](np.ones((2, 1, 2)))
    with pytest.raises(UndefinedDerivativeError, match="depends on the numbers"):
        adgen.grad(lambda x: np.emath.sqrt(x))(0.5)
