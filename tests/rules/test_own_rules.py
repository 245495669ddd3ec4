"""Rules of users: what is refused when they are declared, and what finds out wrong ones."""

from __future__ import annotations

import math

import numpy as np
import pytest

import adgen
from adgen.errors import CheckError, NoRuleError, RuleError

X = np.array([0.3, 0.5, 0.9])


def softplus(x, k):
    return np.log1p(np.exp(k * x)) / k


def smoothed(a):
    return np.convolve(a, np.array([0.25, 0.5, 0.25]), "same")


def applied(a, b):
    return a @ b


def declared(name):
    """One of the functions above, with its rule (which others may have replaced)."""
    if name == "softplus":
        dk = "x / (1 + np.exp(-k * x)) / k - out / k"
        adgen.elementwise(softplus, dx="1 / (1 + np.exp(-k * x))", dk=dk)
        return softplus
    if name == "smoothed":
        adgen.linear(smoothed, a_bar="np.convolve(out_bar, [0.25, 0.5, 0.25], 'same')")
        return smoothed
    adgen.multilinear(applied, a_bar="np.outer(out_bar, b)", b_bar="a.T @ out_bar")
    return applied


CALLS = [("softplus", (X, 1.5)), ("smoothed", (X,)), ("applied", (np.eye(3) + 0.1, X))]


@pytest.mark.parametrize(("name", "args"), CALLS)
def test_right_rules_pass(name, args):
    report = adgen.testing.check_rule(declared(name), *args)
    assert report.first.forward < 1e-9
    assert report.first.reverse < 1e-12
    assert report.second is not None
    assert "second order" in str(report)


def test_a_wrong_slope_is_found():
    def cube(x):
        return x**3

    adgen.elementwise(cube, dx="2 * x * x")
    with pytest.raises(CheckError, match="disagrees with differences"):
        adgen.testing.check_rule(cube, X)


def test_a_wrong_transpose_is_found():
    def doubled(a):
        return 2.0 * a

    adgen.linear(doubled, a_bar="3.0 * out_bar")
    with pytest.raises(CheckError, match="the pullback disagrees"):
        adgen.testing.check_rule(doubled, X)


def test_an_adjoint_of_another_shape_is_found():
    @adgen.custom_vjp
    def scaled(x, k):
        return k * x

    scaled.defvjp(lambda x, k: (k * x, (x, k)), lambda s, bar: (s[1] * bar, s[0] * bar))
    with pytest.raises(ValueError, match=r"scaled_backward .* shape \(3,\), .* \(\)"):
        adgen.testing.check_rule(scaled, X, 2.0)
    assert list(adgen.grad(lambda x: np.sum(scaled(x, 2.0)))(X)) == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("forward", "backward", "error", "said"),
    [
        (np.sin, lambda s, bar: (bar,), TypeError, r"a pair, \(out, saved\)"),
        (lambda x: (np.sin(x), x), lambda s, bar: bar, TypeError, "a tuple of one adj"),
        (lambda x: (np.sin(x), x), lambda s, bar: (), TypeError, "a tuple of one adj"),
        (lambda x: (np.sin(x), x), lambda s, bar: (bar[0],), ValueError, r"shape \(\)"),
    ],
)
def test_what_functions_of_users_give_is_looked_at(forward, backward, error, said):
    @adgen.custom_vjp
    def wave(x):
        return np.sin(x)

    wave.defvjp(forward, backward)
    with pytest.raises(error, match=said):
        adgen.grad(lambda x: np.sum(wave(x)))(X)


@pytest.mark.parametrize(
    ("moved", "error", "said"),
    [
        (lambda p, t: np.cos(p[0]) * t[0], TypeError, r"a pair, \(out, out_dot\)"),
        (lambda p, t: (p[0], 1.0), ValueError, "a tangent of shape"),
    ],
)
def test_what_tangents_of_users_are_is_looked_at(moved, error, said):
    @adgen.custom_jvp
    def wave(x):
        return np.sin(x)

    wave.defjvp(moved)
    with pytest.raises(error, match=said):
        adgen.jvp(lambda x: np.sum(wave(x)), (X,), (X,))
    with pytest.raises(NoRuleError, match="a tangent alone"):
        adgen.grad(lambda x: np.sum(wave(x)))(X)


def test_a_function_without_rule():
    with pytest.raises(RuleError, match="has no rule"):
        adgen.testing.check_rule(lambda x: x, 1.0)


@pytest.mark.parametrize(
    ("formulas", "what"),
    [
        ({"dz": "1"}, "a formula `dz`: it may have x_bar, out_dot, dx"),
        ({"dx": "1 +"}, "no expression"),
        ({"dx": 1.0}, "is no text"),
        ({"dx": "r", "where": "r = 1 +"}, "no expression"),
    ],
)
def test_mistakes_are_refused_when_they_are_made(formulas, what):
    def f(x):
        return x

    with pytest.raises(RuleError, match=what):
        adgen.elementwise(f, **formulas)


