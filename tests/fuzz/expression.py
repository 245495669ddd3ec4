"""An expression of a random program, and the choice of one.

`Expressions` holds what every form of expression needs; the forms themselves are functions in
`numbers`, `vectors` and `matrices`, in tables of (weight, form). A form gets the `Expressions`
and a depth, and gives None where it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from tests.fuzz.declared import Declared
from tests.fuzz.draw import Draw
from tests.fuzz.scope import LIMIT, Index, Scope, Shape, Value


@dataclass(frozen=True)
class Expr:
    """Text, a bound of the size of its value, and the memory it may share.

    `region`: it is exactly this memory or a basic slice of it; `shares`: it may share memory
    with these in a way that is not known.
    """

    text: str
    bound: float = LIMIT
    region: int | None = None
    shares: frozenset[int] = frozenset()

    def fresh(self) -> Expr:
        return replace(self, region=None, shares=frozenset())


Form = Callable[["Expressions", int], Expr | None]
Forms = Sequence[tuple[float, Form]]


class Names:
    """Fresh names, as people choose them."""

    NUMBERS = (
        "a",
        "b",
        "c",
        "d",
        "e",
        "g",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "w",
        "y",
        "z",
    )
    VECTORS = ("v", "h", "row", "col", "state", "acc", "buf", "part", "grid", "mean")
    MATRICES = ("m", "mat", "table", "gram", "block", "kern")
    INDICES = ("i", "j", "k", "l", "it", "step", "pos", "count")
    SERIES = ("xs", "ys", "path", "trace", "seen")
    OBJECTS = ("item", "node", "cell", "body", "spot")
    DICTS = ("params", "found", "table", "conf", "known")
    ATTRIBUTES = ("rate", "gain", "bias", "mass", "load", "drag")
    VECTOR_ATTRIBUTES = ("weights", "place", "speed", "signal")
    CLASSES = ("Layer", "Spring", "Model", "Point", "Body")
    METHODS = ("value", "step", "energy", "update", "shift", "score", "total")
    QUEUES = ("queue", "window", "recent")
    FUNCTIONS = ("helper", "model", "rate", "force", "mix", "inner", "curve", "body")

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._used: set[str] = set()

    def fresh(self, pool: Sequence[str]) -> str:
        free = [name for name in pool if name not in self._used]
        if free:
            name = self._draw.one_of(free)
        else:
            stem, number = self._draw.one_of(pool), 1
            while f"{stem}_{number}" in self._used:
                number += 1
            name = f"{stem}_{number}"
        self._used.add(name)
        return name

    def of_shape(self, shape: Shape) -> str:
        return self.fresh((self.NUMBERS, self.VECTORS, self.MATRICES)[len(shape)])


class Expressions:
    """Chooses expressions over the names of a scope."""

    def __init__(
        self,
        draw: Draw,
        names: Names,
        scope: Scope,
        forms: Any,
        declared: Declared,
    ) -> None:
        self.draw = draw
        self.names = names
        self.scope = scope
        self._forms = forms
        self.declared = declared

    def number(self, depth: int) -> Expr:
        return self._of_forms(self._forms.NUMBERS, self._forms.NUMBER_LEAVES, depth)

    def array(self, shape: Shape, depth: int) -> Expr:
        """An expression of this shape; of a number if the shape is ()."""
        if not shape:
            return self.number(depth)
        if len(shape) == 1:
            forms, leaves = self._forms.VECTORS, self._forms.VECTOR_LEAVES
        else:
            forms, leaves = self._forms.MATRICES, self._forms.MATRIX_LEAVES
        fixed = [(weight, _shaped(form, shape)) for weight, form in forms]
        ends = [(weight, _shaped(form, shape)) for weight, form in leaves]
        return self._of_forms(fixed, ends, depth)

    def condition(self, depth: int) -> str:
        return self._of_forms(self._forms.TESTS, self._forms.TEST_LEAVES, depth).text

    def _of_forms(self, forms: Forms, leaves: Forms, depth: int) -> Expr:
        if depth > 0:
            for _ in range(8):
                made = self.draw.weighted(forms)(self, depth - 1)
                if made is not None:
                    return made
        while True:
            made = self.draw.weighted(leaves)(self, depth)
            if made is not None:
                return made

    def within(self, expr: Expr, limit: float = LIMIT) -> Expr:
        """The expression, brought down where it may be larger than the limit."""
        if expr.bound <= limit:
            return expr
        if self.draw.chance(0.5) and limit >= 1.0:
            function = self.draw.one_of(("np.tanh", "np.sin", "np.cos", "np.arctan"))
            bound = 1.6 if function == "np.arctan" else 1.0
            if bound <= limit:
                return Expr(f"{function}({expr.text})", bound)
        factor = float(f"{limit / expr.bound:.1g}")
        factor = factor if factor * expr.bound <= limit * 1.3 else factor / 2
        return Expr(f"({factor} * {expr.text})", factor * expr.bound)

    def limited(self, shape: Shape, depth: int, limit: float = LIMIT) -> Expr:
        return self.within(self.array(shape, depth), limit)

    def source(self, shape: Shape, depth: int) -> str:
        """What a comprehension iterates over: `:=` may not stand there."""
        text = self.limited(shape, depth).text
        return text if ":=" not in text else self.array(shape, 0).text

    def name(self, shape: Shape) -> Value | None:
        found = self.scope.shaped(shape)
        return self.draw.one_of(found) if found else None

    def simple(self, shape: Shape) -> Expr:
        """A name or an element: cheap to write twice."""
        value = self.name(shape)
        if value is None:
            return self.array(shape, 0)
        shares = frozenset((-1 if value.region is None else value.region,))
        return Expr(value.name, LIMIT, value.region, shares)

    def position(self, length: int) -> str:
        """A valid index of an axis of this length."""
        fitting = [i for i in self.scope.indices.values() if i.low >= 0]
        if fitting and self.draw.chance(0.75):
            index = self.draw.one_of(fitting)
            if index.high < length - 1 and self.draw.chance(0.3):
                return f"{index.name} + 1"
            if index.high < length:
                return index.name
            if index.high + 1 <= length and index.low >= 1:
                return f"{index.name} - 1"
            return f"{index.name} % {length}"
        return str(self.draw.integer(-length, length - 1))

    @contextmanager
    def bound(self, *bindings: Value | Index) -> Iterator[None]:
        """The names of a comprehension or a lambda, bound inside it only."""
        outer, self.scope = self.scope, self.scope.copy()
        for binding in bindings:
            if isinstance(binding, Index):
                self.scope.values.pop(binding.name, None)
                self.scope.indices[binding.name] = binding
            else:
                self.scope.indices.pop(binding.name, None)
                self.scope.values[binding.name] = binding
        try:
            yield
        finally:
            self.scope = outer


def _shaped(form: Any, shape: Shape) -> Form:
    return lambda expressions, depth: form(expressions, depth, shape)


def shape_text(shape: Shape) -> str:
    return str(shape[0]) if len(shape) == 1 else str(shape)
