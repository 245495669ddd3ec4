"""grad, jvp and hvp: text on standard output."""

import numpy as np
import pytest


def functions_of(text):
    """What a generated text defines."""
    namespace = {}
    exec(compile(text, "generated", "exec"), namespace)
    return namespace


def test_the_gradient_of_all_parameters_the_result_depends_on(adgen):
    result = adgen("grad", "model.py:f")
    assert result.code == 0, result.err
    assert functions_of(result.out)["f_grad"](2.0, 3.0, 1.0, 4.0) == (6, 4, -2, -2)
    assert "\x1b" not in result.out


def test_parameters_that_only_steer_have_no_adjoint(adgen):
    result = adgen("grad", "model.py:newton")
    assert "Gradient of `newton` with respect to a, x0" in result.out
    a_bar, x_bar = functions_of(result.out)["newton_grad"](2.0, 1.0, 1e-10, 20)
    assert a_bar == pytest.approx(0.5 / np.sqrt(2.0))
    assert abs(x_bar) < 1e-4


def test_wrt_one_is_not_wrapped_in_a_tuple(adgen):
    result = adgen("grad", "model.py:f", "--wrt", "x2")
    assert functions_of(result.out)["f_grad"](2.0, 3.0, 1.0, 4.0) == 4


def test_value(adgen):
    result = adgen("grad", "model.py:f", "--wrt", "x1, x3", "--value")
    value, gradient = functions_of(result.out)["f_value_and_grad"](2.0, 3.0, 1.0, 4.0)
    assert (value, gradient) == (1, (6, -2))


def test_jvp(adgen):
    result = adgen("jvp", "model.py:f", "--wrt", "x1,x2")
    assert functions_of(result.out)["f_jvp"](2.0, 3.0, 1.0, 4.0, 1.0, 0.5) == (1, 8)


def test_hvp(adgen):
    result = adgen("hvp", "model.py:f", "--wrt", "x1,x2")
    found = functions_of(result.out)["f_hvp"](2.0, 3.0, 1.0, 4.0, 1.0, 0.0)
    assert found == pytest.approx((18.0, 14.0))


def test_several_functions_share_what_they_call(adgen):
    result = adgen("grad", "model.py:energy,power")
    assert result.code == 0, result.err
    assert result.out.count("def spring_forward(") == 1
    assert result.out.count("def spring_reverse(") == 1
    made = functions_of(result.out)
    assert made["power_grad"](0.3, 2.0)[1] == pytest.approx(0.25 * np.sin(0.3) ** 2)
    assert len(made["energy_grad"](0.3, 0.4, 2.0)) == 3


def test_callees_for_other_kinds_are_functions_of_their_own(adgen, place):
    (place / "two.py").write_text(
        "import numpy as np\n\n"
        "def inner(u):\n    t = np.sin(u)\n    return np.sum(t * t)\n\n"
        "def number(x: float):\n    return inner(x)\n\n"
        "def vector(y: np.ndarray):\n    return inner(y)\n"
    )
    result = adgen("grad", "two.py:number,vector")
    made = functions_of(result.out)
    assert made["number_grad"](0.3) == pytest.approx(np.sin(0.6))
    y = np.array([0.1, 0.2])
    np.testing.assert_allclose(made["vector_grad"](y), np.sin(2 * y))


def test_like_applies_to_every_function_that_has_the_parameter(adgen):
    result = adgen("grad", "model.py:energy,power", "--like", "q=float,p=float,k=float")
    assert result.code == 0, result.err
    assert "_unbroadcast" not in result.out
    assert "made for q: float, p: float, k: float" in result.out
    with pytest.raises(TypeError, match="made for q: float, k: float"):
        functions_of(result.out)["power_grad"](np.ones(3), 1.0)


def test_without_kinds_the_text_is_generic(adgen):
    result = adgen("grad", "model.py:energy")
    made = functions_of(result.out)["energy_grad"]
    q = np.array(0.3)
    np.testing.assert_allclose(made(q, 0.4, 2.0), made(0.3, 0.4, 2.0))
    weighted = functions_of(adgen("grad", "model.py:weighted").out)["weighted_grad"]
    assert weighted(np.ones(3)).shape == (3,)


