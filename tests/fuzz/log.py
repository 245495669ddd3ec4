"""The log of runs: one row of a table for each, added by `python -m tests.fuzz --log FILE`.

| 2026-03-01 | 1a2b3c4 | 0 to 999 | 1000 | 985 | 13 | 2 | 0 | 0 |
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

KINDS = ("right", "refused", "undecidable", "wrong", "crashed")
HEAD = """\
| date | commit | seeds | programs | right | refused | undecidable | wrong | crashed |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def commit() -> str:
    """The commit that is checked out; with a `+` where files differ from it."""
    name = _git("rev-parse", "--short", "HEAD") or "unknown"
    return name + ("+" if _git("status", "--porcelain", "--", "adgen", "tests") else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def row(kinds: Mapping[str, int], seed: int, version: str) -> str:
    """A run from this seed on, in which so many programs had each verdict."""
    total = sum(kinds.values())
    seeds = f"{seed} to {seed + total - 1}"
    counts = [str(kinds.get(kind, 0)) for kind in KINDS]
    day = datetime.now(UTC).date().isoformat()
    return f"| {' | '.join([day, version, seeds, str(total), *counts])} |\n"


def add(file: Path, text: str) -> None:
    """The row at the end of the file, which gets the head of the table if it is new."""
    if not file.exists():
        file.write_text(HEAD, encoding="utf-8")
    with file.open("a", encoding="utf-8") as log:
        log.write(text)
