"""Random numbers in a function: drawn once, in order, and constants for the derivative."""

from __future__ import annotations

import random
from random import gauss

import numpy as np
import pytest

import adgen

OWN = random.Random(5)
OF_NUMPY = np.random.default_rng(5)


def of_the_module(x):
    return x * random.gauss(0, 1) + random.random() * x**2 + random.uniform(1.0, 2.0)


def by_its_name(x):
    return x * gauss(0.0, x) + random.getrandbits(3) * x


def made_inside(x):
    rng = random.Random(3)
    other = np.random.default_rng(4)
    return x * rng.gauss(0, 1) * rng.random() + x**2 * other.normal(0.0, 1.0)


def of_an_object(x):
    return x * OWN.gauss(0, 1) * OWN.randint(1, 4) + x**2 * OF_NUMPY.uniform(1.0, 2.0)


def counts(x):
    n = np.random.poisson(3.0) + np.random.binomial(9, 0.5)
    weights = np.random.dirichlet([1.0, 2.0])
    return x * n + x**2 * weights[0] * np.random.geometric(0.3, 2)[1]


def in_a_loop(x):
    s = 0.0
    for _ in range(4):
        if random.random() < 0.5:
            s += x * random.expovariate(x)
        else:
            s *= random.lognormvariate(x, 0.3)
    return s


def chosen(x):
    weights = [x, 2.0 * x, x**3]
    return random.choice(weights) + random.choice([1.0, 2.0]) * x


def seeded(x):
    random.seed(7)
    return x * random.triangular() + random.weibullvariate(x, 2.0)


def seed() -> None:
    random.seed(1)
    OWN.seed(1)
    np.random.seed(1)
    OF_NUMPY.bit_generator.state = np.random.default_rng(1).bit_generator.state


@pytest.mark.parametrize(
    "f",
    [
        *(of_the_module, by_its_name, made_inside, of_an_object, in_a_loop, chosen),
        *(seeded, counts),
    ],
    ids=lambda f: f.__name__,
)
def test_numbers_are_drawn_once_and_in_order(f) -> None:
    def at(x: float) -> float:
        seed()
        return f(x)

    slope = (at(1.5 + 1e-6) - at(1.5 - 1e-6)) / 2e-6
    value_and_slope = adgen.value_and_grad(f)
    for _ in range(2):  # the first call makes the derivative
        seed()
        value, found = value_and_slope(1.5)
        after = random.random(), OWN.random(), OF_NUMPY.random()
        assert value == at(1.5)
        assert after == (random.random(), OWN.random(), OF_NUMPY.random())
        np.testing.assert_allclose(found, slope, rtol=1e-6)
    seed()
    np.testing.assert_allclose(adgen.jvp(f, (1.5,), (1.0,))[1], slope, rtol=1e-6)


def shuffled(x):
    xs = [x, 2.0 * x]
    random.shuffle(xs)
    return xs[0]


def sampled(x):
    return sum(random.sample([x, 2.0 * x, 3.0], 2))


def several(x):
    return random.choices([x, 2.0 * x])[0]


def shuffled_in_place(x):
    y = np.array([x, 2.0 * x])
    np.random.shuffle(y)
    return y[0]


@pytest.mark.parametrize("f", [shuffled, sampled, several, shuffled_in_place])
def test_a_random_order_is_refused(f) -> None:
    with pytest.raises(adgen.AdgenError, match="put into a random order"):
        adgen.grad(f)(1.5)


def test_shuffle_of_a_generator_is_refused() -> None:
    def f(x):
        rng = np.random.default_rng(0)
        y = x * 2.0
        rng.shuffle(y)
        return y[0]

    with pytest.raises(adgen.AdgenError, match="writes to its argument"):
        adgen.grad(f)(np.ones(3))


def test_the_shape_of_a_drawn_power_has_no_slope() -> None:
    with pytest.raises(adgen.AdgenError, match="no derivative with respect to `alpha`"):
        adgen.grad(lambda x: random.gammavariate(x, 1.0))(2.0)
