"""Formulas to statements: the tree of a formula, in the scope of one call, emitted.

    dx = np.cos(x), x -> z.0     gives     %4 = np.cos(z.0)

A value that is absent (the tangent of an inactive operand, the adjoint of an unused result) is
None and stands for zero: formulas are linear in tangents and adjoints, so sums drop it and all
else becomes None in its turn. `A if test else B` is decided when the derivative is made.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from adgen.errors import InternalError, RuleError
from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.broadcasting import fill
from adgen.rules.decide import decide
from adgen.rules.declare import Rule
from adgen.rules.literals import of_literals
from adgen.rules.registry import find, is_callable_name
from adgen.rules.signature import REQUIRED, Bound, default_operand

Value = Operand | None
Idiom = Callable[..., Value]

BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.BitAnd: "bitand",
    ast.BitOr: "bitor",
}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
    ast.Eq: "eq",
    ast.NotEq: "ne",
}
NAMED_CONSTANTS = {"np.pi": np.pi, "np.inf": np.inf, "np.e": np.e, "np.newaxis": None}

ONE_SUFFICES: dict[str, tuple[int, ...]] = {
    "choose": (1, 2),
    "in_rows_and_columns": (0, 1, 2),
    "joined_columns": (0, 1),
    "rows_joined": (0, 1),
}
"""Idioms that put values together, and their places: where one is absent it is zero."""

IDIOMS: dict[str, Idiom] = {}
"""Functions a formula may call that write the best text for what is known of the operands."""


def idiom(function: Idiom) -> Idiom:
    """Makes a Python function `f(scope, *operands)` callable in formulas by its name."""
    IDIOMS[function.__name__] = function
    return function


class Scope:
    """The names a formula sees at one call of a primitive.

    Parameters, results, tangents (`x_dot`) and adjoints (`out_bar`), the shared subexpressions
    of the rule, and the adjoints of its parameters: each is emitted once, when first used.
    """

    def __init__(
        self,
        rule: Rule,
        apply: Apply,
        bound: Bound,
        builder: Builder,
        given: Mapping[str, Value],
        *,
        fills: bool = True,
    ) -> None:
        self.rule = rule
        self.apply = apply
        self.bound = bound
        self.builder = builder
        self.given = given
        self.results = dict(zip(rule.results, apply.results))
        self.fills = fills
        self.used: dict[str, None] = {}
        self._made: dict[str, tuple[Value, dict[str, None]]] = {}
        self._absent: dict[ast.expr, bool] = {}

    # names ---------------------------------------------------------------------------

    def lookup(self, name: str) -> Value:
        """The operand a name stands for; None if it is absent."""
        if name in self.bound.values:
            self.used[name] = None
            return self.bound.values[name]
        if name in self.results:
            self.used[name] = None
            return self.results[name]
        if name in self.given:
            return self._given(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        value, used = self._made[name]
        self.used.update(used)
        return value

    def _given(self, name: str) -> Value:
        value = self.given[name]
        if value is None:
            return None
        self.used[name] = None
        result = self.results.get(name.removesuffix("_bar"))
        if result is not None and self.fills:
            return fill(value, result, self.builder)
        return value

    def _make(self, name: str) -> tuple[Value, dict[str, None]]:
        tree = self.rule.formula(name)
        if tree is None:
            raise self._unknown(f"names `{name}`")
        outer, self.used = self.used, {}
        value = self.evaluate(tree)
        used, self.used = self.used, outer
        return value, used

    # expressions ---------------------------------------------------------------------

    def evaluate(self, tree: ast.expr) -> Value:
        """Emits an expression; gives its value, None if that is zero."""
        if self.is_absent(tree):
            return None
        match tree:
            case ast.Name(id=name):
                return self.lookup(name)
            case ast.Constant(value=value):
                return Const(value)
            case ast.BinOp(left, op, right):
                return self.binary(
                    BINARY[type(op)], self.evaluate(left), self.evaluate(right)
                )
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.negative(self.evaluate(operand))
            case ast.UnaryOp(op=ast.Invert(), operand=operand):
                return self.emit("invert", self.evaluate(operand))
            case ast.IfExp():
                return self.evaluate(self.chosen(tree))
            case ast.Compare(left, [op], [right]):
                fn = COMPARISONS[type(op)]
                return self.emit(fn, self.evaluate(left), self.evaluate(right))
            case ast.Attribute():
                return self._attribute(tree)
            case ast.Call():
                return self._call(tree)
            case ast.Subscript(base, index):
                return self.emit("getitem", self.evaluate(base), self._index(index))
            case ast.Tuple(items) | ast.List(items):
                form = "tuple" if isinstance(tree, ast.Tuple) else "list"
                return self._pack(form, [self.evaluate(item) for item in items])
            case _:
                raise RuleError(
                    f"the rule of {self.rule.name} has `{ast.unparse(tree)}`,"
                    " which no formula may contain"
                )

    def is_absent(self, tree: ast.expr) -> bool:
        """True if the value is zero because a tangent or an adjoint is absent."""
        # Asked of every part of an expression, and of the whole before: each is walked once.
        known = self._absent.get(tree)
        if known is None:
            known = self._absent[tree] = self._is_absent(tree)
        return known

    def _is_absent(self, tree: ast.expr) -> bool:
        match tree:
            case ast.Name(id=name):
                if name in self.given:
                    return self.given[name] is None
                if name in self.bound.values or name in self.results:
                    return False
                made = self.rule.formula(name)
                return made is not None and self.is_absent(made)
            case ast.Constant():
                return False
            case ast.BinOp(left, ast.Add() | ast.Sub(), right):
                return self.is_absent(left) and self.is_absent(right)
            case ast.IfExp():
                return self.is_absent(self.chosen(tree))
            case ast.Call(func=ast.Name(id=name), args=args) if name in ONE_SUFFICES:
                return all(self.is_absent(args[i]) for i in ONE_SUFFICES[name])
            case ast.Call(args=args, keywords=keywords):
                parts = [*args, *(keyword.value for keyword in keywords)]
                return any(self.is_absent(part) for part in parts)
            case _:
                parts = [
                    c for c in ast.iter_child_nodes(tree) if isinstance(c, ast.expr)
                ]
                return any(self.is_absent(part) for part in parts)

    def chosen(self, tree: ast.expr) -> ast.expr:
        """The branch of a conditional expression that holds at this call."""
        while isinstance(tree, ast.IfExp):
            tree = tree.body if decide(tree.test, self) else tree.orelse
        return tree

    def _pack(self, form: Any, items: list[Value]) -> Value:
        present = [item for item in items if item is not None]
        return Pack(form, tuple(present)) if len(present) == len(items) else None

    def _attribute(self, tree: ast.Attribute) -> Value:
        text = ast.unparse(tree)
        if text in NAMED_CONSTANTS:
            value = NAMED_CONSTANTS[text]
            return Const(value, None if value is None else text)
        base = self.evaluate(tree.value)
        if tree.attr == "T":
            return self.emit("np.transpose", base)
        if tree.attr in ("shape", "ndim", "size"):
            return self.emit(f"np.{tree.attr}", base)
        return self.emit("attr", base, Const(tree.attr))

    def _call(self, tree: ast.Call) -> Value:
        name = ast.unparse(tree.func)
        args = [self.evaluate(arg) for arg in tree.args]
        keywords = {k.arg or "": self.evaluate(k.value) for k in tree.keywords}
        if name in IDIOMS:
            return IDIOMS[name](self, *args, **keywords)
        if find(name) is None and not is_callable_name(name):
            raise self._unknown(f"calls `{name}`")
        return self.emit(name, *args, **keywords)

    def _unknown(self, what: str) -> RuleError:
        return RuleError(
            f"the rule of {self.rule.name} {what}: what is it?\nFormulas see the parameters,"
            " the results, what `where=` names, NumPy as np and SciPy as scipy."
        )

    def _index(self, tree: ast.expr) -> Value:
        match tree:
            case ast.Slice(lower, upper, step):
                parts = [
                    Const(None) if part is None else self.evaluate(part)
                    for part in (lower, upper, step)
                ]
                return self._pack("slice", parts)
            case ast.Tuple(items):
                return self._pack("tuple", [self._index(item) for item in items])
            case _:
                return self.evaluate(tree)

    # statements ----------------------------------------------------------------------

    def emit(self, fn: str, *args: Value, **keywords: Value) -> Value:
        """Emits a call; absent if an operand is absent. What is the default is left out."""
        present = [arg for arg in args if arg is not None]
        given = {key: value for key, value in keywords.items() if value is not None}
        if len(present) < len(args) or len(given) < len(keywords):
            return None
        _drop_defaults(fn, present, given)
        known = None if given else of_literals(fn, *present)
        if known is not None:
            return known
        return self.builder.emit(fn, *present, kwargs=given.items())

    def binary(self, fn: str, left: Value, right: Value) -> Value:
        """Emits `left op right`, without what is absent and without needless ones."""
        if left is None or right is None:
            return self._binary_absent(fn, left, right)
        folded = of_literals(fn, left, right)
        if folded is not None:
            return folded
        if fn == "mul" and left == Const(1) or fn == "add" and left == Const(0):
            return right
        if _is_neutral(fn, right):
            return left
        return self.builder.emit(fn, left, right)

    def _binary_absent(self, fn: str, left: Value, right: Value) -> Value:
        if fn == "add":
            return right if left is None else left
        if fn == "sub":
            return left if right is None else self.negative(right)
        if right is None and fn not in ("mul", "matmul"):
            raise InternalError(f"a formula of {self.rule.name} divides by zero")
        return None

    def negative(self, value: Value) -> Value:
        """Emits `-value`."""
        if value is None:
            return None
        if isinstance(value, Const) and isinstance(value.value, (int, float)):
            return Const(-value.value)
        return self.builder.emit("neg", value)

    def times(self, value: Value, partial: ast.expr) -> Value:
        """Emits the product of a tangent or adjoint and a partial, as a person writes it.

        1 / x  gives  bar / x;   2 * x  gives  2 * x * bar;   -y  gives  -(bar * y)
        """
        partial = self.chosen(partial)
        if value is None:
            return None
        match partial:
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self.negative(self.times(value, inner))
            case ast.BinOp(left, ast.Div(), right):
                above = self.times(value, left)
                return self.binary("div", above, self.evaluate(right))
            case ast.BinOp(_, ast.Mult(), _) if self._starts_with_number(partial):
                return self.binary("mul", self.evaluate(partial), value)
        factor = self.evaluate(partial)
        if isinstance(factor, Const):
            return self._scaled(factor, value)
        return self.binary("mul", value, factor)

    def _starts_with_number(self, product: ast.expr) -> bool:
        """True if the first factor is known: a literal, an order that is one, or of both."""
        while isinstance(product, ast.BinOp) and isinstance(product.op, ast.Mult):
            product = product.left
        match product:
            case ast.Constant():
                return True
            case ast.BinOp(left, ast.Add() | ast.Sub(), right):
                return self._starts_with_number(left) and self._starts_with_number(
                    right
                )
            case ast.Name(id=name):
                operand = self.bound.get(name)
                return isinstance(operand, Const) and type(operand.value) in (
                    int,
                    float,
                )
            case _:
                return False

    def _scaled(self, factor: Const, value: Operand) -> Value:
        if factor.name is None and isinstance(factor.value, (int, float)):
            if factor.value == 0:
                return None
            if factor.value == -1:
                return self.negative(value)
            if factor.value == 1:
                return value
        return self.binary("mul", factor, value)


def _drop_defaults(fn: str, args: list[Operand], keywords: dict[str, Operand]) -> None:
    """Takes out the keywords and the last positional operands that equal the defaults."""
    rule = find(fn)
    if rule is None:
        return
    plain = [p for p in rule.parameters if p.style in ("only", "plain")]
    defaults = {p.name: p.default for p in rule.parameters}
    for name, value in list(keywords.items()):
        if _is_default(value, defaults.get(name, REQUIRED)):
            del keywords[name]
    while args and len(args) <= len(plain):
        if not _is_default(args[-1], plain[len(args) - 1].default):
            return
        args.pop()


def _is_default(value: Operand, default: object) -> bool:
    return default is not REQUIRED and value == default_operand(default)


def _is_neutral(fn: str, right: Operand) -> bool:
    if not isinstance(right, Const) or type(right.value) is not int:
        return False
    neutral = {"add": 0, "sub": 0, "mul": 1, "div": 1, "pow": 1}
    return right.value == neutral.get(fn)


def is_zero(value: Value) -> bool:
    """True for an absent value and for a literal zero."""
    return value is None or (
        isinstance(value, Const)
        and type(value.value) in (int, float)
        and value.value == 0
    )


def variables_in(value: Operand) -> list[Var]:
    """The Vars of an operand, from left to right."""
    if isinstance(value, Var):
        return [value]
    if isinstance(value, Pack):
        return [var for item in value.items for var in variables_in(item)]
    return []
