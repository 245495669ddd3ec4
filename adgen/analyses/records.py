"""Lists of records, and all that is done with them: which Vars are versions of one list.

    tape.0 = list.new()
    tape.3 = for ... with tape.1 = tape.0:             the versions tape.0 ... tape.3 are one
        tape.2 = list.append(tape.1, x.1, 2.0)         `RecordList`: appended (x.1, 2.0),
    for (x.5, c.0) in reversed(tape.3): ...            read into (x.5, c.0)

A list is *closed* if the function makes it and only appends to it, pops from it, iterates over
it, asks for its length or carries it along; then nobody sees the form of its records. A list in
a field of another closed list (the tape of an inner loop) may be closed too.
"""

from __future__ import annotations

from collections.abc import Iterable as Many
from collections.abc import Sequence
from dataclasses import dataclass, field

from adgen.analyses.latest import of_latest
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Const,
    Each,
    End,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Pack,
    Range,
    Reversed,
    Statement,
    Target,
    Undefined,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.walk import (
    all_blocks,
    all_statements,
    defined_vars,
    end_operands,
    leaves,
    operand_vars,
    operands,
    param_vars,
)

Fields = tuple[Operand, ...]


@dataclass(slots=True)
class RecordList:
    """One list: its versions, what is appended, and the targets its records are read into.

    A target is the Pack of the fields' targets, or, of a record of one field, that target.
    """

    versions: list[Var] = field(default_factory=list)
    appended: list[Fields] = field(default_factory=list)
    targets: list[Fields] = field(default_factory=list)
    made_here: bool = False
    closed: bool = True


@of_latest
def record_lists(function: Function) -> Sequence[RecordList]:
    """The closed lists of a function."""
    return _Lists(function).closed()


class Order:
    """Which values are computed before a list is made, so that all its readers see them."""

    def __init__(self, function: Function) -> None:
        self._defined = dict.fromkeys(param_vars(function), -1)
        self._made: dict[Var, int] = {}
        for number, stmt in enumerate(function.body.body):
            self._defined.update(dict.fromkeys(defined_vars(stmt), number))
            for inner in all_statements(Block((stmt,), Yield(()))):
                if isinstance(inner, Apply) and inner.fn == "list.new":
                    self._made[inner.results[0]] = number

    def is_before(self, value: Operand, records: RecordList) -> bool:
        """True for a constant, a parameter, or a value that surely is there already."""
        if isinstance(value, Const):
            return True
        if not isinstance(value, Var) or value not in self._defined:
            return False
        made = (self._made[v] for v in records.versions if v in self._made)
        return self._defined[value] < min(made, default=0)


def reads(target: Target, iterable: Iterable) -> list[tuple[Operand, Target | None]]:
    """The values a For runs over, each with the part of the target its items go to (None:
    there is no such part, the items stay inside a tuple)."""
    match iterable:
        case Range():
            return []
        case Each(value):
            return [(value, target)]
        case Reversed(inner):
            return reads(target, inner)
        case Enumerate(inner, _):
            return _parts(target, (None, inner))
        case Zip(inners):
            return _parts(target, inners)


def _parts(
    target: Target, inners: tuple[Iterable | None, ...]
) -> list[tuple[Operand, Target | None]]:
    found: list[tuple[Operand, Target | None]] = []
    for position, inner in enumerate(inners):
        if inner is None:
            continue
        part = target.items[position] if isinstance(target, Pack) else None
        if isinstance(part, (Var, Pack)):
            found += reads(part, inner)
        else:
            found += [(value, None) for value, _ in reads(Var("", 0), inner)]
    return found


_PLAIN = (Array, Number)


