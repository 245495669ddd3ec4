"""What a random program knows at a point: its names, their shapes, and who shares memory.

A program stays inside the accepted language because it never writes to memory whose owner
is not known: `Value.region` says which memory an array lives in, `None` that it must not be
written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Shape = tuple[int, ...]
NUMBER: Shape = ()
LIMIT = 3.0
"""No value of a program is (much) larger; expressions that may be are brought down."""


@dataclass(frozen=True)
class Value:
    """A name bound to a float or a float array."""

    name: str
    shape: Shape
    region: int | None = None


@dataclass(frozen=True)
class Series:
    """An append-only list; each record has these fields. `least` is its certain length."""

    name: str
    fields: tuple[Shape, ...]
    least: int


@dataclass(frozen=True)
class Index:
    """A name bound to an integer from low to high, both included."""

    name: str
    low: int
    high: int


@dataclass(frozen=True)
class Callee:
    """A function that can be called: shapes of its parameters, and of its result.

    A parameter of shape None is a small integer. `optional` of the last have defaults. A
    result of several shapes is a tuple.
    """

    name: str
    names: tuple[str, ...]
    params: tuple[Shape | None, ...]
    optional: int
    result: Shape | tuple[Shape, ...]
    several: bool = False
    recursive: bool = False


@dataclass
class Scope:
    """The names bound on every path that leads here."""

    values: dict[str, Value] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    indices: dict[str, Index] = field(default_factory=dict)
    flags: dict[str, None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    """Objects, dicts and queues, and what each is. Their parts are values: `p.mass`."""
    callees: tuple[Callee, ...] = ()
    frozen: set[int] = field(default_factory=set)
    rebound: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    """Arrays written in the loops around here: a merge of memories if bound anew as well."""
    loops: int = 0
    closed: set[str] = field(default_factory=set)
    """Names a nested function reads: they are not bound again."""

    iterated: frozenset[str] = frozenset()
    """Lists that a loop around here goes through: appending would never end."""
    busy: frozenset[int] = frozenset()
    guarded: bool = False
    """What a write may raise is caught here: no array is written."""
    """Memory that a loop around here goes through: a write to it is refused."""

    def copy(self) -> Scope:
        return Scope(
            dict(self.values),
            dict(self.series),
            dict(self.indices),
            dict(self.flags),
            dict(self.things),
            self.callees,
            set(self.frozen),
            set(self.rebound),
            set(self.stored),
            self.loops,
            set(self.closed),
            self.iterated,
            self.busy,
            self.guarded,
        )

    def body(self) -> Scope:
        """The scope of a loop body: nothing is bound anew yet."""
        inner = self.copy()
        inner.rebound = set()
        inner.stored = inner.stored if self.loops else set()
        inner.loops += 1
        return inner

    def bind(self, value: Value) -> None:
        self.rebound.add(value.name)
        self.values[value.name] = value
        self.indices.pop(value.name, None)

    def shaped(self, shape: Shape) -> list[Value]:
        return [v for v in self.values.values() if v.shape == shape]

    def arrays(self) -> list[Value]:
        return [v for v in self.values.values() if v.shape]

    def writable(self) -> list[Value]:
        """The arrays whose memory is known and may be written here."""
        if self.guarded:
            return []
        return [
            v
            for v in self.arrays()
            if v.region is not None
            and v.region not in self.frozen
            and v.region not in self.busy
        ]

    def assignable(self, name: str) -> bool:
        return name not in self.closed and name not in self.stored

    def replace(self, other: Scope) -> None:
        """Become the other, where control goes on from it."""
        self.values, self.series = other.values, other.series
        self.indices, self.flags = other.indices, other.flags
        self.callees, self.things = other.callees, other.things
        self.frozen, self.rebound = other.frozen, other.rebound
        self.stored = other.stored
        self.closed = other.closed
        self.guarded = other.guarded


def joined(scopes: list[Scope]) -> Scope:
    """What is known where several paths meet."""
    first, *rest = scopes
    result = first.copy()
    for other in rest:
        result.frozen |= other.frozen
        result.rebound |= other.rebound
        result.stored |= other.stored
        result.closed |= other.closed
        result.values = _meet(result, other)
        result.series = {
            name: Series(name, s.fields, min(s.least, other.series[name].least))
            for name, s in result.series.items()
            if name in other.series and other.series[name].fields == s.fields
        }
        result.indices = {
            name: Index(
                name,
                min(i.low, other.indices[name].low),
                max(i.high, other.indices[name].high),
            )
            for name, i in result.indices.items()
            if name in other.indices
        }
        result.flags = {n: None for n in result.flags if n in other.flags}
        result.things = {
            name: thing
            for name, thing in result.things.items()
            if other.things.get(name) == thing
        }
        result.callees = tuple(c for c in result.callees if c in other.callees)
    return result


def _meet(one: Scope, other: Scope) -> dict[str, Value]:
    """Names of one shape on both paths; memory is known only if it is the same."""
    met: dict[str, Value] = {}
    for name, value in one.values.items():
        twin = other.values.get(name)
        if twin is None or twin.shape != value.shape:
            continue
        if twin.region != value.region:
            for region in (twin.region, value.region):
                if region is not None:
                    one.frozen.add(region)
            value = Value(name, value.shape)
        met[name] = value
    return met


def after_loop(before: Scope, body: Scope) -> Scope:
    """What is known after a loop: the names of before; memory only of names not bound in it."""
    result = before.copy()
    result.frozen |= body.frozen
    result.rebound |= body.rebound
    result.stored |= body.stored if before.loops else set()
    result.closed |= body.closed
    for name in body.rebound:
        value = result.values.get(name)
        if value is not None and value.shape:
            result.values[name] = Value(name, value.shape)
    return result
