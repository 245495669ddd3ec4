"""Rules that users give for functions with several results, as if they had one: refused.

    def both(x): return x, x * x
    adgen.rule(both, out_dot=..., x_bar=...)         out_bar would be the adjoint of a tuple

What a function gives is seen where its source is known: a `return` of several values.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from types import FunctionType

from adgen.errors import RuleError, SourceError
from adgen.frontend.reading.acquire import acquire
from adgen.frontend.scope.frame import own_nodes
from adgen.rules.declare import Rule
from adgen.rules.registry import callable_of


def require_one_result(rule: Rule) -> None:
    """RuleError if the function of a rule with one result returns a tuple of several."""
    if len(rule.results) != 1 or rule.category == "structural":
        return
    function = callable_of(rule.name)
    # A decorator may make one number of the tuple.
    if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        return
    count = _returned(function)
    if count > 1:
        raise RuleError(
            f"{rule.name} returns {count} values, its rule is of one: name them,"
            f' adgen.rule("a, b = {rule.name}(...)", a_dot=..., b_dot=..., ...)'
        )


@lru_cache(maxsize=256)
def _returned(function: FunctionType) -> int:
    """How many values a function returns, as far as its text says; 1 if that is not known."""
    try:
        node = acquire(function).node
    except SourceError:
        return 1
    if isinstance(node, ast.Lambda):
        values: list[ast.expr | None] = [node.body]
    else:
        found = [n for n in own_nodes(node, node) if isinstance(n, ast.Return)]
        values = [n.value for n in found]
    return max((len(v.elts) for v in values if isinstance(v, ast.Tuple)), default=1)
