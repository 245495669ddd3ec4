"""The text of `--like` and `--at`, taken apart: expressions by parameter name.

"x=3.0, W=float[3,4]"    gives    {"x": <3.0>, "W": <float[3, 4]>}
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from adgen.cli.exits import USAGE, CommandError

DTYPES = {
    "float": "float",
    "float64": "float",
    "float32": "float32",
    "float16": "float16",
    "complex": "complex",
    "complex128": "complex",
    "complex64": "complex64",
    "int": "int",
    "int64": "int",
    "int32": "int",
    "bool": "bool",
}
"""The words for dtypes, and the dtype class of `adgen.ir.kinds` each stands for."""


def expressions(option: str, text: str) -> dict[str, ast.expr]:
    """The expression given for each name, in the order they are written."""
    try:
        call = ast.parse(f"_({text})", mode="eval").body
    except SyntaxError as error:
        raise _wrong(option, text) from error
    if not isinstance(call, ast.Call) or call.args or text.count("\n"):
        raise _wrong(option, text)
    found: dict[str, ast.expr] = {}
    for keyword in call.keywords:
        if keyword.arg is None:
            raise _wrong(option, text)
        if keyword.arg in found:
            raise CommandError(USAGE, f"{option} names `{keyword.arg}` twice")
        found[keyword.arg] = keyword.value
    return found


def _wrong(option: str, text: str) -> CommandError:
    return CommandError(
        USAGE,
        f"{option} {text!r} cannot be read",
        f'Write {option} "name=value, name=value".',
    )


def require_known(
    option: str, given: Iterable[str], parameters: list[str], function: str
) -> None:
    """CommandError if a name is no parameter of the function."""
    for name in given:
        if name not in parameters:
            known = ", ".join(dict.fromkeys(parameters)) or "none"
            raise CommandError(
                USAGE,
                f"{option} names `{name}`, which is no parameter of `{function}`",
                f"Its parameters are: {known}.",
            )


def dtype_of(tree: ast.expr) -> str | None:
    """The dtype class of `float`, `int`, `np.float32`; None for any other expression."""
    match tree:
        case ast.Name(id=word) | ast.Attribute(attr=word) if word in DTYPES:
            return DTYPES[word]
        case _:
            return None


def axes_of(tree: ast.Subscript) -> list[ast.expr]:
    """The dimensions between the brackets of `float[3, 4]`."""
    return list(tree.slice.elts) if isinstance(tree.slice, ast.Tuple) else [tree.slice]
