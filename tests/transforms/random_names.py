"""Random programs of names that may be unbound where they are read.

`program(seed)` is the text of a function `f(a, n)` of an array of two and a count. Some names
stand for numbers and arrays, others for what is known when it is lowered: strings, None, functions.
"""

from __future__ import annotations

import random

VALUES = {
    "p": ('"a"', "None", "a", '(a, "a")', "2.0"),
    "q": ('"a"', "a * 2", "np.zeros(2) + a[0]", "None"),
    "h": ("math.tanh", "(lambda v: v * 0.5)"),
}
READS = {
    '"a"': (
        's * 0.9 if {} == "a" else s',
        's * 0.9 if n > 1 and {} == "a" else s * 0.8',
    ),
    "None": ("s * 0.9 if {} is None else s",),
    "a": ("s + {}.sum()",),
    '(a, "a")': ("s + {}[0].sum()", 's * 0.9 if {}[1] == "a" else s'),
    "2.0": ("s * {}",),
    "a * 2": ("s + {}.sum()",),
    "np.zeros(2) + a[0]": ("s + {}[1]",),
    "math.tanh": ("{}(s)",),
    "(lambda v: v * 0.5)": ("{}(s)",),
}
FIRST = (
    ["if n {0} {1}:", "    {2}"],
    ["for _ in range(n):", "    {2}"],
    ["j = 0", "while j < n:", "    j += 1", "    {2}"],
    ["for j in range(3):", "    if j == n: break", "    {2}"],
    ["for j in range(3):", "    if j < n: continue", "    {2}"],
    ["{2}"],
    [],
)
"""What may bind a name at first: `{0} {1}` compare the count, `{2}` binds."""

CAUGHT = ("ValueError", "(ValueError, NameError)", "Exception")


class Writer:
    """Writes one program; each name has one value in it, so that paths agree on it."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.value = {name: self.draw.choice(given) for name, given in VALUES.items()}
        self.number = 0

    def text(self) -> str:
        lines = ["s = math.sin(a[0]) * a[1]"]
        for name, value in self.value.items():
            form = self.draw.choice(FIRST)
            filling = self.comparison(), self.count(), f"{name} = {value}"
            lines += [line.format(*filling) for line in form]
        lines += [*self.block(3, False), *self.block(3, False), self.read(), "return s"]
        return "def f(a, n):\n" + "\n".join("    " + line for line in lines) + "\n"

    def comparison(self) -> str:
        return self.draw.choice(("<", ">", "=="))

    def count(self) -> int:
        return self.draw.randint(0, 3)

    def name(self) -> str:
        return self.draw.choice(list(self.value))

    def read(self) -> str:
        name = self.name()
        return "s = " + self.draw.choice(READS[self.value[name]]).format(name)

    def bind(self) -> str:
        name = self.name()
        return f"{name} = {self.value[name]}"

    def inside(self, depth: int, in_loop: bool) -> list[str]:
        return ["    " + line for line in self.block(depth - 1, in_loop)]

    def block(self, depth: int, in_loop: bool) -> list[str]:
        count = self.draw.randint(1, 3)
        return [line for _ in range(count) for line in self.statement(depth, in_loop)]

    def statement(self, depth: int, in_loop: bool) -> list[str]:
        kinds = ["bind", "read"]
        if depth:
            kinds += ["bind", "read", "if", "for", "while", "try", "del", "def"]
        kind = self.draw.choice(kinds + ["leave"] * in_loop)
        test = f"if n {self.comparison()} {self.count()}:"
        self.number += 1
        match kind:
            case "read":
                return [self.read()]
            case "if":
                orelse = ["else:", *self.inside(depth, in_loop)]
                then = [test, *self.inside(depth, in_loop)]
                return then + orelse * self.draw.randint(0, 1)
            case "for":
                over = self.draw.choice(("n", "n - 1", "2"))
                return [
                    f"for i{self.number} in range({over}):",
                    *self.inside(depth, True),
                ]
            case "while":
                k = f"k{self.number}"
                start = [f"{k} = 0", f"while {k} < n:", f"    {k} += 1"]
                return [*start, *self.inside(depth, True)]
            case "try":
                tried = ["try:", "    " + test, "        raise ValueError"]
                caught = self.draw.choice(CAUGHT)
                handler = [f"except {caught}:", *self.inside(depth, in_loop)]
                return [*tried, *self.inside(depth, in_loop), *handler]
            case "del":
                name = self.name()
                bound = [f"    {name} = {self.value[name]}"] * self.draw.randint(0, 1)
                return [test, *bound, f"    del {name}"]
            case "def":
                g = f"g{self.number}"
                inner = [f"def {g}(s):", "    " + self.read(), "    return s"]
                return [*inner, f"s = {g}(s)"]
            case "leave":
                return [f"{test} {self.draw.choice(('break', 'continue'))}"]
            case _:
                return [self.bind()]


def program(seed: int) -> str:
    return Writer(seed).text()
