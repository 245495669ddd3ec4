"""argnums, binding, and structures of arguments, without any derivative."""

import functools

import numpy as np
import pytest

from adgen.api.arguments import at, bind, put, select, signature_of, spread
from adgen.api.blocks import assembled, basis
from adgen.api.convert import as_real, as_tangent, check_arrays, check_differentiable
from adgen.api.keys import key_of, key_of_all
from adgen.api.structures import leaves, map_leaves
from adgen.api.watch import Watch
from adgen.errors import ArgumentError, KindError


def f(x, y, *rest, scale=1.0, **more):
    return x


def paths(argnums, function=f):
    return select(signature_of(function), argnums, "f").paths


@pytest.mark.parametrize(
    ("argnums", "expected"),
    [
        (0, (("x",),)),
        ("y", (("y",),)),
        ((0, "scale"), (("x",), ("scale",))),
        ([1], (("y",),)),
        (3, (("rest", 1),)),
        ("other", (("more", "other"),)),
        (np.int64(1), (("y",),)),
    ],
)
def test_argnums(argnums, expected):
    assert paths(argnums) == expected


def test_one_is_bare():
    signature = signature_of(f)
    assert select(signature, 0, "f").bare and select(signature, "x", "f").bare
    assert not select(signature, (0,), "f").bare


def test_negative_argnums():
    assert paths(-1, lambda a, b: a) == (("b",),)


@pytest.mark.parametrize(
    ("argnums", "words"),
    [
        (2, "argnums 2 is out of range: `g` has 2 positional parameters"),
        (-3, "out of range"),
        ("z", "`g` has no parameter `z`"),
        ((), "is empty"),
        ((0, "a"), "names `a` twice"),
        (0.5, "give positions or parameter names"),
        (True, "give positions or parameter names"),
    ],
)
def test_wrong_argnums(argnums, words):
    with pytest.raises(ArgumentError, match=words):
        select(signature_of(lambda a, b: a), argnums, "g")


def test_what_a_partial_binds_is_gone():
    signature = signature_of(functools.partial(f, 1.0, scale=2.0))
    assert list(signature.parameters) == ["y", "rest", "more"]


def test_bind_and_spread():
    signature = signature_of(f)
    values = bind(signature, (1, 2, 3), {"z": 4}, "f")
    assert values == {"x": 1, "y": 2, "rest": (3,), "scale": 1.0, "more": {"z": 4}}
    assert spread(signature, values) == ([1, 2, 3], {"scale": 1.0, "z": 4})
    with pytest.raises(ArgumentError, match="missing a required argument: 'y'"):
        bind(signature, (1,), {}, "f")
    with pytest.raises(TypeError):
        bind(signature, (1,), {}, "f")


def test_values_at_paths():
    values = {"x": 1, "rest": (2, 3), "more": {"k": [4, 5]}}
    assert at(values, ("rest", 1), "f") == 3
    assert put(values, ("rest", 1), 9)["rest"] == (2, 9)
    assert put(values, ("more", "k", 0), 9)["more"] == {"k": [9, 5]}
    assert values["more"] == {"k": [4, 5]}
    with pytest.raises(ArgumentError, match=r"without `rest\[2\]`"):
        at(values, ("rest", 2), "f")


def test_structures():
    tree = {"w": [1, (2, None)], "b": 3}
    assert list(leaves(tree)) == [1, 2, None, 3]
    assert map_leaves(lambda v: v and v + 1, tree) == {"w": [2, (3, None)], "b": 4}
    with pytest.raises(ArgumentError, match="a tuple of 2 and a tuple of 1"):
        map_leaves(lambda a, b: a, (1, 2), (1,))
    with pytest.raises(ArgumentError, match="structures differ"):
        map_leaves(lambda a, b: a, {"a": 1}, {"b": 1})


def test_ints_count_as_reals():
    assert type(as_real(1)) is float and type(as_real(np.int32(2))) is float
    got = as_real({"a": 1, "b": (np.int32(2), None), "c": "text"})
    assert got == {"a": 1.0, "b": (2.0, None), "c": "text"}
    assert type(got["a"]) is float and type(got["b"][0]) is float


