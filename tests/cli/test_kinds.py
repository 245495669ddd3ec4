"""Kinds from --like and from annotations."""

from __future__ import annotations

import ast
from typing import Annotated, Any, NewType, TypedDict

import numpy as np
import numpy.typing as npt
import pytest

from adgen.cli.annotations import kind_of_annotation, kinds_of
from adgen.cli.exits import CommandError
from adgen.cli.like import kind_of_expression, shown
from adgen.cli.named import expressions
from adgen.frontend.scope.describe import Static, describe
from adgen.ir.kinds import NONE, Array, Listing, Number, Structure

FLOAT, INT = Number("float"), Number("int")


def like(text):
    return {
        name: kind_of_expression(name, tree)
        for name, tree in expressions("--like", text).items()
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3.0", FLOAT),
        ("-3.0", FLOAT),
        ("3", INT),
        ("True", Number("bool")),
        ("2j", Number("complex")),
        ("float", FLOAT),
        ("int", INT),
        ("np.float64", FLOAT),
        ("float32", Number("float32")),
        ("float[3]", Array("float", ("x.0",))),
        ("float[3, 1]", Array("float", ("x.0", 1))),
        ("float[n, m, n]", Array("float", ("n", "m", "n"))),
        ("float[:, 4]", Array("float", ("x.0?", "x.1"))),
        ("float[...]", Array("float", None)),
        ("complex64[2]", Array("complex64", ("x.0",))),
        ("(3.0, int)", Structure("tuple", (FLOAT, INT))),
        (
            "{'w': float[3], 'b': None}",
            Structure("dict", (Array("float", ("x.w.0",)), NONE), ("w", "b")),
        ),
        ("None", Static(None)),
        ("'fast'", Static("fast")),
    ],
)
def test_like(text, kind):
    assert like(f"x={text}") == {"x": kind}


@pytest.mark.parametrize(
    "value",
    [
        2.0,
        3,
        np.ones((3, 4)),
        np.ones((3, 1)),
        {"w": np.ones(3), "b": 1.0},
        (1.0, np.ones(2)),
    ],
)
def test_like_says_what_a_value_would(value):
    texts = {float: "2.0", int: "3", dict: "{'w': float[3], 'b': 1.0}"}
    if isinstance(value, np.ndarray):
        text = f"float[{', '.join(map(str, value.shape))}]"
    else:
        text = texts.get(type(value), "(1.0, float[2])")
    assert like(f"x={text}")["x"] == describe(value, "x")


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "1.0",
        "x=",
        "x=1.0, **y",
        "x=1.0; y=2.0",
        "x=flaot",
        "x=float[1.5]",
        "x=float[-1]",
        "x={**p}",
        "x=f(2)",
        "x=1)+(2",
    ],
)
def test_what_is_no_kind(text):
    with pytest.raises(CommandError):
        like(text)


def test_kinds_are_shown_as_they_are_written():
    text = "x: float, n: int, w: float[:, 1], v: float[m, ...], p: {'a': (float, 1)}"
    kinds = like("x=1.0, n=2, w=float[3,1], v=float[m], p={'a': (float, int)}")
    assert shown(kinds) == (
        "x: float, n: int, w: float[:, 1], v: float[m], p: {'a': (float, int)}"
    ), text


# annotations -------------------------------------------------------------------------


class Params(TypedDict):
    w: npt.NDArray[np.float64]
    b: float


Metres = NewType("Metres", float)


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (float, FLOAT),
        (int, INT),
        (bool, Number("bool")),
        (complex, Number("complex")),
        (np.float64, FLOAT),
        (np.float32, Number("float32")),
        (np.floating[Any], None),
        (np.ndarray, Array("float", None)),
        (npt.NDArray[np.float64], Array("float", None)),
        (npt.NDArray[np.floating[Any]], Array("float", None)),
        (npt.NDArray[np.int_], Array("int", None)),
        (npt.NDArray[np.complex128], Array("complex", None)),
        (npt.NDArray[Any], Array("float", None)),
        (npt.NDArray[np.number[Any]], None),
        (
            np.ndarray[tuple[int, int], np.dtype[np.float64]],
            Array("float", ("x.0?", "x.1?")),
        ),
        (list[float], Listing((FLOAT,))),
        (tuple[float, int], Structure("tuple", (FLOAT, INT))),
        (tuple[float, ...], None),
        (Params, Structure("dict", (Array("float", None), FLOAT), ("w", "b"))),
        (Annotated[float, "metres"], FLOAT),
        (Metres, FLOAT),
        (float | None, None),
        (float | np.ndarray, None),
        (str, None),
        (Any, None),
        ("nonsense", None),
    ],
)
def test_annotations(annotation, kind):
    assert kind_of_annotation("x", annotation) == kind


def test_annotations_that_cannot_be_resolved_say_nothing():
    def f(x: float, y: Missing, z: npt.NDArray[np.float64]) -> float:  # noqa: F821
        return x

    assert kinds_of(f) == {"x": FLOAT, "z": Array("float", None)}


class Imitated:
    """What jaxtyping's annotations look like from outside."""

    def __init__(self, dtypes, dim_str):
        self.dtypes, self.dim_str = dtypes, dim_str


def jaxtyping(dtypes, dim_str):
    return type("Float", (), {"dtypes": dtypes, "dim_str": dim_str})


