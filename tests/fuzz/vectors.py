"""Expressions whose value is a vector: (weight, form) in `VECTORS`; a form gets the shape.

Forms that fit vectors and matrices alike stand in `elementwise`.
"""

from __future__ import annotations

from tests.fuzz import elementwise
from tests.fuzz.elementwise import UNKNOWN, shared
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.numbers import call_of
from tests.fuzz.scope import LIMIT, NUMBER, Shape, Value


def listing(g: Expressions, depth: int, shape: Shape) -> Expr:
    parts = [g.number(depth) for _ in range(shape[0])]
    inside = ", ".join(part.text for part in parts)
    return Expr(f"np.array([{inside}])", max(part.bound for part in parts))


def of_comprehension(g: Expressions, depth: int, shape: Shape) -> Expr:
    term = g.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER)):
        body = g.number(depth)
    source = g.source(shape, depth)
    return Expr(f"np.array([{body.text} for {term} in {source}])", body.bound)


def product(g: Expressions, depth: int, shape: Shape) -> Expr:
    """matrix @ vector, vector @ matrix, and the same by dot."""
    inner = g.draw.integer(2, 3)
    vector = g.limited((inner,), depth).text
    bound = inner * LIMIT * LIMIT
    match g.draw.integer(0, 3):
        case 0:
            matrix = g.limited((shape[0], inner), depth).text
            return Expr(f"({matrix} @ {vector})", bound)
        case 1:
            matrix = g.limited((inner, shape[0]), depth).text
            return Expr(f"({vector} @ {matrix})", bound)
        case 2:
            matrix = g.limited((inner, shape[0]), depth).text
            return Expr(f"(({matrix}).T @ {vector})", bound)
        case _:
            matrix = g.limited((shape[0], inner), depth).text
            return Expr(f"np.dot({matrix}, {vector})", bound)


