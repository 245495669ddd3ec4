"""Exit codes, and the error a command ends with.

Input: an exception. Output: the code the process ends with and the text on standard error. The
table here is the documentation: `docs/cli.md` is written from it, and a test tries every line.
"""

from __future__ import annotations

OK = 0
DISAGREES = 1
USAGE = 2
NOT_FOUND = 3
REFUSED = 4
NOT_WRITTEN = 5
FAILED = 6
DEFECT = 70
INTERRUPTED = 130
READER_GONE = 141


TABLE = (
    (OK, "Done; for `check`: the derivatives agree."),
    (
        DISAGREES,
        "`check`: the derivatives do not agree with differences, or the point is a kink, where"
        " differences cannot decide.",
    ),
    (
        USAGE,
        "The command line is wrong: an unknown option, parameter, kind or point.",
    ),
    (
        NOT_FOUND,
        "There is no such file, function or rule; or the file has a syntax error, or raises an"
        " exception when it is imported.",
    ),
    (
        REFUSED,
        "adgen cannot differentiate the function; the message names the line and says what to"
        " write instead.",
    ),
    (
        NOT_WRITTEN,
        "The file cannot be written, or adgen did not write the one that is there, or it was"
        " edited by hand. Nothing was changed.",
    ),
    (FAILED, "The function itself raised an exception at the point that was given."),
    (DEFECT, "A defect of adgen. The message says what to report."),
    (INTERRUPTED, "Interrupted with Ctrl-C."),
    (READER_GONE, "The reader of the output closed it (`adgen show ... | head`)."),
)


class CommandError(Exception):
    """Ends a command: `summary` in one line, `remedy` says what to do instead."""

    def __init__(self, code: int, summary: str, remedy: str = "") -> None:
        self.code = code
        self.summary = summary
        self.remedy = remedy
        super().__init__(f"{summary}\n{remedy}" if remedy else summary)
