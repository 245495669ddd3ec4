"""`next` and `iter`: the first element of what is run over, and nothing else of it.

next(v for v in x if v > 0)      found = None
                                 for v in x:
                                     if v > 0:
                                         found = v; break
                                 if found is None:
                                     raise StopIteration
next(iter(xs))                   xs[0]
it = iter(xs); for v in it: ...  for v in xs: ...       where it is read once, else
                                 an object with the place that has been reached
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from adgen.frontend.calling.reading_again import is_read_again
from adgen.frontend.containers.subscripts import select
from adgen.frontend.control.generators import consume, use
from adgen.frontend.instances import objects
from adgen.frontend.instances.classes import class_of, special
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.instances.operator_methods import called
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import boolean, join
from adgen.frontend.regions.optional import given
from adgen.frontend.regions.protocols import next_or
from adgen.frontend.regions.readers import Reader
from adgen.frontend.regions.structures import known_items
from adgen.frontend.regions.tuple_lengths import entries_of
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.frame import Exit
from adgen.frontend.scope.values import (
    NONE_VALUE,
    EnumerateValue,
    Generator,
    ListContent,
    MapValue,
    Object,
    ObjectContent,
    Ref,
    Region,
    ReversedValue,
    Stream,
    Tuple,
    Value,
    ZipValue,
)
from adgen.frontend.syntax.comprehension import stream_of
from adgen.frontend.syntax.expressions import binary, compare
from adgen.frontend.syntax.streams import as_stream, elements_of
from adgen.ir.kinds import Array, Listing
from adgen.ir.nodes import Const, Raise


def iterator(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`iter(xs)`, which is run over once: it remembers how far it has been read.

    What `__iter__` gives is run over at once: there it is as good as xs itself.
    """
    if ctx.frame.acquired.name == "__iter__" and len(args) == 1:
        return args[0]
    if len(args) != 1:
        ctx.refuse(node, "iter is called with a sentinel", "Use a while loop.")
    if class_of(ctx, args[0]) is Reader:
        return args[0]
    own = called(ctx, "__iter__", args[0], (), node)
    args = (own or entries_of(ctx, args[0], node),)
    if special(class_of(ctx, args[0]), "__next__"):
        return args[0]
    if _has_length(ctx, args[0]) and is_read_again(ctx, node, name):
        content = ObjectContent(Reader, ("of", "place"), (args[0], Const(0)))
        return Ref(Region(name if isinstance(name, str) else None, content))
    made = as_stream(ctx, args[0], node)
    if made is not None:
        return made
    stream = elements_of(ctx, args[0], node, "iter")
    items = known_items(ctx, args[0])
    if items is not None:
        stream.of = Tuple(items)
    elif isinstance(memory.kind_of(ctx, args[0]), (Array, Listing)):
        stream.of = args[0]
    return stream


def next_of(
    ctx: Context, args: Sequence[Value], kwargs: object, node: ast.AST, name: Name
) -> Value:
    """`next(values)`, `next(values, default)`: nothing else of the values is used."""
    value = args[0]
    if class_of(ctx, value) is Reader:
        return _following(ctx, value, args[1:], node, name)
    if special(class_of(ctx, value), "__next__"):
        return _next_of_object(ctx, args, node, name)
    stream = _as_stream(ctx, value, node)
    if len(args) == 1 and ctx.catcher(StopIteration) is not None:
        ctx.refuse(
            node,
            "next is called where a StopIteration would be caught",
            "Give it a default: next(values, None).",
        )
    if len(args) == 1 and isinstance(stream.of, (Ref, Tuple)):
        use(ctx, stream, node)
        return select(ctx, stream.of, Const(0), node)
    key = ctx.pseudo(f"next {id(node)}", name if isinstance(name, str) else None)
    ctx.state.names[key] = args[1] if len(args) > 1 else NONE_VALUE

    def bind(found: Value) -> None:
        ctx.state.names[key] = found

    def stop() -> None:
        ctx.leave(Exit("break", ctx.loop_scope()))

    consume(ctx, stream, bind, stop, node)
    if len(args) == 1:
        _require_found(ctx, ctx.state.names[key], node)
    found = ctx.state.names.pop(key)
    return found if len(args) > 1 else given(found)


def _next_of_object(
    ctx: Context, args: Sequence[Value], node: ast.AST, name: Name
) -> Value:
    """What the `__next__` of a class of the user's gives."""
    if len(args) > 1:
        function = Object(next_or, "next")
        return ctx.lowering.call(ctx, function, tuple(args), {}, node, name)
    found = called(ctx, "__next__", args[0], (), node, name)
    assert found is not None
    return found


def _as_stream(ctx: Context, value: Value, node: ast.AST) -> Stream:
    """What the first element is taken of."""
    if isinstance(value, Generator):
        return stream_of(ctx, value)
    if isinstance(value, _ITERATORS) and not is_each_object(value):
        return as_stream(ctx, value, node) or elements_of(ctx, value, node, "next")
    if not isinstance(value, Stream):
        ctx.refuse(
            node,
            "next is called of what is no iterator",
            "Use a for loop, or the first element of a list.",
        )
    return value


_ITERATORS = (EnumerateValue, MapValue, ReversedValue, ZipValue)


def _has_length(ctx: Context, value: Value) -> bool:
    """True for an array, a list or a tuple."""
    if isinstance(value, Tuple):
        return True
    listed = isinstance(memory.content_of(ctx, value), ListContent)
    return listed or (
        isinstance(value, Ref)
        and isinstance(memory.kind_of(ctx, value), (Array, Listing))
    )


def _following(
    ctx: Context, reader: Value, default: Sequence[Value], node: ast.AST, name: Name
) -> Value:
    """The next element of an iterator that is read several times."""
    if default or ctx.catcher(StopIteration) is not None:
        what = "following_or" if default else "following_or_end"
        method = objects.read(ctx, reader, Reader, what, node)
        return ctx.lowering.call(ctx, method, tuple(default), {}, node, name)
    of, place = (
        objects.read(ctx, reader, Reader, attr, node) for attr in ("of", "place")
    )
    label = name if isinstance(name, str) else None
    found = select(ctx, of, place, node, label)
    objects.write(ctx, reader, "place", _number_after(ctx, place, node), node)
    return found


def _number_after(ctx: Context, place: Value, node: ast.AST) -> Value:
    if isinstance(place, Const):
        return Const(place.value + 1)
    return binary(ctx, "add", place, Const(1), node)


def _require_found(ctx: Context, found: Value, node: ast.AST) -> None:
    """`raise StopIteration` where there is no element."""
    missing = memory.operand(ctx, compare(ctx, "is", found, NONE_VALUE, node), node)
    if boolean(ctx, missing) is False:
        return
    root = ctx.here
    split = ctx.split(missing, ctx.span(node))
    ctx.block = split.then
    ctx.fail(Raise(Const(StopIteration, "StopIteration"), (), ctx.span(node)))
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)


CALLS: dict[object, Callable[..., Value]] = {iter: iterator, next: next_of}
"""How each is lowered."""
