"""Tests in formulas, decided when the derivative is made.

    dx if is_complex(x) else dy      axis is None      ndim(a) == 2      n == 2

A parameter is its constant value, or an `Open` value of which only facts are known. A test that
what is known does not settle is an error that names the user's line.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from adgen.errors import KindError
from adgen.ir.kinds import Array, Kind, Listing, Number, Other, Structure, same_dim
from adgen.ir.nodes import Operand, Pack
from adgen.rules import dtypes, shapes

if TYPE_CHECKING:
    from adgen.rules.formula import Scope


class Undecided(Exception):
    """What is known of the operands does not settle the test."""


class Open:
    """A value known only when the program runs."""

    def __init__(self, operand: Operand, kind: Kind) -> None:
        self.operand = operand
        self.kind = kind

    def _undecided(self, *_: object) -> bool:
        raise Undecided

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __mod__ = (
        _undecided
    )
    __hash__ = object.__hash__


class _Names(Mapping[str, Any]):
    """What the names of a test mean: facts about the operands, and the functions below."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __getitem__(self, name: str) -> Any:
        values = self.scope.bound.values
        if name in FACTS and name not in values:
            return FACTS[name]
        if name == "given":
            return lambda text: self.scope.given.get(text) is not None
        operand = values[name] if name in values else self.scope.results[name]
        if shapes.is_constant(operand) and not isinstance(operand, Pack):
            return shapes.constant_of(operand)
        if isinstance(operand, Pack) and shapes.is_constant(operand):
            return shapes.constant_of(operand)
        return Open(operand, self.scope.builder.kind_of(operand))

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)


def decide(test: ast.expr, scope: Scope) -> bool:
    """The truth of a test at this call."""
    code = compile(ast.Expression(test), f"<rule of {scope.rule.name}>", "eval")
    try:
        return bool(eval(code, {"__builtins__": {}}, _Names(scope)))
    except Undecided:
        raise KindError(
            f"the derivative of {scope.rule.name} depends on"
            f" `{ast.unparse(test)}`, which is not known here",
            scope.apply.span,
            "Write that argument as a constant, or annotate the arguments.",
        ) from None


# facts -------------------------------------------------------------------------------


def _kind(value: Any) -> Kind:
    from adgen.ir.build import kind_of_constant

    return value.kind if isinstance(value, Open) else kind_of_constant(value)


def _ndim(value: Any) -> int:
    dims = shapes.dims_of(_kind(value))
    if dims is None:
        raise Undecided
    return len(dims)


def _rank_known(value: Any) -> bool:
    return shapes.dims_of(_kind(value)) is not None


def _is_constant(value: Any) -> bool:
    return not isinstance(value, Open)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) or dtypes.class_of(_kind(value)) in ("int", "bool")


def _is_whole(value: Any) -> bool:
    """True for integers, and for a number written as 2.0."""
    return _is_integer(value) or isinstance(value, float) and value.is_integer()


def _is_square(value: Any) -> bool:
    dims = shapes.dims_of(_kind(value))
    return dims is not None and len(dims) > 1 and same_dim(*dims[-2:])


def _is_number(value: Any) -> bool:
    return isinstance(_kind(value), Number)


def _is_sequence(value: Any) -> bool:
    return isinstance(_kind(value), Structure)


def _even_orders(value: Any) -> bool:
    """True if an order, or each of several, is even."""
    orders = value if isinstance(value, tuple | list) else (value,)
    return all(order % 2 == 0 for order in orders)


def _odd_sizes(value: Any) -> bool:
    """True if a size, or each of several, is known to be odd."""
    sizes = value if isinstance(value, tuple | list) else (value,)
    return all(isinstance(size, int) and size % 2 == 1 for size in sizes)


FACTS: dict[str, Any] = {
    "even_orders": _even_orders,
    "odd_sizes": _odd_sizes,
    "ndim": _ndim,
    "rank_known": _rank_known,
    "is_constant": _is_constant,
    "is_integer": _is_integer,
    "is_whole": _is_whole,
    "is_square": _is_square,
    "is_number": _is_number,
    "is_scalar": lambda value: shapes.is_scalar(_kind(value)),
    "is_array": lambda value: isinstance(_kind(value), Array),
    "is_complex": lambda value: dtypes.is_complex(_kind(value)),
    "is_real": lambda value: dtypes.is_real(_kind(value)),
    "is_listing": lambda value: isinstance(_kind(value), Listing),
    "is_sequence": _is_sequence,
    "is_none": lambda value: value is None or _kind(value) == Other("None"),
    "isinstance": isinstance,
    "int": int,
    "float": float,
    "tuple": tuple,
    "type": type,
    "len": len,
    "inf": math.inf,
}
"""The functions a test may call."""
