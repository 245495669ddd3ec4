"""mypy infers the parameters of a derivative from those of its function."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy")
USAGE = Path(__file__).with_name("usage.py")


@pytest.fixture(scope="module")
def messages():
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(USAGE)],
        capture_output=True,
        text=True,
        cwd=root,
    )
    found = {}
    for line in run.stdout.splitlines():
        match = re.match(r".*usage\.py:(\d+): (\w+): (.*)", line)
        if match:
            found.setdefault(int(match[1]), []).append((match[2], match[3]))
    return found


@pytest.mark.slow
def test_inferred_types(messages):
    revealed = [
        text.replace("= ...", "=")
        for notes in messages.values()
        for kind, text in notes
        if kind == "note"
    ]
    for inferred in (
        "Derivative[[x: float, n: int =], Any]",
        "Derivative[[x: float], Any]",
        "Derivative[[x: float, y: float], tuple[Any, ...]]",
    ):
        assert any(inferred in text for text in revealed), (inferred, revealed)


@pytest.mark.slow
def test_wrong_calls_are_found(messages):
    expected = {
        number: line.rpartition("# E: ")[2]
        for number, line in enumerate(USAGE.read_text().splitlines(), 1)
        if "# E: " in line
    }
    errors = {
        number: " ".join(text for kind, text in notes if kind == "error")
        for number, notes in messages.items()
        if any(kind == "error" for kind, _ in notes)
    }
    assert errors.keys() == expected.keys(), errors
    for number, words in expected.items():
        assert words in errors[number]
