"""Dicts whose keys are computed at run time, and sets that change.

shares = {}
for i, z in enumerate(v):
    shares[i % 2] = shares.get(i % 2, 0.3) + z
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.entries import without_list
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import TRIPS, Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Index, Scope, Value

NAMES = ("shares", "counts", "sums", "memo", "levels")
SETS = ("visited", "done", "used")
ABSENT = 9
"""A key that no table has for certain."""


@dataclass(frozen=True)
class Table:
    """A dict of numbers with the keys from 0 to `keys - 1`, and perhaps more."""

    keys: int


@dataclass(frozen=True)
class Numbers:
    """A set of numbers from 0 to 2."""


def tables(scope: Scope) -> list[tuple[str, Table]]:
    return [(n, t) for n, t in scope.things.items() if isinstance(t, Table)]


def sets(scope: Scope) -> list[str]:
    return [n for n, t in scope.things.items() if isinstance(t, Numbers)]


def _own(scope: Scope, name: str, keys: int) -> None:
    scope.things[name] = Table(keys)
    for key in range(keys):
        scope.bind(Value(f"{name}[{key}]", NUMBER))


def new(w: Writer, frame: Frame, size: int) -> Lines | None:
    if frame.nesting > 1 or (tables(frame.scope) and w.draw.chance(0.7)):
        return None
    name, g = w.names.fresh(NAMES), w.expressions(frame)
    term, index = w.names.of_shape(NUMBER), w.names.fresh(w.names.INDICES)
    source = g.source((3,), 1)
    with g.bound(Value(term, NUMBER), Index(index, 0, 2)):
        each, start = g.limited(NUMBER, 2, 1.0).text, g.draw.number(-1, 1)
    head = f"for {index}, {term} in enumerate({source})"
    keys = 2
    match w.draw.integer(0, 6):
        case 0:
            keys, begun, line = 3, "{}", f"{name}[{index}] = {each}"
        case 1:
            key = f"{index} % 2"
            begun = "{}"
            line = f"{name}[{key}] = {name}.get({key}, {start}) + {each}"
        case 2:
            kinds = ("defaultdict(float)", "Counter()", "defaultdict(lambda: 0.3)")
            begun = f"collections.{w.draw.one_of(kinds)}"
            line = f"{name}[{index} % 2] += {each}"
        case 3:
            begun = w.draw.one_of(
                (f"dict.fromkeys(range(2), {start})", "{0: 0.1, 1: 0.2}")
            )
            line = f"{name}[({index} + 1) % 2] += {each}"
        case 4:
            _own(frame.scope, name, 3)
            return [f"{name} = {{{index}: {each} {head}}}"]
        case 5:
            _own(frame.scope, name, 3)
            return [f"{name} = dict(enumerate({source}))"]
        case _:
            begun = "{}"
            _own(frame.scope, name, 2)
            lines = [f"{name} = {begun}", f"{head}:"]
            lines += [f"    if {index} % 2 in {name}:"]
            lines += [f"        {name}[{index} % 2] *= {each}", "    else:"]
            return [*lines, f"        {name}[{index} % 2] = {term}"]
    _own(frame.scope, name, keys)
    return [f"{name} = {begun}", f"{head}:", f"    {line}"]


def changed(w: Writer, frame: Frame, size: int) -> Lines | None:
    found = tables(frame.scope)
    if not found:
        return None
    name, table = w.draw.one_of(found)
    g, value = w.expressions(frame), w.expressions(frame).limited(NUMBER, 2).text
    key, target = g.position(table.keys).replace("-", ""), w.names.of_shape(NUMBER)
    key = key if not key.isdigit() or int(key) < table.keys else "0"
    each = w.names.fresh(("key", "label"))
    match w.draw.integer(0, 8):
        case 0 | 1:
            return [f"{name}[{key}] {w.draw.one_of(('=', '+=', '*='))} {value}"]
        case 2:
            return [f"{name}.update({{{key}: {value}}})"]
        case 3:
            return [f"{name}.setdefault({w.draw.one_of((key, ABSENT))}, {value})"]
        case 4:
            frame.scope.bind(Value(target, NUMBER))
            return [f"{target} = {name}.pop({ABSENT}, {value})"]
        case 5:
            return [f"if {ABSENT} in {name}:", f"    del {name}[{ABSENT}]"]
        case 6 if frame.nesting <= 1:
            twin = w.names.fresh(NAMES)
            _own(frame.scope, twin, table.keys)
            return [f"{twin} = {{**{name}, {ABSENT}: {value}}}"]
        case 7 if frame.nesting <= 1:
            twin = w.names.fresh(NAMES)
            _own(frame.scope, twin, table.keys)
            form = w.draw.one_of(("dict({})", "{}.copy()", "{} | {{9: 0.3}}"))
            return [f"{twin} = {form.format(name)}", f"{twin}[0] = {value}"]
        case _:
            with without_list(g, name):
                factor = g.limited(NUMBER, 2).text
            return [f"for {each} in {name}:", f"    {name}[{each}] *= {factor}"]


def gone_through(w: Writer, frame: Frame, size: int) -> Lines | None:
    found = tables(frame.scope)
    if not found or frame.nesting > 3 or frame.trips * 3 > TRIPS:
        return None
    name, _ = w.draw.one_of(found)
    g, result = w.expressions(frame), w.names.of_shape(NUMBER)
    key, term = w.names.fresh(w.names.INDICES), w.names.of_shape(NUMBER)
    start = g.limited(NUMBER, 1).text
    # Reading a defaultdict may make an entry, which a loop over it does not allow.
    with without_list(g, name), g.bound(Value(term, NUMBER), Index(key, 0, ABSENT)):
        inside = g.limited(NUMBER, w.depth(), 1.0).text
    heads = [f"for {key}, {term} in {name}.items():"]
    heads += [f"for {key}, {term} in sorted({name}.items()):"]
    lines = [f"{result} = {start}"]
    if w.draw.chance(0.3):
        lines += [f"for {key} in sorted({name}):", f"    {term} = {name}[{key}]"]
    else:
        lines.append(w.draw.one_of(heads[:1] if w.draw.chance(0.7) else heads))
    lines.append(f"    {result} = 0.5 * {result} + {inside} * {term}")
    frame.scope.bind(Value(result, NUMBER))
    return lines


def read(g: Expressions, depth: int) -> Expr | None:
    found = tables(g.scope)
    if not found:
        return None
    name, table = g.draw.one_of(found)
    other, term = g.limited(NUMBER, depth).text, g.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER)):
        body = g.limited(NUMBER, 1, 1.0).text
    indices = [i for i in g.scope.indices.values() if i.low >= 0]
    inside = [i.name for i in indices if i.high < table.keys]
    key = g.draw.one_of(inside) if inside else str(g.draw.integer(0, table.keys - 1))
    any_key = g.draw.one_of([i.name for i in indices] or [str(ABSENT)])
    match g.draw.integer(0, 5):
        case 0:
            return Expr(f"{name}.get({any_key}, {other})")
        case 1:
            return Expr(f"sum({name}.values())", 9.0)
        case 2:
            return Expr(f"sum({body} for {term} in {name}.values())", 9.0)
        case 3:
            return Expr(f"({name}[{any_key}] if {any_key} in {name} else {other})")
        case 4:
            which = g.draw.one_of(("max", "min"))
            return Expr(f"{which}({name}.values())")
        case _:
            return Expr(f"{name}[{key}]")


# sets -----------------------------------------------------------------------------------


def met_before(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop that does one thing for what it meets first and another for the rest."""
    known = sets(frame.scope) and w.draw.chance(0.6)
    if known or frame.nesting > 2 or frame.trips * 3 > TRIPS:
        return None
    name, g = w.names.fresh(SETS), w.expressions(frame)
    term, index = w.names.of_shape(NUMBER), w.names.fresh(w.names.INDICES)
    source, result = g.source((3,), 1), w.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER), Value(result, NUMBER), Index(index, 0, 2)):
        first, other = (g.limited(NUMBER, 2, 1.0).text for _ in range(2))
    pairs = w.draw.chance(0.25)
    begun = "set()" if pairs else w.draw.one_of(("set()", "{0}", "{0, 1}"))
    key = f"({index} % 2, 'a')" if pairs else f"{index} % {w.draw.integer(2, 3)}"
    lines = [f"{result} = {w.draw.number(-1, 1)}", f"{name} = {begun}"]
    lines.append(f"for {index}, {term} in enumerate({source}):")
    if w.draw.chance(0.5):
        lines += [f"    if {key} in {name}:", f"        {result} += {other}"]
        lines += ["        continue"]
    else:
        lines += [f"    if {key} not in {name}:", f"        {result} -= {other}"]
    lines += [f"    {name}.add({key})", f"    {result} = 0.7 * {result} + {first}"]
    frame.scope.bind(Value(result, NUMBER))
    if not pairs:
        frame.scope.things[name] = Numbers()
    return lines


