"""What a function that calls itself changes, and gives back.

sort(a, 0, n)          an argument: the array a
tree.visit(k)          an object, of which attributes are set: tree
nonlocal best          a name of a function around it: best
"""

from __future__ import annotations

from dataclasses import dataclass, field

from adgen.frontend.scope.values import Region

Place = str | tuple[Region, object]
"""A name, by its key; or an object or dict, and the attribute or key."""


@dataclass
class Changed:
    """`arguments` are arrays and lists of run time that were written, `objects` those with other
    attributes, or dicts with other items; `names` were bound, by their keys."""

    arguments: dict[Region, None] = field(default_factory=dict)
    objects: dict[Region, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
