"""The command line: `adgen`, or `python -m adgen`.

Input: the words of the command. Output: text on standard output or a file, and an exit code
(`adgen.cli.exits`). Nothing heavy is imported before a command runs, so that `--help` and
completion are immediate.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from adgen.cli import exits

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code."""
    from adgen.cli.parser import build

    arguments = build().parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a name in Greek shows its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code: int = arguments.run(arguments)
        if sys.stdout is not None:  # it is None if it was closed
            sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must not be written again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.READER_GONE
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except Exception as error:
        from adgen.cli.failures import report

        return report(error)
    return code
