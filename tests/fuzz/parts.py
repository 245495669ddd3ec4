"""Lists of parts of one array that is written: by the list, by a name of a part, by the array.

parts = [table[i:i + 2] for i in range(2)]
for k, part in enumerate(parts):
    part *= 1.0 + 0.2 * np.sin(v[k])
table[0] += 0.3 * np.sum(parts[1])
"""

from __future__ import annotations

from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Index, Shape, Value

NAMES = ("parts", "windows", "pieces", "strips")
OF_ONE = ("strip", "piece", "slot")


def listed(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A list of parts, some statements that write them, and what is read of them then."""
    if frame.scope.guarded or frame.trips > 12:
        return None
    g = w.expressions(frame)
    shape: Shape = w.draw.one_of(((3,), (2, 3)))
    array, parts = w.names.of_shape(shape), w.names.fresh(NAMES)
    i = w.names.fresh(w.names.INDICES)
    text, part = _form(w, array, shape, i)
    lines = [f"{array} = 0.5 * {g.limited(shape, w.depth(), 1.0).text}"]
    lines += _made(w, frame, parts, text, i)
    for _ in range(w.draw.integer(1, 3)):
        lines += _change(w, frame, array, parts, part)
    result = w.names.of_shape(NUMBER)
    lines.append(f"{result} = np.tanh(np.sum({parts}[{w.draw.integer(-1, 1)}]))")
    frame.scope.bind(Value(array, shape, next(w.regions)))
    frame.scope.bind(Value(result, NUMBER))
    return lines


def _form(w: Writer, array: str, shape: Shape, i: str) -> tuple[str, Shape]:
    """A part that depends on an index which is 0 or 1, and its shape."""
    if len(shape) == 1:
        end = w.draw.one_of((f"{i} + 2", f"{i} + 1"))
        return f"{array}[{i}:{end}]", (2,) if end.endswith("2") else (1,)
    return w.draw.one_of(
        (
            (f"{array}[{i}]", (3,)),
            (f"{array}[{i}, 1:]", (2,)),
            (f"{array}[:, {i}]", (2,)),
            (f"{array}[:, {i}:{i} + 2]", (2, 2)),
            (f"{array}[{i}:{i} + 1].T", (3, 1)),
        )
    )


def _made(w: Writer, frame: Frame, parts: str, text: str, i: str) -> Lines:
    """The list, by a comprehension or a loop; sometimes by what the program computes."""
    first = ""
    if w.draw.chance(0.2):
        values = frame.scope.shaped((3,))
        if values:
            vector = w.draw.one_of(values).name
            first = f"if {vector}[{i}] < {w.draw.number(0.5, 3.0)} or {i} < 3:"
    if not first and w.draw.chance(0.5):
        return [f"{parts} = [{text} for {i} in range(2)]"]
    body = [f"{parts}.append({text})"]
    body = [first, *indented(body)] if first else body
    return [f"{parts} = []", f"for {i} in range(2):", *indented(body)]


def _change(w: Writer, frame: Frame, array: str, parts: str, part: Shape) -> Lines:
    """A part is written, or the array while the list is there."""
    g = w.expressions(frame)
    one, k = w.names.fresh(OF_ONE), w.names.fresh(w.names.INDICES)
    with g.bound(Index(k, 0, 1)):
        factor = g.limited(NUMBER, 2, 1.0).text
    plain = g.limited(NUMBER, 2, 1.0).text
    place = w.draw.integer(-1, 1)
    first = ", ".join("0" for _ in part)
    return w.draw.one_of(
        (
            [f"for {one} in {parts}:", f"    {one} *= {plain}"],
            [f"for {k}, {one} in enumerate({parts}):", f"    {one} *= {factor}"],
            [
                f"for {k} in range(len({parts})):",
                f"    {parts}[{k}] += 0.3 * {factor}",
            ],
            [f"{parts}[{place}] *= {plain}"],
            [f"{parts}[0][{first}] = np.sum({parts}[1]) * {plain}"],
            [f"{parts}[{place}][...] = np.sin({parts}[{-1 - place}])"],
            [f"{array} *= {plain}"],
            [f"{array}[0] = 0.7 * {array}[1] + {plain}"],
            [
                f"for {one} in {parts}[::-1]:",
                f"    {one} -= 0.2 * {one} * np.sum({array})",
            ],
        )
    )


PARTS = ((1, listed),)
