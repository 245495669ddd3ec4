"""What the gradient of a program that writes in place costs: bytes kept, and work a statement.

Counts, not times: the lines that a call executes, and the bytes it holds at its peak.
"""

from __future__ import annotations

import ast
import sys

import numpy as np
import pytest

import adgen
from benchmarks import in_place
from tests.zoo import lasting_elements

LARGE = {"zeros_like", "zeros", "copy", "broadcast_to"}
"""Calls that cost as much as an array is long."""


def lines_executed(function, *args):
    """How many lines of generated code one call of the gradient executes."""
    gradient = adgen.grad(function)
    gradient(*args)
    counted = 0

    def trace(frame, event, _):
        nonlocal counted
        if not frame.f_code.co_filename.startswith("<adgen"):
            return None
        counted += event == "line"
        return trace

    sys.settrace(trace)
    try:
        gradient(*args)
    finally:
        sys.settrace(None)
    return counted


def calls_in_loops(function, *args):
    """The names of what is called in the loops of a gradient."""
    gradient = adgen.grad(function)
    gradient(*args)
    found = set()
    for loop in ast.walk(ast.parse(gradient.source)):
        if isinstance(loop, ast.For):
            for statement in loop.body:
                for node in ast.walk(statement):
                    if isinstance(node, ast.Call):
                        name = ast.unparse(node.func)
                        found.add(name.rpartition(".")[2])
    return found


LINES = {
    "elements": (in_place.elements, lambda n: (np.linspace(0.1, 1.0, n),)),
    "view": (in_place.elements_through_a_view, lambda n: (np.linspace(0.1, 1.0, n),)),
    "gauss_seidel": (in_place.gauss_seidel, lambda n: (np.linspace(0.1, 0.5, n), 3)),
}


@pytest.mark.parametrize("name", LINES)
def test_work_is_linear(name):
    function, args = LINES[name]
    once, twice = (lines_executed(function, *args(n)) for n in (200, 400))
    assert once > 400
    assert twice == pytest.approx(2 * once, rel=0.02)


@pytest.mark.parametrize("name", LINES)
def test_no_array_is_made_for_a_scalar(name):
    function, args = LINES[name]
    assert not calls_in_loops(function, *args(8)) & LARGE


def test_cholesky_keeps_no_matrix_for_an_element():
    assert not calls_in_loops(in_place.cholesky, in_place.spd(4)) & LARGE
    small, large = (in_place.kept(in_place.cholesky, in_place.spd(n)) for n in (12, 24))
    assert large < 10 * small  # n ** 3, not n ** 4


def test_heat_keeps_one_array_a_step():
    cells, steps = 5_000, 40
    peak = in_place.kept(in_place.heat, np.linspace(0.0, 1.0, cells), steps)
    array = 8 * cells
    assert steps * array <= peak < (steps + 12) * array


def test_a_linear_stencil_keeps_nothing():
    cells = 5_000
    u = np.linspace(0.0, 1.0, cells)
    few, many = (in_place.kept(in_place.heat_linear, u, steps) for steps in (10, 80))
    assert many < few + 8 * cells
    gradient = adgen.grad(in_place.heat_linear)
    gradient(u, 3)
    assert "append" not in gradient.source


def test_gauss_seidel_keeps_one_number_an_element():
    gradient = adgen.grad(in_place.gauss_seidel)
    gradient(np.linspace(0.1, 0.5, 6), 2)
    (record,) = [
        node.args[0]
        for node in ast.walk(ast.parse(gradient.source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "tape_1.append"
    ]
    assert len(record.elts) == 2  # the index, and the number that is squared


def next_to_a_loop(x, before):
    y = x.copy()
    for k in range(len(y)):
        if k > 0:
            y[k] = x[0] * y[before[k]]
        for j in range(k, len(y)):
            y[j] *= x[1] * y[j]
    return np.sum(y)


def test_a_number_that_a_side_reads_keeps_no_array():
    args = np.linspace(0.1, 1.0, 8), np.arange(8) // 2
    assert not calls_in_loops(next_to_a_loop, *args) & LARGE


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lasting_elements.table_of_lists, (np.linspace(0.1, 1.0, 5),)),
        (lasting_elements.forward_variables_in_lists, (np.eye(2), np.ones((2, 3)))),
    ],
)
def test_a_table_of_lists_is_not_copied_for_a_number(function, args):
    assert not calls_in_loops(function, *args) & {"_copy_list", "copy"}
