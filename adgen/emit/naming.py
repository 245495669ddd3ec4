"""Out of SSA: one Python name for each value, so that few assignments are needed.

    x.1 = a.0                                 x = a
    for i in ... with x.2 = x.1      ->       for i in range(n):
        x.3 = x.2 * x.2                           x = x * x
    x.4                                       return x

Values of one user name share it while their lives do not overlap; what overlaps is called `x_1`.
Temporaries are v1, v2, ... unless they become the value of something with a name. Parameters
keep their names. Input: a `Plan` and its `Deaths`. Output: a table from Var to name.

The walk goes forward, holding the names of the live values. A name that is free where a value is
defined stays free of others as long as it lives, as those look for free names in their turn.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from adgen.emit.deaths import Deaths
from adgen.emit.flows import flows
from adgen.emit.plan import Plan, evaluated_once, written_base
from adgen.ir.nodes import (
    Apply,
    Block,
    Call,
    For,
    Function,
    If,
    Operand,
    Remark,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    all_definitions,
    defined_vars,
    end_blocks,
    operand_vars,
    param_vars,
    target_vars,
)
from adgen.names import is_temporary

Names = Mapping[Var, str]
NO_NAMES: Names = {}
_Held = dict[str, Var | None]

_TEMPORARY = re.compile(r"%(\d+)(.*)", re.DOTALL)


def name_values(
    plan: Plan,
    deaths: Deaths,
    reserved: Collection[str] = (),
    unnamed: Collection[Var] = (),
    unpacked: Collection[Var] = (),
    dropped: Mapping[Var, str] = NO_NAMES,
) -> Names:
    """The name of every value that is not inlined. `reserved` are never used, but for
    parameters; `unnamed` are leaves of parameters that are read in place (`params["w"]`),
    `unpacked` tuples of which only the parts have names, `dropped` values that are not read,
    with what stands in their places.
    """
    walk = _Forward(plan, deaths, {*reserved, *dropped.values()}, dropped)
    walk.function(unnamed)
    names = {var: name for var, name in walk.names.items() if var not in unpacked}
    return _numbered(names, walk.taken, _given(plan.function))


class _Forward:
    def __init__(
        self,
        plan: Plan,
        deaths: Deaths,
        reserved: Collection[str],
        dropped: Mapping[Var, str],
    ) -> None:
        self.names: dict[Var, str] = dict(dropped)
        self._dropped = dropped
        self._plan = plan
        self._deaths = deaths
        self._flows = flows(plan.function)
        self._based: dict[Var, str] = {}
        self._reserved = {*reserved, *keyword.kwlist}
        bases = {_identifier(v.name) for v in all_definitions(plan.function)}
        self._bases = {base for base in bases if not is_temporary(base)}
        params = {param.name for param in plan.function.params}
        self.taken = self._bases | self._reserved | params

    # the walk ------------------------------------------------------------------------

    def function(self, unnamed: Collection[Var]) -> None:
        """Names everything in the function."""
        held: _Held = {}
        structured: list[Var] = []
        for param in self._plan.function.params:
            if isinstance(param.pattern, Var):
                self.names[param.pattern] = param.name
                held[param.name] = param.pattern
            else:
                structured += operand_vars(param.pattern)
                held[param.name] = None
        for var in structured:
            if (
                var not in unnamed
                and var not in self._deaths.entering[id(self._plan.function.body)]
            ):
                self._define(var, held)
        self._block(self._plan.function.body, held)

    def _block(self, block: Block, held: _Held) -> None:
        self._release(self._deaths.entering.get(id(block), ()), held)
        for stmt in block.body:
            if self._plan.shows(stmt):
                self._statement(stmt, held)
        inner = end_blocks(block.end)
        if inner:
            self._release(self._deaths.ending[id(block)], held)
        for side in inner:
            self._block(side, dict(held))

    def _statement(self, stmt: Statement, held: _Held) -> None:
        dying = self._deaths.at.get(id(stmt), frozenset())
        match stmt:
            case Remark():
                pass
            case For():
                self._for(stmt, dying, held)
            case While():
                self._while(stmt, dying, held)
            case If() if not self._plan.is_conditional(stmt):
                self._release(dying, held)
                self._if(stmt, held)
            case Apply() | Call() | Store() | If():
                base = written_base(stmt)
                self._release(dying, held)
                results = defined_vars(stmt)
                for result in results:
                    like = (base,) if base is not None and result is results[0] else ()
                    self._define(result, held, like)
                self._release(self._deaths.unused.intersection(results), held)

    def _if(self, stmt: If, held: _Held) -> None:
        after = dict(held)
        self._release(self._deaths.leaving[id(stmt)], after)
        for i, result in enumerate(stmt.results):
            self._define(result, after, self._unchanged(stmt, i))
        self._block(stmt.then, dict(held))
        self._block(stmt.orelse, dict(held))
        self._release(self._deaths.unused.intersection(stmt.results), after)
        _replace(held, after)

    def _unchanged(self, stmt: If, i: int) -> tuple[Operand, ...]:
        """What one side leaves as it was, so that nothing has to be assigned there."""
        if is_temporary(self._base(stmt.results[i])):
            return ()
        ends = (stmt.then.end, stmt.orelse.end)
        return tuple(end.values[i] for end in ends if isinstance(end, Yield))

    def _for(self, loop: For, dying: Collection[Var], held: _Held) -> None:
        # `x = a` stands before `for i in range(n)`: it must not overwrite n.
        late = set(self._plan.leaves(evaluated_once(loop.iterable))).intersection(dying)
        self._release([v for v in dying if v not in late], held)
        self._carry(loop, held, late)
        self._release(late, held)
        inside = dict(held)
        for var, carried in self._carried(loop):
            inside[var] = carried
        self._release(self._deaths.entering[id(loop.body)] - _bound(loop), inside)
        for target in target_vars(loop.target):
            self._define(target, inside)
        self._block(loop.body, inside)
        self._leave(loop, held)

    def _while(self, loop: While, dying: Collection[Var], held: _Held) -> None:
        self._release(dying, held)
        self._carry(loop, held, ())
        inside = dict(held)
        for name, carried in self._carried(loop):
            inside[name] = carried
        self._block(loop.test, dict(inside))
        self._block(loop.body, inside)
        self._leave(loop, held)

    def _carry(self, loop: For | While, held: _Held, late: Collection[Var]) -> None:
        """Names the carried values, none of which may take the name of another."""
        trial = dict(held)
        for carried, initial in zip(loop.carried, loop.initial):
            own = isinstance(initial, Var) and initial in late
            if own:
                self._release((initial,), trial)  # type: ignore[arg-type]
            self._define(carried, trial, (initial,))
            if own:
                name = self.names.get(initial)  # type: ignore[arg-type]
                if name is not None:
                    trial.setdefault(name, initial)  # type: ignore[arg-type]

    def _carried(self, loop: For | While) -> Iterator[tuple[str, Var]]:
        for carried, result in zip(loop.carried, loop.results):
            self.names[result] = self.names[carried]
            yield self.names[carried], carried

    def _leave(self, loop: For | While, held: _Held) -> None:
        self._release(self._deaths.leaving[id(loop)], held)
        for result in loop.results:
            if result not in self._deaths.unused:
                held[self.names[result]] = result

    # choosing ------------------------------------------------------------------------

    def _release(self, variables: Iterable[Var], held: _Held) -> None:
        for var in variables:
            name = self.names.get(var)
            if name is not None and held.get(name) == var:
                del held[name]

    def _define(self, var: Var, held: _Held, like: tuple[Operand, ...] = ()) -> None:
        """Chooses a name that no live value has."""
        if var in self._dropped:
            return
        base = self._base(var)
        for wanted in (*self._wanted(var, base, like), base):
            if wanted not in held and wanted not in self._reserved:
                break
        else:
            number = 1
            while (wanted := f"{base}_{number}") in held or wanted in self.taken:
                number += 1
        self.names[var] = wanted
        held[wanted] = var

    def _wanted(self, var: Var, base: str, like: tuple[Operand, ...]) -> Iterator[str]:
        """Names that would save an assignment: of what the value becomes, or is made of."""
        target = self._flows.get(var)
        for other in (target, *like):
            if isinstance(other, Var) and other in self.names:
                if self._base(other) == base or is_temporary(base):
                    yield self.names[other]

    def _base(self, var: Var) -> str:
        """The user's name; for a temporary that of what it becomes in the end."""
        passed: dict[Var, None] = {}
        last = var
        while last not in self._based:
            passed[last] = None
            target = self._flows.get(last)
            if not is_temporary(last.name) or target is None or target in passed:
                self._based[last] = _identifier(last.name)
            else:
                last = target
        base = self._based[last]
        self._based.update(dict.fromkeys(passed, base))
        return base


