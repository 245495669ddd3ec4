"""Objects are made: by the `__init__` of their class, or as dataclasses and named tuples do.

Ball(x, 2.0)              a new region, on which the statements of `Ball.__init__` are lowered
Point(x, y=1.0)           a dataclass: its fields, defaults, factories, `__post_init__`
Pair(x, y)                a named tuple: a tuple with names
replace(p, x=2.0)         a dataclass with some fields changed
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Sequence
from enum import Enum
from types import FunctionType, SimpleNamespace
from typing import Any

from adgen.frontend.instances import objects
from adgen.frontend.instances.classes import class_of, find, require_known
from adgen.frontend.instances.names import constant
from adgen.frontend.scope.arguments import bind_arguments
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.defaults import defaults_of
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.values import Object, ObjectContent, Ref, Region, Tuple, Value
from adgen.ir.nodes import Const
from adgen.ir.objects import is_named_tuple, own_method

_PLAIN = (bool, int, float, complex, str, type(None))


def construct(
    ctx: Context,
    cls: type,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`cls(*args, **kwargs)`"""
    if issubclass(cls, Enum) and len(args) == 1 and isinstance(args[0], Const):
        return _member(ctx, cls, args[0].value, node)
    require_known(ctx, cls, node)
    if getattr(cls, "__abstractmethods__", None):
        ctx.wrong(node, f"an object of the abstract class `{cls.__name__}` is made")
    if is_named_tuple(cls):
        return _named_tuple(ctx, cls, args, kwargs, node)
    label = name if isinstance(name, str) else None
    if cls is SimpleNamespace:
        content = ObjectContent(cls, tuple(kwargs), tuple(kwargs.values()))
        return Ref(Region(label, content))
    ref = Ref(Region(label, ObjectContent(cls, (), ())))
    for attr, default in defaults_of(cls, ctx.lowering.decided):
        value = objects.bound(ctx, default, ref, cls, attr, node)
        objects.force(ctx, ref, cls, attr, value, node)
    init = find(cls, "__init__")
    if _is_generated(init) and dataclasses.is_dataclass(cls):
        _dataclass(ctx, cls, ref, args, kwargs, node)
    elif isinstance(init, FunctionType):
        made = Object(init, f"{cls.__name__}.__init__")
        ctx.lowering.call(ctx, made, (ref, *args), kwargs, node, None)
    elif init is not object.__init__:
        ctx.refuse(
            node,
            f"the `__init__` of `{cls.__name__}` is not written in Python",
            "Write it as a method.",
        )
    elif args or kwargs:
        ctx.wrong(node, f"{cls.__name__}() takes no arguments")
    return ref


def _member(ctx: Context, cls: type[Enum], value: object, node: ast.AST) -> Value:
    """`Mode("fast")`: the member that has this value."""
    try:
        member = cls(value)
    except ValueError as error:
        ctx.wrong(node, str(error), ValueError)
    return constant(ctx, member, f"{cls.__name__}.{member.name}")


def _is_generated(init: object) -> bool:
    """True for an `__init__` that `dataclass` has written: it is in no file."""
    return isinstance(init, FunctionType) and init.__code__.co_filename == "<string>"


# named tuples ------------------------------------------------------------------------


