"""Random programs of loops that fill arrays: what is read may be written later, or not.

`program(seed)` is the text of a function `f(x, n)` of a vector of more than n numbers. Stores go
along one counter, most of them; reads are near it, before and behind, and of loops inside.
"""

from __future__ import annotations

import random

FORMS = (
    "{} * {}",
    "np.sin({}) * {}",
    "{} * {} + 0.3 * s",
    "np.exp(-{} * {})",
    "{0} / (2 + {1} * {1})",
)
STARTS = ("x * 0.5", "np.zeros(len(x)) + x[0]", "x.copy()")
COUNTERS = "tjk"


class Writer:
    """Writes one program, of vectors or of matrices."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.matrices = self.draw.random() < 0.5
        self.shift = self.draw.choice((0, 0, 0, 1))
        self.arrays = self.draw.choice(("y", "y", "yz"))

    def text(self) -> str:
        whole = "np.outer(x, x[::-1]) * 0.5"
        lines = ["s = 0.0"]
        for name in self.arrays:
            start = whole if self.matrices else self.draw.choice(STARTS)
            lines.append(f"{name} = {start}")
        for _ in range(self.draw.choice((1, 1, 2))):
            lines += self.loop([])
        lines += [f"s += np.sum({name} ** 2)" for name in self.arrays]
        return "\n    ".join(["def f(x, n):", *lines, "return s"]) + "\n"

    def loop(self, around: list[str]) -> list[str]:
        counter = COUNTERS[len(around)]
        body = self.block([*around, counter])
        return [f"for {counter} in {self.numbers(around)}:", *_indented(body)]

    def numbers(self, around: list[str]) -> str:
        near = [f"{c}{by}" for c in around for by in ("", " + 1", " - 1")]
        low = self.draw.choice(["0", "1", "2", *near, *near])
        high = self.draw.choice(["n", "n - 1", "n - 2", *near, *near])
        stop = self.draw.choice(["-1", "0", "1", *around])
        forms = (f"range({low}, {high})", f"range({low}, {high})", f"range({high})")
        back = (f"reversed(range({low}, {high}))", f"range({high} - 1, {stop}, -1)")
        return self.draw.choice((*forms, *back))

    def block(self, around: list[str]) -> list[str]:
        lines: list[str] = []
        for _ in range(self.draw.choice((1, 1, 2, 3))):
            lines += self.statement(around)
        return lines

    def statement(self, around: list[str]) -> list[str]:
        kind = self.draw.random()
        if kind < 0.5:
            sign = self.draw.choice(("=", "=", "=", "+="))
            return [f"{self.target(around)} {sign} {self.number(around)}"]
        if kind < 0.6:
            value = ["v = " + self.number(around), f"{self.target(around)} = v"]
            return [*value, f"s += v * {self.read(around)}"]
        if kind < 0.7:
            return [f"s += {self.number(around)}"]
        if kind < 0.8 and len(around) < len(COUNTERS):
            return self.loop(around)
        if kind < 0.92:
            test = self.draw.choice((f"{around[-1]} % 2", "s > 0.5", "x[0] > 0.6"))
            other = self.draw.choice(([], ["else:", *_indented(self.block(around))]))
            return [f"if {test}:", *_indented(self.block(around)), *other]
        way_out = self.draw.choice(("break", "continue"))
        return [f"if {self.read(around)} > 0.9:", f"    {way_out}"]

    def target(self, around: list[str]) -> str:
        counter = around[0] if self.draw.random() < 0.7 else self.draw.choice(around)
        place = f"{counter} + {self.shift}" if self.shift else counter
        if self.matrices:
            other = around[-1] if len(around) > 1 else self.draw.choice("01:")
            place = f"{place}, {other}" if self.draw.random() < 0.8 else place
        return f"{self.draw.choice(self.arrays)}[{place}]"

    def number(self, around: list[str]) -> str:
        return self.draw.choice(FORMS).format(self.read(around), self.read(around))

    def read(self, around: list[str]) -> str:
        array = self.draw.choice(self.arrays)
        if not self.matrices:
            return f"{array}[{self.place(around)}]"
        return f"np.sum({array}[{self.place(around)}, {self.place(around)}])"

    def place(self, around: list[str]) -> str:
        if self.draw.random() < 0.15:
            return self.draw.choice(("0", "1", "-1", "n - 1"))
        by = self.draw.choice(("", "", " - 2", " - 1", " - 1", " + 1", " + 1", " + 2"))
        return self.draw.choice(around) + by


def _indented(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


def program(seed: int) -> str:
    """The text of one program; the same for the same seed."""
    return Writer(seed).text()
