"""The shape of what a loop carries: how the values of a name are split into Vars.

A loop is lowered with a guess of these shapes. What the body does to each name gives new
shapes; the loop is lowered again until the guess covers them.

    x = 0.0; p = (1.0, 2.0)       Cell(float); Parts("tuple", (Cell(float), Cell(float)))
    f = np.sin                    Keep(): the same on every iteration
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adgen.frontend.control.sights import (
    Seen,
    form_of,
    is_stale,
    why_stale,
)
from adgen.frontend.regions.carried_views import View, one_of_parts
from adgen.frontend.regions.joined_kinds import (
    LIST_OR_ARRAY,
    MAKE_ALIKE,
    is_list_or_array,
    join_kinds,
)
from adgen.frontend.regions.object_lists import Entry
from adgen.frontend.regions.optional import (
    form_of_optional,
    items_of,
    marks_of,
    stays,
    whole_of,
)
from adgen.frontend.regions.tuple_lengths import if_tuples
from adgen.frontend.scope.conflicts import conflict_of, remedy_for
from adgen.frontend.scope.defaults import defaulting
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.forms import Form
from adgen.frontend.scope.values import (
    KEEP_APART,
    NONE_VALUE,
    Conflict,
    Content,
    Object,
    ObjectContent,
    Perhaps,
    Ref,
    Tuple,
    Value,
    is_constant,
    is_operand,
    same,
)
from adgen.ir.kinds import UNKNOWN, Kind, Unbound


@dataclass(frozen=True, slots=True)
class Keep:
    """Not carried: it stands for `value` on every iteration."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One carried Var."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Parts:
    """A tuple, list, dict or object of known form, carried item by item.

    A tuple with `marks` may be None, as those of its items are then.
    """

    form: Form
    items: tuple[Shape, ...]
    keys: tuple[object, ...] = ()
    marks: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Poison:
    """Different things on different iterations; an error where it is read."""

    reason: str
    remedy: str = KEEP_APART
    doubt: Doubt | None = None


_FIXED = (str, type(None))
"""Constants of these types are taken to stay as they are, until they are seen to change."""

Shape = Keep | Cell | Parts | View | Poison


def _object_shape(sights: Sequence[Seen], kept: Seen | None) -> Shape | None:
    """The shape of an object whose attributes change; None if it is not always one.

    An attribute that is not set at every sight is an error where it is read.
    """
    contents = [seen.content() for seen in sights if seen.value is not None]
    objects = [c for c in contents if isinstance(c, ObjectContent)]
    if not objects or len(objects) < len(contents):
        return None
    cls = objects[0].cls
    if any(content.cls is not cls for content in objects):
        return None
    keys = tuple(dict.fromkeys(key for content in objects for key in content.keys))
    items: list[Shape] = []
    for i, key in enumerate(keys):
        if any(key not in content.keys for content in objects):
            reason = (
                f"the attribute `{key}` of `{cls.__name__}` is first set in the loop"
            )
            items.append(Poison(reason, doubt=defaulting(cls, key)))
            continue
        column = [seen.item(i, keys) for seen in sights]
        first = None if kept is None else kept.item(i, keys).value
        items.append(shape_of(column, first, f"the attribute `{key}`"))
    return Parts(cls, tuple(items), keys)


def shape_of(sights: Sequence[Seen], kept: Value | None, name: str) -> Shape:
    """The shape that covers these values; `kept` is what the loop began with."""
    present = [seen for seen in sights if seen.value is not None]
    if not present:
        return Keep(None)
    if kept is not None and all(same(kept, seen.value) for seen in present):
        return Keep(kept)
    for seen in present:
        if (stale := why_stale(seen, name)) is not None:
            reason, doubt = stale
            return Poison(reason, doubt=doubt)
    conflict = next(filter(None, (_conflict_in(s.value) for s in present)), None)
    if conflict is not None:
        return Poison(conflict.reason, conflict.remedy, conflict.doubt)
    found = _object_shape(sights, None) or _view_shape(sights)
    if found is not None:
        return found
    forms = [form_of(seen) for seen in present]
    if forms[0] is not None and all(form == forms[0] for form in forms):
        form, size, keys = forms[0]
        items = tuple(
            shape_of([seen.item(i) for seen in sights], _kept_part(present[0], i), name)
            for i in range(size)
        )
        return Parts(form, items, keys)
    values = [seen.value for seen in present if seen.value is not None]
    optional = _optional_shape(sights, name)
    if optional is not None:
        return optional
    if all(same(values[0], v) and is_constant(v, _FIXED) for v in values):
        return Keep(values[0])
    if all(is_operand(v) or isinstance(v, Ref) for v in values):
        if all(form is None or form[0] == "list" for form in forms):
            return _cell([seen.kind() for seen in sights], f"`{name}`")
    first, first_seen = values[0], present[0]
    if all(same(first, value) for value in values):
        if not isinstance(first, (Ref, Perhaps)):
            return Keep(first)
    reason = f"`{name}` stands for different things in different iterations"
    return Poison(reason, remedy_for(values), if_tuples(first_seen.ctx, values, name))


def _view_shape(sights: Sequence[Seen]) -> View | None:
    """The shape of a name that is always a part of one array, if these are followed."""
    first = sights[0]
    if first.older is None:
        return None
    return one_of_parts(first.ctx, [seen.value for seen in sights], first.older)


