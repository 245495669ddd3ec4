"""Written files: what they say, what they import, when they are replaced."""

import ast
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from adgen.cli.writing import digest, was_edited
from adgen.emit.formatting import format_text

ROOT = Path(__file__).resolve().parents[2]
BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {names!r}:
            raise ImportError(f"{{name}} is not here")

sys.meta_path.insert(0, Blocked())
{program}
"""


def run_without(names, program, place):
    """Runs a program in an environment that has not got some packages."""
    text = BLOCKED.format(names=tuple(names), program=program)
    result = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, cwd=place
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


OWN = """
import adgen


@adgen.custom_vjp
def measured(x):
    return x * x


def measured_forward(x):
    return x * x, x


def measured_backward(x, out_bar):
    return (2.0 * x * out_bar,)


measured.defvjp(measured_forward, measured_backward)


def energy(x):
    return measured(x) + x
"""


def test_derivatives_written_in_python_are_imported(adgen, place):
    (place / "own.py").write_text(OWN)
    result = adgen("grad", "own.py:energy", "--like", "x=1.0", "-o", "own_grad.py")
    assert result.code == 0, result.err
    text = (place / "own_grad.py").read_text()
    assert (
        "# The derivative of measured is not written out: it is imported with its module.\n"
        in text
    )
    assert "import measured_backward, measured_forward" in text.replace(
        "measured, ", ""
    )


def imported(text):
    """The modules a text imports."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    return found


def test_the_header(adgen, place):
    result = adgen("grad", "model.py:f", "--wrt", "x1,x2", "-o", "f_grad.py")
    assert result.code == 0, result.err
    assert result.out == ""
    assert result.err == "wrote f_grad.py: f_grad\n"
    text = (place / "f_grad.py").read_text()
    head, _, body = text.partition("\n\n")
    lines = head.splitlines()
    assert lines[0].startswith("# Derivative of f in model.py, written by adgen ")
    assert "#     adgen grad model.py:f --wrt x1,x2 -o f_grad.py" in lines
    source = digest((place / "model.py").read_text())
    assert f"# source sha256: {source}" in lines
    assert lines[-1] == f"# text sha256:   {digest(body)}"
    assert all(len(line) <= 88 for line in lines)


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell")
@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["model.py:f", "--wrt", "x1, x2", "--value"],
        ["model.py:f", "--like", "x1=1.0, x2=2.0"],
        ["model.py:newton", "--like", "a=float,  x0=float, tol=float, n=int"],
        ["model.py:annotated", "--like", "x=float, n=int, name='a \"b\" $c'"],
        ["model.py:f,energy,power,weighted,newton,annotated", "--no-optim", "cse,dce"],
    ],
)
def test_the_command_in_the_header_writes_the_same_file(adgen, place, words):
    assert adgen("grad", *words, "-o", "out.py").code == 0
    before = (place / "out.py").read_bytes()
    os.remove(place / "out.py")
    head = before.decode().partition("# source sha256")[0]
    command = "\n".join(line[1:] for line in head.splitlines() if line[1:5] == "    ")
    program = f'adgen() {{ {sys.executable} -m adgen "$@"; }}\n{command}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(["sh", "-c", program], cwd=place, env=environment, check=True)
    assert (place / "out.py").read_bytes() == before


def test_written_again_it_is_the_same_file(adgen, place):
    adgen("grad", "model.py:energy,power", "-o", "out.py")
    before, state = (place / "out.py").read_bytes(), (place / "out.py").stat()
    result = adgen("grad", "model.py:energy,power", "-o", "out.py")
    assert result.err == "unchanged: out.py: energy_grad, power_grad\n"
    assert (place / "out.py").read_bytes() == before
    assert (place / "out.py").stat().st_mtime_ns == state.st_mtime_ns


def test_it_needs_numpy_only(adgen, place):
    adgen("grad", "model.py:f,energy,newton", "-o", "out.py")
    text = (place / "out.py").read_text()
    assert imported(text) <= {"numpy", "math"}
    (place / "model.py").unlink()
    program = "import out; print(*out.f_grad(2.0, 3.0, 1.0, 4.0))"
    found = run_without(["adgen", "black", "astor", "scipy"], program, place)
    assert found.split() == ["6.0", "4.0", "-2.0", "-2.0"]


