"""Both transformers on IR text: the derivative's dump where it teaches, and its numbers always.

Each program is run by the interpreter: reverse against differences, forward against reverse.
"""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pytest

from adgen.ir.interpreter import run
from adgen.ir.kinds import BOOL, FLOAT, INT, Array, Kind, Listing
from adgen.ir.nodes import Program
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.ir.walk import param_vars
from adgen.optimize import optimize
from adgen.transforms import forward, reverse
from tests.dumps import program_of

VECTOR = Array("float", ("x.0",))
RECORDS = Listing((FLOAT, FLOAT))


class FloatUnlessSaid(dict[str, Kind]):
    """Kinds by name; a name that is not there is a real number."""

    def get(self, key: str, default: Any = None) -> Any:
        if key in self:
            return self[key]
        return FLOAT if default is None and "." not in key else default


def gradient_of(program: Program, wrt: str) -> Program:
    """The optimised gradient with respect to some parameters."""
    leaves = tuple(v for v in param_vars(program.main) if v.name in wrt.split())
    request = reverse.Request(leaves, bare=len(leaves) == 1)
    made = reverse.gradient(program, request)
    verify(made, "reverse")
    return optimize(made)


def tangent_of(program: Program, wrt: str) -> Program:
    """The optimised tangent in directions of some parameters."""
    leaves = param_vars(program.main)
    inputs = tuple(i for i, v in enumerate(leaves) if v.name in wrt.split())
    made = forward.tangent(program, forward.Request(inputs, (0,)))
    verify(made, "forward")
    return optimize(made)


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

BRANCH_AND_STORE = """
def fill(x.0, n.0):
    a.0 = np.zeros(n.0)
    a.4 = for i.0 in range(0, n.0, 1) with a.1 = a.0:
        %1 = x.0 > 1.0
        y.2 = if %1:
            t.0 = x.0 / 3.0
            y.0 = t.0 * t.0
            yield y.0
        else:
            y.1 = x.0 + 1.0
            yield y.1
        %2 = y.2 * i.0
        a.2 = a.1 with [i.0] = %2
        yield a.2
    b.0 = a.4[2]
    c.0 = b.0 * b.0
    return c.0
"""

NESTED = """
def nested(x.0, c.0):
    n.0 = len(x.0)
    s.3 = for i.0 in range(0, n.0, 1) with s.1 = 0.0:
        e.0 = x.0[i.0]
        p.3 = for j.0 in range(0, 3, 1) with p.1 = e.0:
            %1 = p.1 * p.1
            p.2 = %1 * c.0
            yield p.2
        %2 = p.3 * p.3
        s.2 = s.1 + %2
        yield s.2
    return s.3
"""

EARLY_RETURN = """
def early(x.0, y.0):
    %1 = x.0 > y.0
    branch %1:
        t.0 = x.0 * y.0
        u.0 = t.0 * t.0
        return u.0
    else:
        w.0 = x.0 / y.0
        return w.0
"""

APPENDED = """
def appended(x.0, c.0):
    xs.0 = list.new()
    xs.3 = for i.0 in range(0, 4, 1) with xs.1 = xs.0:
        e.0 = c.0 * i.0
        f.0 = e.0 * x.0
        xs.2 = list.append(xs.1, f.0, e.0)
        yield xs.2
    s.3 = for (f.1, e.1) in xs.3 with s.1 = 0.0:
        %1 = f.1 * e.1
        s.2 = s.1 + %1
        yield s.2
    return s.3
"""

ELEMENTS = """
def elements(x.0, c.0):
    s.3 = for e.0 in x.0 with s.1 = 1.0:
        %1 = e.0 * c.0
        %2 = s.1 * %1
        branch %2 > 30.0:
            break s.1
        else:
            yield %2
    return s.3
""".replace("branch %2 > 30.0", "%3 = %2 > 30.0\n        branch %3")

X = np.array([1.3, 0.4, 2.0])
PROGRAMS = {
    "root": (ROOT, "a", (7.3, 1e-3), {"k": INT}),
    "fill": (BRANCH_AND_STORE, "x", (1.7, 4), {"a": VECTOR, "n": INT, "i": INT}),
    "fill, other side": (
        BRANCH_AND_STORE,
        "x",
        (0.7, 4),
        {"a": VECTOR, "n": INT, "i": INT},
    ),
    "nested": (NESTED, "x c", (X, 0.6), {"x": VECTOR, "n": INT, "i": INT, "j": INT}),
    "early": (EARLY_RETURN, "x y", (1.3, 0.4), {}),
    "early, other side": (EARLY_RETURN, "x y", (0.3, 0.4), {}),
    "appended": (APPENDED, "x c", (1.3, 0.4), {"i": INT, "xs": RECORDS}),
    "elements": (ELEMENTS, "x c", (X, 2.6), {"x": VECTOR}),
    "elements, break": (ELEMENTS, "x c", (X, 9.0), {"x": VECTOR}),
}
TESTS = {"%1": BOOL, "%6": BOOL, "%3": BOOL}


