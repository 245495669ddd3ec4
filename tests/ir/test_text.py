"""The IR as text: print-then-parse is the identity, and the text is pleasant."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from hypothesis import given

from adgen.errors import ArgumentError
from adgen.ir.kinds import FLOAT, Array, Kind
from adgen.ir.nodes import Apply, Const, Function, Program, Var
from adgen.ir.operand_text import const_text
from adgen.ir.parser import parse, parse_program
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.ir.walk import all_statements
from tests.ir.random_ir import OBJECTS, functions, programs

ROOT = """
def root(a.0, tol.0 = 1e-06, keyword p: (c.0, d.0)) -> (0, {'k': 1}):
    x.3, k.3 = while with x.1 = a.0, k.1 = 0:
        %1 = k.1 < 50
        yield %1
    do:
        %2 := a.0 / x.1
        x.2 = x.1 with [1:, %2, None] += -%2.5
        %3 = x.2[::-1]
        %4 = np.sum(%3, axis=(0, -1), dtype=dtype('float32'))
        branch %4:
            break x.1, k.1
        else:
            raise ValueError('no', %4)
    s.3 = for (i.0, y.0) in enumerate(reversed(x.3), 1) with s.1 = 0.0:
        s.2 = if i.0:
            yield undefined
        else:
            %5 = call f(s.1, (i.0, y.0))
            yield %5
        yield s.2
    remark 'reverse sweep'
    () = print(s.3, end='')
    return s.3, k.3
"""


def same(a: Function, b: Function) -> None:
    assert a == b
    flags = [
        [getattr(s, "derived", None) for s in all_statements(f.body)] for f in (a, b)
    ]
    assert flags[0] == flags[1]


@given(functions)
def test_print_then_parse_is_the_identity(function: Function) -> None:
    same(parse(dump(function), OBJECTS), function)


@given(programs)
def test_programs_round_trip(program: Program) -> None:
    assert parse_program(dump(program), OBJECTS) == program


def test_parse_then_print_is_the_identity() -> None:
    text = ROOT.strip().replace("-%2.5", "%2.5").replace("() = print", "print")
    assert dump(parse(text)) == text


def test_kinds_and_sources_are_comments() -> None:
    function = parse("def f(x.0):\n    y.0 = x.0 * 2.0\n    return y.0")
    kinds: dict[Var, Kind] = {Var("x", 0): Array("float", ("n", 3)), Var("y", 0): FLOAT}
    (stmt,) = function.body.body
    assert isinstance(stmt, Apply)
    shown = Function("f", function.params, function.body, kinds=kinds)
    text = dump(shown, kinds=True)
    assert text.splitlines()[0].endswith("# x.0: float[n, 3]")
    assert text.splitlines()[1].endswith("# y.0: float")
    same(parse(text), function)


@pytest.mark.parametrize(
    "line",
    [
        "y.0 = x.0 ?",
        "y.0 = x.0 ** ",
        "y.0 = unknown_name",
        "y.0 = x.0 x.0",
        "  y.0 = x.0 + 1",
        "y.0 = x.0 + 1 1",
        "y.0 = if x.0",
    ],
)
def test_text_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ArgumentError, match="line 2|ends before"):
        parse(f"def f(x.0):\n    {line}\n    return y.0")


def test_a_parsed_function_verifies() -> None:
    text = textwrap.dedent("""
        def f(x.0):
            %1 = np.sin(x.0)
            return %1
        """)
    verify(parse(text), "parsing")


@pytest.mark.parametrize(
    "value", [0.0, -0.0, 1, True, 1.0, float("nan"), "#", 2j, 1 - 2j]
)
def test_constants_keep_their_type_and_sign(value: Any) -> None:
    function = parse(
        f"def f(x.0):\n    y.0 = x.0 * {const_text(Const(value))}\n    return y.0"
    )
    (stmt,) = function.body.body
    assert isinstance(stmt, Apply)
    assert stmt.args[1] == Const(value)


def test_a_function_that_is_handed_over() -> None:
    text = "def f(k.0):\n    x.0 = scipy.optimize.brentq(function('r'), 0.0, k.0)\n    return x.0"
    assert dump(parse(text)).strip() == text
