"""Dicts in a program: made, written, updated, asked, gone through, nested.

The items of a dict `d` are values of the scope, `d['a']`, so that every other form of
statement may read, assign and write them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Scope, Shape, Value

KEYS = ("a", "b", "k", "lo", "hi")
ABSENT = ("none", "off")


@dataclass(frozen=True)
class Mapping:
    """A dict: its keys and the shapes of what they map to. `least` keys are certain."""

    keys: tuple[tuple[str, Shape], ...]

    @property
    def of_numbers(self) -> bool:
        return all(not shape for _, shape in self.keys)


def mappings(scope: Scope) -> list[tuple[str, Mapping]]:
    return [(n, t) for n, t in scope.things.items() if isinstance(t, Mapping)]


def own_items(scope: Scope, name: str, mapping: Mapping) -> None:
    scope.things[name] = mapping
    for key, shape in mapping.keys:
        scope.bind(Value(f"{name}['{key}']", shape))


def new(w: Writer, frame: Frame, size: int) -> Lines:
    """A literal, `dict(...)`, or a dict with a dict in it."""
    g, name = w.expressions(frame), w.names.fresh(w.names.DICTS)
    keys: list[tuple[str, Shape]] = []
    texts, regions = [], []
    only_numbers = w.draw.chance(0.5)
    for key in w.draw.some_of(KEYS, w.draw.integer(1, 3)):
        shape = NUMBER if only_numbers else w.draw.one_of((NUMBER, NUMBER, (3,)))
        expr = g.limited(shape, w.depth())
        keys.append((key, shape))
        texts.append(expr.text)
        regions.append(w.memory(frame, shape, expr))
    more = g.limited(NUMBER, 1).text
    own_items(frame.scope, name, Mapping(tuple(keys)))
    for (key, shape), region in zip(keys, regions):
        frame.scope.bind(Value(f"{name}['{key}']", shape, region))
    pairs = [(key, text) for (key, _), text in zip(keys, texts)]
    if w.draw.chance(0.25):
        return [f"{name} = dict({', '.join(f'{k}={t}' for k, t in pairs)})"]
    inside = ", ".join(f"'{k}': {t}" for k, t in pairs)
    if w.draw.chance(0.25):
        inner = f"{name}['sub']['x']"
        inside += f", 'sub': {{'x': {more}}}"
        frame.scope.bind(Value(inner, NUMBER))
        # Not among the numbers that a loop over the dict meets.
        frame.scope.things[name] = Mapping((*keys, ("sub", (0,))))
    return [f"{name} = {{{inside}}}"]


def counted(w: Writer, frame: Frame, size: int) -> Lines:
    """A comprehension over keys that are known, or over a range."""
    g, name = w.expressions(frame), w.names.fresh(w.names.DICTS)
    keys = w.draw.some_of(KEYS, 2)
    key, term = w.names.fresh(w.names.INDICES), w.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER)):
        body = g.limited(NUMBER, 2).text
    listed = ", ".join(f"('{k}', {g.source(NUMBER, 0)})" for k in keys)
    values = ", ".join(g.source(NUMBER, 1) for _ in keys)
    own_items(frame.scope, name, Mapping(tuple((k, NUMBER) for k in keys)))
    if w.draw.chance(0.4):
        return [f"{name} = dict(zip({tuple(keys)}, ({values})))"]
    return [f"{name} = {{{key}: {body} for {key}, {term} in ({listed})}}"]


def changed(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`update`, a new key, `pop`, `setdefault`, `|=`."""
    found = mappings(frame.scope)
    if not found:
        return None
    name, mapping = w.draw.one_of(found)
    g = w.expressions(frame)
    own = [(key, shape) for key, shape in mapping.keys if shape != (0,)]
    key, shape = w.draw.one_of(own)
    value = g.limited(shape, w.depth())
    w.memory(frame, shape, value)
    frame.scope.bind(Value(f"{name}['{key}']", shape))
    target = w.names.of_shape(NUMBER)
    match w.draw.integer(0, 4):
        case 0:
            return [f"{name}.update({key}={value.text})"]
        case 1:
            return [f"{name}.update({{'{key}': {value.text}}})"]
        case 2:
            return [f"{name} |= {{'{key}': {value.text}}}"]
        case 3 if not frame.nesting:
            fresh = w.draw.one_of([k for k in (*KEYS, "more") if k not in dict(own)])
            number = g.limited(NUMBER, w.depth()).text
            own_items(frame.scope, name, Mapping((*mapping.keys, (fresh, NUMBER))))
            form = w.draw.one_of(("{}['{}'] = {}", "{}.setdefault('{}', {})"))
            return [form.format(name, fresh, number)]
        case 4 if not frame.nesting and len(own) > 1 and not shape:
            kept = tuple(item for item in mapping.keys if item[0] != key)
            del frame.scope.values[f"{name}['{key}']"]
            frame.scope.things[name] = Mapping(kept)
            frame.scope.bind(Value(target, NUMBER))
            return [f"{target} = {name}.pop('{key}')"]
        case _:
            return [f"{name}['{key}'] = {value.text}"]


