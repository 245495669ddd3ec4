"""Ownership: every change of memory is made safe, with as few copies as can be.

    def f(u):                            def f(u):
        for i in range(n):       ->          u = u.copy(order="K")
            u.2 = u.1 with [i] = ...         for i in range(n):
                                                 u[i] = ...

The IR has values: a Store gives a new array. The text changes the old one, which is right only
if nobody else reads that memory afterwards. Where somebody does, a copy is inserted:

* of a view that is still read, where the view is made: `v_bar = u_bar[1:3].copy()`;
* of what a list keeps, where it is appended: `tape.append(u.copy())`;
* of an argument, on entry; of what enters a loop in which it is changed, before the loop;
* else of the memory itself, before it is changed.

Input and output: a `Plan`. The output is analysed once more, and must be without conflicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from adgen.emit.aliases import Inside, Node
from adgen.emit.as_laid import read_as_laid
from adgen.emit.copies import insert_copies
from adgen.emit.deaths import Deaths, deaths
from adgen.emit.families import Families
from adgen.emit.findings import Findings, Marks, Shared, Sharing
from adgen.emit.folding import fold_into_copies
from adgen.emit.memory import is_list, sharing
from adgen.emit.plan import Plan, is_deep, written_base
from adgen.emit.writes import augmented_base, find_writes
from adgen.errors import InternalError
from adgen.ir.kinds import UNKNOWN
from adgen.ir.nodes import (
    Apply,
    Block,
    Break,
    For,
    Function,
    If,
    Operand,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves, operand_vars

_ROUNDS = 4


@dataclass(frozen=True)
class Owned:
    """`plan` can be printed with changes in place. `augmented` maps the id of a statement
    `x = x + y` that may be written `x += y` to the x that is changed. `shared` says what of
    each result may share memory with an argument, a constant or another result.
    `asked_for`: the function is called by the user, not by other functions of the text.
    """

    plan: Plan
    deaths: Deaths
    augmented: Mapping[int, Operand]
    shared: tuple[Sharing, ...]
    asked_for: bool = False


def own(
    plan: Plan,
    shared: Shared,
    fresh_results: int = 0,
    parameters: frozenset[Var] = frozenset(),
) -> Owned:
    """Inserts the copies. Of the first `fresh_results` results none shares memory with another
    result, an argument or a constant; the memory of some `parameters` is the function's.
    """
    changed_inside = wanted(plan.function, deep=True)
    marks = Marks(wanted=wanted(plan.function), deep=changed_inside, own=parameters)
    died = deaths(plan)

    def find(marks: Marks) -> Findings:
        found = find_writes(plan, died, marks, shared)
        for block, positions in found.returned.items():
            found.returned[block] = [p for p in positions if p < fresh_results]
        return found

    found = find(marks)
    for _ in range(_ROUNDS):
        more = _local_copies(plan, found, marks, shared)
        if more == marks:
            break
        marks, found = more, find(more)
    made = _beside_views(plan, found, marks, shared, find)
    changed = plan if made else insert_copies(plan, found, marks)
    if changed is not plan:
        made = _looked_at(changed, marks, shared)
    if made is not None:
        changed, died, found = made
    flags = tuple(found.shared[position] for position in sorted(found.shared))
    return Owned(changed, died, _checked(changed, found), flags, fresh_results > 0)


def _beside_views(
    plan: Plan,
    found: Findings,
    marks: Marks,
    shared: Shared,
    find: Callable[[Marks], Findings],
) -> tuple[Plan, Deaths, Findings] | None:
    """The copies beside the views that the primal reads; None if it reads none, or has to
    read copies."""
    for _ in range(_ROUNDS):
        as_laid = read_as_laid(plan, marks.values)
        if not as_laid:
            break
        made = _looked_at(insert_copies(plan, found, marks, as_laid), marks, shared)
        if _is_safe(made[0], made[2]):
            return made
        # What is a view of the view has to be copied, too.
        more = _local_copies(made[0], made[2], marks, shared)
        if more == marks:
            break
        marks, found = more, find(more)
    return None


def _looked_at(
    plan: Plan, marks: Marks, shared: Shared
) -> tuple[Plan, Deaths, Findings]:
    """The plan with its copies, and who would see its writes now."""
    plan = fold_into_copies(plan)
    died = deaths(plan)
    after = Marks(wanted=marks.wanted, deep=marks.deep, own=marks.own)
    return plan, died, find_writes(plan, died, after, shared)


def wanted(
    function: Function, deep: bool = False, also: Iterable[Var] = ()
) -> frozenset[Var]:
    """The values whose memory a later statement changes: bases, what is `also` changed, and what
    flows into them; those that are lists of which entries are changed, if this is what is asked.
    """
    sources = _sources(function)
    todo = [*also]
    todo += [
        var
        for stmt in all_statements(function.body)
        if (base := written_base(stmt)) is not None
        for var in operand_vars(base)
        if not deep or (is_deep(stmt) and is_list(function.kinds.get(var, UNKNOWN)))
    ]
    found: set[Var] = set()
    while todo:
        var = todo.pop()
        if var not in found:
            found.add(var)
            todo += (v for op in sources.get(var, ()) for v in operand_vars(op))
    return frozenset(found)


def _sources(function: Function) -> dict[Var, list[Operand]]:
    """For each value that a compound statement binds, the values it may be."""
    sources: dict[Var, list[Operand]] = {}

    def add(variables: tuple[Var, ...], block: Block, kinds: type) -> None:
        for leaf in leaves(block):
            if isinstance(leaf.end, Yield | Break) and isinstance(leaf.end, kinds):
                for var, value in zip(variables, leaf.end.values):
                    sources.setdefault(var, []).append(value)

    for stmt in all_statements(function.body):
        match stmt:
            case If():
                add(stmt.results, stmt.then, Yield)
                add(stmt.results, stmt.orelse, Yield)
            case For() | While():
                for var, result, value in zip(stmt.carried, stmt.results, stmt.initial):
                    sources.setdefault(var, []).append(value)
                    sources.setdefault(result, []).append(var)
                add(stmt.carried, stmt.body, Yield)
                add(stmt.results, stmt.body, Break)
            case _:
                pass
    return sources


def _local_copies(plan: Plan, found: Findings, marks: Marks, shared: Shared) -> Marks:
    """Marks with the copies of views and of fields of records that resolve conflicts."""
    values, fields = set(marks.values), set(marks.fields)
    conflicts: list[tuple[Var | None, set[Node]]] = []
    deep: list[tuple[Var, set[Node]]] = []
    for stmt in all_statements(plan.function.body):
        base = written_base(stmt)
        root = base if isinstance(base, Var) else None
        if base is not None and found.writes.get(id(stmt)):
            conflicts.append((root, found.writes[id(stmt)]))
        if root is not None and found.deep.get(id(stmt)):
            deep.append((root, found.deep[id(stmt)]))
        for position, nodes in found.initial.get(id(stmt), {}).items():
            assert isinstance(stmt, For | While)
            first = stmt.initial[position]
            conflicts.append((first if isinstance(first, Var) else None, nodes))
    if not conflicts and not deep:
        return marks
    places = _Places(plan, shared)
    for owner, nodes in deep:
        entries = places.of_entries(owner, nodes, found)
        values |= entries[0]
        fields |= entries[1]
    for root, nodes in conflicts:
        copies = places.resolving(root, nodes)
        if copies is not None:
            values |= copies[0]
            fields |= copies[1]
    return replace(marks, values=frozenset(values), fields=frozenset(fields))


class _Places:
    """Where views are made and records appended."""

    def __init__(self, plan: Plan, shared: Shared) -> None:
        self._plan = plan
        self._families = Families(plan.function, elements=False, shared=shared)
        self._made: dict[Var, Apply] = {}
        self._appends: list[Apply] = []
        for stmt in all_statements(plan.function.body):
            if isinstance(stmt, Apply):
                if stmt.fn == "list.append":
                    self._appends.append(stmt)
                elif (
                    len(stmt.results) == 1
                    and plan.shows(stmt)
                    and sharing(stmt, plan)[0]
                ):
                    self._made[stmt.results[0]] = stmt

    def resolving(
        self, base: Var | None, nodes: Iterable[Node]
    ) -> tuple[set[Var], set[tuple[int, int]]] | None:
        """Views and fields whose copies resolve a conflict; None if that is not enough."""
        nodes = set(nodes)
        if base is None or base in nodes:
            return None
        values: set[Var] = set()
        fields: set[tuple[int, int]] = set()
        for node in nodes:
            if isinstance(node, Inside):
                appended = self._fields_like(base)
                if not appended:
                    return None
                fields |= appended
            elif node not in self._made:
                return None
            elif not any(v in nodes for v in self._plan.reads(self._made[node])):
                values.add(node)
        return values, fields

    def of_entries(
        self, owner: Var, nodes: set[Node], found: Findings
    ) -> tuple[set[Var], set[tuple[int, int]]]:
        """The views of entries of a list, and what is put into it or into others of its entries,
        that share memory with an entry that is written."""
        own = self._families.of(owner)
        values = {
            node for node in nodes if isinstance(node, Var) and node in self._made
        }
        fields = set()
        for stmt in self._appends:
            listed = stmt.args[0]
            here = isinstance(listed, Var) and self._families.of(listed) == own
            for position in range(len(stmt.args) - 1):
                put: set[Node] = found.put.get((id(stmt), position), set())
                shared = nodes - values if here else self._inside(own, put)
                if not put.isdisjoint(shared):
                    fields.add((id(stmt), position))
        return values, fields

    def _inside(self, family: Var, nodes: Iterable[Node]) -> set[Node]:
        """Those of the nodes that are the entries of a list of a family."""
        return {
            node
            for node in nodes
            if isinstance(node, Inside) and self._families.of(node.list) == family
        }

    def _fields_like(self, base: Var) -> set[tuple[int, int]]:
        """The fields of records that may be the memory of `base`, or views of it."""
        family = self._families.of(base)
        return {
            (id(stmt), position)
            for stmt in self._appends
            for position, field in enumerate(stmt.args[1:])
            for var in self._plan.leaves((field,))
            if self._families.of(var) == family
        }


def _is_safe(plan: Plan, found: Findings) -> bool:
    """True if nobody would see a write that has to be made in place."""
    return not any(
        (found.writes.get(id(stmt)) and written_base(stmt) is not None)
        or found.deep.get(id(stmt))
        or found.initial.get(id(stmt))
        for stmt in all_statements(plan.function.body)
    )


def _checked(plan: Plan, found: Findings) -> dict[int, Operand]:
    """The augmented statements without conflicts; every other write must be without."""
    augmented: dict[int, Operand] = {}
    for stmt in all_statements(plan.function.body):
        conflicts = found.writes.get(id(stmt))
        optional = written_base(stmt) is None
        if optional and conflicts is not None and not conflicts:
            assert isinstance(stmt, Apply)
            base = augmented_base(stmt, plan)
            assert base is not None
            augmented[id(stmt)] = base
        deep = found.deep.get(id(stmt))
        if (conflicts and not optional) or deep or found.initial.get(id(stmt)):
            raise InternalError(
                f"in {plan.function.name} a change in place is not safe: {conflicts or deep}"
            )
    return augmented
