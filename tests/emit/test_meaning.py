"""The text means what the IR means: random programs, run by the interpreter and as text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adgen.emit.load import load
from adgen.emit.module import emit_program
from adgen.ir.interpreter import run
from adgen.ir.nodes import Program
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from tests.emit.random_memory import random_program

pytestmark = pytest.mark.slow


def arguments(test: bool) -> list[Any]:
    return [
        1.5,
        test,
        np.array([2.0, 3.0]),
        np.array([5.0, 7.0]),
        np.array([[11.0, 13.0], [17.0, 19.0]]),
    ]


def same(a: Any, b: Any) -> bool:
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    return np.array_equal(a, b, equal_nan=isinstance(a, np.ndarray | float))


def arrays(value: Any) -> list[np.ndarray]:
    return [each for each in value if isinstance(each, np.ndarray)]


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_the_text_means_what_the_ir_means(first: int) -> None:
    for seed in range(first, first + 25):
        check(random_program(seed), f"seed {seed}")


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 1300, 30))
def test_many_texts_mean_what_the_ir_means(first: int) -> None:
    for seed in range(first, first + 30):
        check(random_program(seed), f"seed {seed}")


def check(program: Program, label: str) -> None:
    verify(program, label)
    emitted = emit_program(program, verify=True)
    function = load(emitted.text, emitted.namespace, "main", label)
    shown = f"{label}\n{dump(program)}\n\n{emitted.text}"
    for test in (True, False):
        args, kept = arguments(test), arguments(test)
        with np.errstate(all="ignore"):
            wanted = run(program, arguments(test))
            found = function(*args)
        assert same(found, wanted), shown
        assert same(args, kept), f"an argument was changed\n{shown}"
        results = arrays(found)
        for position, result in enumerate(results):
            for other in (*arrays(args), *results[:position]):
                assert not np.shares_memory(result, other), f"shared\n{shown}"
