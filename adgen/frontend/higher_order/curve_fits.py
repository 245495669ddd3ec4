"""A curve that is fitted to data: the parameters are where the sum of squares is stationary.

popt, pcov = curve_fit(f, t, y)    %1, _ = scipy.optimize.curve_fit(function('f'), t, y)
                                   popt.0 = solution(%1, function('sum_of_squares_grad'), (t, y))

SciPy calls the model with a number for each parameter, the sum of squares has them in a vector.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.containers.subscripts import select
from adgen.frontend.higher_order.functionals import functional, gradient, solution
from adgen.frontend.higher_order.given_arguments import Given
from adgen.frontend.higher_order.inner_functions import (
    Finish,
    Handed,
    as_it_is,
    as_vector,
    hand_over,
)
from adgen.frontend.higher_order.parameter_names import positional_names
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Conflict, Fields, Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import FLOAT, UNKNOWN, Array, Kind, Number
from adgen.ir.nodes import Const, Operand, Var

_PARAMETERS = ("p", "x", "y", "sigma")
_COVARIANCE = Conflict(
    "the covariance that curve_fit estimates is used, which is not differentiated",
    remedy="Compute it of the Jacobian of the model at the parameters, or outside.",
)


@functional("scipy.optimize.curve_fit")
def curve_fit(call: Given) -> Value:
    """The parameters; the estimate of their covariance is refused where it is read."""
    call.refuse("bounds")
    ctx, node = call.ctx, call.node
    x, y = (_data(ctx, call.get(name), node) for name in ("xdata", "ydata"))
    names = _parameters(call)
    own: list[tuple[str, Kind]] = [("x", memory.kind_of(ctx, x))]
    own += [(name, FLOAT) for name in names]
    functions: list[tuple[Value, Finish]] = [(call.get("f"), as_it_is)]
    if call.has("jac") and not isinstance(call.get("jac"), Const):
        functions.append((call.get("jac"), as_it_is))
    model = hand_over(ctx, functions, own, (), node, title="model")
    raw = _fitted(call, model, (x, y), len(names))
    misfit = _sum_of_squares(call, (x, y), len(names))
    kind = Array("float", (len(names),))
    label = call.name[0] if isinstance(call.name, tuple) else None
    name = label if isinstance(label, str) else None
    popt = solution(call, raw, gradient(call, misfit), kind, name=name)
    return Tuple((popt, _COVARIANCE))


def _data(ctx: Context, value: Value, node: ast.AST) -> Value:
    """Data in double precision, as SciPy makes them."""
    value = as_vector(ctx, node)(value)
    kind = memory.kind_of(ctx, value)
    if not isinstance(kind, Array) or kind.dims is None:
        ctx.refuse(
            node,
            "the data of curve_fit are no arrays, or it is not known that they are",
            "Pass arrays.",
        )
    return (
        value if kind.dtype == "float" else word(ctx, words.in_double, (value,), node)
    )


def _parameters(call: Given) -> tuple[str, ...]:
    """What the parameters of the model are called: as many as it has, or as `p0` has numbers."""
    named = positional_names(call.get("f"))[1:]
    count = _count(call.ctx, call.get("p0")) if call.has("p0") else len(named)
    if not count:
        call.ctx.refuse(
            call.node,
            "how many parameters curve_fit looks for is not known",
            "Give p0 as a list with a number for each, or, without p0, the model a parameter"
            " for each.",
        )
    return tuple(named[i] if i < len(named) else f"p{i}" for i in range(count))


def _count(ctx: Context, start: Value) -> int | None:
    """How many numbers `p0` has, if that is known now."""
    items = known_items(ctx, start)
    if items is not None:
        return len(items)
    kind = memory.kind_of(ctx, start)
    size = kind.dims[0] if isinstance(kind, Array) and kind.dims else None
    return 1 if isinstance(kind, Number) else size if isinstance(size, int) else None


def _fitted(call: Given, model: Handed, data: Sequence[Value], count: int) -> Var:
    """The call of SciPy; of a model that sees what varies by a function of it alone."""
    ctx, node = call.ctx, call.node
    operands: list[Operand] = [model.reference()]
    operands += [memory.operand(ctx, value, node) for value in data]
    arrays = [name for name in ("p0", "sigma") if call.has(name)]
    settings = [
        (name, memory.operand(ctx, as_vector(ctx, node)(call.get(name)), node))
        for name in arrays
    ]
    settings += call.settings("f", "xdata", "ydata", "p0", "sigma", "jac")
    if len(model.names) > 1:
        settings.append(("jac", model.reference(1)))
    elif call.has("jac"):
        settings.append(("jac", memory.operand(ctx, call.get("jac"), node)))
    fn = call.fn
    if model.args:
        fn, operands = "fitted_curve", [*operands, model.packed]
        if not call.has("p0"):
            settings.append(("p0", ctx.emit("np.ones", (Const(count),), node)))
    raw, _ = ctx.builder.emit_many(
        fn,
        (None, None),
        *operands,
        kwargs=settings,
        kinds=(Array("float", ("?",)), UNKNOWN),
        span=ctx.span(node),
    )
    return raw


def _sum_of_squares(call: Given, data: Sequence[Value], count: int) -> Handed:
    """Half the sum of the squares of what the model is off by, in parts of `sigma`."""
    ctx, node = call.ctx, call.node
    sigma: tuple[Value, ...] = ()
    if call.has("sigma"):
        sigma = (as_vector(ctx, node)(call.get("sigma")),)
        _require_deviations(ctx, sigma[0], node)

    def squares(
        args: Sequence[Value], kwargs: Mapping[str, Value], at: ast.AST, name: Name
    ) -> Value:
        p, x, y, *scale = args
        each = [select(ctx, p, Const(i), node) for i in range(count)]
        value = ctx.lowering.call(ctx, call.get("f"), (x, *each), {}, node, None)
        off = _of(ctx, "sub", (as_vector(ctx, node)(value), y), node)
        off = _of(ctx, "div", (off, *scale), node) if scale else off
        total = _of(ctx, "np.sum", (_of(ctx, "np.square", (off,), node),), node)
        return _of(ctx, "mul", (Const(0.5), total), node)

    return hand_over(
        ctx,
        [(Fields("the sum of squares", {}, squares, _PARAMETERS), as_it_is)],
        [("p", Array("float", (count,)))],
        (*data, *sigma),
        node,
        title="sum_of_squares",
    )


def _of(ctx: Context, fn: str, args: Sequence[Value], node: ast.AST) -> Value:
    return apply_primitive(ctx, fn, args, {}, node, None)


def _require_deviations(ctx: Context, sigma: Value, node: ast.AST) -> None:
    """Refuses a matrix of covariances, and what could be one."""
    kind = memory.kind_of(ctx, sigma)
    one = isinstance(kind, Array) and kind.dims is not None and len(kind.dims) <= 1
    if not one and not isinstance(kind, Number):
        ctx.refuse(
            node,
            "`sigma` of curve_fit is no vector, or it is not known that it is one",
            "Pass the standard deviations, or multiply the model and the data by a factor of"
            " the inverse.",
        )
