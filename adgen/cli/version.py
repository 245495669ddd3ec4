"""The version of adgen."""

from __future__ import annotations

from adgen import __version__


def version() -> str:
    """The version, as in the header of a written file."""
    return __version__
