"""Comprehensions and generator expressions: loops that append to a list.

[f(v) for v in x if v > 0]     list.new, a For over x, in it an If with an append
[w * s for w in (a, b)]        a list of known items: the loop is written out
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress

from adgen.frontend.containers import sets
from adgen.frontend.containers.collected import Collected
from adgen.frontend.control.generators import require_end
from adgen.frontend.control.unrolling import Unroll
from adgen.frontend.regions.branches import boolean, join
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Name, Unreachable
from adgen.frontend.scope.values import (
    DictContent,
    Generator,
    ListContent,
    MapValue,
    Ref,
    Region,
    Stream,
    Tuple,
    Value,
    ZipValue,
)
from adgen.frontend.syntax import assignment
from adgen.frontend.syntax.loop_statements import loop_over
from adgen.frontend.syntax.statements import test_operand, truth
from adgen.frontend.syntax.streams import as_stream
from adgen.ir.nodes import Const, Operand

_Comprehension = ast.ListComp | ast.GeneratorExp


def lower_list_comprehension(ctx: Context, node: ast.ListComp, name: Name) -> Value:
    over = ctx.expression(node.generators[0].iter)
    return collected(ctx, node, over, name if isinstance(name, str) else None)


def collected(
    ctx: Context, node: _Comprehension, over: Value, label: str | None
) -> Value:
    """The list of all values of a comprehension, the first `for` of which runs over `over`."""
    made = Collected(ctx, label, node, over)
    _run(ctx, node, over, lambda: made.add(ctx.expression(node.elt), node))
    return made.value(node)


def _run(
    ctx: Context,
    node: _Comprehension | ast.DictComp | ast.SetComp,
    over: Value,
    add: Callable[[], None],
) -> None:
    frame = ctx.new_frame(node, ctx.frame, like=ctx.frame, comprehension=True)
    with ctx.within(frame):
        _generate(ctx, node, node.generators, over, add)


def _generate(
    ctx: Context,
    node: _Comprehension | ast.DictComp | ast.SetComp,
    generators: list[ast.comprehension],
    value: Value,
    add: Callable[[], None],
) -> None:
    """One `for` of the comprehension, with what stands to the right of it inside."""
    generator = generators[0]
    if generator.is_async:
        ctx.refuse(
            node, "a comprehension is asynchronous", "Write an ordinary comprehension."
        )

    def body() -> None:
        _filter(ctx, node, list(generator.ifs), inner)

    def inner() -> None:
        if len(generators) == 1:
            add()
        else:
            following = ctx.expression(generators[1].iter)
            _generate(ctx, node, generators[1:], following, add)

    def bind(element: Value) -> None:
        assignment.assign(ctx, generator.target, element)

    loop_over(ctx, value, generator.target, bind, body, node)


def _filter(
    ctx: Context, node: ast.expr, tests: list[ast.expr], inner: Callable[[], None]
) -> None:
    if not tests:
        inner()
        return
    test = test_operand(ctx, tests[0])
    where(ctx, test, tests[0], lambda: _filter(ctx, node, tests[1:], inner))


def where(
    ctx: Context, test: Operand, node: ast.AST, inner: Callable[[], None]
) -> None:
    """What is done where a test holds."""
    decided = boolean(ctx, test)
    if decided is not None:
        if decided:
            inner()
        return
    root = ctx.here
    split = ctx.split(test, ctx.span(node))
    ctx.block = split.then
    with suppress(Unreachable):  # control then goes on nowhere
        inner()
    if ctx.block is not None:
        ctx.leave(None)
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)


def lower_dict_comprehension(ctx: Context, node: ast.DictComp, name: Name) -> Value:
    """A dict whose keys are known: the loops are written out."""
    label = name if isinstance(name, str) else None
    ref = Ref(Region(label, DictContent((), ())))
    outside = len(ctx.loops)

    def add() -> None:
        key = ctx.expression(node.key)
        value = ctx.expression(node.value)
        counted = [loop for loop in ctx.loops[outside:] if loop.known is not None]
        if counted:
            raise Unroll(counted[-1])
        assignment.set_item(ctx, ref, key, value, node)

    _run(ctx, node, ctx.expression(node.generators[0].iter), add)
    return ref


def lower_set_comprehension(ctx: Context, node: ast.SetComp, name: Name) -> Value:
    """A set, to which what comes is added."""
    made = sets.empty(ctx, name if isinstance(name, str) else None)

    def add() -> None:
        sets.add(ctx, made, ctx.expression(node.elt), node)

    _run(ctx, node, ctx.expression(node.generators[0].iter), add)
    return made


# iterators as lists ------------------------------------------------------------------


def stream_of(ctx: Context, value: Generator) -> Stream:
    """A generator expression as a stream."""

    def run(ctx: Context, emit: Callable[[Value], None]) -> None:
        with ctx.within(value.frame):
            _run(ctx, value.node, value.over, element(emit))

    def element(emit: Callable[[Value], None]) -> Callable[[], None]:
        return lambda: emit(ctx.expression(value.node.elt))

    return Stream(run, "the generator expression", ctx.nesting)


def of_known_length(ctx: Context, value: Generator) -> Value:
    """All elements of a generator whose loops are written out where their length is known."""
    before, ctx.written_out = ctx.written_out, value.node
    try:
        return listed(ctx, value, value.node)
    finally:
        ctx.written_out = before


def listed(
    ctx: Context, value: Value, node: ast.AST, label: str | None = None
) -> Value:
    """All elements of an iterator as a list."""
    if isinstance(value, Generator):
        with ctx.within(value.frame):
            return collected(ctx, value.node, value.over, label)
    if isinstance(value, MapValue) and as_stream(ctx, value.inners[0], node) is None:
        return _mapped(ctx, value, node, label)
    stream = as_stream(ctx, value, node)
    if stream is not None:
        require_end(ctx, stream, node)
        value = stream
    items = known_items(ctx, value)
    if items is not None:
        return Ref(Region(label, ListContent(items), own=True))
    made = Collected(ctx, label, node)
    elements: list[Value] = []
    _each(ctx, value, elements, lambda: made.add(elements.pop(), node), node)
    return made.value(node)


def _each(
    ctx: Context,
    value: Value,
    elements: list[Value],
    body: Callable[[], None],
    node: ast.AST,
) -> None:
    target = ast.Tuple([], ast.Store())
    loop_over(ctx, value, target, elements.append, body, node)


def _mapped(ctx: Context, value: MapValue, node: ast.AST, label: str | None) -> Value:
    """`map(f, xs)`: the function of each element; `filter(f, xs)`: those of which it is true."""
    made = Collected(ctx, label, node)
    elements: list[Value] = []

    def body() -> None:
        element = elements.pop()
        args: tuple[Value, ...] = (element,)
        if len(value.inners) > 1:
            assert isinstance(element, Tuple)
            args = element.items
        if not value.keep:
            result = ctx.lowering.call(ctx, value.function, args, {}, node, None)
            made.add(result, node)
            return
        answer: Value = element
        if value.function != Const(None):
            answer = ctx.lowering.call(ctx, value.function, args, {}, node, None)
        test = truth(ctx, answer, node)

        def keep() -> None:
            made.add(element, node)

        where(ctx, test, node, keep)

    inner: Value = value.inners[0]
    if len(value.inners) > 1:
        inner = ZipValue(value.inners)
    _each(ctx, inner, elements, body, node)
    return made.value(node)
