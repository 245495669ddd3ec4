"""Arguments that are handed over: a function changes the memory it is given, not a copy of it.

    def sort(a, lo, hi):             sort writes a, so each call hands its a over:
        a[lo] = ...                      a.1 = handed(a.0)
        sort(a, lo, k)     ->            a.2 = call sort(a.1, lo.0, k.0)
        return a                     and sort has no a = a.copy() at its head

Only functions whose calls all stand in the text take what they are given. `handed` is a write to
ownership, which puts a copy before it where somebody else reads the memory afterwards; it has no
line of its own. Input and output: the functions of a program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from adgen.emit.memory import is_shared_constant, sharing
from adgen.emit.ownership import wanted
from adgen.emit.plan import HANDED, RESIZED, Plan
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Call,
    Const,
    Function,
    Operand,
    Program,
    Return,
    Statement,
    Var,
)
from adgen.ir.walk import (
    all_blocks,
    all_statements,
    defined_vars,
    map_blocks,
    named_functions,
    operands,
    used_vars,
)

Taken = Mapping[str, frozenset[int]]
"""Which arguments a function takes, by their positions."""


def taken_arguments(program: Program, entries: Collection[str]) -> Taken:
    """The arrays and lists that the functions of a program change, or hand on to be changed:
    to a call, or in a result that is changed where it is returned to."""
    outside = {*entries, program.entry, *_named(program)}
    taken: dict[str, frozenset[int]] = {}
    returned: dict[str, frozenset[int]] = {}
    while True:
        before = dict(taken), dict(returned)
        for name, function in program.functions.items():
            changed = _changed(function, taken, returned.get(name, frozenset()))
            if name not in outside:
                taken[name] = _parameters(function, changed)
            for call in _calls(function):
                more = {i for i, var in enumerate(call.results) if var in changed}
                returned[call.function] = (
                    returned.get(call.function, frozenset()) | more
                )
        if before == (taken, returned):
            return taken


def own_parameters(function: Function, taken: Taken) -> frozenset[Var]:
    """The parameters that a function may change."""
    patterns = [function.params[i].pattern for i in taken.get(function.name, ())]
    return frozenset(p for p in patterns if isinstance(p, Var))


def handing_over(function: Function, taken: Taken) -> Function:
    """The function, with a statement for each argument that one of its calls hands over."""
    if not any(taken.get(call.function) for call in _calls(function)):
        return function
    handing = _Handing(function, taken)
    return replace(function, body=handing.block(function.body), kinds=handing.kinds)


def _calls(function: Function) -> Iterator[Call]:
    return (s for s in all_statements(function.body) if isinstance(s, Call))


def _changed(
    function: Function, taken: Taken, returned: Collection[int]
) -> frozenset[Var]:
    """The values whose memory is changed, here or where they are handed to."""
    handed = [
        call.args[position]
        for call in _calls(function)
        for position in taken.get(call.function, ())
    ]
    for block in all_blocks(function.body):
        if isinstance(block.end, Return):
            handed += [block.end.values[position] for position in returned]
    return wanted(function, also=[v for v in handed if isinstance(v, Var)])


def _parameters(function: Function, changed: Collection[Var]) -> frozenset[int]:
    return frozenset(
        position
        for position, param in enumerate(function.params)
        if param.pattern in changed
        and _is_memory(function, param.pattern)
        and not param.absent
    )


def _is_memory(function: Function, pattern: Operand) -> bool:
    return isinstance(pattern, Var) and isinstance(
        function.kinds.get(pattern, UNKNOWN), Array | Listing
    )


def _named(program: Program) -> Iterator[str]:
    """The functions that are handed to others, as the integrand of a `quad`."""
    for function in program.functions.values():
        for block in all_blocks(function.body):
            for stmt in block.body:
                for operand in operands(stmt):
                    yield from named_functions(operand)


class _Handing:
    """Puts `handed` before the calls of one function."""

    def __init__(self, function: Function, taken: Taken) -> None:
        self.kinds: dict[Var, Kind] = dict(function.kinds)
        self._taken = taken
        self._namer = Namer.of(function)
        self._fresh = _read_once_and_new(function)

    def block(self, block: Block) -> Block:
        made: list[Statement] = []
        here = {var for stmt in block.body for var in defined_vars(stmt)}
        for stmt in block.body:
            if isinstance(stmt, Call):
                made += self._call(stmt, self._fresh & here)
            else:
                made.append(map_blocks(stmt, self.block))
        return Block(tuple(made), map_blocks(block.end, self.block))

    def _call(self, call: Call, fresh: Collection[Var]) -> Iterator[Statement]:
        """The call, behind what it hands over; what is `fresh` was made for it."""
        args = list(call.args)
        for position in sorted(self._taken.get(call.function, ())):
            arg = args[position]
            if isinstance(arg, Var) and arg in fresh:
                continue
            if isinstance(arg, Var):
                new, kind = self._namer.like(arg), self.kinds.get(arg, UNKNOWN)
            elif isinstance(arg, Const) and is_shared_constant(arg):
                new, kind = self._namer.temporary(), kind_of_constant(arg.value)
            else:
                continue
            args[position], self.kinds[new] = new, kind
            yield Apply((new,), HANDED, (arg,), derived=True)
        yield replace(call, args=tuple(args))


def _read_once_and_new(function: Function) -> set[Var]:
    """What is made for one call: `sort(np.zeros(n), 0, n)`."""
    uses: dict[Var, int] = {}
    for block in all_blocks(function.body):
        for node in (*block.body, block.end):
            for var in used_vars(node):
                uses[var] = uses.get(var, 0) + 1
    plan = Plan(function)
    return {
        stmt.results[0]
        for stmt in all_statements(function.body)
        if isinstance(stmt, Apply)
        and len(stmt.results) == 1
        and stmt.fn not in RESIZED
        and uses.get(stmt.results[0]) == 1
        and sharing(stmt, plan) == ((), False)
    }
