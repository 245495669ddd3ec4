"""explain: the tables of both modes at a point."""

import json

import numpy as np
import pytest

POINT = "x1=2.0, x2=3.0, x3=1.0, x4=4.0"

TEXT = """\
f at x1 = 2, x2 = 3, x3 = 1, x4 = 4: 1

1. The statements and their values
Every operation of the run, one a line.

line  statement    value  source
----  -----------  -----  ---------------
   1  a = x1 * x2      6  17: a = x1 * x2
   2  b = x3 + x4      5  18: b = x3 + x4
   3  c = a - b        1  19: c = a - b
   4  v1 = c ** 2      1  20: return c**2

2. Forward sweep
The tangent of every statement that depends on the inputs, one column an input: 4 inputs, 4 sweeps.

line  tangent                            d/dx1  d/dx2  d/dx3  d/dx4
----  ---------------------------------  -----  -----  -----  -----
      x1_dot                                 1      0      0      0
      x2_dot                                 0      1      0      0
      x3_dot                                 0      0      1      0
      x4_dot                                 0      0      0      1
   1  a_dot = x1_dot * x2 + x1 * x2_dot      3      2      0      0
   2  b_dot = x3_dot + x4_dot                0      0      1      1
   3  c_dot = a_dot - b_dot                  3      2     -1     -1
   4  v1_dot = 2 * c * c_dot                 6      4     -2     -2

3. Reverse sweep
The adjoints, last statement first, each with the partial used: 1 sweep.

line  adjoint                 partial             value
----  ----------------------  ------------------  -----
      v1_bar                                          1
   4  c_bar = 2 * c * v1_bar  dv1/dc = 2 * c = 2      2
   3  a_bar = c_bar           dc/da = 1               2
   3  b_bar = -c_bar          dc/db = -1             -2
   2  x3_bar = b_bar          db/dx3 = 1             -2
   2  x4_bar = b_bar          db/dx4 = 1             -2
   1  x1_bar = a_bar * x2     da/dx1 = x2 = 3         6
   1  x2_bar = a_bar * x1     da/dx2 = x1 = 2         4

4. What the gradient keeps
Values of the forward sweep that the reverse sweep of the generated gradient uses.

line  value  kept  why
----  -----  ----  ----------------------------------------
      x1     yes   needed by the adjoint of line 1
      x2     yes   needed by the adjoint of line 1
      x3     no    no adjoint needs it
      x4     no    no adjoint needs it
   1  a      no    no adjoint needs it; computed for line 3
   2  b      no    no adjoint needs it; computed for line 3
   3  c      yes   needed by the adjoint of line 4
   4  v1     no    no adjoint needs it; not even computed
"""


def test_the_textbook(adgen):
    result = adgen("explain", "model.py:f", "--at", POINT)
    assert result.code == 0, result.err
    assert result.out.partition("\n5. Operations")[0] == TEXT


def explained(adgen, *words):
    result = adgen("explain", *words, "--format", "json")
    assert result.code == 0, result.err
    return json.loads(result.out)


def kept(found):
    return {(row["line"], row["name"]): row["how"] for row in found["kept"]}


def test_json_has_every_number(adgen):
    found = explained(adgen, "model.py:f", "--at", POINT)
    assert found["result"] == 1.0
    assert dict(found["gradient"]) == {"x1": 6, "x2": 4, "x3": -2, "x4": -2}
    assert [row["values"] for row in found["forward"]][-1] == [6, 4, -2, -2]
    costs = found["operations"]
    assert costs["primal"] == 4
    assert costs["forward"] == costs["sweeps"] * costs["one_forward"]
    assert costs["sweeps"] == 4
    assert costs["reverse"] < costs["forward"]


def test_markdown(adgen):
    result = adgen("explain", "model.py:f", "--at", POINT, "--format", "markdown")
    lines = result.out.splitlines()
    assert lines[0].startswith("# f at x1 = 2")
    assert "| 3 | `c = a - b` | 1 | `19: c = a - b` |" in lines
    assert sum(line.startswith("## ") for line in lines) == 5


