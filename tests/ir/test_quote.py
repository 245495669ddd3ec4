"""Formulas to statements."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from adgen.errors import RuleError
from adgen.ir.build import Builder, Keywords, KindOf
from adgen.ir.interpreter import run
from adgen.ir.kinds import FLOAT, NONE, UNKNOWN, Array, Kind
from adgen.ir.namer import Namer
from adgen.ir.nodes import Const, Function, Operand, Pack, Param, Return, Var
from adgen.ir.printer import dump
from adgen.ir.quote import quote

X, BAR, FLAG = Var("x", 0), Var("y_bar", 0), Var("flag", 0)
SHAPE = Pack("tuple", (Const(2), Const(3)))


def unknown(
    fn: str, args: tuple[Operand, ...], kwargs: Keywords, kind_of: KindOf
) -> tuple[Kind, ...]:
    return (UNKNOWN,)


def resolve(name: str) -> str | None:
    return name if name.startswith(("np.", "math.")) else None


def quoted(formula: str, name: str | None = None, **bindings: Operand) -> Function:
    """The formula as the body of a function."""
    kinds: dict[Var, Kind] = {X: Array("float", ("n",)), BAR: FLOAT, FLAG: NONE}
    builder = Builder(unknown, Namer(), kinds)
    names = {"x": X, "x_bar": BAR, "flag": FLAG, "shape": SHAPE, **bindings}
    expression = ast.parse(formula, mode="eval").body
    result = quote(expression, names, builder, resolve, name)
    params = tuple(Param(v.name, v) for v in (X, BAR, FLAG))
    return Function("f", params, builder.block(Return((result,))), kinds=builder.kinds)


def lines(formula: str, name: str | None = None, **bindings: Operand) -> list[str]:
    text = dump(quoted(formula, name, **bindings))
    return [line.strip() for line in text.splitlines()[1:]]


FORMULAS = {
    "x_bar * np.cos(x)": ["%1 := np.cos(x.0)", "%2 := y_bar.0 * %1", "return %2"],
    "-2.0 * x": ["%1 := -2.0 * x.0", "return %1"],
    "-x": ["%1 := -x.0", "return %1"],
    "np.sum(x, axis=shape)": ["%1 := np.sum(x.0, axis=(2, 3))", "return %1"],
    "x.T @ x": ["%1 := np.transpose(x.0)", "%2 := %1 @ x.0", "return %2"],
    "x.sum(axis=-1)": ["%1 := np.sum(x.0, axis=-1)", "return %1"],
    "x[..., None, 1:]": ["%1 := x.0[..., None, 1:]", "return %1"],
    "x[::2]": ["%1 := x.0[::2]", "return %1"],
    "shape[1]": ["return 3"],
    "(x, [x_bar])": ["return (x.0, [y_bar.0])"],
    "np.reshape(x, (*shape, 1))": ["%1 := np.reshape(x.0, (2, 3, 1))", "return %1"],
    "x.dtype": ["%1 := x.0.dtype", "return %1"],
    "x.shape[0]": ["%1 := np.shape(x.0)", "%2 := %1[0]", "return %2"],
    "np.pi * x_bar": ["%1 := np.pi * y_bar.0", "return %1"],
    "x < 1 <= x_bar": [
        "%1 := x.0 < 1",
        "%2 := 1 <= y_bar.0",
        "%3 := %1 and %2",
        "return %3",
    ],
    "not x_bar": ["%1 := not y_bar.0", "return %1"],
    "1.0 if flag is None else x": ["return 1.0"],
    "1.0 if x is None else x_bar": ["return y_bar.0"],
    "x if x_bar > 0 else -x": [
        "%1 := y_bar.0 > 0",
        "%3 := if %1:",
        "yield x.0",
        "else:",
        "%2 := -x.0",
        "yield %2",
        "return %3",
    ],
}


@pytest.mark.parametrize("formula", sorted(FORMULAS))
def test_formulas(formula: str) -> None:
    assert lines(formula) == FORMULAS[formula]


def test_the_last_statement_takes_the_name() -> None:
    assert lines("x_bar * np.cos(x)", "x_bar") == [
        "%1 := np.cos(x.0)",
        "x_bar.0 := y_bar.0 * %1",
        "return x_bar.0",
    ]


def test_names_are_trees() -> None:
    assert lines("np.sum(x, axis=axis)", axis=Const(None))[0].endswith("axis=None)")


def test_the_meaning() -> None:
    function = quoted("np.where(x > 1, x ** 2, -x) * x_bar")
    result = run(function, [np.array([0.5, 2.0]), 3.0, None])
    np.testing.assert_array_equal(result, [-1.5, 12.0])


@pytest.mark.parametrize(
    "formula",
    [
        "z",
        "f(x)",
        "lambda: x",
        "f'{x}'",
        "np.sin(*x)",
        "np.sin(**x)",
        "np.nothing",
        "shape[5]",
    ],
)
def test_what_is_refused(formula: str) -> None:
    with pytest.raises(RuleError, match="formula"):
        quoted(formula)
