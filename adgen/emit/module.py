"""A Program as the text of one module: imports, helper functions, callees, and the entry.

import numpy as np


def spring_forward(q, k):
    ...


def energy_grad(q, p, k, out_bar=1.0):
    ...
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adgen.collection import paused
from adgen.emit.comments import Verbatim
from adgen.emit.functions import function_node
from adgen.emit.nesting import require_shallow
from adgen.emit.ownership import own
from adgen.emit.printing import to_text
from adgen.emit.runtime_source import runtime_texts
from adgen.emit.trees import rebuild
from adgen.emit.twins import Twins
from adgen.emit.vocabulary import Vocabulary
from adgen.ir.nodes import Program
from adgen.ir.walk import needed_functions


@dataclass(frozen=True)
class Emitted:
    """The text of a module, and the objects of the names that it does not define itself."""

    text: str
    namespace: Mapping[str, object] = field(default_factory=dict)


_ALL = sys.maxsize


@paused()
def emit_program(
    program: Program,
    *,
    entries: Sequence[str] = (),
    spelling: Mapping[str, str] | None = None,
    fresh_results: bool = True,
    own_results: Mapping[str, int] | None = None,
    verify: bool | None = None,
) -> Emitted:
    """The module of a program.

    `entries` are the functions asked for, by default the program's own: with `fresh_results`
    none of their results shares memory with an argument or another result; `own_results`
    says of how many of a function's results that is asked, if not of all. `spelling` maps
    primitives to the text the user calls them by ({"np.cos": "cos"}).
    With `verify` the text is checked against the tree it was printed from.
    """
    vocabulary = Vocabulary(program, spelling or {})
    shared: dict[str, tuple[bool, ...]] = {}
    functions: list[ast.FunctionDef] = []
    twins = Twins()
    entries = entries or (program.entry,)
    for name in _callees_first(program, entries):
        fresh = (own_results or {}).get(name, _ALL) if name in entries else 0
        fresh = fresh if fresh_results else 0
        owned = own(rebuild(program.functions[name], vocabulary.text), shared, fresh)
        shared[name] = owned.shared
        node = function_node(owned, program.functions, vocabulary)
        require_shallow(node, program.functions[name])
        twin = None if name in entries else twins.found(node)
        if twin is None:
            functions.append(node)
        else:
            vocabulary.stands_for(twin, name)
    twins.with_best_names(functions)
    helpers = [Verbatim(text) for text in runtime_texts(vocabulary.runtime())]
    imports = [Verbatim(vocabulary.imports())]
    text = to_text(ast.Module([*imports, *helpers, *functions], []), verify)
    return Emitted(text, vocabulary.namespace())


def _callees_first(program: Program, entries: Sequence[str]) -> list[str]:
    """All functions, each after those it calls; the entries and their callees first."""
    order: dict[str, None] = {}
    visiting: set[str] = set()
    for root in (*entries, *program.functions):
        if root not in visiting:
            _visit(program, root, order, visiting)
    return list(order)


def _visit(
    program: Program, root: str, order: dict[str, None], visiting: set[str]
) -> None:
    stack: list[tuple[str, Iterator[str]]] = []

    def enter(name: str) -> None:
        visiting.add(name)
        stack.append((name, _callees(program, name)))

    enter(root)
    while stack:
        name, rest = stack[-1]
        callee = next(rest, None)
        if callee is None:
            order[name] = None
            stack.pop()
        elif callee not in visiting:
            enter(callee)


def _callees(program: Program, name: str) -> Iterator[str]:
    yield from needed_functions(program.functions[name].body)
