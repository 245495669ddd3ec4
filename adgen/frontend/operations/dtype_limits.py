"""What is asked of dtypes: `np.finfo(float).eps`, `np.iinfo(int).max`, `x.dtype.itemsize`.

np.finfo(x.dtype).eps         %1 = np.finfo(x.dtype); %2 = %1.eps, a number without derivative
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Fields, Object, Value
from adgen.ir.kinds import BOOL, INT, TEXT, UNKNOWN, Kind, Number, Other
from adgen.ir.nodes import Const, Var

Call = Callable[[Context, Sequence[Value], Keywords, ast.AST, Name], Value]

_NUMBERS = ("eps", "epsneg", "max", "min", "resolution", "tiny", "smallest_normal")
_COUNTS = ("bits", "iexp", "machep", "maxexp", "minexp", "negep", "nexp", "nmant")
_OF_DTYPES: dict[str, Kind] = {
    "itemsize": INT,
    "alignment": INT,
    "num": INT,
    "kind": TEXT,
    "char": TEXT,
    "name": TEXT,
    "str": TEXT,
    "isnative": BOOL,
}
"""What a dtype says of itself."""


def _class_of_dtype(ctx: Context, value: Value) -> str | None:
    """The class a dtype has ("float32"), if it is known now."""
    if isinstance(value, Var):
        return ctx.dtypes.get(value)
    if not isinstance(value, (Const, Object)):
        return None
    try:
        return str(np.dtype(cast(Any, value.value)).name)
    except TypeError:
        return None


def _kind_of_limit(ctx: Context, value: Value) -> Kind:
    """The kind of `np.finfo(value).eps`: a real number of the precision of the dtype."""
    known = _class_of_dtype(ctx, value)
    real = {
        "complex64": "float32",
        "float32": "float32",
        "float64": "float",
        "float": "float",
        "complex": "float",
        "complex128": "float",
    }.get(str(known))
    return UNKNOWN if real is None else Number(real)


def _limits(fn: str, names: Sequence[str], counts: Sequence[str]) -> Call:
    """`np.finfo(dtype)` or `np.iinfo(dtype)`: an object with these attributes."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        dtype = args[0] if args else kwargs["dtype"]
        kind = INT if fn == "np.iinfo" else _kind_of_limit(ctx, dtype)
        raw = apply_primitive(ctx, fn, (dtype,), {}, node, None)
        operand = memory.operand(ctx, raw, node)

        def read(attr: str, kind: Kind) -> Value:
            return ctx.apply("attr", (operand, Const(attr)), node, None, kind=kind)

        items: dict[str, Callable[[], Value]] = {}
        for attr in names:
            items[attr] = functools.partial(read, attr, kind)
        for attr in counts:
            items[attr] = functools.partial(read, attr, INT)
        return Fields(fn, items)

    return call


def attribute_of_dtype(
    ctx: Context, base: Value, kind: Kind, attr: str, node: ast.AST
) -> Value | None:
    """`x.dtype.itemsize`; None for what is no plain attribute of a dtype."""
    found = _OF_DTYPES.get(attr)
    if kind != Other("dtype") or found is None:
        return None
    operand = memory.operand(ctx, base, node)
    return ctx.apply("attr", (operand, Const(attr)), node, None, kind=found)


CALLS: dict[object, Call] = {
    np.finfo: _limits("np.finfo", _NUMBERS, (*_COUNTS, "precision")),
    np.iinfo: _limits("np.iinfo", ("max", "min", "bits"), ()),
}
"""How each function is lowered, by the function itself."""
