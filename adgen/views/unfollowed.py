"""What the tables of `explain` do not follow, and say so.

a.flat[3] = x            writes through views that are no indices
np.where(c, np.log(x), 0.0) at a point where c is false and the logarithm is not finite
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adgen.errors import ArgumentError
from adgen.ir.nodes import Const, Pack, Store
from adgen.ir.walk import path_steps

_NO_INDICES = ("np.ravel", "np.real", "np.imag")


def require_indices(stmt: Store) -> None:
    """Refuses a write through a view that is no index; raises ArgumentError."""
    for step in path_steps(stmt.index):
        if isinstance(step, Pack) and step.form == "view":
            fn = step.items[0]
            if isinstance(fn, Const) and fn.value in _NO_INDICES:
                raise ArgumentError(
                    f"explain does not follow writes through a view by {fn.value}",
                    stmt.span,
                    "adgen show prints the gradient, which does.",
                )


def require_finite(ours: np.ndarray, theirs: np.ndarray) -> None:
    """Refuses a point where only the tables are NaN; raises ArgumentError.

    They multiply the zero adjoint of what was not selected by its infinite partial, which the
    generated gradient does not.
    """
    if np.any(np.isnan(ours) & ~np.isnan(theirs)):
        raise ArgumentError(
            "at this point a side that is not selected is infinite or NaN, and explain"
            " cannot show its zero adjoint",
            None,
            "Choose another point. The gradient itself is right here.",
        )


def require_fitting(part: Any, like: Any) -> None:
    """Refuses a partial with more axes than its operand has; raises ArgumentError.

    A number that was taken from a sorted list is an example: alone, its kind says too little.
    """
    if np.ndim(part) > np.ndim(like):
        raise ArgumentError(
            "explain cannot show the partial of a number that was chosen from a list",
            None,
            "adgen show prints the gradient, which has it.",
        )
