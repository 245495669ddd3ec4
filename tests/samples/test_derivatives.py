"""The derivatives of the samples that are committed: fresh, tidy, and right without adgen."""

import os
import runpy
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "samples" / "derivatives"
WRITE = runpy.run_path(str(FOLDER / "write.py"))


def pinned_black():
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return f"black=={metadata.version('black')}" in pins


def run(*words):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(not pinned_black(), reason="formatted by another version of black")
def test_they_are_fresh(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert WRITE["stale"](tmp_path) == [], "run `make derivatives`"


def test_every_file_is_made_by_a_command():
    files = {path.name for path in FOLDER.glob("*.py")} - {"__init__.py", "write.py"}
    assert files == set(WRITE["COMMANDS"])


def test_they_are_right_without_adgen():
    done = run(str(ROOT / "tests" / "samples" / "without_adgen.py"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_never_import_adgen():
    for name in WRITE["COMMANDS"]:
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        assert not [
            s for s in lines if s.startswith(("import", "from")) and "adgen" in s
        ]


@pytest.mark.parametrize("tool", [("ruff", "check"), ("black", "--check", "-q")])
def test_tools_are_content(tool):
    done = run("-m", *tool, str(FOLDER))
    assert done.returncode == 0, done.stdout + done.stderr
