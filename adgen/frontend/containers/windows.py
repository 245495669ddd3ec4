"""From a list of parts of one array to the places of these parts: one that is written through.

parts = []                          before the loop the list becomes an object: the array, what a
for i in range(n // 2):             part of it looks like, `[_:_]`, and a list of numbers for each
    parts.append(y[2*i : 2*i+2])
parts[j] *= 2.0                     y[start:stop] *= 2.0, where start, stop = parts[j]
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NoReturn

from adgen.frontend.containers.object_lists import grows
from adgen.frontend.control.loops import Restart
from adgen.frontend.regions import memory
from adgen.frontend.regions.object_lists import PLACES
from adgen.frontend.regions.partings import parting
from adgen.frontend.regions.structures import item_of
from adgen.frontend.regions.windows import Windows
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    ListContent,
    Method,
    Object,
    ObjectContent,
    Ref,
    Region,
    Step,
    Through,
    Tuple,
    Value,
    is_constant,
    is_operand,
)
from adgen.ir.kinds import Array, Listing, Structure, is_integer
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.ir.rewrite import map_operand


@dataclass(frozen=True, slots=True)
class _Hole:
    """What a place says, in the form of the places."""

    number: int


_Form = tuple[Step, ...]
"""What a part looks like: a path with holes."""


_PARTS = ("base", PLACES, "form")


def append(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> bool:
    """`parts.append(y[a:b])`; False for a list that holds its entries themselves."""
    if not is_windows(ctx, ref):
        decided = parting(ctx, node) in ctx.lowering.decided
        if not decided or not isinstance(item, Ref):
            return False
        _made_before_loop(ctx, ref, _part(ctx, item, node), node)
    if not is_windows(ctx, ref):
        return False
    base, form = _base_and_form(ctx, ref, node)
    place = _place(ctx, _part(ctx, item, node), base, form, node)
    method = Method(_field(ctx, ref, "places", node), "append")
    ctx.lowering.call(ctx, method, (place,), {}, node, None)
    return True


def may_list_rows(ctx: Context, value: Value) -> bool:
    """True if `list(value)` is a list of parts of an array."""
    return isinstance(value, Ref) and isinstance(memory.kind_of(ctx, value), Array)


def call_method(
    ctx: Context,
    ref: Ref,
    what: str,
    args: Sequence[Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """`parts.pop()`, `parts.reverse()`: the places go elsewhere, not what is there."""
    if what not in ("pop", "reverse", "clear", "copy"):
        _refuse(ctx, node)
    memory.require_writable(ctx, ref, node)
    method = Method(_field(ctx, ref, "places", node), what)
    done = ctx.lowering.call(ctx, method, tuple(args), {}, node, None)
    if what == "pop":
        return part_at(ctx, (ref, done), {}, node, name)
    return _with_places(ctx, ref, done, node) if what == "copy" else done


def _with_places(ctx: Context, windows: Value, places: Value, node: ast.AST) -> Ref:
    """Another list of parts of the same array."""
    parts = (
        _field(ctx, windows, "base", node),
        places,
        _field(ctx, windows, "form", node),
    )
    return Ref(Region(None, ObjectContent(Windows, _PARTS, parts)))


def is_windows(ctx: Context, value: Value) -> bool:
    """True for a list of parts of an array, which has their places."""
    content = memory.content_of(ctx, value)
    return isinstance(content, ObjectContent) and content.cls is Windows


def _field(ctx: Context, value: Value, name: str, node: ast.AST) -> Value:
    content = memory.content_of(ctx, value)
    if not isinstance(content, ObjectContent):
        _refuse(ctx, node)  # it stands in another list
    return content.items[content.keys.index(name)]


def _base_and_form(ctx: Context, windows: Value, node: ast.AST) -> tuple[Region, _Form]:
    """The array of which a list has parts, and what they look like."""
    base, form = _field(ctx, windows, "base", node), _field(ctx, windows, "form", node)
    assert isinstance(base, Ref) and isinstance(form, Object)
    assert isinstance(form.value, tuple)
    return base.region, form.value


def _part(ctx: Context, item: Value, node: ast.AST) -> Ref:
    """What is appended, if it is a part of an array; a row of a loop over rows, by its index."""
    if isinstance(item, Ref):
        ctx.lowering.note_row(ctx, item.region)
    if not isinstance(item, Ref) or not item.path:
        _refuse(ctx, node)
    if not isinstance(memory.kind_of(ctx, Ref(item.region)), Array):
        _refuse(ctx, node)
    return item


def _made_before_loop(ctx: Context, ref: Ref, part: Ref, node: ast.AST) -> None:
    """A list to which parts are appended in a loop has places, from before the loop."""
    loop = grows(ctx, ref)
    if loop is None:
        return
    before = loop.entry.content(ref.region)
    assert isinstance(before, ListContent)
    form, numbers = _form_of(part)
    if part.region.birth > loop.birth or not numbers:
        _refuse(ctx, node)
    first: list[Value] = []
    for item in before.items:
        part_before = _part(ctx, item, node)
        first.append(_place(ctx, part_before, part.region, form, node))
    places = Region(
        ref.region.label, ListContent(tuple(first)), birth=ref.region.birth, own=True
    )
    loop.materialise(places)
    parts = (Ref(part.region), Ref(places), _as_object(form))
    loop.entry.memory[ref.region] = ObjectContent(Windows, _PARTS, parts)
    raise Restart(loop)


def _place(ctx: Context, part: Ref, base: Region, form: _Form, node: ast.AST) -> Value:
    """Where a part stands in the array that the others are parts of."""
    own, numbers = _form_of(part)
    if part.region is not base or own != form:
        _refuse(ctx, node)
    return numbers[0] if len(numbers) == 1 else Tuple(tuple(numbers))


@functools.cache
def _as_object(form: _Form) -> Object:
    """One object for a form, wherever it is found."""
    return Object(form, "form")


def _form_of(part: Ref) -> tuple[_Form, list[Operand]]:
    """What a part looks like, and the numbers that say which part it is."""
    numbers: list[Operand] = []

    def hole(operand: Operand) -> Operand:
        if isinstance(operand, Pack) and operand.form == "slice":
            *bounds, step = operand.items
            return replace(operand, items=(*map(bound, bounds), hole(step)))
        if isinstance(operand, Pack):
            return replace(operand, items=tuple(map(hole, operand.items)))
        return filled(operand) if isinstance(operand, Var) else operand

    def bound(operand: Operand) -> Operand:
        return filled(operand) if is_constant(operand, int) else hole(operand)

    def filled(operand: Operand) -> Operand:
        numbers.append(operand)
        return Const(_Hole(len(numbers) - 1))

    return _mapped(part.path, hole), numbers


def _mapped(path: _Form, change: Callable[[Operand], Operand]) -> _Form:
    """A path with what stands in its steps replaced."""
    return tuple(
        (
            replace(step, args=tuple(map(change, step.args)))
            if isinstance(step, Through)
            else change(step)
        )
        for step in path
    )


def _numbers(
    ctx: Context, place: Value, form: _Form, node: ast.AST
) -> tuple[Value, ...]:
    """What a place consists of: a number, or a tuple of them."""
    kind = ctx.kind(place) if isinstance(place, Var) else None
    if not isinstance(place, Var) or not isinstance(kind, Structure):
        return place.items if isinstance(place, Tuple) else (place,)
    return tuple(
        item_of(ctx, place, Const(number), node, label)
        for number, label in enumerate(_labels(form, len(kind.items)))
    )


def _labels(form: _Form, size: int) -> list[str | None]:
    """Names for the numbers in a place: those of a slice are where it begins and ends."""
    found: list[str | None] = [None] * size

    def note(operand: Operand) -> None:
        if isinstance(operand, Pack):
            names = ("start", "stop") if operand.form == "slice" else ()
            for item, name in zip_longest(operand.items, names):
                if isinstance(item, Const) and isinstance(item.value, _Hole):
                    found[item.value.number] = name
                elif item is not None:
                    note(item)

    for step in form:
        for operand in step.args if isinstance(step, Through) else (step,):
            note(operand)
    return found


def part_at(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`window(parts, place)`: the part of the array itself; of some places a list of parts."""
    windows, place = args
    if isinstance(memory.kind_of(ctx, place), Listing):
        return _with_places(ctx, windows, place, node)
    base, form = _base_and_form(ctx, windows, node)
    numbers = _numbers(ctx, place, form, node)
    if not all(is_operand(n) and is_integer(ctx.kind(n)) for n in numbers):
        _refuse(ctx, node)

    def filled(operand: Operand) -> Operand:
        if isinstance(operand, Const) and isinstance(operand.value, _Hole):
            number = numbers[operand.value.number]
            assert is_operand(number)
            return number
        return operand

    label = name if isinstance(name, str) else None
    path = _mapped(form, lambda operand: map_operand(operand, filled))
    return Ref(base, path, label=label)


def _refuse(ctx: Context, node: ast.AST) -> NoReturn:
    """The user is told what was refused of a list that holds its entries themselves."""
    ctx.refuse(
        node,
        "something is done with a list of parts of one array, one of which is written",
        "Append parts of one form, and read them by their indices.",
    )
