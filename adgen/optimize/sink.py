"""A number that is used once is computed where it is used.

    %15 := 2.0 * x.3
    step_bar.1 := if %16: ...              step_bar.1 := if %16: ...
    r_bar.0 := step_bar.1 / %15     ->     %15 := 2.0 * x.3
                                           r_bar.0 := step_bar.1 / %15

so that the emitter can write it inside the expression that uses it. Moved are only adgen's
own temporaries made of numbers, and only over statements that expressions are not rebuilt
across: what is made of arrays would have to be copied where these are written in between.
"""

from __future__ import annotations

from adgen.analyses.primitives import is_pure
from adgen.analyses.uses import use_counts
from adgen.ir.kinds import UNKNOWN, Number
from adgen.ir.nodes import Apply, Block, Const, End, Function, Remark, Statement, Var
from adgen.ir.walk import used_vars
from adgen.names import is_temporary
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep


def sink(function: Function, context: Context) -> Function:
    """The function with temporaries beside their use; the same object if they are."""
    return _Sinking(function).run()


class _Sinking(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._uses = use_counts(function)

    def statements(self, block: Block) -> End:
        end = super().statements(block)
        users = dict.fromkeys(used_vars(end), len(self.out))
        moved: dict[int, int] = {}
        obstacle = len(self.out)  # the next statement that is no plain computation
        for place in range(len(self.out) - 1, -1, -1):
            stmt = self.out[place]
            if isinstance(stmt, Remark):
                users.clear()  # what stands above stays above
            elif isinstance(stmt, Apply):
                user = self._user(stmt, users)
                if user is not None and obstacle < user:
                    moved[place] = user
            else:
                obstacle = place
            for var in used_vars(stmt):
                users[var] = moved.get(place, place)
        if moved:
            self.out = _placed(self.out, moved)
        return end

    def _user(self, stmt: Apply, users: dict[Var, int]) -> int | None:
        """The place of the only user of a statement that may be moved."""
        if not stmt.derived or len(stmt.results) != 1:
            return None
        (result,) = stmt.results
        if self._uses.get(result) != 1 or not is_temporary(result.name):
            return None
        if not is_pure(stmt.fn) or not all(map(self._is_number, stmt.args)):
            return None
        return None if stmt.kwargs else users.get(result)

    def _is_number(self, operand: object) -> bool:
        if isinstance(operand, Const):
            return True
        kind = self.kinds.get(operand, UNKNOWN) if isinstance(operand, Var) else UNKNOWN
        return isinstance(kind, Number)


def _placed(out: list[Statement], moved: dict[int, int]) -> list[Statement]:
    """The statements, each moved one before its user, in the order they had."""
    before: dict[int, list[Statement]] = {}
    for place in sorted(moved):
        before.setdefault(moved[place], []).append(out[place])
    found: list[Statement] = []
    for place, stmt in enumerate(out):
        if place not in moved:
            found += before.get(place, ())
            found.append(stmt)
    return found + before.get(len(out), [])
