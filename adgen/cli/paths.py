"""Paths as people read them: relative to where the command runs, where they are below it."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: str | Path) -> str:
    """A path for messages and headers, with forward slashes."""
    path = Path(path)
    if path.is_absolute():
        here = Path.cwd().resolve()
        resolved = path.resolve()
        return (
            resolved.relative_to(here) if resolved.is_relative_to(here) else path
        ).as_posix()
    return Path(os.path.normpath(path)).as_posix()


def relative(path: str | Path) -> str:
    """A path for a file that others will read: never from the root of this machine's disk,
    unless it is on another one."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return Path(path).as_posix()


def shortened(text: str) -> str:
    """A message whose lines may begin with paths, those below this directory shortened."""
    here = f"{Path.cwd().resolve()}{os.sep}"
    return "\n".join(line.removeprefix(here) for line in text.split("\n"))
