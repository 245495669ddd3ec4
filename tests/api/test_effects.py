"""Warnings, logs, clocks and streams: run once, in order, as the program does."""

from __future__ import annotations

import logging
import math
import sys
import time
import warnings

import numpy as np
import pytest

import adgen

log = logging.getLogger("adgen.tests.effects")


def noisy(x):
    log.warning("x is %s", x)
    if x > 1.0:
        warnings.warn(f"{x} is large", RuntimeWarning, stacklevel=2)
    start = time.perf_counter()
    y = x**3
    for i in range(2):
        logging.getLogger("adgen.tests.effects.inner").error("step %d", i)
    if log.isEnabledFor(logging.CRITICAL):
        logging.critical("%s", time.perf_counter() >= start)
    sys.stdout.write("done\n")
    return y


WRITTEN = ["x is 2.0", "step 0", "step 1", "True"]


@pytest.mark.parametrize(
    ("derived", "expected"),
    [
        (lambda x: adgen.grad(noisy)(x), 12.0),
        (lambda x: adgen.jvp(noisy, (x,), (1.0,))[1], 12.0),
        (lambda x: adgen.vjp(noisy, x)[1](1.0)[0], 12.0),
        (lambda x: adgen.hvp(noisy)(x, 1.0), 12.0),
    ],
    ids=["grad", "jvp", "vjp", "hvp"],
)
def test_what_is_written_is_written_once_and_in_order(
    derived, expected, caplog, capsys
):
    with pytest.warns(RuntimeWarning, match="2.0 is large") as caught:
        assert derived(2.0) == pytest.approx(expected)
    assert len(caught) == 1
    assert [record.getMessage() for record in caplog.records] == WRITTEN
    assert capsys.readouterr().out == "done\n"


def test_a_logger_of_an_object():
    class Model:
        def __init__(self):
            self.log = logging.getLogger(type(self).__name__)
            self.rate = 2.0

        def loss(self, x):
            self.log.info("loss of %s", x)
            return self.rate * x**2

    assert adgen.grad(Model().loss)(3.0) == 12.0


def test_a_warning_in_a_try():
    def guarded(x):
        try:
            y = 1.0 / x
        except ZeroDivisionError:
            log.error("no inverse")
            y = 0.0
        return x * y * x

    assert adgen.grad(guarded)(2.0) == pytest.approx(1.0)
    assert adgen.grad(guarded)(0.0) == 0.0


def test_what_raises_and_is_not_needed_is_left_out():
    """As docs/limitations.md says; what is raised on purpose is raised."""

    def unused(x):
        np.linalg.inv(np.zeros((2, 2)) * x)
        math.log(-x)
        return x**2

    def refused(x):
        if x > 0:
            raise ValueError("positive")
        return x**2

    assert adgen.grad(unused)(3.0) == 6.0
    with pytest.raises(ValueError, match="positive"):
        adgen.grad(refused)(3.0)


def test_what_raises_and_is_needed_raises_as_in_the_program():
    with pytest.raises(ValueError, match="domain"):
        adgen.grad(lambda x: math.sqrt(x) * x)(-1.0)
    with pytest.raises(np.linalg.LinAlgError):
        adgen.grad(lambda x: np.sum(np.linalg.inv(x)))(np.zeros((2, 2)))
    with pytest.raises(IndexError):
        adgen.grad(lambda x, i: x[i] ** 2)(np.ones(2), 5)


def test_a_division_of_numpy_by_zero():
    """The value is infinite; the adjoint is a number of Python, whose division raises."""

    def divided(x):
        return x[0] / 0.0

    with pytest.warns(RuntimeWarning, match="divide by zero"):
        assert divided(np.ones(1)) == np.inf
    with pytest.raises(ZeroDivisionError):
        adgen.grad(divided)(np.ones(1))
