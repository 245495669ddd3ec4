"""np.where of a condition alone: the indices of what is true.

np.where(x > t)[0]         np.nonzero(x > t)[0], of which NumPy says it is short for that
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value


def where(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.where(condition)`, or the choice between two."""
    called = "np.nonzero" if len(args) == 1 and not kwargs else "np.where"
    return call_primitive(ctx, called, args, kwargs, node, name)


CALLS: dict[object, Builtin] = {np.where: where}
"""How the function is lowered."""
