"""The interpreter: loops, branches, stores, lists, calls, exits."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from adgen.errors import InternalError
from adgen.ir.interpreter import run
from adgen.ir.parser import parse, parse_program
from adgen.ir.printer import dump
from adgen.ir.verify import verify


def meaning(text: str, *args: Any) -> Any:
    text = text.strip("\n")
    if text.startswith("program"):
        program = parse_program(text)
        verify(program, "the test")
        return run(program, args)
    function = parse(text)
    verify(function, "the test")
    return run(function, args)


ROOT = """
def root(a.0, tol.0):
    x.3, k.3 = while with x.1 = a.0, k.1 = 0:
        %1 = k.1 < 50
        yield %1
    do:
        %2 = a.0 / x.1
        %3 = x.1 + %2
        y.0 = 0.5 * %3
        %4 = y.0 - x.1
        %5 = abs(%4)
        %6 = %5 < tol.0
        branch %6:
            break x.1, k.1
        else:
            k.2 = k.1 + 1
            yield y.0, k.2
    return x.3
"""


def test_while_with_break() -> None:
    def root(a: float, tol: float) -> float:
        x, k = a, 0
        while k < 50:
            y = 0.5 * (x + a / x)
            if abs(y - x) < tol:
                break
            x = y
            k = k + 1
        return x

    for a, tol in itertools.product([2.0, 9.0], [1e-3, 1e-30]):
        assert meaning(ROOT, a, tol) == root(a, tol)


PATHS = """
def f(x.0, n.0 = 3):
    %1 = n.0 == 0
    branch %1:
        return x.0
    else:
        %2 = n.0 < 0
        if %2:
            raise ValueError('n is', n.0)
        else:
            yield
        s.2 = for i.0 in range(0, n.0, 1) with s.0 = x.0:
            %3 = i.0 == 5
            branch %3:
                break s.0
            else:
                s.1 = s.0 * 2
                yield s.1
        return s.2
"""


@pytest.mark.parametrize("n", [0, 1, 2, 9])
def test_branches_and_early_returns(n: int) -> None:
    assert meaning(PATHS, 1.5, n) == 1.5 * 2 ** min(n, 5)


def test_a_default_is_used() -> None:
    assert meaning(PATHS, 1.0) == 8.0


def test_raise() -> None:
    with pytest.raises(ValueError, match="n is") as caught:
        meaning(PATHS, 1.0, -1)
    assert caught.value.args == ("n is", -1)


def test_a_store_copies() -> None:
    text = """
def f(x.0, i.0):
    x.1 = x.0 with [1:] = 0.0
    x.2 = x.1 with [i.0] += 1.0
    return x.0, x.1, x.2
""".replace("i.0):", "i.0) -> (0, 1, 2):")
    x = np.arange(1.0, 5.0)
    before, middle, after = meaning(text, x, np.array([0, 0, 3]))
    assert before is x
    np.testing.assert_array_equal(x, [1, 2, 3, 4])
    np.testing.assert_array_equal(middle, [1, 0, 0, 0])
    np.testing.assert_array_equal(after, [3, 0, 0, 1])


def test_a_store_through_views() -> None:
    text = """
def f(a.0, i.0) -> (0, 1):
    a.1 = a.0 with [path(slice(1, None, None), i.0)] = 2.0
    a.2 = a.1 with [path(view('np.transpose'), 0)] += 1.0
    a.3 = a.2 with [path(view('np.ravel'), -1)] = 5.0
    return a.0, a.3
"""
    before, after = meaning(text, np.zeros((3, 2)), 1)
    np.testing.assert_array_equal(before, np.zeros((3, 2)))
    np.testing.assert_array_equal(after, [[1, 0], [1, 0], [3, 5]])
    assert dump(parse(text)).strip() == text.strip()


def test_a_tape_of_records() -> None:
    text = """
def f(xs.0) -> (0, 1, 2):
    tape.2, s.2 = for x.0 in xs.0 with tape.0 = (), s.0 = 0.0:
        tape.1 = list.append(tape.0, x.0, s.0)
        s.1 = s.0 + x.0
        yield tape.1, s.1
    %1 = len(tape.2)
    tape.3, y.0, t.0 = list.pop(tape.2)
    total.2 = for (y.1, t.1) in reversed(tape.3) with total.0 = 0.0:
        %2 = y.1 * t.1
        total.1 = total.0 + %2
        yield total.1
    return %1, t.0, total.2
