"""Which live values may share memory at a point of the program.

    v = u[1:3]        {u - v}              a view
    u = zeros(3)      {}                   new memory: shares with nothing
    xs.append(v)      {xs[*] - v}          v lies in the list xs, but is not the list

The relation holds between *nodes*: a value, what lies in a list (`Inside`), and `OUTSIDE`, the
memory others can see: arguments, constants, what an unknown function returned. What lies in a
list and may be one memory twice is related to `TWICE`. Only nodes that share memory with something
are kept, and only live ones, so the relation stays small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from adgen.ir.nodes import Var


@dataclass(frozen=True, slots=True)
class Inside:
    """The elements of a list."""

    list: Var


Node = Var | Inside

OUTSIDE = Var("outside", -1)
TWICE = Var("twice", -1)
_ALWAYS = frozenset((OUTSIDE, TWICE))


@dataclass(frozen=True, slots=True)
class Reach:
    """The nodes whose memory a value may be; for a list also those its elements may be."""

    itself: frozenset[Node] = frozenset()
    elements: frozenset[Node] = frozenset()

    def all(self) -> frozenset[Node]:
        """Memory of the value or of an element of it."""
        return self.itself | self.elements

    def __or__(self, other: Reach) -> Reach:
        return Reach(self.itself | other.itself, self.elements | other.elements)


NEW = Reach()
"""Memory nothing else shares."""


class Aliases:
    """The relation at one point. Symmetric; not transitive."""

    __slots__ = ("_shared",)

    def __init__(self, shared: Mapping[Node, set[Node]] | None = None) -> None:
        self._shared: dict[Node, set[Node]] = (
            {node: set(others) for node, others in shared.items()} if shared else {}
        )

    def copy(self) -> Aliases:
        return Aliases(self._shared)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Aliases) and self._shared == other._shared

    __hash__ = None  # type: ignore[assignment]

    def merge(self, other: Aliases) -> None:
        """What holds on one of two paths may hold where they meet."""
        for node, others in other._shared.items():
            self._shared.setdefault(node, set()).update(others)

    def of(self, nodes: Iterable[Node]) -> set[Node]:
        """The nodes, and what may share memory with one of them."""
        found = set(nodes)
        for node in tuple(found):
            found |= self._shared.get(node, frozenset())
        return found

    def kill(self, variables: Collection[Var]) -> None:
        """The values are no longer used."""
        if self._shared:
            for var in variables:
                self._remove(var)
                self._remove(Inside(var))

    def bind(
        self, pairs: Sequence[tuple[Var, Reach]], dying: Collection[Var] = ()
    ) -> None:
        """Defines new values, all at once, after which the `dying` ones are dead."""
        sources: dict[Node, frozenset[Node]] = {}
        for var, reach in pairs:
            sources[var] = reach.itself
            if reach.elements:
                sources[Inside(var)] = reach.elements
        related = {node: self.of(reached) for node, reached in sources.items()}
        self.kill(dying)
        self.kill([var for var, _ in pairs])
        gone = {*dying, *(var for var, _ in pairs)}
        for node, others in related.items():
            for other in others:
                owner = other.list if isinstance(other, Inside) else other
                if owner not in gone:
                    self._connect(node, other)
        self._connect_new(sources, related)

    def _connect_new(
        self, sources: Mapping[Node, frozenset[Node]], related: Mapping[Node, set[Node]]
    ) -> None:
        """Connects those of the new nodes that have related memory."""
        if len(sources) < 2:
            return
        for node, others in related.items():
            inner = others - _ALWAYS
            for other, reached in sources.items():
                if other != node and not inner.isdisjoint(reached):
                    self._connect(node, other)

    def _connect(self, a: Node, b: Node) -> None:
        self._shared.setdefault(a, set()).add(b)
        if b not in _ALWAYS:
            self._shared.setdefault(b, set()).add(a)

    def _remove(self, node: Node) -> None:
        for other in self._shared.pop(node, ()):
            others = self._shared.get(other)
            if others is not None:
                others.discard(node)
                if not others:
                    del self._shared[other]
