"""Loops over `map` and generator expressions: what is computed is computed at each iteration.

for v in map(f, xs):                   for e in xs:
    s += v                  ->             v = f(e)
                                           s += v

for k, v in enumerate(w * e for e in xs):           for k, e in enumerate(xs):
    w = v                                    ->         v = w * e
                                                        w = v
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from adgen.frontend.control.at_once import changing_nothing
from adgen.frontend.control.iteration import Form
from adgen.frontend.instances.operator_methods import iterated
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    EnumerateValue,
    Generator,
    MapValue,
    RangeValue,
    ReversedValue,
    Tuple,
    Value,
    ZipValue,
)
from adgen.frontend.syntax import assignment


@dataclass(frozen=True)
class Lazy:
    """What a loop runs over, how its elements are called, and what becomes of each of them."""

    value: Value
    form: Form
    step: Callable[[Value], Value] = lambda element: element
    changes: bool = False


def unmapped(ctx: Context, value: Value, form: Form, node: ast.AST) -> Lazy:
    """What a loop over a value runs over instead; `form` are the names of its elements."""
    match value:
        case MapValue(keep=False):
            return _of_map(ctx, value, node)
        case Generator() if _is_plain(value):
            return _of_expression(ctx, value, node)
        case EnumerateValue():
            return _of_enumerate(ctx, value, form, node)
        case ZipValue():
            return _of_zip(ctx, value, form, node)
        case ReversedValue(inner):
            base = unmapped(ctx, inner, form, node)
            if not base.changes:
                return Lazy(value, form)
            return Lazy(ReversedValue(base.value), base.form, base.step, True)
        case _:
            return Lazy(value, form)


def _is_plain(value: Generator) -> bool:
    """True for one `for` without `if`."""
    first, *others = value.node.generators
    return not others and not first.ifs and not first.is_async


def _of_map(ctx: Context, value: MapValue, node: ast.AST) -> Lazy:
    several = len(value.inners) > 1
    over: Value = ZipValue(value.inners) if several else value.inners[0]
    name = ctx.free_label("i") if _counts(over) else None
    base = unmapped(ctx, over, name, node)

    def step(element: Value) -> Value:
        given = base.step(element)
        args = given.items if several and isinstance(given, Tuple) else (given,)
        return ctx.lowering.call(ctx, value.function, args, {}, node, None)

    return Lazy(base.value, base.form, step, True)


def _counts(value: Value) -> bool:
    """True for the numbers of the entries of a list."""
    return isinstance(value, RangeValue) and value.of is not None


def _of_expression(ctx: Context, value: Generator, node: ast.AST) -> Lazy:
    generator = value.node.generators[0]
    with ctx.within(value.frame):
        over = iterated(ctx, value.over, node)
        base = unmapped(ctx, over, assignment.hint(generator.target), node)
        frame = ctx.new_frame(value.node, ctx.frame, like=ctx.frame, comprehension=True)

    def step(element: Value) -> Value:
        with ctx.within(frame):
            assignment.assign(ctx, generator.target, base.step(element))
            return ctx.expression(value.node.elt)

    return Lazy(base.value, base.form, step, True)


def _of_enumerate(
    ctx: Context, value: EnumerateValue, form: Form, node: ast.AST
) -> Lazy:
    number, name = form if isinstance(form, tuple) and len(form) == 2 else (None, None)
    inner = unmapped(ctx, value.inner, name, node)
    if not inner.changes:
        return Lazy(value, form)

    def step(element: Value) -> Value:
        assert isinstance(element, Tuple)
        return Tuple((element.items[0], inner.step(element.items[1])))

    base = EnumerateValue(inner.value, value.start)
    return Lazy(base, (number, inner.form), step, True)


def _of_zip(ctx: Context, value: ZipValue, form: Form, node: ast.AST) -> Lazy:
    count = len(value.inners)
    alike = isinstance(form, tuple) and len(form) == count
    names = form if isinstance(form, tuple) and alike else (None,) * count
    parts = [unmapped(ctx, v, name, node) for v, name in zip(value.inners, names)]
    if not any(part.changes for part in parts):
        return Lazy(value, form)

    def step(element: Value) -> Value:
        assert isinstance(element, Tuple)
        *earlier, last = zip(parts, element.items)
        with changing_nothing(ctx, node):  # the last may end before they do
            items = [part.step(item) for part, item in earlier]
        final, item = last
        return Tuple((*items, final.step(item)))

    base = ZipValue(tuple(part.value for part in parts))
    return Lazy(base, tuple(part.form for part in parts), step, True)
