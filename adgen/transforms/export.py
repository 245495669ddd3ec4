"""What the reverse sweep needs of the forward sweep: to be recorded, or to be recomputed.

Input: the Vars a piece of the reverse sweep uses, the primal block they are defined in.
Output: a `Need`: the Vars to record, and the statements that recompute the others from those.

    reverse sweep uses %4, with  %4 = 2.0 * x.1  and x.1 recorded anyway:
        record x.1, recompute %4

A value is recomputed if its operation costs no more than loading it (`Rule.cheap`) and all its
operands are at hand: constants, values from outside the block, recorded or recomputed ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adgen.analyses.lasting import Lasting
from adgen.ir.build import Builder
from adgen.ir.kinds import Kind, is_integer
from adgen.ir.nodes import Apply, Block, Const, If, Operand, Pack, Statement, Var
from adgen.ir.walk import (
    all_blocks,
    bound_vars,
    defined_vars,
    free_vars,
    map_operands,
    operands,
    used_vars,
)
from adgen.rules import registry

KindOf = Callable[[Operand], Kind]
Definitions = Mapping[Var, Statement | None]

_FROM_OUTSIDE = 3
"""Operations in a row that are repeated rather than record their result on a new tape."""
_FROM_TAPE = 1
"""The same where the operands come from a tape anyway."""


@dataclass(frozen=True)
class Need:
    """`recorded` in the order of definition; `recomputed` in an order that can be executed."""

    recorded: tuple[Var, ...]
    recomputed: tuple[Apply, ...]


def definitions(block: Block) -> dict[Var, Statement | None]:
    """Every Var defined in a block, at any depth, in order; None for what a loop binds."""
    found: dict[Var, Statement | None] = {}
    for inner in all_blocks(block):
        for stmt in inner.body:
            found.update((var, None) for var in bound_vars(stmt))
            found.update((var, stmt) for var in defined_vars(stmt))
    return found


def needed(
    used: Iterable[Var],
    defined: dict[Var, Statement | None],
    kind_of: KindOf,
    at_hand: Callable[[Var], bool] = lambda var: False,
    records_all: bool = False,
    dear: Collection[Var] = (),
) -> Need:
    """Decides for the `used` Vars that are among `defined`. `at_hand` ones cost nothing.

    With `records_all` nothing is recomputed. What is read of `dear` arrays from outside is
    recorded: they would have to be recorded whole.
    """
    wanted = {v for v in used if v in defined and not at_hand(v)}
    recorded = {
        v for v in wanted if records_all or not _is_cheap(defined[v], kind_of, defined)
    }
    if not records_all:
        counters = (_counter(v, defined, kind_of) for v in wanted - recorded)
        beside = Counter(v for v in counters if v is not None and not at_hand(v))
        recorded.update(v for v, neighbours in beside.items() if neighbours > 1)
    plan = _Plan(defined, kind_of, at_hand, recorded, dear)
    for var in defined:
        if var in wanted and var not in recorded:
            if plan.depth_of(var, _FROM_OUTSIDE) > _FROM_OUTSIDE:
                recorded.add(var)
    order = _order(defined)
    made = [plan.made[v] for v in sorted(plan.made, key=order.__getitem__)]
    return Need(
        tuple(sorted(recorded, key=order.__getitem__)),
        tuple({id(stmt): stmt for stmt in made}.values()),
    )


def needed_beside(
    kept: Lasting,
    used: Iterable[Var],
    defined: dict[Var, Statement | None],
    kind_of: KindOf,
    at_hand: Callable[[Var], bool] = lambda var: False,
    records_all: bool = False,
    dear: Collection[Var] = (),
) -> Need:
    """As `needed`; what an array has `kept` until its loop has ended is read there.

    What was stored is read only if it would be recorded.
    """
    defined = {var: kept.read.get(var, stmt) for var, stmt in defined.items()}
    dear = frozenset(dear) - kept.read.keys()
    need = needed(used, defined, kind_of, at_hand, records_all, dear)
    stored = {v: kept.stored[v] for v in need.recorded if v in kept.stored}
    if records_all or not stored:
        return need
    dear -= stored.keys()
    return needed(used, {**defined, **stored}, kind_of, at_hand, dear=dear)


def needed_on_a_side(
    kept: Lasting,
    used: Collection[Var],
    defined: dict[Var, Statement | None],
    kind_of: KindOf,
    dear: Collection[Var],
) -> Need:
    """As `needed_beside`, on a side of an If. What is computed there of numbers that vary, which
    would be recorded to compute it again, is read where it was stored."""

    def rests_on_what_varies(var: Var) -> bool:
        stmt = defined.get(var)
        return stmt is not None and any(
            v in kept.varying and v not in kept.read and not is_integer(kind_of(v))
            for v in used_vars(stmt)
        )

    found = {v for v in kept.stored if v in used and rests_on_what_varies(v)}
    defined = defined | {v: kept.stored[v] for v in kept.stored if v in found}
    return needed_beside(kept, used, defined, kind_of, dear=dear)


def _order(defined: Definitions) -> dict[Var, int]:
    """The order in which Vars can be computed: that of their definitions, if nothing is read of
    an array in their stead."""
    order: dict[Var, int] = {}

    def place(var: Var) -> None:
        if var in order or var not in defined:
            return
        stmt = defined[var]
        for operand in used_vars(stmt) if isinstance(stmt, Apply) else ():
            place(operand)
        order[var] = len(order)

    for var in defined:
        place(var)
    return order


@dataclass
class _Plan:
    """What is recomputed (`made`), given what is recorded so far."""

    defined: dict[Var, Statement | None]
    kind_of: KindOf
    at_hand: Callable[[Var], bool]
    recorded: set[Var]
    dear: Collection[Var] = ()
    made: dict[Var, Apply] = field(default_factory=dict)
    depths: dict[Var, int] = field(default_factory=dict)

    def depth_of(self, var: Var, limit: int) -> int:
        """How many operations in a row give `var`; more than `limit` if that is too many."""
        known = self.at_hand(var) or var in self.recorded
        if var in self.dear and not known:
            return limit + 1
        if var not in self.defined or known:
            return 0
        if var in self.depths:
            return self.depths[var]
        stmt = self.defined[var]
        if limit == 0 or not _is_cheap(stmt, self.kind_of, self.defined):
            return limit + 1
        assert isinstance(stmt, Apply)
        read = list(used_vars(stmt))
        own = int(not _counts(stmt))
        depth = own + max((self.depth_of(v, limit - own) for v in read), default=0)
        from_tape = any(_rests_on(v, self.recorded, self.defined) for v in read)
        if depth > min(limit, _FROM_TAPE if from_tape else _FROM_OUTSIDE):
            return limit + 1
        self.made[var], self.depths[var] = stmt, depth
        return depth


def recompute(need: Need, names: dict[Var, Var], builder: Builder) -> list[Statement]:
    """The statements that recompute, with new Vars, which are added to `names`."""
    made: list[Statement] = []
    for stmt in need.recomputed:
        moved = renamed_uses(stmt, names)
        new = tuple(fresh_like(old, builder) for old in stmt.results)
        names.update(zip(stmt.results, new))
        made.append(replace(moved, results=new, derived=True, note=""))
    return made


def placed(head: Sequence[Statement], block: Block) -> Block:
    """The block with the recomputed statements, each where it is used.

    What is used on one side of an `If` alone is computed there: on the other side the values
    it is computed from may not exist.
    """
    if not head:
        return block
    here, sides = _uses(block)
    down: dict[tuple[int, int], list[Statement]] = {}
    first: list[Statement] = []
    for stmt in reversed(head):
        results = defined_vars(stmt)
        places = {place for var in results for place in sides.get(var, ())}
        if not here.isdisjoint(results) or len(places) > 1:
            first.append(stmt)
            here.update(used_vars(stmt))
        elif places:
            (place,) = places
            down.setdefault(place, []).append(stmt)
            for var in used_vars(stmt):
                sides.setdefault(var, set()).add(place)
    body = list(block.body)
    for (position, side), statements in down.items():
        stmt = body[position]
        assert isinstance(stmt, If)
        inner = placed(statements[::-1], stmt.orelse if side else stmt.then)
        changed = replace(stmt, orelse=inner) if side else replace(stmt, then=inner)
        body[position] = changed
    return replace(block, body=(*reversed(first), *body))


def _uses(block: Block) -> tuple[set[Var], dict[Var, set[tuple[int, int]]]]:
    """The Vars used in a block itself, and in which sides of its `If`s the others are."""
    here = set(free_vars(block.end))
    sides: dict[Var, set[tuple[int, int]]] = {}
    for position, stmt in enumerate(block.body):
        if not isinstance(stmt, If):
            here.update(free_vars(stmt))
            continue
        here.update(used_vars(stmt))
        for side, inner in enumerate((stmt.then, stmt.orelse)):
            for var in free_vars(inner):
                sides.setdefault(var, set()).add((position, side))
    return here, sides


def fresh_like(var: Var, builder: Builder) -> Var:
    """A new Var of the same name and kind."""
    new = builder.namer.fresh(var.name)
    builder.kinds[new] = builder.kind_of(var)
    return new


def renamed_uses(stmt: Apply, names: dict[Var, Var]) -> Apply:
    """The statement with its operands renamed."""
    return map_operands(
        stmt, lambda op: names.get(op, op) if isinstance(op, Var) else op
    )


def _rests_on(
    var: Var,
    recorded: Collection[Var],
    defined: dict[Var, Statement | None],
    limit: int = _FROM_OUTSIDE,
) -> bool:
    """True if `var` is recorded, or computed from what is in a few operations."""
    if var in recorded:
        return True
    stmt = defined.get(var)
    if stmt is None or limit == 0:
        return False
    return any(_rests_on(v, recorded, defined, limit - 1) for v in used_vars(stmt))


def _counts(stmt: Apply) -> bool:
    """True for `len(x)` and `n - 1`, which bounds and indices are made of: they take no time
    beside what they are bounds of."""
    whole = any(isinstance(a, Const) and type(a.value) is int for a in stmt.args)
    return stmt.fn == "len" or (stmt.fn in ("add", "sub") and whole)


def _counter(var: Var, defined: Definitions, kind_of: KindOf) -> Var | None:
    """The counter of a loop of which `var` is a neighbour: i of `i + 1`, `i - 2`. On a tape it
    stands for several of them."""
    stmt = defined.get(var)
    while isinstance(stmt, Apply) and stmt.fn in ("add", "sub") and _counts(stmt):
        used = used_vars(stmt)
        if not used or used[0] not in defined:
            return None
        var = used[0]
        stmt = defined[var]
        if stmt is None and is_integer(kind_of(var)):
            return var
    return None


_LITERAL = ("np.array", "np.asarray", "np.linspace", "np.arange", "np.copy")


def _is_spelled_out(operand: Operand) -> bool:
    """False for what has a name outside, which may be changed before the pullback is called."""
    if isinstance(operand, Pack):
        return all(map(_is_spelled_out, operand.items))
    return not isinstance(operand, Const) or operand.name is None


def _is_literal(stmt: Statement | None, defined: Definitions) -> bool:
    """True for an array that the text spells out, `np.array([0.0, 1.0])`, or a copy of one: on
    a tape it would stand beside what varies, and count as that."""
    if not isinstance(stmt, Apply) or stmt.fn not in _LITERAL:
        return False
    if not all(map(_is_spelled_out, operands(stmt))):
        return False
    return all(_is_literal(defined.get(v), defined) for v in used_vars(stmt))


def _is_cheap(stmt: Statement | None, kind_of: KindOf, defined: Definitions) -> bool:
    if not isinstance(stmt, Apply):
        return False
    if _is_literal(stmt, defined):
        return True
    if stmt.fn == "pow":  # NumPy multiplies; other powers cost twenty times as much
        return stmt.args[1] == Const(2)
    if stmt.fn in ("mod", "floordiv"):  # `(i + 1) % n`, `n // 2`: of what counts
        return all(is_integer(kind_of(arg)) for arg in stmt.args)
    rule = registry.find(stmt.fn)
    return rule is not None and rule.cheap and not rule.effect
