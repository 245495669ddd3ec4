"""Text of operands, constants, iterables, kinds and the right sides of primitives.

    Var("x", 2) -> x.2     Var("%3", 0) -> %3     Const(1.5) -> 1.5     Const(pi, "np.pi") -> np.pi
    Pack("slice", 1, None, None) as an index -> 1:     Apply mul -> x.2 * %3

`adgen.ir.operand_parser` reads the same text back.
"""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Sequence
from typing import Any, assert_never

import numpy as np

from adgen.ir.kinds import (
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    Unbound,
    Unknown,
)
from adgen.ir.nodes import (
    Apply,
    Const,
    Each,
    Enumerate,
    FunctionName,
    Iterable,
    Operand,
    Pack,
    Range,
    Reversed,
    Undefined,
    Var,
    Zip,
)
from adgen.names import temporary_number

INFIX = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "div": "/",
    "floordiv": "//",
    "mod": "%",
    "pow": "**",
    "matmul": "@",
    "lshift": "<<",
    "rshift": ">>",
    "bitand": "&",
    "bitor": "|",
    "bitxor": "^",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "ne": "!=",
    "is": "is",
    "isnot": "is not",
    "in": "in",
    "notin": "not in",
    "and": "and",
    "or": "or",
}
PREFIX = {"neg": "-", "pos": "+", "invert": "~", "not": "not "}
RESERVED = frozenset(keyword.kwlist) | {"inf", "nan", "undefined", "branch", "remark"}
"""Words with a meaning of their own in a dump; an object of this name is quoted."""

MAKERS = frozenset(
    {"slice", "field", "path", "view", "complex", "dtype", "scalar", "type", "object"}
)
"""Words that, before a bracket, make a structure or a constant."""

_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*\Z")
_PLAIN = (bool, int, str, bytes, type(None))


def name_text(name: str) -> str:
    """A dotted name as it is, any other quoted: @'f.<locals>.g'."""
    plain = _DOTTED.match(name) and name.split(".")[0] not in RESERVED
    return name if plain else f"@{name!r}"


def var_text(var: Var) -> str:
    """x.2; the first version of a temporary without its number: %3."""
    if var.version == 0 and temporary_number(var.name) is not None:
        return var.name
    return f"{var.name}.{var.version}"


def operand_text(operand: Operand) -> str:
    """The text of any operand."""
    match operand:
        case Var():
            return var_text(operand)
        case Const():
            return const_text(operand)
        case Pack(form="tuple", items=items):
            inside = ", ".join(map(operand_text, items))
            return f"({inside},)" if len(items) == 1 else f"({inside})"
        case Pack(form="list", items=items):
            return f"[{', '.join(map(operand_text, items))}]"
        case Pack(form="dict", items=items, keys=keys):
            pairs = (
                f"{const_text(key)}: {operand_text(item)}"
                for key, item in zip(keys, items)
            )
            return f"{{{', '.join(pairs)}}}"
        case Pack(form="object", items=items, keys=keys, of=Const() as cls):
            attributes = operand_text(Pack("dict", items, keys))
            return f"object({const_text(cls)}, {attributes})"
        case Pack(form=form, items=items):
            return f"{form}({', '.join(map(operand_text, items))})"
        case Undefined():
            return "undefined"
        case _:
            assert_never(operand)


def const_text(const: Const) -> str:
    """A literal as Python writes it, a named object by its name."""
    if const.name is not None:
        return name_text(const.name)
    value = const.value
    if type(value) in _PLAIN:
        return repr(value)
    if type(value) is float:
        return repr(value)
    if type(value) is complex:
        return _complex_text(value)
    if value is Ellipsis:
        return "..."
    if isinstance(value, FunctionName):
        return f"function({value.name!r})"
    return _numpy_text(value)


def _complex_text(value: complex) -> str:
    text = repr(value)
    if text.startswith("(") or not math.isfinite(value.imag):
        return f"complex({value.real!r}, {value.imag!r})"
    return text


