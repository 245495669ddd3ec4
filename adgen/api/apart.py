"""Whether a list, a dict or an object stands in two places of the arguments of a call.

A function that changes one of its arguments (`model.rate = 0.1`) is differentiated as if no other
argument was the same object. Where that is not so, the call is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adgen.errors import ArgumentError
from adgen.ir.objects import (
    ONE_OF_EACH,
    attributes,
    is_named_tuple,
    is_part_of_itself,
    is_structure,
)


def held_elsewhere(watched: Iterable[tuple[Any, str, Any]]) -> dict[int, Any] | None:
    """The objects of the program the derivative was made with, by identity; None if it does
    not matter, because the function changes none of its arguments."""
    holders = {id(holder): holder for holder, _, _ in watched}
    return holders if id(ONE_OF_EACH) in holders else None


def check_apart(values: Mapping[str, Any], elsewhere: Mapping[int, Any]) -> None:
    """ArgumentError if something that may change is passed twice, or is a global too."""
    seen: dict[int, str] = {}
    for name, value in values.items():
        if is_part_of_itself(value):
            continue  # known as it is: it cannot be changed
        for part in _changing(value):
            if id(part) in seen or id(part) in elsewhere:
                other = seen.get(id(part), name)
                where = f"`{other}` and `{name}`" if other != name else f"of `{name}`"
                raise ArgumentError(
                    f"the same {type(part).__name__} stands in two places: {where}; the"
                    " function changes its arguments",
                    remedy="Pass a copy: copy.deepcopy(value).",
                )
            seen[id(part)] = name


def _changing(value: Any) -> Iterator[Any]:
    """The lists, dicts and objects in a value, the value itself included."""
    if type(value) is dict:
        yield value
        parts: Iterable[Any] = value.values()
    elif type(value) in (list, tuple):
        if type(value) is list:
            yield value
        parts = value
    elif is_structure(value):
        if not is_named_tuple(type(value)):
            yield value
        parts = attributes(value).values()
    else:
        return
    for part in parts:
        yield from _changing(part)
