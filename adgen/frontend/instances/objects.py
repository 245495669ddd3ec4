"""Attributes of objects: read, written, and found in their class as Python finds them.

p.x          the value the attribute has here
p.x = e      a new content of the memory of p: every name of the object sees it
p.norm       a property: its function is called
p.step(h)    the function of the class, with p as its first argument
"""

from __future__ import annotations

import ast
from functools import cached_property
from types import FunctionType, MemberDescriptorType
from typing import NoReturn

from adgen.frontend.instances import entries, frozen_laws
from adgen.frontend.instances.classes import MISSING, class_of, find, mangled
from adgen.frontend.instances.dict_entries import as_dict_entry
from adgen.frontend.instances.names import constant
from adgen.frontend.regions import memory
from adgen.frontend.regions.frozen_laws import FrozenLaw
from adgen.frontend.regions.object_lists import Entry, Objects
from adgen.frontend.regions.tuple_lengths import as_long_attribute
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.doubts import Again
from adgen.frontend.scope.values import (
    Conflict,
    Object,
    ObjectContent,
    Partial,
    Ref,
    Tuple,
    Value,
)
from adgen.ir.objects import ABSENT, attributes

_PLAIN = (bool, int, float, complex, str, type(None))


def read(
    ctx: Context,
    base: Value,
    cls: type,
    attr: str,
    node: ast.AST,
    name: Name = None,
    default: Value | None = None,
) -> Value:
    """`base.attr`, where base is an object or a named tuple of the class `cls`."""
    if cls is FrozenLaw:
        return frozen_laws.attribute(ctx, base, attr, node)
    attr = mangled(ctx, attr)
    if attr == "__class__":
        return Object(cls, cls.__name__)
    found = find(cls, attr)
    if isinstance(found, property):
        _watch(ctx, cls, attr, found)
        return _got(ctx, found, base, attr, node, name)
    own = _own(ctx, base, attr, node, name)
    if own is not None:
        return own
    if found is MISSING or isinstance(found, MemberDescriptorType):
        if default is not None:
            return default
        ctx.wrong(node, f"an object of `{cls.__name__}` has no attribute `{attr}` here")
    if isinstance(found, cached_property):
        value = ctx.lowering.call(
            ctx, Object(found.func, attr), (base,), {}, node, name
        )
        if isinstance(base, Ref) or (isinstance(base, Tuple) and base.cls is Entry):
            _put(ctx, base, attr, value, node)
        return value
    return bound(ctx, found, base, cls, attr, node)


def has(ctx: Context, base: Value, cls: type, attr: str, node: ast.AST) -> bool:
    """`hasattr(base, "attr")`"""
    if cls is FrozenLaw:
        frozen_laws.attribute(ctx, base, attr, node)  # what is not known is refused
        return True
    found = find(cls, attr)
    in_class = found is not MISSING and not isinstance(found, MemberDescriptorType)
    return in_class or _own(ctx, base, attr, node) is not None


def _got(
    ctx: Context, found: property, base: Value, attr: str, node: ast.AST, name: Name
) -> Value:
    if found.fget is None:
        ctx.wrong(node, f"the property `{attr}` cannot be read")
    return ctx.lowering.call(ctx, Object(found.fget, attr), (base,), {}, node, name)


def _own(
    ctx: Context, base: Value, attr: str, node: ast.AST, name: Name = None
) -> Value | None:
    """An attribute of the object itself."""
    if isinstance(base, Tuple) and entries.is_entry(base):
        if as_dict_entry(ctx, base) is not None:
            return None
        return entries.read(ctx, base, attr, node, name)
    if isinstance(base, Tuple):
        fields = getattr(base.cls, "_fields", ())
        return base.items[fields.index(attr)] if attr in fields else None
    if isinstance(base, Object):
        values = attributes(base.value)
        if attr not in values:
            if hasattr(base.value, "__dict__"):
                # Set later, it would hide what the class has.
                ctx.lowering.watch(vars(base.value), attr, ABSENT)
            return None
        ctx.lowering.watch(base.value, attr, values[attr])
        return constant(ctx, values[attr], f"{base.name}.{attr}")
    content = memory.content_of(ctx, base)
    assert isinstance(content, ObjectContent) and isinstance(base, Ref)
    memory.require_current(ctx, base, node)
    value = dict(zip(content.keys, content.items)).get(attr)
    if content.cls is Objects and attr == "age":
        return entries.age_of(ctx, base)
    if isinstance(value, Conflict):
        if value.doubt is not None and value.doubt not in ctx.lowering.decided:
            raise Again(value.doubt)
        ctx.refuse(node, value.reason, "Set it in `__init__`, or on every path.")
    return value


