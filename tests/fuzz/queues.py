"""`collections.deque`, `defaultdict` and `OrderedDict` in a program.

A queue never gets shorter than it was made: what is taken at one end is put back at the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.dictionaries import Mapping, own_items
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Scope, Value


@dataclass(frozen=True)
class Queue:
    """A deque of numbers: so many are certain."""

    least: int
    bounded: bool = False


def queues(scope: Scope) -> list[tuple[str, Queue]]:
    return [(n, t) for n, t in scope.things.items() if isinstance(t, Queue)]


def new(w: Writer, frame: Frame, size: int) -> Lines:
    g, name = w.expressions(frame), w.names.fresh(w.names.QUEUES)
    count = w.draw.integer(1, 3)
    items = ", ".join(g.limited(NUMBER, 1).text for _ in range(count))
    bounded = w.draw.chance(0.25)
    inside = f"[{items}]"
    if w.draw.chance(0.2):
        inside, count = g.source((3,), 1), 3
    more = f", maxlen={count}" if bounded else ""
    frame.scope.things[name] = Queue(count, bounded)
    return [f"{name} = collections.deque({inside}{more})"]


def moved(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Put in at one end, taken at the other, turned, written."""
    found = queues(frame.scope)
    if not found:
        return None
    name, queue = w.draw.one_of(found)
    g = w.expressions(frame)
    value, factor = g.limited(NUMBER, w.depth()).text, w.draw.number(-0.9, 0.9)
    target = w.target(frame, NUMBER)
    match w.draw.integer(0, 5):
        case 0:
            return [f"{name}.append({value})"]
        case 1:
            return [f"{name}.appendleft({value})"]
        case 2:
            return [f"{name}.append({name}.popleft() * {factor})"]
        case 3:
            frame.scope.bind(Value(target, NUMBER))
            return [f"{target} = {name}.pop()", f"{name}.appendleft({value})"]
        case 4 if not queue.bounded:
            return [f"{name}.rotate({w.draw.integer(-1, 1) or 1})"]
        case _:
            return [f"{name}[{w.draw.one_of((0, -1))}] = {value}"]


def read(g: Expressions, depth: int) -> Expr | None:
    found = queues(g.scope)
    if not found:
        return None
    name, queue = g.draw.one_of(found)
    match g.draw.integer(0, 3):
        case 0:
            return Expr(f"sum({name})", 9.0)
        case 1:
            term = g.names.of_shape(NUMBER)
            with g.bound(Value(term, NUMBER)):
                body = g.limited(NUMBER, 1).text
            return Expr(f"sum({body} for {term} in {name})", 9.0)
        case _:
            return Expr(f"{name}[{g.draw.integer(-queue.least, queue.least - 1)}]")


def defaults(w: Writer, frame: Frame, size: int) -> Lines:
    """A defaultdict, in which a key may be met for the first time."""
    g, name = w.expressions(frame), w.names.fresh(w.names.DICTS)
    keys = tuple(w.draw.some_of(("a", "b", "k"), 2))
    key = w.names.fresh(("key", "label"))
    of_lists = w.draw.chance(0.3)
    value = g.limited(NUMBER, w.depth(), 1.0).text
    kind = "list" if of_lists else w.draw.one_of(("float", "lambda: 0.3"))
    change = (
        f"{name}[{key}].append({value})" if of_lists else f"{name}[{key}] += {value}"
    )
    lines = [
        f"{name} = collections.defaultdict({kind})",
        f"for {key} in {(*keys, keys[0])}:",
        f"    {change}",
    ]
    if of_lists:
        target = w.names.of_shape(NUMBER)
        frame.scope.bind(Value(target, NUMBER))
        return [
            *lines,
            f"{target} = sum({name}['{keys[0]}']) * {name}['{keys[1]}'][-1]",
        ]
    own_items(frame.scope, name, Mapping(tuple((k, NUMBER) for k in keys)))
    return lines


def in_order(w: Writer, frame: Frame, size: int) -> Lines:
    """An OrderedDict."""
    g, name = w.expressions(frame), w.names.fresh(w.names.DICTS)
    one, two = (g.limited(NUMBER, w.depth()).text for _ in range(2))
    own_items(frame.scope, name, Mapping((("a", NUMBER), ("b", NUMBER))))
    return [f"{name} = collections.OrderedDict([('a', {one}), ('b', {two})])"]


QUEUES = (
    (3, new),
    (4, moved),
    (1.5, defaults),
    (0.5, in_order),
)
