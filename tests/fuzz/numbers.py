"""Expressions whose value is one number: (weight, form) in `NUMBERS`.

A name in a form may be written twice only if `simple`: expressions stay short.
"""

from __future__ import annotations

from tests.fuzz.expression import Expr, Expressions, Forms
from tests.fuzz.scope import LIMIT, NUMBER, Index, Value

SHAPES = ((3,), (3,), (2,), (2, 3), (3, 3), (3, 2))


def name(g: Expressions, depth: int) -> Expr | None:
    value = g.name(NUMBER)
    return Expr(value.name) if value else None


def literal(g: Expressions, depth: int) -> Expr:
    if g.draw.chance(0.2):
        whole = g.draw.integer(1, 3)
        return Expr(str(whole), whole)
    value = g.draw.number(-1.5, 1.5)
    return Expr(f"({value})" if value < 0 else str(value), abs(value))


def element(g: Expressions, depth: int) -> Expr | None:
    arrays = g.scope.arrays()
    if not arrays:
        return None
    array = g.draw.one_of(arrays)
    places = [g.position(n) for n in array.shape]
    if len(places) == 2 and g.draw.chance(0.2):
        return Expr(f"{array.name}[{places[0]}][{places[1]}]")
    return Expr(f"{array.name}[{', '.join(places)}]")


def arithmetic(g: Expressions, depth: int) -> Expr:
    left, right = g.number(depth), g.number(depth)
    match g.draw.one_of("++--***"):
        case "+":
            return Expr(f"({left.text} + {right.text})", left.bound + right.bound)
        case "-":
            return Expr(f"({left.text} - {right.text})", left.bound + right.bound)
        case _:
            return Expr(f"({left.text} * {right.text})", left.bound * right.bound)


def quotient(g: Expressions, depth: int) -> Expr:
    top, below = g.number(depth), g.simple(NUMBER)
    bottom = g.draw.one_of(
        (
            f"(1.0 + {below.text} * {below.text})",
            f"(2.5 + math.sin({below.text}))",
            f"(1.5 + abs({below.text}))",
            f"{g.draw.number(1.2, 3.0)}",
        )
    )
    return Expr(f"({top.text} / {bottom})", top.bound)


def power(g: Expressions, depth: int) -> Expr:
    base = g.within(g.number(depth), 2.0)
    match g.draw.integer(0, 5):
        case 0 | 1:
            return Expr(f"({base.text} ** 2)", base.bound**2)
        case 2:
            return Expr(f"({base.text} ** 3)", base.bound**3)
        case 3:
            return Expr(f"pow({base.text}, 2)", base.bound**2)
        case 4:
            return Expr(f"((1.0 + {base.text} ** 2) ** 0.5)", base.bound + 1)
        case _:
            up = g.simple(NUMBER)
            return Expr(f"((1.5 + math.sin({base.text})) ** {up.text})", 2.5**LIMIT)


def function(g: Expressions, depth: int) -> Expr:
    inside = g.within(g.number(depth))
    x, bound = inside.text, inside.bound
    module = g.draw.one_of(("math", "np"))
    arc = "atan" if module == "math" else "arctan"
    forms = (
        (f"{module}.sin({x})", 1.0),
        (f"{module}.cos({x})", 1.0),
        (f"{module}.tanh({x})", 1.0),
        (f"{module}.exp(0.3 * {x})", 2.5),
        (f"{module}.exp(-({x}) ** 2)", 1.0),
        (f"{module}.sqrt(1.0 + ({x}) ** 2)", 1 + bound),
        (f"{module}.log(1.0 + ({x}) ** 2)", 1 + bound),
        (f"{module}.{arc}({x})", 1.6),
        (f"{module}.{arc}2({x}, 1.5 + abs({x}))", 1.6),
        (f"{module}.hypot({x}, 1.0)", 1 + bound),
        (f"{module}.sinh(0.5 * {x})", 2.2),
        (f"{module}.expm1(0.3 * {x})", 2.5),
        (f"{module}.log1p(abs({x}))", 1 + bound),
        (f"abs({x})", bound),
        (f"(-{x})", bound),
        (f"float({x})", bound),
    )
    text, size = g.draw.one_of(forms)
    return Expr(text, size)


