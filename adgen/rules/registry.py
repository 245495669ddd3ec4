"""Looking rules up: by primitive name, by the user's object, and the object of a name.

    find("np.sin")        the rule
    name_of(np.sin)       "np.sin"
    callable_of("np.sin") np.sin

Tables are loaded at the first look-up; SciPy only where the user's program has loaded it.
"""

from __future__ import annotations

import builtins
import importlib
import math
import operator
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np

from adgen.errors import InternalError
from adgen.ir import primitives
from adgen.ir.primitives import structural
from adgen.rules import declare, extensions, runtime
from adgen.rules.declare import RULES, Rule

OPERATORS: dict[str, Any] = {
    **primitives.OPERATORS,
    "item": operator.methodcaller("item"),
}
"""What the operators of the language, and `item`, do, by primitive name."""

ROOTS: dict[str, Any] = {"np": np, "math": math}

_objects: dict[int, tuple[str, Any]] = {}
_scanned: dict[str, Rule] = {}
"""The rules whose objects `_objects` already holds."""
_scans: list[tuple[int, int]] = []
"""What was declared and loaded when it was last looked."""
_reading = threading.RLock()
"""Held while tables or modules are read: no thread sees half of them."""
_read: list[bool] = []


def load_tables() -> None:
    """Reads the rule tables, once; a rule the user has declared before stays."""
    if _read:
        return
    with _reading:
        if "adgen.rules.tables" not in sys.modules:
            before = dict(RULES)
            importlib.import_module("adgen.rules.tables")
            RULES.update(before)
            _read.append(True)


def find(fn: str) -> Rule | None:
    """The rule of a primitive, or None."""
    load_tables()
    return RULES.get(fn)


def all_rules() -> Iterator[Rule]:
    """Every rule, sorted by name."""
    load_tables()
    for name in sorted(RULES):
        yield RULES[name]


def own_rules() -> Iterator[Rule]:
    """The rules of adgen's tables, without those that users declare for functions of theirs."""
    return (rule for rule in all_rules() if _is_own(rule))


def _is_own(rule: Rule) -> bool:
    module = getattr(rule.function, "__module__", "") or ""
    return rule.function is None or module.startswith("adgen.")


def callable_of(fn: str) -> Any:
    """The object a primitive name stands for; for a primitive of the IR its Python meaning."""
    rule = find(fn)
    if rule is not None and rule.function is not None:
        return rule.function
    if fn in OPERATORS:
        return OPERATORS[fn]
    belongs = structural(fn)
    if belongs is not None:
        return belongs
    if fn in runtime.HELPERS:
        return runtime.HELPERS[fn]
    if "." not in fn:
        return _attribute(builtins, fn, fn)
    root, *path = fn.split(".")
    found = ROOTS.get(root)
    if found is None:
        return _imported(fn)
    for name in path:
        found = _attribute(found, name, fn)
    return found


def stands_under_its_name(fn: str) -> bool:
    """False for a function with a rule whose name in its module stands for something else now."""
    rule = find(fn)
    if rule is None or rule.function is None or "." not in fn:
        return True
    try:
        return _imported(fn) is rule.function
    except InternalError:
        return False


def is_callable_name(fn: str) -> bool:
    """True if `callable_of` finds something."""
    try:
        callable_of(fn)
    except InternalError:
        return False
    return True


def _attribute(owner: Any, name: str, fn: str) -> Any:
    try:
        return getattr(owner, name)
    except AttributeError as error:
        raise InternalError(f"there is no callable named {fn}") from error


def _imported(fn: str) -> Any:
    """The object of a dotted name, importing the longest module that is its prefix."""
    parts = fn.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for name in parts[cut:]:
            found = _attribute(found, name, fn)
        return found
    raise InternalError(f"there is no callable named {fn}")


def name_of(obj: Any) -> str | None:
    """The primitive an object of the user's program is, or None if there is no rule for it."""
    load_tables()
    _scan_loaded_modules()
    found = _known_name(obj)
    if found is None and extensions.load_for(obj):
        _scan_loaded_modules()
        found = _known_name(obj)
    return found


def _known_name(obj: Any) -> str | None:
    entry = _objects.get(id(obj))
    if entry is not None and entry[1] is obj:
        return entry[0]
    return _method_name(obj)


def _method_name(obj: Any) -> str | None:
    """The name of a bound method of a known object: scipy.stats.norm.pdf is new at each read."""
    owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", None)
    entry = _objects.get(id(owner)) if isinstance(name, str) else None
    if entry is None or owner is None or entry[1] is not owner:
        return None
    method = f"{entry[0]}.{name}"
    return method if method in RULES else None


def _scan_loaded_modules() -> None:
    """Maps the objects of all rules whose module is loaded to their names."""
    state = (declare.revision(), len(sys.modules))
    if state in _scans:
        return
    with _reading:
        for name, rule in list(RULES.items()):
            if _scanned.get(name) is not rule:
                _scan(name, rule)
        _scans[:] = [state]


def _scan(name: str, rule: Rule) -> None:
    found = rule.function if rule.function is not None else _loaded(name)
    if found is None:
        return
    _scanned[name] = rule
    if rule.function is not None:
        _objects[id(found)] = (name, found)
        return
    _objects.setdefault(id(found), (name, found))
    builtin = getattr(builtins, name, None)  # pow is not operator.pow
    if builtin is not None:
        _objects.setdefault(id(builtin), (name, builtin))
    owner = getattr(found, "__self__", None)
    if owner is not None and not isinstance(owner, ModuleType):
        # A bound method is a new object at each read: its owner is what is known.
        _objects.setdefault(id(owner), (name.rpartition(".")[0], owner))


def _loaded(fn: str) -> Any:
    """The object of a name, or None if its module is not loaded or has no such name."""
    if fn in OPERATORS:
        return OPERATORS[fn]
    if "." not in fn:
        return getattr(builtins, fn, None)
    root, *path = fn.split(".")
    found: Any = ROOTS.get(root)
    if found is None:
        module = fn.rpartition(".")[0]
        while module and module not in sys.modules:
            module = module.rpartition(".")[0]
        if not module:
            return None
        head, *path = fn[len(module) + 1 :].split(".")
        # Not getattr: a module of scipy may be loaded by it, which takes long.
        found = vars(sys.modules[module]).get(head)
    for name in path:
        found = getattr(found, name, None)
    return found
