"""Statements that write into arrays: elements, slices, masks, views, aliases."""

from __future__ import annotations

from tests.fuzz.expression import Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Shape, Value


def written(w: Writer, frame: Frame, rank: int) -> Value | None:
    found = [v for v in frame.scope.writable() if len(v.shape) == rank]
    if not found:
        return None
    array = w.draw.one_of(found)
    if frame.scope.loops:
        frame.scope.stored.add(array.name)
    return array


def _update(w: Writer, g: Expressions, shape: Shape) -> str:
    """`= e`, or an augmented assignment that keeps the element small."""
    match w.draw.integer(0, 6):
        case 0 | 1 | 2:
            return f"= {g.limited(shape, w.depth()).text}"
        case 3 | 4:
            sign = w.draw.one_of(("+", "+", "-"))
            return f"{sign}= {g.limited(shape, w.depth(), 0.7).text}"
        case 5:
            return f"*= {g.limited(shape, w.depth(), 1.0).text}"
        case _:
            return f"/= 1.5 + np.abs({g.limited(shape, 1).text})"


def element(w: Writer, frame: Frame, size: int) -> Lines | None:
    array = written(w, frame, w.draw.integer(1, 2))
    if array is None:
        return None
    g = w.expressions(frame)
    places = [g.position(n) for n in array.shape]
    return [f"{array.name}[{', '.join(places)}] {_update(w, g, NUMBER)}"]


def exchange(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Two elements change places."""
    array = written(w, frame, 1)
    if array is None:
        return None
    g = w.expressions(frame)
    one, two = (f"{array.name}[{g.position(array.shape[0])}]" for _ in range(2))
    return [f"{one}, {two} = {two}, {one}"]


def part(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A slice of a vector; from itself at times, so that both sides overlap."""
    array = written(w, frame, 1)
    if array is None:
        return None
    g, n = w.expressions(frame), array.shape[0]
    slices = [(":", n), ("...", n), ("::-1", n), ("1:", n - 1), (":-1", n - 1)]
    slices += [("::2", (n + 1) // 2), (":2", 2), ("-2:", 2)]
    index, count = w.draw.one_of(slices)
    if count == n - 1 and w.draw.chance(0.3):
        other = w.draw.one_of(("1:", ":-1"))
        sign = w.draw.one_of(("= ", "= 0.5 * ", "+= 0.5 * ", "*= np.sin"))
        inside = f"{array.name}[{other}]"
        inside = f"({inside})" if "sin" in sign else inside
        return [f"{array.name}[{index}] {sign}{inside}"]
    shape = (count,) if count > 1 and w.draw.chance(0.65) else NUMBER
    return [f"{array.name}[{index}] {_update(w, g, shape)}"]


def rows(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A row, a column or a corner of a matrix."""
    array = written(w, frame, 2)
    if array is None:
        return None
    g, (r, c) = w.expressions(frame), array.shape
    choices: list[tuple[str, Shape]] = [
        (g.position(r), (c,)),
        (f":, {g.position(c)}", (r,)),
        (f"{g.position(r)}, 1:", (c - 1,)),
        ("1:", (r - 1, c)),
        (":, ::-1", (r, c)),
        ("...", (r, c)),
        (f"..., {g.position(c)}", (r,)),
    ]
    index, shape = w.draw.one_of(choices)
    if any(n < 2 for n in shape) or w.draw.chance(0.3):
        shape = NUMBER
    return [f"{array.name}[{index}] {_update(w, g, shape)}"]


def masked(w: Writer, frame: Frame, size: int) -> Lines | None:
    array = written(w, frame, w.draw.integer(1, 2))
    if array is None:
        return None
    g = w.expressions(frame)
    tested = array.name if w.draw.chance(0.6) else g.simple(array.shape).text
    cut = w.draw.number(-1, 1, 3)
    return [f"{array.name}[{tested} > {cut}] {_update(w, g, NUMBER)}"]


def fancy(w: Writer, frame: Frame, size: int) -> Lines | None:
    """An index array, with repeats at times: the last write stays."""
    array = written(w, frame, 1)
    if array is None:
        return None
    g, count = w.expressions(frame), w.draw.integer(2, 3)
    places = [w.draw.integer(0, array.shape[0] - 1) for _ in range(count)]
    shape = (count,) if w.draw.chance(0.6) else NUMBER
    if w.draw.chance(0.5):
        inside = g.limited(shape, w.depth(), 0.7).text
        function = w.draw.one_of(("np.add.at", "np.add.at", "np.subtract.at"))
        return [f"{function}({array.name}, {places}, {inside})"]
    if shape and len(set(places)) < count:
        return [f"{array.name}[{places}] = {g.limited(shape, w.depth()).text}"]
    return [f"{array.name}[{places}] {_update(w, g, shape)}"]


def view(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A name for a part of fresh memory: writes go through."""
    found = frame.scope.writable()
    if not found:
        return None
    array = w.draw.one_of(found)
    g = w.expressions(frame)
    choices: list[tuple[str, Shape]] = [("", array.shape), ("[::-1]", array.shape)]
    if array.shape[0] == 3:
        inner = array.shape[1:]
        choices += [("[1:]", (2, *inner)), ("[:-1]", (2, *inner)), ("[:]", array.shape)]
    if len(array.shape) == 2:
        choices += [(f"[{g.position(array.shape[0])}]", array.shape[1:])] * 2
        choices += [(f"[:, {g.position(array.shape[1])}]", array.shape[:1])] * 2
    index, shape = w.draw.one_of(choices)
    name = w.names.of_shape(shape)
    frame.scope.bind(Value(name, shape, array.region))
    return [f"{name} = {array.name}{index}"]


def filled(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A new buffer and the loop that fills it."""
    if frame.trips * 3 > 40 or frame.scope.guarded:
        return None
    g = w.expressions(frame)
    name, index = w.names.of_shape((3,)), w.names.fresh(w.names.INDICES)
    body = g.limited(NUMBER, w.depth()).text
    scope = frame.scope
    source = w.draw.one_of([v.name for v in scope.shaped((3,))] or ["np.ones(3)"])
    start = w.draw.one_of((0, 1))
    before = f" + 0.5 * {name}[{index} - 1]" if start else ""
    lines = [
        f"{name} = np.zeros(3)",
        f"for {index} in range({start}, 3):",
        f"    {name}[{index}] = {body} * 0.5{before} + np.sin({source}[{index}])",
    ]
    scope.bind(Value(name, (3,), next(w.regions)))
    return lines


STORES = (
    (9, element),
    (1, exchange),
    (4, part),
    (3, rows),
    (1, masked),
    (2, fancy),
    (3, view),
    (1.5, filled),
)
