"""One function of the IR as a Python function: its signature, its docstring, its body.

    def f(a, /, p, *, tol=1e-6):
        \"\"\"Gradient of ...\"\"\"
        w = p["w"]
        ...

A leaf of a structured parameter is read at the head, or in place where it is used once.
"""

from __future__ import annotations

import ast
import textwrap
from collections import Counter
from collections.abc import Mapping

from adgen.emit.assignments import assign
from adgen.emit.calls import Calls, places
from adgen.emit.dropped import dropped_values, word_for_dropped
from adgen.emit.expressions import Expressions
from adgen.emit.flows import read_undefined
from adgen.emit.naming import name_values
from adgen.emit.nothing import in_one_line
from adgen.emit.ownership import Owned
from adgen.emit.statements import Statements
from adgen.emit.unpacking import unpackings
from adgen.emit.vocabulary import Vocabulary
from adgen.emit.width import LAST_COLUMN
from adgen.ir.nodes import Const, For, Function, Pack, Param, State, Var, While
from adgen.ir.walk import (
    all_blocks,
    all_statements,
    free_vars,
    inner_blocks,
    operand_vars,
    used_vars,
)

_INDENT = 4
_MODULES = {"np": "numpy"}


def function_node(
    owned: Owned, functions: Mapping[str, Function], vocabulary: Vocabulary
) -> ast.FunctionDef:
    """The tree of a function."""
    plan = owned.plan
    function = plan.function
    in_place = _read_in_place(function)
    unpacked = unpackings(plan)
    reserved = vocabulary.reserved
    unused = owned.deaths.unused
    blank = word_for_dropped(plan, unused, reserved)
    dropped = dict.fromkeys(dropped_values(plan, unused, unpacked), blank)
    names = name_values(plan, owned.deaths, reserved, in_place, unpacked, dropped)
    bare = Expressions(plan, names, vocabulary)
    where: dict[Var, ast.expr] = {}
    head: list[ast.stmt] = []
    dead = owned.deaths.entering[id(function.body)]
    for param in function.params:
        for place, leaf in _leaf_places(param, bare):
            if leaf in in_place:
                where[leaf] = place
            elif leaf not in dead:
                head.append(assign(names[leaf], place))
    expressions = Expressions(plan, names, vocabulary, where)
    calls = Calls(function, functions, names, expressions, vocabulary, blank)
    needed = read_undefined(function, names, unused)
    statements = Statements(
        owned, names, expressions, calls, needed, reserved, unpacked
    )
    body = statements.body()
    doc: list[ast.stmt] = []
    if function.doc:
        doc.append(ast.Expr(ast.Constant(_documentation(function.doc))))
    name = vocabulary.function(function.name)
    whole = in_one_line([*doc, *head, *body]) or [ast.Pass()]
    around = [_decorator(state, bare, vocabulary) for state in function.under]
    return ast.FunctionDef(name, _signature(function, bare), whole, around, lineno=0)


def _decorator(state: State, make: Expressions, vocabulary: Vocabulary) -> ast.expr:
    """@np.errstate(divide="ignore")"""
    title, arguments = state
    head = vocabulary.module(_MODULES[title.partition(".")[0]])
    manager = ast.Attribute(head, title.rpartition(".")[2], ast.Load())
    keywords = [ast.keyword(k, make.constant(Const(v))) for k, v in arguments]
    return ast.Call(manager, [], keywords)


def _documentation(doc: str) -> str:
    """A docstring that fits into the lines of a function."""
    room = LAST_COLUMN - _INDENT
    if len(doc) + 2 * len('"""') <= room and "\n" not in doc:
        return doc
    first, *rest = doc.splitlines()
    summary, semicolon, further = first.partition("; ")
    wrapped = textwrap.wrap(summary + "." * bool(semicolon), room, initial_indent='"""')
    if semicolon:
        wrapped += ["", *textwrap.wrap(further, room)]
    lines = [*wrapped, *(line.rstrip() for line in rest)]
    indent = " " * _INDENT
    text = "\n".join(indent + line if line else line for line in lines)
    return text.strip().removeprefix('"""') + f"\n{indent}"


def _leaf_places(param: Param, make: Expressions) -> list[tuple[ast.expr, Var]]:
    if isinstance(param.pattern, Var):
        return []
    whole = ast.Name(param.name, ast.Load())
    found = places(whole, param.pattern, make)
    return [(place, leaf) for place, leaf in found if isinstance(leaf, Var)]


def _read_in_place(function: Function) -> set[Var]:
    """The leaves of structured parameters that are read once, and not in a loop."""
    leaves = {
        v
        for param in function.params
        if isinstance(param.pattern, Pack)
        for v in operand_vars(param.pattern)
    }
    if not leaves:
        return leaves
    uses: Counter[Var] = Counter()
    for block in all_blocks(function.body):
        for stmt in block.body:
            uses.update(v for v in used_vars(stmt) if v in leaves)
        uses.update(v for v in used_vars(block.end) if v in leaves)
    repeated: set[Var] = set()
    for stmt in all_statements(function.body):
        if isinstance(stmt, For | While):
            repeated.update(v for block in inner_blocks(stmt) for v in free_vars(block))
    return {leaf for leaf in leaves if uses[leaf] == 1 and leaf not in repeated}


def _signature(function: Function, make: Expressions) -> ast.arguments:
    """The parameters with their styles and defaults."""
    found = ast.arguments([], [], None, [], [], None, [])
    for param in function.params:
        argument = ast.arg(param.name)
        default = None if param.default is None else make.constant(param.default)
        match param.style:
            case "star":
                found.vararg = argument
            case "stars":
                found.kwarg = argument
            case "keyword":
                found.kwonlyargs.append(argument)
                found.kw_defaults.append(default)
            case "only" | "plain":
                group = found.posonlyargs if param.style == "only" else found.args
                group.append(argument)
                if default is not None:
                    found.defaults.append(default)
    return found