def test_a_loop_shows_its_ends(adgen):
    words = ["model.py:newton", "--at", "a=2.0, x0=1.0, tol=1e-10, n=20"]
    result = adgen("explain", *words)
    listing, _, rest = result.out.partition("2. Forward sweep")
    assert "for k in range(n):  (5 iterations)" in listing
    assert [line.strip() for line in listing.splitlines() if "iteration " in line] == [
        "iteration 1",
        "iteration 5",
    ]
    assert "... 3 more" in listing
    backwards = rest.partition("3. Reverse sweep")[2]
    assert backwards.index("iteration 4") < backwards.index("iteration 1")


def test_what_a_loop_keeps_and_why(adgen):
    found = explained(adgen, "model.py:newton", "--at", "a=2.0, x0=1.0, n=20")
    assert np.isclose(dict(found["gradient"])["a"], 0.5 / np.sqrt(2.0))
    reasons = {(row["how"], row["name"]): row["reason"] for row in found["kept"]}
    assert "at the start of each iteration" in reasons["tape", "x"] or (
        "next iteration" in reasons["tape", "x"]
    )
    all_reasons = " ".join(row["reason"] for row in found["kept"])
    assert "overwritten at line" in all_reasons
    assert "needed by the adjoint of line" in all_reasons
    assert "recomputed" in {row["how"] for row in found["kept"]}


def test_calls_are_followed_inside(adgen):
    result = adgen("explain", "model.py:energy", "--at", "q=0.3, p=0.4, k=2.0")
    assert result.code == 0, result.err
    assert "v1 = spring(q, k):" in result.out
    assert "r = np.sin(q)" in result.out
    assert "returned by spring_forward" in result.out


SEVERAL = """\
import math

def wave(x, k):
    s = math.sin(x)
    t = s * s + k
    return t * s / (k + s * t)

def sum_of_waves(x, k):
    return wave(x, k) + wave(k, x)
"""


def test_what_a_callee_saves_in_a_record_is_kept(adgen, place):
    (place / "waves.py").write_text(SEVERAL)
    text = adgen("grad", "waves.py:sum_of_waves", "--like", "x=1.0, k=2.0").out
    saved = text.partition("    saved = ")[2].partition("\n")[0].split(", ")
    assert len(saved) > 1
    found = explained(adgen, "waves.py:sum_of_waves", "--at", "x=0.5, k=2.0")
    rows = [row for row in found["kept"] if "returned by wave_forward" in str(row)]
    assert len(rows) == len(saved)


def test_parameters_and_defaults(adgen):
    found = explained(
        adgen, "model.py:f", "--at", "x1=2, x2=3, x3=1, x4=4", "--wrt", "x2"
    )
    assert dict(found["gradient"]) == {"x2": 4.0}
    found = explained(adgen, "model.py:newton", "--at", "a=2.0, x0=1.0")
    assert [name for name, _ in found["point"]] == ["a", "x0", "tol", "n"]


def test_arrays_are_shown_in_short(adgen):
    result = adgen("explain", "model.py:weighted", "--at", "x=float[3]")
    assert "3 inputs, 3 sweeps" in result.out
    assert "d/dx[2]" in result.out
    found = explained(adgen, "model.py:weighted", "--at", "x=float[3]")
    assert len(dict(found["gradient"])["x"]) == 3


def test_many_inputs_are_counted(adgen, place):
    (place / "many.py").write_text(
        "import numpy as np\n\ndef f(x):\n    return np.sum(x * x)\n"
    )
    result = adgen("explain", "many.py:f", "--at", "x=float[100]")
    assert "100 inputs, 100 sweeps. The first 6 are shown." in result.out


def test_a_run_that_is_too_long(adgen, place):
    (place / "long.py").write_text(
        "def f(x, n):\n    for i in range(n):\n        x = x * 1.0001\n    return x\n"
    )
    result = adgen("explain", "long.py:f", "--at", "x=1.0, n=30000")
    assert result.code == 2
    assert "more than 20,000 steps" in result.err


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_output_is_the_same_at_every_run(adgen, form):
    words = ["explain", "model.py:energy", "--at", "q=0.3, p=0.4, k=2.0"]
    first = adgen(*words, "--format", form).out
    assert adgen(*words, "--format", form).out == first
