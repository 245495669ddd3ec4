"""The version of adgen."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """The version that is installed; "unknown" in a source tree that is not."""
    try:
        return metadata.version("adgen")
    except metadata.PackageNotFoundError:
        return "unknown"
