"""`max` and `min` with a key: the first entry in the order of the keys.

best = max(xs, key=f)      order = list.order([f(x) for x in xs], reverse=True)
                           best = xs[order[0]]
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.calling.object_orders import first_of_objects
from adgen.frontend.containers.sorting import order_of, places_by
from adgen.frontend.containers.subscripts import select
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    DictContent,
    Generator,
    ListContent,
    Object,
    ObjectContent,
    Ref,
    Region,
    Stream,
    Tuple,
    Value,
)
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import INT, Listing, Structure
from adgen.ir.nodes import Const


def _extreme(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    if len(args) == 1 and is_each_object(args[0]) and set(kwargs) == {"key"}:
        order = places_by(ctx, args[0], kwargs["key"], fn == "max", node)
        place = ctx.emit("getitem", (order, Const(0)), node, kind=INT)
        return ctx.lowering.call(ctx, args[0].function, (place,), {}, node, name)
    args = _listed(ctx, args, kwargs, node)
    found = None if kwargs else first_of_objects(ctx, fn, args, node, name)
    if found is not None:
        return found
    if "default" in kwargs and len(args) == 1:
        return _or_default(ctx, fn, args[0], kwargs, node, name)
    keyed = kwargs.get("key", NONE_VALUE) != NONE_VALUE
    if not keyed:
        _refuse_lists(ctx, args, node)
    if keyed and len(args) > 1 and any(_has_parts(ctx, arg) for arg in args):
        question = Object(words.above if fn == "max" else words.below, "question")
        given = (question, kwargs["key"], args[0], Tuple(tuple(args[1:])))
        return word(ctx, words.first_by_key, given, node, name)
    if not keyed and not _are_records(ctx, args):
        rest = {key: value for key, value in kwargs.items() if key != "key"}
        return apply_primitive(ctx, fn, args, rest, node, name)
    values = args[0]
    if len(args) > 1:
        values = Ref(Region(None, ListContent(tuple(args))))
    entries = listing.as_listing(ctx, values, node)
    backwards = fn == "max"
    key = kwargs.get("key", NONE_VALUE)
    order = order_of(ctx, entries, key, backwards, node, values)
    first = ctx.emit("getitem", (order, Const(0)), node)
    label = name if isinstance(name, str) else None
    whole = listing.of_entries(ctx, entries, values, None)
    return select(ctx, whole, first, node, label)


def _listed(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST
) -> Sequence[Value]:
    """The one iterator as a list, but for objects that compare themselves."""
    if len(args) == 1 and (kwargs or not is_each_object(args[0])):
        if isinstance(args[0], (Generator, Stream, *memory.ITERATORS)):
            return (ctx.lowering.listed(ctx, args[0], node),)
    return args


def _or_default(
    ctx: Context, fn: str, values: Value, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`max(xs, default=0.0)`: of nothing the default."""
    function = Object({"max": max, "min": min}[fn], fn)
    if isinstance(values, Generator):
        values = ctx.lowering.listed(ctx, values, node)
    default, key = kwargs["default"], kwargs.get("key", NONE_VALUE)
    if key == NONE_VALUE:
        return word(ctx, words.extreme_or, (function, values, default), node, name)
    given = (function, values, key, default)
    return word(ctx, words.keyed_extreme_or, given, node, name)


def _has_parts(ctx: Context, value: Value) -> bool:
    """True for an object or a dict: of several known ones each stays what it is."""
    return isinstance(memory.content_of(ctx, value), (DictContent, ObjectContent))


def _are_records(ctx: Context, args: Sequence[Value]) -> bool:
    """True for tuples, or one list of them: Python compares them field by field."""
    if len(args) > 1:
        return any(isinstance(arg, Tuple) for arg in args)
    kind = memory.kind_of(ctx, args[0])
    items = known_items(ctx, args[0]) or ()
    several = isinstance(kind, Listing) and len(kind.fields) > 1
    return several or any(isinstance(item, Tuple) for item in items)


def _refuse_lists(ctx: Context, args: Sequence[Value], node: ast.AST) -> None:
    """Lists are compared field by field, too; they are told from arrays by this alone."""
    values = known_items(ctx, args[0]) or () if len(args) == 1 else args
    kinds = [memory.kind_of(ctx, value) for value in values if isinstance(value, Ref)]
    if len(args) == 1 and isinstance(kind := memory.kind_of(ctx, args[0]), Listing):
        kinds += kind.fields
    if any(
        isinstance(kind, Listing)
        or (isinstance(kind, Structure) and kind.form == "list")
        for kind in kinds
    ):
        ctx.refuse(node, "lists are compared with each other", "Compare tuples.")


def largest(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`max(xs)`, `max(a, b)`, with or without `key=`."""
    return _extreme(ctx, "max", args, kwargs, node, name)


def smallest(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`min(xs)`, `min(a, b)`, with or without `key=`."""
    return _extreme(ctx, "min", args, kwargs, node, name)