def test_constants_are_written_out_and_the_rest_imported(adgen, place):
    adgen("grad", "model.py:weighted,power", "-o", "out.py")
    text = (place / "out.py").read_text()
    assert "STEP = 0.25" in text
    assert "WEIGHTS = np.array([1.0, 2.0, 3.0])" in text
    assert "from model import" in text
    names = text.split("from model import ")[1].splitlines()[0].split(", ")
    assert names in (["TABLE", "TooFar"], ["TooFar"])
    program = (
        "import numpy as np, out; print(*out.weighted_grad(np.ones(3)) - 1.0 -"
        " np.sum(out.TABLE @ out.TABLE) if hasattr(out, 'TABLE') else '')"
    )
    run_without(["adgen"], program, place)


MACHINE = """
from enum import Enum


class Phase(Enum):
    BURN = 1
    COAST = 2


def climb(x, n):
    phase = Phase.BURN
    for _ in range(n):
        if phase is Phase.BURN:
            x = x * x
            if x > 2:
                phase = Phase.COAST
        else:
            x = x * 0.5
    return x
"""


def test_members_of_an_enum_are_read_from_their_class(adgen, place):
    (place / "machine.py").write_text(MACHINE)
    adgen("grad", "machine.py:climb", "--like", "x=1.3", "--like", "n=3", "-o", "d.py")
    text = (place / "d.py").read_text()
    assert "from machine import Phase\n" in text and "phase = Phase.COAST" in text
    program = "from d import climb_grad; print(climb_grad(1.3, 3))"
    # 0.5 x**4 where x * x stays below 2 once.
    slope = float(run_without([], program, place))
    assert slope == pytest.approx(2 * 1.3**3)


def test_the_numbers_are_those_of_the_library(adgen, place):
    import adgen as library

    adgen("grad", "model.py:weighted", "-o", "out.py")
    program = "import numpy as np, out; print(*out.weighted_grad(np.arange(3.0)))"
    found = [float(v) for v in run_without(["adgen"], program, place).split()]
    sys.path.insert(0, str(place))
    from model import weighted

    np.testing.assert_array_equal(found, library.grad(weighted)(np.arange(3.0)))


def test_helper_functions_stand_in_the_file(adgen, place):
    adgen("grad", "model.py:energy", "-o", "out.py")
    assert "def _unbroadcast(" in (place / "out.py").read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["grad", "model.py:f,energy,power,weighted,newton"],
        ["grad", "model.py:newton", "--like", "a=float,x0=float,tol=float,n=int"],
        ["jvp", "model.py:energy,newton"],
        ["hvp", "model.py:energy"],
        ["grad", "model.py:f", "--no-optimize"],
    ],
)
def test_black_ruff_and_mypy_find_nothing(adgen, place, words):
    assert adgen(*words, "-o", "out.py").code == 0
    for tool in (
        ["black", "--check", "--quiet", "out.py"],
        ["ruff", "check", "--isolated", "--select", "E,F,W,I,UP", "out.py"],
        ["mypy", "--follow-imports=silent", "out.py"],
    ):
        if tool[0] == "ruff":
            # The textbook's table has lines whose result is not used.
            unused = ",F841" if "--no-optimize" in words else ""
            tool += ["--ignore", f"E501,E741{unused}"]
        result = subprocess.run(
            [sys.executable, "-m", *tool], capture_output=True, text=True, cwd=place
        )
        assert result.returncode == 0, result.stdout + result.stderr


# replacing files ---------------------------------------------------------------------


def test_a_foreign_file_is_left_alone(adgen, place):
    (place / "out.py").write_text("mine = 1\n")
    result = adgen("grad", "model.py:f", "-o", "out.py")
    assert result.code == 5
    assert "out.py: exists, and adgen did not write it" in result.err
    assert (place / "out.py").read_text() == "mine = 1\n"
    assert adgen("grad", "model.py:f", "-o", "out.py", "--force").code == 0
    assert "f_grad" in (place / "out.py").read_text()


def test_a_file_that_was_edited_is_left_alone(adgen, place):
    adgen("grad", "model.py:f", "-o", "out.py")
    edited = (place / "out.py").read_text() + "\nx = 1\n"
    (place / "out.py").write_text(edited)
    result = adgen("grad", "model.py:f", "--wrt", "x1", "-o", "out.py")
    assert result.code == 5
    assert "out.py: was edited since adgen wrote it" in result.err
    assert (place / "out.py").read_text() == edited


