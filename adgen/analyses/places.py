"""Whether an index names every place once: then what is added there can be added with `+=`,
and what is stored there has one adjoint a value.

    i, 1:n, a mask              once
    [0, 2], np.arange(n)        once
    (np.arange(n), j)           once: the rows differ
    another index array         perhaps twice
"""

from __future__ import annotations

from collections.abc import Callable

from adgen.ir.kinds import NONE, Array, Kind, Number, Other
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.ir.walk import path_steps

Defined = Callable[[Operand], Apply | None]
"""The statement that defines an operand, if it is known."""


def names_once(
    index: Operand,
    kind_of: Callable[[Operand], Kind],
    defined: Defined = lambda operand: None,
) -> bool:
    """True if no place is named twice; of a path, the last step decides."""
    index = path_steps(index)[-1]
    if not (isinstance(index, Pack) and index.form == "tuple"):
        return _once(index, kind_of) or _differ(index, defined)
    doubtful = [item for item in index.items if not _once(item, kind_of)]
    # Index arrays are taken together: it is enough that one never repeats.
    return all(_has_one_axis(item, kind_of) for item in doubtful) and (
        not doubtful or any(_differ(item, defined) for item in doubtful)
    )


def _once(item: Operand, kind_of: Callable[[Operand], Kind]) -> bool:
    if isinstance(item, Pack):
        return item.form == "slice"
    if isinstance(item, Const) and item.value is Ellipsis:
        return True
    match kind_of(item):
        case Number("int" | "bool") | Array("bool", _) | Other("slice"):
            return True
        case kind:
            return kind == NONE


def _has_one_axis(item: Operand, kind_of: Callable[[Operand], Kind]) -> bool:
    if isinstance(item, Pack):
        return distinct_constants(item) or all(isinstance(i, Const) for i in item.items)
    kind = kind_of(item)
    return isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1


def _differ(item: Operand, defined: Defined) -> bool:
    """True if the entries of an index array surely are different places."""
    if distinct_constants(item):
        return True
    stmt = defined(item) if isinstance(item, Var) else None
    return stmt is not None and stmt.fn == "np.arange" and len(stmt.args) == 1


def distinct_constants(item: Operand) -> bool:
    """True for a list of different integers that all count from the same end."""
    if not (isinstance(item, Pack) and item.form == "list"):
        return False
    numbers = [i.value for i in item.items if isinstance(i, Const)]
    plain = len(numbers) == len(item.items) and all(type(n) is int for n in numbers)
    if not plain or len({*numbers}) != len(numbers):
        return False
    return len({number < 0 for number in numbers}) == 1
