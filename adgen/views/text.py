"""Statements of the IR as a person writes them.

    mul(a.2, %3)    gives    a * v1

Input: statements, and a name for each variable. Output: Python expressions as text. Temporaries
that are used once are put into the expression that uses them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from adgen.emit.operators import BINARY, BOOLEAN, COMPARE, UNARY
from adgen.emit.subscripts import Subscripts
from adgen.ir.nodes import (
    Apply,
    Call,
    Const,
    If,
    Operand,
    Pack,
    Statement,
    Store,
    Undefined,
    Var,
    Yield,
)
from adgen.ir.walk import path_steps
from adgen.names import adjoint_name, tangent_name
from adgen.rules.marks import IDENTITIES
from adgen.rules.runtime import HELPERS

Name = Callable[[Var], str]

_LOAD = ast.Load()
_MOST_SHOWN = 40


def right_side(stmt: Statement, name: Name) -> str:
    """What stands to the right of the equals sign."""
    return _Writer(name, {}).text(stmt)


def expression(value: Operand, made: Sequence[Statement], name: Name) -> str:
    """A value, with the statements that compute it put into one expression."""
    definitions: dict[Var, Statement] = {}
    for stmt in made:
        for result in getattr(stmt, "results", ()) or ():
            definitions[result] = stmt
        if isinstance(stmt, Store):
            definitions[stmt.result] = stmt
    return ast.unparse(_Writer(name, definitions).operand(value))


def index_text(index: Operand, name: Name) -> str:
    """What stands between the brackets of x[...]."""
    writer, texts = _Writer(name, {}), []
    for step in path_steps(index):
        if isinstance(step, Pack) and step.form == "view":
            texts.append(str(getattr(step.items[0], "value", "")).removeprefix("np."))
            continue
        tree = ast.Subscript(ast.Name("_", _LOAD), writer.index(step), _LOAD)
        texts.append(ast.unparse(tree)[len("_[") : -len("]")])
    return "][".join(texts)


def adjoint_text(called: str) -> str:
    """x_bar of x, xs_bar[2] of xs[2]."""
    head, bracket, rest = called.partition("[")
    return f"{adjoint_name(head)}{bracket}{rest}"


def tangent_text(called: str) -> str:
    """x_dot of x, xs_dot[2] of xs[2]."""
    head, bracket, rest = called.partition("[")
    return f"{tangent_name(head)}{bracket}{rest}"


def added(target: str, sign: str, text: str) -> str:
    """`x_bar += y`, and `x_bar -= y` for what is taken away."""
    if sign == "+=" and text.startswith("-"):
        tree = ast.parse(text, mode="eval").body
        if isinstance(tree, ast.UnaryOp):
            return f"{target} -= {ast.unparse(tree.operand)}"
    return f"{target} {sign} {text}"


class _Writer(Subscripts):
    """Makes expressions; `definitions` are statements to be put where they are used."""

    def __init__(self, name: Name, definitions: Mapping[Var, Statement]) -> None:
        self._name = name
        self._definitions = definitions

    def text(self, stmt: Statement) -> str:
        """The right side of a statement as text."""
        if isinstance(stmt, Store):
            place = ast.unparse(self.place(stmt))
            sign = "=" if stmt.mode == "set" else "+="
            return f"{place} {sign} {ast.unparse(self.operand(stmt.value))}"
        return ast.unparse(self.value(stmt))

    def place(self, stmt: Store) -> ast.expr:
        """x[i] of a store."""
        return self.view(stmt.base, path_steps(stmt.index))

    def primitive(self, fn: str) -> ast.expr:
        return ast.parse(fn, mode="eval").body

    def operand(self, operand: Operand) -> ast.expr:
        match operand:
            case Var():
                made = self._definitions.get(operand)
                if made is None:
                    return ast.Name(self._name(operand), _LOAD)
                return self.value(made)
            case Const():
                return _constant(operand)
            case Pack(form="dict", items=items, keys=keys):
                return ast.Dict([_constant(k) for k in keys], self.several(items))
            case Pack(form="list", items=items):
                whole = self._whole_list(items)
                if whole is not None:
                    return whole
                shown = self.several(items[:_MOST_SHOWN])
                rest = [ast.Constant(...)] if len(items) > len(shown) else []
                return ast.List([*shown, *rest], _LOAD)
            case Pack(form="slice", items=items):
                return ast.Call(ast.Name("slice", _LOAD), self.several(items), [])
            case Pack(items=items):
                return ast.Tuple(self.several(items), _LOAD)
            case Undefined():
                return ast.Constant(None)

    def _whole_list(self, items: Sequence[Operand]) -> ast.expr | None:
        """`xs` for [xs[0], xs[1], xs[2]], a list that was taken apart."""
        names = [self._name(item) for item in items if isinstance(item, Var)]
        head = names[0].partition("[")[0] if names else ""
        if len(names) == len(items) and names == [
            f"{head}[{position}]" for position in range(len(names))
        ]:
            return ast.Name(head, _LOAD)
        return None

    def value(self, stmt: Statement) -> ast.expr:
        """The expression a statement computes."""
        match stmt:
            case Apply():
                return self.apply(stmt)
            case Call():
                return ast.Call(
                    ast.Name(stmt.function, _LOAD), self.several(stmt.args), []
                )
            case If(then=then, orelse=orelse):
                return ast.IfExp(
                    self.operand(stmt.test), self._yielded(then), self._yielded(orelse)
                )
            case Store():
                return self.place(stmt)
            case _:
                return ast.Name("...", _LOAD)

    def _yielded(self, block: Any) -> ast.expr:
        assert isinstance(block.end, Yield)
        inner = {result: s for s in block.body for result in getattr(s, "results", ())}
        writer = _Writer(self._name, {**self._definitions, **inner})
        return writer.operand(block.end.values[0])

    def apply(self, stmt: Apply) -> ast.expr:
        fn, args = stmt.fn, stmt.args
        if fn in BINARY:
            left, right = self.several(args)
            if fn == "add" and isinstance(right, ast.UnaryOp):
                if isinstance(right.op, ast.USub):
                    return ast.BinOp(left, ast.Sub(), right.operand)
            return ast.BinOp(left, BINARY[fn][0](), right)
        if fn in COMPARE:
            left, right = self.several(args)
            return ast.Compare(left, [COMPARE[fn][0]()], [right])
        if fn in UNARY:
            return ast.UnaryOp(UNARY[fn][0](), self.operand(args[0]))
        if fn in BOOLEAN:
            return ast.BoolOp(BOOLEAN[fn][0](), self.several(args))
        match fn:
            case "getitem":
                base, index = args
                return ast.Subscript(self.operand(base), self.index(index), _LOAD)
            case "attr":
                base, word = args
                assert isinstance(word, Const)
                return ast.Attribute(self.operand(base), str(word.value), _LOAD)
            case "np.transpose" if len(args) == 1 and not stmt.kwargs:
                return ast.Attribute(self.operand(args[0]), "T", _LOAD)
            case "listing":
                return self.operand(args[0])
            case _ if fn in IDENTITIES:
                return self.operand(args[0])
            case "fstring":
                return ast.Constant("...")
            case "call":
                return self._call(self.operand(args[0]), args[1:], stmt)
            case _:
                helper = HELPERS.get(fn)
                called = fn if helper is None else helper.__name__
                return self._call(ast.Name(called, _LOAD), args, stmt)

    def _call(
        self, function: ast.expr, args: Sequence[Operand], stmt: Apply
    ) -> ast.expr:
        keywords = [ast.keyword(name, self.operand(v)) for name, v in stmt.kwargs]
        return ast.Call(function, self.several(args), keywords)


def _constant(constant: Const) -> ast.expr:
    """A literal or a name; a negative number is a sign and a number."""
    value = constant.value
    if constant.name is not None:
        return ast.Name(constant.name, _LOAD)
    if type(value) in (int, float) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    if value is None or type(value) in (bool, int, float, complex, str, bytes):
        return ast.Constant(value)
    if value is Ellipsis:
        return ast.Constant(value)
    return ast.Name(repr(value), _LOAD)


# values ------------------------------------------------------------------------------

_DIGITS = 6
_MOST_ELEMENTS = 4


def value_text(value: Any) -> str:
    """A value in a few characters: 0.333333, [1 2 3 ... 9], float[50, 3] of norm 12.3."""
    if isinstance(value, np.ndarray):
        return _array_text(value)
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return str(value)
    if isinstance(value, float | np.floating):
        # A negative zero tells nobody anything.
        return f"{float(value) + 0.0:.{_DIGITS}g}"
    if isinstance(value, complex | np.complexfloating):
        return f"{complex(value):.{_DIGITS}g}"
    if isinstance(value, tuple | list):
        inside = ", ".join(value_text(item) for item in value[:_MOST_ELEMENTS])
        more = ", ..." if len(value) > _MOST_ELEMENTS else ""
        return f"[{inside}{more}]" if isinstance(value, list) else f"({inside}{more})"
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN - 3]}..."


def _array_text(value: Any) -> str:
    if value.size <= _MOST_ELEMENTS and value.ndim <= 1:
        inside = " ".join(value_text(item.item()) for item in value.ravel())
        return f"[{inside}]" if value.ndim else inside
    shape = "x".join(map(str, value.shape))
    if value.dtype.kind not in "fc" or value.size == 0:
        return f"{value.dtype.name} {shape}"
    norm = float(np.linalg.norm(value.ravel()))
    return f"{shape}, norm {norm:.{_DIGITS}g}"
