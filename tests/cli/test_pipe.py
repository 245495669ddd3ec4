"""Output into a pipe whose reader goes away, and into a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adgen.cli import exits

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
