"""jvp, vjp, jacobian, hessian and check."""

import functools
import gc
import statistics
import weakref

import numpy as np
import pytest

import adgen
from adgen import ArgumentError, CheckError, KindError

X = np.array([0.5, 1.0, 2.0])
A = np.arange(6.0).reshape(2, 3)


def linear(a, x):
    return a @ x


def test_jvp():
    y, y_dot = adgen.jvp(lambda x, k: k * np.sin(x), (X, 2.0), (np.ones(3), 0.5))
    assert np.array_equal(y, 2 * np.sin(X))
    assert np.allclose(y_dot, 2 * np.cos(X) + 0.5 * np.sin(X))


def test_jvp_where_an_argument_does_not_vary():
    y, y_dot = adgen.jvp(linear, (A, X), (None, np.ones(3)))
    assert np.allclose(y_dot, A @ np.ones(3))


def test_jvp_of_structures():
    def f(p):
        return p["a"] * p["b"][0], p["a"]

    y, y_dot = adgen.jvp(f, ({"a": 2.0, "b": (3.0,)},), ({"a": 1.0, "b": (10.0,)},))
    assert y == (6.0, 2.0) and y_dot == (23.0, 1.0)


def test_vjp():
    y, pullback = adgen.vjp(linear, A, X)
    assert np.array_equal(y, A @ X)
    for y_bar in (np.array([1.0, 0.0]), np.array([2.0, -1.0])):
        a_bar, x_bar = pullback(y_bar)
        assert np.allclose(a_bar, np.outer(y_bar, X))
        assert np.allclose(x_bar, A.T @ y_bar)


def test_vjp_of_structures():
    def f(p, n, name):
        return {"out": p["w"] * n, "same": p["b"]}

    p = {"w": X, "b": 2.0, "i": np.arange(2), "n": 3}
    y, pullback = adgen.vjp(f, p, 3.0, "text")
    p_bar, n_bar, name_bar = pullback({"out": np.ones(3), "same": 4.0})
    assert np.allclose(p_bar["w"], 3 * np.ones(3))
    assert p_bar["b"] == 4.0 and p_bar["i"] is None and p_bar["n"] is None
    assert np.isclose(n_bar, X.sum()) and name_bar is None


def test_vjp_of_several_results():
    y, pullback = adgen.vjp(lambda x: (x[0] * x[1], np.sum(x)), np.array([2.0, 5.0]))
    assert np.allclose(pullback((1.0, 10.0))[0], [15.0, 12.0])


def test_a_pullback_keeps_what_it_needs():
    x = X.copy()
    y, pullback = adgen.vjp(lambda x: np.exp(x) * x, x)
    expected = np.exp(x) * (1 + x)
    x[:] = 0.0
    y[:] = 0.0
    assert np.allclose(pullback(np.ones(3))[0], expected)
    seed = np.ones(3)
    (first,) = pullback(seed)
    first[:] = 7.0
    assert np.allclose(pullback(seed)[0], expected) and np.all(seed == 1.0)


def test_what_is_kept_goes_with_the_function():
    class Data:
        pass

    def use():
        data = Data()
        scale = 2.0

        def f(x):
            return x * scale if data else x

        def outer(x):
            return 3 * f(x)

        functools.update_wrapper(outer, f)
        first, second = (adgen.jvp(g, (1.0,), (1.0,)) for g in (f, outer))
        return weakref.ref(data), first, second

    data, first, second = use()
    gc.collect()
    assert (first, second) == ((2.0, 2.0), (6.0, 6.0))
    assert data() is None


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: adgen.jvp(linear, (A, X), (A,)), ArgumentError, "2 primals and 1"),
        (lambda: adgen.jvp(linear, (A, X), (A, A)), ArgumentError, "shape"),
        (lambda: adgen.jvp(linear, (A, X), (None, None)), ArgumentError, "None"),
        (lambda: adgen.jvp(np.sin, X, X), ArgumentError, "takes tuples"),
        (lambda: adgen.jvp(np.sin, ("a",), (1.0,)), KindError, "a str"),
        (lambda: adgen.vjp(linear, A, X)[1](np.ones(3)), ArgumentError, "shape"),
        (lambda: adgen.vjp(abs, "text"), ArgumentError, "no argument carries"),
    ],
)
def test_wrong_use(call, error, words):
    with pytest.raises(error, match=words):
        call()


# matrices -----------------------------------------------------------------------------


def test_jacobian_by_rows_and_by_columns():
    assert np.allclose(adgen.jacobian(linear, 1)(A, X), A)
    tall = adgen.jacobian(lambda x: A.T @ x)(np.array([1.0, 2.0]))
    assert np.allclose(tall, A.T)
    assert adgen.jacobian(lambda x: x * x)(3.0) == 6.0
    row = adgen.jacobian(lambda x: np.sum(x * x))(X)
    assert np.allclose(row, 2 * X)


def test_jacobian_of_structures():
    def f(p, s):
        return {"y": p["w"] * s, "n": p["b"] * s}

    got = adgen.jacobian(f, (0, 1))({"w": X, "b": 2.0}, 3.0)
    p_block, s_block = got["y"]
    assert np.allclose(p_block["w"], 3 * np.eye(3))
    assert np.allclose(p_block["b"], np.zeros(3))
    assert np.allclose(s_block, X)
    assert got["n"][0]["b"] == 3.0 and got["n"][1] == 2.0


