"""`itertools`, `functools`, `map`, `sorted` with a key, and comprehensions within each other."""

from __future__ import annotations

from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import LIMIT, NUMBER, Series, Shape, Value


def _names(g: Expressions, count: int) -> tuple[list[str], list[Value]]:
    names = [g.names.of_shape(NUMBER) for _ in range(count)]
    return names, [Value(name, NUMBER) for name in names]


def function_of_two(g: Expressions, depth: int) -> str:
    """A lambda of two numbers whose value stays small."""
    (one, two), values = _names(g, 2)
    with g.bound(*values):
        body = g.limited(NUMBER, depth, 1.5).text
    if g.draw.chance(0.3):
        body = g.draw.one_of((f"{one} * {two}", f"0.5 * {one} + {two}"))
    return f"lambda {one}, {two}: {body}"


def reduced(g: Expressions, depth: int) -> Expr:
    """functools.reduce and itertools.accumulate."""
    function, source = function_of_two(g, depth), g.source((3,), depth)
    start = g.limited(NUMBER, depth).text
    match g.draw.integer(0, 4):
        case 0:
            return Expr(f"functools.reduce({function}, {source})")
        case 1:
            return Expr(f"functools.reduce(operator.mul, {source}, {start})", 20.0)
        case 2:
            inside = f"itertools.accumulate({source}, {function}, initial={start})"
            return Expr(f"list({inside})[-1]")
        case 3:
            return Expr(f"sum(itertools.accumulate({source}))", 12.0)
        case _:
            return Expr(f"functools.reduce({function}, {source}, {start})")


def over_several(g: Expressions, depth: int) -> Expr:
    """A sum over what itertools makes of some vectors."""
    (one, two), values = _names(g, 2)
    with g.bound(*values):
        body = g.limited(NUMBER, depth).text
    left, right = g.source((3,), depth), g.source((2,), 0)
    forms = (
        f"itertools.product({left}, {right})",
        f"itertools.combinations({left}, 2)",
        f"itertools.pairwise({left})",
        f"zip({left}, itertools.cycle({right}))",
        f"itertools.zip_longest({left}, {right}, fillvalue=0.3)",
        f"itertools.product({right}, repeat=2)",
        f"itertools.permutations({right}, 2)",
    )
    return Expr(f"sum({body} for {one}, {two} in {g.draw.one_of(forms)})", 9 * LIMIT)


def over_one(g: Expressions, depth: int) -> Expr:
    (term,), values = _names(g, 1)
    with g.bound(*values):
        body, test = g.limited(NUMBER, depth).text, g.condition(0)
    left, right = g.source((3,), depth), g.source((2,), 0)
    number = g.source(NUMBER, 0)
    forms = (
        f"itertools.chain({left}, {right})",
        f"itertools.chain.from_iterable([{left}, {right}])",
        f"itertools.islice({left}, 1, 3)",
        f"itertools.takewhile(lambda {term}: {test}, {left})",
        f"itertools.dropwhile(lambda {term}: {test}, {left})",
        f"itertools.repeat({number}, 2)",
        f"itertools.starmap(lambda {term}, other: {term} * other, zip({right}, {right}))",
        f"map(lambda {term}: {body}, {left})",
        f"filter(lambda {term}: {test}, {left})",
        f"map(operator.mul, {right}, {right})",
        f"sorted({left}, key=lambda {term}: -{term})[:2]",
        f"reversed(sorted({left}))",
    )
    if g.draw.chance(0.15):
        return Expr(f"math.prod({g.draw.one_of(forms[:3])})", 30.0)
    return Expr(f"sum({body} for {term} in {g.draw.one_of(forms)})", 5 * LIMIT)


def partial(g: Expressions, depth: int) -> Expr:
    """functools.partial, called."""
    function = function_of_two(g, depth)
    one, two = g.limited(NUMBER, depth).text, g.limited(NUMBER, depth).text
    return Expr(f"functools.partial({function}, {one})({two})")


def nested_sum(g: Expressions, depth: int) -> Expr:
    """A comprehension in a comprehension, or one of two loops over a matrix."""
    (one, two), values = _names(g, 2)
    row = g.names.of_shape((3,))
    with g.bound(*values, Value(row, (3,))):
        body = g.limited(NUMBER, depth).text
        test = f" if {g.condition(0)}" if g.draw.chance(0.2) else ""
    matrix, left, right = g.source((2, 3), depth), g.source((3,), 0), g.source((2,), 0)
    match g.draw.integer(0, 2):
        case 0:
            inside = f"sum({body} for {two} in {row}{test})"
            text = f"sum({inside} for {one}, {row} in zip({right}, {matrix}))"
        case 1:
            inside = f"[{body} for {two} in {row}{test}]"
            text = f"sum(sum({inside}) for {one}, {row} in enumerate({matrix}))"
        case _:
            text = f"sum([{body} for {row} in {matrix} for {one} in {row} for {two} in {left}])"
    return Expr(text, 18 * LIMIT)


def table(g: Expressions, depth: int, shape: Shape) -> Expr:
    """A matrix from a list of lists."""
    (one, two), values = _names(g, 2)
    with g.bound(*values):
        body = g.limited(NUMBER, depth).text
    rows, columns = g.source((shape[0],), depth), g.source((shape[1],), 0)
    inside = f"[{body} for {two} in {columns}]"
    return Expr(f"np.array([{inside} for {one} in {rows}])")


def listed(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A list made by itertools, to be read as any other."""
    if frame.nesting > 1:
        return None
    g, name = w.expressions(frame), w.names.fresh(w.names.SERIES)
    function, source = function_of_two(g, 1), g.source((3,), w.depth())
    (term,), values = _names(g, 1)
    with g.bound(*values):
        body = g.limited(NUMBER, 1).text
    forms = (
        f"list(itertools.accumulate({source}, {function}))",
        f"list(itertools.accumulate({source}))",
        f"list(map(lambda {term}: {body}, {source}))",
        f"sorted({source}, key=lambda {term}: {body})",
        f"[{term} for pair in zip({source}, {source}) for {term} in pair][:3]",
    )
    frame.scope.series[name] = Series(name, (NUMBER,), 3)
    return [f"{name} = {w.draw.one_of(forms)}"]


ITERATED_NUMBERS = (
    (0.6, reduced),
    (0.6, over_several),
    (1, over_one),
    (0.3, partial),
    (0.5, nested_sum),
)
ITERATED_MATRICES = ((0.6, table),)
ITERATING = ((1, listed),)
