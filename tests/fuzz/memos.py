"""Functions that call themselves with known numbers and remember what they found.

memo = {}
def fib(n):
    if n < 2:
        return v[n]
    if n not in memo:
        memo[n] = 0.5 * fib(n - 1) + np.sin(fib(n - 2))
    return memo[n]
"""

from __future__ import annotations

from tests.fuzz.expression import Expressions
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Index, Value

NAMES = ("fib", "ways", "level", "series_of")
KEPT = ("memo", "cache", "done_before")


def remembered(w: Writer, frame: Frame, size: int) -> Lines | None:
    """With a dict around the function, or one that is passed on."""
    if frame.nesting or not frame.scope.shaped((3,)):
        return None
    name, memo = w.names.fresh(NAMES), w.names.fresh(KEPT)
    n, vector = w.names.fresh(w.names.INDICES), w.draw.one_of(frame.scope.shaped((3,)))
    g, passed = w.expressions(frame), w.draw.chance(0.4)
    more = f", {memo}" if passed else ""
    start = f"{vector.name}[{n}]" if w.draw.chance(0.6) else each(g, n)
    one, two = (f"{name}({n} - {k}{more})" for k in (1, 2))
    text = w.draw.one_of(
        (
            f"0.5 * {one} + np.sin({two})",
            f"{one} * {vector.name}[{n} % 3] - 0.3 * {two}",
            f"max({one}, 0.5 * {two} + {vector.name}[{n} - 2])",
            f"np.tanh({one}) + {two} / ({n} + 1)",
        )
    )
    if "[n - 2]" in text or f"[{n} - 2]" in text:
        text = text.replace(f"[{n} - 2]", f"[({n} - 2) % 3]")
    body = [f"if {n} < 2:", f"    return {start}"]
    if w.draw.chance(0.5):
        body += [f"if {n} not in {memo}:", f"    {memo}[{n}] = {text}"]
        body += [f"return {memo}[{n}]"]
    else:
        body += [f"if {n} in {memo}:", f"    return {memo}[{n}]"]
        body += [f"{memo}[{n}] = {text}", f"return {memo}[{n}]"]
    frame.scope.closed |= {v for v in frame.scope.values if v in " ".join(body)}
    result = w.names.of_shape(NUMBER)
    frame.scope.bind(Value(result, NUMBER))
    given = ", {}" if passed and w.draw.chance(0.5) else more
    calls = f"{name}({w.draw.integer(2, 6)}{given})"
    if w.draw.chance(0.5):
        calls = f"{calls} * {name}({w.draw.integer(1, 4)}{given})"
    made = [] if passed and given == ", {}" else [f"{memo} = {{}}"]
    head = f"def {name}({n}{more}):"
    return [*made, head, *indented(body), f"{result} = np.tanh({calls})"]


def each(g: Expressions, n: str, last: int = 1) -> str:
    with g.bound(Index(n, 0, last)):
        return g.limited(NUMBER, 2).text


def counted(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A list around the function that it fills, or in which it counts."""
    vectors = frame.scope.shaped((3,))
    if frame.nesting or not vectors:
        return None
    name, kept = w.names.fresh(NAMES), w.names.fresh(KEPT)
    n, vector = w.names.fresh(w.names.INDICES), w.draw.one_of(vectors).name
    start, result = each(w.expressions(frame), n), w.names.of_shape(NUMBER)
    count = w.draw.chance(0.5)
    note = f"{kept}[0] += 1" if count else f"{kept}.append({vector}[{n} % 3])"
    body = [note, f"if {n} == 0:", f"    return {start}"]
    body += [f"return np.sin({name}({n} - 1)) * {vector}[{n} % 3]"]
    frame.scope.closed |= {v for v in frame.scope.values if v in " ".join(body)}
    frame.scope.bind(Value(result, NUMBER))
    lines = [f"{kept} = {'[0]' if count else '[]'}", f"def {name}({n}):"]
    call = f"{result} = {name}({w.draw.integer(1, 4)})"
    used = f"{kept}[0]" if count else f"sum({kept})"
    return [*lines, *indented(body), call, f"{result} += 0.1 * {used}"]


MEMOS = (
    (3, remembered),
    (1, counted),
)
