"""Objects in a list that grows at run time: their attributes are entries of the list's columns.

p = particles[i]
p.x                particles_x[i]
p.x = e            particles_x[i] = e
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NoReturn, TypeGuard

from adgen.frontend.regions import memory
from adgen.frontend.regions.object_lists import Entry, Objects
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import (
    Conflict,
    DictContent,
    MapValue,
    Object,
    ObjectContent,
    Partial,
    RangeValue,
    Ref,
    Region,
    Slice,
    Tuple,
    Value,
    is_operand,
)
from adgen.frontend.scope.values import same as same_value
from adgen.ir.kinds import BOOL, INT
from adgen.ir.nodes import Apply, Const, Enumerate, Operand, Pack, Range


def is_list_of_objects(ctx: Context, value: Value) -> bool:
    """True for a list of objects that is made at run time."""
    content = memory.content_of(ctx, value)
    return isinstance(content, ObjectContent) and content.cls is Objects


def is_entry(value: Value) -> bool:
    """True for an object in such a list."""
    return isinstance(value, Tuple) and value.cls is Entry


def class_of_entries(ctx: Context, entry: Tuple) -> type:
    """The class of the object that an entry is."""
    return class_of_list(ctx, entry.items[0])


def class_of_list(ctx: Context, owner: Value) -> type:
    """The class of the objects in a list."""
    cls = _part(ctx, owner, "of")
    assert isinstance(cls, Object) and isinstance(cls.value, type)
    return cls.value


def columns(ctx: Context, owner: Value) -> dict[object, Value]:
    """The lists of a list of objects, by the attributes that they hold."""
    content = memory.content_of(ctx, _part(ctx, owner, "columns"))
    assert isinstance(content, DictContent)
    return dict(zip(content.keys, content.items))


def _part(ctx: Context, owner: Value, name: str) -> Value:
    if isinstance(owner, Conflict):
        ctx.refuse(ctx.frame.node, owner.reason, owner.remedy)
    content = memory.content_of(ctx, owner)
    assert isinstance(content, ObjectContent)
    return dict(zip(content.keys, content.items))[name]


def _entry(ctx: Context, owner: Value, place: Value) -> Tuple:
    return Tuple((owner, place, age_of(ctx, owner)), Entry)


def age_of(ctx: Context, owner: Value) -> Value:
    """What is another thing when the entries of a list have gone to other places."""
    age = _part(ctx, owner, "age")
    return Object(age, "age") if isinstance(age, Conflict) else age


def new_age() -> Object:
    """The age of a list from here on."""
    return Object(object(), "age")


def require_found(ctx: Context, entry: Tuple, node: ast.AST) -> None:
    """Refuses an entry of a list of which entries were taken out or put elsewhere since."""
    owner, _, age = entry.items
    if age_of(ctx, owner) != age:
        ctx.refuse(
            node,
            "an object is used that was taken from a list which grows at run time before the"
            " list was changed otherwise than by append",
            "Take it from the list again, or copy what is needed of it before.",
        )


def renew(ctx: Context, owner: Ref, node: ast.AST) -> None:
    """The entries of a list are in other places now."""
    content = memory.content_of(ctx, owner)
    assert isinstance(content, ObjectContent)
    parts = dict(zip(content.keys, content.items)) | {"age": new_age()}
    new = ObjectContent(Objects, content.keys, tuple(parts.values()))
    memory.write(ctx, owner.region, new, node)


def read(
    ctx: Context, entry: Tuple, attr: object, node: ast.AST, name: Name
) -> Value | None:
    """An attribute of the object itself, or an entry of the dict; None if there is none."""
    owner, place, _ = entry.items
    require_found(ctx, entry, node)
    column = columns(ctx, owner).get(attr)
    if column is None:
        return None
    if is_list_of_objects(ctx, column):
        return _entry(ctx, column, place)
    found = Object(Objects.get, str(attr))
    args = (owner, key_value(attr), place)
    return ctx.lowering.call(ctx, found, args, {}, node, name)


def write(
    ctx: Context, entry: Tuple, attr: object, value: Value, node: ast.AST
) -> None:
    """Sets an attribute of the object itself, or an entry of the dict."""
    owner, place, _ = entry.items
    require_found(ctx, entry, node)
    if attr not in columns(ctx, owner):
        refuse_new(ctx, str(attr), node)
    args = (owner, key_value(attr), place, value)
    ctx.lowering.call(ctx, Object(Objects.set, str(attr)), args, {}, node, None)


def refuse_new(ctx: Context, attr: str, node: ast.AST) -> NoReturn:
    """An attribute that the objects did not have when they were put into the list."""
    ctx.refuse(
        node,
        f"the attribute `{attr}` of an object in a list that grows at run time is new",
        "Set it in `__init__`.",
    )


def method(
    ctx: Context, owner: Value, what: str, args: Sequence[Value], node: ast.AST
) -> Value:
    """A special method of a list of objects."""
    if what == "__len__":
        return size(ctx, owner, node)
    if what != "__getitem__":
        refuse_method(ctx, what, node)
    return at(ctx, owner, args[0], node)


def refuse_method(ctx: Context, method: str, node: ast.AST) -> NoReturn:
    """What is not done with a list of objects that grows at run time."""
    ctx.refuse(
        node,
        f"`{method}` of a list of objects that grows at run time",
        "Append to it, run over it, and take its entries by their indices.",
    )


def at(ctx: Context, owner: Value, index: Value, node: ast.AST) -> Value:
    """`particles[index]`; a slice can be run over."""
    if isinstance(index, Slice):
        return _some(ctx, owner, index, node)
    assert is_operand(index)
    if isinstance(index, Const) and type(index.value) is int and index.value < 0:
        back = Const(-index.value)
        last = ctx.emit("sub", (size(ctx, owner, node), back), node, kind=INT)
        return _entry(ctx, owner, last)
    if not _is_counted(ctx, index):
        function = Object(Objects.from_start, "from_start")
        place = ctx.lowering.call(ctx, function, (owner, index), {}, node, None)
        return _entry(ctx, owner, place)
    return _entry(ctx, owner, index)


def _is_counted(ctx: Context, index: Operand) -> bool:
    """True for what is never negative: a literal, the number that a loop counts up, the place at
    which a key has been found."""
    if isinstance(index, Const):
        return type(index.value) is int
    for stmt in reversed(ctx.builder.statements):
        if isinstance(stmt, Apply) and index in stmt.results:
            return stmt.fn == "list.index"
    for loop in ctx.loops:
        numbers, target = loop.iterable, loop.target
        if isinstance(numbers, Range) and target == index:
            return _is_positive(numbers.start) and _is_positive(numbers.step)
        if isinstance(numbers, Enumerate) and isinstance(target, Pack):
            if target.items[0] == index:
                return _is_positive(numbers.start)
    return False


def _is_positive(number: Operand) -> bool:
    return isinstance(number, Const) and type(number.value) is int and number.value >= 0


def size(ctx: Context, owner: Value, node: ast.AST) -> Operand:
    """`len(particles)`"""
    counted = memory.operand(ctx, Ref(_counted(ctx, owner)), node)
    return ctx.emit("len", (counted,), node, kind=INT)


def each(ctx: Context, owner: Value, node: ast.AST) -> Value:
    """What a loop over the list runs over: its entries as they are then, one after the other."""
    last = size(ctx, owner, node)
    numbers = RangeValue(Const(0), last, Const(1), _counted(ctx, owner))
    return MapValue(Partial(Object(Objects.entry, "entry"), (owner,), ()), (numbers,))


def _some(ctx: Context, owner: Value, part: Slice, node: ast.AST) -> Value:
    """The entries that a slice selects: another list, `particles[1:]`, of the same objects."""
    start, stop, step = (
        bound.value if isinstance(bound, Const) else Ellipsis
        for bound in (part.start, part.stop, part.step)
    )
    begun = start is None or type(start) is int
    ended = stop is None or type(stop) is int
    stepped = step is None or (type(step) is int and step > 0)
    if not (begun and ended and stepped):
        ctx.refuse(
            node,
            "a list of objects that grows at run time is sliced otherwise than by literals",
            "Use indices: for i in range(start, stop): particles[i].",
        )
    last = size(ctx, owner, node)
    first = _bound(ctx, start if isinstance(start, int) else 0, last, node)
    end = last if not isinstance(stop, int) else _bound(ctx, stop, last, node)
    numbers = RangeValue(first, end, Const(step or 1), _counted(ctx, owner))
    return chosen_of(ctx, owner, numbers)


def _bound(ctx: Context, bound: int, last: Operand, node: ast.AST) -> Operand:
    """Where a slice of so many begins, or ends: `bound` counts from the end if it is negative."""
    if bound == 0:
        return Const(0)
    if bound > 0:
        return ctx.emit("min", (Const(bound), last), node, kind=INT)
    place = ctx.emit("sub", (last, Const(-bound)), node, kind=INT)
    return ctx.emit("max", (Const(0), place), node, kind=INT)


def is_each_object(value: Value) -> TypeGuard[MapValue]:
    """True for the objects of a list of objects one by one, as a loop runs over them."""
    if not isinstance(value, MapValue) or not isinstance(value.function, Partial):
        return False
    made = value.function.function
    known = (Objects.entry, Objects.entry_of_then)
    return isinstance(made, Object) and made.value in known


def list_itself_of(ctx: Context, of: MapValue, node: ast.AST) -> Value:
    """The list whose objects `of` runs over, all of them."""
    places = of.inners[0]
    whole = isinstance(places, RangeValue) and places.start == Const(0)
    if whole and isinstance(places, RangeValue) and places.step == Const(1):
        assert isinstance(of.function, Partial)
        return of.function.args[0]
    ctx.refuse(
        node,
        "some objects of a list are compared by their own operators",
        "Give a key: key=lambda p: p.x.",
    )


def chosen(ctx: Context, of: MapValue, places: Value) -> MapValue:
    """Some of the objects that `of` runs over, by their places; in some order."""
    function = of.function
    assert isinstance(function, Partial)
    return chosen_of(ctx, function.args[0], places)


def each_chosen(ctx: Context, value: Ref, node: ast.AST) -> MapValue:
    """What a loop runs over of objects that were appended to a list while they are in another."""
    content = memory.content_of(ctx, value)
    assert isinstance(content, ObjectContent)
    memory.require_current(ctx, value, node)
    parts = dict(zip(content.keys, content.items))
    then = parts["then"]
    age = Object(then, "age") if isinstance(then, Conflict) else then
    taken = Partial(Object(Objects.entry_of_then, "entry"), (parts["owner"], age), ())
    return MapValue(taken, (parts["places"],))


def chosen_of(ctx: Context, owner: Value, places: Value) -> MapValue:
    """Some of the objects in a list, by their places as they are now."""
    taken = Partial(
        Object(Objects.entry_of_then, "entry"), (owner, age_of(ctx, owner)), ()
    )
    return MapValue(taken, (places,))


def _counted(ctx: Context, owner: Value) -> Region:
    """The list of an attribute: it is as long as the list of objects."""
    found = next(iter(columns(ctx, owner).values()))
    if is_list_of_objects(ctx, found):
        return _counted(ctx, found)
    assert isinstance(found, Ref)
    return found.region


def same(ctx: Context, left: Value, right: Value, node: ast.AST) -> Value | None:
    """`p is q` of two entries of one list: whether they stand in one place."""
    if not (is_entry(left) and is_entry(right)):
        return None
    assert isinstance(left, Tuple) and isinstance(right, Tuple)
    if not same_value(left.items[0], right.items[0]):
        return None
    places = [memory.operand(ctx, entry.items[1], node) for entry in (left, right)]
    if places[0] == places[1]:
        return Const(True)
    return ctx.emit("eq", places, node, kind=BOOL)


def loaded(ctx: Context, entry: Tuple, node: ast.AST) -> Ref:
    """A new object with the attributes of an entry, or a new dict."""
    keys = tuple(columns(ctx, entry.items[0]))
    values = [read(ctx, entry, key, node, None) for key in keys]
    items = tuple(value for value in values if value is not None)
    cls = class_of_entries(ctx, entry)
    if cls is dict:
        return Ref(Region(None, DictContent(keys, items)))
    return Ref(Region(None, ObjectContent(cls, keys, items)))
