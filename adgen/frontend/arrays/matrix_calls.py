"""Functions of numpy.linalg in words of others: cond, norms of matrices, tensorsolve, svd, qr.

np.linalg.cond(a)                   s = np.linalg.svdvals(a); s[..., 0] / s[..., -1]
np.linalg.norm(a, "nuc")            np.sum(np.linalg.svdvals(a), axis=-1)
np.linalg.qr(a, mode="r")           the second of np.linalg.qr(a)
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Number
from adgen.ir.nodes import Const, Var
from adgen.rules.dtypes import class_of
from adgen.rules.shapes import dims_of

_NONE = Const(None)
_LAST = Tuple((Const(-2), Const(-1)))

_OF_MATRICES: dict[object, Callable[..., Any]] = {
    1: words.norm_of_columns,
    -1: words.least_norm_of_columns,
    np.inf: words.norm_of_rows,
    -np.inf: words.least_norm_of_rows,
    2: words.spectral_norm,
    -2: words.least_spectral_norm,
    "nuc": words.nuclear_norm,
}
"""The norms of matrices that are no norms of the vector of their elements."""


def _given(
    args: Sequence[Value], kwargs: Keywords, names: Sequence[str]
) -> dict[str, Value]:
    return {**dict(zip(names, args)), **kwargs}


def norm(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.norm(x, ord, axis, keepdims)`"""
    given = _given(args, kwargs, ("x", "ord", "axis", "keepdims"))
    given["axis"] = axis = parts.one_axis(ctx, given.get("axis", _NONE))
    order = given.get("ord", _NONE)
    key = order.value if isinstance(order, Const) else order
    function = None if key in (None, "fro", "f") else _OF_MATRICES.get(key)
    if function is None or not _is_of_matrices(ctx, given["x"], axis, node):
        return _whole(ctx, given, node, name)
    if key in _OF_NOTHING and 0 in (dims_of(memory.kind_of(ctx, given["x"])) or ()):
        # Of no elements all norms are zeros.
        return _whole(ctx, {**given, "ord": Const("fro")}, node, name)
    return _of_matrices(ctx, function, given["x"], axis, given, node, name)


_OF_NOTHING = (1, np.inf, 2, "nuc")


def _whole(ctx: Context, given: dict[str, Value], node: ast.AST, name: Name) -> Value:
    """The norm as NumPy takes it, without settings that are the defaults."""
    plain = {"ord": _NONE, "axis": _NONE, "keepdims": Const(False)}
    rest = {key: it for key, it in given.items() if plain.get(key) != it}
    operands = [rest.pop("x"), *([rest.pop("ord")] if "ord" in rest else [])]
    return apply_primitive(ctx, "np.linalg.norm", operands, rest, node, name)


def _is_of_matrices(ctx: Context, x: Value, axis: Value, node: ast.AST) -> bool:
    if axis == _NONE:
        return parts.rank_of(ctx, x, node, "np.linalg.norm") == 2
    return known_index(ctx, axis) is None and known_items(ctx, axis) is not None


