"""Curves of scipy.interpolate: the object that is made becomes a function of its points.

curve = CubicSpline(x, y)          curve(t)       v.0 = cubic_spline(x.0, y.0, t.0)
                                   curve(t, 1)    v.0 = cubic_spline(x.0, y.0, t.0, ..., 1)
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.higher_order.functionals import functional
from adgen.frontend.higher_order.given_arguments import Given
from adgen.frontend.higher_order.inner_functions import as_vector
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Fields, Value
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const

_FIXED_ENDS = ("not-a-knot", "natural", "clamped")
_KINDS = ("linear", "slinear", "quadratic", "cubic")


@functional("scipy.interpolate.CubicSpline")
def cubic_spline(call: Given) -> Value:
    """A cubic spline; its ends are described by a word."""
    call.refuse("axis")
    _require(call, "extrapolate", call.get("extrapolate"), (None, True))
    ends = call.values.get("bc_type", Const("not-a-knot"))
    _require(call, "bc_type", ends, _FIXED_ENDS)
    return _curve(call, "cubic_spline", [ends])


@functional("scipy.interpolate.interp1d")
def interp1d(call: Given) -> Value:
    """A spline of degree 1, 2 or 3, by its name."""
    _require(call, "bounds_error", call.get("bounds_error"), (None, True))
    kind = call.values.get("kind", Const("linear"))
    _require(call, "kind", kind, _KINDS)
    fill = call.get("fill_value")
    if call.has("fill_value"):
        _require(call, "fill_value", fill, ("extrapolate",))
    return _curve(call, "interpolated", [kind, fill])


@functional("scipy.interpolate.make_interp_spline")
def interp_spline(call: Given) -> Value:
    """A spline of a degree."""
    degree = call.values.get("k", Const(3))
    _require(call, "k", degree, (1, 2, 3, 4, 5))
    return _curve(call, "interp_spline", [degree])


@functional(
    "scipy.interpolate.PchipInterpolator", "scipy.interpolate.Akima1DInterpolator"
)
def shaped_curve(call: Given) -> Value:
    """A curve that is not linear in its values: its slopes keep their shape."""
    pchip = call.fn.endswith("PchipInterpolator")
    return _curve(call, "monotone_curve" if pchip else "akima_curve", [])


@functional("scipy.interpolate.pchip_interpolate")
def monotone_values(call: Given) -> Value:
    """The values of a monotone curve, or of its derivative of an order that is known."""
    order = call.values.get("der", Const(0))
    if not isinstance(order, Const) or type(order.value) is not int:
        call.ctx.refuse(call.node, "the order is no literal", "Write it out.")
    named = {"x": call.get("xi"), "y": call.get("yi")}
    points = Given(call.ctx, call.fn, named, call.node, None)
    curve = _curve(points, "monotone_curve", [], order.value)
    place = (call.get("x"),)
    return call.ctx.lowering.call(call.ctx, curve, place, {}, call.node, call.name)


def _require(call: Given, name: str, value: Value, known: tuple[object, ...]) -> None:
    if isinstance(value, Const) and value.value in known:
        return
    call.ctx.refuse(
        call.node,
        f"adgen cannot differentiate {call.fn} with this `{name}`",
        f"It knows {', '.join(map(repr, known))}.",
    )


def _curve(call: Given, fn: str, settings: list[Value], taken: int = 0) -> Fields:
    """The object, which is called with the place; `taken` is the order of its derivative."""
    ctx, node = call.ctx, call.node
    finish = as_vector(ctx, node)
    points = [finish(call.get(name)) for name in ("x", "y")]
    for value in points:
        kind = memory.kind_of(ctx, value)
        if not isinstance(kind, Array) or kind.dims is None or len(kind.dims) != 1:
            ctx.refuse(
                node,
                "the points of a curve are no vectors, or it is not known that they are",
                "Pass arrays of rank 1.",
            )
    # What the object keeps is not changed by later writes to the arrays.
    kept = [
        (
            ctx.value_of(ctx.emit("np.copy", [memory.operand(ctx, v, node)], node))
            if isinstance(memory.operand(ctx, v, node), Const) is False
            else v
        )
        for v in points
    ]
    return _derived(ctx, fn, kept, settings, taken, call.fn)


def _derived(
    ctx: Context,
    fn: str,
    points: Sequence[Value],
    settings: Sequence[Value],
    taken: int,
    what: str,
) -> Fields:
    def evaluated(
        args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.AST, name: Name
    ) -> Value:
        more = args[1] if len(args) > 1 else kwargs.get("nu", Const(0))
        known = isinstance(more, Const) and type(more.value) is int and more.value >= 0
        if not known or len(args) > 2 or set(kwargs) - {"nu"} or not args:
            ctx.refuse(
                node,
                "a curve is called in a way that is not known here",
                "Give the place, and the order of the derivative as a literal.",
            )
        # A derivative that is made is another curve, whose values differ in the last digit.
        made = [Const(taken)] if taken else []
        operands = (*points, args[0], *settings, more, *made)
        return apply_primitive(ctx, fn, operands, {}, node, name)

    def derivative() -> Value:
        def raised(
            args: Sequence[Value],
            kwargs: Mapping[str, Value],
            node: ast.AST,
            name: Name,
        ) -> Value:
            by = args[0] if args else kwargs.get("nu", Const(1))
            if not isinstance(by, Const) or type(by.value) is not int:
                ctx.refuse(node, "the order is no literal", "Write it out.")
            return _derived(ctx, fn, points, settings, taken + by.value, what)

        return Fields("the method `derivative`", {}, raised)

    return Fields(f"the curve of {what}", {"derivative": derivative}, evaluated)
