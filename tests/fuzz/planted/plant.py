"""Planting: a module of adgen is imported with other text, in this process only.

    plant(BUGS[0]); import adgen      # every derivative has that bug

The files stay as they are. Raises ValueError where the text of the module does not have the
place the bug is for, once.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from tests.fuzz.planted.bugs import Bug


def planted_text(bug: Bug) -> str:
    """The text of the module with the bug in it."""
    spec = importlib.util.find_spec(bug.module)
    if spec is None or spec.origin is None:
        raise ValueError(f"there is no module {bug.module}")
    text = Path(spec.origin).read_text()
    if text.count(bug.right) != 1:
        times = text.count(bug.right)
        raise ValueError(f"{bug.name}: {bug.module} has its place {times} times")
    return text.replace(bug.right, bug.wrong)


def plant(bug: Bug) -> None:
    """Makes later imports of the module find the bug."""
    if bug.module in sys.modules:
        raise ValueError(f"{bug.module} is imported already")
    sys.meta_path.insert(0, _Finder(bug))


class _Finder:
    def __init__(self, bug: Bug) -> None:
        self._bug = bug

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if name != self._bug.module:
            return None
        spec = PathFinder.find_spec(name, path, target)
        assert spec is not None and spec.origin is not None
        spec.loader = _Loader(name, spec.origin, self._bug)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, bug: Bug) -> None:
        super().__init__(name, path)
        self._bug = bug

    def get_code(self, fullname: str) -> CodeType:
        text = Path(self.path).read_text().replace(self._bug.right, self._bug.wrong)
        code = compile(text, self.path, "exec", dont_inherit=True)
        assert isinstance(code, CodeType)
        return code
