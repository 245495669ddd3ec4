"""Numbers for samples, from a source of their own: new samples leave the others as they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Draw = Callable[..., np.ndarray]


def source(seed: int) -> tuple[Draw, Draw, Draw]:
    """`normal`, `positive` and `distinct` numbers in a shape."""
    draw = np.random.default_rng(seed)

    def normal(*shape: int) -> np.ndarray:
        return draw.standard_normal(shape)

    def positive(*shape: int) -> np.ndarray:
        return draw.uniform(0.3, 1.7, shape)

    def distinct(*shape: int) -> np.ndarray:
        return draw.permutation(int(np.prod(shape))).reshape(shape) / 7.0 + 0.1

    return normal, positive, distinct
