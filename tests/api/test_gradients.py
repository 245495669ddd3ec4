"""grad, value_and_grad and hvp as people call them."""

import functools
import inspect
import math
import sys
import types
from collections import namedtuple

import numpy as np
import pytest

import adgen
from adgen import ArgumentError, KindError


def f(x, y, k=2.0):
    return k * x * x * y


def loss(params, data):
    return np.sum((params["w"] * data + params["b"]) ** 2)


def test_one_argument_gives_a_bare_value():
    df = adgen.grad(f)
    assert df(3.0, 5.0) == 60.0
    assert df(3.0, y=5.0, k=1.0) == 30.0
    assert adgen.grad(f, "y")(3.0, 5.0) == 18.0


def test_several_arguments_give_a_tuple():
    assert adgen.grad(f, (0, "y"))(3.0, 5.0) == (60.0, 18.0)
    assert adgen.grad(f, (1,))(3.0, 5.0) == (18.0,)


def test_value_and_gradient():
    assert adgen.value_and_grad(f)(3.0, 5.0) == (90.0, 60.0)
    assert adgen.value_and_grad(f, (0, 1))(3.0, 5.0) == (90.0, (60.0, 18.0))


def test_further_results():
    def with_steps(x):
        y = x * x
        return y, {"half": x / 2, "name": "square"}

    (value, aux), slope = adgen.value_and_grad(with_steps, has_aux=True)(3.0)
    assert (value, slope) == (9.0, 6.0)
    assert aux == {"half": 1.5, "name": "square"}


def test_further_results_beside_a_gradient():
    @adgen.grad(has_aux=True)
    def with_steps(x, k=2.0):
        y = k * x
        return np.sum(y * y), {"y": y, "of": (k, "steps")}

    slope, aux = with_steps(np.ones(2))
    assert list(slope) == [8.0, 8.0]
    assert list(aux["y"]) == [2.0, 2.0] and aux["of"] == (2.0, "steps")
    product = adgen.grad(lambda x, y: (x * y, x), (0, "y"), has_aux=True)
    assert product(2.0, 3.0) == ((3.0, 2.0), 2.0)


def test_pow_by_itself():
    assert adgen.grad(pow)(2.0, 3.0) == 12.0


def test_the_vector_of_hvp_is_asked_for():
    product = adgen.hvp(lambda x, y=1.0: x**2 * y)
    assert product(2.0, 3.0, 1.0) == 6.0 and product(2.0, 1.0) == 2.0
    with pytest.raises(ArgumentError, match="needs the vector as its last argument"):
        product(2.0)
    with pytest.raises(ArgumentError, match="of a function or its gradient"):
        adgen.check(product, 2.0, 1.0)


def test_as_decorators():
    @adgen.grad
    def square(x):
        return x * x

    @adgen.grad(argnums=(0, 1))
    def product(x, y):
        return x * y

    @adgen.value_and_grad
    def cube(x):
        return x * x * x

    assert square(3.0) == 6.0
    assert product(3.0, 4.0) == (4.0, 3.0)
    assert cube(2.0) == (8.0, 12.0)
    assert square.__name__ == "square_grad"


def test_ints_are_real_numbers():
    def power(x, n):
        y = 1
        for _ in range(n):
            y = y * x
        return y

    df = adgen.grad(power)
    for _ in range(3):
        assert df(3, 4) == 108.0
        assert isinstance(df(3, 4), float)


def test_the_gradient_has_the_structure_of_the_argument():
    params = {"w": np.array([1.0, 2.0]), "b": 0.5}
    data = np.array([3.0, 4.0])
    got = adgen.grad(loss)(params, data)
    rest = 2 * (params["w"] * data + params["b"])
    assert list(got) == ["w", "b"]
    assert np.allclose(got["w"], rest * data)
    assert np.isclose(got["b"], rest.sum())


def test_parts_that_are_none():
    params = {"w": 2.0, "b": None}

    def f(p):
        return p["w"] ** 2 if p["b"] is None else p["w"] + p["b"]

    assert adgen.grad(f)(params) == {"w": 4.0, "b": None}
    assert adgen.grad(f)({"w": 2.0, "b": 1.0}) == {"w": 1.0, "b": 1.0}
    assert adgen.value_and_grad(f)(params) == (4.0, {"w": 4.0, "b": None})
    assert adgen.hvp(f)(params, {"w": 3.0, "b": None}) == {"w": 6.0, "b": None}


def test_nested_structures():
    def g(pairs):
        (a, b), [c] = pairs
        return a * b * c

    assert adgen.grad(g)(((2.0, 3.0), [4.0])) == ((12.0, 8.0), [6.0])


