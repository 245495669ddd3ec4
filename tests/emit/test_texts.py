"""IR in, text out: one file a subject, and the texts of the ideal gradients.

`ideal` holds the text a person would write, `cases` what is written for each construct. Black
leaves both unchanged. `python -m tests.emit.test_texts` writes the cases anew; review the
difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from adgen.emit.formatting import format_text
from adgen.emit.module import emit_program
from tests.emit.written import HERE, program_in

IDEAL = sorted((HERE / "ideal").glob("*.ir"))
CASES = sorted((HERE / "cases").glob("*.ir"))


def text_of(path: Path) -> str:
    return emit_program(program_in(path), verify=True).text


@pytest.mark.parametrize("path", IDEAL, ids=lambda path: path.stem)
def test_the_text_is_the_ideal_one(path: Path) -> None:
    text = text_of(path)
    assert text.endswith(path.with_suffix(".txt").read_text()), text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_text_is_as_written(path: Path) -> None:
    assert text_of(path) == path.with_suffix(".txt").read_text()


@pytest.mark.parametrize("path", IDEAL + CASES, ids=lambda path: path.stem)
def test_black_leaves_the_text_unchanged(path: Path) -> None:
    text = text_of(path)
    assert format_text(text) == text


if __name__ == "__main__":
    for case in CASES:
        case.with_suffix(".txt").write_text(text_of(case))
