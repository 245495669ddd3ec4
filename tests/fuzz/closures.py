"""Functions inside the function: `nonlocal`, functions that make functions, wrappers."""

from __future__ import annotations

from dataclasses import replace

from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Scope, Value


def counter(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A function that writes names around it, called at several places."""
    if frame.nesting:
        return None
    g = w.expressions(frame)
    total, name = w.names.of_shape(NUMBER), w.names.fresh(w.names.FUNCTIONS)
    value, count = w.names.of_shape(NUMBER), w.names.fresh(w.names.INDICES)
    start = g.limited(NUMBER, w.depth()).text
    with g.bound(Value(value, NUMBER), Value(total, NUMBER)):
        new, after = (g.limited(NUMBER, 2, 1.0).text for _ in range(2))
        test = g.condition(1)
    counts = w.draw.chance(0.5)
    body = [f"nonlocal {total}" + (f", {count}" if counts else "")]
    body += [f"{count} += 1"] if counts else []
    if w.draw.chance(0.4):
        body += [f"if {test}:", f"    {total} = {after}", f"    return {value}"]
    body += [f"{total} = 0.5 * {total} + {new}", f"return {after}"]
    lines = [f"{total} = {start}"] + ([f"{count} = 0"] if counts else [])
    lines += [f"def {name}({value}):", *indented(body)]
    # What it reads may not get another kind of value; what it writes is written by it alone.
    read = {n for n in frame.scope.values if n in f"{new} {after} {test}"}
    frame.scope.closed |= read | {total}
    frame.scope.bind(Value(total, NUMBER))
    callee = Callee(name, (), (NUMBER,), 0, NUMBER)
    inner = replace(frame, scope=frame.scope.copy())
    inner.scope.callees += (callee,) * 3
    for _ in range(w.draw.integer(1, 3)):
        lines += _called(w, inner, name)
    kept = frame.scope.callees
    frame.scope.replace(inner.scope)
    frame.scope.callees = kept
    return lines


def _called(w: Writer, frame: Frame, name: str) -> Lines:
    """A call, bare, in a loop or with its result kept."""
    inside = w.expressions(frame).limited(NUMBER, 1).text
    target = w.target(frame, NUMBER)
    match w.draw.integer(0, 3):
        case 0:
            return [f"{name}({inside})"]
        case 1:
            index = w.names.fresh(w.names.INDICES)
            return [f"for {index} in range(3):", f"    {name}({inside} * {index})"]
        case 2:
            test = w.expressions(frame).condition(1)
            return [f"if {test}:", f"    {name}({inside})"]
        case _:
            frame.scope.bind(Value(target, NUMBER))
            return [f"{target} = {name}({inside})"]


def maker(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A function that makes a function of what it is given."""
    if frame.nesting:
        return None
    outer, inner = (w.names.fresh(w.names.FUNCTIONS) for _ in range(2))
    kept, value = w.names.of_shape(NUMBER), w.names.of_shape(NUMBER)
    made = w.names.fresh(w.names.FUNCTIONS)
    scope = Scope(values={n: Value(n, NUMBER) for n in (kept, value)})
    g = w.expressions(Frame(scope, NUMBER, False))
    body = g.limited(NUMBER, 3).text
    given = w.expressions(frame).limited(NUMBER, w.depth()).text
    lines = [f"def {outer}({kept}):"]
    if w.draw.chance(0.5):
        lines += [f"    def {inner}({value}):", f"        return {body}"]
        lines += [f"    return {inner}"]
    else:
        lines += [f"    return lambda {value}: {body}"]
    frame.scope.callees += (Callee(made, (), (NUMBER,), 0, NUMBER),) * 2
    return [*lines, f"{made} = {outer}({given})"]


def wrapper(w: Writer, known: tuple[Callee, ...]) -> tuple[Lines, Callee]:
    """A function under a decorator of the program, or one of functools."""
    wrap, name = w.names.fresh(("scaled", "traced", "doubled")), w.names.fresh(
        w.names.FUNCTIONS
    )
    value = w.names.of_shape(NUMBER)
    scope = Scope(values={value: Value(value, NUMBER)}, callees=known)
    body = w.expressions(Frame(scope, NUMBER, False)).limited(NUMBER, 3).text
    lines = [
        f"def {wrap}(func):",
        "    @functools.wraps(func)",
        "    def wrapped(*args, **kwargs):",
        f"        return {w.draw.number(-1, 1)} * func(*args, **kwargs) + 0.1",
        "    return wrapped",
        "",
        "",
        f"@{wrap}",
        f"def {name}({value}):",
        f"    return {body}",
    ]
    return lines, Callee(name, (value,), (NUMBER,), 0, NUMBER)


CLOSURES = (
    (2, counter),
    (1, maker),
)
