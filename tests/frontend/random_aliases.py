"""Random programs in which names share memory: views, aliases, lists, stores, swaps, loops.

`program(seed)` is the text of a function `f(x, y, n, p)` of two arrays of 4 x 3, a count and a
number. It always runs; what it returns depends on every array it made.
"""

from __future__ import annotations

import random

HEAD = """import numpy as np

def same(a):
    return a

def row(a, i):
    b = a[i]
    return b

def doubled(a):
    c = a * 2.0
    return c

def written(a, v):
    a[0] = v
    a *= 0.5
    return a

"""
NAMES = ("a", "b", "c", "d")


class Writer:
    """Writes one program. Arrays are always 4 x 3; `flat` names hold arrays of 12."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.lines: list[str] = []
        self.loops = 0
        self.lists = 0

    def text(self) -> str:
        self.line(0, "def f(x, y, n, p):")
        source = self.draw.choice(("x * 1.0", "x.copy()", "x + p"))
        self.line(1, f"a = {source}")
        self.line(1, "b = y * 2.0")
        self.line(1, f"c = {self.draw.choice(('a', 'b', 'a * b', 'a[::-1]'))}")
        self.line(1, f"d = {self.draw.choice(('c', 'b', 'np.zeros((4, 3))'))}")
        self.line(1, "xs = [a]" if self.draw.random() < 0.5 else "xs = []")
        self.line(1, "s = 0.0")
        self.block(1, self.draw.randint(4, 9))
        self.line(1, "return a + 0.0, b + 0.0, c + 0.0, d + 0.0, s")
        return HEAD + "\n".join(self.lines) + "\n"

    def line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def name(self) -> str:
        return self.draw.choice(NAMES)

    def block(self, depth: int, size: int) -> None:
        for _ in range(size):
            self.statement(depth)

    def statement(self, depth: int) -> None:
        kinds = ["bind"] * 5 + ["store"] * 5 + ["read"] * 3 + ["swap"] + ["call"] * 2
        kinds += ["list"] * 2
        if depth < 4:
            kinds += ["if"] * 2 + ["for"] * 2 + ["rows"]
        if self.loops and depth < 5:
            kinds += ["leave"]
        getattr(self, self.draw.choice(kinds))(depth)

    # statements ----------------------------------------------------------------------

    def bind(self, depth: int) -> None:
        n, m, k = self.name(), self.name(), self.name()
        value = self.draw.choice(
            (
                f"{m}",
                f"{m} * {k}",
                f"{m} + p",
                f"{m}.copy()",
                f"{m}[::-1]",
                f"{m}.T.T",
                f"{m}.reshape(12).reshape(4, 3)",
                f"np.where({m} > 0, {m}, {k})",
                f"{m} if p > 0 else {k}",
                f"np.asarray({m})",
                f"{m}[[0, 2, 1, 3]]",
                f"({m}, {k})[1]",
            )
        )
        self.line(depth, f"{n} = {value}")

    def store(self, depth: int) -> None:
        n, m = self.name(), self.name()
        i = self.draw.choice(("0", "1", "-1", "n"))
        if self.loops and self.draw.random() < 0.5:
            i = f"i{self.loops}"
        target, value = self.draw.choice(
            (
                (f"{n}[{i}]", f"{m}[1]"),
                (f"{n}[{i}, 1]", "p"),
                (f"{n}[{i}][2]", f"{m}[0, 0]"),
                (f"{n}[1:]", f"{m}[:-1]"),
                (f"{n}[:, {i} % 3]", f"{m}[:, 0]"),
                (f"{n}[{m} > 0.5]", "p"),
                (f"{n}[[0, 0, 1]]", f"{m}[:3]"),
                (f"{n}[...]", f"{m}"),
                (f"{n}", f"{m}"),
                (f"{n}.T[1]", "p"),
            )
        )
        operator = self.draw.choice(("=", "=", "+=", "*=", "-="))
        if target == n and operator == "=":
            operator = "+="
        if target.endswith(".T[1]"):
            self.line(depth, f"t = {n}.T")
            target = "t[1]"
        self.line(depth, f"{target} {operator} 0.25 * {value}")

    def read(self, depth: int) -> None:
        n = self.name()
        what = self.draw.choice(
            (f"{n}[1, 2]", f"np.sum({n})", f"{n}[n][0]", f"np.sum({n}[1:3])")
        )
        self.line(depth, f"s = 0.5 * s + {what}")

    def swap(self, depth: int) -> None:
        n, m = self.draw.sample(NAMES, 2)
        self.line(depth, f"{n}, {m} = {m}, {n}")

    def call(self, depth: int) -> None:
        n, m = self.name(), self.name()
        call = self.draw.choice(
            (f"same({m})", f"doubled({m})", f"written({m}, p)", f"row({m}, 1) * {m}")
        )
        self.line(depth, f"{n} = {call}")

    def list(self, depth: int) -> None:
        n = self.name()
        choice = self.draw.randint(0, 3)
        if choice == 0:
            self.line(depth, f"xs.append({n})")
        elif choice == 1:
            self.line(depth, "if len(xs) > 0:")
            self.line(depth + 1, f"{n} = xs[-1]")
        elif choice == 2:
            self.line(depth, "for v in xs:")
            self.line(depth + 1, "s = s + np.sum(v)")
        else:
            self.line(depth, f"xs.append({n} * p)")

    def rows(self, depth: int) -> None:
        n, m = self.name(), self.name()
        self.line(depth, f"for r in {n}:")
        self.line(
            depth + 1, self.draw.choice(("r *= 0.5", "s += r[0]", f"r[0] = {m}[0, 1]"))
        )

    def leave(self, depth: int) -> None:
        self.line(depth, f"if s {self.draw.choice('<>')} {self.draw.randint(-3, 3)}:")
        self.line(
            depth + 1, self.draw.choice(("break", "continue", "return a, b, c, d, s"))
        )

    def if_(self, depth: int) -> None:
        test = self.draw.choice(("p > 0", "s > 1", "n > 1", "a[0, 0] > b[0, 0]"))
        self.line(depth, f"if {test}:")
        self.block(depth + 1, self.draw.randint(1, 2))
        if self.draw.random() < 0.5:
            self.line(depth, "else:")
            self.block(depth + 1, self.draw.randint(1, 2))

    def for_(self, depth: int) -> None:
        self.loops += 1
        self.line(depth, f"for i{self.loops} in range(n):")
        self.block(depth + 1, self.draw.randint(1, 4))
        self.loops -= 1


setattr(Writer, "if", Writer.if_)
setattr(Writer, "for", Writer.for_)


def program(seed: int) -> str:
    """The text of a program."""
    return Writer(seed).text()