def set_changed(w: Writer, frame: Frame, size: int) -> Lines | None:
    found = sets(frame.scope)
    if not found:
        return None
    name = w.draw.one_of(found)
    within = [i.name for i in frame.scope.indices.values() if 0 <= i.low <= i.high < 3]
    key = w.draw.one_of([*within, str(w.draw.integer(0, 2))])
    total, each = w.names.of_shape(NUMBER), w.names.fresh(w.names.INDICES)
    g = w.expressions(frame)
    with g.bound(Index(each, 0, 2), Value(total, NUMBER)):
        inside = g.limited(NUMBER, 2, 1.0).text
    match w.draw.integer(0, 4):
        case 0:
            return [f"{name}.add({key})"]
        case 1:
            return [f"{name}.discard({key})"]
        case 2:
            return [f"{name} {w.draw.one_of(('|=', '-='))} {{{key}}}"]
        case _:
            frame.scope.bind(Value(total, NUMBER))
            head = f"for {each} in sorted({name}):"
            return [f"{total} = 0.3", head, f"    {total} = {total} * 0.5 + {inside}"]


def set_asked(g: Expressions, depth: int) -> Expr | None:
    found = sets(g.scope)
    if not found:
        return None
    name = g.draw.one_of(found)
    keys = [*(i.name for i in g.scope.indices.values()), str(g.draw.integer(0, 2))]
    if g.draw.chance(0.3):
        return Expr(f"(len({name}) > {g.draw.integer(0, 2)})")
    return Expr(f"({g.draw.one_of(keys)} {g.draw.one_of(('in', 'not in'))} {name})")


TABLES = (
    (3, new),
    (3, changed),
    (1.5, gone_through),
)
TABLE_NUMBERS = ((1.5, read),)
SETS_OF_NUMBERS = (
    (2, met_before),
    (1.5, set_changed),
)
SET_TESTS = ((1, set_asked),)