def test_rest_arguments():
    def g(*xs, scale):
        return scale * xs[0] * xs[1]

    assert adgen.grad(g, 1)(2.0, 3.0, scale=5.0) == 10.0
    assert adgen.grad(g, "scale")(2.0, 3.0, scale=5.0) == 6.0


def test_arrays():
    x = np.array([1.0, 2.0, 3.0])
    df = adgen.grad(lambda x, s: np.sum(np.sin(x) * s))
    assert np.allclose(df(x, 2.0), 2 * np.cos(x))
    assert np.allclose(df(x[:1], 2.0), 2 * np.cos(x[:1]))
    assert np.allclose(df(np.ones((2, 2)), 2.0), 2 * np.cos(np.ones((2, 2))))
    single = df(x.astype(np.float32), 2.0)
    assert single.dtype == np.float32


def test_primitives():
    assert adgen.grad(np.sin)(0.0) == 1.0
    assert adgen.grad(math.exp)(0.0) == 1.0
    assert adgen.grad(abs)(-2.0) == -1.0


def test_constants():
    assert adgen.constant(3.0) == 3.0
    df = adgen.grad(lambda x: x * adgen.constant(np.sin(x)))
    assert df(2.0) == np.sin(2.0)
    assert "import adgen" not in df.source


def test_partial_and_lambda():
    assert adgen.grad(functools.partial(f, k=3.0))(2.0, 1.0) == 12.0
    assert adgen.grad(functools.partial(f, 2.0))(1.0) == 8.0
    first, second = adgen.grad(lambda x: x * x), adgen.grad(lambda x: 3 * x)
    assert (first(2.0), second(2.0)) == (4.0, 3.0)


def test_what_is_bound_is_no_parameter_of_the_text():
    by_name = adgen.grad(functools.partial(f, k=3.0))
    by_name(2.0, 1.0)
    assert list(inspect.signature(by_name.py_func).parameters) == ["x", "y", "out_bar"]
    method = adgen.grad(Model(2.0).loss)
    assert method(3.0) == 12.0
    assert list(inspect.signature(method.py_func).parameters) == ["x", "out_bar"]
    assert method.py_func(3.0) == 12.0


class Model:
    def __init__(self, k):
        self.k = k

    def loss(self, x):
        return self.k * x * x

    @adgen.grad
    def slope(self, x):
        return self.k * x**3

    def __call__(self, x):
        return self.loss(x)


def test_methods():
    model = Model(2.0)
    assert adgen.grad(model.loss)(3.0) == 12.0
    assert adgen.grad(model)(3.0) == 12.0
    assert model.slope(2.0) == 24.0
    assert Model(1.0).slope(2.0) == 12.0
    assert model.slope is model.slope


def test_an_attribute_that_changes():
    model = Model(2.0)
    df = adgen.grad(model.loss)
    assert df(3.0) == 12.0
    model.k = 5.0
    assert df(3.0) == 30.0


rate = 2.0


def scaled(x):
    return rate * x


def test_a_global_that_changes(monkeypatch):
    df = adgen.grad(scaled)
    assert df(1.0) == 2.0
    monkeypatch.setitem(globals(), "rate", 7.0)
    assert df(1.0) == 7.0


def test_a_cell_that_changes():
    factor = 2.0

    def g(x):
        return factor * x

    df = adgen.grad(g)
    assert df(1.0) == 2.0
    factor = 3.0
    assert df(1.0) == 3.0


def test_a_function_that_changes(monkeypatch):
    df = adgen.grad(calls_inner)
    assert df(2.0) == 4.0
    monkeypatch.setitem(globals(), "inner", lambda x: x**3)
    assert df(2.0) == 12.0


def inner(x):
    return x * x


def calls_inner(x):
    return inner(x)


# second order -----------------------------------------------------------------------


def test_gradient_of_a_gradient():
    assert np.isclose(adgen.grad(adgen.grad(lambda x: x**4))(2.0), 48.0)
    assert np.isclose(adgen.grad(adgen.grad(np.sin))(0.5), -np.sin(0.5))
    assert adgen.grad(Model(2.0).slope)(2.0) == 24.0
    with pytest.raises(ArgumentError, match="not differentiated further"):
        adgen.grad(adgen.hvp(f))