@pytest.mark.parametrize(
    ("dtypes", "words", "kind"),
    [
        (["float16", "float32", "float64"], "n m", Array("float", ("n?", "m?"))),
        (["float32"], "n 3", Array("float32", ("n?", "x.1"))),
        (["float64"], "", Array("float", ())),
        (["float64"], "1 n", Array("float", (1, "n?"))),
        (["float64"], "... n", Array("float", None)),
        (["float64"], "*batch n", Array("float", None)),
        (["float64"], "#n _ n+1 rows=4", Array("float", ("?", "?", "?", "x.3"))),
        (["int8", "int64"], "n", Array("int", ("n?",))),
        (["bool"], "n", Array("bool", ("n?",))),
        (["complex64", "complex128"], "n", Array("complex", ("n?",))),
        (["float64", "complex128"], "n", None),
    ],
)
def test_annotations_of_jaxtyping(dtypes, words, kind):
    assert kind_of_annotation("x", jaxtyping(dtypes, words)) == kind


def test_jaxtyping_itself():
    jaxtyping = pytest.importorskip("jaxtyping")
    annotation = jaxtyping.Float[np.ndarray, "n m"]
    assert kind_of_annotation("x", annotation) == Array("float", ("n?", "m?"))


# both in a command -------------------------------------------------------------------


def test_annotations_and_defaults_count(adgen):
    result = adgen("grad", "model.py:annotated")
    assert result.code == 0, result.err
    assert "_unbroadcast" not in result.out
    assert "with respect to x" in result.out
    assert "made for x: float, n: int, name: 'plain'" in result.out


def test_like_wins(adgen):
    result = adgen("grad", "model.py:annotated", "--like", "n=float, name='other'")
    assert "with respect to x, n" in result.out
    assert 'name != "other"' in result.out


def test_an_integer_that_is_asked_for_is_a_real_number(adgen):
    result = adgen("grad", "model.py:annotated", "--wrt", "n")
    assert result.code == 0, result.err
    assert "n: float" in result.out


def test_an_integer_array_has_no_derivative(adgen):
    result = adgen("grad", "model.py:weighted", "--like", "x=int[3]", "--wrt", "x")
    assert result.code == 2
    assert "no derivative with respect to `x`, an array of dtype int" in result.err


def test_a_dict_has_to_be_declared(adgen, place):
    (place / "net.py").write_text("def f(p):\n    return p['w'] ** 2 * p['b']\n")
    result = adgen("grad", "net.py:f")
    assert result.code == 4
    assert result.err.startswith("net.py:2: `p` is read by a name")
    assert "--like \"p={'w': float}\"" in result.err
    made = adgen("grad", "net.py:f", "--like", "p={'w': float, 'b': float}")
    namespace = {}
    exec(made.out, namespace)
    assert namespace["f_grad"]({"w": 3.0, "b": 2.0}) == {"w": 12.0, "b": 9.0}


@pytest.mark.parametrize(
    ("like", "right", "wrong"),
    [
        ("x=float", 1.0, np.ones(3)),
        ("x=float", 1.0, 1j),
        ("x=float[3]", np.ones(5), np.ones(1)),
        ("x=float[3]", np.ones(5), np.ones((2, 2))),
        ("x=float[1]", np.ones(1), np.ones(2)),
        ("x=float[1,n]", np.ones((1, 3)), np.ones((1, 1))),
        ("x=float[:]", np.ones(1), 1.0),
        ("x=float[...]", np.ones((3, 3)), 1.0),
        ("x=(float, float[2])", (1.0, np.ones(3)), (1.0, 2.0)),
        ("x=(float, float)", (1.0, 2.0), (1.0, 2.0, 3.0)),
        ("x={'a': float}", {"a": 1.0}, {"a": np.ones(2)}),
        ("x=None", None, 1.0),
        ("x='a'", "a", "b"),
    ],
)
def test_the_kinds_are_checked(like, right, wrong):
    tree = expressions("--like", like)["x"]
    check_kinds(kind_of_expression("x", tree), right, wrong)


def test_equal_lengths_that_may_be_1_are_checked():
    kind = Array("float", ("n?", "n?"))
    check_kinds(kind, np.ones((3, 3)), np.ones((3, 1)))
    check_kinds(kind, np.ones((1, 1)), np.ones((1, 3)))


def check_kinds(kind, right, wrong):
    from adgen.cli.guards import guarded
    from adgen.cli.request import Request

    requests = {"f": Request(lambda x: x, {"x": kind}, ())}
    text = guarded('def f(x):\n    """What it is."""\n    return 1\n', requests)
    namespace = {"np": np}
    exec(text, namespace)
    assert ast.get_docstring(ast.parse(text).body[0]) == "What it is."
    assert namespace["f"](right) == 1
    with pytest.raises(TypeError, match="made for x: "):
        namespace["f"](wrong)


def test_options_given_twice_are_joined(adgen):
    once = adgen("grad", "model.py:power", "--like", "q=1.0, k=2.0", "-o", "-")
    twice = adgen(
        "grad", "model.py:power", "--like", "q=1.0", "--like", "k=2.0", "-o", "-"
    )
    assert once.code == twice.code == 0
    assert "made for q: float, k: float" in twice.out
    assert twice.out.split("def ")[1:] == once.out.split("def ")[1:]
