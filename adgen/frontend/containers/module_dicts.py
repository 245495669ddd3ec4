"""A dict of the module where all of it is asked for: its keys are known, its entries are read.

OPTIONS = {"rate": 0.5, "steps": 3}      of the module

step(x, **OPTIONS)                       step(x, rate=OPTIONS["rate"], steps=OPTIONS["steps"])
for name, value in OPTIONS.items(): ...  the same, entry by entry
"""

from __future__ import annotations

import ast

from adgen.frontend.containers.subscripts import select
from adgen.frontend.instances.dict_entries import as_dict_entry
from adgen.frontend.instances.entries import loaded
from adgen.frontend.regions.structures import LARGEST
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import DictContent, Ref, Region, Value
from adgen.ir.nodes import Const
from adgen.ir.objects import KEYS


def opened(ctx: Context, value: Value, node: ast.AST) -> Value:
    """A dict of the module as one of known keys, which must not be written; so a dict in a list
    that grows at run time; else the value."""
    entry = as_dict_entry(ctx, value)
    if entry is not None:
        return loaded(ctx, entry, node)
    if not isinstance(value, Const) or type(value.value) is not dict:
        return value
    found = value.value
    if len(found) > LARGEST or not all(type(key) in (str, int) for key in found):
        return value
    ctx.lowering.watch(found, KEYS, tuple(found))
    items = tuple(select(ctx, value, Const(key), node) for key in found)
    return Ref(Region(value.name, DictContent(tuple(found), items), "constant"))
