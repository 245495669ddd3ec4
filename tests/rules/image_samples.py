"""Samples for the filters of scipy.ndimage: all ends, even windows, windows that are moved."""

from __future__ import annotations

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
# What stands beyond the edge, through every setting.
_ONES = {"mode": "constant", "cval": 1.5}
for _name in ("sobel", "prewitt"):
    sample(f"{N}.{_name}", normal(4, 5), 0, with_=_ONES)
for _settings in ({"order": 1, "truncate": 1}, {"order": 2, "radius": 1}):
    _given = {**_ONES, **_settings}
    sample(f"{N}.gaussian_filter", normal(5, 4), 0.7, with_=_given, fixed=(1,))
    sample(f"{N}.gaussian_filter1d", normal(4, 5), 0.7, with_=_given, fixed=(1,))
