"""`p.__dict__`, and `vars(p)`, of which the attributes are set.

self.__dict__.update(settings)      self.rate = settings["rate"]; self.steps = settings["steps"]
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.instances import objects
from adgen.frontend.regions.keys import entries_from
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import NONE_VALUE, Fields, Object, Value


def attribute_dict(ctx: Context, base: Value, cls: type, node: ast.AST) -> Fields:
    """The dict of an object, which is there to be updated."""
    if isinstance(base, Object):
        ctx.refuse(
            node,
            "the attributes of a global or captured object are taken as a dict",
            "Use the attributes themselves, or getattr.",
        )

    def update(
        args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.AST, name: Name
    ) -> Value:
        given: dict[object, Value] = {}
        for other in args:
            given.update(entries_from(ctx, other, node))
        given.update(kwargs.items())
        for attr, value in given.items():
            if not isinstance(attr, str):
                ctx.refuse(
                    node,
                    f"an attribute of the name {attr!r} is set",
                    "Let names of attributes be strings.",
                )
            objects.force(ctx, base, cls, attr, value, node)
        return NONE_VALUE

    method = Fields("the method `update`", {}, update)
    return Fields(
        f"the dict of attributes of `{cls.__name__}`", {"update": lambda: method}
    )
