"""A view of one part of an array or another, by the iteration: integers of its path are carried.

    row = b[0]                       k = 0
    for i in range(1, n):            for i in range(1, n):
        b[i] += row                      b[i] += b[k]
        row = b[i]                       k = i

It is taken so where a part is written, and the array is read, too; else the loop carries the
values of the part, as it does others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from adgen.frontend.regions.merged_views import bounded, fits
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import Ref, Region, Step, Through, Value
from adgen.ir.nodes import Const, Operand, Pack

_NONE = Const(None)
_HOLE = Const(object(), "carried")
"""Stands in a path for an integer that differs between iterations."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of one array, of which some integers of the path are carried."""

    region: Region
    path: tuple[Step, ...]
    label: str | None

    def holes(self) -> int:
        """How many integers are carried."""
        return sum(1 for step in self.path for _ in _filled(step, step))

    def at(self, ctx: Context, ref: Ref, node: ast.AST) -> Iterator[Operand]:
        """The integers that are carried, of a view of this form."""
        for position, step in enumerate(self.path):
            if any(True for _ in _filled(step, step)):
                yield from _filled(step, bounded(ctx, ref, position, node))

    def of(self, numbers: Iterator[Operand]) -> Ref:
        """The view with these integers in its path."""
        path = tuple(_with(step, numbers) for step in self.path)
        return Ref(self.region, path, label=self.label)

    def united(self, other: View) -> View:
        """The view of the same array that covers both."""
        pairs = zip(self.path, other.path, strict=True)
        return replace(self, path=tuple(_mixed(pair) or _HOLE for pair in pairs))


def doubt_of_loop(ctx: Context, node: ast.AST, entry: Value | None) -> Doubt | None:
    """What may matter of a name in a loop that begins as a part of an array."""
    if not isinstance(entry, Ref):
        return None
    return Doubt("following", ctx.span(node)) if entry.path else entry.region.doubt


def one_of_parts(
    ctx: Context, values: Sequence[Value | None], older: int
) -> View | None:
    """The view that values of one name are; None if they are none of one array.

    The array was there when all had less than `older`, the birth of the loop.
    """
    refs = [value for value in values if isinstance(value, Ref)]
    if not refs or len(refs) < len(values) or refs[0].region.birth >= older:
        return None
    first = refs[0]
    if not first.path or any(ref.region is not first.region for ref in refs):
        return None
    if any(len(ref.path) != len(first.path) for ref in refs):
        return None
    steps: list[Step] = []
    for column in zip(*(ref.path for ref in refs)):
        step = _mixed(column)
        if step is None or not all(fits(ctx, each, column[0]) for each in column):
            return None
        steps.append(step)
    return View(first.region, tuple(steps), first.label)


def _mixed(column: Sequence[Step]) -> Step | None:
    """One step for several of one form; None if there is none."""
    first = column[0]
    if all(step == first for step in column):
        return first
    packs = [step for step in column if isinstance(step, Pack)]
    if not packs:
        return None if isinstance(first, Through) else _HOLE
    forms = {(pack.form, len(pack.items)) for pack in packs}
    if len(packs) < len(column) or len(forms) > 1:
        return None
    items = [_mixed(part) for part in zip(*(pack.items for pack in packs))]
    backwards = packs[0].form == "slice" and packs[0].items[2] != _NONE
    if backwards and any(_NONE in pack.items[:2] for pack in packs):
        return None
    parts = tuple(item for item in items if isinstance(item, (Pack, Const)) or item)
    fixed = tuple(part for part in parts if not isinstance(part, Through))
    return Pack(packs[0].form, fixed) if len(fixed) == len(items) else None


def _filled(form: Step, step: Step) -> Iterator[Operand]:
    """What a step has at the places that are carried."""
    if form == _HOLE and not isinstance(step, Through):
        yield step
    elif isinstance(form, Pack) and isinstance(step, Pack):
        for part, item in zip(form.items, step.items, strict=True):
            yield from _filled(part, item)


def _with(form: Step, numbers: Iterator[Operand]) -> Step:
    if form == _HOLE:
        return next(numbers)
    if isinstance(form, Pack):
        items = [_with(item, numbers) for item in form.items]
        return Pack(
            form.form, tuple(i for i in items if not isinstance(i, Through)), form.keys
        )
    return form
