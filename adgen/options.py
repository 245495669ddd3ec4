"""Options: how a derivative is made. They change its text, never its value."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


def _verify_by_default() -> bool:
    return os.environ.get("ADGEN_VERIFY", "") not in ("", "0")


@dataclass(frozen=True, slots=True)
class Options:
    """`optimize` False gives three-address text, one operation a line, as in the textbooks.

    `off` names single passes of the optimiser that are left out, or "tbr", the choice of what
    is recorded and what recomputed. `verify` checks the intermediate representation after
    every stage; the environment variable ADGEN_VERIFY=1 sets it everywhere.
    """

    optimize: bool = True
    off: tuple[str, ...] = ()
    verify: bool = field(default_factory=_verify_by_default)


DEFAULT = Options()


DEFAULT = Options()
