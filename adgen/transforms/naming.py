"""The names of tangents: that of `y` is `y_dot`, where a rule has made it under a number.

%3 = a_dot @ v; %4 = %3 + w     ->     y_dot = a_dot @ v; %4 = y_dot + w
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Operand, Var
from adgen.ir.walk import substitute
from adgen.names import is_temporary, tangent_name


def named_tangent(var: Var, dot: Operand, builder: Builder, start: int) -> Operand:
    """The tangent under its variable's name, if it is a temporary made since `start`."""
    if not isinstance(dot, Var) or not is_temporary(dot.name):
        return dot
    statements = builder.statements
    for position in range(start, len(statements)):
        stmt = statements[position]
        if isinstance(stmt, Apply) and stmt.results == (dot,):
            new = builder.fresh(tangent_name(var.name), builder.kind_of(dot))
            statements[position] = replace(stmt, results=(new,))
            # A rule of several results may use the tangent of one in those of others.
            for later in range(position + 1, len(statements)):
                statements[later] = substitute(statements[later], {dot: new})
            return new
    return dot
