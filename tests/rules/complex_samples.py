"""Samples with complex numbers, where a conjugate is easily forgotten."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, _, _ = source(17)

# Complex signals: correlating conjugates the second one.
_SIGNAL, _KERNEL = normal(5) + 1j * normal(5), normal(3) + 1j * normal(3)
for _name in ("np.correlate", "scipy.signal.correlate"):
    for _mode in ("full", "same", "valid"):
        sample(_name, _SIGNAL, _KERNEL, _mode)
for _name in ("convolve", "fftconvolve"):
    sample(f"scipy.signal.{_name}", _SIGNAL, _KERNEL, "same")
    sample(f"scipy.signal.{_name}", normal(5), _KERNEL)
sample("np.convolve", _SIGNAL, _KERNEL)
sample("np.polymul", _SIGNAL, _KERNEL)

# Weights at the ends that do not go with the norm: SciPy has others for complex arrays.
for _name in ("dct", "idct", "dst", "idst"):
    for _norm, _ends in ((None, True), ("ortho", False)):
        _given = {"type": 2, "norm": _norm, "orthogonalize": _ends}
        _array = normal(3, 4) + 1j * normal(3, 4)
        sample(f"scipy.fft.{_name}", _array, with_=_given)
# Norms of vectors, of other orders than 2.
for _module in ("np", "scipy"):
    for _order in (0, 1, 3, 0.5, np.inf, -np.inf):
        _vector = normal(4) + 1j * normal(4)
        sample(f"{_module}.linalg.norm", _vector, _order, fixed=(1,))
    _settings = {"axis": 0, "keepdims": True}
    sample(
        f"{_module}.linalg.norm", normal(3, 2) + 1j * normal(3, 2), 1, with_=_settings
    )
# Inverse functions have another formula beside their cuts.
for _name in ("arcsin", "arccos", "arcsinh", "arccosh"):
    sample(f"np.{_name}", np.array([0.4 + 0.3j, -1.2 + 0.7j, 1.5 - 0.2j]))
