"""Values in another precision: `single(x)` and `doubled(x)`, item by item in structures."""

from __future__ import annotations

from typing import Any

import numpy as np


def single(value: Any) -> Any:
    """A value with all of its arrays, and NumPy's numbers, in single precision."""
    return _with_types(value, np.float32, np.complex64)


def doubled(value: Any) -> Any:
    """The same numbers in double precision."""
    return _with_types(value, np.float64, np.complex128)


def _with_types(value: Any, real: type, complex_: type) -> Any:
    if isinstance(value, tuple | list):
        return type(value)(_with_types(item, real, complex_) for item in value)
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "fc":
        return value.astype(complex_ if value.dtype.kind == "c" else real)
    return value