def prepared(name: str) -> tuple[Program, str, tuple[Any, ...]]:
    text, wrt, args, kinds = PROGRAMS[name]
    found = {k: v for k, v in TESTS.items() if f"{k} = " in text and f"if {k}" in text
             or f"branch {k}" in text}  # fmt: skip
    return program_of(text, FloatUnlessSaid(found | kinds)), wrt, args


def differences(program: Program, args: tuple[Any, ...], position: int) -> np.ndarray:
    """Central differences of the primal with respect to one argument."""
    base = np.asarray(args[position], float)
    found = np.zeros(base.shape)
    for index in np.ndindex(base.shape):
        values = []
        for step in (1e-5, -1e-5):
            moved = base.copy()
            moved[index] += step
            point = list(args)
            point[position] = moved if moved.shape else float(moved)
            values.append(run(program, point))
        found[index] = (values[0] - values[1]) / 2e-5
    return found


@pytest.mark.parametrize("name", PROGRAMS)
def test_reverse_against_differences(name: str) -> None:
    program, wrt, args = prepared(name)
    found = run(gradient_of(program, wrt), (*args, 1.0))
    found = found if isinstance(found, tuple) else (found,)
    names = [v.name for v in param_vars(program.main)]
    for label, bar in zip(wrt.split(), found, strict=True):
        want = differences(program, args, names.index(label))
        np.testing.assert_allclose(bar, want, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("name", PROGRAMS)
def test_forward_against_reverse(name: str) -> None:
    program, wrt, args = prepared(name)
    bars = run(gradient_of(program, wrt), (*args, 1.0))
    bars = bars if isinstance(bars, tuple) else (bars,)
    rng = np.random.default_rng(5)
    dots = [rng.standard_normal(np.shape(bar)) for bar in bars]
    dots = [dot if dot.shape else float(dot) for dot in dots]
    value, dot = run(tangent_of(program, wrt), (*args, *dots))
    assert value == run(program, args)
    want = sum(np.sum(bar * d) for bar, d in zip(bars, dots))
    np.testing.assert_allclose(dot, want, rtol=1e-12)


OF_NUMBERS = [name for name in PROGRAMS if "nested" not in name and "elem" not in name]


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_second_order_both_ways(name: str) -> None:
    program, wrt, args = prepared(name)
    leaves = tuple(v for v in param_vars(program.main) if v.name in wrt.split())
    request = reverse.Request(leaves, bare=False, seeded=False)
    inner = optimize(reverse.gradient(program, request))
    first = run(optimize(reverse.gradient(inner, request)), args)
    positions = tuple(
        i for i, v in enumerate(param_vars(inner.main)) if v.name in wrt.split()
    )
    along = forward.tangent(
        inner, forward.Request(positions, tuple(range(len(leaves))), value=False)
    )
    verify(along, "forward over reverse")
    directions = [1.0, *([0.0] * (len(leaves) - 1))]
    second = run(optimize(along), (*args, *directions))
    np.testing.assert_allclose(first, second, rtol=1e-12)


def test_the_iteration_that_breaks_records_nothing() -> None:
    program, wrt, _ = prepared("root")
    same_text(
        dump(gradient_of(program, wrt).main),
        """
        def root_grad(a.0, tol.0, out_bar.0 = 1.0):
            remark 'forward sweep'
            tape.0 := list.new()
            x.3, k.3, tape.2 = while with x.1 = a.0, k.1 = 0, tape.1 = tape.0:
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
                    break undefined, undefined, tape.1
                else:
                    tape.3 := list.append(tape.1, x.1)
                    k.2 = k.1 + 1
                    yield y.0, k.2, tape.3
            remark 'reverse sweep'
            x_bar.2, a_bar.2 := for x.4 in reversed(tape.2) with x_bar.0 = out_bar.0, a_bar.0 = 0.0:
                %2.1 := a.0 / x.4
                %3_bar.0 := 0.5 * x_bar.0
                %8 := %3_bar.0 / x.4
                %9 := %8 * %2.1
                a_bar.1 := a_bar.0 + %8
                x_bar.1 := %3_bar.0 - %9
                yield x_bar.1, a_bar.1
            a_bar.3 := a_bar.2 + x_bar.2
            return a_bar.3
        """,
    )


def same_text(got: str, wanted: str) -> None:
    assert got.strip().splitlines() == textwrap.dedent(wanted).strip().splitlines()
