"""Where in the text of a function each name is read: what ends with a loop, and what outlives it.

    for i in range(3):
        h = lambda y: y * i      may run whenever `h` is called: `i` outlives the loop
    return h(2.0)

Input: a function, lambda or comprehension. Output: its `Uses`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

_EVER = (-1, 1 << 60)
"""Before and behind every node: the name may be read at any time."""

_LATER = (ast.FunctionDef, ast.Lambda, ast.GeneratorExp)
"""What is inside of these runs later, if at all."""


@dataclass(slots=True)
class Uses:
    """Where names are read: preorder numbers of the nodes that read them.

    `extent` gives the first and the last number of the nodes inside a node; `names` are all
    names that stand anywhere.
    """

    names: set[str] = field(default_factory=set)

    reads: dict[str, list[int]] = field(default_factory=dict)
    extent: dict[int, tuple[int, int]] = field(default_factory=dict)

    def only_inside(self, name: str, node: ast.AST) -> bool:
        """True if the name is read nowhere but inside the node."""
        reads = self.reads.get(name)
        extent = self.extent.get(id(node))
        if not reads:
            return True
        if extent is None:
            return False
        return extent[0] <= reads[0] and reads[-1] <= extent[1]


def uses_of(root: ast.AST) -> Uses:
    """Where the names of a scope are read, by the scopes inside it too."""
    uses = Uses()
    number = 0
    pending: list[tuple[ast.AST, int]] = [(root, -1)]
    while pending:
        node, first = pending.pop()
        if first >= 0:  # everything inside has been seen
            uses.extent[id(node)] = (first, number - 1)
            continue
        _note_use(node, number, uses)
        if isinstance(node, _LATER) and node is not root:
            _note_free_names(node, uses)
        if isinstance(node, (ast.For, ast.While)):
            # The else of a loop stands behind it: what is read there outlives the loop.
            pending += [(child, -1) for child in reversed(node.orelse)]
        if isinstance(node, (ast.For, ast.While, ast.If, ast.Try)):
            pending.append((node, number))
        number += 1
        pending += [(child, -1) for child in reversed(list(_inside(node)))]
    for positions in uses.reads.values():
        positions.sort()
    return uses


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node; of a loop without those of its else."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, (ast.For, ast.While)) and child in node.orelse):
            yield child


def _note_use(node: ast.AST, number: int, uses: Uses) -> None:
    match node:
        case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
            uses.names.add(name)
        case ast.Name(id=name):
            uses.names.add(name)
            uses.reads.setdefault(name, []).append(number)
        case ast.AugAssign(target=ast.Name(id=name)):
            uses.reads.setdefault(name, []).append(number)
        case ast.Nonlocal(names=names):
            for name in names:
                # A nested function may read it at any time.
                uses.reads.setdefault(name, []).extend(_EVER)
        case _:
            pass


def _note_free_names(
    node: ast.FunctionDef | ast.Lambda | ast.GeneratorExp, uses: Uses
) -> None:
    """What is read of the scopes around a nested function is read when that is called."""
    own: set[str] = set()
    if not isinstance(node, ast.GeneratorExp):
        own.update(
            a.arg for a in ast.iter_child_nodes(node.args) if isinstance(a, ast.arg)
        )
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
            if inner.id not in own:
                uses.reads.setdefault(inner.id, []).extend(_EVER)
