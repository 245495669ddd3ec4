"""Expressions as text have the value they have in the IR: literals, signs, precedence."""

from __future__ import annotations

import math
import struct
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adgen.emit.load import load
from adgen.emit.module import emit_program
from adgen.emit.operators import BINARY, BOOLEAN, COMPARE, UNARY
from adgen.ir.interpreter import run
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    Function,
    If,
    Param,
    Program,
    Return,
    Var,
    Yield,
)


def program(function: Function) -> Program:
    return Program({function.name: function}, function.name)


def value_of(function: Function, *args: Any) -> Any:
    emitted = emit_program(program(function), verify=True)
    return load(emitted.text, emitted.namespace, function.name, "test")(*args)


def same_bits(a: Any, b: Any) -> bool:
    if isinstance(a, complex) and isinstance(b, complex):
        return same_bits(a.real, b.real) and same_bits(a.imag, b.imag)
    if isinstance(a, float) and isinstance(b, float):
        return struct.pack("d", a) == struct.pack("d", b) or (a != a and b != b)
    return type(a) is type(b) and bool(a == b)


literals = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(),
    st.binary(),
)


@given(literals)
@example(-0.0)
@example(complex(-0.0, 0.0))
@example(complex(0.0, -2.0))
@example(complex(math.nan, -math.inf))
@example("\\'\"{}\n\t\x00é")
@example('"""')
def test_literals(value: Any) -> None:
    function = Function("f", (), Block((), Return((Const(value),))))
    assert same_bits(value_of(function), value)


@pytest.mark.parametrize(
    "value",
    [
        np.float32(1.1),
        np.int8(-3),
        np.float64(-0.5),
        np.bool_(True),
        np.complex64(1 - 2j),
    ],
)
def test_literals_of_numpy(value: Any) -> None:
    function = Function("f", (), Block((), Return((Const(value),))))
    found = value_of(function)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    "value", [np.float32, np.float64, float, complex, np.dtype("float32"), Ellipsis]
)
def test_literals_that_are_types(value: Any) -> None:
    assert value_of(Function("f", (), Block((), Return((Const(value),))))) is value


INTEGERS = [*BINARY, *COMPARE, *UNARY, *BOOLEAN]
LEFT_OUT = {
    "matmul",
    "is",
    "isnot",
    "in",
    "notin",
    "lshift",
    "rshift",
    "pow",
    "div",
    "mod",
}
INTEGERS = [fn for fn in INTEGERS if fn not in LEFT_OUT | {"floordiv"}]


def random_expression(seed: int) -> Function:
    """A function of ints that is one expression, conditional ones included."""
    random = Random(seed)
    params = tuple(Var(name, 0) for name in "abc")
    count = 0

    def fresh() -> Var:
        nonlocal count
        count += 1
        return Var(f"%{count}", 0)

    def make(depth: int, body: list[Any]) -> Any:
        if depth == 0 or random.random() < 0.2:
            return random.choice([*params, Const(random.choice([-2, -1, 0, 3]))])
        result = fresh()
        if random.random() < 0.15:
            test = make(depth - 1, body)
            sides = []
            for _ in range(2):
                inner: list[Any] = []
                value = make(depth - 1, inner)
                sides.append(Block(tuple(inner), Yield((value,))))
            if random.random() < 0.3:
                sides[random.randrange(2)] = Block((), Yield((test,)))
            body.append(If((result,), test, *sides))
        else:
            fn = random.choice(INTEGERS)
            args = [make(depth - 1, body) for _ in range(1 if fn in UNARY else 2)]
            body.append(Apply((result,), fn, tuple(args)))
        return result

    body: list[Any] = []
    value = make(5, body)
    parameters = tuple(Param(v.name, v) for v in params)
    return Function("f", parameters, Block(tuple(body), Return((value,))))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("first", range(0, 400, 100))
def test_precedence(first: int) -> None:
    for seed in range(first, first + 100):
        function = random_expression(seed)
        for args in ((2, 3, 5), (-1, 0, 4)):
            wanted = run(function, args)
            assert value_of(function, *args) == wanted, seed


def test_powers_of_negative_numbers() -> None:
    x, y, z = Var("x", 0), Var("%1", 0), Var("%2", 0)
    body = (
        Apply((y,), "pow", (Const(-2.0), x)),
        Apply((z,), "neg", (y,)),
    )
    function = Function("f", (Param("x", x),), Block(body, Return((z,))))
    assert emit_program(program(function)).text.endswith("return -((-2.0) ** x)\n")
    assert value_of(function, 2) == -4.0
