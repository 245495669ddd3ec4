"""The register of the zoo: each function with the arguments it is tried at.

`@zoo(1.3, draw(3))` above a function registers it and returns the function itself, unchanged.
Stacked decorators register it at several points, for example on both sides of a branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.zoo import trees

FLOATS = (float, complex, np.floating, np.complexfloating)


@dataclass(frozen=True, eq=False)
class Specimen:
    """A function at one point. `wrt` are positions of the arguments to differentiate.

    `second_order` False leaves out forward over reverse: for functions whose own text holds a
    derivative, or whose second derivative does not exist at the point.
    """

    name: str
    function: Callable[..., Any]
    args: tuple[Any, ...]
    wrt: tuple[int, ...]
    second_order: bool


SPECIMENS: dict[str, Specimen] = {}


def zoo(
    *args: Any,
    wrt: tuple[int, ...] | None = None,
    name: str | None = None,
    second_order: bool = True,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers the function below it; by default with respect to all arguments of floats."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        feature = function.__module__.rpartition(".")[2]
        title = f"{feature}.{name or function.__name__}"
        count = sum(s.function is function for s in SPECIMENS.values())
        key = f"{title}-{count + 1}" if count else title
        if key in SPECIMENS:
            raise ValueError(f"{key} is registered twice")
        positions = tuple(i for i, a in enumerate(args) if of_floats(a))
        chosen = positions if wrt is None else wrt
        SPECIMENS[key] = Specimen(key, function, args, chosen, second_order)
        return function

    return register


def of_floats(value: object) -> bool:
    """True if the value is a float, an array of floats, or a structure of nothing else."""
    if isinstance(value, tuple | list | dict):
        parts = list(value.values()) if isinstance(value, dict) else list(value)
        return bool(parts) and all(of_floats(part) for part in parts)
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fc"
    if trees.is_object(value):
        return any(map(of_floats, trees.leaves(value)))
    return isinstance(value, FLOATS)


def draw(
    *shape: int, seed: int = 1, low: float = -1.0, high: float = 1.0
) -> np.ndarray:
    """An array of numbers without pattern, the same on every run."""
    numbers = np.random.default_rng([seed, *shape]).uniform(low, high, shape)
    return numbers


def positive(size: int, seed: int = 1) -> np.ndarray:
    """A symmetric positive definite matrix."""
    half = draw(size, size, seed=seed)
    return half @ half.T + size * np.eye(size)


def specimens() -> Iterator[Specimen]:
    """All registered functions, in the order of their files and lines."""
    yield from SPECIMENS.values()