def gone_through(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop over the items, the keys or the values."""
    found = [(n, m) for n, m in mappings(frame.scope) if m.of_numbers]
    if not found or frame.nesting > 3 or frame.trips * 3 > 40:
        return None
    name, mapping = w.draw.one_of(found)
    g, total = w.expressions(frame), w.names.of_shape(NUMBER)
    key, term = w.names.fresh(("key", "label")), w.names.of_shape(NUMBER)
    start = g.limited(NUMBER, 1).text
    with g.bound(Value(term, NUMBER)):
        inside = g.limited(NUMBER, w.depth(), 1.0).text
    lines = [f"{total} = {start}"]
    match w.draw.integer(0, 3):
        case 0:
            lines.append(f"for {term} in {name}.values():")
        case 1:
            lines += [f"for {key} in {name}:", f"    {term} = {name}[{key}]"]
        case _:
            lines.append(f"for {key}, {term} in {name}.items():")
            if w.draw.chance(0.5):
                lines.append(f"    {name}[{key}] = {inside}")
            if w.draw.chance(0.3):
                wanted = w.draw.one_of(mapping.keys)[0]
                lines += [f"    if {key} == '{wanted}':", f"        {total} -= 0.3"]
    lines.append(f"    {total} = 0.5 * {total} + {inside}")
    for each, _ in mapping.keys:
        frame.scope.bind(Value(f"{name}['{each}']", NUMBER))
    frame.scope.bind(Value(total, NUMBER))
    return lines


def asked(g: Expressions, depth: int) -> Expr | None:
    """`get`, `sum(d.values())`, `len`, `in`."""
    found = mappings(g.scope)
    if not found:
        return None
    name, mapping = g.draw.one_of(found)
    key, shape = g.draw.one_of(mapping.keys)
    other = g.limited(NUMBER, depth).text
    match g.draw.integer(0, 4):
        case 0 if not shape:
            return Expr(f"{name}.get('{key}', {other})")
        case 1:
            return Expr(f"{name}.get('{g.draw.one_of(ABSENT)}', {other})")
        case 2 if mapping.of_numbers:
            return Expr(f"sum({name}.values())", 9.0)
        case 3 if mapping.of_numbers:
            term = g.names.of_shape(NUMBER)
            with g.bound(Value(term, NUMBER)):
                body = g.limited(NUMBER, 1).text
            return Expr(f"sum({body} for {term} in {name}.values())", 9.0)
        case 4:
            word = g.draw.one_of((key, *ABSENT))
            return Expr(f"({other} if '{word}' in {name} else 0.3)")
        case _:
            return Expr(f"(0.1 * len({name}) * {other})", 2.0)


DICTIONARIES = (
    (3, new),
    (1, counted),
    (3, changed),
    (2, gone_through),
)
