"""What is known of the entries of lists that are made at run time, of the whole program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adgen.frontend.scope.doubts import Doubt
    from adgen.frontend.scope.values import Closure, Region, Value


@dataclass(slots=True)
class Entries:
    """Lists of which two entries may be one (`shared`), one list (`lists`), of which an entry is
    written (`written`), and to which parts of one array are appended, with the doubt whether
    they could have the places of the parts instead (`parts`; None: they could not)."""

    shared: dict[Region, None] = field(default_factory=dict)
    written: dict[Region, None] = field(default_factory=dict)
    lists: dict[Region, None] = field(default_factory=dict)
    parts: dict[Region, Doubt | None] = field(default_factory=dict)


@dataclass(slots=True)
class Remembered:
    """What functions that remember their results (`functools.cache`) were given, see and gave, by
    the function's name; the names that nested ones saw; those being lowered.
    """

    regions: dict[Region, str] = field(default_factory=dict)
    names: dict[Closure, dict[str, Value]] = field(default_factory=dict)
    inside: list[str | Closure] = field(default_factory=list)
