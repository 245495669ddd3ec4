"""Lists to which parts of one array are appended: whether they hold arrays, or places of parts.

parts.append(y[i:j])      y[i:j], as long as no part is written, nor y while the list is read;
                          else (i, j) (adgen.frontend.regions.windows)
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again, Doubt
from adgen.frontend.scope.values import Region


def parting(ctx: Context, node: ast.AST) -> Doubt:
    """The doubt whether a list to which something is appended here has the places of parts."""
    return Doubt("parting", ctx.span(node))


def note(ctx: Context, region: Region, doubt: Doubt | None) -> None:
    """What is put into a list may be a part of an array; with no doubt, something else."""
    first = ctx.lowering.entries.parts.get(region, doubt)
    ctx.lowering.entries.parts[region] = first if doubt is not None else None


def decide(ctx: Context, regions: Iterable[Region]) -> None:
    """Lowers the program again if one of the lists may have the places of parts instead."""
    decided = ctx.lowering.decided
    for region in regions:
        doubt = ctx.lowering.entries.parts.get(region)
        if doubt is None or doubt in decided:
            continue
        if replace(doubt, by="holding apart") not in decided:
            raise Again(doubt)
