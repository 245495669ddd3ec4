"""The verifier finds each planted error, and says where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adgen.errors import InternalError
from adgen.ir.nodes import Apply, Const, Function, Pack, Program, Return, Var
from adgen.ir.parser import parse, parse_program
from adgen.ir.verify import result_count, verify

GOOD = """
program f

def g(p: (a.0, b.0), n.0):
    branch n.0:
        return a.0, b.0
    else:
        raise ValueError('no')

def f(x.0, n.0 = 3) -> (0, [1]):
    s.3, t.3 = for (i.0, y.0) in enumerate(x.0, 0) with s.0 = 0.0, t.0 = undefined:
        %1 = y.0 > s.0
        u.2 = if %1:
            u.0 = s.0 + y.0
            yield u.0
        else:
            raise ValueError()
        branch %1:
            yield u.2, i.0
        else:
            break s.0, t.0
    k.2 = while with k.0 = 0:
        %2 = k.0 < n.0
        yield %2
    do:
        k.1 = k.0 + 1
        yield k.1
    a.1, b.1 = call g((s.3, k.2), n.0)
    return a.1, b.1
"""


def test_good_programs_pass() -> None:
    text = GOOD.replace("n.0):\n    branch", "n.0) -> (0, 1):\n    branch")
    verify(parse_program(text), "reading")


def function(*lines: str, head: str = "def f(x.0, c.0):") -> str:
    return "\n".join([head, *(f"    {line}" for line in lines)])


PLANTED = {
    "a use before its definition": (
        function("y.0 = x.0 + z.0", "return y.0"),
        "z.0 is not defined here",
    ),
    "two definitions": (
        function("y.0 = +x.0", "y.0 = -x.0", "return y.0"),
        "y.0 is defined twice",
    ),
    "a definition of a parameter": (
        function("x.0 = +x.0", "return x.0"),
        "x.0 is defined twice",
    ),
    "a use outside of the block": (
        function(
            "if c.0:", "    y.0 = -x.0", "    yield", "else:", "    yield", "return y.0"
        ),
        "y.0 is not in scope here",
    ),
    "a carried value used after its loop": (
        function("s.1 = for i.0 in x.0 with s.0 = 0.0:", "    yield s.0", "return s.0"),
        "s.0 is not in scope here",
    ),
    "a target used after its loop": (
        function("for i.0 in x.0:", "    yield", "return i.0"),
        "i.0 is not in scope here",
    ),
    "a test's value used in the body": (
        function(
            "while:",
            "    %1 = -x.0",
            "    yield c.0",
            "do:",
            "    y.0 = -%1",
            "    yield",
            "return x.0",
        ),
        "%1 is not in scope here",
    ),
    "too few values in a Yield": (
        function("y.0 = if c.0:", "    yield x.0", "else:", "    yield", "return y.0"),
        "0 values, an If takes 1",
    ),
    "too many values in a Break": (
        function("for i.0 in x.0:", "    break i.0", "return x.0"),
        "1 values, a loop takes 0",
    ),
    "two values for the test of a While": (
        function("while:", "    yield c.0, c.0", "do:", "    yield", "return x.0"),
        "2 values, the test of a While takes 1",
    ),
    "too many values in a Return": (
        function("return x.0, c.0"),
        "2 values, the function takes 1",
    ),
    "a Break in an If": (
        function("if c.0:", "    break", "else:", "    yield", "return x.0"),
        "a block of an If cannot end so",
    ),
    "a Branch in an If": (
        function(
            "if c.0:",
            "    branch c.0:",
            "        yield",
            "    else:",
            "        yield",
            "else:",
            "    yield",
            "return x.0",
        ),
        "a block of an If cannot end so",
    ),
    "a Return in a loop": (
        function("for i.0 in x.0:", "    return x.0", "return x.0"),
        "a block of a loop cannot end so",
    ),
    "a Raise in the test of a While": (
        function("while:", "    raise ValueError()", "do:", "    yield", "return x.0"),
        "a block of the test of a While cannot end so",
    ),
    "a Yield of the function": (function("yield x.0"), "a block of the function"),
    "results that are not carried": (
        function(
            "s.0, t.0 = for i.0 in x.0 with r.0 = 1:", "    yield r.0", "return x.0"
        ),
        "1 carried, 1 initial values and 2 results",
    ),
    "a slice of two": (
        function("y.0 = getitem(x.0, slice(1, 2))", "return y.0"),
        "a slice has 3 items",
    ),
    "a target that is a list": (
        function("for [i.0] in x.0:", "    yield", "return x.0"),
        "the target is no Var or tuple of targets",
    ),
    "an append of nothing": (
        function("y.0 = list.append(x.0)", "return y.0"),
        "list.append has the wrong number",
    ),
    "a pop of nothing": (
        function("y.0 = list.pop(x.0)", "return y.0"),
        "list.pop has the wrong number",
    ),
    "a keyword given twice": (
        function("y.0 = np.sum(x.0, axis=0, axis=1)", "return y.0"),
        "a keyword is given twice",
    ),
    "a template with a gap": (
        function("return x.0, c.0", head="def f(x.0, c.0) -> (0, 2):"),
        "the template must hold",
    ),
    "a structure that is stored": (
        function("y.0 = x.0 with [0] = (c.0, 1.0)", "return y.0"),
        "a structure is stored",
    ),
    "two parameters of a name": (
        function("return x.0", head="def f(x.0, x: y.0):"),
        "two parameters have the same name",
    ),
}


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_planted_errors_are_found(name: str) -> None:
    text, why = PLANTED[name]
    with pytest.raises(InternalError) as caught:
        verify(parse(text), "planting")
    message = str(caught.value)
    assert message.startswith("after planting: ")
    assert why in message
    assert "<-- here: " in message


CALLS = {
    "call h(x.0)": "the program has no function h",
    "call g(x.0)": "1 operands for 2 parameters",
    "call g(x.0, x.0)": "the operand for p has another structure",
    "call g((x.0, x.0, x.0), x.0)": "the operand for p has another structure",
}


@pytest.mark.parametrize("call", sorted(CALLS))
def test_calls_are_checked_against_their_callee(call: str) -> None:
    callee = function("return a.0", head="def g(p: (a.0, b.0), n.0):")
    caller = function(f"y.0 = {call}", "return y.0")
    with pytest.raises(InternalError, match="after planting: .*" + CALLS[call]):
        verify(parse_program(f"program f\n{callee}\n{caller}"), "planting")


def test_the_results_of_a_call_are_counted() -> None:
    callee = function("return a.0, a.0", head="def g(a.0) -> (0, 1):")
    caller = function("y.0 = call g(x.0)", "return y.0")
    with pytest.raises(InternalError, match="1 results, not 2"):
        verify(parse_program(f"program f\n{callee}\n{caller}"), "planting")


def test_the_marker_stands_at_the_line() -> None:
    text, why = PLANTED["a use before its definition"]
    with pytest.raises(InternalError) as caught:
        verify(parse(text), "planting")
    assert f"    y.0 = x.0 + z.0    <-- here: {why}\n" in str(caught.value)


def test_a_program_without_its_entry() -> None:
    with pytest.raises(InternalError, match="no function is named g"):
        verify(parse_program("program g\n" + function("return x.0")), "planting")


def test_a_function_under_another_name() -> None:
    good = parse(function("return x.0"))
    with pytest.raises(InternalError, match="h is filed as f"):
        verify(Program({"h": good}, "h"), "planting")


@pytest.mark.parametrize("bad", [1.0, None, Const])
def test_what_is_no_operand(bad: Any) -> None:
    good = parse(function("return x.0"))
    wrong = Apply((Var("y", 0),), "np.sin", (bad,))
    body = replace(good.body, body=(wrong,))
    with pytest.raises(InternalError, match="is no operand"):
        verify(replace(good, body=body), "planting")


def test_what_is_no_var() -> None:
    good: Function = replace(parse(function("return x.0")), kinds={"x": None})  # type: ignore[dict-item]
    with pytest.raises(InternalError, match="which is no Var"):
        verify(good, "planting")


def test_result_count() -> None:
    good = parse(function("return x.0"))
    assert result_count(good) == 1
    template = Pack("tuple", (Const(0), Pack("dict", (Const(1),), (Const("k"),))))
    assert result_count(replace(good, template=template)) == 2
    assert isinstance(good.body.end, Return)