class _Lists:
    """Groups all Vars that may be the same value, then drops the groups that are no lists.

    Numbers and arrays are no lists: they are left out from the start, since most Vars are.
    """

    def __init__(self, function: Function) -> None:
        kinds = function.kinds
        self._plain = {v for v, kind in kinds.items() if type(kind) in _PLAIN}
        self._parent: dict[Var, Var] = {}
        self._lists: dict[Var, RecordList] = {}
        self._members: list[tuple[Var, Operand]] = []
        for block in all_blocks(function.body):
            for stmt in block.body:
                self._copies(stmt)
        self._seal(param_vars(function))
        for block in all_blocks(function.body):
            for stmt in block.body:
                self._uses(stmt)
            self._end_uses(block.end)
        for version in list(self._parent):
            self._of(version).versions.append(version)

    def closed(self) -> list[RecordList]:
        """The closed lists, after the lists inside their fields are joined."""
        self._nest()
        found = (self._lists[root] for root in self._lists if self._root(root) == root)
        return [each for each in found if each.closed and each.made_here]

    # groups --------------------------------------------------------------------------

    def _root(self, var: Var) -> Var:
        parent = self._parent.setdefault(var, var)
        while parent != var:
            var, parent = parent, self._parent[parent]
        return var

    def _join(self, a: Operand, b: Operand) -> None:
        if a in self._plain and b in self._plain:
            return
        if isinstance(a, Var) and isinstance(b, Var):
            one, other = self._root(a), self._root(b)
            if one != other:
                self._parent[other] = one
                self._absorb(one, other)
        elif not isinstance(a, Undefined) and not isinstance(b, Undefined):
            self._seal(operand_vars(a))
            self._seal(operand_vars(b))

    def _absorb(self, one: Var, other: Var) -> None:
        old = self._lists.pop(other, None)
        if old is not None:
            new = self._of(one)
            new.versions += old.versions
            new.appended += old.appended
            new.targets += old.targets
            new.made_here |= old.made_here
            new.closed &= old.closed

    def _of(self, var: Var) -> RecordList:
        return self._lists.setdefault(self._root(var), RecordList())

    def _seal(self, variables: Many[Var]) -> None:
        """These are seen by something that may look at their records."""
        for var in variables:
            if var not in self._plain:
                self._of(var).closed = False

    # what the function does ----------------------------------------------------------

    def _copies(self, stmt: Statement) -> None:
        """Joins what a statement passes on unchanged."""
        match stmt:
            case Apply(results, "list.append" | "list.pop", args):
                self._join(args[0], results[0])
            case If(results, _, then, orelse):
                self._joined_ends(then, results, ())
                self._joined_ends(orelse, results, ())
            case For() | While():
                for start, carried, result in zip(
                    stmt.initial, stmt.carried, stmt.results
                ):
                    self._join(carried, start)
                    self._join(carried, result)
                self._joined_ends(stmt.body, stmt.carried, stmt.results)
            case _:
                pass

    def _joined_ends(
        self, tree: Block, yielded: tuple[Var, ...], broken: tuple[Var, ...]
    ) -> None:
        for leaf in leaves(tree):
            if isinstance(leaf.end, (Yield, Break)):
                results = yielded if isinstance(leaf.end, Yield) else broken
                for value, result in zip(leaf.end.values, results):
                    self._join(result, value)

    def _uses(self, stmt: Statement) -> None:
        match stmt:
            case Apply(_, "list.append" | "list.pop", kwargs=(_, *_)):
                for operand in operands(stmt):  # not at the end: the order is another
                    self._seal(operand_vars(operand))
                self._seal(defined_vars(stmt))
            case Apply((result,), "list.new"):
                self._of(result).made_here = True
            case Apply(_, "list.append", (Var() as base, *fields)):
                self._of(base).appended.append(tuple(fields))
            case Apply(results, "list.pop", (Var() as base,)):
                self._of(base).targets.append(results[1:])
            case Apply(results, "len", (Var(),)):
                self._seal(results)
            case If() | While():
                pass
            case For():
                for value, part in reads(stmt.target, stmt.iterable):
                    self._read(value, part)
            case _:
                for operand in operands(stmt):
                    self._seal(operand_vars(operand))
                self._seal(defined_vars(stmt))

    def _read(self, value: Operand, part: Target | None) -> None:
        if isinstance(value, Var) and part is not None:
            fields = part.items if isinstance(part, Pack) else (part,)
            self._of(value).targets.append(fields)
            return
        self._seal(operand_vars(value))
        self._seal(() if part is None else operand_vars(part))

    def _end_uses(self, end: End) -> None:
        if not isinstance(end, (Yield, Break, Branch)):
            for operand in end_operands(end):
                self._seal(operand_vars(operand))

    # lists in fields -----------------------------------------------------------------

    def _nest(self) -> None:
        """Joins what is put into a field with what is read from it; seals what is open."""
        before = None
        while before != (before := self._state()):
            for root in list(self._lists):
                found = self._lists.get(root)
                if found is not None and (found.appended or found.targets):
                    self._nest_fields(found)

    def _state(self) -> tuple[int, int, int]:
        """What changes with every new group, join and seal."""
        open_ones = sum(not each.closed for each in self._lists.values())
        return len(self._parent), len(self._lists), open_ones

    def _nest_fields(self, found: RecordList) -> None:
        records = [*found.appended, *found.targets]
        widths = {len(record) for record in records}
        if len(widths) != 1 or not found.made_here:
            found.closed = False
        if not found.closed:
            for record in records:
                for operand in record:
                    self._seal(operand_vars(operand))
            return
        for column in zip(*records):
            for operand in column[1:]:
                self._join(column[0], operand)
