"""A formula's text, as an AST, to statements.

    quote(ast of "x_bar * np.cos(x)", {x: z.0, x_bar: y_bar.0}, builder, resolve)
        %4 := np.cos(z.0)
        %5 := y_bar.0 * %4          gives %5

Names are replaced as trees, never as text. `resolve` turns a dotted name that is called into
the name of a primitive.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from adgen.errors import RuleError
from adgen.ir.build import Builder
from adgen.ir.kinds import NONE, Array, Kind, Number, join
from adgen.ir.nodes import Block, Const, If, Operand, Pack, Var, Yield

Resolve = Callable[[str], str | None]

BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.BitAnd: "bitand",
    ast.BitOr: "bitor",
    ast.BitXor: "bitxor",
}
UNARY: dict[type[ast.unaryop], str] = {
    ast.USub: "neg",
    ast.UAdd: "pos",
    ast.Invert: "invert",
    ast.Not: "not",
}
COMPARISON: dict[type[ast.cmpop], str] = {
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Is: "is",
    ast.IsNot: "isnot",
    ast.In: "in",
    ast.NotIn: "notin",
}
_ATTRIBUTES = {
    "T": "np.transpose",
    "shape": "np.shape",
    "ndim": "np.ndim",
    "size": "np.size",
    "real": "np.real",
    "imag": "np.imag",
}
_MODULES = {"np": np, "numpy": np, "math": math}
_NOTHING = Const(None)


def quote(
    expression: ast.expr,
    bindings: Mapping[str, Operand],
    builder: Builder,
    resolve: Resolve,
    result_name: str | None = None,
) -> Operand:
    """Emits the expression; gives the operand that holds its value.

    A name that is bound may stand for any operand, a Pack or None included. The last
    statement, if there is one, defines `result_name`. An unknown name raises RuleError.
    """
    return _Quoter(bindings, builder, resolve).value(expression, result_name)


@dataclass(frozen=True, slots=True)
class _Quoter:
    bindings: Mapping[str, Operand]
    builder: Builder
    resolve: Resolve

    def value(self, node: ast.expr, name: str | None = None) -> Operand:
        """Any expression."""
        match node:
            case ast.Constant(value=value):
                return Const(value)
            case ast.Name(id=bound):
                return self.bound(bound)
            case ast.UnaryOp(op=op, operand=inner):
                return self.unary(op, inner, name)
            case ast.BinOp(left=left, op=op, right=right):
                fn = BINARY[type(op)]
                return self.emit(fn, name, self.value(left), self.value(right))
            case ast.BoolOp(op=op, values=values):
                fn = "and" if isinstance(op, ast.And) else "or"
                return self.chain(fn, [self.value(item) for item in values], name)
            case ast.Compare():
                return self.comparison(node, name)
            case ast.IfExp():
                return self.choice(node, name)
            case ast.Call():
                return self.call(node, name)
            case ast.Attribute():
                return self.attribute(node, name)
            case ast.Subscript(value=base, slice=index):
                return self.item(self.value(base), self.value(index), name)
            case ast.Slice(lower=lower, upper=upper, step=step):
                bounds = (lower, upper, step)
                parts = (_NOTHING if b is None else self.value(b) for b in bounds)
                return Pack("slice", tuple(parts))
            case ast.Tuple(elts=items):
                return Pack("tuple", self.sequence(items))
            case ast.List(elts=items):
                return Pack("list", self.sequence(items))
            case _:
                raise RuleError(f"a formula cannot contain {_shown(node)}")

    def emit(self, fn: str, name: str | None, *args: Operand) -> Var:
        return self.builder.emit(fn, *args, name=name)

    # names ---------------------------------------------------------------------------

    def bound(self, name: str) -> Operand:
        if name not in self.bindings:
            raise RuleError(f"the name {name} in a formula is not defined")
        return self.bindings[name]

    def attribute(self, node: ast.Attribute, name: str | None) -> Operand:
        """np.pi, or a property of a value: x.T, x.shape, x.dtype."""
        dotted = _dotted(node)
        if dotted is not None and dotted in self.bindings:
            return self.bindings[dotted]
        if dotted is not None and dotted.split(".")[0] not in self.bindings:
            return _module_constant(dotted)
        base = self.value(node.value)
        if node.attr in _ATTRIBUTES:
            return self.emit(_ATTRIBUTES[node.attr], name, base)
        return self.emit("attr", name, base, Const(node.attr))

    # operators -----------------------------------------------------------------------

    def unary(self, op: ast.unaryop, inner: ast.expr, name: str | None) -> Operand:
        operand = self.value(inner)
        if isinstance(op, ast.USub) and isinstance(operand, Const):
            if operand.name is None and type(operand.value) in (int, float, complex):
                return Const(-operand.value)
        return self.emit(UNARY[type(op)], name, operand)

    def chain(self, fn: str, values: list[Operand], name: str | None) -> Operand:
        """a and b and c: from the left."""
        total = values[0]
        for i, item in enumerate(values[1:], 2):
            total = self.emit(fn, name if i == len(values) else None, total, item)
        return total

    def comparison(self, node: ast.Compare, name: str | None) -> Operand:
        """a < b, and a < b < c as (a < b) and (b < c)."""
        values = [self.value(item) for item in (node.left, *node.comparators)]
        own = name if len(node.ops) == 1 else None
        tests = [
            self.one_comparison(COMPARISON[type(op)], left, right, own)
            for op, left, right in zip(node.ops, values, values[1:])
        ]
        return self.chain("and", tests, name)

    def one_comparison(
        self, fn: str, left: Operand, right: Operand, name: str | None
    ) -> Operand:
        """A comparison with None is decided here where the kind of the value is known."""
        if fn in ("is", "isnot") and right == _NOTHING:
            known = self.is_none(left)
            if known is not None:
                return Const(known is (fn == "is"))
        return self.emit(fn, name, left, right)

    def is_none(self, operand: Operand) -> bool | None:
        if isinstance(operand, Const):
            return operand.value is None
        if isinstance(operand, Pack):
            return False
        kind = self.builder.kind_of(operand)
        if kind == NONE:
            return True
        return False if isinstance(kind, Number | Array) else None

    def choice(self, node: ast.IfExp, name: str | None) -> Operand:
        """a if test else b: an If, or one side where the test is known."""
        test = self.value(node.test)
        if isinstance(test, Const):
            return self.value(node.body if test.value else node.orelse, name)
        then, then_kind = self.side(node.body)
        orelse, else_kind = self.side(node.orelse)
        result = self.builder.fresh(name, join(then_kind, else_kind))
        span, derived = self.builder.span, self.builder.derived
        self.builder.add(If((result,), test, then, orelse, span, derived))
        return result

    def side(self, node: ast.expr) -> tuple[Block, Kind]:
        """A block that yields the expression, and its kind."""
        child = self.builder.child()
        value = _Quoter(self.bindings, child, self.resolve).value(node)
        return child.block(Yield((value,))), child.kind_of(value)

    # calls and items -----------------------------------------------------------------

    def call(self, node: ast.Call, name: str | None) -> Operand:
        dotted = _dotted(node.func)
        first: tuple[Operand, ...] = ()
        if isinstance(node.func, ast.Attribute) and (
            dotted is None or dotted.split(".")[0] in self.bindings
        ):
            first = (self.value(node.func.value),)
            dotted = f"np.{node.func.attr}"
        if dotted is None:
            raise RuleError(f"a formula cannot call {_shown(node.func)}")
        fn = self.resolve(dotted)
        if fn is None:
            raise RuleError(f"a formula calls {dotted}, which is no known function")
        keywords = []
        for keyword in node.keywords:
            if keyword.arg is None:
                raise RuleError(f"a formula cannot contain **{_shown(keyword.value)}")
            keywords.append((keyword.arg, self.value(keyword.value)))
        args = (*first, *self.sequence(node.args))
        return self.builder.emit(fn, *args, kwargs=keywords, name=name)

    def sequence(self, nodes: list[ast.expr]) -> tuple[Operand, ...]:
        """Operands of a call or a tuple; *xs gives the items of a Pack."""
        values: list[Operand] = []
        for node in nodes:
            if not isinstance(node, ast.Starred):
                values.append(self.value(node))
                continue
            several = self.value(node.value)
            if not isinstance(several, Pack) or several.form not in ("tuple", "list"):
                raise RuleError(f"{_shown(node)} in a formula is no known sequence")
            values.extend(several.items)
        return tuple(values)

    def item(self, base: Operand, index: Operand, name: str | None) -> Operand:
        """x[i]; the item itself where x is a known sequence and i a known number."""
        if isinstance(base, Pack) and isinstance(index, Const):
            place = index.value
            if base.form in ("tuple", "list") and isinstance(place, int):
                if not -len(base.items) <= place < len(base.items):
                    raise RuleError(f"a formula takes item {place} of {base!r}")
                return base.items[place]
        return self.emit("getitem", name, base, index)


def _dotted(node: ast.expr) -> str | None:
    """np.linalg.solve of its AST; None for what is no dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        root = _dotted(node.value)
        return None if root is None else f"{root}.{node.attr}"
    return None


def _module_constant(dotted: str) -> Const:
    """np.pi and its like."""
    root, _, attribute = dotted.partition(".")
    known = vars(_MODULES[root]) if root in _MODULES else {}
    value = known.get(attribute, known)
    if value is None:
        return _NOTHING
    if not isinstance(value, int | float | type):
        raise RuleError(f"the name {dotted} in a formula is not defined")
    return Const(value, dotted)


def _shown(node: ast.expr) -> str:
    return ast.unparse(node)
