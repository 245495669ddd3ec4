"""The emitted text is the one written by hand, and black leaves it unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from adgen.emit.formatting import format_text
from adgen.emit.module import emit_program
from tests.emit.written import HERE, program_in

CASES = sorted((HERE / "ideal").glob("*.ir"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_text_is_the_ideal_one(path: Path) -> None:
    text = emit_program(program_in(path), verify=True).text
    assert text.endswith(path.with_suffix(".py").read_text()), text
    assert format_text(text) == text
