"""Loops that fill arrays: what is read may be written by a later iteration, or by none.

work = np.concatenate([v, v[::-1], v[:2]])
for i in range(1, 4):
    work[i] = np.sin(work[i - 1] * work[i + 1])
    for j in range(i):
        total += work[j] * np.tanh(work[i])

Stores go along one counter, most of them; reads are near it, before it and behind it, and of loops
inside. Arrays have `LENGTH` elements: no index is out of range.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.draw import Draw
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Index, Value

LENGTH = 8
FORMS = (
    "np.sin({} * {})",
    "0.3 * {} - 0.4 * {}",
    "np.tanh({}) * np.cos({})",
    "np.exp(-({} * {}) ** 2)",
    "{0} / (2.0 + {1} * {1})",
)
"""Their values are no larger than what they are made of."""
STARTS = (
    "np.concatenate([{v}, {v}[::-1], {v}[:2]])",
    "np.zeros(8) + {v}[0]",
    "np.tile({v}, 3)[:8]",
    "np.repeat({v}, 3)[:8]",
)
ARRAYS, PARTS = ("filled", "work", "levels", "grown"), ("stretch", "inner_part", "tail")


@dataclass
class Fills:
    """Writes such loops: `ends` are how far they go, `outside` gives a number made elsewhere."""

    draw: Draw
    arrays: tuple[str, ...]
    counters: tuple[str, ...]
    total: str
    ends: tuple[str, ...]
    outside: Callable[[str], str]

    def __post_init__(self) -> None:
        self.matrices = self.draw.chance(0.4)
        self.lists = not self.matrices and self.draw.chance(0.3)
        self.shift = self.draw.one_of((0, 0, 0, 1))

    def loops(self) -> Lines:
        return [
            line for _ in range(self.draw.one_of((1, 1, 2))) for line in self.loop([])
        ]

    def loop(self, around: list[str]) -> Lines:
        counter = self.counters[len(around)]
        body = self.block([*around, counter])
        return [f"for {counter} in {self.numbers(around)}:", *indented(body)]

    def numbers(self, around: list[str]) -> str:
        near = [f"{c}{by}" for c in around for by in ("", " + 1", " - 1")]
        low = self.draw.one_of(["0", "1", "1", "2", *near, *near])
        high = self.draw.one_of([*self.ends, *near, *near])
        stop = self.draw.one_of(["-1", "0", "0", "1", *around])
        forms = (f"range({low}, {high})", f"range({low}, {high})", f"range({high})")
        back = (f"reversed(range({low}, {high}))", f"range({high} - 1, {stop}, -1)")
        return self.draw.one_of((*forms, *back))

    def block(self, around: list[str]) -> Lines:
        count = self.draw.one_of((1, 1, 2, 3))
        return [line for _ in range(count) for line in self.statement(around)]

    def statement(self, around: list[str]) -> Lines:
        kind = self.draw.integer(0, 99)
        if kind < 50:
            sign = self.draw.one_of(("=", "=", "=", "+="))
            return [f"{self.target(around)} {sign} {self.number(around)}"]
        if kind < 60:
            held = f"{self.total}_{around[-1]}"
            kept = f"{self.total} += {held} * {self.read(around)}"
            return [
                f"{held} = {self.number(around)}",
                f"{self.target(around)} = {held}",
                kept,
            ]
        if kind < 70:
            return [f"{self.total} += {self.number(around)}"]
        if kind < 80 and len(around) < len(self.counters):
            return self.loop(around)
        if kind < 92:
            return self.branch(around)
        way_out = self.draw.one_of(("break", "continue"))
        return [f"if {self.read(around)} > 0.9:", f"    {way_out}"]

    def branch(self, around: list[str]) -> Lines:
        own = f"{around[-1]} {self.draw.one_of(('>', '!=', '<='))} "
        tests = [f"{around[-1]} % 2", f"{self.total} > 0.5", own + "0", own + "1"]
        if len(around) > 1:
            one, two = self.draw.some_of(around, 2)
            tests += [f"{two} {self.draw.one_of(('<', '==', '>='))} {one}"]
        test = self.draw.one_of(tests)
        lines = [f"if {test}:", *indented(self.block(around))]
        if self.draw.chance(0.5):
            lines += ["else:", *indented(self.block(around))]
        return lines

    def squares(self, array: str) -> str:
        if self.lists:
            return f"sum([{self.total}_v ** 2 for {self.total}_v in {array}])"
        return f"np.sum({array} ** 2)"

    def target(self, around: list[str]) -> str:
        outer = self.draw.chance(0.7)
        counter = around[0] if outer else self.draw.one_of(around)
        place = f"{counter} + {self.shift}" if self.shift else counter
        if self.matrices:
            more = around[-1] if len(around) > 1 else self.draw.one_of("01:")
            place = f"{place}, {more}" if self.draw.chance(0.8) else place
        return f"{self.draw.one_of(self.arrays)}[{place}]"

    def number(self, around: list[str]) -> str:
        one, two = self.read(around), self.read(around)
        if self.draw.chance(0.15):
            two = self.outside(around[-1])
        return self.draw.one_of(FORMS).format(one, two)

    def read(self, around: list[str]) -> str:
        array = self.draw.one_of(self.arrays)
        if not self.matrices:
            return f"{array}[{self.place(around)}]"
        return f"np.mean({array}[{self.place(around)}, {self.place(around)}])"

    def place(self, around: list[str]) -> str:
        if self.draw.chance(0.15):
            return self.draw.one_of(("0", "1", "-1", "3"))
        by = self.draw.one_of(("", "", " - 2", " - 1", " - 1", " + 1", " + 1", " + 2"))
        return self.draw.one_of(around) + by


def fill(w: Writer, frame: Frame, size: int) -> Lines | None:
    """One or two arrays, loops that fill them, and what is read of them afterwards."""
    vectors = frame.scope.shaped((3,))
    if frame.trips > 3 or frame.nesting > 2 or frame.scope.guarded or not vectors:
        return None
    vector, g = w.draw.one_of(vectors).name, w.expressions(frame)
    arrays = tuple(w.names.fresh(ARRAYS) for _ in range(w.draw.one_of((1, 1, 2))))
    counters = tuple(w.names.fresh(w.names.INDICES) for _ in range(2))
    total, part = w.names.of_shape(NUMBER), w.names.fresh(PARTS)

    def outside(counter: str) -> str:
        with g.bound(Index(counter, 0, 3)):
            return g.limited(NUMBER, 1).text

    ends = ("4", "4", "3", f"len({vector})", f"len({vector}) + 1")
    fills = Fills(w.draw, arrays, counters, total, ends, outside)
    loops = fills.loops()
    lines = [f"{total} = {g.limited(NUMBER, 1, 1.0).text}"]
    for name in arrays:
        start = w.draw.one_of(STARTS).format(v=vector)
        if fills.matrices:
            start = f"np.outer({vector}[0] * np.ones(8), {start})"
        elif fills.lists:
            start = w.draw.one_of((f"list({start})", f"[{vector}[0]] * 8"))
        lines.append(f"{name} = {start}")
    frame.scope.bind(Value(total, NUMBER))
    frame.scope.bind(Value(part, (3,), next(w.regions)))
    place = w.draw.one_of(("2:5", "1:4", ":3", "5:2:-1"))
    taken = f"{arrays[0]}[{place}{', 1' * fills.matrices}]"
    taken = f"np.array({taken})" if fills.lists else taken
    ends_in = [f"{total} += 0.1 * {fills.squares(name)}" for name in arrays]
    return [*lines, *loops, f"{part} = {taken}", *ends_in]


def alone(seed: int) -> str:
    """The text of a function `f(x, n)` of a vector of eight numbers and n, up to 5."""
    draw = Draw(f"fills {seed}")
    arrays = draw.one_of((("y",), ("y",), ("y", "z")))
    ends = ("n", "n - 1", "n - 2")
    fills = Fills(draw, arrays, ("t", "j", "k"), "s", ends, lambda _: "x[0]")
    starts = ("x * 0.5", "np.zeros(len(x)) + x[0]", "x.copy()")
    lines = ["s = 0.0"]
    for name in arrays:
        start = "np.outer(x, x[::-1])" if fills.matrices else draw.one_of(starts)
        lines.append(f"{name} = {f'list({start})' if fills.lists else start}")
    lines += fills.loops()
    lines += [f"s += {fills.squares(name)}" for name in arrays]
    return "\n    ".join(["def f(x, n):", *lines, "return s"]) + "\n"


FILLS = ((2, fill),)
