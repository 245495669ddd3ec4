"""The types of `collections`: an OrderedDict is a dict, a defaultdict one with a factory, a deque
a list of which both ends are used.

    window = deque(maxlen=3)
    window.append(v)             an append, and if there are too many entries a pop(0)
"""

from __future__ import annotations

import ast
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Sequence

from adgen.frontend.containers import list_methods, sets
from adgen.frontend.containers.module_dicts import opened
from adgen.frontend.instances import objects
from adgen.frontend.instances.classes import class_of
from adgen.frontend.operations.primitives import may_vary
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.dicts import TABLES
from adgen.frontend.regions.keys import (
    MISSING,
    Entries,
    dict_content,
    entries_from,
    known_entries,
    known_key,
)
from adgen.frontend.regions.sets import Members, constant_key, members_of
from adgen.frontend.regions.structures import LARGEST, known_items, known_range
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    DictContent,
    ListContent,
    ObjectContent,
    RangeValue,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Listing, Other, Unbound
from adgen.ir.nodes import Const

Args = Sequence[Value]


# making ------------------------------------------------------------------------------


def ordered_dict(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`dict(...)` and `OrderedDict(...)`"""
    entries: Entries = {}
    label = name if isinstance(name, str) else None
    for arg in (opened(ctx, each, node) for each in args):
        known = known_entries(ctx, arg)
        if known is None and not kwargs:
            made = Ref(Region(label, dict_content({})))
            entered(ctx, made, arg, node)
            return made
        entries.update(entries_from(ctx, arg, node) if known is None else known)
    entries.update(kwargs)
    return Ref(Region(label, dict_content(entries)))


def _from_keys(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`dict.fromkeys(keys, value)`"""
    value = args[1] if len(args) > 1 else NONE_VALUE
    if isinstance(value, Ref):
        ctx.refuse(
            node,
            "dict.fromkeys puts one list, dict, object or array under all keys",
            "Make them apart: {key: [] for key in keys}.",
        )
    items = known_items(ctx, args[0])
    if items is None and isinstance(args[0], RangeValue):
        items = _static_items(ctx, args[0])
    made = Ref(Region(name if isinstance(name, str) else None, dict_content({})))
    keys = [known_key(ctx, item) for item in items or ()]
    if items is not None and MISSING not in keys:
        memory.write(ctx, made.region, dict_content(dict.fromkeys(keys, value)), node)
    else:
        word(ctx, words.entered_each, (made, args[0], value), node)
    return made


def entered(ctx: Context, ref: Ref, value: Value, node: ast.AST) -> None:
    """Puts pairs, or the entries of another dict, into a dict: the keys are of run time."""
    fill = words.entered_from if class_of(ctx, value) in TABLES else words.entered
    word(ctx, fill, (ref, value), node)


def _default_dict(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`defaultdict(factory, ...)`"""
    made = ordered_dict(ctx, args[1:], kwargs, node, name)
    if args and args[0] != NONE_VALUE:
        assert isinstance(made, Ref)
        made.region.factory = args[0]
    return made


def missing(ctx: Context, ref: Ref, node: ast.AST) -> Value | None:
    """What a defaultdict has for a key that it does not have yet."""
    factory = ref.region.factory
    return (
        None if factory is None else ctx.lowering.call(ctx, factory, (), {}, node, None)
    )


def _counter(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`Counter(values)` of literals."""
    items = known_items(ctx, args[0]) if len(args) == 1 and not kwargs else None
    if args and isinstance(
        memory.content_of(ctx, args[0]), (DictContent, ObjectContent)
    ):
        items = None  # of a dict it takes the numbers, of another Counter, too
    if not args and not kwargs:
        items = ()
    values = [item.value for item in items or () if isinstance(item, Const)]
    if items is None or len(values) != len(items):
        ctx.refuse(
            node,
            "a Counter is made of what is not known now",
            "Begin with Counter(), and call its update.",
        )
    counted = {key: Const(number) for key, number in Counter(values).items()}
    label = name if isinstance(name, str) else None
    region = Region(label, dict_content(dict(counted)))
    region.factory = Const(0)
    return Ref(region)


def _deque(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`deque(values, maxlen)`"""
    limit = kwargs.get("maxlen", args[1] if len(args) > 1 else NONE_VALUE)
    if set(kwargs) - {"maxlen"} or not isinstance(limit, Const):
        ctx.refuse(
            node, "the maxlen of a deque is only known at run time", "Write a number."
        )
    label = name if isinstance(name, str) else None
    items = known_items(ctx, args[0]) if args else ()
    if items is not None:
        kept = (
            items if limit == NONE_VALUE else items[max(len(items) - limit.value, 0) :]
        )
        region = Region(label, ListContent(tuple(kept)))
    else:
        if limit != NONE_VALUE:
            ctx.refuse(
                node,
                "a deque with maxlen is made of entries of a number that is not known",
                "Append them one by one.",
            )
        region = Region(label, listing.as_listing(ctx, args[0], node))
        if isinstance(args[0], Ref):
            listing.escape(ctx, region, args[0])
    region.limit = limit.value
    return Ref(region)


def _set(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`set(values)` and `frozenset(values)`"""
    label = name if isinstance(name, str) else None
    if not args:
        return sets.empty(ctx, label)
    items = known_items(ctx, args[0])
    if items is None and isinstance(args[0], RangeValue):
        items = _static_items(ctx, args[0])
    if items is not None:
        return sets.made(ctx, items, node, name)
    made = sets.empty(ctx, label)
    update = objects.read(ctx, made, Members, "update", node)
    ctx.lowering.call(ctx, update, (args[0],), {}, node)
    return made


def _static_items(ctx: Context, numbers: RangeValue) -> tuple[Value, ...] | None:
    """The integers of a range, if they are known and few."""
    known = known_range(ctx, numbers)
    if known is None or len(known) > LARGEST:
        return None
    return tuple(map(Const, known))


def _constant_key(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """What is put into a set: of two numbers that vary and meet, it would have one."""
    for part in args[0].items if isinstance(args[0], Tuple) else args:
        kind = memory.kind_of(ctx, part)
        if may_vary(ctx, part) and not isinstance(kind, (Unbound, Other, Tuple)):
            ctx.refuse(
                node,
                "a number that may vary is put into a set",
                "Use a list, or the index of the number.",
            )
    return args[0]


def _members_of(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """What is put into a set, or taken out of it, one by one."""
    values = args[0]
    if isinstance(values, Const) and isinstance(values.value, frozenset):
        # In the order of the texts: that of a set is another one in each run.
        return Tuple(tuple(map(Const, sorted(values.value, key=repr))))
    if class_of(ctx, values) is Members:
        return objects.read(ctx, values, Members, "marks", node)
    return values


COLLECTIONS: dict[object, Callable[..., Value]] = {
    OrderedDict: ordered_dict,
    defaultdict: _default_dict,
    dict.fromkeys: _from_keys,
    Counter: _counter,
    deque: _deque,
    set: _set,
    frozenset: _set,
    constant_key: _constant_key,
    members_of: _members_of,
}


# methods of deques -------------------------------------------------------------------


def call_deque_method(
    ctx: Context, ref: Ref, what: str, args: Args, node: ast.AST, name: Name
) -> Value | None:
    """`d.what(*args)` of a deque; None if lists have that method, too, and it is the same."""
    match what, args:
        case "append", (item,) if ref.region.limit is not None:
            list_methods.append(ctx, ref, item, node)
            _trim(ctx, ref, Const(0), node)
        case "appendleft", (item,):
            list_methods.insert(ctx, ref, Const(0), item, node)
            _trim(ctx, ref, Const(-1), node)
        case "popleft", ():
            return list_methods.pop(ctx, ref, (Const(0),), node, name)
        case ("extendleft", (values,)) | ("extend", (values,)):
            if what == "extend" and ref.region.limit is None:
                return None
            each = "append" if what == "extend" else "appendleft"
            for item in _items(ctx, values, node):
                if call_deque_method(ctx, ref, each, (item,), node, None) is None:
                    list_methods.append(ctx, ref, item, node)
        case "rotate", _ if len(args) <= 1:
            _rotate(ctx, ref, args[0] if args else Const(1), node)
        case ("copy" | "insert"), _ if ref.region.limit is not None:
            ctx.refuse(
                node, f"`{what}` of a deque with maxlen", "Use append and appendleft."
            )
        case _:
            return None
    return NONE_VALUE


def _items(ctx: Context, values: Value, node: ast.AST) -> tuple[Value, ...]:
    items = known_items(ctx, values)
    if items is None:
        ctx.refuse(
            node,
            "a deque is extended by a number of items that is only known at run time",
            "Append them in a loop.",
        )
    return items


def _trim(ctx: Context, ref: Ref, place: Const, node: ast.AST) -> None:
    """Takes an entry from the other end, if there are more than `maxlen`."""
    limit = ref.region.limit
    if limit is None:
        return
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        if len(content.items) > limit:
            list_methods.pop(ctx, ref, (place,), node, None)
        return
    length = ctx.emit("len", (memory.operand(ctx, ref, node),), node)
    test = ctx.emit("gt", (length, Const(limit)), node)
    from adgen.frontend.syntax.comprehension import where

    def take() -> None:
        list_methods.pop(ctx, ref, (place,), node, None)

    where(ctx, test, node, take)


def _rotate(ctx: Context, ref: Ref, steps: Value, node: ast.AST) -> None:
    number = steps.value if isinstance(steps, Const) else None
    content = ctx.state.content(ref.region)
    if not isinstance(number, int):
        ctx.refuse(node, "how far a deque is rotated is not known", "Write a number.")
    if isinstance(content, ListContent) and content.items:
        memory.require_writable(ctx, ref, node)
        at = -number % len(content.items)
        items = (*content.items[at:], *content.items[:at])
        memory.write(ctx, ref.region, ListContent(items), node)
        return
    kind = memory.kind_of(ctx, ref)
    if abs(number) != 1 or not isinstance(kind, Listing):
        ctx.refuse(
            node,
            "a deque of unknown length is rotated by more than one step",
            "Rotate it by one several times.",
        )
    taken, put = (-1, 0) if number == 1 else (0, None)
    item = list_methods.pop(ctx, ref, (Const(taken),), node, None)
    if put is None:
        list_methods.append(ctx, ref, item, node)
    else:
        list_methods.insert(ctx, ref, Const(put), item, node)
