"""Indifference: extremes that are taken out and put back, of which no result depends.

    m = np.max(z, axis=1, keepdims=True)
    e = np.exp(z - m)
    y = e / np.sum(e, axis=1, keepdims=True)          y is the same for every m

People subtract the maximum so that nothing overflows. Whatever number they subtract, y is the
same, so the derivative of y by m is exactly 0: m is a constant, as in an adjoint written by hand.
Without this the generated code computes that 0, as a sum of terms that cancel but for rounding.

Every value that m reaches has to be of one of these forms, where b does not depend on m:

    shift n     b + n m          m is shift 1; z - m is shift -1
    scale n     b exp(n m)       exp of shift n; its sum where m is one number; the quotient of
                                 scale n and scale k is scale n - k; log of scale n is shift n

Shift 0 and scale 0 do not depend on m: there the search ends. If m reaches anything else (another
operation, another block, a result), m is a value like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adgen.analyses.latest import of_latest
from adgen.analyses.primitives import is_constant
from adgen.ir.kinds import UNKNOWN, Array, Dim, Kind, Number
from adgen.ir.nodes import Apply, Block, Const, Function, Operand, Pack, Var
from adgen.ir.walk import all_blocks, free_vars, used_vars

__all__ = ["indifferent"]

_REDUCTIONS = ("np.max", "np.amax", "np.min", "np.amin")
_EXTREMES = frozenset((*_REDUCTIONS, "max", "min", "np.maximum", "np.minimum"))
_PLUS = frozenset(("add", "np.add"))
_MINUS = frozenset(("sub", "np.subtract"))
_TIMES = frozenset(("mul", "np.multiply"))
_OVER = frozenset(("div", "np.divide"))
_NEGATIVE = frozenset(("neg", "np.negative"))
_EXP = frozenset(("np.exp", "math.exp"))
_LOG = frozenset(("np.log", "math.log"))
_SUMS = frozenset(("np.sum", "np.mean"))
_PRODUCTS = frozenset(("matmul", "np.matmul", "np.dot"))


@dataclass(frozen=True, slots=True)
class _Form:
    """How a value depends on m: b + degree * m, or b * exp(degree * m)."""

    scale: bool
    degree: int


_FREE = (_Form(False, 0), _Form(True, 0))
_Forms = dict[Var, _Form]


@of_latest
def indifferent(function: Function) -> frozenset[Var]:
    """The extremes of a function of which none of its other values depends in the end."""
    found: set[Var] = set()
    for block in all_blocks(function.body):
        for position, stmt in enumerate(block.body):
            if isinstance(stmt, Apply) and stmt.fn in _EXTREMES:
                search = _Search(stmt, function.kinds)
                if search.ends_free(block, position + 1):
                    found.update(stmt.results)
    return frozenset(found)


class _Search:
    """Follows one extreme through the statements of its block."""

    def __init__(self, extreme: Apply, kinds: Mapping[Var, Kind]) -> None:
        self._kinds = kinds
        self._forms: _Forms = {extreme.results[0]: _Form(False, 1)}
        whole = extreme.fn in _REDUCTIONS and not (extreme.args[1:] or extreme.kwargs)
        dims = self._dims(extreme.results[0])
        self._dims_of_m: tuple[Dim, ...] | None = () if whole else dims

    def ends_free(self, block: Block, begin: int) -> bool:
        """True if all that is computed from the extreme is free of it in the end."""
        for stmt in block.body[begin:]:
            if isinstance(stmt, Apply):
                if self._uses(used_vars(stmt)) and not self._follow(stmt):
                    return False
            elif self._uses(free_vars(stmt)):
                return False
        return not self._uses(free_vars(block.end))

    def _uses(self, used: Collection[Var]) -> bool:
        return any(var in self._forms for var in used)

    def _follow(self, stmt: Apply) -> bool:
        """Notes the form of a result; False if it has none."""
        if is_constant(stmt.fn):
            return True
        form = self._form(stmt)
        if form is None or len(stmt.results) != 1:
            return False
        if form not in _FREE:
            self._forms[stmt.results[0]] = form
        return True

    def _form(self, stmt: Apply) -> _Form | None:
        if any(isinstance(operand, Pack) for operand in stmt.args):
            return None
        forms = [self._operand(operand) for operand in stmt.args]
        if stmt.fn in _SUMS:
            return forms[0] if forms[0].scale and self._may_sum(stmt) else None
        if stmt.kwargs:
            return None
        if stmt.fn in _PRODUCTS and self._dims_of_m != ():
            return None
        match forms:
            case [x]:
                return _of_one(stmt.fn, x)
            case [x, y]:
                return _of_two(stmt.fn, x, y)
            case _:
                return None

    def _operand(self, operand: Operand) -> _Form:
        free = _Form(False, 0)
        return self._forms.get(operand, free) if isinstance(operand, Var) else free

    def _may_sum(self, stmt: Apply) -> bool:
        """True if m is one number for all that is summed, and stays where it was."""
        named = dict(stmt.kwargs)
        if len(stmt.args) > 2 or not named.keys() <= {"axis", "keepdims"}:
            return False
        if self._dims_of_m == ():
            return True
        axis = stmt.args[1] if len(stmt.args) == 2 else named.get("axis")
        dims = self._dims(stmt.args[0])
        if self._dims_of_m is None or dims is None or not isinstance(axis, Const):
            return False
        if type(axis.value) is not int:
            return False
        # Broadcasting aligns the last axes: this is the axis counted from the end, from 1.
        last = len(dims) - axis.value if axis.value >= 0 else -axis.value
        if last > len(self._dims_of_m):
            return True
        kept = named.get("keepdims") == Const(True)
        return kept and self._dims_of_m[-last] == 1

    def _dims(self, operand: Operand) -> tuple[Dim, ...] | None:
        kind = self._kinds.get(operand, UNKNOWN) if isinstance(operand, Var) else None
        if isinstance(kind, Number):
            return ()
        return kind.dims if isinstance(kind, Array) else None


def _of_one(fn: str, x: _Form) -> _Form | None:
    if fn in _EXP and not x.scale:
        return _Form(True, x.degree)
    if fn in _LOG and x.scale:
        return _Form(False, x.degree)
    if fn in _NEGATIVE:
        return x if x.scale else _Form(False, -x.degree)
    return None


def _of_two(fn: str, x: _Form, y: _Form) -> _Form | None:
    """The form of x + y, x - y, x * y, x / y or a product of matrices; one of them is not free."""
    if fn in _PLUS or fn in _MINUS:
        if x.scale or y.scale:
            return x if x == y else None
        sign = 1 if fn in _PLUS else -1
        return _Form(False, x.degree + sign * y.degree)
    if not all(form.scale or form.degree == 0 for form in (x, y)):
        return None
    if fn in _TIMES or fn in _PRODUCTS:
        return _Form(True, x.degree + y.degree)
    if fn in _OVER:
        return _Form(True, x.degree - y.degree)
    return None
