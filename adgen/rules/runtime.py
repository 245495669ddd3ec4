"""The few functions generated code needs beside NumPy: the emitter copies their source.

Each is a primitive under its key in `HELPERS`; the copy in a generated file has the name of the
function here. They use `np` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def _unbroadcast(bar, like):  # type: ignore[no-untyped-def]
    """Bring `bar` to the shape of `like`: sum where `like` was broadcast, else repeat."""
    extra = np.ndim(bar) - np.ndim(like)
    axes = tuple(range(extra)) + tuple(
        i + extra
        for i, n in enumerate(np.shape(like))
        if n == 1 and i + extra >= 0 and np.shape(bar)[i + extra] != 1
    )
    if axes:
        bar = np.sum(bar, axis=axes, keepdims=True)
        bar = np.reshape(bar, np.shape(bar)[max(extra, 0) :])
    if np.shape(bar) != np.shape(like):
        bar = np.broadcast_to(bar, np.shape(like))
    return np.real(bar) if np.iscomplexobj(bar) and not np.iscomplexobj(like) else bar


HELPERS: dict[str, Callable[..., Any]] = {"unbroadcast": _unbroadcast}
"""The helper of each primitive that has one."""