def _of_matrices(
    ctx: Context,
    function: Callable[..., Any],
    x: Value,
    axis: Value,
    given: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    keepdims = given.get("keepdims", Const(False))
    if axis not in (_NONE, _LAST):
        moved = (x, axis, _LAST)
        x = apply_primitive(ctx, "np.moveaxis", moved, {}, node, None)
    value = word(ctx, function, (x,), node, name if keepdims == Const(False) else None)
    if keepdims == Const(False):
        return value
    wide = (value, _LAST if axis == _NONE else axis)
    return apply_primitive(ctx, "np.expand_dims", wide, {}, node, name)


def norm_of_scipy(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.linalg.norm(a, ord, axis, keepdims)`: along two axes it is that of NumPy."""
    given = _given(args, kwargs, ("a", "ord", "axis", "keepdims", "check_finite"))
    axis = parts.one_axis(ctx, given.get("axis", _NONE))
    along_two = known_index(ctx, axis) is None and known_items(ctx, axis) is not None
    if not along_two or "a" not in given:
        return apply_primitive(ctx, "scipy.linalg.norm", args, kwargs, node, name)
    given.pop("check_finite", None)
    return norm(ctx, (given.pop("a"),), given, node, name)


def matrix_norm(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.matrix_norm(x, ord="fro")` of the last two axes."""
    order = {"ord": kwargs.get("ord", Const("fro")), "axis": _LAST}
    rest = {key: value for key, value in kwargs.items() if key == "keepdims"}
    return norm(ctx, args, {**order, **rest}, node, name)


def vector_norm(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.vector_norm(x, axis=None, ord=2)` of all elements, or along an axis."""
    x, order = args[0], kwargs.get("ord", Const(2))
    rank = parts.rank_of(ctx, x, node, "np.linalg.vector_norm")
    axis = parts.one_axis(ctx, kwargs.get("axis", _NONE))
    along, kept = axis, axis
    items = None if known_index(ctx, axis) is not None else known_items(ctx, axis)
    if axis == _NONE or items is not None:
        axes = None if items is None else [known_index(ctx, item) for item in items]
        x = parts.axes_joined(ctx, x, rank, axes, node)
        along = Const(0)
        kept = Tuple(tuple(map(Const, range(rank)))) if axis == _NONE else axis
    elif not isinstance(memory.kind_of(ctx, axis), Number):
        ctx.refuse(
            node,
            "the axis of np.linalg.vector_norm is only known at run time",
            "Write it as a literal, or annotate it as an integer.",
        )
    operands = (x,) if isinstance(along, Var) and order == Const(2) else (x, order)
    settings = {"axis": along}
    if not parts.keeps_axes(ctx, kwargs, node):
        return apply_primitive(ctx, "np.linalg.norm", operands, settings, node, name)
    value = apply_primitive(ctx, "np.linalg.norm", operands, settings, node, None)
    return apply_primitive(ctx, "np.expand_dims", (value, kept), {}, node, name)


def cond(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.cond(x, p)`: a quotient of singular values, or a product of norms.

    NumPy inverts in double precision.
    """
    given = _given(args, kwargs, ("x", "p"))
    x, order = given["x"], given.get("p", _NONE)
    key = order.value if isinstance(order, Const) else order
    if key is None or key == 2:
        return word(ctx, words.condition, (x,), node, name)
    if key == -2:
        return word(ctx, words.least_condition, (x,), node, name)
    double = _DOUBLE.get(class_of(memory.kind_of(ctx, x)) or "")
    wide = x if double is None else word(ctx, double, (x,), node)
    inverse = apply_primitive(ctx, "np.linalg.inv", (wide,), {}, node, None)
    axes = {"axis": _LAST}
    sizes = [norm(ctx, (value, order), axes, node, None) for value in (x, inverse)]
    if double is not None:
        return word(ctx, words.product_in_single, sizes, node, name)
    return apply_primitive(ctx, "mul", sizes, {}, node, name)


_DOUBLE = {"float32": words.in_double, "complex64": words.in_double_complex}


def svd(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.svd(a, compute_uv=False)`: the singular values alone."""
    given = _given(args, kwargs, ("a", "full_matrices", "compute_uv", "hermitian"))
    if given.get("compute_uv", Const(True)) == Const(False):
        values = (given["a"],)
        if given.get("hermitian", Const(False)) != Const(False):
            return word(ctx, words.hermitian_singular_values, values, node, name)
        return apply_primitive(ctx, "np.linalg.svdvals", values, {}, node, name)
    return apply_primitive(ctx, "np.linalg.svd", args, kwargs, node, name)


def qr(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.qr(a, mode="r")`: the triangle alone."""
    given = _given(args, kwargs, ("a", "mode"))
    if given.get("mode") != Const("r"):
        return apply_primitive(ctx, "np.linalg.qr", args, kwargs, node, name)
    both = apply_primitive(ctx, "np.linalg.qr", (given["a"],), {}, node, (None, name))
    return select(ctx, both, Const(1), node)


def tensorsolve(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.tensorsolve(a, b)`: a matrix and a vector, of other shapes."""
    given = _given(args, kwargs, ("a", "b", "axes"))
    if given.get("axes", _NONE) != _NONE:
        ctx.refuse(
            node,
            "np.linalg.tensorsolve is called with axes",
            "Move the axes to the end with np.moveaxis.",
        )
    return word(ctx, words.tensorsolve, (given["a"], given["b"]), node, name)


def tensorinv(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.linalg.tensorinv(a, ind=2)`"""
    given = _given(args, kwargs, ("a", "ind"))
    ind = given.get("ind", Const(2))
    return word(ctx, words.tensorinv, (given["a"], ind), node, name)


def _of_last_axes(fn: str) -> Builtin:
    """`np.linalg.trace(x, offset=0)`: of each matrix of a stack."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        axes = {"axis1": Const(-2), "axis2": Const(-1)}
        return apply_primitive(ctx, fn, args, {**kwargs, **axes}, node, name)

    return call


_CALLS: dict[str, Builtin] = {
    "norm": norm,
    "matrix_norm": matrix_norm,
    "vector_norm": vector_norm,
    "cond": cond,
    "svd": svd,
    "qr": qr,
    "tensorsolve": tensorsolve,
    "tensorinv": tensorinv,
    "trace": _of_last_axes("np.trace"),
    "diagonal": _of_last_axes("np.diagonal"),
}
CALLS: dict[object, Builtin] = {
    getattr(np.linalg, name): call
    for name, call in _CALLS.items()
    if hasattr(np.linalg, name)
}
"""How each function is lowered, by the function itself."""
