"""Algebra on adgen's own statements.

    %1 := x.0 ** 1             %1 is x.0
    %2 := out_bar.0 * 2.0      %2 := 2.0 * out_bar.0
    %3 := 1.0 / y.0
    %4 := %3 * %2              %4 := %2 / y.0
    %5 := -%4
    x_bar.0 := z.0 + %5        x_bar.0 := z.0 - %4
    %6 := a.0.T
    %7 := %6 @ b.0             %6 := b.0.T
    %8 := %7.T                 %8 := %6 @ a.0
    %9 := a.0 * b.0
    %10 := b.0 * a.0           %9 := 2 * a.0
    %11 := %9 + %10            %11 := %9 * b.0

One statement is looked at with the statements that make its operands; it becomes an operand,
or another statement. The rules are in `adgen.optimize.algebra` (arithmetic) and
`adgen.optimize.shaping` (functions that do nothing to operands of known kind). `x - x`, `0 * x`
and `x / x` stay: they are NaN where x is not finite. A neutral operand goes only where the
kind stays the same: `1.0 * n` is a float where n is an int.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.analyses.uses import use_counts
from adgen.ir.kinds import Array, Kind, Number
from adgen.ir.namer import Namer
from adgen.ir.nodes import Apply, Function, Operand, Var
from adgen.optimize.algebra import ARITHMETIC, like_terms
from adgen.optimize.context import Context
from adgen.optimize.facts import Facts
from adgen.optimize.shaping import SHAPING
from adgen.optimize.sweep import Sweep

_RULES = ARITHMETIC | SHAPING


def simplify(function: Function, context: Context) -> Function:
    """The function with simpler derived statements; the same object if nothing changed."""
    return _Simplification(function).run()


class _Simplification(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._facts = Facts(self.kinds, use_counts(function))
        self._namer: Namer | None = None

    def apply(self, stmt: Apply) -> Apply | None:
        found = self._simplified(stmt)
        if found is not None:
            self._facts.note_product(found)
        return found

    def _simplified(self, stmt: Apply) -> Apply | None:
        if not stmt.derived or len(stmt.results) != 1:
            return stmt
        rule = _RULES.get(stmt.fn)
        while rule is not None:
            found = rule(stmt, self._facts)
            if found is None:
                break
            if not isinstance(found, Apply):
                self.equal[stmt.results[0]] = found
                return None
            stmt = found
            rule = _RULES.get(stmt.fn)
        if stmt.fn == "np.transpose":
            stmt = self._transposed_product(stmt)
        elif stmt.fn == "add":
            stmt = self._joined_terms(stmt)
        self._facts.note(stmt)
        return stmt

    def _joined_terms(self, stmt: Apply) -> Apply:
        """`a * b + a * b` as `2 * a * b`."""
        found = like_terms(stmt, self._facts)
        if found is None:
            return stmt
        factor, product = found
        first, second = product.args
        if isinstance(self._facts.kind(second), Number):
            first, second = second, first
        if not self._facts.is_inexact(first):
            return stmt
        multiple = self._temporary(self._facts.kind(first))
        made = Apply((multiple,), "mul", (factor, first), derived=True)
        self._facts.note(made)
        self.out.append(made)
        return replace(product, results=stmt.results, args=(multiple, second))

    def _temporary(self, kind: Kind) -> Var:
        if self._namer is None:
            self._namer = Namer.of(self.function)
        result = self._namer.temporary()
        self.kinds[result] = kind
        return result

    def _transposed_product(self, stmt: Apply) -> Apply:
        """`(a.T @ b).T` as `b.T @ a`."""
        product = self._facts.made_once_by(stmt.args[0], "matmul")
        if product is None or len(stmt.args) > 1 or stmt.kwargs:
            return stmt
        before = [self._untransposed(arg) for arg in product.args]
        known = [a if b is None else b for a, b in zip(product.args, before)]
        if before == [None, None] or not all(map(self._is_matrix, known)):
            return stmt
        right, left = (
            self._transpose(arg) if inner is None else inner
            for arg, inner in zip(product.args, before)
        )
        return replace(stmt, fn="matmul", args=(left, right))

    def _untransposed(self, operand: Operand) -> Operand | None:
        made = self._facts.made_by(operand, "np.transpose")
        simple = made is not None and len(made.args) == 1 and not made.kwargs
        return made.args[0] if made is not None and simple else None

    def _is_matrix(self, operand: Operand) -> bool:
        kind = self._facts.kind(operand)
        return isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 2

    def _transpose(self, operand: Operand) -> Var:
        """The transpose of a matrix, in a statement before this one."""
        kind = self._facts.kind(operand)
        assert isinstance(kind, Array) and kind.dims is not None
        result = self._temporary(replace(kind, dims=kind.dims[::-1]))
        made = Apply((result,), "np.transpose", (operand,), derived=True)
        self._facts.note(made)
        self.out.append(made)
        return result
