"""Integers, single precision and complex numbers beside real arrays.

The adjoint of an argument has its shape and its type, whatever stands beside it: `adgen.vjp` of a
call with one array in single precision, or complex, gives that one's adjoint so, and the others'
as they are. The values are those in double precision, or those of forward mode.

`np.convolve(np.array([1, 2, 1]), x)` is real although its first operand is not. A kind that
says otherwise would be a zero derivative without a word.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import scipy.integrate

import adgen
from adgen.errors import AdgenError
from adgen.ir.kinds import is_discrete
from adgen.rules.registry import own_rules
from tests import oracle
from tests.rules.calls import Call, is_active, leaves
from tests.rules.samples import Sample
from tests.rules.test_registry import SAMPLES, direction
from tests.rules.whole import program

pytestmark = pytest.mark.filterwarnings("error::numpy.exceptions.ComplexWarning")

INTERNAL = {"reduceat_adjoint"}
"""Their first operand is an adjoint, which is always real."""


def variants(sample: Sample) -> list[tuple[Any, ...]]:
    """The arguments of a sample with one of its real ones made of integers."""
    found = []
    for i, value in enumerate(sample.args):
        real = isinstance(value, np.ndarray) and value.dtype.kind == "f"
        if (real or isinstance(value, float)) and np.all(np.isfinite(value)):
            whole = np.ceil(np.abs(value)).astype(int)
            whole = whole if real else int(whole)
            found.append((*sample.args[:i], whole, *sample.args[i + 1 :]))
    return found


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - INTERNAL))
def test_a_real_result_has_the_kind_of_reals(name: str) -> None:
    for sample in SAMPLES[name]:
        for args in variants(sample):
            call = Call(sample.fn, args, sample.kwargs, "sizes", sample.fixed)
            if not call.active:
                continue
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    values = call.primal()
            except (TypeError, ValueError, IndexError, np.linalg.LinAlgError):
                continue  # NumPy takes no integers there
            for result, value in zip(call.apply.results, values):
                if isinstance(value, float | complex) or (
                    isinstance(value, np.ndarray) and value.dtype.kind in "fc"
                ):
                    assert not is_discrete(call.kinds[result]), (str(sample), args)


# adjoints through the whole compiler -------------------------------------------------

SINGLE_BESIDE_DOUBLE = 1e-3
"""A result may be in single precision where an argument is; slopes may be steep."""
OTHERWISE = {
    "scipy.linalg.solve_sylvester": "SciPy's solution is wrong where a complex matrix stands"
    " beside a real one with complex eigenvalues"
}
"""Calls whose value is not what it should be."""


def array_places(values: list[Any]) -> list[int]:
    """Where arrays of doubles stand."""
    return [
        i
        for i, value in enumerate(values)
        if isinstance(value, np.ndarray) and value.dtype == float
    ]


def with_two_arrays(name: str) -> Any:
    """The first sample of a rule that has several arrays, as a program; None if none has."""
    for sample in SAMPLES.get(name, ()):
        function, values = program(sample)
        if len(array_places(values)) > 1:
            return function, values
    return None


TOGETHER = {
    rule.name: made
    for rule in own_rules()
    if rule.category not in ("constant", "undefined", "structural")
    and rule.function is None
    and ("." in rule.name or rule.name in ("add", "mul", "div", "pow", "matmul"))
    and not rule.name.startswith(("list.", "np.random"))
    and (made := with_two_arrays(rule.name)) is not None
}


def bars_of(value: Any) -> Any:
    """Adjoints for the numbers and arrays of a result."""
    if isinstance(value, tuple | list):
        items = [bars_of(item) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    return direction(value, 7) if is_active(value) else None


def adjoints(function: Any, values: list[Any]) -> tuple[Any, tuple[Any, ...]] | None:
    """The adjoints given and found; None if NumPy or adgen refuse the call."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            function(*values)
    except Exception:  # whatever they say, they take no such arguments
        return None
    try:
        value, pullback = adgen.vjp(function, *values)
        bars = bars_of(value)
        found = pullback(bars)
    except AdgenError:
        return None
    return bars, found if isinstance(found, tuple) else (found,)


def require_forms(found: tuple[Any, ...], values: list[Any]) -> None:
    for bar, value in zip(found, values, strict=True):
        if isinstance(value, np.ndarray):
            assert (bar.shape, bar.dtype) == (value.shape, value.dtype)


