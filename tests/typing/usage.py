"""Checked by mypy, not run: what editors know about derivatives."""

from typing import Any, assert_type, reveal_type

import adgen
from adgen import Derivative


def f(x: float, n: int = 3) -> float:
    return x**n


df = adgen.grad(f)
reveal_type(df)
df(2.0)
df(2.0, n=4)
df("text")  # E: incompatible type
df(2.0, 3, 4)  # E: Too many arguments
assert_type(df(2.0), Any)


@adgen.grad
def plain(x: float) -> float:
    return x


reveal_type(plain)


@adgen.grad(argnums=(0, 1))
def both(x: float, y: float) -> float:
    return x * y


reveal_type(both)

value, gradient = adgen.value_and_grad(f)(2.0)
assert_type(value, float)
y, pullback = adgen.vjp(f, 2.0)
assert_type(y, float)
assert_type(pullback(1.0), tuple[Any, ...])
y, y_dot = adgen.jvp(f, (2.0,), (1.0,))
assert_type(adgen.jvp(f, (2.0,), (1.0,)), tuple[float, Any])


@adgen.value_and_grad(argnums=1)
def second(x: float, y: float) -> float:
    return x * y


assert_type(second(1.0, 2.0), tuple[float, Any])
text: str = df.source
inner: Derivative[..., Any] = adgen.hvp(f)

assert_type(adgen.grad(f, (0, 1))(2.0), tuple[Any, ...])
assert_type(adgen.grad(f, argnums=["x"])(2.0), tuple[Any, ...])
assert_type(both(1.0, 2.0), tuple[Any, ...])
assert_type(plain(1.0), Any)
plain("text")  # E: incompatible type
assert_type(adgen.value_and_grad(f, ("x", "n"))(2.0), tuple[float, tuple[Any, ...]])


def named(x: float) -> tuple[float, str]:
    return x, "name"


assert_type(adgen.grad(named, has_aux=True)(1.0), tuple[Any, str])
assert_type(
    adgen.value_and_grad(named, has_aux=True)(1.0), tuple[tuple[float, str], Any]
)


class Spring:
    @adgen.value_and_grad(argnums=(0, 1))
    def energy(self, x: float, k: float = 2.0) -> float:
        return k * x**2


assert_type(Spring().energy(1.0), tuple[float, tuple[Any, ...]])


@adgen.jacobian
def matrix(x: float) -> float:
    return x


matrix(1.0)
matrix("text")  # E: incompatible type
adgen.hessian(f)(2.0, n=4)
adgen.hessian(f)(2.0, m=4)  # E: Unexpected keyword argument
assert_type(adgen.grad(adgen.grad(f))(2.0, n=2), Any)
