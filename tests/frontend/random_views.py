"""Random programs that write through views and where they are told: b = a.T, out=, np.copyto.

As `random_aliases`, whose programs they extend; arrays are 4 x 3, views have any shape.
"""

from __future__ import annotations

from tests.frontend.random_aliases import HEAD, Writer

MORE = """def column(a, i):
    b = a.T
    return b[i]

def half(a, n):
    if n > 1:
        a = a[::-1]
    return a[2:]

"""


class ViewWriter(Writer):
    """Writes one program."""

    def text(self) -> str:
        self.views = 0
        return HEAD + MORE + super().text().removeprefix(HEAD)

    def statement(self, depth: int) -> None:
        if self.draw.random() < 0.6:
            choices = (self.through, self.through, self.out, self.placed, self.chosen)
            self.draw.choice(choices)(depth)
        else:
            super().statement(depth)

    def index(self) -> str:
        choices = ["0", "1", "2", "-1"]
        if self.loops:
            choices += [f"i{self.loops} % 3"] * 3
        return self.draw.choice(choices)

    def through(self, depth: int) -> None:
        """A view is taken, written, and read, perhaps after its array was written."""
        n, m, i = self.name(), self.name(), self.index()
        view, place, value = self.draw.choice(
            (
                (f"{n}.T", f"[{i}]", f"{m}[:, 0]"),
                (f"{n}.T", f"[{i}, 1:]", f"{m}[1:, 1]"),
                (f"{n}.T", "[1:][0]", "p"),
                (f"{n}[1:].T", f"[{i}]", f"{m}[0]"),
                (f"{n}.T[1:]", "[0]", f"{m}[:, 2]"),
                (f"np.swapaxes({n}, 0, 1)", f"[{i}, 2]", f"{m}[0, 0]"),
                (f"{n}.flat", f"[{i}]", f"{m}[1, 1]"),
                (f"{n}.flat", "[2:5]", f"{m}[1]"),
                (f"{n}.ravel()", f"[{i}]", f"{m}[1, 1]"),
                (f"{n}.ravel()", "[2:5]", f"{m}[1]"),
                (f"{n}.reshape(-1)", "[::4]", f"{m}[0]"),
                (f"{n}.reshape(2, 6)", "[1, :3]", f"{m}[1]"),
                (f"{n}[1].reshape(3, 1)", "[1]", "p"),
                (f"{n}[::-1]", f"[{i}]", f"{m}[2]"),
                (f"{n}[1:]", "[1:, 1:]", "p"),
                (f"np.flip({n}, 0)", f"[{i}]", f"{m}[1]"),
                (f"np.fliplr({n})", f"[{i}, 0]", f"{m}[1, 0]"),
                (f"{n}[:, None]", f"[{i}, 0]", f"{m}[1]"),
                (f"np.diagonal({n})", "", ""),
                (f"np.diag({n}[:3])", "", ""),
                (f"np.broadcast_to({n}[1], (2, 3))", "", ""),
                (f"column({n}, {i})", "[1:3]", "p"),
                (f"half({n}, n)", "[0]", f"{m}[1]"),
                (f"np.split({n}, 2)[1]", "[1]", f"{m}[0]"),
                (f"np.real({n})", "[1]", f"{m}[0]"),
            )
        )
        self.views += 1
        v = f"v{self.views}"
        self.line(depth, f"{v} = {view}")
        if self.draw.random() < 0.3:
            self.line(depth, f"{n}[1] *= 0.5")
        if self.draw.random() < 0.2:
            self.line(depth, f"{n} = {m}")
        if place:
            operator = self.draw.choice(("=", "=", "+=", "*=", "-="))
            if self.draw.random() < 0.15 and ".flat" not in view:
                self.line(depth, f"{v} *= 0.5")
            else:
                self.line(depth, f"{v}{place} {operator} 0.25 * {value}")
        if self.draw.random() < 0.5:
            read = f"np.sum({v}[1:])" if ".flat" in view else f"np.sum({v})"
            self.line(depth, f"s = 0.5 * s + {read}")

    def out(self, depth: int) -> None:
        n, m, k = self.name(), self.name(), self.name()
        self.line(
            depth,
            self.draw.choice(
                (
                    f"np.multiply({m}, {k}, out={n})",
                    f"np.add({m}[0], p, out={n}[1])",
                    f"np.subtract({m}, {k}, {n})",
                    f"np.add({n}[1:], {m}[:-1], out={n}[1:])",
                    f"np.sin({m}, out={n}, where={k} > 0)",
                    f"np.multiply({m}, p, out={n}, where={m} < 0.5)",
                    f"np.sum({m}, axis=0, out={n}[2])",
                    f"np.cumsum({m}, axis=1, out={n})",
                    f"np.clip({m}, -0.5, 0.5, out={n})",
                    f"{n} = np.cos({m}, out=np.zeros((4, 3)))",
                    f"{n} = np.add({m}, p, out={m})",
                )
            ),
        )

    def placed(self, depth: int) -> None:
        n, m, i = self.name(), self.name(), self.index()
        self.line(
            depth,
            self.draw.choice(
                (
                    f"np.copyto({n}, {m})",
                    f"np.copyto({n}[1:], {m}[:-1])",
                    f"np.copyto({n}, {m} * p, where={m} > 0)",
                    f"np.put({n}, [0, 5, 7], {m}[1])",
                    f"np.put({n}, [1, {i}], p)",
                    f"np.putmask({n}, {n} > 0.2, {m})",
                    f"np.place({n}, {m} > 0.2, [p, 0.5])",
                    f"np.fill_diagonal({n}, {m}[0])",
                    f"{n}.fill(p)",
                    f"{n}[{i}].fill({m}[0, 0])",
                    f"{n}.sort(axis=0)",
                    f"{n}[1].sort()",
                    f"np.add.at({n}, [0, 1, 0], {m}[:3])",
                    f"np.multiply.at({n}[0], np.array([1, 1]), {m}[1, :2])",
                    f"np.subtract.at({n}.T, [0, 0], {m}[:, 0])",
                )
            ),
        )

    def chosen(self, depth: int) -> None:
        """A view of one of two parts."""
        n, m, i = self.name(), self.name(), self.index()
        self.views += 1
        v = f"v{self.views}"
        choice = self.draw.randint(0, 2)
        if choice == 0:
            self.line(depth, f"{v} = {n}[{i}] if p > 0 else {n}[2]")
        elif choice == 1:
            self.line(depth, "if s > 0:")
            self.line(depth + 1, f"{v} = {n}[:2, 1:]")
            self.line(depth, "else:")
            self.line(depth + 1, f"{v} = {n}[1:, :2]")
        else:
            self.line(depth, f"{v} = {n}[n:] if p > 0 else {n}[:-1]")
        if self.draw.random() < 0.3:
            self.line(depth, f"{n}[1] *= 0.5")
        self.line(depth, f"{v}[0] {self.draw.choice(('=', '+=', '*='))} {m}[0, 0]")
        if self.draw.random() < 0.5:
            self.line(depth, f"s = 0.5 * s + np.sum({v})")


def program(seed: int) -> str:
    """The text of a program."""
    return ViewWriter(seed).text()
