"""Methods of arrays: functions of NumPy under another name, and those that write the array."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.arrays import array_writes, clipping
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.method_names import ARRAY_METHODS
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import NONE_VALUE, Ref, Tuple, Value
from adgen.frontend.vocabulary import iterator_words as words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.build import ROW_AFTER_ROW
from adgen.ir.kinds import Array, Kind
from adgen.ir.nodes import Const
from adgen.rules.settings import is_default

_CONJUGATES = ("conj", "conjugate")


def call_array_method(
    ctx: Context,
    array: Value,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`x.sum(axis=0)`, `x.sort()`, `x.item(2)`, ..."""
    if what in ("reshape", "transpose") and len(args) > 1:
        args = (Tuple(tuple(args)),)
    if what == "item" and args:
        array, args = _item(ctx, array, args, node), ()
    if what == "tolist":
        return _nested_lists(ctx, array, node, name)
    if what == "view":
        return _view(ctx, array, bool(args or kwargs), node)
    if what == "fill":
        return _fill(ctx, array, args, node)
    if what == "put":
        return array_writes.put(ctx, (array, *args), kwargs, node, None)
    if what in ("sort", "partition"):
        return _in_place(ctx, f"np.{what}", array, args, kwargs, node)
    if what in ("copy", "flatten"):
        return _copied(ctx, array, what, args, kwargs, node, name)
    operands = (array, *args)
    if what in _CONJUGATES and not args and _is_real(memory.kind_of(ctx, array)):
        return array  # The method gives a real array itself, the function a copy.
    if what == "clip":
        return clipping.clip(ctx, operands, kwargs, node, name)
    if what == "astype":  # The function of this name has fewer keywords.
        fn = ARRAY_METHODS[what]
        kwargs = {k: v for k, v in kwargs.items() if not is_default(fn, k, v)}
    if what == "compress" and args:
        operands = (args[0], array, *args[1:])  # the condition comes first
    return call_primitive(ctx, ARRAY_METHODS[what], operands, kwargs, node, name)


def _copied(
    ctx: Context,
    array: Value,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`x.copy()` and `x.flatten()`: row after row, whatever the array is."""
    given = [memory.operand(ctx, value, node) for value in (array, *args)]
    keywords = [(key, memory.operand(ctx, v, node)) for key, v in kwargs.items()]
    if what == "copy" and not args and not kwargs:
        keywords = [ROW_AFTER_ROW]
    copied = ctx.apply(ARRAY_METHODS[what], given, node, name, keywords)
    if isinstance(copied, Ref) and not args and not kwargs:
        copied.region.in_rows = True
    return copied


def _is_real(kind: Kind) -> bool:
    return isinstance(kind, Array) and kind.dtype.startswith("float")


def _view(ctx: Context, array: Value, as_other: bool, node: ast.AST) -> Value:
    """`x.view()`: all elements, as `x[...]`."""
    if as_other:
        ctx.refuse(
            node,
            "a view of an array as another dtype is taken",
            "Convert the numbers: x.astype(dtype); of complex ones, x.real and x.imag.",
        )
    return select(ctx, array, Const(Ellipsis), node)


def _item(ctx: Context, array: Value, args: Sequence[Value], node: ast.AST) -> Value:
    """The element of `x.item(i)` and `x.item(i, j)`."""
    index = args[0] if len(args) == 1 else Tuple(tuple(args))
    kind = memory.kind_of(ctx, array)
    line = isinstance(kind, Array) and len(kind.dims or ()) == 1
    if len(args) == 1 and not line:
        array = apply_primitive(ctx, "np.ravel", (array,), {}, node, None)
    return select(ctx, array, index, node)


_NUMBERS = {1: words.numbers_of_python, 2: words.rows_of_numbers_of_python}
"""The lists of numbers in single precision hold numbers of Python, which are double."""


def _nested_lists(ctx: Context, array: Value, node: ast.AST, name: Name) -> Value:
    """`x.tolist()`: a list of numbers, or lists in a list."""
    kind = memory.kind_of(ctx, array)
    if not isinstance(kind, Array) or kind.dims is None:
        ctx.refuse(
            node,
            "tolist is called on an array of unknown rank",
            "Use list(x), which gives a list of the rows.",
        )
    rank = len(kind.dims)
    if kind.dtype in ("float16", "float32") and rank in _NUMBERS:
        return word(ctx, _NUMBERS[rank], (array,), node, name)
    if rank == 0:
        return apply_primitive(ctx, "item", (array,), {}, node, name)
    if rank == 1:
        return apply_primitive(ctx, "list", (array,), {}, node, name)
    depth = Const(rank)
    return apply_primitive(ctx, "list.nested", (array, depth), {}, node, name)


def _fill(ctx: Context, array: Value, args: Sequence[Value], node: ast.AST) -> Value:
    if not isinstance(array, Ref) or len(args) != 1:
        ctx.refuse(
            node,
            "fill is called on what is no array, or without its value",
            "Write x[...] = value.",
        )
    value = memory.operand(ctx, args[0], node)
    memory.require_dtype(ctx, memory.kind_of(ctx, array), ctx.kind(value), node)
    memory.store(ctx, array, None, value, "set", node)
    return NONE_VALUE


def _in_place(
    ctx: Context,
    fn: str,
    array: Value,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """`x.sort()`: the content is replaced."""
    if not isinstance(array, Ref):
        ctx.refuse(
            node,
            "a method that changes an array is called on something else",
            "Use the function of NumPy that gives a new array.",
        )
    value = apply_primitive(ctx, fn, (array, *args), kwargs, node, None)
    memory.store(ctx, array, None, memory.operand(ctx, value, node), "set", node)
    return NONE_VALUE
