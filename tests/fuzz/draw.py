"""Random choices, the same for the same seed on every machine and every Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Draw:
    """A source of random choices."""

    def __init__(self, seed: object) -> None:
        self._random = random.Random(f"adgen fuzz {seed}")

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def integer(self, low: int, high: int) -> int:
        """From low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def one_of(self, items: Sequence[Item]) -> Item:
        return items[self.integer(0, len(items) - 1)]

    def weighted(self, table: Sequence[tuple[float, Item]]) -> Item:
        """An item of a table of (weight, item)."""
        left = self._random.random() * sum(weight for weight, _ in table)
        for weight, item in table:
            left -= weight
            if left < 0:
                return item
        return table[-1][1]

    def some_of(self, items: Sequence[Item], count: int) -> list[Item]:
        """At most `count` different items, in their own order."""
        keep = list(items)
        while len(keep) > count:
            del keep[self.integer(0, len(keep) - 1)]
        return keep

    def number(self, low: float, high: float, digits: int = 2) -> float:
        """A number that is short to write and never zero."""
        value = round(low + self._random.random() * (high - low), digits)
        return value or 0.5
