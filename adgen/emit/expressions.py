"""Operands and primitives of the IR as Python expressions.

Apply mul(x.2, %3), %3 inlined as sin(x.2)      ->      x * np.sin(x)
"""

from __future__ import annotations

import ast
import cmath
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from adgen.emit.operators import BINARY, BOOLEAN, COMPARE, UNARY
from adgen.emit.orders import Orders
from adgen.emit.plan import Expression, Plan, short_circuit, yielded
from adgen.emit.vocabulary import Vocabulary
from adgen.errors import InternalError
from adgen.ir.build import ROW_AFTER_ROW
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing, Number
from adgen.ir.nodes import Apply, Const, FunctionName, If, Operand, Pack, Undefined, Var
from adgen.ir.walk import path_steps
from adgen.rules.marks import IDENTITIES
from adgen.transforms.unbound import may_be_unbound

_LOAD = ast.Load()
_ATTRIBUTES = {
    "np.transpose": "T",
    "np.shape": "shape",
    "np.ndim": "ndim",
    "np.size": "size",
}
"""Functions of an array that read better as its attributes."""


class Expressions(Orders):
    """Makes the expressions of one function. `places` are leaves of parameters that are read
    where they are used (`params["w"]`)."""

    def __init__(
        self,
        plan: Plan,
        names: Mapping[Var, str],
        vocabulary: Vocabulary,
        places: Mapping[Var, ast.expr] | None = None,
    ) -> None:
        self._plan = plan
        self._names = names
        self._vocabulary = vocabulary
        self._places = places or {}

    # operands ------------------------------------------------------------------------

    def operand(self, operand: Operand) -> ast.expr:
        """The expression of any operand."""
        match operand:
            case Var():
                return self._var(operand)
            case Const():
                return self.constant(operand)
            case Pack(form="slice"):
                return self._call(ast.Name("slice", _LOAD), operand.items)
            case Pack(form="list", items=items):
                return ast.List(self.several(items), _LOAD)
            case Pack(form="dict", items=items, keys=keys):
                return ast.Dict([self.constant(k) for k in keys], self.several(items))
            case Pack(form="object", items=items, of=Const() as cls):
                return ast.Call(self.constant(cls), self.several(items), [])
            case Pack(items=items):
                return ast.Tuple(self.several(items), _LOAD)
            case Undefined():
                return ast.Constant(None)

    def subscript(
        self, base: Operand, index: Operand, store: bool = False
    ) -> ast.Subscript:
        """base[index]"""
        context = ast.Store() if store else _LOAD
        *views, last = path_steps(index)
        return ast.Subscript(self.view(base, views), self.index(last), context)

    def _var(self, var: Var) -> ast.expr:
        inlined = self._plan.inlined.get(var)
        if inlined is not None:
            return self.expression(inlined)
        place = self._places.get(var)
        if place is not None:
            return place
        name = self._names.get(var)
        if name is None:
            raise InternalError(f"{var} has no name in {self._plan.function.name}")
        return ast.Name(name, _LOAD)

    # constants -----------------------------------------------------------------------

    def primitive(self, fn: str) -> ast.expr:
        """The expression that names a primitive."""
        return self._vocabulary.primitive(fn)

    def constant(self, constant: Const) -> ast.expr:
        """A literal, or the name of an object."""
        if constant.name is not None:
            return self._vocabulary.dotted(self._vocabulary.constant(constant))
        return self._literal(constant.value)

    def _literal(self, value: Any) -> ast.expr:
        if value is None or value is Ellipsis or type(value) in (bool, str, bytes):
            return ast.Constant(value)
        if type(value) in (int, float):
            return self._number(value)
        if type(value) is complex:
            return self._complex(value)
        if isinstance(value, FunctionName):
            return self._vocabulary.dotted(self._vocabulary.function(value.name))
        if isinstance(value, np.dtype) and value.isbuiltin == 1:
            return self._numpy("dtype", ast.Constant(value.name))
        if isinstance(value, np.generic) and type(value).__module__ == "numpy":
            return self._numpy(type(value).__name__, self._literal(value.item()))
        name: str = getattr(value, "__name__", "constant")
        if isinstance(value, type) and getattr(np, name, None) is value:
            return ast.Attribute(self._vocabulary.module("numpy"), name, _LOAD)
        return self._vocabulary.dotted(self._vocabulary.constant(Const(value, name)))

    def _number(self, value: int | float) -> ast.expr:
        # A minus is an operator of its own: -2.0 ** x is -(2.0 ** x).
        if math.copysign(1.0, value) < 0 and not math.isnan(value):
            return ast.UnaryOp(ast.USub(), self._number(-value))
        if isinstance(value, float) and not math.isfinite(value):
            name = "inf" if math.isinf(value) else "nan"
            return ast.Attribute(self._vocabulary.module("numpy"), name, _LOAD)
        return ast.Constant(value)

    def _complex(self, value: complex) -> ast.expr:
        # -2j is complex(-0.0, -2.0), and 2j complex(0.0, 2.0).
        sign = math.copysign(1.0, value.imag)
        plain = value.real == 0 and math.copysign(1.0, value.real) == sign
        if plain and cmath.isfinite(value):
            number = ast.Constant(complex(0.0, abs(value.imag)))
            return number if sign > 0 else ast.UnaryOp(ast.USub(), number)
        parts = [self._number(value.real), self._number(value.imag)]
        return ast.Call(self._vocabulary.primitive("complex"), parts, [])

    def _numpy(self, name: str, argument: ast.expr) -> ast.expr:
        function = ast.Attribute(self._vocabulary.module("numpy"), name, _LOAD)
        return ast.Call(function, [argument], [])

    # expressions ---------------------------------------------------------------------

    def expression(self, stmt: Expression) -> ast.expr:
        """The right side of a statement."""
        return self.apply(stmt) if isinstance(stmt, Apply) else self.conditional(stmt)

    def conditional(self, stmt: If) -> ast.expr:
        """`a if test else b`, or `a and b`."""
        then, orelse = yielded(stmt)
        test = self.operand(stmt.test)
        match short_circuit(stmt):
            case "and":
                return ast.BoolOp(ast.And(), [test, self.operand(then)])
            case "or":
                return ast.BoolOp(ast.Or(), [test, self.operand(orelse)])
            case None:
                return ast.IfExp(test, self.operand(then), self.operand(orelse))

    def apply(self, stmt: Apply) -> ast.expr:
        """The expression of a primitive applied to its operands."""
        made = self._operator(stmt) or self._of_list(stmt) or self._of_array(stmt)
        return made or self._by_name(stmt)

    def _operator(self, stmt: Apply) -> ast.expr | None:
        """What is written with a sign."""
        fn, args = stmt.fn, stmt.args
        if fn in BINARY:
            left, right = self.several(args)
            return ast.BinOp(left, BINARY[fn][0](), right)
        if fn in COMPARE:
            left, right = self.several(args)
            return ast.Compare(left, [COMPARE[fn][0]()], [right])
        if fn in UNARY:
            return ast.UnaryOp(UNARY[fn][0](), self.operand(args[0]))
        if fn in BOOLEAN:
            return ast.BoolOp(BOOLEAN[fn][0](), self.several(args))
        if fn == "getitem":
            return self._entry(*args)
        if fn == "unbound":
            return ast.Compare(self.operand(args[0]), [ast.Is()], [ast.Constant(None)])
        return self._attribute(*args) if fn == "attr" else None

    def _entry(self, base: Operand, index: Operand) -> ast.expr:
        order = self._plan.inlined.get(base) if isinstance(base, Var) else None
        first = None
        if isinstance(order, Apply):
            first = self.first_place(order, index)
        return first or self.subscript(base, index)

    def _of_list(self, stmt: Apply) -> ast.expr | None:
        """What makes lists and tuples."""
        args = stmt.args
        match stmt.fn:
            case "list.new":
                return ast.List([], _LOAD)
            case "list.fill":
                entry, length = self.several(args)
                return ast.BinOp(ast.List([entry], _LOAD), ast.Mult(), length)
            case "list.zeros_like" if _lists_numbers(self.kind(args[0])):
                length = self._call(self.primitive("len"), args[:1])
                zeros = ast.List([ast.Constant(0.0)], _LOAD)
                return ast.BinOp(zeros, ast.Mult(), length)
            case "list.reversed":
                last = ast.UnaryOp(ast.USub(), ast.Constant(1))
                backwards = ast.Slice(None, None, last)
                return ast.Subscript(self.operand(args[0]), backwards, _LOAD)
            case "list.concat":
                return ast.BinOp(*self._around(args, ast.Add()))
            case "list.index" | "list.count":
                method = stmt.fn.removeprefix("list.")
                owner = ast.Attribute(self.operand(args[0]), method, _LOAD)
                return self._call(owner, args[1:])
            case "list.order":
                return self.order(stmt)
            case "list.taken":
                order = self._plan.inlined.get(args[1])  # type: ignore[arg-type]
                return self.in_order(args[0], order) or self.taken(*self.several(args))
            case "record":
                return ast.Tuple(self.several(args), _LOAD)
            case "unpack" if len(stmt.results) == 1:
                return ast.Subscript(self.operand(args[0]), ast.Constant(0), _LOAD)
            case "unpack" | "entries":
                return self.operand(args[0])
            case _:
                return None

    def _around(
        self, args: Sequence[Operand], sign: ast.operator
    ) -> tuple[ast.expr, ast.operator, ast.expr]:
        left, right = self.several(args)
        return left, sign, right

    def _by_name(self, stmt: Apply) -> ast.expr:
        """The call of a function."""
        fn, args = stmt.fn, stmt.args
        if fn == "fstring":
            return self._fstring(args)
        if fn in IDENTITIES:
            return self.operand(args[0])
        if fn == "raises":
            return self._raises(stmt)
        if fn == "call":
            return self._call(self.operand(args[0]), args[1:], stmt.kwargs)
        return self._call(self.primitive(fn), args, stmt.kwargs)

    def _raises(self, stmt: Apply) -> ast.expr:
        """raises(ValueError, lambda: math.sqrt(x))"""
        types, function, keywords, *operands = stmt.args
        assert isinstance(function, Const) and isinstance(keywords, Pack)
        names = [str(key.value) for key in keywords.keys if isinstance(key, Const)]
        tried = replace(
            stmt,
            fn=str(function.value),
            args=tuple(operands),
            kwargs=tuple(zip(names, keywords.items)),
        )
        nothing = ast.arguments([], [], None, [], [], None, [])
        operation = ast.Lambda(nothing, self.apply(tried))
        return ast.Call(self.primitive("raises"), [self.operand(types), operation], [])

    def _of_array(self, stmt: Apply) -> ast.expr | None:
        """What is written as an attribute or method where the operand is known to be an array."""
        if not stmt.args:
            return None
        first, *rest = stmt.args
        kind = self.kind(first)
        # Of an array without axes a number may come, too: the adjoint of a result begins as 1.0.
        has_methods = isinstance(kind, Array) and (kind.dims != () or not stmt.derived)
        if stmt.fn in ("zeros_like", "np.zeros_like") and isinstance(kind, Number):
            return ast.Constant(0.0) if stmt.derived else None
        if stmt.fn in _ATTRIBUTES and has_methods and not rest:
            # `np.ndim(None)` is 0, where the program asks for it.
            absent = not stmt.derived and first in self._absent
            if not stmt.kwargs and not absent:
                return ast.Attribute(self.operand(first), _ATTRIBUTES[stmt.fn], _LOAD)
        rows = stmt.kwargs == (ROW_AFTER_ROW,)
        as_method = stmt.fn == "np.copy" and (stmt.derived or rows)
        as_method = as_method and all(key == "order" for key, _ in stmt.kwargs)
        if as_method and (has_methods or isinstance(kind, Listing)):
            method = ast.Attribute(self.operand(first), "copy", _LOAD)
            copied = self._call(method, (), () if rows else stmt.kwargs)
            return self._if_any(first, copied) if first in self._absent else copied
        return None

    @cached_property
    def _absent(self) -> frozenset[Operand]:
        """What is None on some path, and has no attributes and no methods there."""
        return frozenset(may_be_unbound(self._plan.function))

    def _if_any(self, operand: Operand, value: ast.expr) -> ast.expr:
        """`None if x is None else value`"""
        none = ast.Constant(None)
        test = ast.Compare(self.operand(operand), [ast.Is()], [none])
        return ast.IfExp(test, none, value)

    def kind(self, operand: Operand) -> Kind:
        """What is known of an operand."""
        return self._plan.kind(operand) if isinstance(operand, Var) else UNKNOWN

    def _attribute(self, base: Operand, name: Operand) -> ast.expr:
        assert isinstance(name, Const)
        return ast.Attribute(self.operand(base), name.value, _LOAD)

    def _call(
        self,
        function: ast.expr,
        args: Sequence[Operand],
        kwargs: Sequence[tuple[str, Operand]] = (),
    ) -> ast.expr:
        keywords = [ast.keyword(name, self.operand(value)) for name, value in kwargs]
        return ast.Call(function, self.several(args), keywords)

    def _fstring(self, pieces: Sequence[Operand]) -> ast.expr:
        values: list[ast.expr] = []
        text = ""
        for piece in pieces:
            if isinstance(piece, Const):
                text += str(piece.value)
                continue
            assert isinstance(piece, Pack)
            values += [ast.Constant(text)] if text else []
            values.append(self._field(piece))
            text = ""
        values += [ast.Constant(text)] if text else []
        return ast.JoinedStr(values)

    def _field(self, field: Pack) -> ast.expr:
        value, conversion, form = field.items
        assert isinstance(conversion, Const)
        how = -1 if conversion.value is None else int(conversion.value)
        spec: ast.expr | None = None
        if isinstance(form, Var):
            inner = self.operand(form)
            plain = isinstance(inner, ast.JoinedStr)
            spec = (
                inner if plain else ast.JoinedStr([ast.FormattedValue(inner, -1, None)])
            )
        elif isinstance(form, Const) and form.value:
            spec = ast.JoinedStr([ast.Constant(str(form.value))])
        return ast.FormattedValue(self.operand(value), how, spec)


def _lists_numbers(kind: Kind) -> bool:
    """True for a list whose entries are numbers."""
    if not isinstance(kind, Listing) or len(kind.fields) != 1:
        return False
    return isinstance(kind.fields[0], Number)
