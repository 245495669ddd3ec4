"""What a failed command says: the message of an exception on standard error, and its exit code.

Input: any exception a command raised. Output: the exit code. An AdgenError prints as it stands,
because its first line is `file:line: what`, which editors and terminals can follow; everything
unforeseen is a defect of adgen and is reported with its traceback.
"""

from __future__ import annotations

import sys
import traceback

from adgen.cli import exits
from adgen.cli.paths import shortened
from adgen.errors import AdgenError, ArgumentError, InternalError, SourceError


def report(error: Exception) -> int:
    """Prints the message; gives the exit code."""
    match error:
        case exits.CommandError():
            return _said(error, error.code, alone=True)
        case InternalError():
            return _defect(error)
        case SourceError():
            return _said(error, exits.NOT_FOUND, alone=error.span is None)
        case ArgumentError() if error.span is None:
            return _said(error, exits.USAGE, alone=True)
        case AdgenError():
            return _said(error, exits.REFUSED, alone=error.span is None)
        case _:
            return _defect(error)


def _said(error: Exception, code: int, *, alone: bool) -> int:
    """Prints a message; one that does not begin with a place says who speaks."""
    prefix = "adgen: " if alone else ""
    print(f"{prefix}{shortened(str(error))}", file=sys.stderr)
    return code


def _defect(error: Exception) -> int:
    traceback.print_exception(error, file=sys.stderr)
    print(
        "\nadgen: this is a defect of adgen, not of your program. Please report the text above,"
        "\ntogether with the function, at the project's page.",
        file=sys.stderr,
    )
    return exits.DEFECT
