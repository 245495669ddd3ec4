"""Elements of an array that stay as they are once a loop has read or written them.

    y.3 = for t.0 in range(0, n.0, 1) with y.1 = y.0:
        %1 = y.1[t.0]                     %1 is y.3[t.0]: the loop writes what is behind it
        %2 = np.sin(%1)                   %2 is y.3[t.0 + 1]: it is written once
        %3 = t.0 + 1
        y.2 = y.1 with [%3] = %2
        yield y.2

Input: a function. Output: for such Vars the reads that give them when the loop has ended. The
reverse sweep needs no record of them ("to be recorded" of Hascoët, Naumann and Pascual, 2005, for
elements: what is not overwritten is not saved).

An element is told from others by one axis, on which every index is the counter of the loop plus
a constant, `y[t + 1]`, `y[t + 1, 1:]`, `y[:, t + 1]`, or the counter of a loop inside with such a
bound: `x[j]` of `for j in range(i)` is written before `x[i]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from adgen.analyses.counters import Counter, Counters, counter_of
from adgen.analyses.limits import Limits, limits_of
from adgen.analyses.versions import Versions, versions_of
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import (
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    is_integer,
)
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Const,
    For,
    Function,
    If,
    Operand,
    Pack,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_blocks, all_statements, defined_vars, path_steps


@dataclass(frozen=True)
class Lasting:
    """The statements that give a Var again: of what was read, and of what was `stored`.

    `varying` are the Vars of loops, which are others in each iteration.
    """

    read: dict[Var, Apply]
    stored: dict[Var, Apply]
    varying: frozenset[Var] = frozenset()


NOTHING = Lasting({}, {})


@dataclass(frozen=True)
class _Fact:
    """`var` is `version[index]`; `looped`: of what a loop has left behind, a `long` one."""

    var: Var
    version: Var
    index: Operand
    stored: bool
    limits: Limits = ()
    looped: bool = False
    long: bool = False


def lasting(function: Function, once: bool = True) -> Lasting:
    """What need not be recorded, as an array holds it at its end.

    An array that is made in each iteration of a loop, or in each call of a function that does not
    run `once`, goes on a tape itself: only if the loop that fills it is as long as the data.
    """
    search = _Search(function)
    search.settle(search.block(function.body), once)
    return Lasting(search.read, search.stored, _varying(function))


class _Search:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.kinds = function.kinds
        self.counters = Counters(all_statements(function.body))
        self.limits = limits_of(function)
        self.around: list[Counter] = []
        self.changed = set(_handed_on(function.body))
        self.read: dict[Var, Apply] = {}
        self.stored: dict[Var, Apply] = {}

    def settle(self, facts: Iterable[_Fact], once: bool = False) -> None:
        """Keeps the facts about versions that nothing changes any more."""
        for fact in facts:
            if not fact.looped or fact.version in self.changed:
                continue
            if not (once or fact.long or self._is_small(fact.version)):
                continue
            found = self.stored if fact.stored else self.read
            args = (fact.version, fact.index)
            found.setdefault(fact.var, Apply((fact.var,), "getitem", args))

    def _is_small(self, version: Var) -> bool:
        """True for an array of a size that the text says."""
        kind = self.kinds.get(version)
        dims = kind.dims if isinstance(kind, Array) else None
        return dims is not None and all(isinstance(dim, int) for dim in dims)

    # facts ---------------------------------------------------------------------------

    def block(self, block: Block) -> list[_Fact]:
        """The facts that hold at the end of a block."""
        facts: list[_Fact] = []
        here: set[Operand] = set()
        for stmt in block.body:
            facts = [self._behind(stmt, fact) for fact in facts]
            match stmt:
                case Apply(fn="getitem", args=(Var() as base, index), results=(var,)):
                    if _holds_numbers(self._kind(base)) and not stmt.derived:
                        limits = self.limits.get(var, ())
                        facts.append(_Fact(var, base, index, False, limits))
                case Store() if self._is_kept_by(stmt) and stmt.value in here:
                    assert isinstance(stmt.value, Var)
                    limits = self.limits.get(stmt.result, ())
                    fact = _Fact(stmt.value, stmt.result, stmt.index, True, limits)
                    facts.append(fact)
                case If():
                    facts += self._after_if(stmt)
                case For() | While():
                    facts += self._after_loop(stmt)
                case _:
                    pass
            here.update(stmt.results if isinstance(stmt, Apply) else ())
        if isinstance(block.end, Branch):
            facts += [*self.block(block.end.then), *self.block(block.end.orelse)]
        return facts

    def _behind(self, stmt: Statement, fact: _Fact) -> _Fact:
        """The fact about what a statement makes of the version, if it leaves the element alone."""
        versions: Versions | None = None
        match stmt:
            case Store(result=made) if stmt.base == fact.version:
                versions = Versions({made}, [stmt])
            case For() | While() if fact.version in stmt.initial:
                place = stmt.initial.index(fact.version)
                made, versions = stmt.results[place], versions_of(stmt, place)
            case _:
                return fact
        alone = versions is not None and self._is_apart(fact, versions)
        return replace(fact, version=made) if alone else fact

    def _is_kept_by(self, stmt: Store) -> bool:
        """True if the element that is written has the value that is stored, in shape and type."""
        base, value = self._kind(stmt.base), self._kind(stmt.value)
        items = _axes(stmt.index)
        if stmt.mode != "set" or not all(is_integer(self._kind(i)) for i in items):
            return False
        if isinstance(base, Listing):
            whole = stmt.index is path_steps(stmt.index)[0]
            return whole and _holds_numbers(base) and isinstance(value, Number)
        if not isinstance(base, Array) or base.dims is None:
            return False
        rest = base.dims[len(items) :]
        if base.dtype not in ("float", "complex"):
            return False
        if isinstance(value, Number):
            return value.dtype == base.dtype and rest == ()
        same = isinstance(value, Array) and value == Array(base.dtype, rest)
        return same and all("?" not in str(dim) for dim in rest)

    def _kind(self, operand: Operand) -> Kind:
        if isinstance(operand, Const):
            return kind_of_constant(operand.value)
        found = self.kinds.get(operand) if isinstance(operand, Var) else None
        return UNKNOWN if found is None else found

    def _after_if(self, stmt: If) -> list[_Fact]:
        """Of what the sides yield, in the words of the results."""
        found: list[_Fact] = []
        for side in (stmt.then, stmt.orelse):
            names: dict[Operand, Var] = {}
            if isinstance(side.end, Yield):
                names = dict(zip(side.end.values, stmt.results))
            facts = [
                replace(fact, version=names.get(fact.version, fact.version))
                for fact in self.block(side)
            ]
            found += self._outside(
                facts, {v for b in all_blocks(side) for v in _made(b)}
            )
        return found

    def _outside(self, facts: Iterable[_Fact], inside: set[Var]) -> list[_Fact]:
        """The facts about versions from outside a block; the others are settled."""
        self.settle(fact for fact in facts if fact.version in inside)
        return [fact for fact in facts if fact.version not in inside]

    def _after_loop(self, loop: For | While) -> list[_Fact]:
        """Of what the loop leaves behind."""
        counter = counter_of(loop) if isinstance(loop, For) else None
        if counter is not None:
            self.around.append(counter)
        facts = self.block(loop.body)
        if counter is not None:
            self.around.pop()
        found: list[_Fact] = []
        long = counter is not None and self.counters.is_long(counter)
        for place, result in enumerate(loop.results):
            versions = versions_of(loop, place)
            if versions is None or not versions.stores:
                continue
            found += [
                replace(fact, version=result, looped=True, long=fact.long or long)
                for fact in facts
                if fact.version in versions.found
                and (
                    self._is_apart(fact, versions)
                    or (counter is not None and self._lasts(fact, versions, counter))
                )
            ]
        inside = {v for b in all_blocks(loop.body) for v in _made(b)}
        return found + self._outside(facts, inside | set(loop.carried))

    def _lasts(self, fact: _Fact, versions: Versions, counter: Counter) -> bool:
        """True if no store of this iteration, or of one behind it, writes what was read."""
        item, places = _place(fact), self._places(versions)
        # Of a counter that grows, what is read is below what is written from here on.
        sign = 1 if counter.up else -1
        for axis in range(min(len(place.items) for place in (item, *places))):
            read = self._reach(item, axis, counter, counter.up)
            written = [self._reach(p, axis, counter, not counter.up) for p in places]
            if read is None:
                continue
            apart = [-1 if at is None else sign * (at - read) for at in written]
            if min(apart) > 0 or (min(apart) == 0 and fact.version == versions.last):
                return True
        return False

    def _places(self, versions: Versions) -> list[_Place]:
        """Where the stores write."""
        return [
            _Place(_axes(store.index), self.limits.get(store.result, ()))
            for store in versions.stores
        ]

    def _is_apart(self, fact: _Fact, versions: Versions) -> bool:
        """True if no iteration writes there: x[j] is not x[i] of a loop outside, for j below i."""
        item, places = _place(fact), self._places(versions)
        return any(
            self._differ(item, places, axis, counter, most)
            for axis in range(min(len(place.items) for place in (item, *places)))
            for counter in self.around
            for most in (True, False)
        )

    def _differ(
        self,
        item: _Place,
        places: Sequence[_Place],
        axis: int,
        counter: Counter,
        most: bool,
    ) -> bool:
        """True if what is read lies below (or above) all that is written, on an axis."""
        read = self._reach(item, axis, counter, most)
        written = (self._reach(place, axis, counter, not most) for place in places)
        return read is not None and all(
            at is not None and (at > read if most else at < read) for at in written
        )

    def _reach(
        self, place: _Place, axis: int, counter: Counter, most: bool
    ) -> int | None:
        """How far from the counter an index is on an axis, at most or at least."""
        item = place.items[axis]
        for before in place.items[:axis]:
            plain = isinstance(before, Pack) and before.form == "slice"
            if not plain and not is_integer(self._kind(before)):
                return None
        if not self.counters.is_never_negative(item, place.limits):
            return None
        return self.counters.reach(item, counter, most, place.limits)


@dataclass(frozen=True)
class _Place:
    """An index, axis by axis, and what the tests around it say."""

    items: tuple[Operand, ...]
    limits: Limits


def _place(fact: _Fact) -> _Place:
    return _Place(_axes(fact.index), fact.limits)


def _holds_numbers(kind: Kind) -> bool:
    """True for an array, and a list of numbers."""
    if isinstance(kind, Listing):
        return len(kind.fields) == 1 and isinstance(kind.fields[0], Number)
    return isinstance(kind, Array)


def _axes(index: Operand) -> tuple[Operand, ...]:
    """What stands in an index for each axis; of a path, in its first step."""
    first = path_steps(index)[0]
    if isinstance(first, Pack) and first.form == "tuple":
        return first.items
    return (first,)


def _made(block: Block) -> Iterator[Var]:
    """The Vars that the statements of a block, but not the blocks inside, define."""
    for stmt in block.body:
        yield from defined_vars(stmt)
        if isinstance(stmt, For | While):
            yield from stmt.carried


def _varying(function: Function) -> frozenset[Var]:
    loops = [s for s in all_statements(function.body) if isinstance(s, For | While)]
    inside = (v for loop in loops for b in all_blocks(loop.body) for v in _made(b))
    carried = (v for loop in loops for v in loop.carried)
    return frozenset((*inside, *carried))


def _handed_on(body: Block) -> Iterator[Operand]:
    """What is changed, or may be, by a statement or by another iteration."""
    for stmt in all_statements(body):
        if isinstance(stmt, Store):
            yield stmt.base
        elif isinstance(stmt, For | While):
            yield from stmt.initial
        elif isinstance(stmt, Apply) and stmt.fn.startswith("list."):
            yield from stmt.args[:1]
    for block in all_blocks(body):
        if isinstance(block.end, Yield | Break):
            yield from block.end.values
