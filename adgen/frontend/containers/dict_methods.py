"""Methods of dicts whose keys are known: get, pop, popitem, setdefault, update, clear, ..."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.containers.tables import made_table
from adgen.frontend.control.unrolling import write_out
from adgen.frontend.instances import counters, objects
from adgen.frontend.instances.classes import class_of
from adgen.frontend.regions import memory
from adgen.frontend.regions.keys import (
    MISSING,
    Entries,
    dict_content,
    entries_from,
    entries_of,
    known_key,
)
from adgen.frontend.scope.context import Context, Keywords
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import (
    NONE_VALUE,
    DictContent,
    DictView,
    Ref,
    Region,
    Tuple,
    Value,
    is_constant,
)
from adgen.ir.nodes import Const

Args = Sequence[Value]

_BY_KEY = ("get", "pop", "setdefault")


def call_dict_method(
    ctx: Context,
    ref: Ref,
    content: DictContent,
    what: str,
    args: Args,
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """`d.what(*args, **kwargs)`"""
    entries = entries_of(content)
    memory.require_current(ctx, ref, node)
    unknown = what in _BY_KEY and args and known_key(ctx, args[0]) is MISSING
    if unknown:
        write_out(ctx, args[0])
    if unknown or (what in counters.OWN and counters.is_counter(ctx, ref)):
        made_table(ctx, ref, node)
        cls = class_of(ctx, ref)
        assert cls is not None
        method = objects.read(ctx, ref, cls, what, node)
        return ctx.lowering.call(ctx, method, args, kwargs, node)
    if what in ("keys", "values", "items") and not args:
        return DictView(ref, what)
    if what == "copy":
        return Ref(Region(None, content, factory=ref.region.factory))
    if what == "get" and args:
        default = args[1] if len(args) > 1 else NONE_VALUE
        return entries.get(_key(ctx, args[0], node), default)
    memory.require_writable(ctx, ref, node)
    result = _changed(ctx, entries, what, args, kwargs, node)
    memory.write(ctx, ref.region, dict_content(entries), node)
    return result


def _changed(
    ctx: Context,
    entries: Entries,
    what: str,
    args: Args,
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """Changes the entries as the method does; what it gives."""
    match what, len(args):
        case "update", 0 | 1:
            for other in args:
                entries.update(entries_from(ctx, other, node))
            entries.update(kwargs)
            return NONE_VALUE
        case "clear", 0:
            entries.clear()
            return NONE_VALUE
        case "pop", 1 | 2:
            key = _key(ctx, args[0], node)
            if len(args) == 1:
                _require(ctx, key, entries, node)
            return entries.pop(key, args[-1])
        case "popitem", 0:
            return _popped(ctx, entries, _last(ctx, kwargs, node), node)
        case "setdefault", 1 | 2:
            default = args[1] if len(args) > 1 else NONE_VALUE
            return entries.setdefault(_key(ctx, args[0], node), default)
        case "move_to_end", 1:
            key = _key(ctx, args[0], node)
            _require(ctx, key, entries, node)
            _moved(entries, key, _last(ctx, kwargs, node))
            return NONE_VALUE
        case _:
            ctx.refuse(
                node,
                f"adgen does not know the method `{what}` of a dict",
                "Use keys, values, items, get, copy, update, pop or setdefault.",
            )


def _last(ctx: Context, kwargs: Keywords, node: ast.AST) -> bool:
    """Which end of an OrderedDict is meant: `last=True`, unless it is said otherwise."""
    last = kwargs.get("last", Const(True))
    if not is_constant(last, bool) or len(kwargs) > ("last" in kwargs):
        ctx.refuse(
            node,
            "which end of a dict is meant is only known at run time",
            "Write last=True or last=False, in a branch each.",
        )
    return last.value is True


def _moved(entries: Entries, key: object, last: bool) -> None:
    """An entry goes to the end, or to the front, of the others."""
    moved = {key: entries.pop(key)}
    order = {**entries, **moved} if last else {**moved, **entries}
    entries.clear()
    entries.update(order)


def _popped(ctx: Context, entries: Entries, last: bool, node: ast.AST) -> Value:
    """The last entry, or the first one, which is taken out."""
    if not entries:
        ctx.wrong(node, "popitem of an empty dict", KeyError)
    key = list(entries)[-1] if last else next(iter(entries))
    return Tuple((key_value(key), entries.pop(key)))


def _require(ctx: Context, key: object, entries: Entries, node: ast.AST) -> None:
    if key not in entries:
        ctx.wrong(node, f"the dict has no key {key!r}", KeyError)


def _key(ctx: Context, value: Value, node: ast.AST) -> object:
    key = known_key(ctx, value)
    if key is MISSING:
        ctx.refuse(
            node,
            "the key of a dict is only known at run time",
            "Use a literal key, or run over d.items().",
        )
    return key
