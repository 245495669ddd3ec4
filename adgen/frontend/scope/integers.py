"""Integers as sums of sizes: how long a slice is whose bounds are computed.

    n, k = len(x), len(w)            n.0 is the size of x, k.0 that of w
    y = np.zeros(n - k + 1)          y is [(x.0-w.0+1)?]
    for i in range(n - k + 1):       i.0 is at least 0 and at most n.0 - k.0
        x[i : i + k]                 starts at 0 or later and ends in x: it is [w.0]

A length is only known where the slice surely lies within its array, and is surely not
negative: because it is the size of something, or because an array of that length has been made.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace

from adgen.ir.kinds import (
    INT,
    UNKNOWN,
    Array,
    Dim,
    Kind,
    Number,
    has_name,
    is_integer,
    may_be_one,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules.shapes import shortened, slices_of

KindOf = Callable[[Operand], Kind]
Leaf = str | Var
"""A size of an argument, or an integer of which nothing else is known."""

_MOST = 20
"""Bounds that stand in bounds: of so many nested loops."""


@dataclass(frozen=True)
class Sum:
    """`number` and each leaf as often as it says; no leaf is there 0 times."""

    terms: frozenset[tuple[Leaf, int]]
    number: int = 0

    def plus(self, other: Sum, times: int = 1) -> Sum:
        """This and the other so many times."""
        counts = dict(self.terms)
        for leaf, count in other.terms:
            counts[leaf] = counts.get(leaf, 0) + times * count
        terms = frozenset((leaf, count) for leaf, count in counts.items() if count)
        return Sum(terms, self.number + times * other.number)

    def minus(self, other: Sum) -> Sum:
        return self.plus(other, -1)

    @property
    def dim(self) -> Dim | None:
        """What a dimension of this size is called; None if it is not made of sizes."""
        if any(isinstance(leaf, Var) for leaf, _ in self.terms):
            return None
        if not self.terms:
            return max(self.number, 0)
        (leaf, count), *others = sorted(self.terms, key=str)
        assert isinstance(leaf, str)
        if not others and count == 1 and self.number <= 0:
            return shortened(leaf, -self.number)
        words = [f"{count:+d}*{leaf}" for leaf, count in sorted(self.terms, key=str)]
        return f"({''.join(words)}{self.number:+d})?"


def number(value: int) -> Sum:
    return Sum(frozenset(), value)


def one(leaf: Leaf) -> Sum:
    return Sum(frozenset([(leaf, 1)]))


class Integers:
    """What is known of the integers of a function that is lowered."""

    def __init__(self) -> None:
        self._sums: dict[Var, Sum] = {}
        self._bounds: dict[Leaf, tuple[Sum, Sum]] = {}

    def of(self, operand: Operand, kind_of: KindOf) -> Sum | None:
        """An integer as a sum; None for what is none."""
        if isinstance(operand, Const):
            known = type(operand.value) is int
            return number(int(operand.value)) if known else None
        if not isinstance(operand, Var):
            return None
        if operand in self._sums:
            return self._sums[operand]
        kind = kind_of(operand)
        if not isinstance(kind, Number) or kind.dtype != "int":
            return None
        size = kind.size
        if isinstance(size, str) and (not may_be_one(size) or _is_given(size)):
            return one(size)
        return one(operand)

    def note(
        self,
        var: Var,
        fn: str,
        args: Sequence[Operand],
        kind_of: KindOf,
        made: Container[Sum],
    ) -> Kind | None:
        """Notes what an operation gives; its kind, if more is known of it now."""
        kind = kind_of(var)
        if fn == "pow" and kind == UNKNOWN:
            return self._power(args, kind_of, made)
        if fn not in ("add", "sub", "mul") or not isinstance(kind, Number):
            return None
        left, right = (self.of(arg, kind_of) for arg in args)
        if kind.dtype != "int" or left is None or right is None:
            return None
        if fn == "mul" and left.terms and right.terms:
            return None
        if fn == "mul":
            left, right = (right, left) if left.terms else (left, right)
            found = number(0).plus(right, left.number)
        else:
            found = left.plus(right, 1 if fn == "add" else -1)
        self._sums[var] = found
        dim = found.dim
        new = isinstance(dim, str) and has_name(dim) and kind.size is None
        return replace(kind, size=dim) if new else None

    def _power(
        self, args: Sequence[Operand], kind_of: KindOf, made: Container[Sum]
    ) -> Kind | None:
        """An integer to the power of one that is not negative is an integer, not a float."""
        if not all(is_integer(kind_of(arg)) for arg in args):
            return None
        exponent = self.of(args[1], kind_of)
        natural = exponent is not None and self._is_natural(exponent, made)
        return INT if natural else None

    def runs(
        self, var: Var, start: Operand, stop: Operand, step: Operand, kind_of: KindOf
    ) -> None:
        """Notes that a Var runs over a range."""
        first, last = self.of(start, kind_of), self.of(stop, kind_of)
        forward = isinstance(step, Const) and isinstance(step.value, int)
        if first is None or last is None or not forward:
            return
        assert isinstance(step, Const)
        if step.value > 0:
            self._bounds[var] = first, last.plus(number(-1))
        elif step.value < 0:
            self._bounds[var] = last.plus(number(1)), first

    def made(self, fn: str, args: Sequence[Operand], kind_of: KindOf) -> Iterable[Sum]:
        """The sizes of an array that is made: they are not negative, or NumPy raises."""
        if fn not in _CREATION or not args:
            return ()
        shape = args[0].items if isinstance(args[0], Pack) else args[:1]
        found = (self.of(size, kind_of) for size in shape)
        return [size for size in found if size is not None]

    def sliced(
        self,
        base: Kind,
        index: Operand,
        result: Kind,
        kind_of: KindOf,
        made: Container[Sum],
    ) -> Kind:
        """The kind of a slice, with the lengths that are known."""
        if not isinstance(base, Array) or not isinstance(result, Array):
            return result
        if base.dims is None or result.dims is None or all(map(has_name, result.dims)):
            return result
        rank = len(base.dims)
        axes = slices_of(index, rank, lambda item: is_integer(kind_of(item)))
        if axes is None or len(axes) != len(result.dims):
            return result
        dims = list(result.dims)
        for i, (axis, item) in enumerate(axes):
            if item is not None and not has_name(dims[i]):
                dims[i] = self._length(base.dims[axis], item, kind_of, made)
        return replace(result, dims=tuple(dims))

    def _length(
        self, dim: Dim, item: Pack, kind_of: KindOf, made: Container[Sum]
    ) -> Dim:
        start, stop, step = item.items
        none = Const(None)
        if step not in (none, Const(1)) or not has_name(dim):
            return "?"
        size = number(dim) if isinstance(dim, int) else one(dim)
        first = number(0) if start == none else self.of(start, kind_of)
        last = size if stop == none else self.of(stop, kind_of)
        if first is None or last is None:
            return "?"
        length = last.minus(first)
        if not all(
            self._is_natural(value, made) for value in (first, size.minus(last), length)
        ):
            return "?"
        return "?" if length.dim is None else length.dim

    def are_in_order(
        self, first: Operand, last: Operand, kind_of: KindOf, made: Container[Sum]
    ) -> bool:
        """True if one integer is surely not negative, and another not less than it."""
        one, other = self.of(first, kind_of), self.of(last, kind_of)
        if one is None or other is None:
            return False
        return self._is_natural(one, made) and self._is_natural(other.minus(one), made)

    def _is_natural(self, value: Sum, made: Container[Sum]) -> bool:
        """True if it is surely not negative."""
        if value in made:
            return True
        for _ in range(_MOST):
            bounded = [(leaf, n) for leaf, n in value.terms if leaf in self._bounds]
            if not bounded:
                break
            leaf, count = min(bounded, key=str)
            least = self._bounds[leaf][count < 0]
            value = value.plus(one(leaf), -count).plus(least, count)
        sizes = all(
            isinstance(leaf, str)
            and count > 0
            and (not _is_given(leaf) or one(leaf) in made)
            for leaf, count in value.terms
        )
        return sizes and value.number >= 0


def sized(label: str, kind: Kind) -> Kind:
    """The kind of an integer that is an argument: arrays are made with it."""
    if not isinstance(kind, Number) or kind.dtype != "int" or kind.size is not None:
        return kind
    return replace(kind, size=f"<{label}>?")


def _is_given(size: str) -> bool:
    """True for the name of an argument, which may be negative."""
    return size.startswith("<") and size.endswith(">?")


_CREATION = ("np.zeros", "np.ones", "np.empty", "np.full")
