"""How many results the functions have for which users give derivatives, as their text says.

    def both(x): return x, x * x
    adgen.rule(both, out_dot=..., x_bar=...)         refused: out_bar is of a tuple
    adgen.custom_vjp(both)                           two results, whose adjoints are a tuple

What a function gives is seen where its source is known: its annotation, or a `return` of several
values or of a call that has several.
"""

from __future__ import annotations

import ast
import inspect
import typing
from functools import lru_cache
from types import FunctionType

from adgen.errors import RuleError, SourceError
from adgen.frontend.reading.acquire import Acquired, acquire
from adgen.frontend.scope.frame import own_nodes
from adgen.rules.custom import read
from adgen.rules.declare import Rule, is_of_user
from adgen.rules.registry import callable_of, find, name_of

_DEPTH = 8
"""Functions that return what a function returns, and so on: how far is looked."""


def with_results(rule: Rule) -> Rule:
    """A user's rule with as many results as its function; RuleError if it is of one for several."""
    if len(rule.results) != 1 or not is_of_user(rule):
        return rule
    if rule.category == "structural":
        return read(rule, _count_of)
    function = callable_of(rule.name)
    # A decorator may make one number of the tuple.
    if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        return rule
    count = _returned(function)
    if count > 1:
        raise RuleError(
            f"{rule.name} returns {count} values, its rule is of one: name them,"
            f' adgen.rule("a, b = {rule.name}(...)", a_dot=..., b_dot=..., ...)'
        )
    return rule


def _count_of(function: object) -> int:
    """How many results the function of a custom derivative has; 1 if its text does not say."""
    return _annotated(function) or _returned(function, _DEPTH)


def _annotated(function: object) -> int:
    """The number of items of `-> tuple[a, b]`; 0 where no such thing is written."""
    kind = getattr(function, "__annotations__", {}).get(
        "return", inspect.Signature.empty
    )
    if isinstance(kind, str):
        try:
            tree = ast.parse(kind, mode="eval").body
        except SyntaxError:
            return 0
        if not isinstance(tree, ast.Subscript) or not isinstance(tree.slice, ast.Tuple):
            return 0
        head = ast.unparse(tree.value).rpartition(".")[2]
        vague = any(ast.unparse(item) == "..." for item in tree.slice.elts)
        return len(tree.slice.elts) if head in ("tuple", "Tuple") and not vague else 0
    items = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
    return 0 if Ellipsis in items else len(items)


@lru_cache(maxsize=256)
def _returned(function: object, depth: int = 0) -> int:
    """How many values a function returns, as far as its text says; 1 if that is not known.

    What a call gives that is returned as it is counts to a depth.
    """
    try:
        acquired = acquire(function)
    except SourceError:
        return 1
    node = acquired.node
    if isinstance(node, ast.Lambda):
        values: list[ast.expr | None] = [node.body]
    else:
        found = [n for n in own_nodes(node, node) if isinstance(n, ast.Return)]
        values = [n.value for n in found]
    counts = [len(v.elts) for v in values if isinstance(v, ast.Tuple)]
    if depth:
        calls = [v.func for v in values if isinstance(v, ast.Call)]
        counts += [_given_by(called, acquired, depth) for called in calls]
    return max(counts, default=1)


def _given_by(called: ast.expr, acquired: Acquired, depth: int) -> int:
    """How many values a call gives, by the rule or the text of what is called."""
    function = _object_of(called, acquired)
    if function is None:
        return 1
    name = name_of(function)
    rule = None if name is None else find(name)
    if rule is not None and rule.category != "structural":
        return len(rule.results)
    function = getattr(function, "function", function)
    return _returned(function, depth - 1) if isinstance(function, FunctionType) else 1


def _object_of(node: ast.expr, acquired: Acquired) -> object:
    """What a dotted name of a function's text stands for; None where that is not seen."""
    match node:
        case ast.Name(id=name):
            return acquired.closure.get(name, acquired.globals.get(name))
        case ast.Attribute(value=value, attr=name):
            return getattr(_object_of(value, acquired), name, None)
        case _:
            return None