def _conflict_in(value: Value | None) -> Conflict | None:
    """Why a value cannot be carried: the age of a list, too, whose entries go to other places in
    the loop."""
    if isinstance(value, Object) and isinstance(value.value, Conflict):
        return value.value
    return conflict_of(value)


def _cell(kinds: Sequence[Kind], what: str) -> Cell | Poison:
    """One Var for values of these kinds."""
    if is_list_or_array(kinds):
        return Poison(LIST_OR_ARRAY.format(what), MAKE_ALIKE)
    return Cell(join_kinds(kinds))


def _optional_shape(sights: Sequence[Seen], name: str) -> Shape | None:
    """The shape of a tuple that is None on some iterations; None if no item tells."""
    bound = [seen for seen in sights if seen.value is not None]
    values = [seen.value for seen in bound]
    states = [seen.state for seen in bound]
    form = form_of_optional(values, states)
    marks = marks_of(sights[0].ctx, values, states) if form is not None else None
    if form is None or not marks:
        return None
    there = [seen for seen in bound if seen.value != NONE_VALUE]
    size = next(len(items_of(w)) for w in map(_whole, there) if w is not None)
    items: list[Shape] = []
    for i in range(size):
        fixed = stays(form[0], i)
        column = [seen.item(i, form[1]) for seen in (there if fixed else sights)]
        items.append(shape_of(column, column[0].value if fixed else None, name))
    return Parts(form[0], tuple(items), form[1], marks)


def _whole(seen: Seen) -> Tuple | Content | None:
    return whole_of(seen.value, seen.state)


def _kept_part(seen: Seen, position: int) -> Value | None:
    """What a loop may begin with and keep: the list of which a name is an entry."""
    value = seen.value
    if isinstance(value, Tuple) and value.cls is Entry and position == 0:
        return value.items[0]
    return None


def content_shape(sights: Sequence[Seen]) -> Shape:
    """The shape of what a region contains: a structure of known form, or one Var."""
    of_object = _object_shape(sights, sights[0])
    if of_object is not None:
        return of_object
    forms = [form_of(seen) for seen in sights]
    if forms[0] is not None and all(form == forms[0] for form in forms):
        form, size, keys = forms[0]
        # An array that stays in its place is the one that the loop began with, though it may be
        # written: it is carried as the memory it is.
        columns = [[seen.item(i) for seen in sights] for i in range(size)]
        items = tuple(shape_of(c, c[0].value, "an item") for c in columns)
        return Parts(form, items, keys)
    return Cell(join_kinds([seen.kind() for seen in sights]))


def first_guess(seen: Seen) -> Shape:
    """The shape of a name that is bound before the loop and rebound in it."""
    form = form_of(seen)
    if form is not None:
        items = tuple(
            (
                first_guess(seen.item(i))
                if _kept_part(seen, i) is None
                else Keep(seen.item(i).value)
            )
            for i in range(form[1])
        )
        return Parts(form[0], items, form[2])
    if is_constant(seen.value, _FIXED):
        return Keep(seen.value)
    followed = seen.older is not None and one_of_parts(
        seen.ctx, (seen.value,), seen.older
    )
    if not followed and (is_operand(seen.value) or isinstance(seen.value, Ref)):
        return Keep(seen.value) if is_stale(seen) else Cell(seen.kind())
    return Keep(seen.value)


def covers(guess: Shape, shape: Shape) -> bool:
    """True if a loop lowered with the guess is right for the shape."""
    return widened(guess, shape) == guess


def widened(guess: Shape, shape: Shape) -> Shape:
    """The least shape for both."""
    if guess == shape or isinstance(guess, Poison):
        return guess
    if isinstance(guess, Cell) and isinstance(shape, Cell):
        return _cell([guess.kind, shape.kind], "this value")
    if isinstance(guess, Cell) and isinstance(guess.kind, Unbound):
        return shape
    if isinstance(guess, Parts) and isinstance(shape, Parts):
        alike = guess.form == shape.form and guess.keys == shape.keys
        if alike and len(guess.items) == len(shape.items):
            items = tuple(map(widened, guess.items, shape.items))
            return Parts(guess.form, items, guess.keys, _marks(guess, shape))
    if isinstance(guess, View) and isinstance(shape, View):
        return guess.united(shape)
    if isinstance(guess, (Parts, Cell, View)) and isinstance(shape, Keep):
        return guess
    return guess if isinstance(guess, Cell) and isinstance(shape, View) else shape


def _marks(guess: Parts, shape: Parts) -> frozenset[int] | None:
    if guess.marks is None or shape.marks is None:
        return shape.marks if guess.marks is None else guess.marks
    return guess.marks & shape.marks


def loosened(shape: Shape) -> Shape:
    """The shape with nothing known of its kinds: after too many rounds."""
    if isinstance(shape, Cell):
        number = not isinstance(shape.kind, Unbound)
        return Cell(UNKNOWN) if number else shape
    if isinstance(shape, Parts):
        return replace(shape, items=tuple(map(loosened, shape.items)))
    return shape


def is_unresolved(shape: Shape) -> bool:
    """True if part of the shape was only found to exist."""
    if isinstance(shape, Cell):
        return isinstance(shape.kind, Unbound)
    return isinstance(shape, Parts) and any(map(is_unresolved, shape.items))


def depth(shape: Shape) -> int:
    """How many levels of structures stand in each other."""
    items = shape.items if isinstance(shape, Parts) else ()
    return 1 + max(map(depth, items), default=0)
