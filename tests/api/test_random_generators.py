"""Random generators and iterators as arguments: what is drawn is drawn once."""

from __future__ import annotations

import random

import numpy as np
import pytest

import adgen
from adgen.errors import KindError, LanguageError, NoRuleError

DRAWS = [
    lambda x, r: x * r.poisson(3.0),
    lambda x, r: x * r.permutation(5)[0],
    lambda x, r: x * r.choice([1.0, 2.0, 3.0]),
    lambda x, r: x * r.weibull(2.0) + r.exponential(2.0),
    lambda x, r: np.sum(x * r.standard_normal(3) + r.normal(size=3)),
    lambda x, r: np.sum(x * r.multivariate_normal(np.zeros(2), np.eye(2))),
]


@pytest.mark.parametrize("f", DRAWS)
def test_values_are_those_of_the_function(f):
    df = adgen.value_and_grad(f)
    first, slope = df(2.0, np.random.default_rng(3))
    assert first == f(2.0, np.random.default_rng(3))
    step = f(3.0, np.random.default_rng(3)) - f(2.0, np.random.default_rng(3))
    assert slope == pytest.approx(step)
    used, after = np.random.default_rng(3), np.random.default_rng(3)
    df(2.0, used)
    f(2.0, after)
    assert used.random() == after.random()


def test_one_derivative_is_for_all_generators():
    df = adgen.grad(lambda x, r: x * r.exponential(2.0))
    for seed in (1, 2):
        drawn = np.random.default_rng(seed).exponential(2.0)
        assert df(2.0, np.random.default_rng(seed)) == drawn
        assert df.py_func(2.0, np.random.default_rng(seed)) == drawn
    assert len(df.specialisations) == 1
    assert "r.exponential(2.0)" in df.source


def test_a_generator_of_the_module_draws_once(capsys):
    rng = random.Random(5)

    def f(x):
        print("drawn")
        return x * rng.choice([1.0, 2.0, 3.0]) * rng.randrange(1, 9)

    value, _ = adgen.value_and_grad(f)(2.0)
    assert capsys.readouterr().out == "drawn\n"
    again = random.Random(5)
    assert value == 2.0 * again.choice([1.0, 2.0, 3.0]) * again.randrange(1, 9)


def test_a_printing_function_that_returns_an_array_is_refused_at_run_time(capsys):
    def f(x, n):
        print("seen")
        return np.unique(np.arange(n)) * x

    with pytest.raises(TypeError, match="an array"):
        adgen.grad(f)(2.0, 3)
    assert capsys.readouterr().out == "seen\n"


def test_parameters_that_vary():
    for f in (lambda x, r: r.normal(x, 1.0), lambda x, r: r.permutation([x, 1.0])[0]):
        with pytest.raises(NoRuleError, match="parameters of random numbers"):
            adgen.grad(f)(2.0, np.random.default_rng(3))
        with pytest.raises(NoRuleError, match="parameters of random numbers"):
            adgen.jvp(f, (2.0, np.random.default_rng(3)), (1.0, None))


def test_iterators_can_be_read_only_once():
    def f(x, r):
        return x * sum(r)

    for once in ((i for i in range(3)), iter([1.0]), map(float, [1])):
        with pytest.raises(KindError, match="can be read only once"):
            adgen.grad(f)(2.0, once)
    data = iter([1.0, 2.0])
    with pytest.raises(LanguageError, match="`data` is a list_iterator"):
        adgen.grad(lambda x: x * sum(data))(2.0)
    assert next(data) == 1.0


def test_matrices_draw_once():
    rng = np.random.default_rng(0)

    def f(x):
        return np.sum(x * rng.standard_normal(3)) ** 2

    z = np.random.default_rng(0).standard_normal(3)
    np.testing.assert_allclose(adgen.hessian(f)(np.ones(3)), 2 * np.outer(z, z))
    rng = np.random.default_rng(0)
    g = adgen.jacobian(lambda x: x * rng.standard_normal(3))
    np.testing.assert_allclose(g(1.0), z)
    with pytest.raises(LanguageError, match="each column would have its own"):
        adgen.grad(lambda x: np.sum(adgen.jacobian(lambda v: v * rng.normal())(x)))(z)
