"""Samples for parameters that say the same in another way: dtype=, axes=, weights=, zi=, ..."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(41)

_DOUBLE, _COMPLEX = {"dtype": np.float64}, {"dtype": np.complex128}


def both(*shape: int) -> np.ndarray:
    """Complex numbers."""
    return distinct(*shape) + 0.3j * normal(*shape)


# dtype= ------------------------------------------------------------------------------

for _given in (_DOUBLE, {**_COMPLEX, "casting": "same_kind"}):
    sample("np.einsum", "ij,jk->ik", normal(2, 3), normal(3, 2), with_=_given)
    sample("np.einsum", "ij,i->", normal(2, 3), normal(2), with_=_given)
    _pair = (normal(2, 3), normal(2, 3))
    for _name in ("concatenate", "stack", "vstack", "hstack"):
        sample(f"np.{_name}", _pair, with_=_given)
    sample("np.trace", normal(3, 3), with_={"dtype": _given["dtype"]})
    _settings = {"axis": 1, "dtype": _given["dtype"]}
    sample("np.add.reduceat", normal(3, 4), [0, 2], with_=_settings)
sample("np.einsum", "ij,jk->ik", both(2, 3), normal(3, 2), with_=_COMPLEX)
for _name in ("nanvar", "nanstd"):
    _holes = both(2, 4)
    _holes[0, 1] = np.nan
    for _given in ({"axis": 1}, {"ddof": 1, "axis": 1, **_COMPLEX}):
        sample(f"np.{_name}", _holes, with_=_given)
    _given = {"mean": both(2, 1), "axis": 1, "keepdims": True}
    sample(f"np.{_name}", _holes, with_=_given)