def test_hessian_times_vector():
    product = adgen.hvp(lambda x: np.sum(x**3))
    x, v = np.array([1.0, 2.0]), np.array([0.5, 1.0])
    assert np.allclose(product(x, v), 6 * x * v)
    several = adgen.hvp(lambda x, y: x * x * y, (0, 1))
    assert several(2.0, 3.0, (1.0, 0.0)) == (6.0, 4.0)
    with pytest.raises(ArgumentError, match="needs a tuple of 2 vectors"):
        several(2.0, 3.0, (1.0,))
    with pytest.raises(ArgumentError, match="tangent of shape"):
        product(x, np.ones(3))


# errors -----------------------------------------------------------------------------


def test_an_array_result_is_refused():
    with pytest.raises(ArgumentError, match="jacobian or adgen.vjp"):
        adgen.grad(lambda x: x * 2)(np.ones(2))


def test_a_complex_result_is_refused():
    for f in (lambda z: z * z, lambda z: np.sum(z * 1j)):
        with pytest.raises(ArgumentError, match="returns a complex number"):
            adgen.grad(f)(1 + 2j)


def test_a_result_that_is_no_number_is_refused(capsys):
    for f in (lambda x: None, print):
        with pytest.raises(ArgumentError, match="None.*a gradient is of one number"):
            adgen.grad(f)(1.0)


def test_an_unknown_result_is_looked_at():
    def f(x, g):
        return g(x)

    with pytest.raises(ArgumentError, match="one number"):
        adgen.grad(f)(np.ones(2), lambda x: 2 * x)


def test_a_named_tuple_has_a_gradient_of_its_class():
    pair = namedtuple("pair", "a b")
    assert adgen.grad(lambda p: p[0] * p[1])(pair(1.0, 2.0)) == pair(2.0, 1.0)
    with pytest.raises(KindError, match="no attribute of a pair is a float"):
        adgen.grad(lambda p: p[0] * p[1])(pair(1, 2))


def test_an_integer_array_is_refused():
    with pytest.raises(KindError, match="with respect to `x`.*integer array"):
        adgen.grad(lambda x: np.sum(x * 1.0))(np.arange(3))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: adgen.grad(f, 3), "out of range"),
        (lambda: adgen.grad(f, "nope"), "no parameter `nope`"),
        (lambda: adgen.grad(3.0), "is not a function"),
        (lambda: adgen.grad(f)(), "missing a required argument"),
        (lambda: adgen.grad(f)(1.0, 2.0, z=3.0), "unexpected keyword argument 'z'"),
    ],
)
def test_wrong_use(call, words):
    with pytest.raises(ArgumentError, match=words):
        call()


# looking ----------------------------------------------------------------------------


def test_source():
    df = adgen.grad(f, (0, 1))
    df(3.0, 5.0)
    assert df.source.startswith("def f_grad(") or "\ndef f_grad(" in df.source
    names = {"np": np}
    exec(df.source, names)
    assert names["f_grad"](3.0, 5.0, 2.0) == (60.0, 18.0)
    assert "f_grad" in inspect.getsource(df)
    assert adgen.show(df) == df.source
    assert "f" in adgen.show(f, "lowered")
    with pytest.raises(ArgumentError, match="no stage 'nope'"):
        adgen.show(f, "nope")


def test_source_before_the_first_call():
    assert "def f_grad(" in adgen.grad(f).source


def test_what_it_says_of_itself():
    df = adgen.grad(f, (0, 1))
    assert inspect.signature(df) == inspect.signature(f)
    assert df.__name__ == "f_grad" and df.__module__ == __name__
    assert df.__doc__ == "Gradient of `f` with respect to x, y."
    assert repr(df) == "<gradient of f with respect to x, y>"
    assert inspect.getsource(df).startswith("def f_grad(x, y")
    df(1.0, 2.0)
    assert df.__wrapped__ is df.py_func


def test_tools_may_look_at_what_cannot_be_differentiated():
    df = adgen.grad(lambda x: open(x).read())
    assert not hasattr(df, "__wrapped__")
    assert inspect.signature(df)


def test_specialisations():
    df = adgen.grad(lambda x: np.sum(x * x))
    df(1.0), df(2.0), df(np.float64(3.0))
    count = len(df.specialisations)
    df(np.ones(3)), df(np.ones(4))
    assert len(df.specialisations) == count + 1


