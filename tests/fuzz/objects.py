"""Objects in a program: made, made anew, changed by methods, added, passed on.

What can be read and written of an object `p` are values of the scope, `p.mass` and
`p.place`, so that every other form of statement may read, assign and write them.
"""

from __future__ import annotations

from dataclasses import replace

from tests.fuzz.declared import Model
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.numbers import arguments
from tests.fuzz.scope import NUMBER, Scope, Shape, Value


def own_parts(scope: Scope, name: str, model: Model, owned: list[int | None]) -> None:
    """The parts of an object become values of the scope: `owned` says whose its arrays are."""
    scope.things[name] = model
    for (attribute, shape), region in zip(model.fields, owned):
        part = f"{name}.{attribute}"
        scope.bind(Value(part, shape, region))
        if model.frozen:
            scope.closed.add(part)
    for text, shape in model.reads:
        scope.bind(Value(f"{name}{text}", shape))
        scope.closed.add(f"{name}{text}")


def own_methods(scope: Scope, name: str, model: Model) -> None:
    callees = [replace(c, name=f"{name}{c.name}") for c in model.pure]
    scope.callees += tuple(callees)


def made(w: Writer, frame: Frame, model: Model) -> tuple[str, list[int | None]]:
    """`Point(e1, e2)`, and the memory of each field."""
    g = w.expressions(frame)
    count = len(model.fields) - w.draw.integer(0, model.optional)
    texts, regions = [], []
    keyword = False
    for attribute, shape in model.fields[:count]:
        expr = g.limited(shape, w.depth())
        keyword = keyword or w.draw.chance(0.1)
        texts.append(f"{attribute}={expr.text}" if keyword else expr.text)
        if model.owns and shape:
            regions.append(next(w.regions))
        else:
            regions.append(w.memory(frame, shape, expr))
    regions += [None] * (len(model.fields) - count)
    return f"{model.name}({', '.join(texts)})", regions


def new(w: Writer, frame: Frame, size: int) -> Lines | None:
    if not w.declared.models:
        return None
    model = w.draw.one_of(w.declared.models)
    text, regions = made(w, frame, model)
    name = w.names.fresh(w.names.OBJECTS)
    own_parts(frame.scope, name, model, regions)
    own_methods(frame.scope, name, model)
    return [f"{name} = {text}"]


def objects(scope: Scope) -> list[tuple[str, Model]]:
    return [(n, t) for n, t in scope.things.items() if isinstance(t, Model)]


def anew(w: Writer, frame: Frame, size: int) -> Lines | None:
    """An object gives way to another of its class: made, replaced, added, stepped."""
    found = [o for o in objects(frame.scope) if o[0] not in frame.scope.closed]
    if not found:
        return None
    name, model = w.draw.one_of(found)
    text, regions = made(w, frame, model)
    regions = [None] * len(regions)
    if model.replaced and w.draw.chance(0.5):
        attribute, shape = w.draw.one_of(model.fields)
        value = w.expressions(frame).limited(shape, w.depth())
        w.memory(frame, shape, value)
        text = model.replaced.format(name, f"{attribute}={value.text}")
    elif model.operators and w.draw.chance(0.7):
        form = w.draw.one_of(model.operators)
        other = w.draw.one_of([n for n, m in found if m == model])
        number = w.expressions(frame).limited(NUMBER, 1, 1.0).text
        text = form.format(one=name, other=other, number=number)
    own_parts(frame.scope, name, model, regions)
    return [f"{name} = {text}"]


def step(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A method that changes its object, with its result or without."""
    found = [(n, m) for n, m in objects(frame.scope) if m.steps]
    if not found:
        return None
    name, model = w.draw.one_of(found)
    method = w.draw.one_of(model.steps)
    inside = arguments(w.expressions(frame), w.depth(), method)
    own_parts(frame.scope, name, model, [None] * len(model.fields))
    call = f"{name}{method.name}({inside})"
    if w.draw.chance(0.3):
        return [call]
    target = w.target(frame, NUMBER)
    frame.scope.bind(Value(target, NUMBER))
    return [f"{target} = {call}"]


def alias(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A second name of an object: what is changed through one is seen through both."""
    found = objects(frame.scope)
    if not found or frame.nesting > 1:
        return None
    name, model = w.draw.one_of(found)
    twin = w.names.fresh(w.names.OBJECTS)
    for each in (name, twin):
        own_parts(frame.scope, each, model, [None] * len(model.fields))
    own_methods(frame.scope, twin, model)
    return [f"{twin} = {name}"]


def among(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop over some objects of one class."""
    found = objects(frame.scope)
    if not found or frame.trips * 2 > 40 or frame.nesting > 3:
        return None
    _, model = w.draw.one_of(found)
    names = [n for n, m in found if m == model][:3]
    each, total = w.names.fresh(w.names.OBJECTS), w.target(frame, NUMBER)
    if total.startswith(tuple(f"{n}." for n in names)):
        return None
    g = w.expressions(frame)
    with g.bound(*(Value(f"{each}.{a}", s) for a, s in model.fields)):
        inside = g.limited(NUMBER, 2, 1.0).text
        change = g.limited(NUMBER, 1, 1.0).text
    lines = [f"{total} = {inside.replace(f'{each}.', f'{names[0]}.')}"]
    lines += [f"for {each} in ({', '.join(names)},):"]
    numbers = [a for a, s in model.fields if not s]
    if numbers and not model.frozen and w.draw.chance(0.5):
        lines.append(f"    {each}.{w.draw.one_of(numbers)} = {change}")
    lines.append(f"    {total} = 0.5 * {total} + {inside}")
    frame.scope.bind(Value(total, NUMBER))
    return lines


def of_object(g: Expressions, depth: int) -> Expr | None:
    """A static method, a method of an object made on the spot, or `getattr`."""
    if not g.declared.models:
        return None
    model = g.draw.one_of(g.declared.models)
    kept = [n for n, m in objects(g.scope) if m == model]
    numbers = [a for a, s in model.fields if not s]
    if model.static and g.draw.chance(0.5):
        method = g.draw.one_of(model.static)
        return Expr(f"{model.name}{method.name}({arguments(g, depth, method)})")
    if kept and numbers and g.draw.chance(0.5):
        return Expr(f"getattr({g.draw.one_of(kept)}, '{g.draw.one_of(numbers)}')")
    inside = [g.limited(shape, depth).text for _, shape in model.fields]
    if model.pure and g.draw.chance(0.5):
        method = g.draw.one_of(model.pure)
        given = arguments(g, depth, method)
        return Expr(f"{model.name}({', '.join(inside)}){method.name}({given})")
    if not numbers:
        return None
    return Expr(f"{model.name}({', '.join(inside)}).{g.draw.one_of(numbers)}")


Fields = tuple[tuple[str, Shape], ...]
OBJECTS = (
    (5, new),
    (3, anew),
    (4, step),
    (0.7, alias),
    (1.5, among),
)
