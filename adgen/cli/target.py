"""From FILE.py:FUNC to the functions: the user's file is found, imported and searched.

Input: `model.py:f,g`. Output: a `Target` with the module and the functions. What the module
prints while it is imported goes to standard error, so that it never mixes with the derivative.
"""

from __future__ import annotations

import contextlib
import difflib
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from adgen.cli.exits import NOT_FOUND, USAGE, CommandError
from adgen.cli.paths import relative, shown

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Target:
    """`shown` is the path as it stands in messages and headers, with forward slashes;
    `module_name` the name under which other files import the module."""

    path: Path
    shown: str
    module: ModuleType
    module_name: str
    functions: dict[str, Function]


def target_of(text: str) -> Target:
    """The functions FILE.py:FUNC,FUNC means."""
    file, colon, names = text.rpartition(":")
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if not colon or not wanted or not file:
        raise CommandError(
            USAGE,
            f"{text!r} names no function",
            "Write the file and the function: model.py:loss.",
        )
    path = Path(file)
    if not path.is_file():
        what = "is a directory" if path.is_dir() else "no such file"
        meant = Path(f"{file}.py")
        remedy = f"Did you mean `{meant}`?" if meant.is_file() else ""
        raise CommandError(NOT_FOUND, f"{file}: {what}", remedy)
    module_name, root = importable_name(path)
    module = _imported(path, module_name, root)
    functions = {name: _function(module, name, file) for name in wanted}
    return Target(path, relative(path), module, module_name, functions)


def importable_name(path: Path) -> tuple[str, Path]:
    """The dotted name of a file, and the directory from which it is imported."""
    path = path.resolve()
    parts = [] if path.stem == "__init__" else [path.stem]
    root = path.parent
    while (root / "__init__.py").is_file():
        parts.insert(0, root.name)
        root = root.parent
    return ".".join(parts), root


def _imported(path: Path, name: str, root: Path) -> ModuleType:
    known = sys.modules.get(name)
    if known is not None and _is_from(known, path):
        return known
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    spec = importlib.util.spec_from_file_location(name, path.resolve())
    if spec is None or spec.loader is None:
        raise CommandError(NOT_FOUND, f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    if known is None:
        sys.modules[name] = module
    try:
        with contextlib.redirect_stdout(sys.stderr):
            if "." in name:
                importlib.import_module(name.rpartition(".")[0])
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        sys.modules.pop(name, None) if known is None else None
        raise CommandError(NOT_FOUND, _failure(path, error)) from error
    return module


def _is_from(module: ModuleType, path: Path) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and Path(file).resolve() == path.resolve()


def _failure(path: Path, error: BaseException) -> str:
    """What went wrong while the file was imported, with the line and, if it helps, the text."""
    if isinstance(error, SyntaxError) and error.lineno is not None:
        file = shown(error.filename or path)
        lines = [f"{file}:{error.lineno}: {error.msg}"]
        if error.text:
            text = error.text.rstrip("\n")
            lines += ["", f"{error.lineno:>6} |     {text.strip()}"]
            if error.offset:
                indent = len(text) - len(text.lstrip())
                lines.append(f"{' ' * 6} |     {' ' * (error.offset - 1 - indent)}^")
        return "\n".join(lines)
    inside = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).resolve() == path.resolve()
    ]
    line = f":{inside[-1].lineno}" if inside else ""
    return f"{shown(path)}{line}: cannot be imported: {type(error).__name__}: {error}"


def _function(module: ModuleType, name: str, file: str) -> Function:
    found: Any = module
    for part in name.split("."):
        found = getattr(found, part, None)
    if found is None:
        raise CommandError(
            NOT_FOUND, f"{file}: no function `{name}`", _suggestion(module, name)
        )
    if not callable(found):
        raise CommandError(
            NOT_FOUND,
            f"{file}: `{name}` is no function but {_described(found)}",
            _suggestion(module, name),
        )
    if inspect.isbuiltin(found) or isinstance(found, np.ufunc):
        raise CommandError(
            NOT_FOUND,
            f"{file}: `{name}` is a function of a library, not written in Python",
            "Write a function that calls it, and name that one.",
        )
    return found  # type: ignore[no-any-return]


def _described(value: object) -> str:
    word = type(value).__name__
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def _suggestion(module: ModuleType, name: str) -> str:
    own = [
        key
        for key, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    ]
    close = difflib.get_close_matches(name, own, n=1)
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"It defines: {', '.join(own)}." if own else "It defines no function."
