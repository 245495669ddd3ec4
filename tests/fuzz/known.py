"""Programs of the fixed ones that are known to crash: defects to be mended."""

from __future__ import annotations

OPEN: dict[int, str] = {}
"""By their seeds, and why. None may be wrong."""
