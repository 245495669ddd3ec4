"""Lists of objects that grow in a loop over an array: appended to, run over, indexed.

bodies = []
for z in v:
    bodies.append(Body(z, 0.3))
for body in bodies:
    body.load = 0.5 * body.mass
"""

from __future__ import annotations

from tests.fuzz.declared import Model
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.numbers import arguments
from tests.fuzz.scope import NUMBER, Value

LISTS = ("bodies", "cells", "agents", "springs")


def grown(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A list of objects of numbers, and loops that read and write them."""
    models = [m for m in w.declared.models if _of_numbers(m)]
    over = frame.scope.shaped((3,))
    if not models or not over or frame.trips * 9 > 40 or frame.nesting > 2:
        return None
    model, name = w.draw.one_of(models), w.names.fresh(LISTS)
    lines = _appended(w, frame, model, name, w.draw.one_of(over).name)
    if lines is None:
        return None
    total = w.names.of_shape(NUMBER)
    lines.append(f"{total} = {w.draw.number(-1, 1)}")
    for _ in range(w.draw.integer(1, 2)):
        lines += _run_over(w, frame, model, name, total)
    if not model.frozen and w.draw.chance(0.4):
        attribute = w.draw.one_of(model.fields)[0]
        place = w.draw.one_of(("0", "-1", f"len({name}) - 2"))
        lines.append(f"{name}[{place}].{attribute} = 0.5 * {total}")
        lines.append(f"{total} = {total} - {name}[-1].{attribute}")
    frame.scope.bind(Value(total, NUMBER))
    return lines


def _of_numbers(model: Model) -> bool:
    """No arrays, and no tuple: its objects are written by their attributes, or not at all."""
    tuples = any(text.startswith("[") for text, _ in model.reads)
    return not tuples and not any(shape for _, shape in model.fields)


def _appended(
    w: Writer, frame: Frame, model: Model, name: str, over: str
) -> Lines | None:
    element, g = w.names.of_shape(NUMBER), w.expressions(frame)
    with g.bound(Value(element, NUMBER)):
        count = len(model.fields) - w.draw.integer(0, model.optional)
        texts = [g.limited(NUMBER, 2, 1.0).text for _ in model.fields[:count]]
        test = g.condition(1)
    made = f"{model.name}({', '.join(texts)})"
    if w.draw.chance(0.3):
        return [f"{name} = [{made} for {element} in {over}]"]
    appended = f"{name}.append({made})"
    lines = [f"{name} = []", f"for {element} in {over}:", f"    {appended}"]
    if w.draw.chance(0.25):
        lines += [f"    if {test}:", f"        {appended}"]
    return lines


def _run_over(w: Writer, frame: Frame, model: Model, name: str, total: str) -> Lines:
    each, other = (w.names.fresh(w.names.OBJECTS) for _ in range(2))
    g = w.expressions(frame)
    with g.bound(*(Value(f"{each}.{a}", s) for a, s in model.fields)):
        inside = g.limited(NUMBER, 2, 1.0).text
        change = g.limited(NUMBER, 1, 1.0).text
    attribute = w.draw.one_of(model.fields)[0]
    second = w.draw.one_of(model.fields)[0]
    body = [f"{total} = 0.5 * {total} + {inside}"]
    if not model.frozen and w.draw.chance(0.6):
        body.insert(0, f"{each}.{attribute} = {change}")
    if not model.frozen and w.draw.chance(0.3):
        factor = w.draw.number(-0.5, 0.5)
        body += [
            f"for {other} in {name}:",
            f"    if {other} is not {each}:",
            f"        {each}.{attribute} += {factor} * {other}.{second}",
        ]
    if model.steps and w.draw.chance(0.3):
        method = w.draw.one_of(model.steps)
        given = arguments(w.expressions(frame), 1, method)
        body.append(f"{each}{method.name}({given})")
    head = w.draw.one_of((f"for {each} in {name}:", f"for {each} in reversed({name}):"))
    return [head, *(f"    {line}" for line in body)]


OBJECT_LISTS = ((1, grown),)
