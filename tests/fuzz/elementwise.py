"""Expressions whose value is an array of any shape, element by element."""

from __future__ import annotations

from tests.fuzz.expression import Expr, Expressions, shape_text
from tests.fuzz.scope import LIMIT, NUMBER, Shape

UNKNOWN = frozenset((-1,))
"""Memory that belongs to nobody known: a result that shares it is not written."""


def shared(region: int | None) -> frozenset[int]:
    """What a name, or a view of it, shares memory with."""
    return UNKNOWN if region is None else frozenset((region,))


def name(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    value = g.name(shape)
    if value is None:
        return None
    return Expr(value.name, LIMIT, value.region, shared(value.region))


def constant(g: Expressions, depth: int, shape: Shape) -> Expr:
    size = shape_text(shape)
    value = g.draw.number(-1.5, 1.5)
    like = g.name(shape)
    forms = [f"np.ones({size})", f"np.full({size}, {value})", f"np.zeros({size})"]
    if like is not None:
        forms += [f"np.ones_like({like.name})", f"np.full_like({like.name}, {value})"]
    if len(shape) == 1:
        values = [g.draw.number(-1.5, 1.5) for _ in range(shape[0])]
        forms += [f"np.array({values})", f"np.linspace(0.1, 1.0, {shape[0]})"]
        forms += [f"(0.5 * np.arange({shape[0]}))"]
    elif shape[0] == shape[1]:
        forms += [f"np.eye({shape[0]})"]
    return Expr(g.draw.one_of(forms), 1.5)


def arithmetic(g: Expressions, depth: int, shape: Shape) -> Expr:
    """Array with array, or with a number, or with an array to be broadcast."""
    left = g.array(shape, depth)
    right = _partner(g, depth, shape)
    if g.draw.chance(0.4):
        left, right = right, left
    match g.draw.one_of("++--***/"):
        case "+":
            return Expr(f"({left.text} + {right.text})", left.bound + right.bound)
        case "-":
            return Expr(f"({left.text} - {right.text})", left.bound + right.bound)
        case "/":
            return Expr(f"({left.text} / (1.5 + np.cos({right.text})))", left.bound * 2)
        case _:
            return Expr(f"({left.text} * {right.text})", left.bound * right.bound)


def _partner(g: Expressions, depth: int, shape: Shape) -> Expr:
    choice = g.draw.integer(0, 9)
    if choice <= 3:
        return g.number(depth)
    if len(shape) == 2 and choice <= 5:
        return g.array(shape[1:], depth)
    if len(shape) == 2 and choice <= 7:
        column = g.array(shape[:1], depth)
        return Expr(f"({column.text})[:, None]", column.bound)
    return g.array(shape, depth)


def power(g: Expressions, depth: int, shape: Shape) -> Expr:
    base = g.within(g.array(shape, depth), 2.0)
    exponent = g.draw.integer(2, 3)
    return Expr(f"({base.text} ** {exponent})", base.bound**exponent)


def function(g: Expressions, depth: int, shape: Shape) -> Expr:
    inside = g.within(g.array(shape, depth))
    x, bound = inside.text, inside.bound
    forms = (
        (f"np.sin({x})", 1.0),
        (f"np.cos({x})", 1.0),
        (f"np.tanh({x})", 1.0),
        (f"np.exp(0.3 * {x})", 2.5),
        (f"np.sqrt(1.0 + ({x}) ** 2)", 1 + bound),
        (f"np.log1p(np.abs({x}))", 1 + bound),
        (f"np.arctan({x})", 1.6),
        (f"np.square({x})", bound**2),
        (f"np.abs({x})", bound),
        (f"(-({x}))", bound),
        (f"np.clip({x}, -1.1, 0.9)", 1.1),
        (f"np.maximum({x}, {g.draw.number(-1, 1)})", bound + 1),
        (f"np.multiply({x}, 0.5)", bound),
        (f"({x}).copy()", bound),
        (f"np.arctan2({x}, 2.0 + np.abs({x}))", 1.6),
        (f"({x} / (1.0 + np.exp(-({x}))))", bound),
    )
    text, size = g.draw.one_of(forms)
    return Expr(text, size)


def choice(g: Expressions, depth: int, shape: Shape) -> Expr:
    """np.where, and the larger or smaller of two."""
    left = g.array(shape, depth)
    right = g.array(shape, depth) if g.draw.chance(0.6) else g.number(depth)
    bound = max(left.bound, right.bound)
    if g.draw.chance(0.3):
        which = g.draw.one_of(("np.maximum", "np.minimum"))
        return Expr(f"{which}({left.text}, {right.text})", bound)
    tested = g.simple(shape).text
    test = f"{tested} > {g.draw.number(-1, 1)}"
    return Expr(f"np.where({test}, {left.text}, {right.text})", bound)


def conditional(g: Expressions, depth: int, shape: Shape) -> Expr:
    left, right = g.array(shape, depth), g.array(shape, depth)
    text = f"({left.text} if {g.condition(depth)} else {right.text})"
    regions = shared(left.region) | shared(right.region)
    return Expr(
        text, max(left.bound, right.bound), None, left.shares | right.shares | regions
    )


def normalised(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A softmax, or a division by a norm that is never zero."""
    inside = g.limited(shape, depth).text
    axis = ", axis=-1, keepdims=True" if len(shape) == 2 else ""
    if g.draw.chance(0.5):
        return Expr(f"(np.exp({inside}) / np.sum(np.exp({inside}){axis}))", 1.0)
    return Expr(f"({inside} / np.sqrt(1.0 + np.sum(({inside}) ** 2{axis})))", 1.0)


def reduced_pair(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A number taken from an array, combined with that array again."""
    array = g.array(shape, depth)
    if array.region is None:
        array = g.simple(shape)
    which = g.draw.one_of(("np.sum", "np.mean", "np.max"))
    number = g.limited(NUMBER, depth)
    text = f"({array.text} - {number.text} * {which}({array.text}))"
    return Expr(text, array.bound * (1 + 4 * number.bound))


FORMS = (
    (8, arithmetic),
    (1, power),
    (5, function),
    (2, choice),
    (0.6, conditional),
    (0.6, normalised),
    (0.6, reduced_pair),
    (4, name),
    (0.4, constant),
)
