"""Objects that are worth keeping between calls, the least used dropped first.

`adgen.jvp(f, ...)` and a derivative that is read from an instance make the same object each time.
Keys hold identities of objects, so the objects are kept as long as the key is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_MOST_KEPT = 256

_kept: OrderedDict[Hashable, tuple[Any, Any]] = OrderedDict()
_lock = threading.Lock()


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
