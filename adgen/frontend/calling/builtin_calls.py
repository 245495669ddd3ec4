"""Builtin functions that mean something to the front end: range, len, zip, isinstance, ..."""

from __future__ import annotations

import ast
import types
from collections.abc import Sequence

import numpy as np

from adgen.frontend.calling.attribute_questions import attribute_name, has_attribute
from adgen.frontend.calling.collection_types import COLLECTIONS, ordered_dict
from adgen.frontend.calling.keyed_extremes import largest, smallest
from adgen.frontend.calling.made_classes import MADE
from adgen.frontend.calling.object_builtins import OBJECTS
from adgen.frontend.calling.object_orders import in_order
from adgen.frontend.calling.questions import QUESTIONS
from adgen.frontend.calling.strict_zips import strictly_zipped
from adgen.frontend.containers import long_tuples
from adgen.frontend.containers.windows import may_list_rows
from adgen.frontend.instances import classes, frozen_laws, objects, operator_methods
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory, partings
from adgen.frontend.regions.structures import (
    LARGEST,
    known_items,
    known_range,
)
from adgen.frontend.regions.tuple_lengths import entries_of
from adgen.frontend.regions.tuples import LongTuple
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Closure,
    DictContent,
    EnumerateValue,
    Fields,
    Generator,
    ListContent,
    MapValue,
    Method,
    Object,
    Partial,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Slice,
    Stream,
    Tuple,
    Value,
    ZipValue,
    is_operand,
)
from adgen.frontend.syntax.attributes import attribute
from adgen.frontend.syntax.expressions import binary
from adgen.ir.kinds import Array, Listing, Number, Structure
from adgen.ir.nodes import Const, Operand, Var
from adgen.ir.objects import why_opaque

_NONE = Const(None)


def find(value: object) -> Builtin | None:
    """How a builtin is lowered, if it is one of these."""
    try:
        return BUILTINS.get(value)
    except TypeError:  # not hashable, so none of them
        return None


def _plain(ctx: Context, kwargs: Keywords, node: ast.AST, what: str) -> None:
    if kwargs:
        ctx.refuse(node, f"{what} is called with keywords", "Leave them out.")


# iterators ---------------------------------------------------------------------------


