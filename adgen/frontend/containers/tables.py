"""From a dict whose keys are known to one whose keys are computed at run time.

found = {}                         found becomes an object with two lists, found.marks and
for i in range(len(x)):            found.entries, before the loop; what is done with it is done
    found[i] = x[i] ** 2           by the methods of `adgen.frontend.regions.dicts`
"""

from __future__ import annotations

import ast
from typing import NoReturn

from adgen.frontend.control.given_back import gives_back, require_run_time
from adgen.frontend.control.loops import Restart
from adgen.frontend.regions.dicts import Counts, Table, TableWithFactory
from adgen.frontend.regions.shared_entries import is_table
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import (
    Content,
    DictContent,
    ListContent,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.nodes import Const


def made_table(ctx: Context, ref: Ref, node: ast.AST) -> None:
    """The dict is a table from here on; one from outside of a loop from the loop's start on."""
    region = ref.region
    content = ctx.state.content(region)
    assert isinstance(content, DictContent)
    if region.origin != "fresh":
        _not_of_the_caller(ctx, region, node)
        ctx.refuse(
            node,
            "a dict that is an argument, or of the module, has other keys in a loop, or keys"
            " that are only known at run time",
            "Use literal keys that it has, or a dict of the function's own: d = dict(d).",
        )
    _made_before_loops(ctx, region)
    ctx.state.memory[region] = _table(region, content)


def refuse_written_entry(ctx: Context, region: Region, node: ast.AST) -> NoReturn:
    """Refuses `d[k][i] = v` of a dict that cannot be a table."""
    _not_of_the_caller(ctx, region, node)
    ctx.refuse(
        node,
        "an array in a dict that is an argument, or of the module, is written by a key that is"
        " only known at run time",
        "Use literal keys, or work on copies: d = {k: v.copy() for k, v in d.items()}.",
    )


def _not_of_the_caller(ctx: Context, region: Region, node: ast.AST) -> None:
    """In line a dict is the caller's, which may have made it."""
    require_run_time(ctx, region)
    if not gives_back(ctx):
        ctx.lowering.note_write(ctx, region, node)


def with_keys_of_other_iterations(ctx: Context, ref: Ref) -> None:
    """A dict without a key that is asked for: an iteration before may have set it."""
    if ref.region.origin == "fresh" and ctx.catcher(KeyError) is None:
        _made_before_loops(ctx, ref.region)


def _made_before_loops(ctx: Context, region: Region) -> None:
    for loop in ctx.loops:
        before = loop.entry.content(region)
        if region.birth < loop.birth and isinstance(before, DictContent):
            loop.entry.memory[region] = _table(region, before)
            raise Restart(loop)


def as_table(ctx: Context, region: Region, content: Content, node: ast.AST) -> Content:
    """The object that stands for the dict from where paths meet on which it has other keys."""
    if isinstance(content, DictContent) and region.origin == "fresh":
        return _table(region, content)
    if is_table(content):
        return content
    ctx.refuse(
        node,
        "a dict that is an argument, or one of several, has other keys on one path than on"
        " another",
        "Work on a dict of the function's own, d = dict(d), or give it the keys on every path.",
    )


def may_be_table(ref: Ref, index: Value, lists: bool) -> bool:
    """True if a dict of the function's own is asked for what only a table can give.

    Its entries may be `lists`, which may be changed through the entry.
    """
    region = ref.region
    wanted = lists or isinstance(index, Tuple) or region.factory is not None
    return region.origin == "fresh" and wanted


def _table(region: Region, content: DictContent) -> ObjectContent:
    """The object that stands for a dict."""
    parts: dict[str, Value] = {
        "marks": _part(region, "keys", tuple(map(key_value, content.keys))),
        "entries": _part(region, "values", content.items),
    }
    cls: type = Table
    if isinstance(region.factory, Const):
        cls = Counts
    elif region.factory is not None:
        cls, parts["factory"] = TableWithFactory, region.factory
    return ObjectContent(cls, tuple(parts), tuple(parts.values()))


def _part(region: Region, what: str, items: tuple[Value, ...]) -> Ref:
    label = f"{region.label}_{what}" if region.label else what
    return Ref(Region(label, ListContent(items), birth=region.birth, own=True))
