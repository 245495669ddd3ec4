"""`grad`, `value_and_grad` and `hvp`: derivatives that are functions, and decorators.

df = adgen.grad(f)                      @adgen.grad(argnums=(0, 1))
df(2.0)                                 def loss(w, b): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, ParamSpec, TypeVar, overload

from adgen.api.arguments import Argnum, Argnums
from adgen.api.derivative import Derivative
from adgen.options import DEFAULT, Options

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")
Several = tuple[Argnum, ...] | list[Argnum]
"""Parameters by position or name: the gradient with respect to several is a tuple."""

# What the gradient with respect to one parameter is depends on which it is: Any. Overloads that
# named the first parameter's type would lose its name.


@overload
def grad(
    f: Callable[P, tuple[Any, A]],
    argnums: Argnums = 0,
    *,
    has_aux: Literal[True],
    options: Options = DEFAULT,
) -> Derivative[P, tuple[Any, A]]: ...
@overload
def grad(
    f: Callable[P, Any],
    argnums: Several,
    has_aux: Literal[False] = False,
    *,
    options: Options = DEFAULT,
) -> Derivative[P, tuple[Any, ...]]: ...
@overload
def grad(
    f: Callable[P, Any],
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Derivative[P, Any]: ...
@overload
def grad(
    f: None = None,
    *,
    argnums: Several,
    has_aux: Literal[False] = False,
    options: Options = DEFAULT,
) -> Callable[[Callable[P, Any]], Derivative[P, tuple[Any, ...]]]: ...
@overload
def grad(
    f: None = None,
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Callable[[Callable[P, Any]], Derivative[P, Any]]: ...
def grad(
    f: Callable[..., Any] | None = None,
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Any:
    """The gradient of `f`, which returns a number, with respect to some of its parameters.

    `argnums` is a position or a name, and the gradient has the structure of that argument; or
    it is a tuple of those, and the result is a tuple. With `has_aux`, `f` returns a pair of a
    number and anything else; the result is `(gradient of the number, anything)`.
    """

    def made(function: Callable[..., Any]) -> Derivative[..., Any]:
        return Derivative(function, "grad", argnums, has_aux, options)

    return made if f is None else made(f)


@overload
def value_and_grad(
    f: Callable[P, R],
    argnums: Several,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Derivative[P, tuple[R, tuple[Any, ...]]]: ...
@overload
def value_and_grad(
    f: Callable[P, R],
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Derivative[P, tuple[R, Any]]: ...
@overload
def value_and_grad(
    f: None = None,
    *,
    argnums: Several,
    has_aux: bool = False,
    options: Options = DEFAULT,
) -> Callable[[Callable[P, R]], Derivative[P, tuple[R, tuple[Any, ...]]]]: ...
@overload
def value_and_grad(
    f: None = None,
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Callable[[Callable[P, R]], Derivative[P, tuple[R, Any]]]: ...
def value_and_grad(
    f: Callable[..., Any] | None = None,
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    options: Options = DEFAULT,
) -> Any:
    """The value of `f` and its gradient, as a pair.

    With `has_aux`, `f` returns a pair of a number and anything else; the result is
    `((number, anything), gradient of the number)`.
    """

    def made(function: Callable[..., Any]) -> Derivative[..., tuple[Any, Any]]:
        return Derivative(function, "value_and_grad", argnums, has_aux, options)

    return made if f is None else made(f)


@overload
def hvp(
    f: Callable[..., Any], argnums: Argnums = 0, *, options: Options = DEFAULT
) -> Derivative[..., Any]: ...
@overload
def hvp(
    f: None = None, argnums: Argnums = 0, *, options: Options = DEFAULT
) -> Callable[[Callable[..., Any]], Derivative[..., Any]]: ...
def hvp(
    f: Callable[..., Any] | None = None,
    argnums: Argnums = 0,
    *,
    options: Options = DEFAULT,
) -> Any:
    """The Hessian of `f` times a vector, which is the last argument: `hvp(f)(x, v)`.

    The vector has the structure of the argument; for several `argnums` it is a tuple. This is
    what `scipy.optimize.minimize` takes as `hessp`.
    """

    def made(function: Callable[..., Any]) -> Derivative[..., Any]:
        return Derivative(function, "hvp", argnums, options=options)

    return made if f is None else made(f)
