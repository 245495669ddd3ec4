"""Every file is as black leaves it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.layers import ROOT

FOLDERS = ("adgen", "tests", "docs", "benchmarks", "samples")


@pytest.mark.slow
def test_black_has_nothing_to_do():
    command = [sys.executable, "-m", "black", "--quiet", "--check", *FOLDERS]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
