"""Names that Python does not know on the path taken: generated code says so, as Python does.

    y.2 = for i.0 in range(n.0) with y.1 = undefined: ...
    %1 = y.2 + 1.0                  %2 := n.0 <= 0
                                    if %2: raise UnboundLocalError("`y` is not bound here")
                                    %1 = y.2 + 1.0

Input: a program before it is differentiated, which may drop the reads of a name: the derivative
of a sum does not need its terms. Output: the program with a check before the first read behind the
branch or loop that may leave a name unbound. The question is about the branch or the loop where
one of them tells, so that nothing has to be computed for it; else about the value.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from collections.abc import Iterable as Several
from dataclasses import replace

from adgen.analyses.dataflow import leaf_pairs
from adgen.ir.kinds import BOOL, INT, Array, Kind, Listing
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Block,
    Branch,
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
from adgen.ir.walk import operand_vars, param_vars, used_vars
from adgen.transforms.known_tests import not_reached
from adgen.transforms.missing import Missing, Names
from adgen.transforms.nones import may_be_none
from adgen.transforms.paths import paths_of

Pending = dict[Var, Missing]
"""What may be unbound, and has not been asked for yet."""


def with_bound_names(program: Program, made: Container[str] = ()) -> Program:
    """The program, whose functions raise UnboundLocalError where a name is not bound.

    `made` are derivatives among them: what is not bound there is no name of the user's.
    """
    if not any(_leaves_unbound(f) for f in program.functions.values()):
        return program
    nones = may_be_none(program)
    functions = dict(program.functions)
    given: dict[str, set[Var]] = {name: set() for name in functions}
    todo = [name for name in functions if name not in made]
    while todo:
        name = todo.pop(0)
        names = Names(program.functions[name], given[name], nones[name])
        making = _Checking(program, name, names)
        functions[name] = making.function()
        for callee, params in making.given.items():
            if not params <= given[callee] and callee not in made:
                given[callee] |= params
                todo.append(callee)
    return Program(functions, program.entry)


def _leaves_unbound(function: Function) -> bool:
    return any(UNDEFINED in path.values for path in paths_of(function.body))


class _Checking:
    """A function in the making. `given`: the parameters of others that it may leave unbound."""

    def __init__(self, program: Program, name: str, names: Names) -> None:
        self.program = program
        self.made = program.functions[name]
        self.names = names
        self.kinds: dict[Var, Kind] = dict(self.made.kinds)
        self.lazy = not_reached(self.made.body)
        self.namer = Namer.of(self.made)
        self.given: dict[str, set[Var]] = {}

    def function(self) -> Function:
        if len(self.names.unbound) == 1:
            return self.made
        body = self.block(self.made.body, self.names.given(param_vars(self.made)))
        return replace(self.made, body=body, kinds=self.kinds)

    def block(self, block: Block, pending: Pending) -> Block:
        """The block with checks."""
        pending = dict(pending)
        statements: list[Statement] = []
        for stmt in block.body:
            self._ask(_reads(stmt, self.lazy), pending, statements)
            self._hand_over(stmt, pending)
            statements.append(self._inside(stmt, pending))
            pending |= self.names.missing(stmt)
        end = self._end(block.end, pending, statements)
        return Block(tuple(statements), end)

    def _end(self, end: End, pending: Pending, statements: list[Statement]) -> End:
        if isinstance(end, Branch):
            self._ask(operand_vars(end.test), pending, statements)
            then = self._side(end.then, end.test, True, pending)
            orelse = self._side(end.orelse, end.test, False, pending)
            return replace(end, then=then, orelse=orelse)
        if isinstance(end, Return):
            returned = [v for value in end.values for v in operand_vars(value)]
            self._ask(returned, pending, statements)
        return end

    def _side(
        self, block: Block, test: Operand, truth: bool, pending: Pending
    ) -> Block:
        return self.block(block, self.names.still(pending, test, truth))

    def _inside(self, stmt: Statement, pending: Pending) -> Statement:
        match stmt:
            case If(test=test):
                then = self._side(stmt.then, test, True, pending)
                orelse = self._side(stmt.orelse, test, False, pending)
                return replace(stmt, then=then, orelse=orelse)
            case For():
                inside = pending | self.names.at_first(stmt)
                return replace(stmt, body=self.block(stmt.body, inside))
            case While():
                inside = pending | self.names.at_first(stmt)
                asking = self.block(stmt.test, inside)
                return replace(stmt, test=asking, body=self.block(stmt.body, inside))
            case _:
                return stmt

    def _hand_over(self, stmt: Statement, pending: Pending) -> None:
        """A function that is called asks itself: it need not read all that it is given."""
        if isinstance(stmt, Call):
            params = self.program.functions[stmt.function].params
            for param, value in zip(params, stmt.args):
                for leaf, given in leaf_pairs(param.pattern, value):
                    if given in pending:
                        self.given.setdefault(stmt.function, set()).add(leaf)

    # the question ----------------------------------------------------------------------

    def _ask(
        self, reads: Several[Var], pending: Pending, statements: list[Statement]
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

    def _test(self, missing: Missing, statements: list[Statement]) -> Operand | None:
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

        if missing.value is not None:
            return emit("unbound", missing.value)
        if missing.iterable is not None:
            return empty(missing.iterable)
        assert missing.test is not None
        return missing.test if missing.wanted else emit("not", missing.test)


def _reads(stmt: Statement, lazy: Container[Var]) -> Sequence[Var]:
    """What a statement surely reads; a function that is called need not."""
    match stmt:
        case Apply(fn="unbound") | Call():
            return []
        case Apply(results=(result,)) if result in lazy:
            return []
        case Apply() | Store():
            return used_vars(stmt)
        case If(test=test):
            return operand_vars(test)
        case _:
            return []
