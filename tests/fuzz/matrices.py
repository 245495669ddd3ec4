"""Expressions whose value is a matrix: (weight, form) in `MATRICES`; a form gets the shape."""

from __future__ import annotations

from tests.fuzz import elementwise
from tests.fuzz.elementwise import shared
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.numbers import call_of
from tests.fuzz.scope import LIMIT, Shape, Value


def outer(g: Expressions, depth: int, shape: Shape) -> Expr:
    column, row = g.array(shape[:1], depth), g.array(shape[1:], depth)
    if g.draw.chance(0.5):
        text = f"np.outer({column.text}, {row.text})"
        return Expr(text, column.bound * row.bound)
    text = f"(({column.text})[:, None] + ({row.text})[None, :])"
    return Expr(text, column.bound + row.bound)


def product(g: Expressions, depth: int, shape: Shape) -> Expr:
    inner = g.draw.integer(2, 3)
    left = g.limited((shape[0], inner), depth).text
    right = g.limited((inner, shape[1]), depth).text
    bound = inner * LIMIT * LIMIT
    match g.draw.integer(0, 2):
        case 0:
            return Expr(f"np.matmul({left}, {right})", bound)
        case _:
            return Expr(f"({left} @ {right})", bound)


def transposed(g: Expressions, depth: int, shape: Shape) -> Expr:
    source = g.array((shape[1], shape[0]), depth)
    regions = source.shares | shared(source.region)
    if g.draw.chance(0.7):
        return Expr(f"({source.text}).T", source.bound, None, regions)
    return Expr(f"np.transpose({source.text})", source.bound, None, regions)


def reshaped(g: Expressions, depth: int, shape: Shape) -> Expr:
    source = g.array((shape[1], shape[0]), depth)
    regions = source.shares | shared(source.region)
    rows = g.draw.one_of((f"{shape[0]}", "-1"))
    if g.draw.chance(0.5):
        text = f"({source.text}).reshape({rows}, {shape[1]})"
    else:
        text = f"np.reshape({source.text}, ({rows}, {shape[1]}))"
    return Expr(text, source.bound, None, regions)


def stacked(g: Expressions, depth: int, shape: Shape) -> Expr:
    if g.draw.chance(0.3):
        parts = [g.array(shape[:1], depth) for _ in range(shape[1])]
        axis = ", axis=1"
    else:
        parts = [g.array(shape[1:], depth) for _ in range(shape[0])]
        axis = ""
    function = (
        "np.stack" if axis else g.draw.one_of(("np.stack", "np.vstack", "np.array"))
    )
    inside = ", ".join(part.text for part in parts)
    return Expr(f"{function}([{inside}]{axis})", max(part.bound for part in parts))


def listing(g: Expressions, depth: int, shape: Shape) -> Expr:
    rows = [[g.number(0) for _ in range(shape[1])] for _ in range(shape[0])]
    inside = ", ".join("[" + ", ".join(x.text for x in row) + "]" for row in rows)
    return Expr(f"np.array([{inside}])")


def joined(g: Expressions, depth: int, shape: Shape) -> Expr:
    source = g.simple(shape)
    row = g.array(shape[1:], depth)
    bound = max(source.bound, row.bound)
    if g.draw.chance(0.5):
        return Expr(
            f"np.concatenate([{source.text}[1:], ({row.text})[None, :]], axis=0)", bound
        )
    column = g.array(shape[:1], depth)
    text = f"np.concatenate([({column.text})[:, None], {source.text}[:, 1:]], axis=1)"
    return Expr(text, max(source.bound, column.bound))


def rearranged(g: Expressions, depth: int, shape: Shape) -> Expr:
    source = g.array(shape, depth)
    x = source.text
    forms = [
        (f"np.cumsum({x}, axis={g.draw.integer(0, 1)})", 3.0),
        (f"np.roll({x}, 1, axis={g.draw.integer(0, 1)})", 1.0),
        (f"({x} - np.mean({x}, axis=0))", 2.0),
        (f"({x} - np.mean({x}, axis=1, keepdims=True))", 2.0),
        (f"np.tril({x})", 1.0),
        (f"np.triu({x}, 1)", 1.0),
        (f"np.sort({x}, axis=0)", 1.0),
        (f"np.flip({x}, axis=1)", 1.0),
        (f"({x} * np.sum({x}, axis=0, keepdims=True))", 3 * source.bound),
    ]
    text, factor = g.draw.one_of(forms)
    return Expr(text, factor * source.bound, None, source.shares)


def sliced(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    """A basic slice of a larger named matrix, or a reversed one of this shape: a view."""
    found = [
        v
        for v in g.scope.arrays()
        if len(v.shape) == 2 and v.shape[0] >= shape[0] and v.shape[1] >= shape[1]
    ]
    if not found:
        return None
    matrix = g.draw.one_of(found)
    parts = []
    for have, want in zip(matrix.shape, shape):
        same, fewer = (":", "::-1", "0:3", ":"), ("1:", ":-1", ":2", "-2:")
        parts.append(g.draw.one_of(same if have == want else fewer))
    region = matrix.region
    text = f"{matrix.name}[{', '.join(parts)}]"
    return Expr(text, LIMIT, region, shared(region))


def rows_picked(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    found = [
        v for v in g.scope.arrays() if len(v.shape) == 2 and v.shape[1] == shape[1]
    ]
    if not found:
        return None
    matrix = g.draw.one_of(found)
    places = [g.draw.integer(0, matrix.shape[0] - 1) for _ in range(shape[0])]
    return Expr(f"{matrix.name}[{places}]")


def of_comprehension(g: Expressions, depth: int, shape: Shape) -> Expr:
    source = g.source(shape, depth)
    row = g.names.of_shape((shape[1],))
    with g.bound(Value(row, (shape[1],))):
        body = g.array((shape[1],), depth)
    return Expr(f"np.array([{body.text} for {row} in {source}])", body.bound)


def square(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    if shape[0] != shape[1]:
        return None
    n, inside = shape[0], g.limited(shape, depth).text
    vector = g.array(shape[:1], depth)
    match g.draw.integer(0, 2):
        case 0:
            return Expr(f"np.linalg.inv(8.0 * np.eye({n}) + 0.5 * {inside})", 1.0)
        case 1:
            text = f"np.linalg.solve(8.0 * np.eye({n}) + 0.5 * {inside}, {inside})"
            return Expr(text, 2.0)
        case _:
            return Expr(f"np.diag({vector.text})", vector.bound)


def call(g: Expressions, depth: int, shape: Shape) -> Expr | None:
    return call_of(g, depth, shape)


def spread(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A vector or a number made a matrix."""
    vector = g.array(shape[1:], 0)
    number = g.number(0).text
    text = f"({vector.text} * np.full({shape}, {number}))"
    return Expr(text, vector.bound * LIMIT)


MATRIX_LEAVES = (
    (7, elementwise.name),
    (0.5, elementwise.constant),
    (0.7, sliced),
    (0.7, listing),
    (1, spread),
)
MATRICES = (
    *elementwise.FORMS,
    (2, outer),
    (2.5, product),
    (1.5, transposed),
    (1, reshaped),
    (1.5, stacked),
    (0.5, listing),
    (1, joined),
    (2, rearranged),
    (1, sliced),
    (0.5, rows_picked),
    (0.7, of_comprehension),
    (1, square),
    (2, call),
)
