"""A tuple, a dict or an object on one path, and None on another: its items, None together.

best = None                              best is Perhaps((best_0, best_1)), of which best_0 and
for i in range(n):                       best_1 are carried; `best is None` asks best_0
    if best is None or x[i] < best[0]:
        best = (x[i], i)

What is asked for an item in place of all of it is one that is None only then: its mark. A mark of
a dict or of an object stays: None may not be put there (`require_marks`).
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.regions.nones import may_be_none
from adgen.frontend.regions.object_lists import Entry
from adgen.frontend.scope.conflicts import Raised
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import Form, Keys, form_of
from adgen.frontend.scope.state import State
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Content,
    DictContent,
    ObjectContent,
    Perhaps,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import Other
from adgen.ir.nodes import Const, Var


def whole_of(value: Value | None, state: State) -> Tuple | Content | None:
    """The tuple, dict or object that a value is, or may be."""
    value = None if value is None else given(value)
    if isinstance(value, Ref) and not value.path:
        content = state.content(value.region)
        plain = isinstance(content, (DictContent, ObjectContent))
        return content if plain and value.region.factory is None else None
    return value if isinstance(value, Tuple) else None


def items_of(whole: Tuple | Content) -> tuple[Value, ...]:
    """The items of a tuple, the entries of a dict, the attributes of an object."""
    assert isinstance(whole, (Tuple, DictContent, ObjectContent))
    return whole.items


def given(value: Value) -> Value:
    """The value where it is used as what it may be: Python raises if it is None."""
    return value.value if isinstance(value, Perhaps) else value


def witness(ctx: Context, value: Value) -> Value:
    """What is None exactly if the value is."""
    if isinstance(value, Raised):
        return Const(True)
    if not isinstance(value, Perhaps):
        return value
    whole = whole_of(value, ctx.state)
    assert whole is not None
    return items_of(whole)[min(value.marks)]


def part(value: Value | None, position: int, state: State) -> Value | None:
    """An item of what may be None; of None it is None."""
    if value == NONE_VALUE:
        return NONE_VALUE
    whole = whole_of(value, state)
    return None if whole is None else items_of(whole)[position]


def form_of_optional(
    values: Sequence[Value | None], states: Sequence[State]
) -> tuple[Form, Keys] | None:
    """The form of what some of the values are, where others are None; else None."""
    pairs = [(v, s) for v, s in zip(values, states) if v != NONE_VALUE]
    wholes = [whole_of(value, state) for value, state in pairs]
    found = [each for each in wholes if each is not None]
    if not found or len(found) < len(wholes):
        return None
    form, size = form_of(found[0]), len(items_of(found[0]))
    if any(form_of(each) != form or len(items_of(each)) != size for each in found):
        return None
    always = not any(isinstance(v, Perhaps) or v == NONE_VALUE for v in values)
    return None if always else form


def stays(form: Form, position: int) -> bool:
    """True for an item that is the same if the value is None: the list of which it is an entry."""
    return form is Entry and position != 1


def marks_of(
    ctx: Context, values: Sequence[Value | None], states: Sequence[State]
) -> frozenset[int]:
    """The items that are None exactly if the whole is."""
    marks: frozenset[int] | None = None
    for value, state in zip(values, states):
        whole = whole_of(value, state)
        if isinstance(value, Perhaps):
            own = value.marks
        elif whole is not None and value != NONE_VALUE:
            items = enumerate(items_of(whole))
            own = frozenset(i for i, item in items if _is_there(ctx, item, state))
        else:
            continue
        marks = own if marks is None else marks & own
    return marks or frozenset()


Columns = list[list[Value | None]]


def optional_columns(
    ctx: Context, values: Sequence[Value | None], states: Sequence[State]
) -> tuple[tuple[Form, Keys], frozenset[int], Columns] | None:
    """Form, marks and items on each path of what may be None; None for anything else."""
    form = form_of_optional(values, states)
    marks = marks_of(ctx, values, states) if form is not None else None
    if form is None or not marks:
        return None
    wholes = [whole_of(value, state) for value, state in zip(values, states)]
    size = next(len(items_of(whole)) for whole in wholes if whole is not None)
    columns: Columns = []
    for i in range(size):
        column = [part(value, i, state) for value, state in zip(values, states)]
        if stays(form[0], i):
            column = [None if item == NONE_VALUE else item for item in column]
        columns.append(column)
    return form, marks, columns


def _is_there(ctx: Context, item: Value, state: State) -> bool:
    """True for a number or an array that is surely not None."""
    found: object = item
    if isinstance(item, Ref):
        found = None if item.path else state.content(item.region)
    if not isinstance(found, (Var, Const)):
        return False
    return not may_be_none(ctx, found) and not isinstance(ctx.kind(found), Other)


def perhaps(value: Value, marks: frozenset[int]) -> Perhaps:
    """A tuple, a dict or an object that may be None; the marks of its memory stay."""
    assert isinstance(value, (Tuple, Ref))
    if isinstance(value, Ref):
        value.region.marks = marks
    return Perhaps(value, marks)


def require_marks(
    ctx: Context, region: Region, content: Content, node: ast.AST
) -> None:
    """Refuses to put None where something else says that the object is not None itself."""
    if not region.marks:
        return
    old, new = ctx.state.content(region), content
    assert isinstance(old, (DictContent, ObjectContent))
    assert isinstance(new, (DictContent, ObjectContent))
    # A part of the object itself is None only if it is: p["a"], p["b"] = p["b"], p["a"].
    region.marked += [old.items[i] for i in sorted(region.marks)]
    kept = new.keys[: len(old.keys)] == old.keys
    for i in sorted(region.marks) if kept else ():
        own = any(new.items[i] is each for each in region.marked)
        kept = kept and (own or _is_there(ctx, new.items[i], ctx.state))
    if not kept:
        ctx.refuse(
            node,
            "what may be None is put into a dict or object that may be None itself, or a key"
            " of it is deleted",
            "Begin with a dict or an object, and keep a boolean beside it.",
        )
