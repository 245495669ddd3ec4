"""Text on standard output, highlighted where a person reads it on a terminal.

Input: Python source. Output: the same text; with colours if standard output is a terminal and
pygments is installed, or if they were asked for. NO_COLOR switches them off.
"""

from __future__ import annotations

import os
import sys


def show_python(text: str, colour: str = "auto") -> None:
    """Prints Python source."""
    text = text.rstrip("\n") + "\n"
    print(highlighted(text) if wants_colour(colour) else text, end="")


def wants_colour(colour: str) -> bool:
    """Whether to use colours, for `always`, `never` and `auto`."""
    if colour != "auto":
        return colour == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def highlighted(text: str) -> str:
    """The text with terminal colours; as it is if pygments is missing."""
    try:
        from pygments import highlight
        from pygments.formatters import TerminalFormatter
        from pygments.lexers import PythonLexer
    except ImportError:
        return text
    coloured: str = highlight(text, PythonLexer(), TerminalFormatter())
    return coloured
