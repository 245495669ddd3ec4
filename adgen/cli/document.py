"""A generated text as a file of its own: with everything it names.

Input: the emitted text, the objects it names, the user's module. Output: the same functions
below imports and constants, so that the file needs what the user's function needed, and NumPy.

    uses STEP = 0.1 of model.py              STEP = 0.1
    uses a large array, an object, a class   from model import WEIGHTS
"""

from __future__ import annotations

import ast
import builtins
import importlib
import math
import operator
import sys
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from adgen.cli.exits import REFUSED, CommandError

_MODULES = (("np.", "import numpy as np"), ("operator.", "import operator"))
_MOST_ELEMENTS = 64
"""A larger array is imported: nobody wants to read it."""


def document(
    text: str, namespace: Mapping[str, object], module: ModuleType, module_name: str
) -> str:
    """The text of the file, not yet formatted."""
    body, imports = _without_imports(text)
    constants: list[str] = []
    for name in sorted(namespace):
        value = namespace[name]
        if getattr(builtins, name, _NOTHING) is value:
            continue
        written = literal(value)
        if written is not None:
            constants.append(f"{name} = {written}")
            imports += [line for word, line in _MODULES if word in written]
        else:
            imports.append(_import_of(name, value, module, module_name))
    if any(isinstance(n, ast.Name) and n.id == "np" for n in ast.walk(ast.parse(body))):
        imports.append("import numpy as np")
    parts = [import_lines(imports, module_name), "\n".join(constants)]
    head = "\n\n".join(part for part in parts if part)
    return f"{head}\n\n\n{body}" if head else body


_NOTHING = object()


def _without_imports(text: str) -> tuple[str, list[str]]:
    """The text below its imports, and the imports."""
    tree = ast.parse(text)
    imports: list[str] = []
    last = 0
    for node in tree.body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            break
        imports.append(ast.unparse(node))
        last = node.end_lineno or last
    return "\n".join(text.split("\n")[last:]).lstrip("\n"), imports


# constants ---------------------------------------------------------------------------


def literal(value: object) -> str | None:
    """The value as Python text; None for what is no constant, or is too large to read."""
    match value:
        case None | bool() | int() | str() | bytes():
            return repr(value) if type(value) in _PLAIN else _scalar(value)
        case float():
            return _float(value) if type(value) is float else _scalar(value)
        case complex():
            finite = math.isfinite(value.real) and math.isfinite(value.imag)
            return repr(value) if finite and type(value) is complex else None
        case np.ndarray():
            return _array(value)
        case np.generic():
            return _scalar(value)
        case tuple() | list():
            return _sequence(value)
        case dict():
            return _mapping(value)
        case operator.methodcaller():
            return _method(value)
        case _:
            return None


def _method(value: operator.methodcaller) -> str | None:
    """A method as a function of its object."""
    made = value.__reduce__()
    if not isinstance(made, tuple) or made[0] is not operator.methodcaller:
        return None
    parts = [literal(part) for part in made[1]]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return f"operator.methodcaller({', '.join(known)})"


_PLAIN = (type(None), bool, int, str, bytes)


def _float(value: float) -> str:
    if math.isfinite(value):
        return repr(value)
    return "np.nan" if math.isnan(value) else "np.inf" if value > 0 else "-np.inf"


def _scalar(value: object) -> str | None:
    if not isinstance(value, np.generic) or type(value).__module__ != "numpy":
        return None
    inner = literal(value.item())
    return None if inner is None else f"np.{type(value).__name__}({inner})"


def _array(value: Any) -> str | None:
    if type(value) is not np.ndarray or value.size > _MOST_ELEMENTS:
        return None
    if value.dtype.kind not in "fiub" or not np.all(np.isfinite(value)):
        return None
    default = np.array(value.tolist()).dtype == value.dtype and value.size > 0
    dtype = "" if default else f", dtype=np.{value.dtype.name}"
    if value.size == 0:
        return f"np.zeros({value.shape!r}{dtype})"
    return f"np.array({value.tolist()!r}{dtype})"


def _sequence(value: tuple[Any, ...] | list[Any]) -> str | None:
    if type(value) not in (tuple, list) or len(value) > _MOST_ELEMENTS:
        return None
    parts = [literal(item) for item in value]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    inside = ", ".join(known)
    if isinstance(value, list):
        return f"[{inside}]"
    return f"({inside},)" if len(known) == 1 else f"({inside})"


def _mapping(value: dict[Any, Any]) -> str | None:
    if type(value) is not dict or len(value) > _MOST_ELEMENTS:
        return None
    pairs = [(literal(key), literal(item)) for key, item in value.items()]
    if any(key is None or item is None for key, item in pairs):
        return None
    return f"{{{', '.join(f'{key}: {item}' for key, item in pairs)}}}"


# imports -----------------------------------------------------------------------------


def _import_of(name: str, value: object, module: ModuleType, module_name: str) -> str:
    """The line that imports an object: from the user's module, or from where it was made."""
    for own, found in vars(module).items():
        if found is value and own.isidentifier():
            _require_own_name(module_name, own)
            return _from(module_name, own, name)
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}"
    home, path = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
    if isinstance(home, str) and path.isidentifier() and home != "__main__":
        if getattr(importlib.import_module(home), path, _NOTHING) is value:
            return _from(home, path, name)
    raise CommandError(
        REFUSED,
        f"the derivative uses `{name}`, an object of type {type(value).__name__} that no"
        " file can import",
        "Give it a name at the top level of the module.",
    )


def _require_own_name(module_name: str, imported: str) -> None:
    """Refuses a module that the import would not find, since Python has one of this name."""
    if module_name in sys.stdlib_module_names:
        raise CommandError(
            REFUSED,
            f"`{imported}` has to be imported from `{module_name}`, which is a module of Python",
            "Give the file another name.",
        )


def _from(module: str, name: str, called: str) -> str:
    suffix = "" if name == called else f" as {called}"
    return f"from {module} import {name}{suffix}"


def import_lines(imports: Iterable[str], own: str) -> str:
    """Import statements in the order ruff and isort write them: the standard library, other
    packages, the user's own module."""
    plain: dict[str, None] = {}
    names: dict[str, dict[str, None]] = {}
    for line in imports:
        node = ast.parse(line).body[0]
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names.setdefault(node.module or "", {})[ast.unparse(alias)] = None
        else:
            plain[line] = None
    sections: dict[int, list[str]] = {}
    for line in sorted(plain):
        root = line.split()[1].split(".")[0]
        sections.setdefault(_section(root, own), []).append(line)
    for module in sorted(names):
        ordered = ", ".join(sorted(names[module], key=_isort_key))
        section = _section(module.split(".")[0], own)
        sections.setdefault(section, []).append(f"from {module} import {ordered}")
    return "\n\n".join("\n".join(sections[number]) for number in sorted(sections))


def _section(root: str, own: str) -> int:
    if root == own.split(".")[0]:
        return 2
    return 0 if root in sys.stdlib_module_names else 1


def _isort_key(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest."""
    word = name.split()[0]
    rank = 0 if word.isupper() and len(word) > 1 else 1 if word[:1].isupper() else 2
    return rank, name
