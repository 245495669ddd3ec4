"""Structures by their form: what a tuple, a list, a dict or an object is, without its items.

(1.0, x)            form "tuple"
{"w": w, "b": b}    form "dict", keys ("w", "b")
Point(x=u, y=v)     form Point, keys ("x", "y"): the class of a named tuple or an object
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from adgen.frontend.scope.values import (
    KNOWN,
    Content,
    DictContent,
    ListContent,
    ObjectContent,
    Perhaps,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.nodes import Const, Operand, Pack

Form = str | type
Keys = tuple[object, ...]


def is_tuple(form: Form) -> bool:
    """True for a tuple, named or not: what is no memory."""
    return form == "tuple" or (isinstance(form, type) and issubclass(form, tuple))


def fields_of(cls: type | None) -> Keys:
    """The names of the items of a named tuple; none for a plain one."""
    fields: Keys = getattr(cls, "_fields", ())
    return fields


def form_of(value: Tuple | Content | None) -> tuple[Form, Keys] | None:
    """The form of a structure and the keys of its items; None for what is no structure."""
    match value:
        case Tuple(_, cls):
            return (cls or "tuple"), fields_of(cls)
        case ListContent():
            return "list", ()
        case DictContent(keys):
            return "dict", keys
        case ObjectContent(cls, keys):
            return cls, keys
        case _:
            return None


def parts(value: Value | Content | None) -> tuple[Value, ...]:
    """The items of a structure; none for anything else."""
    if isinstance(value, Perhaps):
        return parts(value.value) or (value.value,)
    return value.items if isinstance(value, (Tuple, *KNOWN)) else ()


def holds(value: Value, region: Region, content: Callable[[Region], Content]) -> bool:
    """True if a list, dict or object is part of a value, or the value itself."""
    whole: Value | Content = value
    if isinstance(value, Ref) and not value.path:
        whole = content(value.region)
        if value.region is region:
            return isinstance(whole, KNOWN)
    return any(holds(part, region, content) for part in parts(whole))


def content_of(form: Form, keys: Keys, items: Sequence[Value]) -> Content:
    """The content of memory of this form."""
    if form == "list":
        return ListContent(tuple(items))
    if form == "dict":
        return DictContent(keys, tuple(items))
    assert isinstance(form, type)
    return ObjectContent(form, keys, tuple(items))


def value_of(
    form: Form,
    keys: Keys,
    items: Sequence[Value],
    label: str | None = None,
    origin: Literal["fresh", "parameter", "constant", "merged"] = "fresh",
) -> Value:
    """A structure of this form: a tuple, or new memory."""
    if is_tuple(form):
        return Tuple(tuple(items), form if isinstance(form, type) else None)
    return Ref(Region(label, content_of(form, keys, items), origin))


def pack_of(form: Form, keys: Keys, items: tuple[Operand, ...]) -> Pack:
    """The structure in the IR: of a parameter or of a result."""
    if form == "tuple":
        return Pack("tuple", items)
    if form == "list":
        return Pack("list", items)
    constants = tuple(Const(key) for key in keys)
    if form == "dict":
        return Pack("dict", items, constants)
    assert isinstance(form, type)
    return Pack("object", items, constants, Const(form, form.__name__))


def key_value(key: object) -> Value:
    """A key as a value: of a tuple the items."""
    if isinstance(key, tuple):
        return Tuple(tuple(map(key_value, key)))
    return Const(key)
