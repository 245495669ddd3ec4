"""`any` and `all`: of what comes one by one up to the element that answers, else of all at once."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Generator, MapValue, Stream, Value
from adgen.frontend.syntax.questions import answered
from adgen.frontend.syntax.statements import truth
from adgen.ir.kinds import BOOL
from adgen.ir.nodes import Operand


def _asked(fn: str) -> Builtin:
    """How `any` or `all` is lowered."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        if len(args) != 1 or not isinstance(args[0], (Generator, MapValue, Stream)):
            return apply_primitive(ctx, fn, args, kwargs, node, name)

        def holds(element: Value) -> Operand:
            test = truth(ctx, element, node)
            if fn == "any":
                return test
            return memory.operand(
                ctx, ctx.apply("not", (test,), node, None, kind=BOOL), node
            )

        return answered(ctx, args[0], holds, fn == "any", node, name)

    return call


QUESTIONS: dict[object, Builtin] = {any: _asked("any"), all: _asked("all")}
"""How each is lowered."""