def _named_tuple(
    ctx: Context,
    cls: Any,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    maker = cls.__new__
    if not (
        isinstance(maker, FunctionType) and "<string>" in maker.__code__.co_filename
    ):
        ctx.refuse(
            node,
            f"the named tuple `{cls.__name__}` has a `__new__` of its own",
            "Use a dataclass, or a function that makes the tuple.",
        )
    own = own_method(cls, ("__iter__", "__eq__")) or (
        "__bool__" if hasattr(cls, "__bool__") else None
    )
    if own is not None:
        ctx.refuse(
            node,
            f"the named tuple `{cls.__name__}` has a `{own}` of its own",
            "Give that method another name, or use a dataclass.",
        )
    names = fields_of(cls)
    defaults = {
        field: _constant(ctx, value, f"{cls.__name__}_{field}")
        for field, value in cls._field_defaults.items()
    }
    parameters = _parameters(map(str, names), ())
    found = bind_arguments(ctx, node, cls.__name__, parameters, args, kwargs, defaults)
    return Tuple(tuple(found[str(field)] for field in names), cls)


def _parameters(names: Any, only_by_keyword: Sequence[str]) -> ast.arguments:
    return ast.arguments(
        [],
        [ast.arg(name) for name in names],
        None,
        [ast.arg(name) for name in only_by_keyword],
        [],
        None,
        [],
    )


def _constant(ctx: Context, value: object, name: str) -> Value:
    """A default: a number stands for itself, an array has a name."""
    return constant(ctx, value, None if type(value) in _PLAIN else name)


# dataclasses -------------------------------------------------------------------------


def _dataclass(
    ctx: Context,
    cls: Any,
    ref: Ref,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> None:
    every = _init_fields(cls)
    asked = [f for f in every if f.init]
    given = _bound(ctx, cls, asked, args, kwargs, node)
    late: list[Value] = []
    for field in every:
        value = given.get(field.name)
        if value is None and field.default_factory is not dataclasses.MISSING:
            value = _from_factory(ctx, field, cls, node)
        if value is None and field.init:
            value = _constant(ctx, field.default, f"{cls.__name__}_{field.name}")
        if value is None:
            continue  # set by __post_init__, or a default of the class
        if _is_init_only(field):
            late.append(value)
        else:
            objects.force(ctx, ref, cls, field.name, value, node)
    after = find(cls, "__post_init__")
    if isinstance(after, FunctionType):
        function = Object(after, f"{cls.__name__}.__post_init__")
        ctx.lowering.call(ctx, function, (ref, *late), {}, node, None)


def _init_fields(cls: Any) -> list[Any]:
    """The fields of a dataclass, those only for `__post_init__` among them."""
    every = cls.__dataclass_fields__.values()
    return [f for f in every if f._field_type.name != "_FIELD_CLASSVAR"]


def _is_init_only(field: Any) -> bool:
    return bool(field._field_type.name == "_FIELD_INITVAR")


def _bound(
    ctx: Context,
    cls: type,
    fields: Sequence[Any],
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> dict[str, Value]:
    """The arguments by field; fields with a default that is not given are left out."""
    plain = [f.name for f in fields if f.kw_only is not True]
    only = [f.name for f in fields if f.kw_only is True]
    absent = Object(dataclasses.MISSING, "missing")
    defaults: dict[str, Value] = {
        f.name: absent
        for f in fields
        if f.default is not dataclasses.MISSING
        or f.default_factory is not dataclasses.MISSING
    }
    parameters = _parameters(plain, only)
    found = bind_arguments(ctx, node, cls.__name__, parameters, args, kwargs, defaults)
    return {name: value for name, value in found.items() if value is not absent}


def _from_factory(ctx: Context, field: Any, cls: type, node: ast.AST) -> Value:
    factory = constant(ctx, field.default_factory, f"{cls.__name__}_{field.name}")
    return ctx.lowering.call(ctx, factory, (), {}, node, None)


def replace(
    ctx: Context,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`dataclasses.replace(p, x=2.0)`: made anew, by `__init__`."""
    cls = class_of(ctx, args[0]) if args else None
    if cls is None or not hasattr(cls, "__dataclass_fields__"):
        ctx.wrong(node, "dataclasses.replace is given what is no dataclass")
    values = dict(kwargs)
    for field in _init_fields(cls):
        if not field.init or field.name in kwargs:
            continue
        if _is_init_only(field) and field.default is dataclasses.MISSING:
            ctx.wrong(node, f"replace() needs a value for `{field.name}`")
        if not _is_init_only(field):
            values[field.name] = objects.read(ctx, args[0], cls, field.name, node)
    return construct(ctx, cls, (), values, node, name)