""".replace("    tape.2, s.2", "    tape.9 = list.new()\n    tape.2, s.2").replace(
        "tape.0 = ()", "tape.0 = tape.9"
    )
    assert meaning(text, [1.0, 2.0, 3.0]) == (3, 3.0, 2.0)


def test_a_list_keeps_its_old_version() -> None:
    text = """
def f(x.0) -> [0, 1, 2]:
    xs.0 = list.new()
    xs.1 = list.append(xs.0, x.0)
    xs.2 = list.append(xs.1, 2.0)
    %1 = xs.2[-1]
    return xs.0, xs.1, %1
"""
    assert meaning(text, 1.0) == [[], [1.0], 2.0]


def test_iterables() -> None:
    text = """
def f(xs.0, ys.0):
    out.3 = list.new()
    out.2 = for (i.0, (x.0, y.0)) in enumerate(zip(xs.0, reversed(ys.0)), 1) with out.0 = out.3:
        out.1 = list.append(out.0, i.0, x.0, y.0)
        yield out.1
    return out.2
"""
    assert meaning(text, np.array([1, 2]), (3, 4)) == [(1, 1, 4), (2, 2, 3)]


UNBOUND = """
def f(c.0):
    y.2, z.1 = if c.0:
        yield 1.0, undefined
    else:
        yield undefined, 2.0
    tape.0 = list.new()
    tape.1 = list.append(tape.0, y.2, z.1)
    w.0 = y.2 + 1.0
    return w.0
"""


def test_an_unbound_name_is_carried_but_not_read() -> None:
    assert meaning(UNBOUND, True) == 2.0
    with pytest.raises(NameError, match="y is not bound"):
        meaning(UNBOUND, False)


def test_calls_and_structures() -> None:
    text = """
program f

def f(x.0, p: {'k': k.0, 'm': (m.0, n.0)}) -> {'sum': 0, 'parts': [1, 2]}:
    a.0, b.0 = call g((x.0, k.0), m.0)
    c.0 = a.0 + b.0
    return c.0, a.0, n.0

def g(q: (u.0, v.0), w.0) -> (0, 1):
    %1 = u.0 * v.0
    return %1, w.0
"""
    result = meaning(text, 2.0, {"k": 3.0, "m": (4.0, 5.0)})
    assert result == {"sum": 10.0, "parts": [6.0, 5.0]}


def test_recursion() -> None:
    text = """
program f

def f(n.0):
    %1 = n.0 <= 1
    branch %1:
        return 1
    else:
        %2 = n.0 - 1
        %3 = call f(%2)
        %4 = n.0 * %3
        return %4
"""
    assert meaning(text, 5) == 120


@pytest.mark.parametrize(
    ("right", "value"),
    [
        ("x.0[1:, None]", np.array([[2.0], [3.0]])),
        ("np.sum(x.0, axis=0)", 6.0),
        ("np.array([1.0, (x.0)])".replace("(x.0)", "2.0"), np.array([1.0, 2.0])),
        ("x.0.ndim", 1),
        ("np.linalg.norm(x.0, ord=1)", 6.0),
        ("math.sin(1.0)", np.sin(1.0)),
        ("fstring('a', field(1.5, -1, '.2f'), field('b', 114, None))", "a1.50'b'"),
        ("unbroadcast(x.0, 1.0)", 6.0),
        ("3 // 2", 1),
        ("1 not in (1, 2)", False),
        ("x.0 is not None", True),
        ("call(len, x.0)", 3),
        ("constant(x.0)", np.array([1.0, 2.0, 3.0])),
    ],
)
def test_primitives(right: str, value: Any) -> None:
    got = meaning(f"def f(x.0):\n    y.0 = {right}\n    return y.0", np.arange(1.0, 4))
    np.testing.assert_array_equal(got, value)


def test_several_results() -> None:
    text = "def f(x.0) -> (0, 1):\n    q.0, r.0 = divmod(x.0, 3)\n    return q.0, r.0"
    assert meaning(text, 7) == (2, 1)


def test_primitives_can_be_given() -> None:
    function = parse("def f(x.0):\n    y.0 = my.rule(x.0)\n    return y.0")
    assert run(function, [3], lambda name: {"my.rule": lambda x: x + 1}[name]) == 4
    with pytest.raises(InternalError, match=r"no function my\.rule"):
        run(function, [3])
