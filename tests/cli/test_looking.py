"""show, check and rules."""

import re

import pytest


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("lowered", ["def f(x1.0", "c.0 = a.0 - b.0", "return %1"]),
        ("reverse", ["def f_grad(", "remark 'reverse sweep'", "c_bar.0"]),
        ("forward", ["def f_jvp(", "c_dot.0"]),
        ("optimized", ["def f_grad(", "c_bar.0"]),
        ("source", ["def f_grad(x1, x2, x3, x4, out_bar=1.0):"]),
    ],
)
def test_stages(adgen, stage, words):
    result = adgen("show", "model.py:f", "--stage", stage)
    assert result.code == 0, result.err
    assert all(word in result.out for word in words), result.out


def test_source_is_the_default(adgen):
    assert adgen("show", "model.py:f").out == adgen("grad", "model.py:f").out


@pytest.mark.parametrize("mode", ["grad", "jvp", "hvp"])
def test_modes(adgen, mode):
    result = adgen("show", "model.py:f", "--stage", "optimized", "--mode", mode)
    assert f"def f_{mode}(" in result.out


def test_facts(adgen):
    result = adgen(
        "show",
        "model.py:newton",
        "--stage",
        "lowered",
        "--facts",
        "--like",
        "a=float, x0=float, tol=float, n=int",
    )
    assert "n.0: int, not active" in result.out
    assert "a.0: float, active" in result.out
    assert "%1: float, active; line 45: r = x * x - a" in result.out


def test_facts_belong_to_programs(adgen):
    assert adgen("show", "model.py:f", "--facts").code == 2


def test_one_function_at_a_time(adgen):
    assert adgen("show", "model.py:f,power", "--stage", "lowered").code == 2
    assert adgen("explain", "model.py:f,power", "--at", "x=1.0").code == 2


# check -------------------------------------------------------------------------------


def test_check(adgen):
    point = "x1=2.0, x2=3.0, x3=1.0, x4=4.0"
    result = adgen("check", "model.py:f", "--at", point)
    assert result.code == 0, result.err
    assert result.out.startswith("f: forward mode ")


def test_check_with_arrays_and_names_of_the_file(adgen):
    result = adgen("check", "model.py:weighted", "--at", "x=WEIGHTS * 0.5")
    assert result.code == 0, result.err
    assert adgen("check", "model.py:weighted", "--at", "x=float[3]").code == 0


def test_check_with_respect_to(adgen):
    words = ["check", "model.py:energy", "--at", "q=0.3, p=0.4, k=2.0"]
    assert adgen(*words, "--wrt", "q,k").code == 0
    assert adgen(*words, "--wrt", "r").code == 2


# rules -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("np.tanh", ("dx = 1 - out * out", "domain:", "reference: A. Griewank")),
        (
            "np.linalg.svd",
            ("a_bar = ", "convention: vectors of", "reference: M. Giles"),
        ),
        ("scipy.special.betainc", ("da = betainc_slope", "reference: NIST DLMF")),
        ("scipy.stats.norm.logpdf", ("fall = z", "reference: the density")),
    ],
)
def test_all_about_one_rule(adgen, name, words):
    out = adgen("rules", name).out
    for word in (*words, "domain: ", "worst error: float64: tangent "):
        assert word in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nosuch", "`adgen rules` lists all."),
        ("tahn", "np.tanh"),
        ("np.linalg.slove", "np.linalg.solve"),
        ("logsumxp", "Did you mean scipy.special.logsumexp?"),
        ("np.unique", "one fewer is left"),
    ],
)
def test_a_name_without_a_rule(adgen, name, said):
    result = adgen("rules", name)
    assert result.code != 0
    assert said in result.err


def test_errors_are_shown_by_precision(adgen):
    out = adgen("rules", "np.tanh").out
    worst = dict(re.findall(r"worst error: (\w+): .*adjoint ([\d.e+-]+)", out))
    assert set(worst) == {"float64", "complex128", "float32", "complex64"}
    assert float(worst["float64"]) < 1e-14
    assert float(worst["float32"]) > 1e-10


def test_all_rules(adgen):
    result = adgen("rules")
    assert result.code == 0
    names = [line.split()[0] for line in result.out.splitlines()]
    assert {"mul", "np.sin", "np.linalg.solve", "math.exp"} <= set(names)
    assert names == sorted(names)


def test_one_rule(adgen):
    result = adgen("rules", "np.sin")
    assert result.out.startswith("np.sin(x)\n  elementwise: ")
    assert "  dx = np.cos(x)\n" in result.out


def test_the_beginning_of_a_name(adgen):
    lines = adgen("rules", "np.linalg.").out.splitlines()
    assert len(lines) > 5
    assert all(line.startswith("np.linalg.") for line in lines)


def test_a_name_without_its_module(adgen):
    names = [line.split()[0] for line in adgen("rules", "exp").out.splitlines()]
    assert {"math.exp", "np.exp"} <= set(names)


def test_a_rule_without_derivative_says_why(adgen):
    from adgen.rules.registry import all_rules

    undefined = [rule for rule in all_rules() if rule.category == "undefined"]
    if not undefined:
        pytest.skip("every rule has a derivative")
    assert undefined[0].reason in adgen("rules", undefined[0].name).out


def test_check_of_other_forms_of_parameters(adgen, place):
    (place / "forms.py").write_text(
        "def star(*xs):\n    return xs[0] * xs[1]\n\n"
        "def keyword(x, *, scale=2.0):\n    return x * scale\n"
    )
    assert adgen("check", "forms.py:star", "--at", "xs=(1.0, 2.0)").code == 0
    assert adgen("check", "forms.py:keyword", "--at", "x=2.0").code == 0
    result = adgen("check", "forms.py:keyword", "--at", "x=2.0, scale=3.0")
    assert (result.code, "by keyword only" in result.err) == (2, True)