def test_the_formula_is_in_the_text():
    softplus = declared("softplus")
    gradient = adgen.grad(lambda x: np.sum(softplus(x, 2.0)))
    gradient(X)
    assert "1 + np.exp(-2.0 * x)" in gradient.source


# functions with derivatives in Python -------------------------------------------------


def test_tangents_of_numbers_give_reverse_mode():
    @adgen.custom_jvp
    def wave(x, y):
        return math.sin(x) * y

    @wave.defjvp
    def wave_jvp(primals, tangents):
        (x, y), (x_dot, y_dot) = primals, tangents
        return wave(x, y), math.cos(x) * y * x_dot + math.sin(x) * y_dot

    gradient = adgen.grad(lambda x: wave(x, x * x), argnums=0)
    assert gradient(0.7) == pytest.approx(math.cos(0.7) * 0.49 + math.sin(0.7) * 1.4)
    assert adgen.testing.check_rule(wave, 0.7, 1.5).first.reverse < 1e-12
    with pytest.raises(NoRuleError, match="`wave_jvp` is not known"):
        adgen.grad(gradient)(0.7)


def test_reverse_mode_alone_is_compared_with_differences():
    @adgen.custom_vjp
    def squared(x):
        return x * x

    squared.defvjp(lambda x: (x * x, x), lambda x, out_bar: (2.0 * x * out_bar,))
    report = adgen.check(lambda x: np.sum(squared(x) ** 2), X)
    assert report.forward is None
    assert report.reverse < 1e-9
    assert "no forward mode" in str(report)


def test_a_wrong_backward_is_found():
    @adgen.custom_vjp
    def squared(x):
        return x * x

    squared.defvjp(lambda x: (x * x, x), lambda x, out_bar: (3.0 * x * out_bar,))
    with pytest.raises(CheckError, match="disagrees"):
        adgen.check(lambda x: np.sum(squared(x)), X)


def test_arguments_in_the_order_of_the_parameters():
    """Keywords in another order, and a default between them, took each other's places."""

    @adgen.custom_jvp
    def product(x, y=1.0, z=2.0):
        return x * y * y * z

    @product.defjvp
    def product_jvp(primals, tangents):
        (x, y, z), (x_dot, y_dot, z_dot) = primals, tangents
        moved = y * y * z * x_dot + 2 * x * y * z * y_dot + x * y * y * z_dot
        return product(*primals), moved

    moved = adgen.jvp(lambda a, b: product(z=b, x=a), (2.0, 3.0), (1.0, 1.0))
    assert moved == (6.0, 5.0)
    assert adgen.grad(lambda a, b: product(z=b, x=a), (0, 1))(2.0, 3.0) == (3.0, 2.0)


def test_parameters_that_have_a_name_only():
    @adgen.custom_vjp
    def power(x, n=2, *, scale=1.0):
        return scale * x**n

    def forward(x, n=2, *, scale=1.0):
        return scale * x**n, (x, n, scale)

    def backward(saved, bar):
        x, n, scale = saved
        return bar * scale * n * x ** (n - 1), None, np.sum(bar * x**n)

    power.defvjp(forward, backward)
    both = adgen.grad(lambda x, s: np.sum(power(x, scale=s, n=3)), (0, 1))(X, 2.0)
    assert both[0] == pytest.approx(6.0 * X**2) and both[1] == pytest.approx(sum(X**3))
    assert adgen.grad(lambda x: np.sum(power(x)))(X) == pytest.approx(2.0 * X)


# constants -----------------------------------------------------------------------------


def test_a_function_of_constants():
    @adgen.constant
    def different(x):
        return float(len(np.unique(x)))

    gradient = adgen.grad(lambda x: np.sum(x * x) * different(x))
    assert np.array_equal(gradient(X), 6.0 * X)


def test_a_rule_with_adjoints_alone_is_refused_in_forward_mode():
    def square_of_sum(x):
        return np.sum(x) ** 2

    adgen.rule(square_of_sum, x_bar="2 * np.sum(x) * out_bar * np.ones_like(x)")

    def thrice(x):
        return 3.0 * square_of_sum(x)

    point = np.array([1.0, 2.0])
    assert adgen.grad(thrice)(point).tolist() == [18.0, 18.0]
    with pytest.raises(NoRuleError, match="forward mode"):
        adgen.jvp(thrice, (point,), (point,))
    with pytest.raises(NoRuleError, match="forward mode"):
        adgen.hvp(lambda x: thrice(x) ** 2)(point, point)


