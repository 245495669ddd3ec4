"""No garbage collection while trees are built.

A derivative is made of many small objects that all stay alive: each collection looks at all
of them again and finds nothing. Without, the time for long functions grows linearly.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Pauses the collector, if it runs; also a decorator."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