def _range(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    _plain(ctx, kwargs, node, "range")
    bounds = [memory.operand(ctx, arg, node) for arg in args]
    if len(bounds) == 1:
        return RangeValue(Const(0), bounds[0], Const(1))
    step = bounds[2] if len(bounds) == 3 else Const(1)
    return RangeValue(bounds[0], bounds[1], step)


def _enumerate(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    start = args[1] if len(args) > 1 else kwargs.get("start", Const(0))
    return EnumerateValue(args[0], memory.operand(ctx, start, node))


def _zip(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    if kwargs.get("strict", Const(False)) != Const(False):
        return strictly_zipped(ctx, args, node)
    return ZipValue(tuple(args))


def _reversed(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    own = operator_methods.called(ctx, "__reversed__", args[0], (), node, name)
    return own or ReversedValue(entries_of(ctx, args[0], node))


def _map(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return MapValue(args[0], tuple(args[1:]))


def _filter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return MapValue(args[0], tuple(args[1:]), keep=True)


# containers --------------------------------------------------------------------------


def _len(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    (value,) = args
    if is_each_object(value):
        return _len(ctx, value.inners, kwargs, node, name)
    of_object = operator_methods.called(ctx, "__len__", value, (), node, name)
    if of_object is not None:
        return of_object
    if isinstance(value, RangeValue):
        known = known_range(ctx, value)
        if known is None:
            ctx.refuse(node, "the length of a range is asked for", "Compute it.")
        return Const(len(known))
    if isinstance(value, Const) and isinstance(value.value, (str, frozenset)):
        return Const(len(value.value))
    items = None if _is_shape(ctx, value) else known_items(ctx, value)
    if items is not None:
        return Const(len(items))
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Structure):
        return Const(len(kind.items))
    result = apply_primitive(ctx, "len", args, kwargs, node, name)
    size = _dimension(kind, 0)
    if size is not None and isinstance(result, Var):
        ctx.known[result] = size
    return result


def _is_shape(ctx: Context, value: Value) -> bool:
    return is_operand(value) and isinstance(ctx.kind(value), Structure)


def _list(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    label = name if isinstance(name, str) else None
    if not args:
        return Ref(Region(label, ListContent(()), own=True))
    items = known_items(ctx, args[0])
    if items is not None:
        return Ref(Region(label, ListContent(items)))
    if isinstance(args[0], (Generator, *memory.ITERATORS)):
        return ctx.lowering.listed(ctx, args[0], node)
    doubt = partings.parting(ctx, node) if may_list_rows(ctx, args[0]) else None
    if doubt in ctx.lowering.decided:
        return ctx.lowering.listed(ctx, args[0], node)
    result = apply_primitive(ctx, "list", args, kwargs, node, name)
    if isinstance(result, Ref):
        partings.note(ctx, result.region, doubt)
    return result


def _tuple(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    if not args:
        return Tuple(())
    value = args[0]
    if isinstance(value, (Generator, MapValue, Stream)):
        value = ctx.lowering.of_known_length(ctx, value, node)
    items = known_items(ctx, value)
    if items is None and isinstance(value, RangeValue):
        known = known_range(ctx, value)
        if known is not None and len(known) <= LARGEST:
            items = tuple(Const(i) for i in known)
    if items is None:
        return long_tuples.made(ctx, value, node, name if type(name) is str else None)
    return Tuple(items)


def _slice(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    if len(args) == 1:
        return Slice(_NONE, args[0], _NONE)
    return Slice(args[0], args[1], args[2] if len(args) > 2 else _NONE)


# questions ---------------------------------------------------------------------------


def _isinstance(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    value, of = args
    answers = [_is_a(ctx, value, each, node) for each in _types(of)]
    if True in answers:
        return Const(True)
    if None not in answers:
        return Const(False)
    return apply_primitive(ctx, "isinstance", args, kwargs, node, name)


def _types(of: Value) -> tuple[Value, ...]:
    """The types that `(int, float)` or `int | float` names."""
    if isinstance(of, Tuple):
        return tuple(each for item in of.items for each in _types(item))
    if isinstance(of, Object) and isinstance(of.value, types.UnionType):
        return tuple(Object(each, each.__name__) for each in of.value.__args__)
    return (of,)


def _is_a(ctx: Context, value: Value, of: Value, node: ast.AST) -> bool | None:
    """Whether a value is of a type, if its kind decides that."""
    if not isinstance(of, Object):
        return None
    wanted = of.value
    cls = classes.class_of(ctx, value)
    if cls is not None and isinstance(wanted, type):
        frozen_laws.refuse_class(ctx, cls, wanted, node)
        return issubclass(tuple if cls is LongTuple else cls, wanted)
    if isinstance(value, Tuple):
        return wanted is tuple
    if isinstance(value, Slice):
        return wanted is slice
    if wanted is slice and isinstance(memory.kind_of(ctx, value), (Number, Array)):
        return False
    content = memory.content_of(ctx, value)
    if isinstance(content, (ListContent, DictContent)):
        return wanted is (list if isinstance(content, ListContent) else dict)
    if isinstance(value, (Object, Const)) and isinstance(wanted, (type, tuple)):
        return isinstance(value.value, wanted)
    found = content or value
    if isinstance(found, Var) and found in ctx.maybe_none:
        return None  # its kind is that of what it is where it is not None
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Array):
        return wanted is np.ndarray
    if isinstance(kind, Listing):
        return wanted is list
    if isinstance(kind, Number):
        if wanted in (np.ndarray, list, tuple, dict, str) or _is_users(wanted):
            return False
        known = not ctx.lowering.lists_hold_none  # else it may be an entry that is None
        if kind.dtype == "float" and wanted is float and known:
            return True
    return None


def _is_users(wanted: object) -> bool:
    """True for a class written in Python, of which no number is."""
    return isinstance(wanted, type) and why_opaque(wanted) is None


def _callable(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    value = args[0]
    if isinstance(value, (Closure, Partial, Method)):
        return Const(True)
    if isinstance(value, Object):
        return Const(callable(value.value))
    return Const(isinstance(value, Fields) and value.call is not None)


def _getattr(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    attr = attribute_name(ctx, args, node)
    cls = classes.class_of(ctx, args[0])
    if cls is not None:
        default = args[2] if len(args) > 2 else None
        return objects.read(ctx, args[0], cls, attr, node, name, default)
    if (
        len(args) > 2
        and isinstance(args[0], Object)
        and not hasattr(args[0].value, attr)
    ):
        return args[2]
    return attribute(ctx, args[0], attr, node, name)


# output ------------------------------------------------------------------------------


def _print(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    apply_primitive(ctx, "print", args, kwargs, node, None)
    return NONE_VALUE


def _abs(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    of_object = operator_methods.unary(ctx, "abs", args[0], node, name)
    if of_object is not None:
        return of_object
    operands: list[Operand] = [memory.operand(ctx, arg, node) for arg in args]
    return ctx.apply("abs", operands, node, name)


def _pow(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    given = dict(zip(("base", "exp", "mod"), args)) | dict(kwargs)
    if given.pop("mod", NONE_VALUE) != NONE_VALUE or len(given) != 2:
        ctx.refuse(node, "pow is called with a modulus", "Write (x ** n) % m.")
    return binary(ctx, "pow", given["base"], given["exp"], node, name)


def _divmod(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    names = name if isinstance(name, tuple) and len(name) == 2 else (None, None)
    left, right = args
    quotient = binary(ctx, "floordiv", left, right, node, names[0])
    return Tuple((quotient, binary(ctx, "mod", left, right, node, names[1])))


BUILTINS: dict[object, Builtin] = {
    **OBJECTS,
    **QUESTIONS,
    **COLLECTIONS,
    **MADE,
    LongTuple: _tuple,
    abs: _abs,
    callable: _callable,
    dict: ordered_dict,
    divmod: _divmod,
    enumerate: _enumerate,
    filter: _filter,
    getattr: _getattr,
    hasattr: has_attribute,
    isinstance: _isinstance,
    len: _len,
    list: _list,
    map: _map,
    max: largest,
    min: smallest,
    pow: _pow,
    print: _print,
    range: _range,
    reversed: _reversed,
    slice: _slice,
    sorted: in_order,
    tuple: _tuple,
    zip: _zip,
}


def _dimension(kind: object, axis: int) -> int | None:
    """The size of an axis if it is a number known now."""
    if isinstance(kind, Array) and kind.dims is not None and axis < len(kind.dims):
        size = kind.dims[axis]
        return size if isinstance(size, int) else None
    return None
