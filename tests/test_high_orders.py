"""Third and fourth derivatives, in both modes nested in every way, of a broad choice of rules.

Along a line each program is a smooth function of one number, whose derivatives are those of the
polynomial through its values at Chebyshev points: to about ten digits.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.polynomial import Chebyshev

import adgen
from tests.test_zoo import SPECIMENS
from tests.zoo import trees

Function = Callable[[Any], Any]

X = np.array([0.6, -0.4, 1.1, 0.8])
V = np.array([0.5, 1.0, -0.3, 0.7])
WITH_ZEROS = np.array([0.7, 0.0, -1.3, 0.0])
M = np.array([[2.0, 0.3, -0.1, 0.2], [0.1, 1.7, 0.2, 0.0], [0.3, -0.2, 2.2, 0.4]])
M = np.vstack([M, [0.0, 0.5, 0.1, 1.9]])

NUMBERS: dict[str, Function] = {
    "power": lambda x: x**5 / (1.0 + x) ** 2,
    "power of a number": lambda x: 2.0**x + x**x,
    "quotient": lambda x: (x * x - 1.0) / (x + 3.0),
    "math.sin": lambda x: math.sin(x) * math.cos(2.0 * x) + math.tan(x),
    "math.exp": lambda x: math.exp(-x * x) + math.expm1(x) * math.log1p(x),
    "math.sqrt": lambda x: math.sqrt(x) * math.log(x) + math.cbrt(x),
    "math.asin": lambda x: math.asin(x) + math.acos(x * x) + math.atan(x),
    "math.tanh": lambda x: math.tanh(x) + math.sinh(x) / math.cosh(x),
    "math.asinh": lambda x: math.asinh(x) * math.atanh(x) + math.acosh(x + 2.0),
    "math.erf": lambda x: math.erf(x) + math.gamma(x) * math.lgamma(x),
    "math.hypot": lambda x: math.hypot(x, 2.0 * x + 1.0) + math.atan2(x, 1.0 + x),
    "abs": lambda x: abs(x) ** 3 + max(x, 0.1) * min(x**2, 4.0),
}
ARRAYS: dict[str, Function] = {
    "trigonometric": lambda x: np.sum(np.sin(x) * np.cos(x * x) + np.tan(x)),
    "hyperbolic": lambda x: np.sum(np.tanh(x) + np.sinh(x) * np.cosh(x)),
    "inverse": lambda x: np.sum(np.arctan(x) * np.arcsinh(x) + np.arcsin(x / 2)),
    "exponential": lambda x: np.sum(np.exp(x) * np.log(x * x) + np.exp2(x)),
    "logaddexp": lambda x: np.sum(np.logaddexp(x, x[0] * x)) + np.sum(np.log1p(x * x)),
    "roots": lambda x: np.sum(np.sqrt(1.5 + x) + np.cbrt(x) * np.hypot(x, 1.0)),
    "power": lambda x: np.sum((x * x) ** x + np.power(2.0 + x, 3) * np.square(x)),
    "quotient": lambda x: np.sum(x / (2.0 + x[::-1])) + np.sum(np.reciprocal(x)),
    "sums": lambda x: np.mean(x**2) * np.sum(x) ** 3 + np.var(x) * np.std(x),
    "averages": lambda x: np.average(x**2, weights=1.0 + x**2) + np.ptp(x) ** 3,
    "product": lambda x: np.prod(x) + np.sin(np.prod(x + 1.0)),
    "product of axes": lambda x: np.sum(np.prod(np.outer(x, x) + 1.0, axis=0) ** 2),
    "cumsum": lambda x: np.sum(np.cumsum(x**2) ** 2 * x),
    "cumprod": lambda x: np.sum(np.cumprod(x) ** 2 + np.cumprod(1.0 + x)),
    "diff": lambda x: np.sum(np.diff(x) ** 4) + np.sum(np.gradient(x) ** 3),
    "max": lambda x: np.max(x) ** 3 * np.min(x) ** 2 + np.max(x * np.min(x)),
    "sort": lambda x: np.sum(np.sort(x) ** 3 * np.arange(4)) + np.median(x) ** 4,
    "partition": lambda x: np.partition(x, 2)[2] ** 4 + np.quantile(x, 0.3) ** 3,
    "where": lambda x: np.sum(np.where(x > 0.0, x**4, np.sin(x))),
    "maximum": lambda x: np.sum(np.maximum(x, x**2) ** 3 + np.minimum(x, 1.0) ** 4),
    "clip": lambda x: np.sum(np.clip(x, -0.2, 1.0) ** 4 + np.abs(x) ** 3),
    "dot": lambda x: np.dot(x, M @ x) ** 2 + (x @ M)[1] * np.vdot(x, x),
    "matmul": lambda x: np.sum((np.outer(x, x) @ M @ np.diag(x)) ** 2),
    "einsum": lambda x: np.einsum("i,ij,j->", x, M, x) ** 2,
    "einsum of three": lambda x: np.sum(np.einsum("i,j,kj->ik", x, x, M * x[0]) ** 2),
    "tensordot": lambda x: np.sum(np.tensordot(M * x, np.outer(x, x), 1) ** 2),
    "kron": lambda x: np.sum(np.kron(x, x[:2]) ** 3),
    "cross": lambda x: np.sum(np.cross(x[:3], x[1:] ** 2) ** 2),
    "solve": lambda x: np.sum(np.linalg.solve(M + np.outer(x, x), x) ** 2),
    "inv": lambda x: np.sum(np.linalg.inv(M + np.diag(x)) * np.outer(x, x)),
    "det": lambda x: np.linalg.det(M + np.outer(x, x)) + np.linalg.slogdet(M * x[0])[1],
    "norm": lambda x: np.linalg.norm(x) ** 3 + np.linalg.norm(M * x),
    "cholesky": lambda x: np.sum(np.linalg.cholesky(M @ M.T + np.outer(x, x)) ** 3),
    "eigvalsh": lambda x: np.sum(np.linalg.eigvalsh(M + M.T + np.outer(x, x)) ** 3),
    "eigh": lambda x: np.linalg.eigh(M + M.T + np.outer(x, x))[1][0, 0] ** 2,
    "svd": lambda x: np.sum(np.linalg.svd(M * x, compute_uv=False) ** 3),
    "qr": lambda x: np.sum(np.linalg.qr(M + np.outer(x, x))[1] ** 2 * M),
    "matrix_power": lambda x: np.sum(np.linalg.matrix_power(M + np.diag(x), 3) ** 2),
    "pinv": lambda x: np.sum(np.linalg.pinv((M * x)[:, :2]) ** 2),
    "index": lambda x: x[0] ** 2 * x[-1] ** 3 + np.sum(x[1:] ** 2 * x[:-1]),
    "index arrays": lambda x: np.sum(x[[0, 0, 2]] ** 3) + np.sum(x[x > 0.0] ** 4),
    "take": lambda x: np.sum(np.take(x, [1, 1, 3]) ** 3 * x[:3]),
    "shape": lambda x: np.sum(x.reshape(2, 2).T @ np.stack([x[:2], x[2:] ** 2]) ** 2),
    "joined": lambda x: np.sum(np.concatenate([x, x**2]) ** 2 * np.tile(x, 2)),
    "pad": lambda x: np.sum(np.convolve(np.pad(x, 1), x**2) ** 2),
    "roll": lambda x: np.sum(np.roll(x, 1) ** 2 * np.flip(x) + np.repeat(x, 2)[1:5]),
    "broadcast": lambda x: np.sum((x[:, None] - x[None, :] * 2.0) ** 4),
    "interp": lambda x: np.sum(np.interp(x, [-2.0, 0.0, 2.0], x[:3] ** 2) ** 3),
    "fft": lambda x: np.sum(np.abs(np.fft.fft(x)) ** 4) + np.sum(np.fft.rfft(x).real),
    "complex": lambda x: np.real(np.exp(1j * np.sum(x**2)) * np.prod(x + 1j)),
    "trapezoid": lambda x: np.trapezoid(x**3, np.cumsum(x**2)),
    "softmax": lambda x: np.sum((np.exp(x) / np.sum(np.exp(x))) ** 2 * x),
}


def in_a_loop(x: Any) -> Any:
    """The reverse sweep of a reverse sweep has records in records."""
    s = 1.0
    for i in range(3):
        t = 0.0
        for j in range(2):
            t = np.sin(x[j]) * t + x[i]
        s = s * t + np.cos(t)
    return s


def written(x: Any) -> Any:
    """Memory that is written in a loop, through a view."""
    y = x.copy()
    view = y[1:]
    for i in range(3):
        view[i] = y[i] * view[i] + np.sin(y[0])
    y *= y
    return np.sum(y * x)


def stopped(x: Any) -> Any:
    """A loop that stops early, a recursion, a list."""

    def folded(values: Any) -> Any:
        if len(values) == 1:
            return values[0] ** 2
        return values[0] * folded(values[1:]) + np.sin(values[0])

    kept = []
    for v in x:
        if v > 1.0:
            break
        kept.append(v * folded(x))
    return sum(kept) ** 2


ARRAYS |= {f.__name__: f for f in (in_a_loop, written, stopped)}
AT = {"product": WITH_ZEROS, "product of axes": -WITH_ZEROS, "cumprod": WITH_ZEROS}
WAYS = ("FFF", "RRR", "FRF", "RFR", "FFRR", "RRFF")
"""The modes of the derivatives, innermost first."""


def forward(f: Function, v: Any) -> Function:
    """The derivative along v, in forward mode."""
    return lambda x: adgen.jvp(f, (x,), (v,))[1]


def reverse(f: Function, v: Any) -> Function:
    """The derivative along v, in reverse mode."""
    gradient = adgen.grad(f)
    return lambda x: np.sum(gradient(x) * v)


def along(f: Function, way: str, x: Any, v: Any) -> Any:
    """The derivative along v as often as there are modes in `way`."""
    for mode in way[:-1]:
        f = (forward if mode == "F" else reverse)(f, v)
    if way[-1] == "R":
        return np.sum(adgen.grad(f)(x) * v)
    return adgen.jvp(f, (x,), (v,))[1]


def by_interpolation(f: Function, order: int, x: Any, v: Any) -> float:
    """The derivative of f(x + t v) at 0."""
    h = 0.15
    through = Chebyshev.interpolate(
        np.vectorize(lambda t: f(x + t * v)), 24, domain=[-h, h]
    )
    return float(through.deriv(order)(0.0))


EVERY = 6
"""So many programs and ways in one that is run in the suite; 1 runs all."""
CHOSEN = [
    (name, way)
    for name in ARRAYS
    for way in WAYS
    if zlib.crc32(f"{name} {way}".encode()) % EVERY == 0
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "way"), CHOSEN)
def test_of_arrays(name: str, way: str) -> None:
    f, x = ARRAYS[name], AT.get(name, X)
    want = by_interpolation(f, len(way), x, V)
    np.testing.assert_allclose(along(f, way, x, V), want, rtol=1e-5, atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("name", NUMBERS)
def test_of_numbers(name: str) -> None:
    f = NUMBERS[name]
    third = adgen.grad(lambda x: adgen.grad(lambda y: adgen.grad(f)(y))(x))
    fourth = adgen.grad(lambda x: third(x))
    for order, derivative in ((3, third), (4, fourth)):
        want = by_interpolation(f, order, 0.6, 1.0)
        np.testing.assert_allclose(derivative(0.6), want, rtol=1e-5, atol=1e-5)


ABSENT = (
    "branches.name_bound_on_one_side",
    "calls.callee_with_early_return",
    "exceptions.several_handlers",
    "exits.return_before_the_loop",
    "exits.return_in_every_branch",
    "fuzz_finds.rebound_beside_early_returns-5",
    "fuzz_finds.return_not_taken_beside_complex_numbers",
    "itertools_calls.accumulated",
    "itertools_calls.reduced",
    "sequences.pairs_enumerated_and_zipped",
    "solvers.root_in_a_branch",
    "unbound.lists_made_where_no_continue",
)
"""Where records of records hold lists, tuples, or what is not there on the path taken."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ABSENT)
def test_of_the_zoo(name: str) -> None:
    specimen = SPECIMENS[name]
    (position,) = specimen.wrt[:1]
    before, x, after = (
        trees.copied(specimen.args[:position]),
        specimen.args[position],
        trees.copied(specimen.args[position + 1 :]),
    )
    v = np.random.default_rng(1).standard_normal(np.shape(x))[()]

    def f(z: Any) -> Any:
        return specimen.function(*before, z, *after)

    want = along(f, "FFF", x, v)
    np.testing.assert_allclose(along(f, "RRR", x, v), want, rtol=1e-9, atol=1e-12)
