"""Programs of the fixed ones that are known to crash: defects to be mended."""

from __future__ import annotations

_VIEW = (
    "in a try, paths meet of which one writes a view that may raise where it is used"
)
OPEN: dict[int, str] = {101: _VIEW, 359: _VIEW}
"""By their seeds, and why. None may be wrong."""
