"""The derivatives of the samples that are committed: fresh, tidy, and right without adgen."""

import os
import runpy
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import numpy as np
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


@pytest.fixture
def numpy_only(tmp_path):
    """The interpreter of a fresh environment in which there is NumPy, and the samples."""
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(tmp_path)], check=True
    )
    (site,) = [
        *tmp_path.glob("lib/*/site-packages"),
        *tmp_path.glob("Lib/site-packages"),
    ]
    numpy = Path(np.__file__).parent
    for folder in (numpy, numpy.with_name("numpy.libs"), ROOT / "samples"):
        if folder.exists():
            (site / folder.name).symlink_to(folder, target_is_directory=True)
    return tmp_path / ("Scripts" if os.name == "nt" else "bin") / "python"


@pytest.mark.slow
def test_they_are_right_where_there_is_only_numpy(numpy_only):
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}

    def alone(*words):
        return subprocess.run(
            [numpy_only, *words], env=environment, capture_output=True, text=True
        )

    for absent in ("adgen", "scipy", "black"):
        assert "ModuleNotFoundError" in alone("-P", "-c", f"import {absent}").stderr
    done = alone("-P", str(ROOT / "tests" / "samples" / "without_adgen.py"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_are_right_without_adgen():
    done = run(str(ROOT / "tests" / "samples" / "without_adgen.py"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_never_import_adgen():
    for name in WRITE["COMMANDS"]:
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        assert not [
            s for s in lines if s.startswith(("import", "from")) and "adgen" in s
        ]


@pytest.mark.parametrize(
    "tool",
    [
        ("ruff", "check"),
        ("black", "--check", "-q"),
        pytest.param(
            (
                "mypy",
                "--config-file=",
                "--follow-imports=silent",
                "--check-untyped-defs",
            ),
            marks=pytest.mark.slow,
        ),
    ],
    ids=lambda tool: tool[0],
)
def test_tools_are_content(tool):
    done = run("-m", *tool, *(str(FOLDER / name) for name in WRITE["COMMANDS"]))
    assert done.returncode == 0, done.stdout + done.stderr
