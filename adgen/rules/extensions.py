"""Rules from other packages: the entry points of the group `adgen.rules`.

    [project.entry-points."adgen.rules"]
    theirpackage = "theirpackage.derivatives"

The entry is named after the module whose functions it has rules for; the module it points to
declares them when it is imported, which happens when such a function is first met. Only
installed packages are looked at: finding the entry points costs some milliseconds.
"""

from __future__ import annotations

import sys
from typing import Any

_KNOWN = frozenset(("adgen", "builtins", "math", "numpy", "operator", "scipy"))
_loaded: dict[str, None] = {}
_seen: dict[str, bool] = {}
"""The packages that were asked about already, and whether something was imported for them."""


def load_for(obj: Any) -> bool:
    """Imports the rules for the module of an object; True if there were any."""
    module = getattr(obj, "__module__", None)
    if not isinstance(module, str):
        return False
    root = module.partition(".")[0]
    if root in _KNOWN or root in sys.stdlib_module_names or not _is_installed(root):
        return False
    if module not in _seen:
        _seen[module] = _import_entries(module)
        return _seen[module]
    return False


def _is_installed(root: str) -> bool:
    file = getattr(sys.modules.get(root), "__file__", None) or ""
    return "site-packages" in file or "dist-packages" in file


def _import_entries(module: str) -> bool:
    from importlib.metadata import entry_points

    found = False
    for entry in sorted(entry_points(group="adgen.rules"), key=lambda e: e.name):
        concerns = module == entry.name or module.startswith(f"{entry.name}.")
        if concerns and entry.value not in _loaded:
            _loaded[entry.value] = None
            entry.load()
            found = True
    return found
