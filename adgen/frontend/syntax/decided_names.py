"""Conditions that a name decides, whatever is computed before it: `x > 0.0 and model`.

def viscosity(rho, fase=None):
    if rho and fase: ...            nothing is done where fase is None
"""

from __future__ import annotations

import ast

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import NONE_VALUE


def word_of(test: ast.BoolOp) -> str:
    """The primitive that joins its values."""
    return "and" if isinstance(test.op, ast.And) else "or"


def decided_by_name(ctx: Context, test: ast.BoolOp) -> bool:
    """True for an `and` one name of which is None, if nothing is called before it is asked."""
    for node in test.values if isinstance(test.op, ast.And) else ():
        if isinstance(node, ast.Name):
            owner = ctx.frame.owner(node.id)
            value = None if owner is None else ctx.state.names.get(owner.key(node.id))
            if value == NONE_VALUE:
                return True
        if any(isinstance(each, (ast.Call, ast.NamedExpr)) for each in ast.walk(node)):
            return False
    return False
