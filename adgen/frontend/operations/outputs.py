"""Calls of primitives that write their result: `out=`, and `where=` of a ufunc.

np.multiply(x, y, out=z)              z[...] = np.multiply(x, y), or z is that from here on
np.multiply(x, y, z[1])               z[1] = np.multiply(x, y)
np.log(x, out=z, where=x > 0)         z[x > 0] = np.log(x[x > 0])

The call's value is the memory that was written, under one name more.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache

import numpy as np

from adgen.frontend.operations.conversions import converted
from adgen.frontend.operations.primitives import apply_primitive, no_rule
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Ref, Tuple, Value
from adgen.ir.kinds import (
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    may_be_one,
    same_dim,
)
from adgen.ir.nodes import Const, Operand
from adgen.rules.registry import callable_of, find
from adgen.rules.signature import positional_names

_NOTHING = (Const(None), Const(True))


def call_primitive(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """A call of a primitive as the user writes it."""
    if fn == "np.shares_memory":
        # Generated code asks it of arguments; of what it makes itself the answer may differ.
        no_rule(ctx, fn, node)
    if find(fn) is None or not fn.startswith(("np.", "scipy.")):
        return apply_primitive(ctx, fn, args, kwargs, node, name)
    _require_effects(ctx, fn, args, kwargs, node)
    ufunc = _ufunc(fn)
    args, kwargs, out = _without_out(ctx, fn, ufunc, args, dict(kwargs))
    targets = out.items if isinstance(out, Tuple) else (out,)
    mask: Value | None = None
    if ufunc is not None:
        mask = kwargs.pop("where", None)
        mask = None if mask in _NOTHING else mask
        args = _of_type(ctx, fn, ufunc, args, kwargs, node)
    if all(target == Const(None) for target in targets):
        if mask is None:
            return apply_primitive(ctx, fn, args, kwargs, node, name)
        target = _new_memory(ctx, fn, args, kwargs, node, name)
        return _masked(ctx, fn, args, kwargs, target, mask, node)
    if mask is not None and len(targets) == 1:
        return _masked(ctx, fn, args, kwargs, targets[0], mask, node)
    result = apply_primitive(ctx, fn, args, kwargs, node, None)
    values = result.items if isinstance(result, Tuple) else (result,)
    if len(values) != len(targets) or mask is not None:
        ctx.refuse(node, f"{fn} is called with an out= of another form", _REMEDY)
    written = tuple(
        value if target == Const(None) else _into(ctx, target, value, node)
        for target, value in zip(targets, values)
    )
    return written[0] if len(written) == 1 else Tuple(written)


def _require_effects(
    ctx: Context, fn: str, args: Sequence[Value], kwargs: Keywords, node: ast.AST
) -> None:
    """Refuses what is not written as it says: `out=` that is ignored, arguments destroyed.

    That SciPy writes what it likes is refused here, where every call comes by: one whose result
    is not used is left out of the derivative, and what it has written with it.
    """
    if fn != "np.fft.hfft" and not fn.startswith("scipy."):
        return
    given = {**dict(zip(_by_place(fn), args)), **kwargs}
    if fn == "np.fft.hfft" and given.get("out", Const(None)) != Const(None):
        ctx.refuse(node, f"{fn} ignores its out=", _REMEDY)
    for parameter, value in given.items():
        kept = isinstance(value, Const) and not value.value
        if parameter.startswith("overwrite_") and not kept:
            ctx.refuse(
                node,
                f"{fn} may destroy its argument with `{parameter}=True`",
                "Write the call without it: it gives the same.",
            )


def _of_type(
    ctx: Context,
    fn: str,
    ufunc: np.ufunc,
    args: Sequence[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
) -> Sequence[Value]:
    """The operands as `dtype=` makes them, which is then done."""
    dtype = kwargs.get("dtype", Const(None))
    made = (
        None if dtype == Const(None) else converted(ctx, fn, ufunc, args, dtype, node)
    )
    if made is None:
        return args
    del kwargs["dtype"]
    return made


_REMEDY = "Assign its result: x[...] = f(y)."


def _ufunc(fn: str) -> np.ufunc | None:
    function = callable_of(fn)
    return function if isinstance(function, np.ufunc) else None


def _without_out(
    ctx: Context,
    fn: str,
    ufunc: np.ufunc | None,
    args: Sequence[Value],
    kwargs: dict[str, Value],
) -> tuple[Sequence[Value], dict[str, Value], Value]:
    """The arguments without what is written, and that."""
    if fn == "np.nan_to_num":
        args, kwargs = _with_out(ctx, args, kwargs)
    word = "output" if fn.startswith("scipy.ndimage.") else "out"
    out: Value = Const(None)
    if word == "out" or isinstance(kwargs.get(word), Ref):
        out = kwargs.pop(word, out)
    names = () if ufunc is not None else _by_place(fn)
    place = names.index(word) if word in names else len(names)
    if ufunc is not None and len(args) > ufunc.nin:
        out = Tuple(tuple(args[ufunc.nin :]))
        args = args[: ufunc.nin]
    elif place < len(args) <= len(names) and (
        word == "out" or isinstance(args[place], Ref)
    ):
        # What stands behind `out` has its name instead of its place.
        later = dict(zip(names[place + 1 :], args[place + 1 :]))
        args, out, kwargs = args[:place], args[place], {**kwargs, **later}
    if isinstance(out, Tuple) and len(out.items) == 1:
        out = out.items[0]
    return args, kwargs, out


def _with_out(
    ctx: Context, args: Sequence[Value], kwargs: dict[str, Value]
) -> tuple[Sequence[Value], dict[str, Value]]:
    """`np.nan_to_num(x, copy=False)` as if it were `np.nan_to_num(x, out=x)`."""
    names = ("x", "copy", "nan", "posinf", "neginf")
    given = dict(zip(names, args)) | kwargs
    copy, x = given.pop("copy", Const(True)), given.pop("x", Const(None))
    kind = memory.kind_of(ctx, x)
    if copy == Const(False) and not isinstance(kind, Number | Listing):
        given["out"] = x
    elif not isinstance(copy, Const):
        given["copy"] = copy
    return (x,), given


@cache
def _by_place(fn: str) -> tuple[str, ...]:
    """The names of the parameters that a function takes by position, `out` among them."""
    known = {"np.dot": ("a", "b", "out"), "np.matmul": ("x1", "x2", "out")}
    return positional_names(callable_of(fn)) or known.get(fn, ())


def _into(ctx: Context, target: Value, value: Value, node: ast.AST) -> Value:
    """The memory, after the value has been put there."""
    into = _memory(ctx, target, node)
    memory.overwrite(ctx, into, memory.operand(ctx, value, node), node)
    return target


def _memory(ctx: Context, target: Value, node: ast.AST) -> Ref:
    if not isinstance(target, Ref):
        ctx.refuse(node, "out= is given what is no array of this function", _REMEDY)
    return target


# where -------------------------------------------------------------------------------


def _masked(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Keywords,
    target: Value,
    mask: Value,
    node: ast.AST,
) -> Value:
    """The function of the elements that a mask selects, put in their places."""
    into = _memory(ctx, target, node)
    kind = memory.kind_of(ctx, into)
    chosen = as_mask(ctx, mask, into, node)
    parts = [selected(ctx, arg, chosen, kind, into, node) for arg in args]
    value = apply_primitive(ctx, fn, parts, kwargs, node, None)
    put_at(ctx, into, chosen, memory.operand(ctx, value, node), node)
    return target


def put_at(
    ctx: Context, into: Ref, index: Operand, value: Operand, node: ast.AST
) -> None:
    """`into[index] = value`, if its dtype can hold that."""
    memory.require_dtype(ctx, memory.kind_of(ctx, into), ctx.kind(value), node)
    memory.store(ctx, into, index, value, "set", node)


def as_mask(ctx: Context, mask: Value, like: Ref, node: ast.AST) -> Operand:
    """A mask of booleans of the shape of an array."""
    operand = memory.operand(ctx, mask, node)
    kind = ctx.kind(operand)
    if not isinstance(kind, Array) or kind.dtype != "bool":
        ctx.refuse(
            node,
            "where= is no array of booleans here, as far as adgen can see",
            "Compute the mask by a comparison, and use if for a single condition.",
        )
    if _has_shape_of(kind, memory.kind_of(ctx, like)):
        return operand
    return _broadcast(ctx, operand, like, node)


def selected(
    ctx: Context, value: Value, mask: Operand, kind: Kind, like: Ref, node: ast.AST
) -> Operand:
    """`value[mask]`, broadcast before where it may have to be; a number stays one."""
    operand = memory.operand(ctx, value, node)
    own = ctx.kind(operand)
    if isinstance(own, Number):
        return operand
    if not _has_shape_of(own, kind):
        operand = _broadcast(ctx, operand, like, node)
    return ctx.emit("getitem", (operand, mask), node)


def _broadcast(ctx: Context, value: Operand, like: Ref, node: ast.AST) -> Operand:
    shape = ctx.emit("np.shape", (memory.operand(ctx, like, node),), node)
    return ctx.emit("np.broadcast_to", (value, shape), node)


def _has_shape_of(kind: Kind, like: Kind) -> bool:
    """True if the two have one shape in every run in which the first can be broadcast."""
    if not isinstance(kind, Array) or not isinstance(like, Array):
        return False
    if kind.dims is None or like.dims is None or len(kind.dims) != len(like.dims):
        return False
    return all(
        not may_be_one(a) or same_dim(a, b) for a, b in zip(kind.dims, like.dims)
    )


def _new_memory(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """What NumPy makes where there is no out=: memory with nothing in it."""
    operands = tuple(memory.operand(ctx, arg, node) for arg in args)
    keywords = tuple((k, memory.operand(ctx, v, node)) for k, v in kwargs.items())
    (kind,) = ctx.lowering.infer(fn, operands, keywords, ctx.kind) or (UNKNOWN,)
    for operand in operands:
        if _has_shape_of(ctx.kind(operand), kind):
            shape = ctx.emit("np.shape", (operand,), node)
            return ctx.apply("np.empty", (shape,), node, name)
    ctx.refuse(
        node,
        f"{fn} is called with where= and without out=",
        "Give it the array whose elements stay: out=np.zeros(n).",
    )
