"""Lists of numbers of a fixed length, written place by place in loops.

best = [0.0] * 5
for i in range(1, 5):
    best[i] = max(best[i], best[i - 1] + v[i % 3])
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import TRIPS, Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Index, Scope, Value

NAMES = ("values", "costs", "price", "ways", "u_old")


@dataclass(frozen=True)
class Items:
    """A list of so many numbers."""

    length: int


def items(scope: Scope) -> list[tuple[str, Items]]:
    return [(n, t) for n, t in scope.things.items() if isinstance(t, Items)]


def _own(scope: Scope, name: str, length: int) -> None:
    scope.things[name] = Items(length)
    for place in (0, -1):
        scope.bind(Value(f"{name}[{place}]", NUMBER))


def new(w: Writer, frame: Frame, size: int) -> Lines | None:
    if frame.nesting > 1 or (items(frame.scope) and w.draw.chance(0.7)):
        return None
    name, g = w.names.fresh(NAMES), w.expressions(frame)
    length = w.draw.weighted(((3, 3), (3, 5), (1, 12)))
    start = w.draw.one_of(("0.0", "0.0", "1.0", "0", g.limited(NUMBER, 1).text))
    index, term = w.names.fresh(w.names.INDICES), w.names.of_shape(NUMBER)
    source = g.source((3,), 1)
    with g.bound(Index(index, 0, 2), Value(term, NUMBER)):
        each = g.limited(NUMBER, 2).text
    lines = [f"{name} = [{start}] * {length}"]
    match w.draw.integer(0, 4):
        case 0:
            length = 3
            lines = [f"{name} = [None] * len({_vector(g, source)})"]
            lines.append(f"for {index}, {term} in enumerate({source}):")
            lines.append(f"    {name}[{index}] = {each}")
        case 1:
            lines = [f"{name} = [{start} for _ in range({length})]"]
        case 2:
            lines = [f"{name} = [0.5, {each_of(g)}] + [0.0] * {length - 2}"]
    _own(frame.scope, name, length)
    return lines


def _vector(g: Expressions, source: str) -> str:
    value = g.name((3,))
    return value.name if value else source


def each_of(g: Expressions) -> str:
    return g.limited(NUMBER, 1).text


def filled(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop in which a place depends on those before it."""
    found = items(frame.scope)
    if not found or frame.nesting > 3:
        return None
    name, kind = w.draw.one_of(found)
    if frame.trips * kind.length > TRIPS:
        return None
    index, g = w.names.fresh(w.names.INDICES), w.expressions(frame)
    before, here = f"{name}[{index} - 1]", f"{name}[{index}]"
    with g.bound(Index(index, 1, kind.length - 1), Value(before, NUMBER)):
        text, test = g.limited(NUMBER, 2, 1.0).text, g.condition(1)
    head = f"for {index} in range(1, {w.draw.one_of((kind.length, f'len({name})'))}):"
    match w.draw.integer(0, 4):
        case 0:
            body = [f"    {here} = max({here}, 0.5 * {before} + {text})"]
        case 1:
            body = [f"    if {text} > {here}:", f"        {here} = {text} * {before}"]
        case 2:
            body = [f"    if {test}:", f"        {here} = {before} + 0.5 * {text}"]
            body += ["    else:", f"        {here} *= 0.5"]
        case 3:
            body = [f"    {here} += 0.5 * {before} + {text}"]
        case _:
            body = [f"    {here} = 0.5 * {before} + {text}"]
    return [head, *body]


def changed(w: Writer, frame: Frame, size: int) -> Lines | None:
    """One place, two that are exchanged, a second buffer."""
    found = items(frame.scope)
    if not found:
        return None
    name, kind = w.draw.one_of(found)
    g = w.expressions(frame)
    value, length = g.limited(NUMBER, 2).text, kind.length
    place, other = g.position(length), g.position(length)
    index, term = w.names.fresh(w.names.INDICES), w.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER), Index(index, 0, length - 1)):
        each = g.limited(NUMBER, 1, 1.0).text
    alike = [n for n, t in found if t == kind and n != name]
    match w.draw.integer(0, 6):
        case 0 if alike:
            twin = w.draw.one_of(alike)
            return [f"{name}, {twin} = {twin}, {name}"]
        case 1:
            pair = f"{name}[{place}], {name}[{other}]"
            return [f"{pair} = {name}[{other}], {name}[{place}]"]
        case 2 if frame.trips * length <= TRIPS:
            head = f"for {index}, {term} in enumerate({name})"
            return [f"{name} = [0.5 * {term} + {each} {head}]"]
        case 3:
            return [f"{name} = {name}[1:] + [{value}]"]
        case 4 if frame.nesting <= 1:
            twin = w.names.fresh(NAMES)
            _own(frame.scope, twin, length)
            form = w.draw.one_of(("list({})", "{}[:]", "{}.copy()", "{}[::-1]"))
            return [f"{twin} = {form.format(name)}"]
        case _:
            return [f"{name}[{place}] {w.draw.one_of(('=', '+=', '*='))} {value}"]


def read(g: Expressions, depth: int) -> Expr | None:
    found = items(g.scope)
    if not found:
        return None
    name, kind = g.draw.one_of(found)
    match g.draw.integer(0, 5):
        case 0:
            return Expr(f"sum({name})", 3.0 * kind.length)
        case 1:
            return Expr(f"{g.draw.one_of(('max', 'min'))}({name})")
        case 2:
            return Expr(f"np.sum(np.array({name}) ** 2)", 9.0 * kind.length)
        case 3 if kind.length == 3:
            other = g.array((3,), depth)
            return Expr(f"np.dot({name}, {other.text})", 9.0 * other.bound)
        case _:
            return Expr(f"{name}[{g.position(kind.length)}]")


NUMBER_LISTS = (
    (3, new),
    (3, filled),
    (3, changed),
)
NUMBER_LIST_NUMBERS = ((1.5, read),)
