"""Lists of records that grow, shrink and are put in order: dicts, tuples, small objects.

marks = [{'t': 0.3, 'y': x}]
for z in v:
    marks.append({'t': z, 'y': z * x})
marks.sort(key=lambda e: -e['y'])
marks[0], marks[-1] = marks[-1], marks[0]

A list never gets shorter than it was made: what is taken out is put back, or taken only if
there is more.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.entries import Entry, drawn, key, made, reading, without_list
from tests.fuzz.expression import Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Index, Scope, Value

NAMES = ("marks", "rows", "points", "trials", "events")


@dataclass(frozen=True)
class Rows:
    """A list: so many entries are certain. `busy` in a loop over it."""

    entry: Entry
    least: int
    busy: bool = False


def lists(scope: Scope, busy: bool = True) -> list[tuple[str, Rows]]:
    """All lists of records, or those that may get longer and shorter here."""
    found = [(n, t) for n, t in scope.things.items() if isinstance(t, Rows)]
    return [(n, t) for n, t in found if busy or not t.busy]


def own(scope: Scope, name: str, rows: Rows) -> None:
    """The first and the last entry become values that every statement may use."""
    scope.things[name] = rows
    for place in ("0", "-1"):
        for value in rows.entry.fields(f"{name}[{place}]"):
            scope.bind(value)
            if not rows.entry.written:
                scope.closed.add(value.name)


def new(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A list of what is in the text, of a comprehension, or one that grows in a loop."""
    if frame.nesting > 1:
        return None
    if lists(frame.scope, busy=False) and w.draw.chance(0.8):
        return None
    name, entry = w.names.fresh(NAMES), drawn(w)
    g = w.expressions(frame)
    term, index = w.names.of_shape(NUMBER), w.names.fresh(w.names.INDICES)
    source = g.source((3,), 1)
    first = made(g, entry)
    more = f", {made(g, entry)}" if w.draw.chance(0.4) else ""
    with g.bound(Value(term, NUMBER), Index(index, 0, 2)):
        each, test = made(g, entry), g.condition(1)
    head = f"for {index}, {term} in enumerate({source})"
    least, appended = 1, f"{name}.append({each})"
    match w.draw.integer(0, 6):
        case 0:
            lines = [f"{name} = [{first}{more}]"]
        case 1 | 2:
            least, lines = 3, [f"{name} = [{each} {head}]"]
        case 3 | 4:
            least, lines = 3, [f"{name} = []", f"{head}:", f"    {appended}"]
        case 5:
            inside = [f"    if {test}:", f"        {appended}"]
            lines = [f"{name} = [{first}{more}]", f"{head}:", *inside]
        case _:
            begun = f"{name} = [{each} {head} if {test}]"
            lines = [begun, f"if not {name}:", f"    {name}.append({first})"]
    own(frame.scope, name, Rows(entry, least))
    return lines


