"""What is None until there is one: numbers, tuples, dicts and objects.

best = None
for z in v:
    p = np.sin(z)
    if best is None or p < best['cost']:
        best = {'cost': p, 'y': z * x}
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.entries import Entry, drawn, made, reading
from tests.fuzz.frame import TRIPS, Frame, Lines, Writer, indented
from tests.fuzz.rows import lists
from tests.fuzz.scope import NUMBER, Index, Scope, Value, after_loop

NAMES = ("best", "last", "found", "current", "held")
NUMBER_ITSELF = Entry("{0}", ("",))


@dataclass(frozen=True)
class _Loop:
    """A loop over a vector: its head, the number and the index it binds."""

    head: str
    term: Value
    index: Index


def _loop(w: Writer, frame: Frame) -> _Loop:
    term = Value(w.names.of_shape(NUMBER), NUMBER)
    index = Index(w.names.fresh(w.names.INDICES), 0, 2)
    source = w.expressions(frame).source((3,), 1)
    return _Loop(f"for {index.name}, {term.name} in enumerate({source}):", term, index)


def _fits(frame: Frame) -> bool:
    return frame.nesting <= 2 and frame.trips * 3 <= TRIPS


def _kind(w: Writer, written: bool = False) -> Entry:
    if not written and w.draw.chance(0.25):
        return NUMBER_ITSELF
    return drawn(w, written)


def least_so_far(w: Writer, frame: Frame, size: int) -> Lines | None:
    """The best of what a loop meets; other statements beside it."""
    if not _fits(frame):
        return None
    name, entry = w.names.fresh(NAMES), _kind(w)
    cost, loop = w.names.of_shape(NUMBER), _loop(w, frame)
    scope = _inside(frame, loop)
    inner = frame.inside(scope, loop=True, may_return=False, trips=frame.trips * 3)
    body = w.block(inner, 1) if w.draw.chance(0.4) else []
    text = w.expressions(inner).limited(NUMBER, w.depth()).text
    scope.bind(Value(cost, NUMBER))
    new = made(w.expressions(inner), entry, cost)
    sign, read = w.draw.one_of("<<>"), entry.reads[0]
    body += [f"{cost} = {text}"]
    test = f"{name} is None or {cost} {sign} {name}{read}"
    if w.draw.chance(0.25):
        body.append(f"{name} = {new} if {test} else {name}")
    else:
        body += [f"if {test}:", f"    {name} = {new}"]
    # An exit may come before it is there.
    ends = [f"if {name} is None:", f"    {name} = {made(w.expressions(frame), entry)}"]
    lines = [f"{name} = None", loop.head, *indented(body)]
    lines += ends if _leaves(body) or w.draw.chance(0.2) else []
    frame.scope.replace(after_loop(frame.scope.copy(), scope))
    _own(frame.scope, name, entry)
    return lines


def _inside(frame: Frame, loop: _Loop) -> Scope:
    scope = frame.scope.body()
    scope.bind(loop.term)
    scope.indices[loop.index.name] = loop.index
    return scope


def _leaves(body: Lines) -> bool:
    return any(line.strip() in ("break", "continue") for line in body)


def _own(scope: Scope, name: str, entry: Entry) -> None:
    """What can be read of it from here on, and written where it is of that kind."""
    for value in entry.fields(name):
        scope.bind(value)
        if not entry.written:
            scope.closed.add(value.name)


def the_one_before(w: Writer, frame: Frame, size: int) -> Lines | None:
    """What an iteration leaves to the next: the first finds None."""
    if not _fits(frame):
        return None
    name, entry, loop = w.names.fresh(NAMES), _kind(w), _loop(w, frame)
    result, g = w.target(frame, NUMBER), w.expressions(frame)
    start = g.limited(NUMBER, 1).text
    with g.bound(loop.term, loop.index, Value(result, NUMBER)):
        with reading(g, entry, name):
            used = g.limited(NUMBER, 2, 1.0).text
            later = made(g, entry) if w.draw.chance(0.3) else ""
        new = made(g, entry)
        test = g.condition(1)
    used = f"{result} = 0.5 * {result} + {used} * {name}{entry.reads[-1]}"
    body = [f"if {name} is not None:", f"    {used}", f"{name} = {new}"]
    match w.draw.integer(0, 3):
        case 0 if later:
            body = [
                body[0],
                body[1],
                f"    {name} = {later}",
                "else:",
                f"    {body[2]}",
            ]
        case 1:
            body[2:] = [f"if {test}:", f"    {name} = {new}"]
        case 2:
            body[2:] = [f"{name} = {new} if {test} else None"]
    frame.scope.bind(Value(result, NUMBER))
    return [f"{result} = {start}", f"{name} = None", loop.head, *indented(body)]


def found(w: Writer, frame: Frame, size: int) -> Lines | None:
    """The first for which a test holds, if there is one."""
    if not _fits(frame):
        return None
    name, entry, loop = w.names.fresh(NAMES), _kind(w), _loop(w, frame)
    result, g = w.target(frame, NUMBER), w.expressions(frame)
    with g.bound(loop.term, loop.index):
        test, new = g.condition(1), made(g, entry)
    with reading(g, entry, name):
        used = g.limited(NUMBER, 2, 2.0).text
    other = g.limited(NUMBER, 1).text
    stop = ["        break"] if w.draw.chance(0.6) else []
    lines = [f"{name} = None", loop.head, f"    if {test}:", f"        {name} = {new}"]
    there = f"{result} = {used} + {name}{entry.reads[0]}"
    frame.scope.bind(Value(result, NUMBER))
    asked = w.draw.one_of(("{} is not None", "{} is None"))
    one, two = there, f"{result} = {other}"
    if "not" not in asked:
        one, two = two, one
    ends = [f"if {asked.format(name)}:", f"    {one}", "else:", f"    {two}"]
    return [*lines, *stop, *ends]


def state(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Made by the first iteration, changed by the others."""
    if not _fits(frame):
        return None
    name, entry, loop = w.names.fresh(NAMES), _kind(w, written=True), _loop(w, frame)
    g, read = w.expressions(frame), w.draw.one_of(entry.reads)
    with g.bound(loop.term, loop.index):
        new = made(g, entry)
        with reading(g, entry, name):
            change = g.limited(NUMBER, 2, 1.0).text
    lines = [f"{name} = None", loop.head, f"    if {name} is None:"]
    lines += [f"        {name} = {new}"]
    late = f"{name}{read} {w.draw.one_of(('=', '+=', '*='))} {change}"
    if w.draw.chance(0.5):
        lines += ["    else:", f"        {late}"]
    else:
        lines.append(f"    {late}")
    _own(frame.scope, name, entry)
    return lines


def entry_of_a_list(w: Writer, frame: Frame, size: int) -> Lines | None:
    """The best entry of a list, read at once."""
    known = lists(frame.scope)
    if not known or not _fits(frame):
        return None
    source, rows = w.draw.one_of(known)
    name, each = w.names.fresh(NAMES), w.names.fresh(w.names.OBJECTS)
    result, g = w.names.of_shape(NUMBER), w.expressions(frame)
    read = w.draw.one_of(rows.entry.reads)
    with reading(g, rows.entry, name):
        used = g.limited(NUMBER, 2, 2.0).text
    test = f"{name} is None or {each}{read} {w.draw.one_of('<>')} {name}{read}"
    lines = [f"{name} = None", f"for {each} in {source}:"]
    lines += [f"    if {test}:", f"        {name} = {each}"]
    if rows.entry.written and w.draw.chance(0.4):
        lines.append(f"{name}{read} = {g.limited(NUMBER, 1, 1.0).text}")
    frame.scope.bind(Value(result, NUMBER))
    return [*lines, f"{result} = {used} + {name}{rows.entry.reads[-1]}"]


PERHAPS = (
    (3, least_so_far),
    (2, the_one_before),
    (2, found),
    (1.5, state),
    (1.5, entry_of_a_list),
)
