"""Tests: comparisons of numbers, of indices, chained, joined, over arrays."""

from __future__ import annotations

from tests.fuzz.expression import Expr, Expressions, Forms
from tests.fuzz.scope import NUMBER


def _number(g: Expressions, depth: int) -> Expr:
    """A number that is not written out, so that the test can go either way."""
    for _ in range(6):
        made = g.number(depth)
        if any(letter.isalpha() for letter in made.text):
            break
    return made


def against_literal(g: Expressions, depth: int) -> Expr:
    left = _number(g, max(0, depth))
    cut = g.draw.number(-1.2, 1.2, 3)
    return Expr(f"({left.text} {g.draw.one_of('<>')} {cut})")


def comparison(g: Expressions, depth: int) -> Expr:
    left, right = _number(g, depth), _number(g, depth)
    if left.text == right.text:
        return against_literal(g, depth)
    sign = g.draw.one_of(("<", ">", "<=", ">="))
    return Expr(f"({left.text} {sign} {right.text})")


def of_index(g: Expressions, depth: int) -> Expr | None:
    if not g.scope.indices:
        return None
    index = g.draw.one_of(list(g.scope.indices.values()))
    middle = g.draw.integer(index.low, max(index.low, index.high))
    match g.draw.integer(0, 4):
        case 0:
            return Expr(f"({index.name} == {middle})")
        case 1:
            return Expr(f"({index.name} % 2 == {g.draw.integer(0, 1)})")
        case 2:
            return Expr(f"({index.name} > {middle})")
        case 3:
            return Expr(f"({index.name} != {middle})")
        case _:
            return Expr(f"({index.name} in ({middle}, {middle + 2}))")


def flag(g: Expressions, depth: int) -> Expr | None:
    if not g.scope.flags:
        return None
    name = g.draw.one_of(list(g.scope.flags))
    return Expr(name if g.draw.chance(0.6) else f"(not {name})")


def chained(g: Expressions, depth: int) -> Expr:
    low, high = g.draw.number(-1.2, -0.1, 3), g.draw.number(0.1, 1.2, 3)
    return Expr(f"({low} < {_number(g, depth).text} < {high})")


def joined(g: Expressions, depth: int) -> Expr:
    word = g.draw.one_of(("and", "or"))
    return Expr(f"({g.condition(depth)} {word} {g.condition(depth)})")


def negated(g: Expressions, depth: int) -> Expr:
    return Expr(f"(not {g.condition(depth)})")


def of_array(g: Expressions, depth: int) -> Expr | None:
    arrays = g.scope.arrays()
    if not arrays:
        return None
    array, cut = g.draw.one_of(arrays), g.draw.number(-1.2, 1.2, 3)
    match g.draw.integer(0, 2):
        case 0:
            return Expr(f"np.any({array.name} > {cut})")
        case 1:
            return Expr(f"np.all({array.name} < {cut})")
        case _ if len(array.shape) == 1:
            term = g.names.of_shape(NUMBER)
            word = g.draw.one_of(("any", "all"))
            return Expr(f"{word}({term} < {cut} for {term} in {array.name})")
        case _:
            return Expr(f"(np.sum({array.name}) > {cut})")


def of_series(g: Expressions, depth: int) -> Expr | None:
    if not g.scope.series:
        return None
    series = g.draw.one_of(list(g.scope.series.values()))
    return Expr(f"(len({series.name}) > {g.draw.integer(0, 3)})")


TEST_LEAVES: Forms = ((4, against_literal), (3, of_index), (2, flag))
TESTS: Forms = (
    (4, against_literal),
    (2, comparison),
    (4, of_index),
    (2, flag),
    (1, chained),
    (1.5, joined),
    (0.7, negated),
    (1, of_array),
    (1, of_series),
)