def test_ints_beside_reals_are_ints():
    for other in (3.0, np.ones(2), 1j):
        got = as_real({"a": 1, "b": (2, other)})
        assert type(got["a"]) is int and type(got["b"][0]) is int


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.arange(3), "`x` is an integer array"),
        (np.array([True]), "`x` is a boolean array"),
        (np.array([None]), "`x` is an object array"),
        ("text", "`x` is a str"),
        (None, "`x` is None"),
        (True, "`x` is a bool"),
        ((1.0, print), "a part of `x` is a builtin_function_or_method"),
        ({"k": np.arange(2)}, "no part of it is a number"),
        ((None, "text"), "no part of it is a number"),
    ],
)
def test_what_has_no_derivative(value, words):
    with pytest.raises(KindError, match=words):
        check_differentiable(value, "x", "f")


def test_what_has_a_derivative():
    for value in (1, 1.0, 1j, np.float32(1), np.ones(2), np.array(1.0), (1.0, None)):
        check_differentiable(value, "x", "f")
    for value in ((1.0, "text", True), [1, "text"], {"k": np.arange(2), "w": 1.0}):
        check_differentiable(value, "x", "f")


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_arrays_of_another_arithmetic():
    class Own(np.ndarray):
        """An array with a product of its own."""

        def __mul__(self, other):
            return self @ other

    own = np.ones((2, 2)).view(Own)
    for value in (np.matrix([[1.0]]), (1.0, np.ma.array([1.0])), {"a": [own]}):
        with pytest.raises(KindError, match="not a plain array"):
            check_arrays(value, "x")


def test_tangents():
    assert as_tangent(1.0, 2) == 2.0
    assert as_tangent(np.ones(2), np.arange(2)).dtype == float
    with pytest.raises(
        ArgumentError, match=r"shape \(3,\) for a value of shape \(2,\)"
    ):
        as_tangent(np.ones(2), np.ones(3))
    with pytest.raises(KindError):
        as_tangent(1.0, "text")


def test_keys():
    assert key_of_all((np.ones(3), np.ones(3))) == key_of_all((np.ones(4), np.ones(4)))
    assert key_of_all((np.ones(3), np.ones(3))) != key_of_all((np.ones(3), np.ones(4)))
    assert key_of(1.0) is float and key_of(2) is int
    assert key_of(np.ones((3, 4))) == key_of(np.ones((5, 6)))
    assert key_of(np.ones((3, 4))) != key_of(np.ones((3, 1)))
    assert key_of(np.ones(3)) != key_of(np.ones(3, np.float32))
    assert key_of((1.0, np.ones(3))) == key_of((2.0, np.zeros(4)))
    assert key_of([1.0, 2.0]) != key_of([1.0, 2.0, 3.0])
    assert key_of([1.0] * 20) == key_of([1.0] * 30)
    assert key_of([(0, 1)] * 20) == key_of([(2, 3)] * 30) != key_of([(0, 1, 2)] * 20)
    assert key_of([(0, 1), (2, 3.0)] * 20) != key_of([(0, 1)] * 40)
    assert key_of({"a": 1.0}) != key_of({"b": 1.0})
    assert key_of(True) != key_of(False) and key_of("a") != key_of("b")
    assert key_of(None) == key_of(None)
    assert key_of(test_keys) != key_of(test_tangents)


def test_watch():
    names = {"k": 1.0}
    cell = (lambda: names).__closure__[0]
    holder = type("Holder", (), {"rate": 0.5, "step": lambda self: 1})()
    entries = [(names, "k", names["k"]), (cell, "names", names)]
    entries += [(holder, "rate", holder.rate), (holder, "step", holder.step)]
    watch = Watch([*entries, (np, "sin", np.sin)])
    assert watch.holds()
    holder.rate = 0.7
    assert not watch.holds()
    holder.rate = 0.5
    assert watch.holds()
    names["k"] = 2.0
    assert not watch.holds()
    del names["k"]
    assert not watch.holds()


def test_basis_and_blocks():
    x = (2.0, np.ones(2))
    units = [np.concatenate([np.ravel(part) for part in e]) for e in basis(x)]
    assert np.array_equal(units, np.eye(3))
    y = np.zeros(2)
    matrix = np.arange(6.0).reshape(2, 3)
    rows = [(row[0], row[1:]) for row in matrix]
    by_rows = assembled(y, x, rows, False, tuple)
    by_columns = assembled(y, x, list(matrix.T), True, tuple)
    for blocks in (by_rows, by_columns):
        assert np.array_equal(blocks[0], matrix[:, 0])
        assert np.array_equal(blocks[1], matrix[:, 1:])
