"""Of an array of which the reverse sweep asks nothing but its size, the tape keeps the size.

    tape.2 := list.append(tape.1, F.0, v.0)         %1 := len(F.0)
                                                    tape.2 := list.append(tape.1, %1, v.0)
    for (F.1, v.1) in reversed(tape.3):        ->   for (%2, v.1) in reversed(tape.3):
        F_bar.0 := np.zeros_like(F.1)                   F_bar.0 := np.zeros(%2)
        v_bar.0 := v.1 * x_bar.0                        v_bar.0 := v.1 * x_bar.0

If another field of the record surely is an array of the same kind, that one is asked instead,
and the field goes (`records`). A field may be None where it was not computed on the path taken:
another one is asked only if every iteration calculates with it, and a size is only kept of what one
statement makes, and of a list that a loop fills.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from adgen.analyses.primitives import is_calculation
from adgen.analyses.records import Fields, RecordList, record_lists
from adgen.analyses.uses import use_counts
from adgen.ir.kinds import INT, Array, Kind, Listing, Structure, has_name
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Break,
    For,
    Function,
    Operand,
    Pack,
    Store,
    Target,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, defined_vars, leaves, target_vars
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep

_ASKED = ("len", "np.shape", "np.zeros_like")


def record_sizes(function: Function, context: Context) -> Function:
    """The function with sizes on its tapes; the same object if nothing changed."""
    if not any(isinstance(kind, Listing) for kind in function.kinds.values()):
        return function
    asked = _asked_for_size(function)
    lists = [each for each in record_lists(function) if each.appended] if asked else []
    others = _asked_instead(function, lists, asked)
    if others:
        return _Asking(function, others).run()
    sizes = _kept_sizes(function, lists, asked)
    return _Keeping(function, sizes).run() if sizes else function


def _asked_for_size(function: Function) -> dict[Var, set[str]]:
    """The Vars of which derived statements ask the size, and nobody anything else; how."""
    asked: dict[Var, set[str]] = {}
    count: dict[Var, int] = {}
    for stmt in all_statements(function.body):
        if isinstance(stmt, Apply) and stmt.derived and stmt.fn in _ASKED:
            if (
                len(stmt.args) == 1
                and not stmt.kwargs
                and isinstance(stmt.args[0], Var)
            ):
                var = stmt.args[0]
                asked.setdefault(var, set()).add(stmt.fn)
                count[var] = count.get(var, 0) + 1
    uses = use_counts(function)
    return {var: how for var, how in asked.items() if uses[var] == count[var]}


# another field -----------------------------------------------------------------------


def _asked_instead(
    function: Function, lists: list[RecordList], asked: Mapping[Var, set[str]]
) -> dict[Var, Operand]:
    """For fields that are asked for their size another one of the same record."""
    sure = set(_calculated_with(function))
    kinds = function.kinds
    return {
        field: other
        for each in lists
        for record in each.targets
        for field in record
        if isinstance(field, Var) and field in asked and _is_exact(kinds.get(field))
        for other in record
        if isinstance(other, Var) and other in sure and kinds[other] == kinds[field]
    }


def _calculated_with(function: Function) -> Iterator[Var]:
    """What loops run over and calculate with in every iteration."""
    for stmt in all_statements(function.body):
        if isinstance(stmt, For):
            own = set(target_vars(stmt.target))
            for inner in stmt.body.body:
                if isinstance(inner, Apply) and is_calculation(inner.fn):
                    yield from own.intersection(
                        arg for arg in inner.args if isinstance(arg, Var)
                    )


def _is_exact(kind: Kind | None) -> bool:
    dims = kind.dims if isinstance(kind, Array) else None
    return bool(dims) and all(map(has_name, dims or ()))


class _Asking(Sweep):
    def __init__(self, function: Function, others: dict[Var, Operand]) -> None:
        super().__init__(function)
        self.equal.update(others)


# sizes -------------------------------------------------------------------------------


def _kept_sizes(
    function: Function, lists: list[RecordList], asked: Mapping[Var, set[str]]
) -> list[tuple[RecordList, dict[int, str]]]:
    """The lists with fields of which the size is kept, and how it is asked for."""
    made = set(_made(function))
    found: list[tuple[RecordList, dict[int, str]]] = []
    for each in lists:
        places: dict[int, str] = {}
        for position, values in enumerate(zip(*each.appended)):
            targets = tuple(record[position] for record in each.targets)
            how = _how(values, targets, function.kinds, asked)
            if how is not None and made.issuperset(values):
                places[position] = how
        if places:
            found.append((each, places))
    return found


def _made(function: Function) -> Iterator[Var]:
    """What surely is there: the result of a statement, and a list that a loop goes on with."""
    lists: set[Operand] = set()
    for stmt in all_statements(function.body):
        if isinstance(stmt, (Apply, Store)):
            yield from defined_vars(stmt)
            if isinstance(stmt, Apply) and stmt.fn.startswith("list."):
                lists.add(stmt.results[0])
    for stmt in all_statements(function.body):
        if isinstance(stmt, (For, While)):
            goes_on = _goes_on(stmt, lists)
            yield from (v for v, sure in zip(stmt.results, goes_on) if sure)


def _goes_on(loop: For | While, lists: Container[Operand]) -> Iterator[bool]:
    """For each result of a loop whether it is a list that was appended to, and never None."""
    ends = [leaf.end for leaf in leaves(loop.body)]
    for position, (start, own) in enumerate(zip(loop.initial, loop.carried)):
        values = [e.values[position] for e in ends if isinstance(e, (Yield, Break))]
        yield start in lists and all(v == own or v in lists for v in values)


def _how(
    values: Fields,
    targets: Fields,
    kinds: Mapping[Var, Kind],
    asked: Mapping[Var, set[str]],
) -> str | None:
    """Whether the length of a vector or the shape is kept; None if the array is needed."""
    fields = [field for field in (*values, *targets) if isinstance(field, Var)]
    ranks = {_rank(kinds.get(field)) for field in fields}
    if len(fields) < len(values) + len(targets) or len(ranks) != 1 or None in ranks:
        return None
    how = "len" if ranks == {1} else "np.shape"
    arrays = all(isinstance(kinds[field], Array) for field in fields)
    known = {how, "np.zeros_like"} if arrays else {how}
    ways = [asked.get(target) for target in targets if isinstance(target, Var)]
    if not ways or any(way is None or not way <= known for way in ways):
        return None
    return how


def _rank(kind: Kind | None) -> int | None:
    """How many axes a list, or an array of doubles, has, if it has any."""
    if isinstance(kind, Listing):
        return 1
    if not isinstance(kind, Array) or kind.dtype != "float" or not kind.dims:
        return None
    return len(kind.dims)


def _of_size(kind: Kind) -> Kind:
    """The kind of a length, or of a shape."""
    rank = _rank(kind)
    assert rank is not None
    return INT if rank == 1 else Structure("tuple", (INT,) * rank)


class _Keeping(Sweep):
    def __init__(
        self, function: Function, sizes: list[tuple[RecordList, dict[int, str]]]
    ) -> None:
        super().__init__(function)
        self._namer = Namer.of(function)
        self._places: dict[Var, dict[int, str]] = {}
        self._sizes: dict[Var, Var] = {}
        for each, places in sizes:
            self._places.update(dict.fromkeys(each.versions, places))
            for record in each.targets:
                for position in places:
                    field = record[position]
                    assert isinstance(field, Var)
                    self._sizes[field] = self._size_of(field)
        self.equal.update(self._sizes)
        self._new = set(self._sizes.values())
        for var, places in self._places.items():
            self._of_sizes(var, places)

    def _size_of(self, var: Var) -> Var:
        """A Var for the size of an array."""
        size = self._namer.temporary()
        self.kinds[size] = _of_size(self.kinds[var])
        return size

    def _of_sizes(self, listing: Var, places: Mapping[int, str]) -> None:
        kind = self.kinds.get(listing)
        if isinstance(kind, Listing) and len(kind.fields) > max(places):
            fields = list(kind.fields)
            for position in places:
                fields[position] = _of_size(fields[position])
            self.kinds[listing] = Listing(tuple(fields), kind.of)

    def apply(self, stmt: Apply) -> Apply | None:
        first = stmt.args[0] if stmt.args else None
        if stmt.fn == "list.append" and isinstance(first, Var):
            return self._appended(stmt, self._places.get(first, {}))
        if stmt.fn == "list.pop":
            results = tuple(self._sizes.get(var, var) for var in stmt.results)
            return stmt if results == stmt.results else replace(stmt, results=results)
        if stmt.fn not in _ASKED or first not in self._new:
            return stmt
        if stmt.fn == "np.zeros_like":
            return replace(stmt, fn="np.zeros")
        assert first is not None
        self.equal[stmt.results[0]] = first
        return None

    def _appended(self, stmt: Apply, places: Mapping[int, str]) -> Apply:
        args = list(stmt.args)
        for position, how in places.items():
            array = args[1 + position]
            assert isinstance(array, Var)
            size = self._size_of(array)
            self.out.append(Apply((size,), how, (array,), derived=True))
            args[1 + position] = size
        return replace(stmt, args=tuple(args)) if places else stmt

    def before_loop(self, stmt: For | While) -> For | While:
        if not isinstance(stmt, For):
            return stmt
        target = self._renamed(stmt.target)
        return stmt if target == stmt.target else replace(stmt, target=target)

    def _renamed(self, target: Target) -> Target:
        if isinstance(target, Var):
            return self._sizes.get(target, target)
        items = tuple(
            self._renamed(item) if isinstance(item, (Var, Pack)) else item
            for item in target.items
        )
        return replace(target, items=items)
