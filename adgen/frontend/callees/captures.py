"""What a nested function sees of the functions around it: its captured values.

def f(a, y):
    def rhs(v):            rhs captures a; as a function of the program it is rhs(a, v)
        w = a * v
        return w - v
    return rhs(y)
"""

from __future__ import annotations

from adgen.frontend.instances.unbound_names import require_carried
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import mark_of, scope_of
from adgen.frontend.scope.values import Closure, Value
from adgen.ir.nodes import Var


def captured(ctx: Context, closure: Closure) -> dict[str, Value]:
    """The values of its free names where it is called, by their keys.

    What a captured function captures is captured too, and whether a name is bound.
    """
    found: dict[str, Value] = {}
    pending = [closure]
    while pending:
        function = pending.pop()
        scope = scope_of(function.node)
        for name in scope.uses.reads:
            owner = None if name in scope.locals else function.frame.owner(name)
            key = owner.key(name) if owner is not None else None
            if key is None or key in found:
                continue
            value = ctx.state.names.get(key)
            require_carried(ctx, key, value)
            if value is None:
                continue
            found[key] = value
            mark = ctx.state.names.get(mark_of(key))
            if isinstance(mark, Var):
                found[mark_of(key)] = mark
            if isinstance(value, Closure):
                pending.append(value)
    return found
