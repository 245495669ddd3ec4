"""How the user calls NumPy: generated code says it the same way.

    from numpy import log, sin        {"np.log": "log", "np.sin": "sin", "np.cos": "cos", ...}
    import numpy as np                {}

Input: a function. Output: for each primitive that the generated text should call by another name
than `np.cos`, that name. A module that has NumPy's functions by their bare names, and not NumPy
itself, gets all functions by their bare names, but for those that are builtins or its own.
"""

from __future__ import annotations

import builtins
from types import ModuleType
from typing import Any

import numpy as np

from adgen.errors import SourceError
from adgen.frontend.reading.acquire import acquire
from adgen.rules.registry import name_of


def spelling_of(function: Any) -> dict[str, str]:
    """The names for the primitives of NumPy, where they are not `np.` and the name."""
    try:
        names = acquire(function).globals
    except SourceError:
        # Not written by the user: nothing to imitate.
        return {}
    found: dict[str, str] = {}
    for name, value in names.items():
        primitive = name_of(value) if callable(value) else None
        if primitive is not None and primitive.startswith("np."):
            found.setdefault(primitive, name)
    if found and not any(_is_numpy(value) for value in names.values()):
        return {**_bare(names), **found}
    return found


def _is_numpy(value: object) -> bool:
    return isinstance(value, ModuleType) and value.__name__ == "numpy"


def _bare(names: dict[str, Any]) -> dict[str, str]:
    """Every function of NumPy by its bare name, if that means nothing else."""
    return {
        f"np.{name}": name
        for name in np.__all__
        if not hasattr(builtins, name) and name not in names
    }
