"""Questions that the first element answers of which something holds: `any`, `all`, `in`.

any(f(v) for v in x)        found = False
                            for v in x:
                                if f(v):
                                    found = True; break
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from adgen.frontend.control.generators import consume
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.frame import Exit
from adgen.frontend.scope.values import Generator, MapValue, Stream, Value
from adgen.frontend.syntax.comprehension import stream_of, where
from adgen.frontend.syntax.streams import as_stream, elements_of
from adgen.ir.nodes import Const, Operand


def answered(
    ctx: Context,
    values: Generator | MapValue | Stream,
    holds: Callable[[Value], Operand],
    answer: bool,
    node: ast.AST,
    name: Name,
) -> Value:
    """`answer` if something holds for one of the elements, else its opposite."""
    stream = stream_of(ctx, values) if isinstance(values, Generator) else None
    stream = stream or as_stream(ctx, values, node)
    stream = stream or elements_of(ctx, values, node, "map")
    label = ctx.free_label("found" if answer else "holds")
    key = ctx.pseudo(f"answer {id(node)}", name if isinstance(name, str) else label)
    ctx.state.names[key] = Const(not answer)
    elements: list[Value] = []

    def decided() -> None:
        ctx.state.names[key] = Const(answer)
        ctx.leave(Exit("break", ctx.loop_scope()))

    def body() -> None:
        where(ctx, holds(elements.pop()), node, decided)

    consume(ctx, stream, elements.append, body, node)
    return ctx.state.names.pop(key)
