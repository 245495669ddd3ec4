"""Where text came from: a `Span` names a piece of the user's source.

The front end makes spans, every statement of the IR carries one, errors and comments in
generated code are written from them.
"""

from __future__ import annotations

import linecache
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of source text. Lines count from 1, columns from 0 (in characters).

    `text` is the expression itself, `statement` the simple statement it stands in (for a
    compound statement its header line), both on one line as the user wrote them.
    `source_line` is the whole first line, kept because files change.
    """

    file: str
    line: int
    col: int
    end_line: int
    end_col: int
    text: str = field(default="", compare=False)
    statement: str = field(default="", compare=False)
    source_line: str = field(default="", compare=False)

    def line_text(self) -> str:
        """The user's line, without its newline; empty if it is not known."""
        return self.source_line or linecache.getline(self.file, self.line).rstrip("\n")
