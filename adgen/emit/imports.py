"""Import statements: what is imported, and the lines in the order of isort.

numpy as np, softmax and expit of scipy.special, math          import math

                                                               import numpy as np
                                                               from scipy.special import ...
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple


class Import(NamedTuple):
    """`import module as alias`, or `from module import name as alias`."""

    module: str
    name: str | None = None
    alias: str | None = None


def import_text(imports: Iterable[Import]) -> str:
    """The lines for all the imports: the standard library, then the rest."""
    needed = sorted(dict.fromkeys(imports), key=_key)
    groups = [
        [i for i in needed if _is_standard(i) is standard] for standard in (True, False)
    ]
    return "\n\n".join("\n".join(_lines(group)) for group in groups if group)


def _key(each: Import) -> tuple[str, str, str]:
    return each.module, each.name or "", each.alias or ""


def _is_standard(each: Import) -> bool:
    return each.module.split(".")[0] in sys.stdlib_module_names


def _lines(imports: list[Import]) -> list[str]:
    lines = [f"import {_named(i.module, i.alias)}" for i in imports if i.name is None]
    names: dict[str, list[str]] = {}
    for each in imports:
        if each.name is not None:
            names.setdefault(each.module, []).append(_named(each.name, each.alias))
    return lines + [
        f"from {module} import {', '.join(n)}" for module, n in names.items()
    ]


def _named(name: str, alias: str | None) -> str:
    return name if alias is None or alias == name else f"{name} as {alias}"
