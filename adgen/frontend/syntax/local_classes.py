"""Classes that are defined in a function: made when the function is lowered.

def f(x):                       nothing in the class may depend on what is computed in f, so the
    @dataclass                  class is the same each time: its code is run once, and what is made
    class Point:                is treated as a class of the module is
        a: float
        b: float = 1.0
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import types
from collections.abc import Iterator
from types import CellType, CodeType
from typing import Any, NoReturn

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import own_nodes
from adgen.frontend.scope.values import Object
from adgen.ir.nodes import Const

_PLAIN_DECORATORS = ("property", "staticmethod", "classmethod")


def lower_class(ctx: Context, node: ast.ClassDef) -> None:
    code = _code_of(ctx, node)
    made = ctx.lowering.made_classes
    if id(code) not in made:
        made[id(code)] = _made(ctx, node, code)
    ctx.bind(node.name, Object(made[id(code)], node.name))


def _refuse(ctx: Context, node: ast.AST, why: str) -> NoReturn:
    ctx.refuse(
        node,
        f"a class that is defined in a function {why}",
        "Define it outside, and hand to its methods what they need.",
    )


def _code_of(ctx: Context, node: ast.ClassDef) -> CodeType:
    """The code of the body of a class, out of the code of the function it stands in."""
    first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
    pending = [ctx.frame.acquired.function.__code__]
    while pending:
        code = pending.pop()
        if code.co_name == node.name and code.co_firstlineno == first:
            return code
        pending += [part for part in code.co_consts if isinstance(part, CodeType)]
    _refuse(ctx, node, "is not found in what Python has compiled")


def _made(ctx: Context, node: ast.ClassDef, code: CodeType) -> type:
    itself = CellType()
    cells = {name: _cell(ctx, node, name, itself) for name in code.co_freevars}
    for statement in node.body:
        _require_plain(ctx, statement)
    bases = []
    for base in node.bases:
        found = ctx.expression(base)
        if not isinstance(found, Object):
            _refuse(ctx, base, "has a base class that is computed")
        bases.append(found.value)
    if node.keywords:
        _refuse(ctx, node, "has keywords")
    decorators = [_decorator(ctx, each) for each in node.decorator_list]

    def body(namespace: dict[str, Any]) -> None:
        seen = ctx.frame.acquired.globals
        exec(code, seen, namespace, closure=tuple(cells.values()) or None)

    try:
        made: type = types.new_class(node.name, tuple(bases), {}, body)
        for decorator in reversed(decorators):
            made = decorator(made)
    except Exception as error:
        ctx.wrong(node, f"the class cannot be made: {error}", type(error))
    itself.cell_contents = made
    return made


def _cell(ctx: Context, node: ast.ClassDef, name: str, itself: CellType) -> CellType:
    """What the class sees of the function: itself, and other classes that stand there."""
    owner = ctx.frame.owner(name)
    if owner is not None and _bindings(owner.node, name) == 1:
        if name == node.name:
            return itself
        found = ctx.state.names.get(owner.key(name))
        made = ctx.lowering.made_classes.values()
        if isinstance(found, Object) and any(found.value is cls for cls in made):
            return CellType(found.value)
    _refuse(ctx, node, f"uses `{name}` of the function")


def _bindings(function: ast.AST, name: str) -> int:
    """How often a function binds a name."""
    count = 0
    for part in own_nodes(function, function):
        match part:
            case ast.ClassDef(name=found) | ast.FunctionDef(name=found):
                count += found == name
            case ast.Name(id=found, ctx=ast.Store() | ast.Del()):
                count += found == name
            case ast.alias(name=found, asname=other):
                count += name == (other or found)
    return count


def _require_plain(ctx: Context, node: ast.stmt) -> None:
    """Refuses what may do more, while a class is made, than to say what is in it."""
    match node:
        case ast.Pass() | ast.Expr(ast.Constant()):
            return
        case ast.AnnAssign(value=None):
            return
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            if not _is_field(value):
                _require_literals(ctx, [value])
            return
        case ast.FunctionDef():
            wrappers = [d for d in node.decorator_list if not _keeps(d)]
            if wrappers:
                _refuse(ctx, wrappers[0], "has a method with a decorator")
            given = [d for d in node.args.kw_defaults if d is not None]
            _require_literals(ctx, [*node.args.defaults, *given])
            return
    _refuse(ctx, node, "holds more than attributes and methods")


def _keeps(decorator: ast.expr) -> bool:
    """True for `@property`, `@value.setter` and their kin."""
    match decorator:
        case ast.Name(name):
            return name in _PLAIN_DECORATORS
        case ast.Attribute(ast.Name(), "setter" | "getter"):
            return True
        case _:
            return False


def _is_field(value: ast.expr) -> bool:
    """True for `field(default_factory=list)`."""
    match value:
        case ast.Call(func=ast.Name("field") | ast.Attribute(attr="field")):
            return True
        case _:
            return False


def _require_literals(ctx: Context, values: list[ast.expr]) -> None:
    for value in values:
        if any(not isinstance(part, _LITERAL) for part in _parts(value)):
            _refuse(ctx, value, "has an attribute, or a default, that is computed")


_LITERAL = (ast.Constant, ast.Tuple, ast.UnaryOp)


def _parts(value: ast.expr) -> Iterator[ast.expr]:
    yield value
    for part in ast.iter_child_nodes(value):
        if isinstance(part, ast.expr):
            yield from _parts(part)


def _decorator(ctx: Context, node: ast.expr) -> Any:
    """`@dataclass`, `@dataclass(frozen=True)` or `@total_ordering`."""
    head = node.func if isinstance(node, ast.Call) else node
    found = ctx.expression(head)
    known = (dataclasses.dataclass, functools.total_ordering)
    if not isinstance(found, Object) or found.value not in known:
        _refuse(ctx, node, "has a decorator other than `dataclass`")
    if not isinstance(node, ast.Call):
        return found.value
    given: dict[str, Any] = {}
    for key in node.keywords:
        value = ctx.expression(key.value)
        if not isinstance(value, Const) or key.arg is None:
            _refuse(ctx, node, "has a decorator with arguments that are computed")
        given[key.arg] = value.value
    if node.args or found.value is not dataclasses.dataclass:
        _refuse(ctx, node, "has a decorator other than `dataclass`")
    return dataclasses.dataclass(**given)
