"""Entries that are tuples in tuples, in a list that is made at run time: it holds flat tuples.

points.append((i, (a, b)))        points.append((i, a, b))
for i, (a, b) in points           for i, a, b in points

The class of the entries, as of named tuples, says how they are put together again.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.values import Tuple, Value
from adgen.ir.kinds import Kind, Listing
from adgen.ir.nodes import Operand
from adgen.ir.walk import operand_vars

Form = tuple["type | None", tuple["Form | None", ...]]
"""A tuple: its class, if it is a named one, and the forms of its items, None for what is none."""


class Nested(tuple):  # type: ignore[type-arg]
    """A tuple with tuples in it, as the flat tuple of all that is in them."""

    __slots__ = ()
    form: Form


def class_of_record(item: Value) -> type | None:
    """The class of an entry: of a named tuple its own, of a tuple in tuples one of its form."""
    if not isinstance(item, Tuple):
        return None
    if not any(isinstance(part, Tuple) for part in item.items):
        return item.cls
    return _class_of_form(_form(item))


def is_nested(kind: Kind) -> bool:
    """True for a list of tuples in tuples."""
    of = kind.of if isinstance(kind, Listing) else None
    return of is not None and issubclass(of, Nested)


def flat(item: Value) -> Value:
    """A tuple with what is in its tuples in their places."""
    if class_of_record(item) is None or not isinstance(item, Tuple):
        return item
    return Tuple(tuple(_leaves(item)))


def put_together(items: Sequence[Value], cls: type | None) -> Value:
    """An entry of a class, of its flat items."""
    if cls is None or not issubclass(cls, Nested):
        return Tuple(tuple(items), cls)
    return _filled(cls.form, iter(items))


_OF_ENTRIES = ("getitem", "len", "list", "is", "isnot", "in", "notin")


def require_entries(
    ctx: Context, fn: str, operands: Sequence[Operand], node: ast.AST
) -> None:
    """Refuses what sees a list of tuples in tuples as a whole: in it they are flat."""
    if fn in _OF_ENTRIES or fn.startswith(("list.", "bisect.")):
        return
    for operand in operands:
        if any(is_nested(ctx.kind(var)) for var in operand_vars(operand)):
            ctx.refuse(
                node,
                "a list of tuples in tuples that grows at run time is used as a whole",
                "Run over it, or take its entries by their indices.",
            )


def spread_names(names: object, cls: type | None) -> object:
    """The names of the targets that take an entry apart, as names of its flat items."""
    if cls is None or not issubclass(cls, Nested):
        return names
    return tuple(_names(names, cls.form))


def _names(names: object, form: Form | None) -> Iterator[object]:
    if form is None:
        yield names
        return
    parts = form[1]
    fitting = isinstance(names, tuple) and len(names) == len(parts)
    for i, part in enumerate(parts):
        yield from _names(names[i] if fitting else None, part)  # type: ignore[index]


def _form(item: Tuple) -> Form:
    return item.cls, tuple(
        _form(part) if isinstance(part, Tuple) else None for part in item.items
    )


def _leaves(item: Value) -> Iterator[Value]:
    if isinstance(item, Tuple):
        for part in item.items:
            yield from _leaves(part)
    else:
        yield item


def _filled(form: Form | None, items: Iterator[Value]) -> Value:
    if form is None:
        return next(items)
    return Tuple(tuple(_filled(part, items) for part in form[1]), form[0])


@functools.cache
def _class_of_form(form: Form) -> type[Nested]:
    """One class for all entries of a form."""
    fields = tuple(_labels(form))
    return type("tuple", (Nested,), {"form": form, "_fields": fields})


def _labels(form: Form) -> Iterator[str]:
    names = fields_of(form[0]) or range(len(form[1]))
    for name, part in zip(names, form[1]):
        if part is None:
            yield str(name)
        else:
            yield from (f"{name}_{inner}" for inner in _labels(part))
