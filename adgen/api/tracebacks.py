"""Errors without the frames of adgen: a user looks for his own line, which the message shows.

With the environment variable ADGEN_DEBUG=1 all frames are shown; those of a defect of adgen are
shown always. Arguments that contain themselves are found here, when a walk over them does not end.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from adgen.errors import AdgenError, ArgumentError, InternalError
from adgen.ir.objects import is_part_of_itself

P = ParamSpec("P")
R = TypeVar("R")


def shortened(function: Callable[P, R]) -> Callable[P, R]:
    """The function, whose errors do not show how adgen came to them."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        __tracebackhide__ = True  # pytest shows the line of the test
        try:
            return function(*args, **kwargs)
        except AdgenError as error:
            if isinstance(error, InternalError) or _all_frames():
                raise
            raise error.with_traceback(None) from None
        except RecursionError:
            if is_part_of_itself(args) or is_part_of_itself(kwargs):
                raise ArgumentError(
                    "an argument is a list or dict that contains itself",
                    remedy="Give the function the parts that it needs.",
                ) from None
            raise

    return call


def _all_frames() -> bool:
    return os.environ.get("ADGEN_DEBUG", "") not in ("", "0")
