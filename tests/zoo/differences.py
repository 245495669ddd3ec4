"""Derivatives by five-point differences: the truth the generated functions are held to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.zoo.registry import Specimen
from tests.zoo.trees import copied, rebuilt, vector

STEP = 2e-4
"""The error of the formula, h**4, is 2e-15; that of rounding, 1e-16 / h, is below 1e-12."""


def difference(
    function: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    direction: np.ndarray,
    step: float = STEP,
) -> np.ndarray:
    """The derivative of a function of a vector along a direction."""

    def at(multiple: int) -> np.ndarray:
        return function(x + multiple * step * direction)

    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)


def jacobian(specimen: Specimen, step: float = STEP) -> np.ndarray:
    """The derivatives of all numbers of the result by all numbers of the chosen arguments."""
    function, x = of_vector(specimen)
    columns = []
    for position in range(len(x)):
        unit = np.zeros(len(x))
        unit[position] = max(1.0, abs(x[position]))
        columns.append(difference(function, x, unit, step) / unit[position])
    return np.stack(columns, axis=1)


def of_vector(
    specimen: Specimen,
) -> tuple[Callable[[np.ndarray], np.ndarray], np.ndarray]:
    """The function of one vector of the numbers of its chosen arguments, and the point."""
    chosen = [specimen.args[i] for i in specimen.wrt]

    def function(numbers: np.ndarray) -> np.ndarray:
        args = copied(list(specimen.args))
        for i, value in zip(specimen.wrt, rebuilt(chosen, numbers, double=True)):
            args[i] = value
        return vector(specimen.function(*args))

    return function, vector(chosen)
