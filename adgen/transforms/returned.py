"""The adjoints that are returned, each under the name of its parameter.

    v_bar := -w_bar                     x_bar := -w_bar
    return v_bar, v_bar         ->      y_bar := -w_bar
                                        return x_bar, y_bar

The first of several parameters with one adjoint gives it its name; for the others it is
computed again, where that takes one cheap statement (an array would have to be copied).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from adgen.analyses.primitives import is_cheap
from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Operand, Param, Store, Var
from adgen.ir.walk import substitute
from adgen.names import adjoint_name, is_temporary


def under_own_names(
    leaves: Sequence[Var], gradients: Sequence[Operand], builder: Builder
) -> list[Operand]:
    """The gradients of the leaves, which the statements of `builder` have made."""
    own: dict[Operand, Var] = {}
    found: list[Operand] = []
    for leaf, gradient in zip(leaves, gradients):
        place = _place(gradient, builder) if gradient not in own else -1
        if gradient in own:
            found.append(_again(leaf, own[gradient], builder))
        elif place is None:
            found.append(gradient)
        else:
            assert isinstance(gradient, Var)
            own[gradient] = _renamed(leaf, gradient, place, builder)
            found.append(own[gradient])
    return found


def own_adjoints(params: Sequence[Param], leaves: Sequence[Var]) -> tuple[str, ...]:
    """`x_bar` for each leaf that is a whole parameter; "" for a part of one."""
    names = {p.pattern: p.name for p in params if isinstance(p.pattern, Var)}
    return tuple(adjoint_name(names[v]) if v in names else "" for v in leaves)


def _place(gradient: Operand, builder: Builder, named: bool = False) -> int | None:
    """Where an adjoint is computed; one that has a name already only if `named`."""
    if not isinstance(gradient, Var) or not named and not is_temporary(gradient.name):
        return None
    for place, stmt in enumerate(builder.statements):
        match stmt:
            case Apply(results=(result,)) | Store(result=result) if result == gradient:
                return place if stmt.derived else None
    return None


def _renamed(leaf: Var, gradient: Var, place: int, builder: Builder) -> Var:
    """The adjoint under the name of its leaf, from its definition on.

    What is written into zeros has the name from the zeros on.
    """
    new = builder.fresh(adjoint_name(leaf.name), builder.kind_of(gradient))
    made = cast(Apply | Store, builder.statements[place])
    if isinstance(made, Store):
        builder.statements[place] = replace(made, result=new)
        before = _place(made.base, builder)
        if before is not None:
            _renamed(leaf, cast(Var, made.base), before, builder)
    else:
        builder.statements[place] = replace(made, results=(new,))
    for later in range(place + 1, len(builder.statements)):
        stmt = builder.statements[later]
        builder.statements[later] = substitute(stmt, {gradient: new})
    return new


def _again(leaf: Var, first: Var, builder: Builder) -> Operand:
    """The same adjoint for another leaf: computed again if that is cheap."""
    place = _place(first, builder, named=True)
    made = None if place is None else builder.statements[place]
    if place is None or not isinstance(made, Apply) or not is_cheap(made.fn):
        return first
    new = builder.fresh(adjoint_name(leaf.name), builder.kind_of(first))
    builder.statements.insert(place + 1, replace(made, results=(new,), note=""))
    return new
