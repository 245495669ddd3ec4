"""Shares of the zoo: what `make test` does with some of its functions, and `make zoo` with all."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable

WHOLE = os.environ.get("ZOO_WHOLE") == "1"


def one_in(number: int, names: Iterable[str]) -> list[str]:
    """One name in so many, always the same ones."""
    return [n for n in names if WHOLE or zlib.crc32(n.encode()) % number == 0]
