"""Functions of Python that are about objects: super, type, setattr, dataclasses.replace, ..."""

from __future__ import annotations

import ast
import copy
import dataclasses
from collections.abc import Sequence
from typing import Any, NoReturn

from adgen.frontend.containers.windows import part_at
from adgen.frontend.instances import (
    base_classes,
    construction,
    frozen_laws,
    objects,
)
from adgen.frontend.instances.attribute_dicts import attribute_dict
from adgen.frontend.instances.classes import class_of
from adgen.frontend.instances.entries import is_entry, loaded
from adgen.frontend.instances.operator_methods import is_object
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.dicts import AS_MADE, TABLES, Table
from adgen.frontend.regions.object_lists import Objects
from adgen.frontend.regions.sets import Members
from adgen.frontend.regions.shown import own_text
from adgen.frontend.regions.structures import known_items
from adgen.frontend.regions.tuples import LongTuple
from adgen.frontend.regions.windows import window
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.forms import content_of, form_of
from adgen.frontend.scope.values import (
    KNOWN,
    NONE_VALUE,
    DictContent,
    Generator,
    ListContent,
    Object,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
    is_constant,
    is_operand,
)
from adgen.frontend.syntax.expressions import binary
from adgen.ir.kinds import Kind, Listing, Structure
from adgen.ir.nodes import Const


