"""Rules from other packages: the entry points of the group `adgen.rules`.

    [project.entry-points."adgen.rules"]
    theirpackage = "theirpackage.derivatives"

The entry is named after the module whose functions it has rules for; the module it points to
declares them when it is imported, which happens when such a function is first met. Only
installed packages are looked at: finding the entry points costs some milliseconds.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

from adgen.errors import RuleError

_KNOWN = frozenset(("adgen", "builtins", "math", "np", "numpy", "operator", "scipy"))
_PLACES = ("site-packages", "dist-packages")
_loaded: dict[str, None] = {}
_seen: dict[str, bool] = {}
"""The packages that were asked about already, and whether something was imported for them."""


def load_for(obj: Any) -> bool:
    """Imports the rules for the module of an object; True if there were any."""
    module = getattr(obj, "__module__", None)
    return isinstance(module, str) and load_for_module(module)


def load_for_module(module: str) -> bool:
    """Imports the rules for a module; True if there were any that were not imported before."""
    root = module.partition(".")[0]
    if root in _KNOWN or root in sys.stdlib_module_names or not _is_installed(root):
        return False
    if module not in _seen:
        _seen[module] = _import_entries(module)
        return _seen[module]
    return False


def _is_installed(root: str) -> bool:
    """True of a package that stands among the installed ones, or is installed as editable."""
    file = getattr(sys.modules.get(root), "__file__", None) or ""
    return any(place in file for place in _PLACES) or _has_metadata(root)


@cache
def _has_metadata(root: str) -> bool:
    """True if a distribution that is named after a package is installed, wherever its files are."""
    start = root.lower()
    for path in sys.path:
        if not any(place in path for place in _PLACES) or not os.path.isdir(path):
            continue
        for name in os.listdir(path):
            plain = name.lower().replace("-", "_")
            if plain.startswith(start) and name.endswith(".dist-info"):
                return True
    return False


def _import_entries(module: str) -> bool:
    from importlib.metadata import entry_points

    found = False
    for entry in sorted(entry_points(group="adgen.rules"), key=lambda e: e.name):
        concerns = module == entry.name or module.startswith(f"{entry.name}.")
        if concerns and entry.value not in _loaded:
            try:
                entry.load()
            except (ImportError, AttributeError) as error:
                raise RuleError(
                    f"the rules for {entry.name} cannot be imported from {entry.value}: {error}"
                ) from error
            _loaded[entry.value] = None
            found = True
    return found
