"""Names that Python does not know on the path taken: generated code says so, as Python does.

    y.2 = for i.0 in range(n.0) with y.1 = undefined: ...
    %1 = y.2 + 1.0                  %2 := n.0 <= 0
                                    if %2: raise UnboundLocalError("`y` is not bound here")
                                    %1 = y.2 + 1.0

Input: a program before it is differentiated, which may drop the reads of a name: the derivative
of a sum does not need its terms. Output: the program with a check before the first read behind the
branch or loop that may leave a name unbound. The question is about the branch or the loop, so that
nothing has to be computed for it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from collections.abc import Iterable as Several
from dataclasses import dataclass, replace

from adgen.ir.kinds import BOOL, INT, Array, Kind, Listing
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    Each,
    End,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Program,
    Raise,
    Range,
    Return,
    Reversed,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves, operand_vars, used_vars
from adgen.transforms.joins import Flow, paths


def with_bound_names(program: Program, made: Container[str] = ()) -> Program:
    """The program, whose functions raise UnboundLocalError where a name is not bound.

    `made` are derivatives among them: what is not bound there is no name of the user's.
    """
    functions = {
        name: function if name in made else _checked(function)
        for name, function in program.functions.items()
    }
    return Program(functions, program.entry)


def flows_of(stmt: Statement) -> list[Flow]:
    """As in `joins.paths`; a loop over a range that is known to be long enough ends behind its
    last iteration, not before the first."""
    flows = list(paths(stmt))
    if isinstance(stmt, For) and isinstance(stmt.iterable, Range):
        bounds = stmt.iterable.start, stmt.iterable.stop, stmt.iterable.step
        known = [b.value for b in bounds if isinstance(b, Const)]
        if len(known) == len(bounds) and len(range(*known)) > 0:
            ends = [values for targets, values in flows if targets == stmt.carried]
            behind = [(stmt.results, values) for values in ends[1:]]
            return [f for f in flows if f != (stmt.results, stmt.carried)] + behind
    return flows


def absent(function: Function, of: Several[Operand]) -> set[Operand]:
    """What may be one of these on some path (`UNDEFINED`, `None`)."""
    found = set(of)
    flows = [flow for s in all_statements(function.body) for flow in flows_of(s)]
    before = 0
    while len(found) != before:
        before = len(found)
        for targets, values in flows:
            found.update(t for t, value in zip(targets, values) if value in found)
    return found


def _checked(function: Function) -> Function:
    unbound = absent(function, [UNDEFINED])
    if len(unbound) == 1:
        return function
    making = _Checking(function, unbound)
    body = making.block(function.body, {})
    return replace(function, body=body, kinds=making.kinds)


@dataclass(frozen=True)
class _Missing:
    """When a name is unbound: where `test` is (not) true, or a loop has nothing to run over."""

    name: str
    test: Operand | None = None
    wanted: bool = True
    iterable: Iterable | None = None

    def is_as(self, other: _Missing) -> bool:
        """True if both names are unbound at the same time."""
        return replace(self, name=other.name) == other


class _Checking:
    """A function in the making."""

    def __init__(self, function: Function, unbound: set[Operand]) -> None:
        self.unbound = unbound
        self.kinds: dict[Var, Kind] = dict(function.kinds)
        self.namer = Namer.of(function)

    def block(self, block: Block, pending: dict[Var, _Missing]) -> Block:
        """The block with checks; `pending` may be unbound, and has not been asked for yet."""
        statements: list[Statement] = []
        for stmt in block.body:
            self._ask(_reads(stmt), pending, statements)
            statements.append(self._inside(stmt))
            pending |= self._missing(stmt)
        end = self._end(block.end, pending, statements)
        return Block(tuple(statements), end)

    def _end(
        self, end: End, pending: dict[Var, _Missing], statements: list[Statement]
    ) -> End:
        if isinstance(end, Branch):
            self._ask(operand_vars(end.test), pending, statements)
            then = self.block(end.then, _known(pending, end.test, False))
            orelse = self.block(end.orelse, _known(pending, end.test, True))
            return replace(end, then=then, orelse=orelse)
        if isinstance(end, Return):
            returned = [v for value in end.values for v in operand_vars(value)]
            self._ask(returned, pending, statements)
        return end

    def _inside(self, stmt: Statement) -> Statement:
        match stmt:
            case If():
                then = self.block(stmt.then, {})
                return replace(stmt, then=then, orelse=self.block(stmt.orelse, {}))
            case For():
                return replace(stmt, body=self.block(stmt.body, {}))
            case While():
                test = self.block(stmt.test, {})
                return replace(stmt, test=test, body=self.block(stmt.body, {}))
            case _:
                return stmt

    # when a name is unbound ----------------------------------------------------------

    def _missing(self, stmt: Statement) -> dict[Var, _Missing]:
        """The results of a branch or a loop that may be unbound, and when they are."""
        match stmt:
            case If(results, test):
                then, orelse = stmt.then.end, stmt.orelse.end
                if _is_told(then, orelse) or _is_told(orelse, then):
                    return {}
                found = {}
                for i, var in enumerate(results):
                    if self._is_unbound(then, i) and self._is_bound(orelse, i):
                        found[var] = _Missing(var.name, test)
                    if self._is_unbound(orelse, i) and self._is_bound(then, i):
                        found[var] = _Missing(var.name, test, wanted=False)
                return found
            case For(results):
                ends = [leaf.end for leaf in leaves(stmt.body)]
                return {
                    v: _Missing(v.name, iterable=stmt.iterable)
                    for i, v in enumerate(results)
                    if v in self.unbound and stmt.initial[i] == UNDEFINED
                    if all(self._is_bound(end, i) for end in ends)
                }
            case _:
                return {}

    def _is_unbound(self, end: End, i: int) -> bool:
        return isinstance(end, Yield) and end.values[i] == UNDEFINED

    def _is_bound(self, end: End, i: int) -> bool:
        if isinstance(end, Yield | Break):
            return i < len(end.values) and end.values[i] not in self.unbound
        return isinstance(end, Raise)

    # the question ----------------------------------------------------------------------

    def _ask(
        self,
        reads: Several[Var],
        pending: dict[Var, _Missing],
        statements: list[Statement],
    ) -> None:
        for var in reads:
            missing = pending.get(var)
            if missing is None:
                continue
            for other in [v for v, m in pending.items() if m.is_as(missing)]:
                del pending[other]
            test = self._test(missing, statements)
            if test is not None:
                said = Const(f"`{missing.name}` is not bound here")
                error = Const(UnboundLocalError, "UnboundLocalError")
                refuse = Block((), Raise(error, (said,)))
                statements.append(If((), test, refuse, Block((), Yield(()))))

    def _test(self, missing: _Missing, statements: list[Statement]) -> Operand | None:
        def emit(fn: str, *args: Operand, kind: Kind = BOOL) -> Var:
            var = self.namer.temporary()
            self.kinds[var] = kind
            statements.append(Apply((var,), fn, args))
            return var

        def empty(iterable: Iterable) -> Operand | None:
            match iterable:
                case Range(start, stop, Const(value=int(step))) if step:
                    return emit("le" if step > 0 else "ge", stop, start)
                case Each(Var() as value) if isinstance(
                    self.kinds.get(value), Array | Listing
                ):
                    return emit("eq", emit("len", value, kind=INT), Const(0))
                case Enumerate(inner) | Reversed(inner):
                    return empty(inner)
                case _:
                    return None

        if missing.iterable is not None:
            return empty(missing.iterable)
        assert missing.test is not None
        return missing.test if missing.wanted else emit("not", missing.test)


def _known(
    pending: dict[Var, _Missing], test: Operand, wanted: bool
) -> dict[Var, _Missing]:
    """What may be unbound where a test is known not to be `wanted`."""
    return {
        var: missing
        for var, missing in pending.items()
        if missing.test != test or missing.wanted != wanted
    }


def _is_told(one: End, other: End) -> bool:
    """True if another result says on which side the branch went: an early return, a search."""
    if not isinstance(one, Yield) or not isinstance(other, Yield):
        return False
    sides = {(a, b) for a, b in zip(one.values, other.values)}
    return (Const(False), Const(True)) in sides


def _reads(stmt: Statement) -> Sequence[Var]:
    """What a statement surely reads; a function that is called need not."""
    match stmt:
        case Apply(fn="unbound") | Call():
            return []
        case Apply() | Store():
            return used_vars(stmt)
        case If(test=test):
            return operand_vars(test)
        case _:
            return []
