"""Classes of the program: what is found in them, and what adgen knows how to treat.

class Ball:                     find(Ball, "energy")     the function
    g = 9.81                    find(Ball, "g")          9.81
    def energy(self): ...       special(Ball, "__add__") None: objects cannot be added
"""

from __future__ import annotations

import ast

from adgen.frontend.instances.entries import class_of_entries, is_entry
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Object, ObjectContent, Tuple, Value
from adgen.ir.objects import is_named_tuple, is_structure, why_opaque
from adgen.rules.absent import why_absent_class

MISSING = object()


def find(cls: type, name: str, after: type | None = None) -> object:
    """What a class has under a name, unbound; `after` a class of its bases, as super() does."""
    order = list(cls.__mro__)
    if after is not None:
        order = order[order.index(after) + 1 :]
    for base in order:
        if name in vars(base):
            found: object = vars(base)[name]
            return found
    return MISSING


def special(cls: type | None, name: str) -> object | None:
    """The special method of a class that it does not have from `object` or `tuple`."""
    if cls is None:
        return None
    found = find(cls, name)
    inherited = (getattr(object, name, MISSING), getattr(tuple, name, MISSING))
    if found is MISSING or found is None or any(found is other for other in inherited):
        return None
    return found


def class_of(ctx: Context, value: Value | None) -> type | None:
    """The class of an object written in Python, or of a named tuple; else None."""
    if isinstance(value, Tuple):
        return class_of_entries(ctx, value) if is_entry(value) else value.cls
    if isinstance(value, Object):
        return type(value.value) if is_structure(value.value) else None
    content = None if value is None else memory.content_of(ctx, value)
    return content.cls if isinstance(content, ObjectContent) else None


def require_known(ctx: Context, cls: type, node: ast.AST) -> None:
    """Refuses a class whose objects do what adgen does not model."""
    why = None if is_named_tuple(cls) else why_opaque(cls)
    if why is not None:
        ctx.refuse(
            node,
            f"an object of the class `{cls.__name__}` is made, which {why}",
            _instead(cls),
        )


def _instead(cls: type) -> str:
    why = why_absent_class(cls)
    if why:
        return why[0].upper() + why[1:] + "."
    return "Use a plain class, a dataclass, a tuple or a dict."


def mangled(ctx: Context, attr: str) -> str:
    """The name of an attribute as the class sees it: `__x` is `_Ball__x`."""
    if not attr.startswith("__") or attr.endswith("__"):
        return attr
    *_, owner, _ = ("", *ctx.frame.acquired.function.__qualname__.split("."))
    owner = owner.lstrip("_")
    return attr if owner in ("", "<locals>") else f"_{owner}{attr}"