def _numpy_text(value: Any) -> str:
    if isinstance(value, np.dtype):
        return repr(value)
    if isinstance(value, np.generic):
        return f"scalar({value.dtype.name!r}, {str(value)!r})"
    if isinstance(value, type):
        return f"type({value.__module__ + '.' + value.__qualname__!r})"
    return f"object({repr(value)!r})"


def exception_text(exception: Operand) -> str:
    """What stands before the brackets of a raise."""
    if isinstance(exception, Const) and exception.name in MAKERS:
        return f"@{exception.name!r}"
    return operand_text(exception)


def index_text(index: Operand) -> str:
    """The text between the brackets of x[...]."""
    if isinstance(index, Pack) and index.form == "tuple" and index.items:
        inside = ", ".join(map(_axis_text, index.items))
        return inside + "," if len(index.items) == 1 else inside
    return _axis_text(index)


def _axis_text(index: Operand) -> str:
    if not (
        isinstance(index, Pack) and index.form == "slice" and len(index.items) == 3
    ):
        return operand_text(index)
    start, stop, step = (
        "" if item == Const(None) else operand_text(item) for item in index.items
    )
    return f"{start}:{stop}:{step}" if step else f"{start}:{stop}"


def iterable_text(iterable: Iterable) -> str:
    """What stands after `in` of a For."""
    match iterable:
        case Range(start, stop, step):
            return f"range({', '.join(map(operand_text, (start, stop, step)))})"
        case Each(value):
            return operand_text(value)
        case Enumerate(inner, start):
            return f"enumerate({iterable_text(inner)}, {operand_text(start)})"
        case Zip(inners):
            return f"zip({', '.join(map(iterable_text, inners))})"
        case Reversed(inner):
            return f"reversed({iterable_text(inner)})"
        case _:
            assert_never(iterable)


def apply_text(apply: Apply) -> str:
    """The right side of an Apply: an operator, x[i], x.attribute, or a call."""
    fn, args = apply.fn, apply.args
    if not apply.kwargs:
        match args:
            case [left, right] if fn in INFIX:
                return f"{operand_text(left)} {INFIX[fn]} {operand_text(right)}"
            case [Var() as only] if fn in PREFIX:
                return f"{PREFIX[fn]}{var_text(only)}"
            case [Var() as base, index] if fn == "getitem":
                return f"{var_text(base)}[{index_text(index)}]"
            case [Var() as base, Const(name=None, value=str(name))] if fn == "attr":
                if name.isidentifier():
                    return f"{var_text(base)}.{name}"
            case _:
                pass
    return f"{name_text(fn)}({arguments_text(args, apply.kwargs)})"


def arguments_text(
    args: Sequence[Operand], kwargs: Sequence[tuple[str, Operand]]
) -> str:
    """What stands between the brackets of a call."""
    keywords = (f"{name}={operand_text(value)}" for name, value in kwargs)
    return ", ".join([*map(operand_text, args), *keywords])


def kind_text(kind: Kind) -> str:
    """A kind in few letters: float, float[n, 3], list of (float, int), ?."""
    match kind:
        case Number(dtype):
            return dtype
        case Array(dtype, None):
            return f"{dtype}[*]"
        case Array(dtype, dims):
            return f"{dtype}[{', '.join(map(str, dims or ()))}]"
        case Listing(fields):
            of = kind.of.__name__ if kind.of else ""
            return f"list of {of}({', '.join(map(kind_text, fields))})"
        case Structure(form, items, keys):
            if not keys:
                return f"{form}({', '.join(map(kind_text, items))})"
            pairs = (f"{k!r}: {kind_text(i)}" for k, i in zip(keys, items))
            return f"{form}({', '.join(pairs)})"
        case Other(what):
            return what
        case Unknown():
            return "?"
        case Unbound():
            return "unbound"
        case _:
            assert_never(kind)