def _bound(loop: For) -> set[Var]:
    return set(target_vars(loop.target))


def _replace(held: _Held, other: _Held) -> None:
    held.clear()
    held.update(other)


def _identifier(name: str) -> str:
    """A name of the IR as a Python name; `%7` stays as it is for now."""
    return (
        name if name.isidentifier() or is_temporary(name) else re.sub(r"\W", "_", name)
    )


def _given(function: Function) -> list[Var]:
    """What a function is given: its parameters, and what it unpacks of a record first."""
    given = list(param_vars(function))
    for stmt in function.body.body[:1]:
        if isinstance(stmt, Apply) and stmt.fn == "unpack":
            given += stmt.results
    return given


def _numbered(
    names: Mapping[Var, str], taken: Collection[str], given: Iterable[Var]
) -> dict[Var, str]:
    """Temporaries numbered from 1: those a function is given, then in the order of the IR."""
    endings: dict[int, set[str]] = {}
    for name in names.values():
        match = _TEMPORARY.match(name)
        if match:
            endings.setdefault(int(match[1]), set()).add(match[2])
    numbers: dict[int, int] = {}
    last = 0
    stems = (_TEMPORARY.match(names.get(var, "")) for var in given)
    first = dict.fromkeys(int(stem[1]) for stem in stems if stem)
    for number in dict.fromkeys((*first, *sorted(endings))):
        last += 1
        while any(f"v{last}{ending}" in taken for ending in endings[number]):
            last += 1
        numbers[number] = last

    def numbered(name: str) -> str:
        match = _TEMPORARY.match(name)
        return f"v{numbers[int(match[1])]}{match[2]}" if match else name

    return {var: numbered(name) for var, name in names.items()}
