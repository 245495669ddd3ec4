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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adgen.collection import paused
from adgen.emit.comments import Verbatim
from adgen.emit.functions import function_node
from adgen.emit.nesting import require_shallow
from adgen.emit.owning import owned_functions
from adgen.emit.printing import to_text
from adgen.emit.runtime_source import runtime_texts
from adgen.emit.twins import Twins
from adgen.emit.vocabulary import Vocabulary
from adgen.ir.nodes import Program


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
    functions: list[ast.FunctionDef] = []
    twins = Twins()
    entries = entries or (program.entry,)
    wanted = {} if own_results is None else own_results
    fresh = {name: wanted.get(name, _ALL) * fresh_results for name in entries}
    for name, owned in owned_functions(program, fresh, vocabulary.text).items():
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
