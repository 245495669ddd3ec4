"""Indices and views as Python expressions.

index (2, slice(1, None, None)) of x        ->      x[2, 1:]
path [0].T[1] of x                          ->      x[0].T[1]
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Sequence

from adgen.ir.nodes import Const, Operand, Pack
from adgen.ir.primitives import VIEW_ATTRIBUTES

_LOAD = ast.Load()


class Subscripts(ABC):
    """What stands between brackets, for a writer that knows how to write operands."""

    @abstractmethod
    def operand(self, operand: Operand) -> ast.expr:
        """The expression of any operand."""

    @abstractmethod
    def primitive(self, fn: str) -> ast.expr:
        """The name a primitive is called by."""

    def several(self, operands: Sequence[Operand]) -> list[ast.expr]:
        """The expressions of several operands."""
        return [self.operand(operand) for operand in operands]

    def index(self, operand: Operand) -> ast.expr:
        """An operand as the index of a subscript, where a slice has its own form."""
        match operand:
            case Pack(form="slice", items=items):
                bounds = [None if i == Const(None) else self.operand(i) for i in items]
                return ast.Slice(*bounds)
            case Pack(form="tuple", items=(Pack(form="slice") as only,)):
                return self.index(only)  # x[1:,] is x[1:]
            case Pack(form="tuple", items=items) if items:
                return ast.Tuple([self.index(item) for item in items], _LOAD)
            case _:
                return self.operand(operand)

    def view(self, base: Operand, steps: Sequence[Operand]) -> ast.expr:
        """base[i][j] of the steps of a path; a step may be a view of its own: base.T"""
        made = self.operand(base)
        for step in steps:
            if isinstance(step, Pack) and step.form == "view":
                made = self._viewed(made, step)
            else:
                made = ast.Subscript(made, self.index(step), _LOAD)
        return made

    def _viewed(self, base: ast.expr, view: Pack) -> ast.expr:
        fn, *args = view.items
        assert isinstance(fn, Const)
        attribute = VIEW_ATTRIBUTES.get(str(fn.value))
        if attribute is not None and not args:
            return ast.Attribute(base, attribute, _LOAD)
        return ast.Call(self.primitive(str(fn.value)), [base, *self.several(args)], [])