def conditional(g: Expressions, depth: int) -> Expr:
    left, right = g.number(depth), g.number(depth)
    test = g.condition(depth)
    return Expr(
        f"({left.text} if {test} else {right.text})", max(left.bound, right.bound)
    )


def extremum(g: Expressions, depth: int) -> Expr:
    parts = [g.number(depth) for _ in range(g.draw.integer(2, 3))]
    which = g.draw.one_of(("max", "min", "np.maximum", "np.minimum"))
    parts = parts[:2] if which.startswith("np") else parts
    inside = ", ".join(part.text for part in parts)
    return Expr(f"{which}({inside})", max(part.bound for part in parts))


def reduction(g: Expressions, depth: int) -> Expr:
    shape = g.draw.one_of(SHAPES)
    inside = g.array(shape, depth)
    size = shape[0] * (shape[1] if len(shape) == 2 else 1)
    which = g.draw.one_of(("sum", "sum", "sum", "mean", "mean", "max", "min", "var"))
    bound = {"sum": size * inside.bound, "var": inside.bound**2}.get(
        which, inside.bound
    )
    if g.draw.chance(0.3):
        return Expr(f"({inside.text}).{which}()", bound)
    return Expr(f"np.{which}({inside.text})", bound)


def masked_sum(g: Expressions, depth: int) -> Expr | None:
    array = g.name((3,))
    if array is None:
        return None
    cut = g.draw.number(-1, 1)
    picked = g.limited((3,), depth).text if g.draw.chance(0.4) else array.name
    return Expr(f"np.sum(({picked})[{array.name} > {cut}])", 3 * LIMIT)


def product(g: Expressions, depth: int) -> Expr:
    n = g.draw.integer(2, 3)
    left, right = g.array((n,), depth), g.array((n,), depth)
    bound = n * left.bound * right.bound
    match g.draw.integer(0, 3):
        case 0:
            return Expr(f"np.dot({left.text}, {right.text})", bound)
        case 1:
            return Expr(f"({left.text} @ {right.text})", bound)
        case 2:
            return Expr(f"({left.text}).dot({right.text})", bound)
        case _:
            return Expr(f"np.sum({left.text} * {right.text})", bound)


def matrix_number(g: Expressions, depth: int) -> Expr:
    square = g.within(g.array((3, 3), depth))
    match g.draw.integer(0, 2):
        case 0:
            return Expr(f"np.trace({square.text})", 3 * square.bound)
        case 1:
            return Expr(f"np.linalg.norm(np.eye(3) + 0.2 * {square.text})", 6.0)
        case _:
            return Expr(f"np.linalg.det(2.0 * np.eye(3) + 0.1 * {square.text})", 16.0)


def from_index(g: Expressions, depth: int) -> Expr | None:
    if not g.scope.indices:
        return None
    index = g.draw.one_of(list(g.scope.indices.values()))
    size = max(abs(index.low), abs(index.high)) + 1.0
    other = g.number(depth)
    match g.draw.integer(0, 3):
        case 0:
            return Expr(f"({index.name} * {other.text})", size * other.bound)
        case 1:
            return Expr(f"({other.text} + 0.1 * {index.name})", other.bound + size)
        case 2:
            return Expr(f"({other.text} / ({index.name} ** 2 + 1))", other.bound)
        case _:
            return Expr(f"float({index.name})", size)


def walrus(g: Expressions, depth: int) -> Expr:
    inside = g.limited(NUMBER, depth)
    name = g.names.of_shape(NUMBER)
    made = Expr(f"(({name} := {inside.text}) * {name})", inside.bound**2)
    return made


def comprehension(g: Expressions, depth: int) -> Expr:
    term = g.names.of_shape(NUMBER)
    index = g.names.fresh(g.names.INDICES)
    count = g.draw.integer(2, 3)
    with g.bound(Value(term, NUMBER), Index(index, 0, count - 1)):
        body = g.limited(NUMBER, depth)
        test = f" if {g.condition(0)}" if g.draw.chance(0.25) else ""
    source = g.source((count,), depth)
    match g.draw.integer(0, 3):
        case 0:
            loop = f"for {index}, {term} in enumerate({source})"
        case 1:
            other = g.source((count,), 0)
            twin = g.names.of_shape(NUMBER)
            loop = f"for {index}, ({term}, {twin}) in enumerate(zip({source}, {other}))"
        case 2:
            loop = f"for {index} in range({count}) for {term} in {source}"
        case _:
            low = g.names.of_shape(NUMBER)
            loop = (
                f"for {index}, {low} in enumerate({source}) "
                f"for {term} in [{low} * 0.5, {low} + 0.2]"
            )
    inside = f"{body.text} {loop}{test}"
    text = f"sum([{inside}])" if g.draw.chance(0.4) else f"sum({inside})"
    return Expr(text, 9 * body.bound)