def bound(
    ctx: Context, found: object, base: Value, cls: type, attr: str, node: ast.AST
) -> Value:
    """What a class has under a name, as its object sees it: methods with their `self`."""
    name = f"{cls.__name__}.{attr}"
    if isinstance(found, staticmethod):
        return Object(found.__func__, name)
    if isinstance(found, classmethod):
        owner = base if isinstance(base, Object) and base.value is cls else None
        return Partial(
            Object(found.__func__, name), (owner or Object(cls, cls.__name__),), ()
        )
    if hasattr(type(found), "__adgen_task__"):
        ctx.refuse(
            node,
            f"the derivative `{attr}` is a method of an object",
            "Take the derivative of a function: adgen.grad(f)(...).",
        )
    _watch(ctx, cls, attr, found)
    if isinstance(found, FunctionType) or _binds(found):
        return Partial(Object(found, name), (base,), ())
    plain = f"{cls.__name__}_{attr}"
    return constant(ctx, found, plain)


def _watch(ctx: Context, cls: type, attr: str, found: object) -> None:
    """The derivative is made with what the class has now; `super()` finds what it hides."""
    if getattr(cls, attr, None) is found:
        ctx.lowering.watch(cls, attr, found)


def _binds(found: object) -> bool:
    """True for callables that become methods though they are no functions: cached ones."""
    return (
        callable(found)
        and not isinstance(found, type)
        and hasattr(type(found), "__get__")
    )


# writing -----------------------------------------------------------------------------


_RESHAPED = "Make another array: y = y.reshape(2, 3)."


def write(ctx: Context, base: Value, attr: str, value: Value, node: ast.AST) -> None:
    """`base.attr = value`"""
    cls = class_of(ctx, base)
    attr = mangled(ctx, attr)
    if cls is None:
        ctx.refuse(
            node,
            f"the attribute `{attr}` of something that is no object of a class written in"
            " Python is set",
            (
                _RESHAPED
                if attr == "shape"
                else "Use a variable, or an object of a class of your own."
            ),
        )
    if isinstance(base, Tuple) and not entries.is_entry(base):
        ctx.wrong(node, f"`{attr}` of a named tuple is set; use _replace")
    if is_frozen(cls):
        ctx.wrong(node, f"`{attr}` of the frozen `{cls.__name__}` is set")
    found = find(cls, attr)
    if isinstance(found, property):
        if found.fset is None:
            ctx.wrong(node, f"the property `{attr}` of `{cls.__name__}` has no setter")
        ctx.lowering.call(ctx, Object(found.fset, attr), (base, value), {}, node, None)
        return
    force(ctx, base, cls, attr, value, node)


def refuse_deletion(ctx: Context, node: ast.AST) -> NoReturn:
    """`del p.x`, `delattr(p, "x")`."""
    ctx.refuse(node, "an attribute is deleted", "Set it to None, and ask for that.")


def force(
    ctx: Context, base: Value, cls: type, attr: str, value: Value, node: ast.AST
) -> None:
    """Sets an attribute as `object.__setattr__` does: of a frozen dataclass too."""
    if cls is dict:
        ctx.wrong(node, f"a dict has no attribute `{attr}`")
    if not isinstance(base, (Ref, Tuple)):
        ctx.refuse(
            node,
            f"the attribute `{attr}` of a global or captured object is set",
            "Pass the object as an argument, or make a new one.",
        )
    slotted = not getattr(cls, "__dictoffset__", 1)
    if slotted and not isinstance(find(cls, attr), MemberDescriptorType):
        ctx.wrong(node, f"`{cls.__name__}` has no slot `{attr}`")
    if isinstance(base, Ref):
        memory.require_writable(ctx, base, node)
        value = as_long_attribute(ctx, attr, value, node)
    _put(ctx, base, attr, value, node)


def _put(
    ctx: Context, base: Ref | Tuple, attr: str, value: Value, node: ast.AST
) -> None:
    if isinstance(base, Tuple):
        entries.write(ctx, base, attr, value, node)
        return
    content = memory.content_of(ctx, base)
    assert isinstance(content, ObjectContent)
    own = dict(zip(content.keys, content.items))
    own[attr] = value
    new = ObjectContent(content.cls, tuple(own), tuple(own.values()))
    memory.write(ctx, base.region, new, node)


def is_frozen(cls: type) -> bool:
    """True for a frozen dataclass."""
    parameters = getattr(cls, "__dataclass_params__", None)
    return bool(parameters is not None and parameters.frozen)


def label(ctx: Context, target: ast.expr) -> str | None:
    """What the new value of an attribute is called: `ball_speed` for `ball.speed`."""
    if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name):
        return None
    owner = ctx.frame.owner(target.value.id)
    value = None if owner is None else ctx.state.names.get(owner.key(target.value.id))
    if value is not None and entries.is_entry(value):
        return None  # it goes into a list at once
    whole = value.region.label if isinstance(value, Ref) else None
    return f"{whole}_{target.attr}" if whole else target.attr