def test_a_call_costs_little():
    """Python functions that are called over the generated one; the time is in `make bench`."""
    df = adgen.grad(f)
    df(3.0, 5.0, 2.0)
    called = []

    def note(frame, event, arg):
        if event == "call":
            called.append(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        df(3.0, 5.0, 2.0)
    finally:
        sys.setprofile(None)
    assert called[-1] == df.py_func.__name__
    assert len(called) <= 8, called


def test_parts_without_derivative_come_back_as_none():
    def model(p):
        power = sum(np.sum(w**n) for w, n in p["layers"])
        scale = p["scale"] if p["kind"] == "scaled" else 1.0
        return power * scale + (0.0 if p["bias"] is None else p["bias"])

    p = {
        "layers": [(np.array([1.0, 2.0]), 2), (np.array([3.0]), 3)],
        "kind": "scaled",
        "scale": 0.5,
        "bias": None,
        "order": np.arange(2),
        "trained": True,
    }
    for gradient in (adgen.grad(model)(p), adgen.vjp(model, p)[1](1.0)[0]):
        (first, n), (second, m) = gradient["layers"]
        assert np.allclose(first, [1.0, 2.0]) and np.allclose(second, [13.5])
        assert n is None and m is None
        assert gradient["scale"] == 32.0
        assert all(gradient[k] is None for k in ("kind", "bias", "order", "trained"))
    along = {**p, "layers": [(np.ones(2), None), (np.zeros(1), None)], "scale": 0.0}
    found = adgen.hvp(model)(p, along)
    assert np.allclose(found["layers"][0][0], [1.0, 1.0])
    assert found["scale"] == 6.0 and found["kind"] is None
    _, slope = adgen.jvp(model, (p,), (along,))
    assert slope == 3.0


def test_has_aux_asks_for_a_pair():
    def pair(x):
        return x * x, {"x": x}

    assert adgen.value_and_grad(pair, has_aux=True)(3.0) == ((9.0, {"x": 3.0}), 6.0)
    for wrong in (lambda x: x * x, lambda x: (x * x, x, x)):
        with pytest.raises(ArgumentError, match="does not return a pair"):
            adgen.value_and_grad(wrong, has_aux=True)(3.0)


def test_an_attribute_of_the_class_that_the_object_hides_later():
    class Scaled:
        scale = 2.0

        def value(self, x):
            return self.scale * self.shape(x)

        def shape(self, x):
            return x * x

    scaled = Scaled()
    slope = adgen.grad(scaled.value)
    assert slope(3.0) == slope(3.0) == 12.0
    scaled.scale = 5.0
    assert slope(3.0) == 30.0
    scaled.shape = lambda x: x
    assert slope(3.0) == 5.0
    Scaled.scale = 7.0
    assert slope(3.0) == 5.0
    assert len(slope.specialisations) == 1


def steps(x):
    count = 0
    while x > 1.0:
        x = x / 2.0
        count += 1
    return count


@pytest.mark.parametrize(
    ("f", "words"),
    [
        (lambda x: int(x), "returns an integer"),
        (lambda x: round(x), "returns an integer"),
        (steps, "returns an integer"),
        (lambda x: x > 2.0, "returns a boolean"),
        (lambda x: np.argmax(np.array([x, 2.0])), "returns an integer"),
    ],
)
def test_a_count_or_an_answer_has_no_slope(f, words):
    with pytest.raises(ArgumentError, match=words):
        adgen.grad(f)(2.5)
    with pytest.raises(ArgumentError, match=words):
        adgen.value_and_grad(lambda x: (f(x), x), has_aux=True)(2.5)


def test_an_integer_beside_a_real_result_and_a_constant_are_numbers():
    assert adgen.grad(lambda x: x**2 if x > 0.0 else 0)(-1.0) == 0.0
    assert adgen.grad(lambda x: 3)(1.0) == 0.0
    assert adgen.grad(lambda x: float(int(x)))(2.5) == 0.0
    with pytest.raises(adgen.AdgenError, match="no slope"):
        adgen.jacobian(lambda x: x > 0.0)(np.ones(2))


def of_large_numbers(x):
    if x > 5.0:
        return x * x


def test_where_a_function_returns_nothing_there_is_no_gradient():
    gradient = adgen.grad(of_large_numbers)
    assert gradient(6.0) == 12.0
    for derivative in (gradient, adgen.value_and_grad(of_large_numbers)):
        with pytest.raises(TypeError, match="returns None here"):
            derivative(2.0)


def without_axes_through_views(x):
    return x[None][0] + x[None, None][0, 0] * x + np.broadcast_to(x, (2,)).sum()


def test_an_array_without_axes_is_read_through_views():
    assert adgen.grad(without_axes_through_views)(np.array(1.5)) == pytest.approx(6.0)


def test_a_namespace_has_the_gradient_of_its_attributes():
    found = adgen.grad(lambda p: p.a**2 * p.b)(types.SimpleNamespace(a=2.0, b=3.0))
    assert found == types.SimpleNamespace(a=12.0, b=4.0)
