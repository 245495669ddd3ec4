"""One line of a dump to tokens: `y.0 = x.0 * %3` -> y.0, =, x.0, *, %3."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adgen.errors import ArgumentError

_WORD = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_STRING = r"b?'(?:[^'\\]|\\.)*'|b?\"(?:[^\"\\]|\\.)*\""
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#.*)
  | (?P<quoted>@(?:{_STRING}))
  | (?P<string>{_STRING})
  | (?P<var>%\w+\.\d+|%\d+|{_WORD}\.\d+)
  | (?P<number>-?(?:\d+\.?\d*(?:e[+-]?\d+)?j?|inf\b))
  | (?P<word>{_WORD})
  | (?P<sign>\.\.\.|:=|\+=|\*\*|//|<<|>>|<=|>=|==|!=|->|[-+*/@%<>&|^~=()\[\]{{}},:])
  | (?P<attribute>\.[^\W\d]\w*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line; `sort` is the name of its group in the pattern."""

    sort: str
    text: str


class Cursor:
    """A place in the tokens of one line."""

    def __init__(self, line: str, number: int) -> None:
        self.line = line
        self.number = number
        self.tokens = self._split()
        self.place = 0

    def _split(self) -> list[Token]:
        tokens, position = [], 0
        while position < len(self.line):
            found = _TOKEN.match(self.line, position)
            if found is None or found.lastgroup is None:
                raise self.error(f"no token starts at column {position}")
            if found.lastgroup != "space":
                tokens.append(Token(found.lastgroup, found.group()))
            position = found.end()
        return tokens

    def peek(self, ahead: int = 0) -> Token:
        """A token not yet taken; at the end of the line, one with empty text."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else Token("end", "")

    def take(self) -> Token:
        """The next token."""
        token = self.peek()
        self.place += 1
        return token

    def at(self, *texts: str) -> bool:
        """True if the next tokens are these signs and words."""
        return all(
            self.peek(i).text == text and self.peek(i).sort in ("sign", "word")
            for i, text in enumerate(texts)
        )

    def accept(self, text: str) -> bool:
        """Takes this sign or word if it comes next."""
        if not self.at(text):
            return False
        self.place += 1
        return True

    def expect(self, text: str) -> None:
        """Takes this sign or word, which must come next."""
        if not self.accept(text):
            raise self.error(f"{text!r} was expected, not {self.peek().text!r}")

    def done(self) -> bool:
        """True at the end of the line."""
        return self.place >= len(self.tokens)

    def closes_last(self) -> bool:
        """True if the bracket that opens after the next token closes at the end of the line."""
        depth = 0
        for i, token in enumerate(self.tokens[self.place + 1 :], self.place + 1):
            if token.sort == "sign":
                depth += (token.text in "([{") - (token.text in ")]}")
            if depth == 0:
                return i == len(self.tokens) - 1
        return False

    def error(self, why: str) -> ArgumentError:
        """What to raise when the line cannot be read."""
        return ArgumentError(f"line {self.number}: {why}: {self.line.strip()}")