@pytest.mark.parametrize("name", TOGETHER)
@pytest.mark.parametrize("place", [0, 1])
def test_single_precision_beside_double(name: str, place: int) -> None:
    function, given = TOGETHER[name]
    values, chosen = list(given), array_places(given)[place]
    values[chosen] = values[chosen].astype(np.float32)
    with np.errstate(all="ignore"):
        made = adjoints(function, values)
        values_before = [
            v.astype(float) if isinstance(v, np.ndarray) else v for v in values
        ]
        wanted = adjoints(function, values_before)
    if made is None or wanted is None:
        return
    require_forms(made[1], values)
    for got, want in zip(made[1], wanted[1]):
        assert oracle.error(got, want) < SINGLE_BESIDE_DOUBLE


@pytest.mark.parametrize("name", sorted(set(TOGETHER) - set(OTHERWISE)))
@pytest.mark.parametrize("place", [0, 1])
def test_complex_beside_real(name: str, place: int) -> None:
    function, given = TOGETHER[name]
    values, chosen = list(given), array_places(given)[place]
    draw = np.random.default_rng(5)
    moved = draw.uniform(0.5, 1.0, values[chosen].shape)
    values[chosen] = values[chosen] + 0.3j * moved
    with np.errstate(all="ignore"):
        made = adjoints(function, values)
        if made is None:
            return
        bars, found = made
        require_forms(found, values)
        dots = [direction(value, i) for i, value in enumerate(values)]
        _, outs_dot = adgen.jvp(function, tuple(values), tuple(dots))
    pairs = [
        (bar, dot)
        for bar, dot in zip(leaves([bars]), leaves([outs_dot]), strict=True)
        if bar is not None and dot is not None
    ]
    outs_bar, outs_dot = zip(*pairs)
    assert oracle.identity(outs_bar, outs_dot, found, dots) < 1e-9


# integers ----------------------------------------------------------------------------


def kernel(x):
    return np.sum(np.convolve(np.array([1, 2, 1]), x) ** 2)


def filled(x):
    return np.sum(np.full_like(np.array([1, 2]), x[0]))


def inserted(x):
    return np.sum(np.insert(np.array([1, 2]), 1, x[0]))


def summed(x):
    return np.sum(2.0 * x, dtype=int) * x[0]


def begun(x):
    return np.sum(np.array([1, 2]), initial=x[0])


def at_least(x):
    return np.max(np.array([1, 2]), initial=x[0])


def test_an_integer_kernel():
    x = np.array([0.3, 0.4, 0.5])
    both = np.convolve(np.array([1, 2, 1]), x)
    want = 2.0 * np.convolve(both, [1, 2, 1], "valid")
    np.testing.assert_allclose(adgen.grad(kernel)(x), want)


@pytest.mark.parametrize("function", [filled, inserted, summed, begun, at_least])
def test_what_cuts_reals_off_is_refused(function):
    with pytest.raises(adgen.AdgenError, match="gives integers here"):
        adgen.grad(function)(np.array([1.5, 2.5]))


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.cumprod(x, dtype=complex),
        lambda x: np.cumulative_prod(x[0], dtype=complex, include_initial=True),
        lambda x: np.nancumprod(x, dtype=complex),
        lambda x: np.arange(x[0, 0], 5.0, 0.5, dtype=complex),
        lambda x: np.geomspace(x[0, 0], 5.0, 4, dtype=np.float32),
        lambda x: np.geomspace(x[0, 0], 5.0, 4, dtype=np.complex64),
        lambda x: scipy.integrate.simpson(x[0, :5]),
        lambda x: scipy.integrate.simpson(x[:, :4], axis=1),
        lambda x: scipy.integrate.simpson(x),
        lambda x: scipy.integrate.simpson(x[0, : len(x)]),
        lambda x: scipy.integrate.simpson(x[0, : 2 * len(x)]) * x[0, 0],
        lambda x: scipy.integrate.simpson(x[0, :2], dx=0.3),
        lambda x: scipy.integrate.simpson(x[0], x=np.arange(5, dtype=np.float32)),
    ],
)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_tangents_have_the_dtype_of_their_values(function, dtype):
    x = np.array([[0.7, 0.3, 1.9, 0.8, 1.1], [1.3, 0.9, 0.4, 0.6, 0.2]], dtype)
    value, dot = adgen.jvp(function, (x,), (np.ones_like(x),))
    assert np.asarray(dot).dtype == np.asarray(value).dtype
    again, pullback = adgen.vjp(function, x)
    assert pullback(again)[0].dtype == dtype
