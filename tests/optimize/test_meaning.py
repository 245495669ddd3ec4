"""Optimisation keeps the meaning: random programs give the same results and effects."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adgen.ir.interpreter import Frame
from adgen.ir.nodes import Program, Statement
from adgen.ir.primitives import named_callable
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.ir.walk import all_statements
from adgen.optimize import PASSES
from tests.dumps import optimized
from tests.optimize.random_programs import programs

ARGUMENTS = (
    (0.5, -1.25, 2, True, np.array([1.0, -2.0, 0.25])),
    (-3.0, 0.0, -1, False, np.array([0.0, 4.0, -0.5])),
)


class Watched(Frame):
    """Gives a run up that takes too long."""

    steps = itertools.count()

    def statement(self, stmt: Statement) -> None:
        assume(next(self.steps) < 20_000)
        super().statement(stmt)


class WithoutRounding(Watched):
    """Gives a run up in which a sum or product may have been rounded."""

    def define(self, results: Any, values: Any) -> None:
        super().define(results, values)
        for value in values:
            if isinstance(value, float):
                assume(abs(value) < 2**20 and (value * 2**20).is_integer())


def outcome(
    program: Program, args: tuple[Any, ...], frame: type[Watched] = Watched
) -> tuple[Any, list[Any]]:
    """The results of a run, and what it printed."""
    printed: list[Any] = []

    def primitives(fn: str) -> Any:
        return printed.append if fn == "print" else named_callable(fn)

    frame.steps = itertools.count()
    with np.errstate(all="ignore"):
        values = frame(program, primitives, {}).call(program.main, args)
    return values, printed


def bits(value: Any) -> Any:
    """A value that tells numbers apart by type and bits; but for the sign of zero."""
    if isinstance(value, (tuple, list)):
        return [bits(item) for item in value]
    if isinstance(value, np.ndarray):
        return [str(value.dtype), *map(repr, (value + 0.0).tolist())]
    kind = "float" if isinstance(value, np.floating) else type(value).__name__
    return kind, repr(value + 0 if isinstance(value, int) else float(value) + 0.0)


def check(program: Program, frame: type[Watched] = Watched, **options: Any) -> None:
    verify(program, "the test")
    found = optimized(program, **options)
    for args in ARGUMENTS:
        wanted = bits(outcome(program, args, frame))
        assert bits(outcome(found, args)) == wanted, dump(found)


@given(programs(st.just(False)))
def test_the_primal_is_bit_identical(program):
    check(program)


@given(programs(st.booleans()))
def test_derived_statements_keep_their_meaning(program):
    check(program, WithoutRounding)


@pytest.mark.parametrize("name", PASSES)
@given(program=programs(st.just(True)))
def test_each_pass_keeps_the_meaning(name, program):
    check(program, WithoutRounding, only=[name])


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


@given(programs(st.booleans()))
def test_an_optimised_program_is_a_fixpoint(program):
    once = optimized(program)
    assert dump(optimized(once)) == dump(once)
