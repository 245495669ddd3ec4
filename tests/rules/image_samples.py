"""Samples for scipy.ndimage: all ends, even windows, windows that are moved, and other places."""

from __future__ import annotations

import numpy as np

from tests.rules.numbers import source
from tests.rules.samples import sample

normal, positive, distinct = source(31)

N = "scipy.ndimage"
ENDS = ("reflect", "mirror", "nearest", "wrap", "constant")
_OTHER_WORDS = ("grid-mirror", "grid-wrap", "grid-constant")

# weights that are given ---------------------------------------------------------------

for _mode in ENDS + _OTHER_WORDS:
    for _name, _flipped in (("correlate", False), ("convolve", True)):
        _with = {"mode": _mode, "cval": 1.5, "origin": (1, -1)}
        sample(f"{N}.{_name}", normal(6, 5), normal(4, 3), with_=_with)
        _with = {"mode": _mode, "cval": 1.5, "origin": -1, "axis": 0}
        sample(f"{N}.{_name}1d", normal(6, 2), normal(3), with_=_with)
        if _mode not in _OTHER_WORDS:
            sample("neighbours_back", normal(6), normal(4), _mode, _flipped, 1)
            _given = normal(6), normal(6), normal(4), _mode, 1.5, _flipped, 1
            sample("weights_back", *_given)

# weights of their own -------------------------------------------------------------------

for _mode in ENDS + _OTHER_WORDS:
    _with = {"mode": _mode, "cval": 1.5}
    for _name in ("sobel", "prewitt"):
        sample(f"{N}.{_name}", normal(5, 4), with_=_with)
    sample(f"{N}.laplace", normal(5, 4), with_=_with)
    sample(f"{N}.gaussian_laplace", normal(5, 4), 0.4, with_=_with, fixed=(1,))
    sample(f"{N}.gaussian_filter", normal(5, 4), 0.4, with_=_with, fixed=(1,))
    for _order in (0, 1, 2):
        _settings = {**_with, "order": _order, "axis": 0, "truncate": 2}
        sample(f"{N}.gaussian_filter1d", normal(5, 2), 0.7, with_=_settings, fixed=(1,))
    for _size, _origin in ((4, 0), (4, -1), (3, 1)):
        _settings = {**_with, "origin": _origin}
        sample(f"{N}.uniform_filter", normal(6, 5), _size, with_=_settings)
        _settings = {**_settings, "axis": 0}
        sample(f"{N}.uniform_filter1d", normal(6, 2), _size, with_=_settings)
for _name in ("sobel", "prewitt"):
    sample(f"{N}.{_name}", normal(5), 0)
    sample(f"{N}.{_name}", normal(3, 4, 2), 1)
    sample(f"{N}.{_name}", normal(2, 4), with_={"axis": 0, "mode": "nearest"})
for _mode in ("mirror", "nearest"):
    _settings = {"mode": _mode, "order": (1, 0), "radius": (2, 1)}
    sample(
        f"{N}.gaussian_filter", normal(5, 4), (0.4, 0.7), with_=_settings, fixed=(1,)
    )
    _settings = {"mode": _mode}
    _widths = (0.4, 0.7)
    sample(f"{N}.gaussian_laplace", normal(5, 4), _widths, with_=_settings, fixed=(1,))
    # Wider than what is filtered.
    _settings = {"mode": _mode, "order": 1, "radius": 9}
    sample(f"{N}.gaussian_filter1d", normal(4), 0.7, with_=_settings, fixed=(1,))
sample(f"{N}.uniform_filter", normal(5), 3, with_={"mode": "nearest"})
sample(f"{N}.uniform_filter", normal(6, 5), (3, 5))
# What stands beyond the edge, through every setting.
_ONES = {"mode": "constant", "cval": 1.5}
for _name in ("sobel", "prewitt"):
    sample(f"{N}.{_name}", normal(4, 5), 0, with_=_ONES)
for _settings in ({"order": 1, "truncate": 1}, {"order": 2, "radius": 1}):
    _given = {**_ONES, **_settings}
    sample(f"{N}.gaussian_filter", normal(5, 4), 0.7, with_=_given, fixed=(1,))
    sample(f"{N}.gaussian_filter1d", normal(4, 5), 0.7, with_=_given, fixed=(1,))

# other places ----------------------------------------------------------------------------

# Away from the kinks of splines of first order, and from the ends.
_PLACES = np.array([[0.3, 2.7, 1.4], [1.8, 0.4, 2.2]])
_BEYOND = np.array([[-1.7, 2.7, 9.4, 3.3], [1.8, -0.7, 2.2, 7.6]])
_MODES = ("constant", "reflect", "mirror", "nearest", "wrap", "grid-wrap")


def placed(name: str, *args: object, **settings: object) -> None:
    """A function of an image, whose settings are constants."""
    sample(f"{N}.{name}", *args, with_=settings)


for _mode in _MODES:
    _given = {"mode": _mode, "cval": 1.5}
    for _order in (0, 1, 2, 3):
        placed("map_coordinates", normal(4, 5), _PLACES, order=_order, **_given)
    for _order in (0, 1, 3):
        placed("map_coordinates", normal(4, 5), _BEYOND, order=_order, **_given)
        placed("shift", normal(4, 5), np.array([0.3, -1.2]), order=_order, **_given)
        placed("zoom", normal(4, 5), (2, 1), order=_order, mode=_mode, cval=2)
        _settings = _order, _mode
        sample("spline_slopes", normal(4, 5), _PLACES, *_settings, 1)
        sample("spline_back", normal(3), normal(4, 5), _PLACES, *_settings, 0)
    sample("spline_back", normal(2, 3), normal(4, 5), _PLACES, 3, _mode, 1)
# Beyond what SciPy pads with.
placed("shift", normal(5), -16.3, mode="nearest")
sample(
    f"{N}.map_coordinates",
    normal(5),
    np.array([[-12.3, 16.7, -20.0]]),
    None,
    3,
    "nearest",
)
for _mode in ("reflect", "nearest"):
    _settings = {"mode": _mode, "order": 1}
    sample(f"{N}.gaussian_filter", normal(4, 5), (0, 0.7), with_=_settings, fixed=(1,))
placed("map_coordinates", normal(6), np.array([[0.3, 2.7], [1.4, 3.1]])[None])
placed("map_coordinates", normal(3, 3, 3), np.array([[0.3], [1.7], [0.6]]))
placed("map_coordinates", normal(4, 5), [_PLACES[0], _PLACES[1]])
placed("shift", normal(4, 5), 0.3)
placed("shift", normal(4, 5), -1.2, mode="nearest", order=1)
sample(f"{N}.zoom", normal(6), 0.5, fixed=(1,))

# convolutions with other ends ---------------------------------------------------------------

for _name in ("convolve2d", "correlate2d"):
    for _mode in ("full", "same", "valid"):
        for _boundary in ("wrap", "symm"):
            _given = normal(5, 4), normal(2, 3), _mode, _boundary
            sample(f"scipy.signal.{_name}", *_given)
        _settings = {"mode": _mode, "fillvalue": 2}
        sample(f"scipy.signal.{_name}", normal(5, 4), normal(4, 2), with_=_settings)
    # The second one is the larger.
    sample(f"scipy.signal.{_name}", normal(2, 3), normal(4, 5), "same", "symm")
    sample(f"scipy.signal.{_name}", normal(2, 3), normal(4, 5), "valid")
