"""Stacks of matrices, and numbers in place of matrices: right, or refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import scipy.linalg as LA

import adgen
from adgen.errors import KindError
from adgen.rules.ranks import RANKS, STACK
from adgen.rules.registry import callable_of, find
from adgen.rules.signature import REQUIRED
from tests import oracle

_RNG = np.random.default_rng(5)
_SQUARE = _RNG.standard_normal((2, 3, 3)) + 3.0 * np.eye(3)
_DEFINITE = _SQUARE @ np.swapaxes(_SQUARE, 1, 2)
_TALL = _RNG.standard_normal((2, 3, 2))

STACKS: dict[str, tuple[Callable[..., Any], tuple[np.ndarray, ...]]] = {
    "inv": (lambda a: LA.inv(a), (_SQUARE,)),
    "det": (lambda a: LA.det(a), (_SQUARE,)),
    "solve": (lambda a, b: LA.solve(a, b), (_SQUARE, _TALL)),
    "pinv": (lambda a: LA.pinv(a), (_SQUARE,)),
    "expm": (lambda a: LA.expm(a), (_SQUARE / 3,)),
    "eig": (lambda a: np.sort(np.abs(LA.eig(a)[0])), (_SQUARE,)),
    "eigvals": (lambda a: np.sort(np.abs(LA.eigvals(a))), (_SQUARE,)),
    "eigh": (lambda a: LA.eigh(a + np.swapaxes(a, 1, 2))[0], (_SQUARE,)),
    "eigvalsh": (lambda a: LA.eigvalsh(a + np.swapaxes(a, 1, 2)), (_SQUARE,)),
    "lu": (lambda a: LA.lu(a)[2], (_SQUARE,)),
    "qr": (lambda a: LA.qr(a, mode="economic")[1], (_SQUARE,)),
    "rq": (lambda a: LA.rq(a)[0], (_SQUARE,)),
    "signm": (lambda a: LA.signm(a), (_SQUARE,)),
    "sqrtm": (lambda a: LA.sqrtm(a), (_DEFINITE,)),
    "svd": (lambda a: LA.svd(a, full_matrices=False)[0] ** 2, (_SQUARE,)),
    "svdvals": (lambda a: LA.svdvals(a), (_SQUARE,)),
    "solve_triangular": (lambda a, b: LA.solve_triangular(a, b), (_SQUARE, _TALL)),
    "solve_sylvester": (
        lambda a, b, q: LA.solve_sylvester(a, b, q),
        (_SQUARE, _DEFINITE, _SQUARE),
    ),
    "solve_continuous_lyapunov": (
        lambda a, q: LA.solve_continuous_lyapunov(a, q),
        (_SQUARE, _DEFINITE),
    ),
    "solve_discrete_lyapunov": (
        lambda a, q: LA.solve_discrete_lyapunov(a, q),
        (_SQUARE / 9, _DEFINITE),
    ),
}


@pytest.mark.parametrize("name", STACKS)
def test_stacks(name: str) -> None:
    function, values = STACKS[name]
    try:
        function(*values)
    except ValueError:
        pytest.skip("this SciPy does not go over stacks")
    dots = [_RNG.standard_normal(value.shape) for value in values]
    wanted = oracle.five_point(function, list(values), dots)
    out, found = adgen.jvp(function, values, tuple(dots))
    assert oracle.error(found, wanted) < oracle.FIVE_POINT
    bar = _RNG.standard_normal(out.shape)
    _, pullback = adgen.vjp(function, *values)
    pulled = sum(np.sum(b * d) for b, d in zip(pullback(bar), dots))
    assert oracle.error(pulled, np.sum(bar * found)) < 1e-10


def test_every_stack_that_is_allowed_is_tried() -> None:
    allowed = {
        fn.rpartition(".")[2]
        for fn, parameters in RANKS.items()
        if STACK in parameters.values()
    }
    assert allowed == set(STACKS)


def test_the_parameters_are_those_of_the_rules() -> None:
    for fn, parameters in RANKS.items():
        rule = find(fn)
        assert rule is not None
        assert set(parameters) <= set(rule.differentiated)


def _of_one_operand() -> Iterator[tuple[str, int]]:
    """Functions with one required operand, and ranks they do not take."""
    for fn, parameters in RANKS.items():
        rule = find(fn)
        assert rule is not None
        required = [p for p in rule.parameters if p.default is REQUIRED]
        if len(required) == 1:
            least, greatest = parameters[required[0].name]
            if least:
                yield fn, least - 1
            if greatest is not None:
                yield fn, greatest + 1


@pytest.mark.parametrize(("fn", "rank"), [*_of_one_operand()])
def test_another_number_of_axes_is_refused(fn: str, rank: int) -> None:
    function = callable_of(fn)
    x = np.full((1,) * rank, 0.5) if rank else 0.5

    def program(x: Any) -> Any:
        return function(x)

    with pytest.raises(KindError, match=f"of {rank} ax[ie]s"):
        adgen.jvp(program, (x,), (x,))


def test_a_number_is_no_square_root_of_a_matrix() -> None:
    """Of numbers SciPy 1.17 makes matrices: the derivative was another one without a word."""
    with pytest.raises(KindError, match="a matrix or a stack of them"):
        adgen.jvp(lambda x: LA.sqrtm(x), (0.5,), (1.0,))


def test_factors_of_a_stack_are_refused() -> None:
    def program(a: Any, b: Any) -> Any:
        return LA.cho_solve((np.linalg.cholesky(a), True), b)

    with pytest.raises(KindError, match="of 3 axes"):
        adgen.vjp(program, _DEFINITE, _TALL)[1](_TALL)
