"""Calling the user's function once, to tell its own exceptions from adgen's.

Input: a function and its arguments by name. Output: its value; a CommandError, with the user's
line, if it raises.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import sys
import traceback
from collections.abc import Callable
from typing import Any

from adgen.api.arguments import spread
from adgen.cli.exits import FAILED, CommandError
from adgen.cli.paths import shown


def calling(function: Callable[..., Any], values: dict[str, Any]) -> Any:
    """The value of the function. It gets copies, because it may write to its arguments."""
    signature = inspect.signature(function)
    positional, keywords = spread(signature, {**values})
    try:
        with contextlib.redirect_stdout(sys.stderr):
            return function(*copy.deepcopy(positional), **copy.deepcopy(keywords))
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        raise CommandError(
            FAILED,
            f"the function raised {type(error).__name__} at this point: {error}",
            f"{shown(frame.filename)}:{frame.lineno}: {frame.line}",
        ) from error
