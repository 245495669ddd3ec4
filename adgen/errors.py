"""Every exception adgen raises, with the user's file, line, caret and remedy.

`AdgenError` is the base class. The message of an error that concerns a place in the user's
program is laid out here, once, and is stable: tests pin the wording.
"""

from __future__ import annotations

from adgen.source import Span


class AdgenError(Exception):
    """Base of all errors of adgen.

    `summary` is the sentence after `file:line:`; `span` the place in the user's program, if
    there is one; `remedy` says what to write instead.
    """

    def __init__(
        self, summary: str, span: Span | None = None, remedy: str = ""
    ) -> None:
        self.summary = summary
        self.span = span
        self.remedy = remedy
        super().__init__(_layout(summary, span, remedy))

    def __reduce__(self) -> tuple[type, tuple[str, Span | None, str]]:
        return type(self), (self.summary, self.span, self.remedy)


class SourceError(AdgenError):
    """The source of a function cannot be found, or is not the source of that function."""


class LanguageError(AdgenError):
    """The program uses a construct outside the accepted language."""


class NoRuleError(AdgenError):
    """A function is called that has no derivative rule."""


class UndefinedDerivativeError(AdgenError):
    """A function is called whose derivative does not exist; the reason is given."""


class KindError(AdgenError):
    """A value is of a kind that cannot be used in this way (an integer array as an input, ...)."""


class ArgumentError(AdgenError, TypeError):
    """adgen itself was called with wrong arguments."""


class RuleError(AdgenError):
    """A derivative rule is declared wrongly."""


class CheckError(AdgenError, AssertionError):
    """A derivative disagrees with differences of its function."""


class InternalError(AdgenError):
    """A stage of adgen broke an invariant. Always a defect of adgen, never of the program."""


def _layout(summary: str, span: Span | None, remedy: str) -> str:
    if span is None:
        return f"{summary}\n{remedy}" if remedy else summary
    lines = [f"{span.file}:{span.line}: {summary}"]
    text = span.line_text()
    if text:
        shown = text.strip()
        indent = len(text) - len(text.lstrip())
        width = (span.end_col if span.end_line == span.line else len(text)) - span.col
        number = f"{span.line:>6}"
        lines += [
            "",
            f"{number} |     {shown}",
            f"{' ' * len(number)} |     {' ' * (span.col - indent)}{'^' * max(1, width)}",
        ]
    if remedy:
        lines.append(remedy)
    return "\n".join(lines)
