"""What generated code asks of derivatives that users write in Python: see `runtime`."""

from __future__ import annotations

import numpy as np


def _own_adjoints(name, bars, *primals):  # type: ignore[no-untyped-def]
    """The adjoints that the function `name` gave: one for each primal, and of its shape.

    None is a zero; the adjoint of a primal that is None is not needed.
    """
    if not isinstance(bars, tuple | list) or len(bars) != len(primals):
        given = f"{len(primals)} adjoints" if len(primals) > 1 else "one adjoint"
        raise TypeError(f"{name} has to return a tuple of {given}")
    found = []
    for bar, primal in zip(bars, primals):
        if isinstance(primal, tuple | list) and isinstance(bar, tuple | list):
            bar = _own_adjoints(name, bar, *primal)  # type: ignore[no-untyped-call]
        elif bar is None and primal is not None:
            bar = np.zeros_like(primal) if isinstance(primal, np.ndarray) else 0.0
        elif primal is not None and np.shape(bar) != np.shape(primal):
            shapes = f"{np.shape(bar)}, for a primal of shape {np.shape(primal)}"
            raise ValueError(f"{name} returns an adjoint of shape {shapes}")
        found.append(bar)
    return found


def _own_saved(name, pair):  # type: ignore[no-untyped-def]
    """What is saved, of the pair that the function `name` gave."""
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError(f"{name} has to return a pair, (out, saved)")
    return pair[1]


def _own_tangent(name, pair):  # type: ignore[no-untyped-def]
    """The tangent, of the pair that the function `name` gave."""
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError(f"{name} has to return a pair, (out, out_dot)")
    if isinstance(pair[0], tuple | list):
        if not isinstance(pair[1], tuple | list) or len(pair[0]) != len(pair[1]):
            raise TypeError(f"{name} has to return one tangent for each result")
        return [_own_tangent(name, one) for one in zip(*pair)]  # type: ignore[no-untyped-call]
    if np.shape(pair[1]) != np.shape(pair[0]):
        shapes = f"{np.shape(pair[1])}, of a value of shape {np.shape(pair[0])}"
        raise ValueError(f"{name} returns a tangent of shape {shapes}")
    return pair[1]


OF_USERS = frozenset(("own_adjoints", "own_saved", "own_tangent"))
"""Their primitives: the first argument is the name of the function that is not looked into."""
CUSTOM = (_own_adjoints, _own_saved, _own_tangent)
