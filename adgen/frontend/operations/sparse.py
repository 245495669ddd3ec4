"""Sparse matrices, which are refused by a message of their own.

M @ x           M: a matrix of scipy.sparse
scipy.sparse.diags(x)
"""

from __future__ import annotations

import ast

from adgen.errors import NoRuleError
from adgen.frontend.scope.context import Context


def refuse_sparse(ctx: Context, value: object, what: str, node: ast.AST) -> None:
    """Refuses what belongs to scipy.sparse: a function, a class or a matrix."""
    owner = getattr(value, "__module__", None) or type(value).__module__
    if not str(owner).startswith("scipy.sparse"):
        return
    raise NoRuleError(
        f"adgen cannot differentiate `{what}`: it has no rules for sparse matrices",
        ctx.span(node),
        "Put what is done with the matrix into a function and give that a rule, with"
        " adgen.custom_vjp\n(docs/adding-a-rule.md); or use arrays, or"
        " scipy.linalg.solve_banded.",
    )
