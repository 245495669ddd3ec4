"""What adgen takes to lie in memory row after row, asked of NumPy."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from adgen.frontend.scope import layout

WIDE = np.arange(24.0).reshape(4, 6)
LINES = [WIDE[0, :3], WIDE[0, ::2], WIDE[:3, 1], WIDE[0, 2::-1]]
ROWS = [
    np.ones((3, 3)),
    np.ones((1, 3)),
    np.ones((3, 1)),
    WIDE[1:, :].copy(),
    WIDE[2:4],
]
ANY = [
    *ROWS,
    np.asfortranarray(np.eye(3) + 1.0),
    WIDE[::2, ::2],
    WIDE.T[:3, ::-1],
    np.ones((3, 3))[::-1],
]

CALLS = {
    "np.clip": [lambda a: np.clip(a, 0.0, 0.5)],
    "np.where": [
        lambda a: np.where(a > 1.0, a, 0.0),
        lambda a: np.where(a > 1, a, a * 2),
    ],
    "np.round": [lambda a: np.round(a, 1)],
    "np.roll": [lambda a: np.roll(a, 1), lambda a: np.roll(a, 1, axis=0)],
    "np.tile": [lambda a: np.tile(a, 2), lambda a: np.tile(a, (2, 1))],
    "np.repeat": [lambda a: np.repeat(a, 2, axis=0), lambda a: np.repeat(a, 2, axis=1)],
    "np.full_like": [lambda a: np.full_like(a, 2.0)],
    "np.pad": [lambda a: np.pad(a, 1)],
    "np.stack": [lambda a, axis=axis: np.stack([a, a], axis) for axis in (0, 1, -1)],
    "np.concatenate": [lambda a: np.concatenate([a, a], axis=-1)],
    **{
        f"np.{name}": [lambda a, name=name: getattr(np, name)([a, a])]
        for name in ("vstack", "hstack", "column_stack")
    },
    **{
        f"np.{name}": [
            lambda a, name=name, axis=axis: getattr(np, name)(a, axis=axis)
            for axis in (0, 1)
        ]
        for name in "sort argsort cumsum cumprod sum mean max min prod std var diff".split()
    },
    **{
        f"np.{name}": [lambda a, name=name: getattr(np, name)(a)]
        for name in "copy zeros_like ones_like empty_like nan_to_num tril triu".split()
    },
}


@pytest.mark.parametrize("name", sorted(layout._LIKE_OPERANDS))
def test_rows_of_rows(name):
    for call, array in product(CALLS[name], ROWS):
        assert call(array).flags.c_contiguous


@pytest.mark.parametrize("fn", [np.add, np.multiply, np.arctan2, np.maximum, np.less])
def test_rows_of_rows_and_lines(fn):
    """How an array of one axis lies does not matter."""
    for a, b in product([*ROWS, *LINES, 2.0], repeat=2):
        if np.ndim(a) == 1 or np.ndim(b) == 1:
            a, b = (v[..., :3] if np.ndim(v) == 2 else v for v in (a, b))
            a, b = (v.copy() if np.ndim(v) == 2 else v for v in (a, b))
        try:
            found = fn(a, b)
        except ValueError:
            continue
        assert np.ndim(found) == 0 or found.flags.c_contiguous


@pytest.mark.parametrize(
    "fn", [np.dot, np.matmul, np.outer, np.linalg.solve, lambda a, b: np.linalg.inv(a)]
)
def test_rows_of_anything(fn):
    for a, b in product(ANY, repeat=2):
        try:
            found = fn(a, b)
        except (ValueError, np.linalg.LinAlgError):
            continue
        assert found.flags.c_contiguous
