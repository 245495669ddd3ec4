"""Optimisation keeps the meaning: random programs give the same results and effects."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adgen.ir.interpreter import run
from adgen.ir.nodes import Program
from adgen.ir.primitives import named_callable
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.ir.walk import all_statements
from adgen.optimize import PASSES
from tests.dumps import optimized
from tests.optimize.random_programs import programs

slowly = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ARGUMENTS = (
    (0.5, -1.25, 2, True, np.array([1.0, -2.0, 0.25])),
    (-3.0, 0.0, -1, False, np.array([0.0, 4.0, -0.5])),
)


def outcome(program: Program, args: tuple[Any, ...]) -> tuple[Any, list[Any]]:
    """The results of a run, and what it printed."""
    printed: list[Any] = []

    def primitives(fn: str) -> Any:
        return printed.append if fn == "print" else named_callable(fn)

    with np.errstate(all="ignore"):
        return run(program, args, primitives), printed


def bits(value: Any) -> Any:
    """A value that tells numbers apart by type and bits; but for the sign of zero."""
    if isinstance(value, (tuple, list)):
        return [bits(item) for item in value]
    if isinstance(value, np.ndarray):
        return [str(value.dtype), *map(repr, (value + 0.0).tolist())]
    kind = "float" if isinstance(value, np.floating) else type(value).__name__
    return kind, repr(value + 0 if isinstance(value, int) else float(value) + 0.0)


def check(program: Program, **options: Any) -> None:
    verify(program, "the test")
    found = optimized(program, **options)
    for args in ARGUMENTS:
        assert bits(outcome(found, args)) == bits(outcome(program, args)), dump(found)


@slowly
@given(programs(st.just(False)))
def test_the_primal_is_bit_identical(program):
    check(program)


@slowly
@given(programs(st.booleans()))
def test_derived_statements_keep_their_meaning(program):
    check(program)


@pytest.mark.parametrize("name", PASSES)
@settings(slowly, max_examples=40)
@given(program=programs(st.just(True)))
def test_each_pass_keeps_the_meaning(name, program):
    check(program, only=[name])


@slowly
@given(programs(st.booleans()))
def test_the_arithmetic_of_the_user_is_never_altered(program):
    before = {
        stmt.results: stmt.fn
        for stmt in all_statements(program.main.body)
        if hasattr(stmt, "fn") and not stmt.derived
    }
    for stmt in all_statements(optimized(program).main.body):
        if hasattr(stmt, "fn") and not stmt.derived:
            assert before[stmt.results] == stmt.fn


@slowly
@given(programs(st.booleans()))
def test_an_optimised_program_is_a_fixpoint(program):
    once = optimized(program)
    assert dump(optimized(once)) == dump(once)