def test_no_optimize_is_three_address_text(adgen):
    plain = adgen("grad", "model.py:f", "--like", "x1=1.0,x2=1.0,x3=1.0,x4=1.0")
    table = adgen(
        "grad",
        "model.py:f",
        "--like",
        "x1=1.0,x2=1.0,x3=1.0,x4=1.0",
        "--no-optimize",
    )
    assert len(table.out.splitlines()) > len(plain.out.splitlines())
    assert functions_of(table.out)["f_grad"](2.0, 3.0, 1.0, 4.0) == (6, 4, -2, -2)


@pytest.mark.parametrize("name", ["tbr", "cse", "cse,dce"])
def test_passes_can_be_left_out(adgen, name):
    kinds = "a=float,x0=float,tol=float,n=int"
    result = adgen("grad", "model.py:newton", "--like", kinds, "--no-optim", name)
    assert result.code == 0, result.err
    found = functions_of(result.out)["newton_grad"](2.0, 1.0, 1e-10, 20)
    assert found[0] == pytest.approx(0.5 / np.sqrt(2.0))


def test_without_tbr_nothing_is_recomputed(adgen):
    kinds = "a=float,x0=float,tol=float,n=int"
    words = ["grad", "model.py:newton", "--like", kinds]
    usual, recorded = adgen(*words).out, adgen(*words, "--no-optim", "tbr").out
    assert usual.count("2.0 * x") > recorded.count("2.0 * x")


def test_what_the_module_prints_does_not_mix_with_the_text(adgen, place):
    (place / "loud.py").write_text("print('hello')\n\ndef f(x):\n    return x * x\n")
    result = adgen("grad", "loud.py:f")
    assert "hello" not in result.out
    assert "hello" in result.err


def test_colours_on_request(adgen):
    pytest.importorskip("pygments")
    assert "\x1b[" in adgen("grad", "model.py:f", "--color", "always").out


def test_a_module_of_a_package_is_imported_by_its_name(adgen, place):
    package = place / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "parts.py").write_text("class Wrong(Exception):\n    pass\n")
    (package / "model.py").write_text(
        "from pack.parts import Wrong\n\n"
        "def g(x):\n    if x < 0.0:\n        raise Wrong(x)\n    return x * x\n"
    )
    result = adgen("grad", "pack/model.py:g")
    assert result.code == 0, result.err
    assert "from pack.model import Wrong" in result.out


def test_other_forms_of_functions(adgen, place):
    (place / "forms.py").write_text(
        "import numpy as np\n\n"
        "class Model:\n    K = 3.0\n\n    @staticmethod\n    def loss(x):\n"
        "        return Model.K * x * x\n\n"
        "square = lambda x: x * x\n\n"
        "def keyword(x, *, scale=2.0, act=np.tanh):\n    return act(x) * scale\n\n"
        "def star(*xs):\n    return xs[0] * xs[1]\n"
    )
    kinds = ["--like", "x=float, xs=(float, float)"]
    result = adgen("grad", "forms.py:Model.loss,square,keyword,star", *kinds)
    assert result.code == 0, result.err
    made = functions_of(result.out)
    assert made["loss_grad"](2.0) == 12.0
    assert made["square_grad"](2.0) == 4.0
    assert made["keyword_grad"](0.0, scale=4.0) == (4.0, 0.0)
    assert made["star_grad"](2.0, 3.0) == (3.0, 2.0)


def test_numpy_is_called_as_the_user_calls_it(adgen, place):
    (place / "bare.py").write_text(
        "from numpy import log, sin\n\n"
        "def g(x, y, z):\n    return log(x * y) + sin(z)\n"
    )
    result = adgen("grad", "bare.py:g", "--like", "x=1.0, y=1.0, z=1.0")
    assert "from numpy import cos\n" in result.out
    assert "z_bar = out_bar * cos(z)" in result.out
