"""Objects that are worth keeping between calls: `jvp(f, ...)` derives once for each `f`.

What belongs to a function is kept in the function, so that it goes when the function goes, with
all the data its closure holds. What belongs to a method or an object is kept here, the least used
dropped first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from types import FunctionType, MethodType
from typing import Any, TypeVar

T = TypeVar("T")

_ATTRIBUTE = "__adgen_kept__"
_MOST_KEPT = 64

_kept: OrderedDict[Hashable, tuple[Any, Any]] = OrderedDict()
_lock = threading.Lock()


class _Kept:
    """What is kept in a function. Copies of its attributes (functools.wraps) do not count."""

    __slots__ = ("made", "owner")

    def __init__(self, owner: FunctionType) -> None:
        self.owner = owner
        self.made: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[type, tuple[()]]:
        # A function that is pickled with its attributes leaves this behind.
        return object, ()


def kept_for(owner: Any, what: Hashable, make: Callable[[], T]) -> T:
    """What was made for this owner under the name `what`, made now if need be."""
    if not isinstance(owner, FunctionType):
        return shared((what, *_identity(owner)), owner, make)
    kept = owner.__dict__.get(_ATTRIBUTE)
    if not isinstance(kept, _Kept) or kept.owner is not owner:
        kept = owner.__dict__[_ATTRIBUTE] = _Kept(owner)
    if what not in kept.made:
        kept.made[what] = make()
    found: T = kept.made[what]
    return found


def _identity(owner: Any) -> tuple[int, ...]:
    """The same for the same object; a method is a new object each time it is read."""
    if isinstance(owner, MethodType):
        return (id(owner.__self__), id(owner.__func__))
    return (id(owner),)


def shared(key: Hashable, owners: Any, make: Callable[[], T]) -> T:
    """What was made for this key, made now if need be. `owners` are whose identities it holds."""
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            kept: T = found[1]
            return kept
    made = make()
    with _lock:
        _kept[key] = (owners, made)
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made
