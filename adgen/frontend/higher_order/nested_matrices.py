"""Jacobians and Hessians inside a function that is differentiated: a product for each column.

adgen.jacobian(f)(x)     np.stack([jvp(f, x, e) for each unit vector e], axis=-1)
adgen.hessian(f)(x)      np.stack([hvp(f, x, e) for each unit vector e], axis=-1)
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from adgen.frontend.higher_order import derivatives
from adgen.frontend.higher_order.parameter_names import parameter_name
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import SAY_WHAT_IT_IS, Context, Name
from adgen.frontend.scope.values import Derivative, Object, Partial, Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Array, Number, Unbound, Unknown
from adgen.ir.nodes import Apply, Const, Function
from adgen.ir.walk import all_statements

MODES = ("jacobian", "hessian")
_SLOPES = {
    "jacobian": Object(words.slope_along, "slope_along"),
    "hessian": Object(words.slope_of_gradient_along, "slope_of_gradient_along"),
}


def call(
    ctx: Context, matrix: Derivative, args: Sequence[Value], node: ast.AST, name: Name
) -> Value:
    """The matrix at some arguments, of which one number or vector varies."""
    places = derivatives.places_of(ctx, matrix, len(args), node)
    if not matrix.bare or len(places) != 1:
        ctx.refuse(
            node,
            f"a {matrix.mode} by several arguments is taken in a function that is"
            " differentiated",
            "Take it by one argument.",
        )
    (place,) = places
    x = args[place]
    function = _of_one(matrix.function, args, place)
    kind = memory.kind_of(ctx, x)
    slope = _SLOPES[matrix.mode]
    if isinstance(kind, Number | Unbound):
        return ctx.lowering.call(ctx, slope, (function, x, Const(1.0)), {}, node, name)
    if not isinstance(kind, Array) or kind.dims is None or len(kind.dims) != 1:
        unknown = isinstance(kind, Unknown) or getattr(kind, "dims", ()) is None
        remedy = "Take it of a function of a vector: f(np.reshape(v, shape))."
        ctx.refuse(
            node,
            f"a {matrix.mode} by what is no number and no vector is taken in a function"
            " that is differentiated",
            SAY_WHAT_IT_IS if unknown else remedy,
        )
    before = set(ctx.lowering.functions)
    result = word(ctx, words.columns_along, (slope, function, x), node, name)
    made = [f for key, f in ctx.lowering.functions.items() if key not in before]
    if any(map(_draws, made)):
        ctx.refuse(
            node,
            f"a {matrix.mode} of what draws random numbers, or calls what is not known, is"
            " taken in a function that is differentiated: each column would have its own",
            "Draw outside of the inner function.",
        )
    return result


def _draws(function: Function) -> bool:
    """True if a function draws random numbers, or calls what may do so."""
    return any(
        isinstance(stmt, Apply)
        and (stmt.fn == "call" or stmt.fn.startswith(("np.random.", "random.")))
        for stmt in all_statements(function.body)
    )


def _of_one(function: Value, args: Sequence[Value], place: int) -> Value:
    """The function of the argument that varies, the others bound."""
    names = [parameter_name(function, i) for i in range(len(args))]
    later = tuple((names[i], args[i]) for i in range(place + 1, len(args)))
    if not place and not later:
        return function
    return Partial(function, tuple(args[:place]), later)


def of_object(matrix: Any, called: str) -> Derivative:
    """What adgen.jacobian gave outside of the function."""
    argnums = matrix.argnums
    bare = not isinstance(argnums, tuple | list)
    inner = Object(matrix.primal, getattr(matrix.primal, "__name__", called))
    return Derivative(inner, matrix.mode, (argnums,) if bare else tuple(argnums), bare)


def _slope_along(
    ctx: Context,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """The derivative of a function in a direction."""
    function, x, direction = args
    forward = Derivative(function, "jvp", (0,), bare=False)
    both = derivatives.call(ctx, forward, (x, direction), {}, node, None)
    if isinstance(both, Tuple) and not isinstance(both.items[1], Tuple):
        return both.items[1]
    ctx.refuse(
        node,
        "a Jacobian of several results is taken in a function that is differentiated",
        "Take it of a function that gives one array.",
    )


def _slope_of_gradient_along(
    ctx: Context,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """A Hessian times a vector."""
    function, x, direction = args
    product = Derivative(function, "hvp", (0,), bare=True)
    return derivatives.call(ctx, product, (x, direction), {}, node, name)


CALLS: dict[object, Any] = {
    words.slope_along: _slope_along,
    words.slope_of_gradient_along: _slope_of_gradient_along,
}
"""What the words for matrices call, by the function itself."""
