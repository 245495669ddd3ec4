"""Random programs that write through views: lowered right or refused, and so their gradients."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.errors import AdgenError, InternalError, LanguageError
from adgen.frontend import lower
from adgen.frontend.reading.written import from_source
from adgen.frontend.scope.describe import describe
from adgen.ir.verify import verify
from tests.frontend.agreement import compare
from tests.frontend.random_views import program

pytestmark = pytest.mark.slow

STOPS = ((0, 1.0), (1, -1.0), (2, 1.5), (3, -0.5))
TOTAL = """
def total(x, y, n, p):
    a, b, c, d, s = f(x, y, n, p)
    return np.sum(a * a) + np.sum(np.sin(b)) + np.sum(c * x) + np.sum(d * y) + s
"""


def arrays(seed):
    draw = np.random.default_rng(seed)
    return draw.normal(size=(4, 3)), draw.normal(size=(4, 3))


@pytest.mark.parametrize("seeds", [(134,), *(range(i, i + 20) for i in (0, 20, 40))])
def test_lowered_right_or_refused(seeds):
    accepted = 0
    for seed in seeds:
        function = from_source(program(seed), {"np": np}, "f")
        values = dict(zip(("x", "y", "n", "p"), (*arrays(seed), *STOPS[0])))
        kinds = {name: describe(value, name) for name, value in values.items()}
        try:
            lowered, _ = lower(function, kinds)
        except LanguageError as error:
            assert not isinstance(error, InternalError)
            continue
        verify(lowered, "lower")
        accepted += 1
        for stops in STOPS:
            compare(lowered, function, (*arrays(seed), *stops), {})
    assert accepted >= len(seeds) // 2


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("seeds", [range(i, i + 6) for i in (0, 6, 12)])
def test_gradient_right_or_refused(seeds):
    accepted = 0
    for seed in seeds:
        function = from_source(program(seed) + TOTAL, {"np": np}, "total")
        x, y = arrays(seed)
        along = np.random.default_rng(seed + 1).normal(size=(4, 3))
        try:
            value, grad = adgen.value_and_grad(function)(x, y, 2, 1.5)
        except AdgenError as error:
            assert not isinstance(error, InternalError)
            continue
        accepted += 1
        assert np.array_equal(x, arrays(seed)[0]), "an argument was changed"
        assert value == function(x.copy(), y.copy(), 2, 1.5)
        near, far = (slope(function, x, y, along, h) for h in (1e-6, 4e-6))
        if abs(near - far) < 1e-4 * max(1.0, abs(near)):  # else at a kink
            assert np.sum(grad * along) == pytest.approx(near, rel=1e-5, abs=1e-5)
    assert accepted >= len(seeds) // 2


def slope(function, x, y, along, h):
    """The derivative along a direction, by a central difference."""
    ahead, behind = (function(x + t * along, y.copy(), 2, 1.5) for t in (h, -h))
    return (ahead - behind) / (2 * h)
