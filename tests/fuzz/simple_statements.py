"""Statements without blocks: assignments, lists, calls, guards that leave a block."""

from __future__ import annotations

from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.numbers import arguments
from tests.fuzz.scope import NUMBER, Series, Shape, Value

SHAPES: tuple[Shape, ...] = ((3,), (3,), (3,), (2,), (2, 3), (3, 3), (3, 2))


def assign_number(w: Writer, frame: Frame, size: int) -> Lines:
    expr = w.expressions(frame).limited(NUMBER, w.depth())
    target = w.target(frame, NUMBER)
    line = w.assign(frame, target, NUMBER, expr)
    if w.draw.chance(0.04):
        line = line.replace(f"{target} = ", f"{target}: float = ", 1)
    return [line]


def assign_array(w: Writer, frame: Frame, size: int) -> Lines:
    shape = w.draw.one_of(SHAPES)
    expr = w.expressions(frame).limited(shape, w.depth())
    return [w.assign(frame, w.target(frame, shape), shape, expr)]


def rebind_shape(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A name gets a value of another shape."""
    names = [v for v in frame.scope.arrays() if frame.scope.assignable(v.name)]
    if frame.loop or not names:
        return None
    old = w.draw.one_of(names)
    shape = w.draw.one_of((NUMBER, (3,), (2, 3)))
    expr = w.expressions(frame).limited(shape, w.depth())
    return [w.assign(frame, old.name, shape, expr)]


def augment_number(w: Writer, frame: Frame, size: int) -> Lines | None:
    names = [v.name for v in frame.scope.shaped(NUMBER)]
    names = [n for n in names if frame.scope.assignable(n)]
    if not names:
        return None
    name = w.draw.one_of(names)
    text = _augmented(w, frame, NUMBER)
    frame.scope.bind(Value(name, NUMBER))
    return [f"{name} {text}"]


def _augmented(w: Writer, frame: Frame, shape: Shape) -> str:
    """An augmented assignment's right side that keeps values small."""
    g = w.expressions(frame)
    part = shape if w.draw.chance(0.6) else NUMBER
    match w.draw.integer(0, 5):
        case 0 | 1:
            return f"+= {g.limited(part, w.depth(), 0.8).text}"
        case 2:
            return f"-= {g.limited(part, w.depth(), 0.8).text}"
        case 3 | 4:
            return f"*= {g.limited(part, w.depth(), 1.0).text}"
        case _:
            return f"/= 1.5 + np.abs({g.limited(part, 1).text})"


def augment_array(w: Writer, frame: Frame, size: int) -> Lines | None:
    """In place where the memory is known, so that aliases and views see it."""
    arrays = frame.scope.writable()
    # Of an object that cannot be changed the array can, but not by `p.place += v`.
    dotted = {name for name in frame.scope.closed if "." in name}
    arrays = [v for v in arrays if v.name not in dotted]
    if not arrays:
        return None
    array = w.draw.one_of(arrays)
    frame.scope.stored.add(array.name)
    return [f"{array.name} {_augmented(w, frame, array.shape)}"]


def several(w: Writer, frame: Frame, size: int) -> Lines:
    """`a, b = e1, e2`, all read before any is bound; nested at times."""
    g = w.expressions(frame)
    shapes = [
        w.draw.one_of((NUMBER, NUMBER, (3,))) for _ in range(w.draw.integer(2, 3))
    ]
    exprs = [g.limited(shape, w.depth()) for shape in shapes]
    targets: list[str] = []
    for shape in shapes:
        name = w.target(frame, shape)
        while name in targets:
            name = w.names.of_shape(shape)
        targets.append(name)
    for name, shape, expr in zip(targets, shapes, exprs):
        w.assign(frame, name, shape, expr)
    left, right = list(targets), [e.text for e in exprs]
    if len(left) == 3 and w.draw.chance(0.4):
        return [
            f"{left[0]}, ({left[1]}, {left[2]}) = {right[0]}, ({right[1]}, {right[2]})"
        ]
    return [f"{', '.join(left)} = {', '.join(right)}"]


def swap(w: Writer, frame: Frame, size: int) -> Lines | None:
    shape = w.draw.one_of((NUMBER, NUMBER, (3,), (2, 3)))
    found = [v for v in frame.scope.shaped(shape) if frame.scope.assignable(v.name)]
    if len(found) < 2:
        return None
    one, two = w.draw.some_of(found, 2)
    frame.scope.bind(Value(one.name, shape, two.region))
    frame.scope.bind(Value(two.name, shape, one.region))
    return [f"{one.name}, {two.name} = {two.name}, {one.name}"]


def unpack(w: Writer, frame: Frame, size: int) -> Lines | None:
    """The elements of a vector, or the rows of a matrix, by name."""
    arrays = [v for v in frame.scope.arrays() if v.shape[0] == 3]
    if not arrays or frame.scope.guarded:
        return None
    array = w.draw.one_of(arrays)
    inner = array.shape[1:]
    names = [w.names.of_shape(inner) for _ in range(3)]
    if not inner and w.draw.chance(0.2):
        frame.scope.bind(Value(names[0], NUMBER))
        first, rest = names[:2]
        return [f"{first}, *{rest} = {array.name}", f"{first} += 0.3 * sum({rest})"]
    for name in names:
        frame.scope.bind(Value(name, inner, array.region if inner else None))
    return [f"{', '.join(names)} = {array.name}"]


def chained(w: Writer, frame: Frame, size: int) -> Lines:
    """`a = b = e`: two names of one value, and one memory."""
    shape = w.draw.one_of((NUMBER, NUMBER, (3,)))
    expr = w.expressions(frame).limited(shape, w.depth())
    one, two = w.names.of_shape(shape), w.names.of_shape(shape)
    region = w.memory(frame, shape, expr)
    for name in (one, two):
        frame.scope.bind(Value(name, shape, region))
    return [f"{one} = {two} = {expr.text}"]


def new_series(w: Writer, frame: Frame, size: int) -> Lines | None:
    if frame.nesting > 1:
        return None
    name = w.names.fresh(w.names.SERIES)
    fields = w.draw.weighted(
        ((6, (NUMBER,)), (2, (NUMBER, NUMBER)), (2, ((3,),)), (1, (NUMBER, (3,))))
    )
    frame.scope.series[name] = Series(name, fields, 0)
    start = [f"{name} = []"]
    if w.draw.chance(0.5):
        start += append(w, frame, size) or []
    return start


def append(w: Writer, frame: Frame, size: int) -> Lines | None:
    lists = [s for n, s in frame.scope.series.items() if n not in frame.scope.iterated]
    if not lists:
        return None
    series = w.draw.one_of(lists)
    parts = []
    for shape in series.fields:
        expr = w.expressions(frame).limited(shape, w.depth())
        if expr.region is not None:
            frame.scope.frozen.add(expr.region)
        frame.scope.frozen |= expr.shares
        parts.append(expr.text)
    inside = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
    frame.scope.series[series.name] = Series(
        series.name, series.fields, series.least + 1
    )
    return [f"{series.name}.append({inside})"]


def collected(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A list made by a comprehension."""
    if frame.nesting > 1:
        return None
    g = w.expressions(frame)
    count = w.draw.integer(2, 3)
    source = g.source((count,), w.depth())
    term, name = w.names.of_shape(NUMBER), w.names.fresh(w.names.SERIES)
    with g.bound(Value(term, NUMBER)):
        body = g.limited(NUMBER, w.depth()).text
        test = f" if {g.condition(1)}" if w.draw.chance(0.3) else ""
    frame.scope.series[name] = Series(name, (NUMBER,), 0 if test else count)
    return [f"{name} = [{body} for {term} in {source}{test}]"]


def call_several(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`a, b = f(...)`."""
    found = [c for c in frame.scope.callees if c.several]
    if not found:
        return None
    callee = w.draw.one_of(found)
    inside = arguments(w.expressions(frame), w.depth(), callee)
    names = []
    for shape in callee.result:
        name = w.names.of_shape(shape)
        region = next(w.regions) if shape else None
        frame.scope.bind(Value(name, shape, region))
        names.append(name)
    return [f"{', '.join(names)} = {callee.name}({inside})"]


def guard(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`if test: break`, with something done before at times."""
    leave = exit_statement(w, frame, 0.12)
    if leave is None:
        return None
    test = w.expressions(frame).condition(2)
    inner = frame.inside(frame.scope.copy())
    before = w.block(inner, 1) if w.draw.chance(0.3) else []
    lines = [] if before == ["pass"] else before
    leave = exit_statement(w, inner, 0.12) if lines else leave
    return [f"if {test}:", *("    " + line for line in [*lines, *(leave or ["pass"])])]


def exit_statement(w: Writer, frame: Frame, returning: float) -> Lines | None:
    choices: list[tuple[float, str]] = []
    if frame.loop:
        choices.append((3, "break"))
        if frame.may_continue:
            choices.append((3, "continue"))
        if frame.may_return:
            choices.append((1.5, "return"))
    elif frame.may_return and w.draw.chance(returning):
        choices.append((1, "return"))
    if not choices:
        return None
    word = w.draw.weighted(choices)
    return [f"return {w.returned(frame)}"] if word == "return" else [word]


def assertion(w: Writer, frame: Frame, size: int) -> Lines | None:
    name = w.expressions(frame).name(NUMBER)
    if name is None:
        return None
    if w.draw.chance(0.5):
        return [f"assert abs({name.name}) < 1e6, 'too large'"]
    return [f"if {name.name} > 1e6:", "    raise ValueError('too large')"]


def buffer(w: Writer, frame: Frame, size: int) -> Lines:
    """Fresh memory, to be written."""
    shape = w.draw.one_of(SHAPES)
    text = str(shape[0]) if len(shape) == 1 else str(shape)
    g = w.expressions(frame)
    like = g.name(shape)
    forms = [f"np.zeros({text})"] * 3 + [f"np.ones({text})", f"np.full({text}, 0.3)"]
    if like is not None:
        forms += [f"np.zeros_like({like.name})", f"{like.name}.copy()"]
        forms += [f"np.copy({like.name})", f"0.5 * {like.name}"]
    name = w.target(frame, shape) if w.draw.chance(0.2) else w.names.of_shape(shape)
    frame.scope.bind(Value(name, shape, next(w.regions)))
    return [f"{name} = {w.draw.one_of(forms)}"]


SIMPLE = (
    (9, assign_number),
    (5, assign_array),
    (0.2, rebind_shape),
    (4, augment_number),
    (3, augment_array),
    (2, several),
    (1.5, swap),
    (1, unpack),
    (0.5, chained),
    (2.2, new_series),
    (3, append),
    (0.8, collected),
    (1.5, call_several),
    (5, guard),
    (0.5, assertion),
    (3, buffer),
)