def longer(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`append`, `insert`, `extend`, `+=`."""
    found = lists(frame.scope, busy=False)
    if not found:
        return None
    name, rows = w.draw.one_of(found)
    g = w.expressions(frame)
    one = made(g, rows.entry)
    match w.draw.integer(0, 5):
        case 0 | 1 | 2:
            return [f"{name}.append({one})"]
        case 3 | 4:
            return [f"{name}.insert({w.draw.one_of((0, 0, 1))}, {one})"]
        case _:
            return [f"{name}.extend([{one}, {made(g, rows.entry)}])"]


def shorter(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`pop`, `del`, `remove`, a comprehension with a condition."""
    found = lists(frame.scope, busy=False)
    if not found:
        return None
    name, rows = w.draw.one_of(found)
    g = w.expressions(frame)
    there = f"if len({name}) > {rows.least}:"
    match w.draw.integer(0, 5):
        case 0 | 1:
            return _popped(w, frame, name, rows, there)
        case 2:
            return [there, f"    del {name}[{w.draw.one_of((0, -1))}]"]
        case 3 if not rows.entry.compared:
            which = w.draw.one_of(("min", "max"))
            chosen = f"{which}({name}, key={key(g, rows.entry)})"
            return [there, f"    {name}.remove({chosen})"]
        case 4:
            return [f"{name}.append({name}.pop(0))"]
        case _:
            return _chosen(w, frame, name, rows)


def _popped(w: Writer, frame: Frame, name: str, rows: Rows, there: str) -> Lines:
    """An entry that is taken out and read at once; another takes its place."""
    taken, total = w.names.fresh(w.names.OBJECTS), w.target(frame, NUMBER)
    g = w.expressions(frame)
    with without_list(g, name), reading(g, rows.entry, taken):
        used = g.limited(NUMBER, 2).text
        put = made(g, rows.entry)
    place = w.draw.one_of(("", "0", "-1"))
    lines = [f"{taken} = {name}.pop({place})"]
    if total.startswith(f"{name}["):
        total = w.names.of_shape(NUMBER)
    read = f"{rows.entry.reads[-1]}"
    lines.append(f"{total} = {used} + {taken}{read}")
    lines.append(f"{name}.{w.draw.one_of(('append(', 'insert(0, '))}{put})")
    frame.scope.bind(Value(total, NUMBER))
    return lines


def _chosen(w: Writer, frame: Frame, name: str, rows: Rows) -> Lines:
    """The entries for which a test holds, and one more if there are too few."""
    each, g = w.names.fresh(w.names.OBJECTS), w.expressions(frame)
    read = w.draw.one_of(rows.entry.reads)
    with reading(g, rows.entry, each):
        test = g.condition(1) if w.draw.chance(0.4) else ""
    test = test or f"{each}{read} > {w.draw.number(-1, 0.5, 3)}"
    with without_list(g, name):
        new = made(g, rows.entry)
    return [
        f"{name} = [{each} for {each} in {name} if {test}]",
        f"while len({name}) < {rows.least}:",
        f"    {name}.append({new})",
    ]


def moved(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`sort`, `reverse`, `sorted`, places that are exchanged or taken by new entries."""
    found = lists(frame.scope, busy=False)
    if not found:
        return None
    name, rows = w.draw.one_of(found)
    g = w.expressions(frame)
    order = key(g, rows.entry, name)
    backwards = ", reverse=True" if w.draw.chance(0.3) else ""
    place, other = (_place(w, g, name, rows) for _ in range(2))
    match w.draw.integer(0, 6):
        case 0 | 1:
            return [f"{name}.sort(key={order}{backwards})"]
        case 2:
            return [f"{name}.reverse()"]
        case 3:
            return [f"{name} = sorted({name}, key={order}{backwards})"]
        case 4 if place != other:
            pair = f"{name}[{place}], {name}[{other}]"
            return [f"{pair} = {name}[{other}], {name}[{place}]"]
        case _:
            return [f"{name}[{place}] = {made(g, rows.entry)}"]


def _place(w: Writer, g: Expressions, name: str, rows: Rows) -> str:
    return g.position(rows.least) if w.draw.chance(0.7) else f"len({name}) - 1"


def written(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A field of one entry, or of the one that is the least or largest."""
    found = [(n, r) for n, r in lists(frame.scope) if r.entry.written]
    if not found:
        return None
    name, rows = w.draw.one_of(found)
    g, entry = w.expressions(frame), rows.entry
    real = [r for i, r in enumerate(entry.reads) if i != entry.whole]
    read, value = w.draw.one_of(real), g.limited(NUMBER, 2, 1.0).text
    place = _place(w, g, name, rows)
    if w.draw.chance(0.3):
        which = w.draw.one_of(("min", "max"))
        best = f"{which}({name}, key={key(g, entry)})"
        return [f"{best}{read} = {value}"]
    sign = w.draw.one_of(("=", "+=", "*="))
    return [f"{name}[{place}]{read} {sign} {value}"]


ROWS = (
    (4, new),
    (3, longer),
    (2.5, shorter),
    (2, moved),
    (1.5, written),
)
