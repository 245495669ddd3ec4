"""Output into a pipe whose reader goes away, and into a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adgen.cli import exits

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away(place):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        result = subprocess.run(
            [sys.executable, "-m", "adgen", "rules"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert result.returncode == exits.READER_GONE
    assert result.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="closing a descriptor in a shell")
def test_no_standard_output_at_all(place):
    command = f"{sys.executable} -m adgen grad model.py:f >&-"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        ["sh", "-c", command], cwd=place, env=environment, stderr=subprocess.PIPE
    )
    assert result.returncode == exits.OK, result.stderr


def test_a_terminal_that_cannot_show_a_name(place):
    (place / "greek.py").write_text("def f(λ):\n    return λ * λ\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "adgen", "grad", "greek.py:f"],
        capture_output=True,
        text=True,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
    )
    assert result.returncode == exits.OK, result.stderr
    assert "def f_grad(\\u03bb, out_bar=1.0):" in result.stdout
