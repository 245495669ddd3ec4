"""Text to a function: compiled, run in a namespace of its own, known to tracebacks and pdb.

`inspect.getsource`, `pdb` and `??` find the text under a stable name that holds a hash of it:

    <adgen grad model.loss 1a2b3c4d>
"""

from __future__ import annotations

import hashlib
import linecache
import weakref
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

_living: Counter[str] = Counter()
"""How many functions were loaded from the text of each name, and still exist."""


def load(
    text: str, namespace: Mapping[str, object], entry: str, label: str
) -> Callable[..., Any]:
    """The function `entry` of a text whose free names are those of the namespace.

    `label` says what the function is: "grad model.loss".
    """
    filename = file_name(text, label)
    scope: dict[str, Any] = {"__name__": "adgen.generated", **namespace}
    exec(compile(text, filename, "exec"), scope)
    function: Callable[..., Any] = scope[entry]
    lines = text.splitlines(keepends=True)
    linecache.cache[filename] = (len(text), None, lines, filename)
    _living[filename] += 1
    weakref.finalize(function, _forget, filename)
    return function


def file_name(text: str, label: str) -> str:
    """The name a text has in tracebacks."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"<adgen {label} {digest}>"


def _forget(filename: str) -> None:
    """Drops a text nobody can come to any more, so that sessions do not grow."""
    _living[filename] -= 1
    if not _living[filename]:
        del _living[filename]
        linecache.cache.pop(filename, None)
