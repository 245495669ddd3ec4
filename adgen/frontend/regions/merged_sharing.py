"""Memory where paths meet: what it is on some path, and what that shares memory with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from adgen.frontend.scope.values import Ref, Region, Value


@dataclass
class Sharing:
    """The regions that were made where certain paths meet."""

    made: list[tuple[Region, Sequence[Value | None]]] = field(default_factory=list)

    def link(self, region: Region, values: Sequence[Value | None], birth: int) -> None:
        """The region may share memory with what it was on some path; the paths began at `birth`."""
        for other, others in self.made:
            if any(map(_may_share, values, others)):
                region.links[other] = None
                other.links[region] = None
        for value in values:
            if isinstance(value, Ref) and value.region.birth < birth:
                region.link(value.region)
            elif isinstance(value, Ref):
                for other in list(value.region.links):
                    if other.birth < birth:
                        region.link(other)
        for other, others in self.made:
            if any(map(_may_share, values, others)):
                region.links[other] = None
                other.links[region] = None
                for each in (region, other):
                    if each.choice is not None and None in each.choice.sides:
                        each.choice = None  # what was made on the path has two names
            else:  # each is one of the same arrays, but never the same one
                region.links.pop(other, None)
                other.links.pop(region, None)
        self.made.append((region, values))


def _may_share(a: Value | None, b: Value | None) -> bool:
    return isinstance(a, Ref) and isinstance(b, Ref) and a.region.may_share(b.region)
