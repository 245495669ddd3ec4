"""How the user calls NumPy: generated code says it the same way.

    from numpy import log, sin        {"np.log": "log", "np.sin": "sin", "np.cos": "cos", ...}
    import numpy as np                {}

Input: a function. Output: for each primitive that the generated text should call by another name
than `np.cos`, that name. A module that has NumPy's functions by their bare names, and not NumPy
itself, gets all functions by their bare names, but for those that are builtins or its own. One
that has both gets what the function says, and its other bare names if it says any.
"""

from __future__ import annotations

import ast
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
        acquired = acquire(function)
    except SourceError:
        # Not written by the user: nothing to imitate.
        return {}
    names = acquired.globals
    said = {n.id for n in ast.walk(acquired.node) if isinstance(n, ast.Name)}
    known = {name: _primitive(value) for name, value in names.items()}
    whole = any(_is_numpy(value) for value in names.values())
    bare = not whole or any(known.get(name) for name in said)
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: name not in said):
        primitive = known[name]
        if primitive is not None and (
            name in said or not whole or bare and primitive == f"np.{name}"
        ):
            found.setdefault(primitive, name)
    return {**_bare(names), **found} if found and not whole else found


def _primitive(value: object) -> str | None:
    """The name of the primitive, for a function of NumPy."""
    name = name_of(value) if callable(value) else None
    return name if name is not None and name.startswith("np.") else None


def _is_numpy(value: object) -> bool:
    return isinstance(value, ModuleType) and value.__name__ == "numpy"


def _bare(names: dict[str, Any]) -> dict[str, str]:
    """Every function of NumPy by its bare name, if that means nothing else."""
    return {
        f"np.{name}": name
        for name in np.__all__
        if not hasattr(builtins, name) and name not in names
    }