def largest(g: Expressions, depth: int) -> Expr:
    term = g.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER)):
        body = g.limited(NUMBER, depth)
    which = g.draw.one_of(("max", "min"))
    source = g.source((3,), depth)
    return Expr(f"{which}({body.text} for {term} in {source})", body.bound)


def series_read(g: Expressions, depth: int) -> Expr | None:
    lists = [s for s in g.scope.series.values() if s.fields == (NUMBER,)]
    if not lists:
        return None
    series = g.draw.one_of(lists)
    match g.draw.integer(0, 3):
        case 0 if series.least:
            return Expr(f"{series.name}[-1]")
        case 1 if series.least:
            return Expr(f"{series.name}[{g.position(series.least)}]")
        case 2:
            return Expr(f"(0.1 * len({series.name}))", 4.0)
        case _:
            return Expr(f"sum({series.name})", 3 * LIMIT)


def lambda_call(g: Expressions, depth: int) -> Expr:
    parameter = g.names.of_shape(NUMBER)
    with g.bound(Value(parameter, NUMBER)):
        body = g.number(depth)
    argument = g.limited(NUMBER, depth)
    return Expr(f"(lambda {parameter}: {body.text})({argument.text})", body.bound)


def call(g: Expressions, depth: int) -> Expr | None:
    return call_of(g, depth, NUMBER)


def call_of(g: Expressions, depth: int, shape: tuple[int, ...]) -> Expr | None:
    """A call of a function whose result has this shape."""
    found = [c for c in g.scope.callees if not c.several and c.result == shape]
    if not found:
        return None
    callee = g.draw.one_of(found)
    return Expr(f"{callee.name}({arguments(g, depth, callee)})")


def arguments(g: Expressions, depth: int, callee) -> str:
    texts: list[str] = []
    count = len(callee.params)
    given = count - g.draw.integer(0, callee.optional)
    keyword, first = False, None
    for position in range(given):
        shape = callee.params[position]
        if shape is None:
            value = str(g.draw.integer(1, 3))
        else:
            value = g.limited(shape, max(0, depth - 1)).text
        keyword = keyword or (g.draw.chance(0.15) and bool(callee.names))
        texts.append(f"{callee.names[position]}={value}" if keyword else value)
        first = position if keyword and first is None else first
    if first == 0 and g.draw.chance(0.5):
        texts.reverse()
    return ", ".join(texts)


def remainder(g: Expressions, depth: int) -> Expr:
    return Expr(f"({g.limited(NUMBER, depth).text} % {g.draw.number(0.8, 2)})", 2.0)


def truth(g: Expressions, depth: int) -> Expr:
    other = g.number(depth)
    return Expr(f"(({g.condition(0)}) * {other.text})", other.bound)


def rounding(g: Expressions, depth: int) -> Expr:
    inside = g.limited(NUMBER, depth).text
    which = g.draw.one_of(("math.floor", "round", "np.floor", "int", "np.sign"))
    return Expr(f"(0.2 * {which}({inside}))", 1.0)


NUMBER_LEAVES: Forms = ((6, name), (2, literal), (3, element))
NUMBERS: Forms = (
    (10, arithmetic),
    (3, quotient),
    (2, power),
    (6, function),
    (2, conditional),
    (1.5, extremum),
    (4, reduction),
    (0.7, masked_sum),
    (2, product),
    (0.7, matrix_number),
    (2, from_index),
    (0.5, walrus),
    (1.2, comprehension),
    (0.4, largest),
    (3, series_read),
    (0.6, lambda_call),
    (4, call),
    (0.3, remainder),
    (0.3, truth),
    (0.2, rounding),
    (4, name),
    (3, element),
    (1, literal),
)
