"""Questions that a branch has answered: whether a key is there, whether a name is None.

    %1 = n.0 in marks.0                        %1 = n.0 in marks.0
    if %1:                                     if %1:
        %2 = n.0 not in marks.0        ->          if False: raise KeyError(n.0)
        if %2: raise KeyError(n.0)                 ...
        ...

A dict of run time asks for a key that it is asked for. What has been asked whether it is None is
bound: `unbound(x)` is the same question then. Only questions whose answers exclude each
other are taken: of numbers `x < y` and `x >= y` may both be false.
"""

from __future__ import annotations

from adgen.ir.nodes import Apply, Const, Function, If, Operand, Raise, Var
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep

_OPPOSITES = {"in": "notin", "notin": "in", "is": "isnot", "isnot": "is"}

_Question = tuple[str, tuple[Operand, ...]]


def answer_again(function: Function, context: Context) -> Function:
    """The function without questions whose answers are known; the same object if none are."""
    return _Answering(function).run()


class _Answering(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._asked: dict[Operand, _Question] = {}
        self._answers: list[dict[_Question, bool]] = []

    def apply(self, stmt: Apply) -> Apply | None:
        if stmt.fn not in (*_OPPOSITES, "unbound") or len(stmt.results) != 1:
            return stmt
        question = stmt.fn, stmt.args
        if stmt.fn == "unbound":
            question = "is", (*stmt.args, Const(None))
        for known in self._answers:
            if question in known:
                self.equal[stmt.results[0]] = Const(known[question])
                return None
        if stmt.fn in _OPPOSITES:
            self._asked[stmt.results[0]] = question
        return stmt

    def take(self, test: Operand, way: bool) -> None:
        self._answers.append(self._answered(test, way))

    def done(self) -> None:
        self._answers.pop()

    def enter(self) -> None:
        self._answers.append({})

    def leave(self) -> None:
        self._answers.pop()

    def after_if(self, stmt: If) -> None:
        """Behind `if k not in d: raise KeyError(k)` the key is there."""
        for side, way in ((stmt.then, False), (stmt.orelse, True)):
            if isinstance(side.end, Raise):
                self._answers[-1] |= self._answered(stmt.test, way)

    def _answered(self, test: Operand, way: bool) -> dict[_Question, bool]:
        question = self._asked.get(test) if isinstance(test, Var) else None
        if question is None:
            return {}
        fn, args = question
        return {question: way, (_OPPOSITES[fn], args): not way}
