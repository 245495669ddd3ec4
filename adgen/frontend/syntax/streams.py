"""Generators in iterators: `enumerate`, `zip`, `map` and `filter` of what comes one by one.

for i, v in enumerate(pairs(x)):       i = 0
    s += i * v                  ->     ... the body of pairs, and at its yields
                                           s += i * v
                                           i += 1
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from adgen.frontend.containers.subscripts import select
from adgen.frontend.control.at_once import changing_nothing
from adgen.frontend.control.eagerly import eagerly
from adgen.frontend.control.generators import Emit, Run, merge, use
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import join
from adgen.frontend.scope.context import Context, Unreachable
from adgen.frontend.scope.frame import Exit, LoopScope
from adgen.frontend.scope.state import Leaf
from adgen.frontend.scope.values import (
    EnumerateValue,
    Generator,
    MapValue,
    Object,
    RangeValue,
    Ref,
    Stream,
    Tuple,
    Value,
    ZipValue,
)
from adgen.frontend.syntax.expressions import binary, compare
from adgen.frontend.syntax.statements import truth
from adgen.ir.nodes import Const, Operand


def as_stream(ctx: Context, value: Value, node: ast.AST) -> Stream | None:
    """A generator, or enumerate, zip or map of one, as a stream."""
    if isinstance(value, Stream):
        return value
    if isinstance(value, EnumerateValue):
        inner = as_stream(ctx, value.inner, node)
        if inner is not None:
            return _derived(ctx, inner, _Enumerated(inner, value, node).run)
    if isinstance(value, MapValue):
        inner = as_stream(ctx, value.inners[0], node)
        if inner is None and value.keep:
            inner = elements_of(ctx, value.inners[0], node, "filter")
        if inner is not None and len(value.inners) == 1:
            return _derived(ctx, inner, _Mapped(inner, value, node).run)
    if isinstance(value, Generator):
        from adgen.frontend.syntax.comprehension import stream_of

        return stream_of(ctx, value)
    if isinstance(value, ZipValue):
        return _zipped(ctx, value, node)
    return None


def _derived(ctx: Context, inner: Stream, run: Run) -> Stream:
    return Stream(run, inner.name, ctx.nesting, inner.endless)


def elements_of(ctx: Context, value: Value, node: ast.AST, name: str) -> Stream:
    """The elements of something that is no generator, one after the other."""
    from adgen.frontend.syntax.loop_statements import loop_over

    def run(ctx: Context, emit: Emit) -> None:
        elements: list[Value] = []
        target = ast.copy_location(ast.Tuple([], ast.Store()), node)

        def body() -> None:
            emit(elements.pop())

        loop_over(ctx, value, target, elements.append, body, node)

    return Stream(run, name, ctx.nesting)


@dataclass(eq=False)
class _Enumerated:
    inner: Stream
    value: EnumerateValue
    node: ast.AST

    def run(self, ctx: Context, emit: Emit) -> None:
        use(ctx, self.inner, self.node)
        counter = Counter(ctx, self, self.value.start)

        def numbered(value: Value) -> None:
            number = counter.next(ctx, self.node)
            emit(Tuple((number, value)))

        self.inner.run(ctx, numbered)


class Counter:
    """A number in the state that grows by one with each element."""

    def __init__(self, ctx: Context, owner: object, start: Value) -> None:
        self.key = ctx.pseudo(f"count {id(owner)}", None)
        ctx.state.names[self.key] = start

    def next(self, ctx: Context, node: ast.AST) -> Value:
        number = ctx.state.names[self.key]
        ctx.state.names[self.key] = binary(ctx, "add", number, Const(1), node)
        return number


@dataclass(eq=False)
class _Mapped:
    inner: Stream
    value: MapValue
    node: ast.AST

    def run(self, ctx: Context, emit: Emit) -> None:
        use(ctx, self.inner, self.node)
        function = self.value.function

        def applied(value: Value) -> None:
            itself = self.value.keep and function == Const(None)
            result = value
            if not itself:
                result = ctx.lowering.call(ctx, function, (value,), {}, self.node)
            if not self.value.keep:
                emit(result)
                return
            test = truth(ctx, result, self.node)
            root = ctx.here
            split = ctx.split(test, ctx.span(self.node))
            split.orelse.end = Leaf(None)
            ctx.block = split.then
            with suppress(Unreachable):
                emit(value)
                ctx.leave(None)
            join(ctx, root, self.node, None)

        self.inner.run(ctx, applied)


def _zipped(ctx: Context, value: ZipValue, node: ast.AST) -> Stream | None:
    """The one generator gives the pace; of the others items are taken by number."""
    streams = [as_stream(ctx, inner, node) for inner in value.inners]
    made = [(i, stream) for i, stream in enumerate(streams) if stream is not None]
    if not made:
        return None
    if len(made) < len(streams) and all(map(_is_numbered, (s for _, s in made))):
        return Stream(_Numbered(streams, value, node).run, "zip", ctx.nesting)
    (place, inner), *others = made
    inners = list(value.inners)
    for i, other in others:
        source = inners[i]
        known = source if isinstance(source, Generator) else other
        elements = eagerly(ctx, known, node)
        if elements is None:
            ctx.refuse(
                node,
                "zip runs over several generators",
                "Make lists of them, if they end: zip(list(a), list(b)).",
            )
        inners[i], streams[i] = elements, None
    run = _Zipped(inner, place, tuple(inners), node).run
    ends = any(not isinstance(s, Stream) for s in streams)
    return Stream(run, inner.name, ctx.nesting, inner.endless and not ends)


def _items(value: Value) -> tuple[Value, ...]:
    assert isinstance(value, Tuple)
    return value.items


def _is_numbered(stream: Stream) -> bool:
    return stream.first is not None or stream.always is not None


@dataclass(eq=False)
class _Numbered:
    """itertools.count and repeat in a zip: the others give the pace."""

    streams: list[Stream | None]
    value: ZipValue
    node: ast.AST

    def run(self, ctx: Context, emit: Emit) -> None:
        from adgen.frontend.syntax.loop_statements import loop_over

        pairs = list(zip(self.value.inners, self.streams))
        others = tuple(value for value, stream in pairs if stream is None)
        starts = [
            s.first for s in self.streams if s is not None and s.first is not None
        ]
        alone = len(others) == 1
        inner: Value = others[0] if alone else ZipValue(others)
        if starts:
            inner = EnumerateValue(inner, starts[0])
        elements: list[Value] = []

        def body() -> None:
            element, number = elements.pop(), None
            if starts:
                number, element = _items(element)
            parts = (element,) if alone else _items(element)
            rest = iter(parts)
            row = [self._item(ctx, s, number, starts, rest) for s in self.streams]
            emit(Tuple(tuple(row)))

        target = ast.copy_location(ast.Tuple([], ast.Store()), self.node)
        loop_over(ctx, inner, target, elements.append, body, self.node)

    def _item(
        self,
        ctx: Context,
        stream: Stream | None,
        number: Value | None,
        starts: Sequence[Operand],
        rest: Iterator[Value],
    ) -> Value:
        if stream is None:
            return next(rest)
        if stream.always is not None:
            return stream.always
        assert stream.first is not None and number is not None
        if stream.first == starts[0]:
            return number
        offset = binary(ctx, "sub", stream.first, starts[0], self.node)
        return binary(ctx, "add", number, offset, self.node)


@dataclass(eq=False)
class _Zipped:
    inner: Stream
    place: int
    inners: tuple[Value, ...]
    node: ast.AST

    def run(self, ctx: Context, emit: Emit) -> None:
        use(ctx, self.inner, self.node)
        node = self.node
        others = [
            v if i == self.place else self._indexable(ctx, v)
            for i, v in enumerate(self.inners)
        ]
        counter = Counter(ctx, self, Const(0))
        ended = Exit("break", LoopScope(node))

        def require(earlier: bool) -> None:
            """Ends the zip if those before the generator, or behind it, have no such element."""
            number = ctx.state.names[counter.key]
            for other in others[: self.place] if earlier else others[self.place + 1 :]:
                size = _length(ctx, other, node)
                inside = compare(ctx, "lt", number, size, node)
                split = ctx.split(memory.operand(ctx, inside, node), ctx.span(node))
                split.orelse.end = Leaf(ended)
                ctx.block = split.then

        def joined(value: Value) -> None:
            require(earlier=False)
            number = counter.next(ctx, node)
            row = [
                value if i == self.place else _item(ctx, other, number, node)
                for i, other in enumerate(others)
            ]
            emit(Tuple(tuple(row)))
            require(earlier=True)

        outer = ctx.here
        with suppress(Unreachable):
            require(earlier=True)
            self.inner.run(ctx, joined)
        if ctx.block is not None:
            ctx.leave(ended)
        merge(ctx, outer, node, ended)

    def _indexable(self, ctx: Context, value: Value) -> Value:
        if isinstance(value, (Stream, Ref, Tuple, RangeValue)):
            return value
        with changing_nothing(ctx, self.node):
            return ctx.lowering.listed(ctx, value, self.node)


def _length(ctx: Context, value: Value, node: ast.AST) -> Value:
    if isinstance(value, RangeValue):
        if value.start != Const(0) or value.step != Const(1):
            ctx.refuse(
                node,
                "zip runs over a generator and a range with a start or a step",
                "Use range(n), and compute the number from it.",
            )
        return value.stop
    return ctx.lowering.call(ctx, Object(len, "len"), (value,), {}, node)


def _item(ctx: Context, value: Value, number: Value, node: ast.AST) -> Value:
    if isinstance(value, RangeValue):
        return number
    return select(ctx, value, number, node)
