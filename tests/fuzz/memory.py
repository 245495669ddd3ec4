"""Statements that write where NumPy lets one write: `out=`, copyto, views by functions, flat."""

from __future__ import annotations

from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Shape, Value
from tests.fuzz.stores import written

UFUNCS = ("np.add", "np.multiply", "np.subtract", "np.maximum")
ONE_ARGUMENT = ("np.sin", "np.tanh", "np.negative", "np.square")


def _buffer(w: Writer, frame: Frame) -> Value | None:
    return written(w, frame, w.draw.integer(1, 2))


def into(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`np.multiply(a, b, out=z)`, into a part of z at times, or only `where=`."""
    array = _buffer(w, frame)
    if array is None:
        return None
    g = w.expressions(frame)
    target, shape = array.name, array.shape
    if len(shape) == 2 and w.draw.chance(0.4):
        target, shape = f"{target}[{g.position(shape[0])}]", shape[1:]
    elif shape[0] == 3 and w.draw.chance(0.3):
        target, shape = f"{target}[1:]", (2, *shape[1:])
    where = ""
    if w.draw.chance(0.25):
        where = f", where={g.simple(shape).text} > {w.draw.number(-1, 1, 3)}"
    if w.draw.chance(0.3):
        inside = g.limited(shape, w.depth(), 1.0).text
        return [f"{w.draw.one_of(ONE_ARGUMENT)}({inside}, out={target}{where})"]
    one = g.limited(shape, w.depth(), 1.0).text
    two = g.limited(w.draw.one_of((shape, NUMBER)), w.depth(), 1.0).text
    return [f"{w.draw.one_of(UFUNCS)}({one}, {two}, out={target}{where})"]


def copied_to(w: Writer, frame: Frame, size: int) -> Lines | None:
    """copyto, fill, put, putmask, fill_diagonal, flat."""
    array = _buffer(w, frame)
    if array is None:
        return None
    g, name, shape = w.expressions(frame), array.name, array.shape
    count = shape[0] * (shape[1] if len(shape) == 2 else 1)
    number = g.limited(NUMBER, w.depth()).text
    match w.draw.integer(0, 5):
        case 0:
            return [f"np.copyto({name}, {g.limited(shape, w.depth()).text})"]
        case 1:
            mask = f"{g.simple(shape).text} > {w.draw.number(-1, 1, 3)}"
            return [f"np.copyto({name}, {number}, where={mask})"]
        case 2:
            return [f"{name}.fill({number})"]
        case 3:
            places = [w.draw.integer(0, count - 1) for _ in range(2)]
            return [f"np.put({name}, {places}, {number})"]
        case 4 if len(shape) == 2:
            return [f"np.fill_diagonal({name}, {number})"]
        case 5:
            return [f"{name}.flat[{w.draw.integer(0, count - 1)}] = {number}"]
        case _:
            mask = f"{name} > {w.draw.number(-1, 1, 3)}"
            return [f"np.putmask({name}, {mask}, {number})"]


def seen_through(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A view that a function or an attribute gives: writes go through."""
    found = frame.scope.writable()
    if not found:
        return None
    array = w.draw.one_of(found)
    shape = array.shape
    choices: list[tuple[str, Shape]] = [(".T", shape[::-1])]
    if len(shape) == 2:
        choices += [(".T", shape[::-1]), (".transpose()", shape[::-1])]
        choices += [(".swapaxes(0, 1)", shape[::-1])]
    text, shape = w.draw.one_of(choices)
    name = w.names.of_shape(shape)
    frame.scope.bind(Value(name, shape, array.region))
    return [f"{name} = {array.name}{text}"]


def flattened(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Fresh memory of two axes, written through its flat view."""
    if frame.scope.guarded:
        return None
    g = w.expressions(frame)
    table, flat = w.names.of_shape((2, 3)), w.names.of_shape((3,))
    start = w.draw.one_of(("np.zeros((2, 3))", f"0.5 * {g.limited((2, 3), 1).text}"))
    way = w.draw.one_of(("reshape(-1)", "ravel()", "reshape(6)"))
    region = next(w.regions)
    place, value = w.draw.integer(0, 5), g.limited(NUMBER, w.depth()).text
    lines = [
        f"{table} = {start}",
        f"{flat} = {table}.{way}",
        f"{flat}[{place}] = {value}",
        f"{flat}[::2] {w.draw.one_of(('*=', '+='))} {g.limited(NUMBER, 1, 1.0).text}",
    ]
    frame.scope.bind(Value(table, (2, 3), region))
    return lines


def ordered(w: Writer, frame: Frame, size: int) -> Lines | None:
    """An array sorted in place."""
    array = written(w, frame, 1)
    return None if array is None else [f"{array.name}.sort()"]


def two_buffers(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Time stepping: the new state is written beside the old one, then they change roles."""
    if frame.trips * 3 > 40 or frame.scope.guarded:
        return None
    g = w.expressions(frame)
    old, new = w.names.of_shape((3,)), w.names.of_shape((3,))
    step = w.names.fresh(w.names.INDICES)
    start = g.limited((3,), w.depth(), 1.0).text
    factor = w.draw.number(-0.4, 0.4)
    change = w.draw.one_of(
        (f"{old}[1:] - {old}[:-1]", f"{old}[1:] * {old}[:-1]", f"np.sin({old}[:-1])")
    )
    lines = [
        f"{old} = 1.0 * {start}",
        f"{new} = np.zeros_like({old})",
        f"for {step} in range({w.draw.integer(2, 3)}):",
        f"    {new}[1:] = 0.5 * {old}[1:] + {factor} * ({change})",
        f"    {new}[0] = {old}[-1] * {w.draw.number(-1, 1)}",
        f"    {old}, {new} = {new}, {old}",
    ]
    for name in (old, new):
        frame.scope.bind(Value(name, (3,)))
    return lines


MEMORY = (
    (3, into),
    (3, copied_to),
    (2, seen_through),
    (1, flattened),
    (0.5, ordered),
    (1, two_buffers),
)
