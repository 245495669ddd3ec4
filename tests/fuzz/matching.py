"""`match`: over numbers, tuples, sequences, dicts and objects."""

from __future__ import annotations

from tests.fuzz.declared import Model
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.objects import objects
from tests.fuzz.scope import NUMBER, Value, joined


def match_statement(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A `match` whose cases have blocks of their own; the last one takes what is left."""
    if frame.nesting > 3 or size < 2:
        return None
    made = w.draw.weighted(SUBJECTS)(w, frame)
    if made is None:
        return None
    subject, cases = made
    lines, reached = [f"match {subject}:"], []
    for pattern, names in cases:
        inner = frame.inside(frame.scope.copy())
        for name in names:
            inner.scope.bind(Value(name, NUMBER))
        block = w.block(inner, max(1, size // (len(cases) + 1)))
        lines += indented([f"case {pattern}:", *indented(block)])
        reached.append(inner.scope)
    if cases[-1][0] != "_":
        reached.append(frame.scope.copy())
    frame.scope.replace(joined(reached))
    return lines


Cases = tuple[str, list[tuple[str, list[str]]]]


def _guarded(w: Writer, frame: Frame, names: list[str]) -> str:
    if not w.draw.chance(0.4):
        return ""
    g = w.expressions(frame)
    with g.bound(*(Value(name, NUMBER) for name in names)):
        return f" if {g.condition(1)}"


def of_index(w: Writer, frame: Frame) -> Cases | None:
    """An integer, alone or beside a test."""
    if not frame.scope.indices:
        return None
    index = w.draw.one_of(list(frame.scope.indices.values()))
    test = w.expressions(frame).condition(1)
    if w.draw.chance(0.5):
        cases = [("0", []), ("1 | 2" + _guarded(w, frame, []), []), ("_", [])]
        return index.name, cases
    cases = [("(0, True)", []), ("(_, False)" + _guarded(w, frame, []), [])]
    return f"({index.name}, bool({test}))", [*cases, ("_", [])]


def of_number(w: Writer, frame: Frame) -> Cases:
    """A number, caught by a name with a guard."""
    text = w.expressions(frame).limited(NUMBER, w.depth()).text
    one, two = w.names.of_shape(NUMBER), w.names.of_shape(NUMBER)
    first = f"{one} if {one} > {w.draw.number(-1, 1, 3)}"
    return text, [(first, [one]), (two, [two])]


def of_sequence(w: Writer, frame: Frame) -> Cases:
    """A tuple or a list of numbers, of known length."""
    g = w.expressions(frame)
    names = [w.names.of_shape(NUMBER) for _ in range(3)]
    texts = [g.limited(NUMBER, 1).text for _ in range(3)]
    cases = [(f"[{names[0]}, {names[1]}]", names[:2])]
    guard = _guarded(w, frame, names)
    cases.append((f"({', '.join(names)})" + guard, names))
    cases.append((f"[{names[0]}, *_]", names[:1]))
    return f"({', '.join(texts)})", [*cases, ("_", [])]


def of_dict(w: Writer, frame: Frame) -> Cases:
    g, name = w.expressions(frame), w.names.of_shape(NUMBER)
    word = w.draw.one_of(("'fast'", "'slow'"))
    subject = f"{{'kind': {word}, 'size': {g.limited(NUMBER, w.depth()).text}}}"
    cases = [("{'kind': 'fast', 'size': " + name + "}", [name])]
    cases.append(("{'size': " + name + "}" + _guarded(w, frame, [name]), [name]))
    return subject, [*cases, ("_", [])]


def of_object(w: Writer, frame: Frame) -> Cases | None:
    """An object, taken apart by the names of its attributes."""
    found = [(n, m) for n, m in objects(frame.scope) if _number(m) is not None]
    if not found:
        return None
    name, model = w.draw.one_of(found)
    part = w.names.of_shape(NUMBER)
    pattern = f"{model.name}({_number(model)}={part})"
    guard = f" if {part} > {w.draw.number(-1, 1, 3)}"
    return name, [(pattern + guard, [part]), (pattern, [part])]


def _number(model: Model) -> str | None:
    return next((a for a, shape in model.fields if not shape), None)


SUBJECTS = (
    (3, of_index),
    (2, of_number),
    (2, of_sequence),
    (1, of_dict),
    (1.5, of_object),
)
MATCHING = ((1, match_statement),)
