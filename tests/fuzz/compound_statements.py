"""Statements with blocks: if, for, while, and functions defined inside."""

from __future__ import annotations

import re

from tests.fuzz.frame import TRIPS, Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Index, Scope, Value, after_loop, joined
from tests.fuzz.simple_statements import exit_statement


def condition(w: Writer, frame: Frame, size: int) -> Lines | None:
    if frame.nesting > 4:
        return None
    g = w.expressions(frame)
    count = w.draw.weighted(((6, 1), (2, 2), (1, 3)))
    tests = [g.condition(w.depth()) for _ in range(count)]
    heads = [f"{'if' if not i else 'elif'} {test}:" for i, test in enumerate(tests)]
    has_else = w.draw.chance(0.5)
    heads += ["else:"] if has_else else []
    lines: Lines = []
    reached: list[Scope] = [] if has_else else [frame.scope.copy()]
    for position, head in enumerate(heads):
        inner = frame.inside(frame.scope.copy())
        lines += [head, *indented(w.block(inner, max(1, size // (len(heads) + 1))))]
        last = position == len(heads) - 1
        leave = None
        if (reached or not last) and w.draw.chance(0.35 if frame.loop else 0.2):
            leave = exit_statement(w, inner, 0.5)
        if leave:
            lines += indented(leave)
        else:
            reached.append(inner.scope)
    frame.scope.replace(joined(reached))
    return lines


def loop(w: Writer, frame: Frame, size: int) -> Lines | None:
    header = w.draw.weighted(HEADERS)
    if frame.nesting > 3 or size < 2:
        return None
    made = header(w, frame)
    if made is None:
        return None
    head, bindings, trips = made
    if frame.trips * trips > TRIPS:
        return None
    scope = frame.scope.body()
    for binding in bindings:
        if isinstance(binding, Index):
            scope.indices[binding.name] = binding
        else:
            scope.bind(binding)
    scope.iterated |= {
        name for name in scope.series if f"{name}" in head.split("in ")[-1]
    }
    names = set(re.findall(r"[\w.]+", head.split(" in ", 1)[1]))
    read = [v.region for v in frame.scope.arrays() if v.name in names]
    scope.busy |= {region for region in read if region is not None}
    inner = frame.inside(scope, loop=True, may_continue=True, trips=frame.trips * trips)
    lines = [head, *indented(w.block(inner, _share(w, size)))]
    before = frame.scope.copy()
    frame.scope.replace(after_loop(before, scope))
    # A list may be empty, and its loop then binds nothing.
    if header is not over_series and w.draw.chance(0.3):
        for binding in bindings:
            if isinstance(binding, Index):
                frame.scope.indices.setdefault(binding.name, binding)
            elif not binding.shape:
                frame.scope.values.setdefault(binding.name, binding)
    return lines + _orelse(w, frame, size)


def _share(w: Writer, size: int) -> int:
    return max(1, w.draw.integer(size // 2, size - 1))


def _orelse(w: Writer, frame: Frame, size: int) -> Lines:
    if not w.draw.chance(0.15):
        return []
    inner = frame.inside(frame.scope.copy())
    lines = indented(w.block(inner, 1))
    if w.draw.chance(0.2):
        lines += indented(exit_statement(w, inner, 0.5) or [])
    frame.scope.replace(joined([frame.scope.copy(), inner.scope]))
    return ["else:", *lines]


Header = tuple[str, list[Value | Index], int] | None


def over_range(w: Writer, frame: Frame) -> Header:
    name = w.names.fresh(w.names.INDICES)
    sized = [i for i in frame.scope.indices.values() if 0 <= i.low and i.high <= 3]
    match w.draw.integer(0, 6):
        case 0 | 1:
            n = w.draw.integer(2, 4)
            return f"for {name} in range({n}):", [Index(name, 0, n - 1)], n
        case 2:
            return f"for {name} in range(1, 3):", [Index(name, 1, 2)], 2
        case 3:
            return f"for {name} in range(2, -1, -1):", [Index(name, 0, 2)], 3
        case 4:
            return f"for {name} in reversed(range(3)):", [Index(name, 0, 2)], 3
        case 5 if sized:
            outer = w.draw.one_of(sized)
            high = max(0, outer.high)
            head = f"for {name} in range({outer.name} + 1):"
            return head, [Index(name, 0, high)], high + 1
        case _:
            arrays = [v for v in frame.scope.arrays() if v.shape[0] == 3]
            if not arrays:
                return None
            array = w.draw.one_of(arrays).name
            size = w.draw.one_of((f"len({array})", f"{array}.shape[0]"))
            return f"for {name} in range({size}):", [Index(name, 0, 2)], 3


def over_vector(w: Writer, frame: Frame) -> Header:
    name = w.names.of_shape(NUMBER)
    source = w.expressions(frame).source((3,), w.draw.integer(0, 2))
    if w.draw.chance(0.2):
        source = f"reversed({source})"
    return f"for {name} in {source}:", [Value(name, NUMBER)], 3


def over_rows(w: Writer, frame: Frame) -> Header:
    found = [v for v in frame.scope.arrays() if len(v.shape) == 2]
    if not found:
        return None
    matrix = w.draw.one_of(found)
    name = w.names.of_shape(matrix.shape[1:])
    text = f"{matrix.name}.T" if matrix.shape == (3, 3) and w.draw.chance(0.3) else None
    binding = Value(name, matrix.shape[1:])
    return f"for {name} in {text or matrix.name}:", [binding], matrix.shape[0]


def over_enumerate(w: Writer, frame: Frame) -> Header:
    source = w.expressions(frame).source((3,), w.draw.integer(0, 1))
    index, name = w.names.fresh(w.names.INDICES), w.names.of_shape(NUMBER)
    start = w.draw.one_of(("", ", 1"))
    low = 1 if start else 0
    bindings = [Index(index, low, low + 2), Value(name, NUMBER)]
    return f"for {index}, {name} in enumerate({source}{start}):", bindings, 3


def over_zip(w: Writer, frame: Frame) -> Header:
    g = w.expressions(frame)
    one, two = g.source((3,), w.draw.integer(0, 1)), g.source((3,), 0)
    names = [w.names.of_shape(NUMBER) for _ in range(2)]
    bindings = [Value(name, NUMBER) for name in names]
    return f"for {names[0]}, {names[1]} in zip({one}, {two}):", bindings, 3


def over_literal(w: Writer, frame: Frame) -> Header:
    g, name = w.expressions(frame), w.names.of_shape(NUMBER)
    items = [g.limited(NUMBER, 1).text for _ in range(w.draw.integer(2, 3))]
    inside = ", ".join(items)
    inside = f"({inside})" if w.draw.chance(0.5) else f"[{inside}]"
    return f"for {name} in {inside}:", [Value(name, NUMBER)], len(items)


def over_series(w: Writer, frame: Frame) -> Header:
    """A list read back, forwards or backwards."""
    found = list(frame.scope.series.values())
    if not found:
        return None
    series = w.draw.one_of(found)
    names = [w.names.of_shape(shape) for shape in series.fields]
    bindings = [Value(name, shape) for name, shape in zip(names, series.fields)]
    source = series.name if w.draw.chance(0.7) else f"reversed({series.name})"
    # The length is not known: the list may have grown in a loop of three or four rounds.
    trips = max(3, series.least)
    return f"for {', '.join(names)} in {source}:", [*bindings], trips


HEADERS = (
    (8, over_range),
    (2, over_vector),
    (1.5, over_rows),
    (1.5, over_enumerate),
    (1, over_zip),
    (1, over_literal),
    (3, over_series),
)


def repeat(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`while`, with a counter that makes it end."""
    count = w.draw.integer(2, 4)
    if frame.nesting > 3 or size < 2 or frame.trips * count > TRIPS:
        return None
    name = w.names.fresh(w.names.INDICES)
    scope = frame.scope.body()
    early = w.draw.chance(0.5)
    low, high = (1, count) if early else (0, count - 1)
    test = f"{name} < {count}"
    if w.draw.chance(0.4):
        test += f" and {w.expressions(frame.inside(scope.copy())).condition(1)}"
    endless = early and w.draw.chance(0.25)
    scope.indices[name] = Index(name, low, high)
    inner = frame.inside(
        scope, loop=True, may_continue=early, trips=frame.trips * count
    )
    block = w.block(inner, _share(w, size))
    step = [f"{name} += 1" if w.draw.chance(0.6) else f"{name} = {name} + 1"]
    if endless:
        stop = [f"if {name} > {count}:", "    break"]
        body = [*step, *stop, *block]
    else:
        body = [*step, *block] if early else [*block, *step]
    head = "while True:" if endless else f"while {test}:"
    frame.scope.replace(after_loop(frame.scope.copy(), scope))
    frame.scope.indices[name] = Index(name, 0, count + 1)
    return [f"{name} = 0", head, *indented(body), *_orelse(w, frame, size)]


def first_time(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A name bound in one round of a loop and read in the next."""
    if frame.trips * 3 > TRIPS or frame.nesting > 3:
        return None
    g = w.expressions(frame)
    index, kept, total = w.names.fresh(w.names.INDICES), *(
        w.names.of_shape(NUMBER) for _ in range(2)
    )
    with g.bound(Index(index, 0, 2)):
        new = g.limited(NUMBER, w.depth()).text
    start = g.limited(NUMBER, 1).text
    frame.scope.bind(Value(total, NUMBER))
    return [
        f"{total} = {start}",
        f"for {index} in range(3):",
        f"    if {index} > 0:",
        f"        {total} = 0.5 * {total} + np.sin({kept})",
        f"    {kept} = {new} * {total}",
    ]


def nested_function(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A function or lambda defined inside, that reads names around it."""
    if frame.nesting:
        return None
    name, parameter = w.names.fresh(w.names.FUNCTIONS), w.names.of_shape(NUMBER)
    g = w.expressions(frame)
    with g.bound(Value(parameter, NUMBER)):
        text = g.limited(NUMBER, 2).text
        more = g.limited(NUMBER, 2).text
        test = g.condition(1)
    read = {n for n in frame.scope.values if n in f"{text} {more} {test}"}
    frame.scope.closed |= read
    callee = Callee(name, (), (NUMBER,), 0, NUMBER)
    frame.scope.callees += (callee, callee)
    if w.draw.chance(0.4):
        return [f"{name} = lambda {parameter}: {text}"]
    if w.draw.chance(0.4):
        return [f"def {name}({parameter}):", f"    return {text}"]
    return [
        f"def {name}({parameter}):",
        f"    if {test}:",
        f"        return {more}",
        f"    return {text}",
    ]


COMPOUND = (
    (7, condition),
    (8, loop),
    (3.5, repeat),
    (0.5, first_time),
    (0.8, nested_function),
)
