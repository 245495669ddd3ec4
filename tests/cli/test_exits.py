"""Wrong commands: one clear message each, the documented exit code, nothing written."""

import re

import pytest

from adgen.cli import exits
from adgen.cli.exits import TABLE

WRONG = {
    "no such file": (
        ["grad", "nowhere.py:f"],
        exits.NOT_FOUND,
        "adgen: nowhere.py: no such file\n",
    ),
    "a directory": (
        ["grad", ".:f"],
        exits.NOT_FOUND,
        "adgen: .: is a directory\n",
    ),
    "no function named": (
        ["grad", "model.py"],
        exits.USAGE,
        "adgen: 'model.py' names no function\n"
        "Write the file and the function: model.py:loss.\n",
    ),
    "no such function": (
        ["grad", "model.py:enrgy"],
        exits.NOT_FOUND,
        "adgen: model.py: no function `enrgy`\nDid you mean `energy`?\n",
    ),
    "no function but a number": (
        ["grad", "model.py:STEP"],
        exits.NOT_FOUND,
        "adgen: model.py: `STEP` is no function but a float\n"
        "It defines: f, spring, energy, power, weighted, newton, annotated,"
        " unsupported, fails, constant.\n",
    ),
    "a function of a library": (
        ["check", "model.py:math.log", "--at", "x=2.0"],
        exits.NOT_FOUND,
        "adgen: model.py: `math.log` is a function of a library, not written in Python\n"
        "Write a function that calls it, and name that one.\n",
    ),
    "a syntax error": (
        ["grad", "broken.py:f"],
        exits.NOT_FOUND,
        "adgen: broken.py:2: expected ':'\n\n     2 |     if x\n       |         ^\n",
    ),
    "an import that fails": (
        ["grad", "failing.py:f"],
        exits.NOT_FOUND,
        "adgen: failing.py:2: cannot be imported: ZeroDivisionError: division by zero\n",
    ),
    "an unknown parameter in --wrt": (
        ["grad", "model.py:f", "--wrt", "y"],
        exits.USAGE,
        "adgen: --wrt names `y`, which is no parameter of `f`\n"
        "Its parameters are: x1, x2, x3, x4.\n",
    ),
    "an unknown parameter in --like": (
        ["grad", "model.py:f", "--like", "y=1.0"],
        exits.USAGE,
        "adgen: --like names `y`, which is no parameter of `f`\n"
        "Its parameters are: x1, x2, x3, x4.\n",
    ),
    "a kind that is none": (
        ["grad", "model.py:f", "--like", "x1=flaot"],
        exits.USAGE,
        "adgen: --like: `flaot` is no kind for `x1`\n"
        "Write a number, float, int, bool, complex, float[3,4], or a tuple, list or dict"
        " of those.\n",
    ),
    "a --like that says two things": (
        ["grad", "model.py:f", "--like", "x1=float, x1=int"],
        2,
        "adgen: --like names `x1` twice\n",
    ),
    "a --like that cannot be read": (
        ["grad", "model.py:f", "--like", "x1 1.0"],
        exits.USAGE,
        "adgen: --like 'x1 1.0' cannot be read\n"
        'Write --like "name=value, name=value".\n',
    ),
    "a pass that is none": (
        ["grad", "model.py:f", "--no-optim", "nothing"],
        exits.USAGE,
        r"adgen: --no-optim names `nothing`, which is no pass"
        "\nThe passes are: [a-z, ]+, tbr.\n",
    ),
    "an option that is none": (
        ["grad", "model.py:f", "--fast"],
        exits.USAGE,
        "adgen: unrecognized arguments: --fast\nSee `adgen --help`.\n",
    ),
    "no command": (
        [],
        exits.USAGE,
        "adgen: the following arguments are required: COMMAND\nSee `adgen --help`.\n",
    ),
    "an unsupported construct": (
        ["grad", "model.py:unsupported"],
        exits.REFUSED,
        r"model.py:\d+: adgen cannot differentiate np.unique in `unsupported`: where .*",
    ),
    "a result that depends on nothing": (
        ["grad", "model.py:constant"],
        exits.REFUSED,
        "adgen: the result of `constant` does not depend differentiably on any of its"
        " parameters\n",
    ),
    "a directory that is not there": (
        ["grad", "model.py:f", "-o", "nowhere/out.py"],
        exits.NOT_WRITTEN,
        "adgen: nowhere/out.py: cannot be written: No such file or directory\n",
    ),
    "a target that is a directory": (
        ["grad", "model.py:f", "-o", "."],
        exits.NOT_WRITTEN,
        "adgen: .: cannot be written: Is a directory\n",
    ),
    "a file of somebody else": (
        ["grad", "model.py:f", "-o", "failing.py"],
        exits.NOT_WRITTEN,
        "adgen: failing.py: exists, and adgen did not write it\n"
        "Choose another file with -o, or replace it with --force.\n",
    ),
    "no value for a parameter": (
        ["explain", "model.py:energy", "--at", "q=1.0"],
        exits.USAGE,
        "adgen: --at gives no value for `p` and `k` of `energy`\n"
        'Add it, as in --at "p=2.0, k=2.0".\n',
    ),
    "a value that cannot be computed": (
        ["check", "model.py:fails", "--at", "x=1/0"],
        exits.USAGE,
        "adgen: --at: the value of `x` cannot be computed:"
        " ZeroDivisionError: division by zero\n",
    ),
    "a function that raises": (
        ["explain", "model.py:fails", "--at", "x=-1.0"],
        exits.FAILED,
        r"adgen: the function raised ValueError at this point: .*\n"
        r"model.py:\d+: return math.log\(x\)\n",
    ),
    "a rule that is none": (
        ["rules", "np.sine"],
        exits.NOT_FOUND,
        "adgen: no rule for `np.sine`\nDid you mean np.sin.*\n",
    ),
    "the file of the function as output, even if forced": (
        ["grad", "model.py:f", "-o", "./model.py", "--force"],
        exits.NOT_WRITTEN,
        "adgen: ./model.py: is the file of the function itself\n"
        "Choose another file with -o.\n",
    ),
    "a module that no other file can import": (
        ["grad", "queue.py:f", "-o", "out.py"],
        exits.REFUSED,
        "adgen: `TABLE` has to be imported from `queue`, which is a module of Python\n"
        "Give the file another name.\n",
    ),
    "a file without its ending": (
        ["grad", "model:f"],
        exits.NOT_FOUND,
        "adgen: model: no such file\nDid you mean `model.py`?\n",
    ),
    "a stage of another mode": (
        ["show", "model.py:f", "--stage", "reverse", "--mode", "jvp"],
        exits.USAGE,
        "adgen: there is no stage reverse of --mode jvp\n",
    ),
}


