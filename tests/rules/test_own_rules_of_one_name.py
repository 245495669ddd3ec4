"""Rules of users for functions that share a name: each function has its own.

The slopes that the rules state are not those of the functions, so that a function that is looked
into, or taken for the other one, is found out.
"""

from __future__ import annotations

import adgen

first, second = (lambda t: t * 1.0), (lambda t: t * 1.0)
adgen.elementwise(first, dt="10.0 + 0.0 * t")
adgen.elementwise(second, dt="20.0 + 0.0 * t")


def scaled(t):
    return t * 1.0


earlier = scaled
adgen.rule(earlier, out_dot="5.0 * t_dot", t_bar="5.0 * out_bar")


def scaled(t):
    return t * 1.0


adgen.rule(scaled, out_dot="7.0 * t_dot", t_bar="7.0 * out_bar")


def lifted(t):
    return t + 10.0


lifted_before = lifted
adgen.elementwise(lifted_before, dt="1.0")


def lifted(t):
    return t + 20.0


@adgen.custom_vjp
def clipped(t):
    return t * 1.0


clipped.defvjp(lambda t: (t, None), lambda saved, out_bar: (100.0 * out_bar,))
clipped_before = clipped


@adgen.custom_vjp
def clipped(t):
    return t * 1.0


clipped.defvjp(lambda t: (t, None), lambda saved, out_bar: (200.0 * out_bar,))


def of_lambdas(x):
    return first(x) + 3.0 * second(x)


def of_definitions(x):
    return earlier(x) + 3.0 * scaled(x)


def of_custom_functions(x):
    return clipped_before(x) + 3.0 * clipped(x)


def of_another_value(x):
    return lifted_before(x)


def test_a_name_that_stands_for_another_function_now():
    """Generated code imported the name, and so called the other function."""
    assert adgen.value_and_grad(of_another_value)(1.0) == (11.0, 1.0)
    assert adgen.jvp(of_another_value, (1.0,), (1.0,)) == (11.0, 1.0)


def test_lambdas_of_one_module():
    assert adgen.grad(of_lambdas)(1.0) == 70.0
    assert adgen.jvp(of_lambdas, (1.0,), (1.0,)) == (4.0, 70.0)


def test_a_name_that_is_defined_again():
    assert adgen.grad(of_definitions)(1.0) == 26.0
    assert adgen.jvp(of_definitions, (1.0,), (1.0,)) == (4.0, 26.0)
    assert adgen.grad(of_custom_functions)(1.0) == 700.0


def test_each_by_itself():
    slopes = [adgen.grad(f)(1.0) for f in (first, second, earlier, scaled)]
    assert slopes == [10.0, 20.0, 5.0, 7.0]
    assert adgen.grad(clipped_before)(1.0) == 100.0
    assert adgen.grad(first).source.startswith("def lambda_line")
    custom = adgen.custom_vjp(lambda t: t * 1.0)
    custom.defvjp(lambda t: (t, None), lambda saved, out_bar: (3.0 * out_bar,))
    assert adgen.grad(custom)(1.0) == 3.0


def test_a_rule_given_again_replaces_the_first():
    def doubled(t):
        return t * 2.0

    adgen.elementwise(doubled, dt="1.0")
    assert adgen.grad(lambda x: doubled(x))(1.0) == 1.0
    adgen.elementwise(doubled, dt="4.0")
    assert adgen.grad(lambda x: doubled(x))(1.0) == 4.0
