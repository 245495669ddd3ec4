"""The final form of text: black's, where black is installed."""

from __future__ import annotations

from functools import cache
from typing import Any

from adgen.emit.width import LAST_COLUMN
from adgen.errors import InternalError


def format_text(text: str) -> str:
    """The text as black writes it; as it is if there is no black."""
    black = _black()
    if black is None:
        return text
    mode = black.Mode(
        line_length=LAST_COLUMN, target_versions={black.TargetVersion.PY311}
    )
    try:
        formatted: str = black.format_str(text, mode=mode)
    except black.InvalidInput as error:
        raise InternalError(f"the text is no Python: {error}\n{text}") from error
    return formatted


@cache
def _black() -> Any:
    """black, imported when the first text is formatted: it takes a tenth of a second."""
    try:
        import black
    except ImportError:
        return None
    return black
