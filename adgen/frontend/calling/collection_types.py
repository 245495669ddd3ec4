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
from adgen.frontend.control.growing import made_at_run_time
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
    Method,
    ObjectContent,
    RangeValue,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import INT, Listing, Other, Unbound, is_discrete, is_integer
from adgen.ir.nodes import Const, Operand, Pack, Var

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
    """`Counter(values)`, `Counter(a=2)`: of literals counted now, of a dict its numbers."""
    entries = _counted(ctx, args, kwargs)
    label = name if isinstance(name, str) else None
    region = Region(label, dict_content({} if entries is None else entries))
    region.factory = Const(0)
    made = Ref(region)
    if entries is None:
        _require_labels(ctx, args, node)
        ctx.lowering.call(ctx, Method(made, "update"), args, kwargs, node, None)
    return made


def _require_labels(ctx: Context, args: Args, node: ast.AST) -> None:
    """What is counted is no number that varies: where two meet, they would be one."""
    content = memory.content_of(ctx, args[0])
    if isinstance(content, (DictContent, ObjectContent)):
        return
    items = known_items(ctx, args[0])
    kinds = [memory.kind_of(ctx, item) for item in items or (args[0],)]
    if not all(map(is_discrete, kinds)):
        ctx.refuse(
            node,
            "numbers that may vary are counted",
            "Count labels or integers; of a dict a Counter takes the numbers.",
        )


def _counted(ctx: Context, args: Args, kwargs: Keywords) -> Entries | None:
    """The entries of a new Counter; None if they are only known at run time."""
    named: Entries = dict(kwargs.items())
    if not args:
        return named
    content = memory.content_of(ctx, args[0])
    if isinstance(content, (DictContent, ObjectContent)):
        known = known_entries(ctx, args[0])
        if known is None or any(key in known for key in named):
            return None
        return {**known, **named}
    items = known_items(ctx, args[0]) or ()
    values = [item.value for item in items if isinstance(item, Const)]
    if kwargs or known_items(ctx, args[0]) is None or len(values) != len(items):
        return None
    return {key: Const(number) for key, number in Counter(values).items()}


def _deque(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`deque(values, maxlen)`"""
    limit = _limit(ctx, args, kwargs, node)
    label = name if isinstance(name, str) else None
    items = known_items(ctx, args[0]) if args else ()
    fits = limit is None or isinstance(limit, Const)
    if items is not None and (fits or not items):
        most = limit.value if isinstance(limit, Const) else len(items)
        kept = items[max(len(items) - most, 0) :]
        region = Region(label, ListContent(tuple(kept)))
    else:
        entries = listing.as_listing(ctx, args[0], node)
        region = Region(label, _last_ones(ctx, entries, limit, node))
        if isinstance(args[0], Ref):
            listing.escape(ctx, region, args[0])
    region.limit = limit
    return Ref(region)


def _limit(
    ctx: Context, args: Args, kwargs: Keywords, node: ast.AST
) -> Var | Const | None:
    """The `maxlen` of a deque: a number, or one of run time."""
    limit = kwargs.get("maxlen", args[1] if len(args) > 1 else NONE_VALUE)
    if limit == NONE_VALUE and not set(kwargs) - {"maxlen"}:
        return None
    known = isinstance(limit, (Var, Const)) and limit not in ctx.maybe_none
    if known and not set(kwargs) - {"maxlen"}:
        assert isinstance(limit, (Var, Const))
        if is_integer(ctx.kind(limit)):
            return limit
    ctx.refuse(
        node, "the maxlen of a deque is no integer", "Write a number, or int(n)."
    )


def _last_ones(
    ctx: Context, entries: Var, limit: Operand | None, node: ast.AST
) -> Operand:
    """`xs[max(len(xs) - n, 0):]`"""
    if limit is None:
        return entries
    length = ctx.emit("len", (entries,), node)
    more = ctx.emit("sub", (length, limit), node, kind=INT)
    start = ctx.emit("max", (more, Const(0)), node, kind=INT)
    last = Pack("slice", (start, Const(None), Const(None)))
    return ctx.emit("getitem", (entries, last), node, kind=ctx.kind(entries))


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
        if isinstance(limit, Const):
            if len(content.items) > limit.value:
                list_methods.pop(ctx, ref, (place,), node, None)
            return
        listing.materialise(ctx, ref.region, node)
    length = ctx.emit("len", (memory.operand(ctx, ref, node),), node)
    test = ctx.emit("gt", (length, limit), node)
    from adgen.frontend.syntax.comprehension import where

    def take() -> None:
        list_methods.pop(ctx, ref, (place,), node, None)

    where(ctx, test, node, take)


def _rotate(ctx: Context, ref: Ref, steps: Value, node: ast.AST) -> None:
    number = steps.value if isinstance(steps, Const) else None
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        memory.require_writable(ctx, ref, node)
        if isinstance(number, int):
            at = -number % max(1, len(content.items))
            items = (*content.items[at:], *content.items[:at])
            memory.write(ctx, ref.region, ListContent(items), node)
            return
        made_at_run_time(ctx, ref, node)
    if number not in (1, -1):
        _rotate_at_once(ctx, ref, steps, node)
        return
    taken, put = (-1, 0) if number == 1 else (0, None)
    item = list_methods.pop(ctx, ref, (Const(taken),), node, None)
    if put is None:
        list_methods.append(ctx, ref, item, node)
    else:
        list_methods.insert(ctx, ref, Const(put), item, node)


def _rotate_at_once(ctx: Context, ref: Ref, steps: Value, node: ast.AST) -> None:
    """By a number of places: the entries in the order of np.roll(np.arange(n), steps)."""
    memory.require_writable(ctx, ref, node)
    base = memory.operand(ctx, ref, node)
    kind = ctx.kind(base)
    if not isinstance(kind, Listing):
        ctx.refuse(node, "what is rotated is no list", "Write [*xs[k:], *xs[:k]].")
    number = memory.operand(ctx, steps, node)
    length = ctx.emit("len", (base,), node)
    places = ctx.emit("np.arange", (length,), node)
    order = ctx.emit("np.roll", (places, number), node)
    new = ctx.emit("list.taken", (base, order), node, ref.region.label, kind=kind)
    memory.write(ctx, ref.region, new, node)