def test_jacobian_keeps_single_precision():
    got = adgen.jacobian(lambda x: x * x)(X.astype(np.float32))
    assert got.dtype == np.float32


def test_jacobian_of_a_complex_result():
    x = np.array([0.3, 1.2])
    waves = adgen.jacobian(lambda x: np.exp(1j * x))(x)
    assert np.allclose(waves, np.diag(1j * np.exp(1j * x)))
    spectrum = adgen.jacobian(lambda x: np.fft.fft(x))(np.ones(4))
    assert np.allclose(spectrum, np.fft.fft(np.eye(4)))
    assert adgen.jacobian(lambda x: 1j * x)(2.0) == 1j
    real, imaginary = adgen.jacobian(lambda x: (x * x, 1j * np.sum(x)))(x)
    assert real.dtype == float and np.allclose(real, np.diag(2 * x))
    assert np.allclose(imaginary, [1j, 1j])


def test_jacobian_of_what_is_no_number():
    with pytest.raises(KindError, match="is a str; a Jacobian is of numbers"):
        adgen.jacobian(lambda x: (x * x, "squares"))(np.ones(2))


def test_jacobian_as_a_decorator():
    @adgen.jacobian
    def f(x):
        return x * x

    assert np.allclose(f(X), np.diag(2 * X))


def test_hessian():
    got = adgen.hessian(lambda x: np.sum(x**3) + x[0] * x[1])(X)
    expected = np.diag(6 * X)
    expected[0, 1] = expected[1, 0] = 1.0
    assert np.allclose(got, expected)
    assert np.isclose(adgen.hessian(lambda x: x**4)(2.0), 48.0)
    mixed = adgen.hessian(lambda x, y: x * x * y, (0, 1))(2.0, 3.0)
    assert mixed == ((6.0, 4.0), (4.0, 0.0))


def test_complex_matrices_are_refused():
    with pytest.raises(KindError, match="is complex"):
        adgen.jacobian(lambda z: z * z)(np.array([1j]))


# check --------------------------------------------------------------------------------


def test_check():
    report = adgen.check(lambda x, k: np.sum(np.sin(x) * k), X, 2.0)
    assert report.forward < 1e-8 and report.reverse < 1e-12
    assert "forward mode" in str(report)
    adgen.check(linear, A, X)
    adgen.check(adgen.grad(lambda x: x**3), 2.0)


def test_check_needs_something_to_vary():
    with pytest.raises(ArgumentError, match="no argument carries a derivative"):
        adgen.check(lambda n: n * 1.0, np.arange(3))


def test_check_finds_a_wrong_derivative():
    def held(x):
        return x + adgen.constant(x**2)

    with pytest.raises(CheckError, match="disagrees with differences"):
        adgen.check(held, 0.3)


def test_adjoints_of_none_are_zeros_of_the_shape_of_the_result():
    _, pullback = adgen.vjp(lambda x: x * 2.0, X)
    (x_bar,) = pullback(None)
    np.testing.assert_array_equal(x_bar, np.zeros(3), strict=True)
    _, pullback = adgen.vjp(lambda x: (x * 2.0, np.sum(x) ** 2), X)
    np.testing.assert_allclose(pullback((None, 1.0))[0], np.full(3, 2.0 * X.sum()))


def test_complex_adjoints_and_tangents_of_real_values_are_refused():
    _, pullback = adgen.vjp(lambda x: x * 2.0, X)
    with pytest.raises(ArgumentError, match="a complex tangent for a real value"):
        pullback(1j * X)
    with pytest.raises(ArgumentError, match="a complex tangent for a real value"):
        adgen.jvp(lambda x: x * 2.0, (X,), (1j * X,))


@pytest.mark.parametrize("of", [adgen.jacobian, adgen.hvp])
def test_products_are_differentiated_further_in_a_function(of):
    cube = np.sum if of is adgen.jacobian else lambda x: np.sum(x**3)
    with pytest.raises(adgen.AdgenError, match="Call it in a function"):
        adgen.jvp(of(cube), (X,), (X,))


def test_third_derivatives_in_a_function():
    third = adgen.jvp(lambda x: adgen.hvp(lambda z: np.sum(z**3))(x, X), (X,), (X,))[1]
    np.testing.assert_allclose(third, 6.0 * X * X)
    assert adgen.jacobian(lambda x: adgen.jacobian(lambda z: z**3)(x))(X).shape == (
        3,
        3,
        3,
    )


def test_a_number_for_an_array_without_axes():
    for f in (np.asarray, np.copy, np.transpose):
        _, pullback = adgen.vjp(lambda x, f=f: f(x), 2.0)
        assert pullback(3.0)[0] == 3.0
        assert adgen.jvp(lambda x, f=f: f(x), (np.array(2.0),), (3.0,))[1] == 3.0


def test_functions_of_libraries_have_the_derivatives_of_their_rules():
    """They are written in Python, too, but are not read."""
    linalg = pytest.importorskip("scipy.linalg")
    a = np.array([[3.0, 1.0], [0.5, 4.0]])
    slope = np.linalg.det(a) * np.linalg.inv(a).T
    np.testing.assert_allclose(adgen.grad(linalg.det)(a), slope)
    assert adgen.jvp(linalg.cholesky, (a + a.T,), (a,))[1].shape == (2, 2)
    assert adgen.grad(statistics.fmean)([1.0, 3.0]) == [0.5, 0.5]
