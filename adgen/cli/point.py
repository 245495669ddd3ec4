"""Values from the command line.

    --at "x=2.0, W=np.eye(3), v=float[3]"    gives    {"x": 2.0, "W": array(...), "v": array(...)}

The expressions see NumPy as `np` and the names of the user's file. `float[3]` is an array of
standard normal numbers; the same text gives the same numbers.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from adgen.cli.exits import USAGE, CommandError
from adgen.cli.named import axes_of, dtype_of, expressions, require_known

_MOST_INTEGER = 10


def point_of(
    text: str, function: Callable[..., Any], names: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of all parameters, defaults included, in the order of the signature."""
    signature = inspect.signature(function)
    given = expressions("--at", text)
    label = getattr(function, "__name__", "the function")
    require_known("--at", given, list(signature.parameters), label)
    values = {
        name: value_of_expression(name, tree, names) for name, tree in given.items()
    }
    found: dict[str, Any] = {}
    missing: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.name in values:
            found[parameter.name] = values[parameter.name]
        elif parameter.default is not parameter.empty:
            found[parameter.name] = parameter.default
        elif parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            missing.append(parameter.name)
    if missing:
        example = ", ".join(f"{name}=2.0" for name in missing)
        raise CommandError(
            USAGE,
            f"--at gives no value for {_listed(missing)} of `{label}`",
            f'Add it, as in --at "{example}".',
        )
    return found


def value_of_expression(name: str, tree: ast.expr, names: Mapping[str, Any]) -> Any:
    """The value that is written for the parameter `name`."""
    drawn = _Drawn(name).visit(tree)
    expression = ast.fix_missing_locations(ast.Expression(drawn))
    scope = {"np": np, **names, _DRAW: _draw}
    try:
        return eval(compile(expression, "--at", "eval"), scope)
    except Exception as error:
        raise CommandError(
            USAGE,
            f"--at: the value of `{name}` cannot be computed:"
            f" {type(error).__name__}: {error}",
        ) from error


_DRAW = "_adgen_draw"


class _Drawn(ast.NodeTransformer):
    """Replaces `float[3, 4]` by a call that draws such an array."""

    def __init__(self, name: str) -> None:
        self.name = name

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        dtype = dtype_of(node.value)
        if dtype is None:
            return self.generic_visit(node)
        inside = ast.Tuple([self.visit(axis) for axis in axes_of(node)], ast.Load())
        words = [ast.Constant(self.name), ast.Constant(dtype)]
        return ast.Call(ast.Name(_DRAW, ast.Load()), [*words, inside], [])


def _draw(name: str, dtype: str, shape: tuple[int, ...]) -> Any:
    """Random numbers that depend on the name of the parameter and the shape only."""
    rng = np.random.default_rng([*name.encode(), *shape])
    match dtype:
        case "int":
            return rng.integers(_MOST_INTEGER, size=shape)
        case "bool":
            return rng.random(shape) < 0.5
        case "complex" | "complex64":
            both = rng.standard_normal(shape) + 1j * rng.standard_normal(shape)
            return both.astype(dtype)
        case _:
            return rng.standard_normal(shape).astype(dtype)


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
