"""Lists of records read: loops over them, sums, the least and the largest, columns."""

from __future__ import annotations

from dataclasses import replace

from tests.fuzz.entries import key, reading
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import TRIPS, Frame, Lines, Writer, indented
from tests.fuzz.rows import Rows, lists
from tests.fuzz.scope import NUMBER, Index, Value, after_loop

TRIPS_OF_ROWS = 4


def over(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop over a list, which stays as long as it is meanwhile; its fields may be set."""
    found = lists(frame.scope)
    trips = frame.trips * TRIPS_OF_ROWS
    if not found or frame.nesting > 3 or size < 2 or trips > TRIPS:
        return None
    name, rows = w.draw.one_of(found)
    head, values, indices = _head(w, frame, name, rows)
    scope = frame.scope.body()
    scope.things[name] = replace(rows, busy=True)
    for index in indices:
        scope.indices[index.name] = index
    for value in values:
        scope.bind(value)
        if not rows.entry.written and not value.name.isidentifier():
            scope.closed.add(value.name)
    inner = frame.inside(scope, loop=True, may_continue=True, trips=trips)
    block = w.block(inner, max(1, w.draw.integer(size // 2, size - 1)))
    frame.scope.replace(after_loop(frame.scope.copy(), scope))
    return [head, *indented(block)]


Head = tuple[str, list[Value], list[Index]]


def _head(w: Writer, frame: Frame, name: str, rows: Rows) -> Head:
    each, other = (w.names.fresh(w.names.OBJECTS) for _ in range(2))
    index, entry = w.names.fresh(w.names.INDICES), rows.entry
    g, fields = w.expressions(frame), rows.entry.fields(each)
    match w.draw.integer(0, 7):
        case 0:
            return f"for {each} in reversed({name}):", fields, []
        case 1:
            order = key(g, entry)
            return f"for {each} in sorted({name}, key={order}):", fields, []
        case 2:
            both = [*fields, *entry.fields(other)]
            return f"for {each}, {other} in zip({name}, {name}[1:]):", both, []
        case 3:
            # How long the list is is not known: the index is used as a number only.
            head = f"for {index}, {each} in enumerate({name}):"
            return head, fields, [Index(index, 0, 9)]
        case 4:
            at = entry.fields(f"{name}[{index}]")
            return f"for {index} in range(len({name})):", at, []
        case 5 | 6 if entry.targets:
            names = [w.names.of_shape(NUMBER) for _ in entry.reads]
            bound = [Value(n, NUMBER) for n in names]
            return f"for {entry.targets.format(*names)} in {name}:", bound, []
        case _:
            return f"for {each} in {name}:", fields, []


def total(g: Expressions, depth: int) -> Expr | None:
    """A sum over a list, of one field or of an expression."""
    found = lists(g.scope)
    if not found:
        return None
    name, rows = g.draw.one_of(found)
    each, other = (g.names.fresh(g.names.OBJECTS) for _ in range(2))
    with reading(g, rows.entry, each):
        inside = g.limited(NUMBER, depth, 1.0).text
    with reading(g, rows.entry, each, other):
        both = g.limited(NUMBER, depth, 1.0).text
    read = g.draw.one_of(rows.entry.reads)
    match g.draw.integer(0, 4):
        case 0:
            text = f"sum({each}{read} for {each} in {name})"
        case 1:
            text = f"sum({inside} for {each} in {name} if {each}{read} > 0.1)"
        case 2:
            text = f"sum({both} for {each}, {other} in zip({name}, {name}[1:]))"
        case 3:
            text = f"np.mean(np.array([{inside} for {each} in {name}]))"
        case _:
            text = f"sum({inside} + {each}{read} for {each} in {name})"
    return Expr(text, 12.0)


def one(g: Expressions, depth: int) -> Expr | None:
    """A field of one entry: by its place, or of the least, the largest, the second."""
    found = lists(g.scope)
    if not found:
        return None
    name, rows = g.draw.one_of(found)
    read, order = g.draw.one_of(rows.entry.reads), key(g, rows.entry)
    each = g.names.fresh(g.names.OBJECTS)
    match g.draw.integer(0, 5):
        case 0 | 1:
            which = g.draw.one_of(("min", "max"))
            return Expr(f"{which}({name}, key={order}){read}")
        case 2:
            return Expr(f"sorted({name}, key={order})[0]{read}")
        case 3:
            which = g.draw.one_of(("min", "max"))
            return Expr(f"{which}({each}{read} for {each} in {name})")
        case 4:
            return Expr(f"(0.1 * len({name}))", 2.0)
        case _:
            return Expr(f"{name}[{g.position(rows.least)}]{read}")


def asked(g: Expressions, depth: int) -> Expr | None:
    """A test on a list."""
    found = lists(g.scope)
    if not found:
        return None
    name, rows = g.draw.one_of(found)
    read, each = g.draw.one_of(rows.entry.reads), g.names.fresh(g.names.OBJECTS)
    if g.draw.chance(0.4):
        return Expr(f"(len({name}) > {g.draw.integer(1, 4)})")
    word, cut = g.draw.one_of(("any", "all")), g.draw.number(-1, 1, 3)
    return Expr(f"{word}({each}{read} > {cut} for {each} in {name})")


def columns(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`xs, ys = zip(*points)`."""
    found = [(n, r) for n, r in lists(frame.scope) if len(r.entry.reads) == 2]
    found = [(n, r) for n, r in found if r.entry.targets]
    if not found:
        return None
    name, _ = w.draw.one_of(found)
    one, two = (w.names.fresh(w.names.SERIES) for _ in range(2))
    g, result = w.expressions(frame), w.names.of_shape(NUMBER)
    factor = g.limited(NUMBER, 1, 1.0).text
    a, b = (w.names.of_shape(NUMBER) for _ in range(2))
    match w.draw.integer(0, 3):
        case 0:
            read = f"{factor} * sum({one}) + {two}[-1] * {one}[0]"
        case 1:
            read = f"{factor} * np.sum(np.array({one}) * np.array({two}))"
        case 2:
            read = f"sum({a} * {b} for {a}, {b} in zip({one}, {two})) + {factor}"
        case _:
            read = f"max({one}) * {factor} - min({two})"
    frame.scope.bind(Value(result, NUMBER))
    source = w.draw.one_of((f"zip(*{name})", f"zip(*{name})", f"list(zip(*{name}))"))
    return [f"{one}, {two} = {source}", f"{result} = {read}"]


ROWS_READ = ((3, over), (1, columns))
ROW_NUMBERS = ((2, total), (2, one))
ROW_TESTS = ((1, asked),)