def test_an_own_file_is_replaced(adgen, place):
    adgen("grad", "model.py:f", "-o", "out.py")
    assert adgen("grad", "model.py:f", "--wrt", "x1", "-o", "out.py").code == 0
    assert "with respect to x1;" in (place / "out.py").read_text()


def test_other_line_endings_are_no_edit(adgen, place):
    adgen("grad", "model.py:f", "-o", "out.py")
    text = (place / "out.py").read_text()
    assert not was_edited(text.replace("\n", "\r\n"))
    assert was_edited(text.replace("x1", "x9"))


def test_the_source_is_read_in_the_encoding_it_declares(adgen, place):
    text = "# -*- coding: latin-1 -*-\ndef f(x):\n    return x * len('é')\n"
    (place / "latin.py").write_bytes(text.encode("latin-1"))
    assert adgen("grad", "latin.py:f", "-o", "out.py").code == 0
    assert f"# source sha256: {digest(text)}" in (place / "out.py").read_text()


def test_an_empty_file_is_replaced(adgen, place):
    (place / "out.py").write_text("")
    assert adgen("grad", "model.py:f", "-o", "out.py").code == 0


def test_nothing_is_left_behind(adgen, place, monkeypatch):
    def broken(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    before = sorted(place.iterdir())
    result = adgen("grad", "model.py:f", "-o", "out.py")
    assert result.code == 5
    assert result.err == "adgen: out.py: cannot be written: No space left on device\n"
    assert [p for p in sorted(place.iterdir()) if p.name != "__pycache__"] == [
        p for p in before if p.name != "__pycache__"
    ]


def test_permissions_and_links_are_kept(adgen, place):
    adgen("grad", "model.py:f", "-o", "real.py")
    os.chmod(place / "real.py", 0o640)
    os.symlink("real.py", place / "link.py")
    assert adgen("grad", "model.py:f", "--wrt", "x1", "-o", "link.py").code == 0
    assert (place / "link.py").is_symlink()
    assert (place / "real.py").stat().st_mode & 0o777 == 0o640
    assert "link.py" in (place / "real.py").read_text()


HALVES = """\
import numpy as np


def product(x):
    return x[0] * x[1] * 0.5


def halved(x):
    x[0] = x[0] * 0.5
    return np.sum(x)
"""


@pytest.mark.parametrize("like", ["", "x=float[2]"])
def test_integers_are_refused_where_they_would_cut_off_an_adjoint(adgen, place, like):
    (place / "halves.py").write_text(HALVES)
    adgen("grad", "halves.py:product,halved", "--like", like, "-o", "out.py")
    adgen("jvp", "halves.py:halved", "--like", like, "-o", "forward.py")
    grads: dict[str, object] = {}
    exec((place / "out.py").read_text(), grads)
    exec((place / "forward.py").read_text(), grads)
    x, n = np.array([2.0, 4.0]), np.array([2, 4])
    assert grads["product_grad"](x).tolist() == [2.0, 1.0]
    assert grads["halved_grad"](x, -1.0).tolist() == [-0.5, -1.0]
    assert grads["halved_jvp"](x, np.array([1.0, 0.0])) == (5.0, 0.5)
    for wrong in (
        lambda: grads["product_grad"](n),
        lambda: grads["halved_grad"](x, -1),
        lambda: grads["halved_jvp"](x, np.array([1, 0])),
    ):
        with pytest.raises(TypeError, match="made for .*float"):
            wrong()


def test_what_is_no_file_is_written_to_and_not_replaced(adgen, place, capsys):
    pipe = place / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        result = adgen("grad", "model.py:f", "-o", "pipe")
        assert result.code == 0, result.err
        assert b"def f_grad(" in os.read(reader, 100_000)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_hyphen_is_standard_output(adgen, place):
    result = adgen("grad", "model.py:f", "-o", "-")
    assert result.out == adgen("grad", "model.py:f").out
    assert not (place / "-").exists()


def test_black_would_leave_them(adgen, place):
    (place / "plain.py").write_text("def f(x: float):\n    return x\n")
    for target in ("model.py:f", "model.py:weighted", "plain.py:f"):
        adgen("grad", target, "-o", "out.py")
        text = (place / "out.py").read_text()
        assert format_text(text) == text
        assert not was_edited(text)
