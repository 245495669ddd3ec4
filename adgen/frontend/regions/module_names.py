"""A dict of the module with names for keys is a table by which the program goes.

for name in RATES:           is written out, as of a dict of the function's own
    s += RATES[name] * p[name]
"""

from __future__ import annotations

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Value
from adgen.ir.nodes import Const
from adgen.ir.objects import KEYS


def names_in(ctx: Context, found: object, most: int) -> tuple[Value, ...] | None:
    """The keys, which are looked at again at every call, or the letters of a string; None of
    anything else, and of a dict with other keys than names."""
    if isinstance(found, str):
        return tuple(map(Const, found))
    if type(found) is not dict:
        return None
    if len(found) > most or not all(type(key) is str for key in found):
        return None
    ctx.lowering.watch(found, KEYS, tuple(found))
    return tuple(map(Const, found))