def _super(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return base_classes.lower_super(ctx, args, node)


def _type(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`type(p)`, of objects and structures."""
    if len(args) != 1:
        ctx.refuse(node, "a class is made", "Define it at the top of a module.")
    value = args[0]
    cls = class_of(ctx, value)
    frozen_laws.refuse_class(ctx, cls, None, node)
    if cls is None and isinstance(value, Tuple):
        cls = tuple
    content = memory.content_of(ctx, value)
    if isinstance(content, (ListContent, DictContent)):
        cls = list if isinstance(content, ListContent) else dict
    if isinstance(value, (Object, Const)):
        cls = type(value.value)
    if cls is not None and issubclass(cls, (Table, Members)):
        cls = set if issubclass(cls, Members) else dict
    if cls is LongTuple:
        cls = tuple
    if cls is None:
        return apply_primitive(ctx, "type", args, kwargs, node, name)
    return Object(cls, cls.__name__)


def _setattr(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    objects.write(ctx, args[0], _name(ctx, args, node), args[2], node)
    return NONE_VALUE


def _delattr(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> NoReturn:
    objects.refuse_deletion(ctx, node)


def _vars(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`vars(p)`, of an object."""
    cls = class_of(ctx, args[0]) if args else None
    if cls is None or len(args) != 1:
        return apply_primitive(ctx, "vars", args, kwargs, node, name)
    return attribute_dict(ctx, args[0], cls, node)


def _object_setattr(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`object.__setattr__(self, "x", v)`, which frozen dataclasses use."""
    cls = class_of(ctx, args[0])
    if cls is None:
        ctx.refuse(node, "an attribute of what is no object is set", "Use a variable.")
    objects.force(ctx, args[0], cls, _name(ctx, args, node), args[2], node)
    return NONE_VALUE


def _name(ctx: Context, args: Sequence[Value], node: ast.AST) -> str:
    if len(args) == 3 and isinstance(args[1], Const) and isinstance(args[1].value, str):
        return args[1].value
    ctx.refuse(
        node,
        "the name of an attribute is computed at run time",
        "Write the attribute out: x.name = value.",
    )


def _sum(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`sum(vectors)`: one `+` after the other, from 0 on, where objects or lists are added."""
    items = known_items(ctx, args[0]) if args else None
    start = args[1] if len(args) > 1 else kwargs.get("start")
    joins = start is not None and _is_sequence(memory.kind_of(ctx, start))
    if joins and items is None and isinstance(args[0], Generator):
        listed = ctx.lowering.listed(ctx, args[0], node)
        return _sum(ctx, (listed, *args[1:]), kwargs, node, name)
    if joins and items is None:
        ctx.refuse(
            node,
            "lists whose number is only known at run time are joined by sum",
            "Write [v for row in rows for v in row].",
        )
    every = [*(items or ()), *([] if start is None else [start])]
    added = joins or any(is_object(ctx, item) for item in every)
    if items is None or not added:
        return apply_primitive(ctx, "sum", args, kwargs, node, name)
    total = Const(0) if start is None else start
    for item in items:
        total = binary(ctx, "add", total, item, node)
    return total


def _is_sequence(kind: Kind) -> bool:
    """True for a list or a tuple, which `+` joins."""
    known = isinstance(kind, Structure) and kind.form in ("list", "tuple")
    return known or isinstance(kind, Listing)


def _nothing(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`object.__init__(self)`"""
    if len(args) > 1 or kwargs:
        ctx.wrong(node, "object.__init__() takes no arguments")
    return NONE_VALUE


# dataclasses -------------------------------------------------------------------------


def _replace(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return construction.replace(ctx, args, kwargs, node, name)


def _fields(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`dataclasses.fields(p)`: known now."""
    cls = class_of(ctx, args[0])
    if cls is None and isinstance(args[0], Object) and isinstance(args[0].value, type):
        cls = args[0].value
    fields = dataclasses.fields(_require_dataclass(ctx, cls, node))
    return Tuple(tuple(Object(field, field.name) for field in fields))


def _asdict(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`dataclasses.asdict(p)`: dicts all the way down; arrays are copied."""
    _require_dataclass(ctx, class_of(ctx, args[0]), node)
    return _converted(ctx, args[0], node, as_dict=True)


def _astuple(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    _require_dataclass(ctx, class_of(ctx, args[0]), node)
    return _converted(ctx, args[0], node, as_dict=False)


def _require_dataclass(ctx: Context, cls: type | None, node: ast.AST) -> Any:
    if cls is None or not dataclasses.is_dataclass(cls):
        ctx.wrong(node, "a function for dataclasses is given what is none")
    return cls


def _converted(ctx: Context, value: Value, node: ast.AST, *, as_dict: bool) -> Value:
    cls = class_of(ctx, value)
    if cls is not None and dataclasses.is_dataclass(cls):
        names = tuple(field.name for field in dataclasses.fields(cls))
        items = tuple(
            _converted(
                ctx, objects.read(ctx, value, cls, n, node), node, as_dict=as_dict
            )
            for n in names
        )
        if as_dict:
            return Ref(Region(None, DictContent(names, items)))
        return Tuple(items)
    return deep_copy(ctx, value, node)


# copies ------------------------------------------------------------------------------


def _copy(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`copy.copy(p)`: the same attributes in a new object, the same items in a new list."""
    value = args[0]
    if isinstance(value, Tuple) and is_entry(value):
        return loaded(ctx, value, node)
    content = memory.content_of(ctx, value)
    if isinstance(content, ObjectContent) and content.cls is Objects:
        ctx.refuse(
            node,
            "a list of objects that grows at run time is copied",
            "Make the objects once more, in a loop.",
        )
    if isinstance(content, ObjectContent) and content.cls in TABLES:
        return _copied_table(ctx, content, node, name)
    if isinstance(content, KNOWN):
        assert isinstance(value, Ref)
        memory.require_current(ctx, value, node)
        return Ref(Region(name if isinstance(name, str) else None, content))
    return _plain_copy(ctx, value, node, name)


def _copied_table(
    ctx: Context, content: ObjectContent, node: ast.AST, name: Name
) -> Value:
    """A dict whose keys are computed at run time, with lists of its own."""
    items = [
        (
            ctx.lowering.call(ctx, Object(list, "list"), (part,), {}, node, None)
            if isinstance(part, Ref) and key != "factory"
            else part
        )
        for key, part in zip(content.keys, content.items)
    ]
    label = name if isinstance(name, str) else None
    cls = AS_MADE.get(content.cls, content.cls)
    return Ref(Region(label, ObjectContent(cls, content.keys, tuple(items))))


def _deepcopy(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return deep_copy(ctx, args[0], node, {}, name)


def deep_copy(
    ctx: Context,
    value: Value,
    node: ast.AST,
    made: dict[Region, Value] | None = None,
    name: Name = None,
) -> Value:
    """A structure with all that is in it copied; what stands in two places is copied once."""
    made = {} if made is None else made
    if isinstance(value, Tuple) and is_entry(value):
        value = loaded(ctx, value, node)
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    form = form_of(whole)
    if isinstance(value, Ref) and not value.path and value.region in made:
        return made[value.region]
    if form is None:
        copied = _plain_copy(ctx, value, node, name)
    else:
        assert isinstance(whole, (Tuple, *KNOWN))
        if isinstance(value, Ref):
            memory.require_current(ctx, value, node)
        items = tuple(deep_copy(ctx, item, node, made) for item in whole.items)
        if isinstance(whole, Tuple):
            return Tuple(items, whole.cls)
        label = name if isinstance(name, str) else None
        copied = Ref(Region(label, content_of(*form, items)))
    if isinstance(value, Ref) and not value.path:
        made[value.region] = copied
    return copied


def _plain_copy(ctx: Context, value: Value, node: ast.AST, name: Name) -> Value:
    if is_operand(value) or not isinstance(value, Ref):
        return value
    if isinstance(memory.kind_of(ctx, value), Listing):
        return apply_primitive(ctx, "list", (value,), {}, node, name)
    return apply_primitive(ctx, "np.copy", (value,), {}, node, name)


def _text(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    if len(args) == 1 and is_constant(args[0], str):
        return args[0]
    return _told("str", "__str__", ctx, args, kwargs, node, name)


def _representation(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return _told("repr", "__repr__", ctx, args, kwargs, node, name)


def _told(
    fn: str,
    method: str,
    ctx: Context,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`str(p)`, `repr(p)`: what the class of an object says."""
    if len(args) == 1:
        own = own_text(ctx, args[0], method, node)
        if own is not None:
            return own
    return apply_primitive(ctx, fn, args, kwargs, node, name)


OBJECTS: dict[object, Builtin] = {
    str: _text,
    repr: _representation,
    super: _super,
    type: _type,
    setattr: _setattr,
    delattr: _delattr,
    vars: _vars,
    sum: _sum,
    object.__setattr__: _object_setattr,
    object.__init__: _nothing,
    dataclasses.replace: _replace,
    dataclasses.fields: _fields,
    dataclasses.asdict: _asdict,
    dataclasses.astuple: _astuple,
    copy.copy: _copy,
    copy.deepcopy: _deepcopy,
    window: part_at,
}
"""By the function itself."""