@pytest.fixture
def broken_files(place):
    (place / "broken.py").write_text("def f(x):\n    if x\n        return 1\n")
    (place / "failing.py").write_text("def f(x): return x\nvalue = 1 / 0\n")
    table = "import numpy as np\nTABLE = np.arange(99.0)\n"
    (place / "queue.py").write_text(f"{table}def f(x): return x * np.sum(TABLE)\n")


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_command(adgen, place, broken_files, case):
    words, code, message = WRONG[case]
    before = files_in(place)
    result = adgen(*words)
    assert result.code == code, result.err
    assert result.out == ""
    same = result.err == message
    assert same or re.fullmatch(message, result.err, re.DOTALL), result.err
    assert files_in(place) == before


def files_in(place):
    return {
        path.relative_to(place): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_derivatives_that_are_wrong(adgen, monkeypatch):
    from adgen.cli import checking
    from adgen.errors import CheckError

    def disagreeing(*unused, **options):
        raise CheckError("the derivative disagrees with differences: f")

    monkeypatch.setattr(checking, "check", disagreeing)
    result = adgen("check", "model.py:f", "--at", "x1=1.0,x2=2.0,x3=3.0,x4=4.0")
    assert result.code == exits.DISAGREES
    assert result.err == "the derivative disagrees with differences: f\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError("something"), exits.DEFECT),
        (KeyboardInterrupt(), exits.INTERRUPTED),
    ],
)
def test_what_nobody_foresaw(adgen, monkeypatch, error, code):
    from adgen.cli import generate

    def raising(*unused):
        raise error

    monkeypatch.setattr(generate, "run", raising)
    result = adgen("grad", "model.py:f")
    assert result.code == code
    assert ("defect of adgen" in result.err) == (code == exits.DEFECT)


def test_every_code_is_documented_and_tried():
    tried = {code for _, code, _ in WRONG.values()}
    tried |= {
        exits.OK,
        exits.DISAGREES,
        exits.DEFECT,
        exits.INTERRUPTED,
        exits.READER_GONE,
    }
    assert tried == {code for code, _ in TABLE}
