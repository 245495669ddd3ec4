"""Operators and builtin functions of objects: the special methods of their classes are called.

p + q        Point.__add__(p, q), else Point.__radd__(q, p)
p[i]         Point.__getitem__(p, i)
len(p)       Point.__len__(p)
p < q        Point.__lt__(p, q), else Point.__gt__(q, p)
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from types import FunctionType

import numpy as np

from adgen.frontend.instances import dict_entries, entries, objects
from adgen.frontend.instances.classes import MISSING, class_of, find, special
from adgen.frontend.instances.counters import refuse_operators
from adgen.frontend.regions import memory
from adgen.frontend.regions.object_lists import Chosen, Objects
from adgen.frontend.regions.protocols import each_item, each_next
from adgen.frontend.regions.sets import Members
from adgen.frontend.regions.tuple_lengths import entries_of
from adgen.frontend.regions.windows import Windows
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Object, ObjectContent, Ref, Tuple, Value
from adgen.ir.kinds import BOOL, Array, Unknown
from adgen.ir.nodes import Const

_NAMES = {
    "add": "add",
    "sub": "sub",
    "mul": "mul",
    "div": "truediv",
    "floordiv": "floordiv",
    "mod": "mod",
    "pow": "pow",
    "matmul": "matmul",
    "lshift": "lshift",
    "rshift": "rshift",
    "bitand": "and",
    "bitor": "or",
    "bitxor": "xor",
}
_UNARY = {"neg": "__neg__", "pos": "__pos__", "invert": "__invert__", "abs": "__abs__"}
_MIRRORED = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le", "eq": "eq", "ne": "ne"}


def is_object(ctx: Context, value: Value) -> bool:
    """True for an object of a class written in Python that is no named tuple."""
    if isinstance(value, Object):
        return class_of(ctx, value) is not None
    if entries.is_entry(value):
        return True
    return isinstance(memory.content_of(ctx, value), ObjectContent)


def called(
    ctx: Context,
    method: str,
    value: Value,
    args: Sequence[Value],
    node: ast.AST,
    name: Name = None,
) -> Value | None:
    """The result of a special method of the class of a value; None if it has none."""
    entry = dict_entries.as_dict_entry(ctx, value)
    if entry is not None:
        return dict_entries.special(ctx, entry, method, args, node)
    cls = class_of(ctx, value)
    found = special(cls, method)
    if cls is None or found is None:
        return None
    if cls is Objects and not isinstance(found, FunctionType):
        return entries.method(ctx, value, method, args, node)
    code = getattr(found, "__code__", None)
    if code is not None and code.co_filename == "<string>":
        ctx.refuse(
            node,
            f"`{cls.__name__}.{method}` is called, which dataclass has written",
            "Use the attributes: p.x == q.x.",
        )
    function = objects.bound(ctx, found, value, cls, method, node)
    return ctx.lowering.call(ctx, function, tuple(args), {}, node, name)


def binary(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST, name: Name
) -> Value | None:
    """An operator of which one side is an object; None if the classes say nothing of it."""
    refuse_operators(ctx, node, left, right)
    if class_of(ctx, left) is None and class_of(ctx, right) is None:
        return None
    word = _NAMES.get(fn)
    if word is None:
        return None
    own, other = f"__{word}__", f"__r{word}__"
    return _tried(ctx, own, other, left, right, node, name)


def _tried(
    ctx: Context,
    own: str,
    other: str,
    left: Value,
    right: Value,
    node: ast.AST,
    name: Name,
) -> Value | None:
    """The first of the two methods that knows what to do."""
    attempts = [(own, left, right), (other, right, left)]
    first, second = class_of(ctx, left), class_of(ctx, right)
    if first is not None and second is not None and first is not second:
        if issubclass(second, first) and find(second, other) is not find(first, other):
            attempts.reverse()
    if first is second:
        attempts = attempts[: 2 if own.strip("_") in _MIRRORED else 1]
    for method, value, argument in attempts:
        if value is right and first is None:
            _require_deferring(ctx, left, second, node)
        result = called(ctx, method, value, (argument,), node, name)
        if result is not None and not _is_not_implemented(result):
            return result
    return None


def augmented(
    ctx: Context, fn: str, old: Value, value: Value, node: ast.AST, name: Name
) -> Value | None:
    """`p += q` where the class of p has `__iadd__`; None where it has not."""
    refuse_operators(ctx, node, old, value)
    word = _NAMES.get(fn)
    result = called(ctx, f"__i{word}__", old, (value,), node, name)
    if result is None or _is_not_implemented(result):
        return None
    return result


def _is_not_implemented(value: Value) -> bool:
    return isinstance(value, Object) and value.value is NotImplemented


def _require_deferring(
    ctx: Context, left: Value, cls: type | None, node: ast.AST
) -> None:
    """An array on the left does its own operator, on every element, unless it is told not to."""
    kind = memory.kind_of(ctx, left)
    if cls is None or not isinstance(kind, (Array, Unknown)) or isinstance(left, Tuple):
        return
    if getattr(cls, "__array_ufunc__", 0) is not None:
        ctx.refuse(
            node,
            f"an array stands left of an object of `{cls.__name__}`, whose operator NumPy"
            " would call for each element",
            f"Write the object first, or set __array_ufunc__ = None in `{cls.__name__}`.",
        )


def compare(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST, name: Name
) -> Value | None:
    """A comparison of which one side is an object."""
    if fn in ("in", "notin"):
        return _contains(ctx, fn, left, right, node, name)
    if fn in ("is", "isnot"):
        return _is(ctx, fn, left, right, node, name)
    if fn not in _MIRRORED:
        return None
    refuse_operators(ctx, node, left, right)
    if class_of(ctx, left) is None and class_of(ctx, right) is None:
        return None
    own, other = f"__{fn}__", f"__{_MIRRORED[fn]}__"
    result = _tried(ctx, own, other, left, right, node, name)
    if result is not None or fn not in ("eq", "ne"):
        return result
    if fn == "ne":
        equal = compare(ctx, "eq", left, right, node, None)
        return None if equal is None else _negated(ctx, equal, node, name)
    return _is(ctx, "is", left, right, node, name)


def _is(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST, name: Name
) -> Value | None:
    """`p is q`: whether two objects are one."""
    if not (is_object(ctx, left) and is_object(ctx, right)):
        return None
    same = entries.same(ctx, left, right, node)
    if same is None:
        known = identical(ctx, left, right)
        same = None if known is None else Const(known)
    if same is None or fn == "is":
        return same
    return _negated(ctx, same, node, name)


def _negated(ctx: Context, value: Value, node: ast.AST, name: Name) -> Value:
    if isinstance(value, Const):
        return Const(not value.value)
    operand = memory.operand(ctx, value, node)
    return ctx.apply("not", (operand,), node, name, kind=BOOL)


def _contains(
    ctx: Context, fn: str, item: Value, container: Value, node: ast.AST, name: Name
) -> Value | None:
    result = called(ctx, "__contains__", container, (item,), node, name)
    if result is None or fn == "in":
        return result
    return _negated(ctx, result, node, name)


def identical(ctx: Context, left: Value, right: Value) -> bool | None:
    """Whether two objects are one; None where that is only known at run time."""
    if isinstance(left, Ref) and isinstance(right, Ref):
        if left.region is right.region:
            return True
        return None if left.region.may_share(right.region) else False
    return None


def unary(
    ctx: Context, fn: str, value: Value, node: ast.AST, name: Name = None
) -> Value | None:
    """-p, +p, ~p, abs(p)"""
    method = _UNARY.get(fn)
    return None if method is None else called(ctx, method, value, (), node, name)


def truth(ctx: Context, value: Value, node: ast.AST) -> Value | None:
    """What decides `if p:`; None for what is no object."""
    if not is_object(ctx, value):
        return None
    for method in ("__bool__", "__len__"):
        result = called(ctx, method, value, (), node)
        if result is not None:
            return result
    return Const(True)


_OF_SEQUENCES = (
    *(np.array, np.asarray, np.stack, np.concatenate, np.vstack, np.hstack),
    *(np.sum, np.prod, np.mean, np.max, np.min, np.cumsum, np.var, np.std),
    *(np.dot, np.linalg.norm, math.fsum, math.prod),
)
"""Functions that make an array of a tuple."""

_ITERATING = (list, tuple, enumerate, sum, sorted, any, all, min, max)


def iterated_arguments(
    ctx: Context, function: object, args: Sequence[Value], node: ast.AST
) -> Sequence[Value]:
    """The arguments of `list`, `zip`, ... with what their objects iterate over in their place."""
    if any(function is each for each in _ITERATING):
        # max(p, q) compares its arguments, max(p) iterates over the one.
        places = range(0 if function in (min, max) and len(args) > 1 else 1)
    elif function is zip or function is map or function is filter:
        places = range(0 if function is zip else 1, len(args))
    elif function is reversed and any(entries.is_list_of_objects(ctx, a) for a in args):
        places = range(1)
    elif any(function is each for each in _OF_SEQUENCES):
        return [_in_sequence(ctx, arg, node) for arg in args[:2]] + [*args[2:]]
    else:
        return args
    if function is sorted and class_of(ctx, args[0]) is Members:
        return [objects.read(ctx, args[0], Members, "marks", node), *args[1:]]
    return [
        iterated(ctx, arg, node) if place in places else arg
        for place, arg in enumerate(args)
    ]


def _in_sequence(ctx: Context, value: Value, node: ast.AST) -> Value:
    """A list of arrays or numbers for what an array is made of."""
    if class_of(ctx, value) is Windows:
        return iterated(ctx, value, node)
    return entries_of(ctx, value, node)


def iterated(ctx: Context, value: Value, node: ast.AST) -> Value:
    """What a loop over an object runs over: what its `__iter__` gives, or its items."""
    if not is_object(ctx, value):
        return value
    if class_of(ctx, value) is Members:
        ctx.refuse(
            node,
            "a set is run over, in an order that Python does not promise",
            "Run over sorted(...) of it, or use a list.",
        )
    if isinstance(value, Ref) and class_of(ctx, value) is Chosen:
        return entries.each_chosen(ctx, value, node)
    if isinstance(value, Ref) and entries.is_list_of_objects(ctx, value):
        return entries.each(ctx, value, node)
    result = called(ctx, "__iter__", value, (), node)
    if result is not None and not _is_one(result, value):
        return iterated(ctx, result, node)
    if result is not None and special(class_of(ctx, value), "__next__"):
        return _by(ctx, each_next, value, node)
    cls = class_of(ctx, value)
    assert cls is not None
    if special(cls, "__getitem__") and find(cls, "__iter__") is MISSING:
        return _by(ctx, each_item, value, node)
    ctx.refuse(
        node,
        f"a loop runs over an object of `{cls.__name__}`, which has no `__iter__`",
        "Loop over one of its attributes.",
    )


def _is_one(left: Value, right: Value) -> bool:
    """True if both are surely the same object: `return self`."""
    if isinstance(left, Ref) and isinstance(right, Ref):
        return left.region is right.region and left.path == right.path
    return left is right


def _by(
    ctx: Context, program: Callable[..., object], value: Value, node: ast.AST
) -> Value:
    """What a generator function written as a program gives of an object."""
    function = Object(program, program.__name__)
    return ctx.lowering.call(ctx, function, (value,), {}, node, None)
