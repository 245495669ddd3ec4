"""Functions that the main one calls: formulas, loops, recursion, functions as arguments."""

from __future__ import annotations

from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Index, Scope, Shape, Value

Made = tuple[Lines, Callee]
PARAMETERS: tuple[Shape, ...] = (NUMBER, NUMBER, NUMBER, (3,), (3,), (2, 3))


def _parameters(w: Writer, known: tuple[Callee, ...], count: int) -> tuple[Scope, list]:
    scope = Scope(callees=known)
    values = []
    for _ in range(count):
        shape = w.draw.one_of(PARAMETERS)
        value = Value(w.names.of_shape(shape), shape)
        scope.bind(value)
        values.append(value)
    return scope, values


def _head(w: Writer, name: str, values: list[Value]) -> tuple[str, int]:
    """The first line, and how many parameters have defaults."""
    texts, optional = [value.name for value in values], 0
    if not values[-1].shape and len(values) > 1 and w.draw.chance(0.3):
        texts[-1] += f"={w.draw.number(-1, 1)}"
        optional = 1
    return f"def {name}({', '.join(texts)}):", optional


def formula(w: Writer, known: tuple[Callee, ...]) -> Made:
    """`def helper(a, b=0.5): return ...`, or the same as a lambda."""
    name = w.names.fresh(w.names.FUNCTIONS)
    scope, values = _parameters(w, known, w.draw.integer(1, 3))
    result = w.draw.one_of((NUMBER, NUMBER, (3,)))
    frame = Frame(scope, result, False)
    text = w.expressions(frame).limited(result, 3).fresh().text
    text = f"1.0 * {text}" if text.isidentifier() else text
    head, optional = _head(w, name, values)
    names, shapes = tuple(v.name for v in values), tuple(v.shape for v in values)
    callee = Callee(name, names, shapes, optional, result)
    if w.draw.chance(0.3):
        return [f"{name} = lambda {', '.join(names)}: {text}"], Callee(
            name, names, shapes, 0, result
        )
    return [head, f"    return {text}"], callee


def procedure(w: Writer, known: tuple[Callee, ...]) -> Made:
    """A function with statements of its own; several results at times."""
    name = w.names.fresh(w.names.FUNCTIONS)
    scope, values = _parameters(w, known, w.draw.integer(1, 3))
    several = w.draw.chance(0.3)
    result = (
        (NUMBER, w.draw.one_of((NUMBER, (3,))))
        if several
        else w.draw.one_of((NUMBER, NUMBER, (3,)))
    )
    head, optional = _head(w, name, values)
    frame = Frame(scope, result, several)
    lines = w.block(frame, w.draw.integer(2, 7))
    lines.append(f"return {w.returned(frame)}")
    callee = Callee(
        name,
        tuple(v.name for v in values),
        tuple(v.shape for v in values),
        optional,
        result,
        several,
    )
    return [head, *indented(lines)], callee


def recursion(w: Writer, known: tuple[Callee, ...]) -> Made:
    """A function that calls itself, at most three deep."""
    name = w.names.fresh(w.names.FUNCTIONS)
    value = Value(w.names.of_shape(NUMBER), NUMBER)
    count = w.names.fresh(w.names.INDICES)
    scope = Scope(values={value.name: value}, callees=known)
    scope.indices[count] = Index(count, 0, 3)
    g = w.expressions(Frame(scope, NUMBER, False))
    base, inside, after = (g.limited(NUMBER, 2, 2.0).text for _ in range(3))
    call = f"{name}({inside}, {count} - 1)"
    if w.draw.chance(0.25):
        call = f"0.5 * ({call} + {name}(0.3 * {value.name}, {count} - 2))"
    lines = [f"def {name}({value.name}, {count}):", f"    if {count} <= 0:"]
    lines.append(f"        return {base}")
    if w.draw.chance(0.3):
        lines += [f"    if {g.condition(1)}:", f"        return {after}"]
    form = w.draw.one_of(("np.sin({})", "{} * 0.5 + " + after, "{}"))
    lines.append(f"    return {form.format(call)}")
    callee = Callee(
        name, (value.name, count), (NUMBER, None), 0, NUMBER, recursive=True
    )
    return lines, callee


def higher(w: Writer, known: tuple[Callee, ...]) -> Made:
    """A function that gets a function, wrapped so that it is called with numbers only."""
    name, twice = w.names.fresh(w.names.FUNCTIONS), w.names.fresh(w.names.FUNCTIONS)
    value, other = (Value(w.names.of_shape(NUMBER), NUMBER) for _ in range(2))
    scope = Scope(values={v.name: v for v in (value, other)}, callees=known)
    g = w.expressions(Frame(scope, NUMBER, False))
    inside = g.limited(NUMBER, 2).text
    wrapped = w.draw.one_of(
        (
            f"{twice}(lambda {value.name}: {inside}, {value.name})",
            f"{twice}(functools.partial({twice}, math.sin), {value.name} + {other.name})",
            f"{twice}(np.tanh, {inside})",
        )
    )
    lines = [
        f"def {twice}(func, x):",
        "    return func(func(x) * 0.5) + 0.1 * x",
        "",
        "",
        f"def {name}({value.name}, {other.name}=0.7):",
        f"    return {wrapped}",
    ]
    return lines, Callee(name, (value.name, other.name), (NUMBER, NUMBER), 1, NUMBER)


def starred(w: Writer, known: tuple[Callee, ...]) -> Made:
    """`*args` and `**kwargs`."""
    name = w.names.fresh(w.names.FUNCTIONS)
    term, total = w.names.of_shape(NUMBER), w.names.of_shape(NUMBER)
    scope = Scope(values={n: Value(n, NUMBER) for n in (term, total)}, callees=known)
    body = w.expressions(Frame(scope, NUMBER, False)).limited(NUMBER, 2).text
    lines = [
        f"def {name}(*args, **kwargs):",
        (
            f"    {total} = kwargs.get('scale', 0.5)"
            if w.draw.chance(0.15)
            else f"    {total} = 0.5"
        ),
        f"    for {term} in args:",
        f"        {total} = {body}",
        f"    return {total}",
    ]
    count = w.draw.integer(1, 3)
    return lines, Callee(name, (), (NUMBER,) * count, 0, NUMBER)


FUNCTIONS = (
    (4, formula),
    (5, procedure),
    (1.5, recursion),
    (0.8, higher),
    (0.5, starred),
)
