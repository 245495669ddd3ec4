"""The mutation check of the fuzzer: all bugs can be planted, and some are found here.

All of them: python -m tests.fuzz.planted (the table it writes is docs/planted-bugs.md)
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.planted.bugs import BUGS
from tests.fuzz.planted.plant import planted_text

ROOT = Path(__file__).resolve().parents[1]
QUICKLY_FOUND = (
    "unbroadcast forgotten",
    "second contribution replaces the first",
    "adjoint of the other branch",
)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_place_of_every_bug_is_there(bug):
    ast.parse(planted_text(bug))


def test_the_table_names_every_bug():
    table = (ROOT / "docs" / "planted-bugs.md").read_text()
    for bug in BUGS:
        assert f"| {bug.name} | `{bug.module}` |" in table
    assert "not found" not in table


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICKLY_FOUND)
def test_a_planted_bug_is_found(name):
    number = [bug.name for bug in BUGS].index(name)
    command = [sys.executable, "-m", "tests.fuzz.planted", "--programs", "40"]
    done = subprocess.run(
        [*command, "--bug", str(number)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert 0 < int(done.stdout) <= 40