def test_a_function_with_a_rule_is_not_looked_into():
    softplus = declared("softplus")
    gradient = adgen.grad(softplus, ("x", "k"))
    slope = 1 / (1 + math.exp(-0.6))
    assert gradient(0.3, 2.0)[0] == pytest.approx(slope)
    assert "1 + np.exp(-k * x)" in gradient.source


def test_custom_functions_by_themselves():
    @adgen.custom_vjp
    def square(x):
        return x * x

    square.defvjp(lambda x: (x * x, x), lambda x, bar: (2 * x * bar,))
    assert adgen.grad(square)(3.0) == 6.0

    @adgen.custom_jvp
    def leaky(x, slope=0.1):
        return x if x > 0 else slope * x

    leaky.defjvp(lambda p, t: (leaky(*p), t[0] * p[1] + t[1] * p[0]))
    assert adgen.grad(leaky, (0, "slope"))(-2.0, 0.3) == (0.3, -2.0)
    assert adgen.grad(leaky)(-2.0) == 0.1


def test_none_is_a_zero():
    @adgen.custom_vjp
    def power(x, n):
        return x**n

    power.defvjp(
        lambda x, n: (x**n, (x, n)),
        lambda s, bar: (bar * s[1] * s[0] ** (s[1] - 1), None),
    )
    both = adgen.grad(lambda x, n: np.sum(power(x, n) + n * x), (0, 1))
    assert both(2.0, 3.0) == (15.0, 2.0)
    slope, other = both(X, np.ones(3))
    assert list(slope) == [2.0, 2.0, 2.0] and list(other) == list(X)


@pytest.mark.parametrize(
    ("f", "args"),
    [
        (lambda p: p["a"] * p["b"], ({"a": 1.0, "b": 2.0},)),
        (lambda *x: x[0] * x[1], (1.0, 2.0)),
    ],
)
def test_arguments_that_have_no_place_are_refused(f, args):
    custom = adgen.custom_vjp(f)
    custom.defvjp(lambda *x: (f(*x), x), lambda s, bar: (bar, bar))
    with pytest.raises(NoRuleError, match="any number of arguments"):
        adgen.grad(lambda *x: custom(*x) * 2)(*args)


class Model:
    def squared(self, x):
        return x * x


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        (3, "which is no function"),
        (np.ndarray.sum, "which is no function"),
        (Model().squared, "with `self`"),
    ],
)
def test_what_is_no_function_has_no_rule(subject, message):
    with pytest.raises(RuleError, match=message):
        adgen.elementwise(subject, dx="1")


@pytest.mark.parametrize(
    ("formulas", "message"),
    [
        ({"dx": "slope_of(x)"}, "calls `slope_of`: what is it"),
        ({"dx": "math.pi"}, "NumPy as np and SciPy as scipy"),
        ({"dx": "1", "kinds": "elementwize"}, "kinds='elementwize', which is no word"),
    ],
)
def test_words_that_a_rule_does_not_know(formulas, message):
    def tripled(x):
        return 3 * x

    adgen.elementwise(tripled, **formulas)
    with pytest.raises(RuleError, match=message):
        adgen.grad(lambda x: np.sum(tripled(x)))(X)


def sine_and_cosine(x):
    return np.sin(x), np.cos(x)


def test_several_results_are_named():
    adgen.rule(sine_and_cosine, out_dot="x_dot", x_bar="out_bar")
    with pytest.raises(RuleError, match="returns 2 values"):
        adgen.testing.check_rule(sine_and_cosine, X)
    title = f"{__name__}.sine_and_cosine(x)"
    with pytest.raises(RuleError, match="may have x_bar, s_dot, c_dot"):
        adgen.rule(f"s, c = {title}", out_dot="x_dot", x_bar="s_bar")


def test_a_rule_of_one_result_for_several_is_refused_when_it_is_used():
    def both(x):
        if np.sum(x) > 0.0:
            return np.sin(x), np.cos(x)
        return x, x

    def packed(x):
        def inner(x):
            return x, x

        return np.sum(inner(x))

    for function in (both, packed, lambda x: (x, x)):
        adgen.rule(function, out_dot="x_dot", x_bar="out_bar")
    with pytest.raises(RuleError, match="returns 2 values, its rule is of one"):
        adgen.grad(lambda x: np.sum(both(x)[0]))(X)
    with pytest.raises(RuleError, match="returns 2 values"):
        adgen.jvp(lambda x: function(x)[1], (X,), (X,))
    np.testing.assert_array_equal(adgen.grad(lambda x: packed(x))(X), 1.0)


def test_a_signature_that_is_none():
    with pytest.raises(RuleError):
        adgen.elementwise(f"{__name__}.sine_and_cosine", dx="1")
