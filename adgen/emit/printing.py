"""Python AST with comments to text, by astor; in the style of black, so that little is left to do.

astor is imported when the first text is printed, never before.
"""

from __future__ import annotations

import ast
import os
from typing import Any

from adgen.emit.comments import WithoutComments
from adgen.errors import InternalError

_INDENT = " " * 4


def to_text(tree: ast.Module, verify: bool | None = None) -> str:
    """The text of a module. With `verify` (by default if ADGEN_VERIFY=1) the text is parsed
    again and compared with the tree, which is used up by this."""
    from adgen.emit.generator import Generator

    generator = Generator(_INDENT)
    generator.visit(tree)
    text = "".join(generator.result).strip("\n") + "\n"
    if os.environ.get("ADGEN_VERIFY") == "1" if verify is None else verify:
        _verify(tree, text)
    return text


def _verify(tree: ast.Module, text: str) -> None:
    if not _is_same(WithoutComments().visit(tree), ast.parse(text)):
        raise InternalError(f"the text is not what was meant:\n{text}")


def _is_same(made: Any, parsed: Any) -> bool:
    """Whether two trees are equal; what is left out of one may be None or [] in the other."""
    if isinstance(made, list) and isinstance(parsed, list):
        pairs = zip(made, parsed)
        return len(made) == len(parsed) and all(_is_same(a, b) for a, b in pairs)
    if not isinstance(made, ast.AST):
        absent = all(value is None or value == [] for value in (made, parsed))
        return absent or (type(made), repr(made)) == (type(parsed), repr(parsed))
    fields = [f for f in made._fields if f not in ("kind", "type_comment")]
    return type(made) is type(parsed) and all(
        _is_same(getattr(made, f, None), getattr(parsed, f, None)) for f in fields
    )