def row(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    """A row or a column of a named matrix: a view of it."""
    found = [v for v in g.scope.arrays() if len(v.shape) == 2 and shape[0] in v.shape]
    if not found:
        return None
    matrix = g.draw.one_of(found)
    if matrix.shape[1] == shape[0] and (
        matrix.shape[0] != shape[0] or g.draw.chance(0.6)
    ):
        text = f"{matrix.name}[{g.position(matrix.shape[0])}]"
    else:
        text = f"{matrix.name}[:, {g.position(matrix.shape[1])}]"
    return Expr(text, LIMIT, matrix.region, shared(matrix.region))


def slice_of(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    """A basic slice of a named vector: a view of it."""
    found = [v for v in g.scope.arrays() if len(v.shape) == 1]
    if not found:
        return None
    vector = g.draw.one_of(found)
    if vector.shape[0] < shape[0]:
        return None
    same = (":", "::-1", "0:3", "...")
    shorter = ("1:", ":-1", ":2", "-2:", "::2")
    index = g.draw.one_of(same if vector.shape == shape else shorter)
    return Expr(f"{vector.name}[{index}]", LIMIT, vector.region, shared(vector.region))


def picked(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    """Chosen by an index array, with repeats: a copy."""
    found = [v for v in g.scope.arrays() if len(v.shape) == 1]
    if not found:
        return None
    vector = g.draw.one_of(found)
    places = [g.draw.integer(-1, vector.shape[0] - 1) for _ in range(shape[0])]
    inside = str(places) if g.draw.chance(0.5) else f"np.array({places})"
    return Expr(f"{vector.name}[{inside}]")


def of_axis(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A matrix summed over one axis."""
    other = g.draw.integer(2, 3)
    which = g.draw.one_of(("sum", "sum", "mean", "max", "min"))
    axis = g.draw.integer(0, 1)
    matrix = g.array((other, shape[0]) if axis == 0 else (shape[0], other), depth)
    axis = axis if g.draw.chance(0.8) else axis - 2
    bound = matrix.bound * (other if which == "sum" else 1)
    if g.draw.chance(0.3):
        return Expr(f"({matrix.text}).{which}(axis={axis})", bound)
    return Expr(f"np.{which}({matrix.text}, axis={axis})", bound)


def joined(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A concatenation of a vector's slices, or of a vector and numbers."""
    source = g.array(shape, depth)
    number = g.number(depth)
    match g.draw.integer(0, 3):
        case 0:
            text = f"np.concatenate([({source.text})[1:], np.array([{number.text}])])"
        case 1:
            text = f"np.concatenate((({source.text})[1:], ({source.text})[:1]))"
        case 2:
            text = f"np.append(({source.text})[:-1], {number.text})"
        case _:
            text = f"np.hstack([{number.text}, ({source.text})[:-1]])"
    return Expr(text, max(source.bound, number.bound))


def rearranged(g: Expressions, depth: int, shape: Shape) -> Expr:
    """Cumulated, rolled, reversed, sorted, differenced."""
    source = g.array(shape, depth)
    x = source.text
    forms = (
        (f"np.cumsum({x})", 3.0),
        (f"np.roll({x}, 1)", 1.0),
        (f"({x})[::-1].copy()", 1.0),
        (f"np.flip({x})", 1.0),
        (f"np.sort({x})", 1.0),
        (f"np.diff(np.concatenate([{x}, [0.5]]))", 2.0),
        (f"({x} - np.mean({x}))", 2.0),
        (f"np.repeat({x}, 2)[::2]", 1.0),
        (f"np.tile({x}, 2)[:{shape[0]}]", 1.0),
        (f"np.reshape({x}, (1, -1))[0]", 1.0),
        (f"({x}).ravel()", 1.0),
        (f"np.cumprod(0.3 * {x})", 1.0),
    )
    text, factor = g.draw.one_of(forms)
    return Expr(text, factor * source.bound + 1, None, source.shares)


def of_matrix(g: Expressions, depth: int, shape: Shape) -> Expr:
    n = shape[0]
    square = g.limited((n, n), depth)
    vector = g.limited(shape, depth)
    match g.draw.integer(0, 2):
        case 0:
            # A view that NumPy does not let anybody write.
            return Expr(f"np.diag({square.text})", LIMIT, None, UNKNOWN)
        case 1:
            text = f"np.linalg.solve(8.0 * np.eye({n}) + 0.5 * {square.text}, {vector.text})"
            return Expr(text, 2.0)
        case _:
            text = f"np.einsum('ij,j->i', {square.text}, {vector.text})"
            return Expr(text, n * LIMIT * LIMIT)


def series_array(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    """A list of numbers of known length as an array, or an array kept in a list."""
    arrays = [
        s for s in g.scope.series.values() if s.fields == (shape,) and s.least > 0
    ]
    if not arrays:
        return None
    series = g.draw.one_of(arrays)
    if g.draw.chance(0.3):
        return Expr(f"np.sum(np.array({series.name}), axis=0)", 3 * LIMIT)
    return Expr(f"{series.name}[{g.position(series.least)}]", LIMIT, None, UNKNOWN)


def call(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    return call_of(g, depth, shape)


def spread(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A number, or some, made a vector."""
    if g.draw.chance(0.6):
        parts = [g.number(0) for _ in range(shape[0])]
        return Expr(f"np.array([{', '.join(part.text for part in parts)}])")
    return Expr(f"({g.number(0).text} * np.arange(1.0, {shape[0] + 1}))", 3 * LIMIT)


VECTOR_LEAVES = (
    (7, elementwise.name),
    (0.5, elementwise.constant),
    (1.5, spread),
    (2, row),
    (1.5, slice_of),
)
VECTORS = (
    *elementwise.FORMS,
    (2, listing),
    (1, of_comprehension),
    (3, product),
    (2, row),
    (2, slice_of),
    (1, picked),
    (2, of_axis),
    (1.2, joined),
    (2, rearranged),
    (1, of_matrix),
    (1, series_array),
    (2, call),
)
