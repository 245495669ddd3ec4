"""Conditions that a name decides, whatever is computed before it: `x > 0.0 and model`.

def viscosity(rho, fase=None):
    if rho and fase: ...            nothing is done where fase is None
    if i % 5 == 0 and PLOT: ...     nothing is done where the module says PLOT = False
"""

from __future__ import annotations

import ast

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import NONE_VALUE
from adgen.ir.nodes import Const


def word_of(test: ast.BoolOp) -> str:
    """The primitive that joins its values."""
    return "and" if isinstance(test.op, ast.And) else "or"


def decided_by_name(ctx: Context, test: ast.BoolOp) -> bool:
    """True for an `and` of which one name is None or False, if nothing is called before that."""
    for node in test.values if isinstance(test.op, ast.And) else ():
        if isinstance(node, ast.Name):
            owner = ctx.frame.owner(node.id)
            if owner is not None:
                value = ctx.state.names.get(owner.key(node.id))
            else:
                value = ctx.expression(node)
            if value in (NONE_VALUE, Const(False)):
                return True
        if any(isinstance(each, (ast.Call, ast.NamedExpr)) for each in ast.walk(node)):
            return False
    return False
