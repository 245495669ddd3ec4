"""The run of a program: its steps, loops, calls and lists."""

from __future__ import annotations

import numpy as np
import pytest

from adgen.errors import ArgumentError
from adgen.frontend import lower
from adgen.frontend.scope.describe import describe
from adgen.views import trace as tracing
from adgen.views.counting import count
from adgen.views.record import Inside, Step, Turns, plain
from adgen.views.trace import trace


def lowered(function, *args):
    names = function.__code__.co_varnames[: len(args)]
    kinds = {name: describe(value, name) for name, value in zip(names, args)}
    return lower(function, kinds)[0]


def run(function, *args):
    return trace(lowered(function, *args), args)


def operations(function, *args):
    return count(lowered(function, *args), args).operations


def square_sum(xs):
    total = 0.0
    for x in xs:
        total = total + x * x
    return total


def test_the_steps_hold_the_values():
    found = run(lambda x, y: np.sin(x) * y, 0.5, 2.0)
    values = [cell.value for step in found.steps() for cell in step.makes]
    assert values == [np.sin(0.5), np.sin(0.5) * 2.0]
    assert plain(found.results[0]) == np.sin(0.5) * 2.0
    assert [given.label for given in found.inputs] == ["x", "y"]


def test_a_loop_keeps_its_iterations_apart():
    found = run(square_sum, np.array([1.0, 2.0, 3.0]))
    (loop,) = [item for item in found.items if isinstance(item, Turns)]
    assert loop.completed == len(loop.turns) == 3
    assert plain(found.results[0]) == 14.0


def until(x):
    while x < 10.0:
        x = x * 2.0
    return x


def test_the_test_that_ends_a_loop_is_no_iteration():
    (loop,) = run(until, 1.5).items
    assert isinstance(loop, Turns)
    assert (loop.completed, len(loop.turns)) == (3, 4)


def inner(u):
    t = np.sin(u)
    return t * t


def outer(x):
    return inner(x) + inner(2.0 * x)


def test_a_call_holds_what_happened_inside():
    found = run(outer, 0.5)
    calls = [item for item in found.items if isinstance(item, Inside)]
    assert [len(call.items) for call in calls] == [2, 2]
    assert all(isinstance(step, Step) for call in calls for step in call.items)


def listed(x):
    xs = []
    for i in range(3):
        xs.append(x**i)
    return xs[1] * xs[-1]


def test_an_entry_of_a_list_is_the_value_that_was_put_in():
    found = run(listed, 2.0)
    *powers, product = found.steps()
    made = [step.makes[0] for step in powers if step.stmt.fn == "pow"]
    assert set(map(id, product.reads.values())) == {id(made[1]), id(made[2])}
    assert plain(found.results[0]) == 8.0


def test_structures_are_taken_apart():
    def f(p):
        return p["w"][0] * p["b"]

    found = run(f, {"w": (2.0, 3.0), "b": 4.0})
    assert [i.label for i in found.inputs] == ["p['w'][0]", "p['w'][1]", "p['b']"]
    assert plain(found.results[0]) == 8.0


def test_long_runs_are_refused(monkeypatch):
    monkeypatch.setattr(tracing, "MOST_STEPS", 10)
    with pytest.raises(ArgumentError, match="more than 10 steps"):
        run(until, 1e-9)


# counting ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "args", "number"),
    [
        (lambda x, y: x * y + x, (2.0, 3.0), 2),
        (lambda x: np.sum(x * x), (np.ones(5),), 10),
        (lambda a, b: a @ b, (np.ones((2, 3)), np.ones((3, 4))), 2 * 4 * (2 * 3 - 1)),
        (lambda a, b: a @ b, (np.ones((2, 3)), np.ones(3)), 2 * (2 * 3 - 1)),
        (lambda a: a.T[0], (np.ones((2, 3)),), 0),
        (lambda a, b: np.linalg.solve(a, b), (np.eye(4), np.ones(4)), 64),
        (square_sum, (np.ones(3),), 6),
        (until, (1.5,), 3 + 4),
    ],
)
def test_operations(function, args, number):
    assert operations(function, *args) == number
