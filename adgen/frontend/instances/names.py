"""What a name or an attribute of a module stands for, and objects of the program as values."""

from __future__ import annotations

import ast
import builtins
import enum
import io
import types
from collections.abc import Iterator

import numpy as np

from adgen.frontend.control.eagerly import listing_doubt
from adgen.frontend.control.live import require_length
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.instances.unbound_names import require_bound
from adgen.frontend.regions.frozen_laws import is_frozen
from adgen.frontend.scope.conflicts import Raised
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.frame import Frame
from adgen.frontend.scope.reached import reached
from adgen.frontend.scope.values import (
    Conflict,
    EnumerateValue,
    Generator,
    ListContent,
    MapValue,
    Object,
    Ref,
    Region,
    ReversedValue,
    Stream,
    Tuple,
    Value,
    ZipValue,
)
from adgen.ir.build import PLAIN_ARRAYS
from adgen.ir.nodes import Const
from adgen.ir.objects import ABSENT, is_named_tuple, is_structure

_LITERALS = (bool, int, float, complex, str, bytes, type(None), type(Ellipsis))
_ONCE = (Generator, Stream, ZipValue, EnumerateValue, ReversedValue, MapValue)
_MODULES = {"numpy": "np"}


def lookup(ctx: Context, node: ast.Name) -> Value:
    """The value of a name where it is read."""
    owner = ctx.frame.owner(node.id)
    if owner is None:
        return _free(ctx, node)
    key = owner.key(node.id)
    value = ctx.state.names.get(key)
    if value is None:
        value = ctx.lowering.imported(ctx, owner, node.id, node)
    require_bound(ctx, owner, node, value)
    assert value is not None
    if isinstance(value, Conflict) and not isinstance(value, Raised):
        if value.doubt is not None and value.doubt not in ctx.lowering.decided:
            raise Again(value.doubt)
        ctx.refuse(node, value.reason, value.remedy)
    if isinstance(value, _ONCE) and not is_each_object(value):
        _read_once(ctx, owner, key, value, node)
    return value


def _read_once(
    ctx: Context, owner: Frame, key: str, value: Value, node: ast.Name
) -> None:
    """An iterator with a name: what a second reader finds depends on the first."""
    require_length(ctx, value, node)
    if isinstance(value, Stream) and value.closes:
        ctx.refuse(
            node,
            f"the generator `{value.name}`, which ends with a finally or a with, has a name",
            "Make it where it is consumed: when it is given up is known then.",
        )
    found, place = ctx.iterators.get(key), reached(ctx, node)
    if found is None or found[0] is not value:
        ctx.iterators[key] = (value, ctx.nesting, place)
        return
    _, nesting, reader = found
    if reader not in (None, place) or ctx.nesting > nesting:
        doubt = listing_doubt(ctx, owner, node.id, value)
        if doubt is not None and doubt not in ctx.lowering.decided:
            raise Again(doubt)
        ctx.refuse(
            node,
            f"the iterator `{node.id}` may be consumed here a second time",
            "Make it where it is consumed, or make a list of it: list(...).",
        )
    ctx.iterators[key] = (value, nesting, place)


def _free(ctx: Context, node: ast.Name) -> Value:
    """A name of the closure, of the module, or of Python."""
    frame, name = ctx.frame, node.id
    acquired = frame.acquired
    if name in acquired.closure and name not in frame.binder().module_names:
        value = acquired.closure[name]
        ctx.lowering.watch(acquired.cells[name], "cell_contents", value)
        _require_lasting(ctx, value, node)
        return constant(ctx, value, name)
    if name in frame.globals:
        value = frame.globals[name]
        if not isinstance(value, types.ModuleType):
            ctx.lowering.watch(frame.globals, name, value)
        _require_lasting(ctx, value, node)
        return constant(ctx, value, name)
    if hasattr(builtins, name):
        return Object(getattr(builtins, name), name)
    error = None if name in acquired.cells else NameError
    if ctx.tries and error is not None:
        ctx.lowering.watch(frame.globals, name, ABSENT)
    ctx.wrong(node, f"the name `{name}` is not defined", error)


def _require_lasting(ctx: Context, value: object, node: ast.Name) -> None:
    """Refuses an iterator made outside of the function: a derivative would read on in it."""
    if isinstance(value, Iterator) and not isinstance(value, io.IOBase):
        ctx.refuse(
            node,
            f"`{node.id}` is a {type(value).__name__}, which can be read only once",
            f"Make a list of it: {node.id} = list(...).",
        )


def constant(ctx: Context, value: object, name: str | None) -> Value:
    """An object of the program, found under a name, as a value."""
    if isinstance(value, _LITERALS) and type(value) in _LITERALS:
        if value is None or value is Ellipsis or isinstance(value, str | bool):
            # By what they say is decided: a setting is the same under a name.
            return Const(value)
        return Const(value, name)
    if isinstance(value, (np.generic, np.dtype, enum.Enum)):
        return Const(value, name)
    if isinstance(value, np.ndarray) and type(value) in PLAIN_ARRAYS:
        return _array(ctx, value, name)
    if type(value) is tuple or is_named_tuple(type(value)):
        assert isinstance(value, tuple)
        fields = fields_of(type(value)) or range(len(value))
        items = tuple(
            constant(ctx, item, f"{name}_{part}" if name and _is_memory(item) else None)
            for part, item in zip(fields, value)
        )
        return Tuple(items, None if type(value) is tuple else type(value))
    if type(value) is list and _decides(value):
        return _list_of_objects(ctx, value, name)
    if type(value) in (list, dict):
        return Const(value, name)
    if isinstance(value, types.ModuleType):
        package, dot, rest = value.__name__.partition(".")
        return Object(value, _MODULES.get(package, package) + dot + rest)
    return Object(value, name or str(getattr(value, "__name__", "value")))


def _decides(items: list[object]) -> bool:
    """True for a list of objects, of functions, of names, or of tuples with such: a table by
    which the program goes, and no data."""
    return len(items) <= _LONGEST_TABLE and any(
        is_structure(item)
        or is_frozen(item)
        or isinstance(item, str | types.FunctionType | np.ufunc)
        or (type(item) is tuple and _decides(list(item)))
        for item in items
    )


_LONGEST_TABLE = 64


def _list_of_objects(ctx: Context, value: list[object], name: str | None) -> Value:
    """A global list of objects: known now, and watched."""
    region = ctx.constants.get(id(value))
    if region is None:
        ctx.lowering.watch(value, "items", tuple(value))
        items = [constant(ctx, v, f"{name}_{i}") for i, v in enumerate(value)]
        region = Region(name, ListContent(tuple(items)), "constant")
        region.birth = -1
        ctx.constants[id(value)] = region
    return Ref(region)


def _is_memory(value: object) -> bool:
    return not isinstance(value, _LITERALS)


def _array(ctx: Context, value: np.ndarray, name: str | None) -> Value:
    """A global array: memory the program may read but not write."""
    region = ctx.constants.get(id(value))
    if region is None:
        region = Region(name, Const(value, name), "constant")
        region.birth = -1
        ctx.constants[id(value)] = region
    return Ref(region)
