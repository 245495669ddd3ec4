"""Curves of scipy.interpolate: the object that is made becomes a function of its points.

curve = CubicSpline(x, y)          curve(t)       v.0 = cubic_spline(x.0, y.0, t.0)
                                   curve(t, 1)    v.0 = cubic_spline(x.0, y.0, t.0, ..., 1)
curve = CubicSpline(x, y, axis=1)  curve(t)       np.moveaxis of the curves through the rows of y.T
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.higher_order.functionals import functional
from adgen.frontend.higher_order.given_arguments import Given
from adgen.frontend.higher_order.inner_functions import as_vector
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Fields, Tuple, Value
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const

_NONE = Const(None)
_NAN = Const(float("nan"))
"""What SciPy puts beyond the ends by itself, where that is no error: its slopes are zero."""
_NO_EDGES = (_NONE, _NONE)
_FIXED_ENDS = ("not-a-knot", "natural", "clamped")
_KINDS = (
    *("linear", "slinear", "quadratic", "cubic"),
    *("nearest", "nearest-up", "previous", "next", "zero"),
)


@functional("scipy.interpolate.CubicSpline")
def cubic_spline(call: Given) -> Value:
    """A cubic spline; its ends are described by a word."""
    _require(call, "extrapolate", call.get("extrapolate"), (None, True))
    ends = call.values.get("bc_type", Const("not-a-knot"))
    _require(call, "bc_type", ends, _FIXED_ENDS)
    return _curve(call, "cubic_spline", [ends])


@functional("scipy.interpolate.interp1d")
def interp1d(call: Given) -> Value:
    """A spline of degree 1, 2 or 3, or steps, by its name."""
    kind = call.values.get("kind", Const("linear"))
    _require(call, "kind", kind, _KINDS)
    fill, bounds = call.get("fill_value"), call.get("bounds_error")
    edges = _edges(call, fill)
    if edges is None and not call.has("fill_value") and bounds == Const(False):
        edges = (_NAN, _NAN)
    if edges is None:
        edges = _NO_EDGES
        _require(call, "bounds_error", bounds, (None, True))
        if call.has("fill_value"):
            _require(call, "fill_value", fill, ("extrapolate",))
    else:
        # Unless it is said that places beyond the ends are no error, they are one.
        fill = _NONE
        if bounds != Const(False):
            edges = _NO_EDGES
            _require(call, "bounds_error", bounds, (None, True))
    call.values.setdefault("axis", Const(-1))
    return _curve(call, "interpolated", [kind, fill, *edges])


def _edges(call: Given, fill: Value) -> Sequence[Value] | None:
    """The numbers that stand below and above the points; none where no numbers are given."""
    if isinstance(fill, Const) and isinstance(fill.value, str | None):
        return None
    items = known_items(call.ctx, fill)
    pair = (fill, fill) if items is None else items
    kinds = [memory.kind_of(call.ctx, value) for value in pair]
    if len(pair) != 2 or not all(isinstance(k, Number) for k in kinds):
        call.ctx.refuse(
            call.node,
            f"the `fill_value` of {call.fn} is no number and no pair of numbers",
            "Give a number for each end.",
        )
    return pair


@functional("scipy.interpolate.make_interp_spline")
def interp_spline(call: Given) -> Value:
    """A spline of a degree."""
    degree = call.values.get("k", Const(3))
    _require(call, "k", degree, (1, 2, 3, 4, 5))
    ends = call.get("bc_type")
    _require(call, "bc_type", ends, (None, *_FIXED_ENDS))
    return _curve(call, "interp_spline", [degree, ends])


@functional(
    "scipy.interpolate.PchipInterpolator", "scipy.interpolate.Akima1DInterpolator"
)
def shaped_curve(call: Given) -> Value:
    """A curve that is not linear in its values: its slopes keep their shape."""
    pchip = call.fn.endswith("PchipInterpolator")
    beyond = (None, True) if pchip else (None, False)
    _require(call, "extrapolate", call.get("extrapolate"), beyond)
    return _curve(call, "monotone_curve" if pchip else "akima_curve", [])


@functional("scipy.interpolate.pchip_interpolate")
def monotone_values(call: Given) -> Value:
    """The values of a monotone curve, or of its derivative of an order that is known."""
    order = call.values.get("der", Const(0))
    if not isinstance(order, Const) or type(order.value) is not int:
        call.ctx.refuse(call.node, "the order is no literal", "Write it out.")
    named = {"x": call.get("xi"), "y": call.get("yi")}
    named["axis"] = call.values.get("axis", Const(0))
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
    x, y = (finish(call.get(name)) for name in ("x", "y"))
    kinds = [memory.kind_of(ctx, value) for value in (x, y)]
    if not all(isinstance(kind, Array) and kind.dims for kind in kinds) or (
        len(kinds[0].dims or ()) != 1  # type: ignore[union-attr]
    ):
        ctx.refuse(
            node,
            "the points of a curve are no vectors, or it is not known that they are",
            "Pass places of rank 1, and values of a rank that is known.",
        )
    axis = _axis(call, len(kinds[1].dims or ()))  # type: ignore[union-attr]
    if axis:
        moved = (y, Const(axis), Const(0))
        y = apply_primitive(ctx, "np.moveaxis", moved, {}, node, None)
    # What the object keeps is not changed by later writes to the arrays.
    kept = [
        (
            ctx.value_of(ctx.emit("np.copy", [memory.operand(ctx, v, node)], node))
            if isinstance(memory.operand(ctx, v, node), Const) is False
            else v
        )
        for v in (x, y)
    ]
    return _derived(ctx, (fn, call.fn, axis), kept, settings, taken)


def _axis(call: Given, rank: int) -> int:
    """The axis of the values along which the curve runs, counted from the first."""
    axis = known_index(call.ctx, call.values.get("axis", Const(0)))
    if axis is None or not -rank <= axis < rank:
        call.ctx.refuse(
            call.node, "the axis of a curve is not known", "Write it as a literal."
        )
    return axis % rank


def _in_place(
    ctx: Context, values: Value, at: Value, axis: int, node: ast.AST, name: Name
) -> Value:
    """The values of curves along an axis: the axes of the places stand there."""
    rank = parts.rank_of(ctx, at, node, "a curve")
    places = [Tuple(tuple(map(Const, range(i, i + rank)))) for i in (0, axis)]
    return apply_primitive(ctx, "np.moveaxis", (values, *places), {}, node, name)


def _derived(
    ctx: Context,
    curve: tuple[str, str, int],
    points: Sequence[Value],
    settings: Sequence[Value],
    taken: int,
) -> Fields:
    """The object of a curve: its primitive, what it is called, and the axis of its values."""
    fn, what, axis = curve

    def evaluated(
        args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.AST, name: Name
    ) -> Value:
        more = _order(ctx, args, kwargs, node)
        # A derivative that is made is another curve, whose values differ in the last digit.
        made = [Const(taken)] if taken else []
        at = as_vector(ctx, node)(args[0]) if known_items(ctx, args[0]) else args[0]
        operands = (*points, at, *settings, more, *made)
        label = None if axis else name
        values = apply_primitive(ctx, fn, operands, {}, node, label)
        return _in_place(ctx, values, at, axis, node, name) if axis else values

    def method(sign: int) -> Callable[[], Value]:
        def raised(
            args: Sequence[Value],
            kwargs: Mapping[str, Value],
            node: ast.AST,
            name: Name,
        ) -> Value:
            by = sign * _times(ctx, args, kwargs, node)
            _require_one_way(ctx, by, taken, node)
            return _derived(ctx, curve, points, settings, taken + by)

        return lambda: Fields("a method of a curve", {}, raised)

    methods = {"derivative": method(1), "antiderivative": method(-1)}
    return Fields(f"the curve of {what}", methods, evaluated)


def _require_one_way(ctx: Context, by: int, taken: int, node: ast.AST) -> None:
    """Refuses to integrate what was differentiated, whose values differ in the last digit."""
    if by * taken < 0:
        ctx.refuse(
            node,
            "the integral of a derivative of a curve is made, or the reverse",
            "Make both of the curve itself.",
        )


def _order(
    ctx: Context, args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.AST
) -> Value:
    """The order of the derivative that a curve is asked for."""
    more = args[1] if len(args) > 1 else kwargs.get("nu", Const(0))
    known = isinstance(more, Const) and type(more.value) is int and more.value >= 0
    if not known or len(args) > 2 or set(kwargs) - {"nu"} or not args:
        ctx.refuse(
            node,
            "a curve is called in a way that is not known here",
            "Give the place, and the order of the derivative as a literal.",
        )
    return more


def _times(
    ctx: Context, args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.AST
) -> int:
    """How often a curve is differentiated, or integrated."""
    by = args[0] if args else kwargs.get("nu", Const(1))
    if not isinstance(by, Const) or type(by.value) is not int:
        ctx.refuse(node, "the order is no literal", "Write it out.")
    return by.value
