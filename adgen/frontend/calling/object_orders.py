"""`max`, `min` and `sorted` of objects that compare themselves, by `__lt__` or `__gt__`.

best = max(points)          best = points[0], and for each other one: if p > best: best = p
points = sorted(points)     the places of the points are put in order, one after the other
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.containers.sorting import sorted_values
from adgen.frontend.instances.entries import chosen, is_each_object, list_itself_of
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, ObjectContent, Tuple, Value
from adgen.frontend.vocabulary import object_orders, words
from adgen.frontend.vocabulary.word_calls import word


def first_of_objects(
    ctx: Context, fn: str, args: Sequence[Value], node: ast.AST, name: Name
) -> Value | None:
    """`max(points)` of objects, which compare themselves."""
    if len(args) == 1 and is_each_object(args[0]):
        place = object_orders.place_of_largest
        if fn == "min":
            place = object_orders.place_of_smallest
        values = list_itself_of(ctx, args[0], node)
        at = memory.operand(ctx, word(ctx, place, (values,), node), node)
        return ctx.lowering.call(ctx, args[0].function, (at,), {}, node, name)
    items = args if len(args) > 1 else known_items(ctx, args[0]) or ()
    contents = [memory.content_of(ctx, item) for item in items]
    if not items or not all(isinstance(c, ObjectContent) for c in contents):
        return None
    question = Object(words.above if fn == "max" else words.below, "question")
    given = (question, items[0], Tuple(tuple(items[1:])))
    return word(ctx, object_orders.first_of, given, node, name)


def in_order(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`sorted(xs)`, `sorted(xs, key=f)`"""
    if len(args) == 1 and is_each_object(args[0]) and not kwargs:
        values = list_itself_of(ctx, args[0], node)
        places = word(ctx, object_orders.places_in_order, (values,), node)
        return chosen(ctx, args[0], places)
    return sorted_values(ctx, args, kwargs, node, name)
