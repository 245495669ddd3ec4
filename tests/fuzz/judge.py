"""The verdict on a program: is every derivative of it right, in every mode?

    verdict = judge(program)
    verdict.kind      "right", "refused", "wrong", "crashed" or "undecidable"
    verdict.reason    which check failed, or the message of the refusal

Right means: reverse mode, forward mode and forward over reverse agree with differences and with
each other, optimised and not; the value is bit for bit the program's own; no argument is
changed; a second call gives the same; no gradient shares memory with an argument.
"""

from __future__ import annotations

import contextlib
import linecache
import re
import signal
import sys
import threading
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from adgen.errors import AdgenError, InternalError
from tests.fuzz import lowering
from tests.fuzz.checks import CHECKS, Check, Failure, Subject, copied
from tests.fuzz.generator import Program
from tests.fuzz.slopes import Undecidable
from tests.fuzz.structures import MODULE, made

Kind = Literal["right", "refused", "wrong", "crashed", "undecidable"]

LARGEST = 1e6
ATTEMPTS = 3
SECONDS = 120.0
"""Of processor time: what takes longer does not come to an end."""


@dataclass(frozen=True)
class Verdict:
    """`reason` is short and the same for the same fault; `detail` is for people. `check` is
    the name of the check that failed."""

    kind: Kind
    reason: str = ""
    detail: str = ""
    attempt: int = 0
    check: str = ""


class TookTooLong(Exception):
    """A program, or its derivative, did not come to an end."""


def judge(program: Program, checks: Sequence[Check] = CHECKS) -> Verdict:
    """The verdict at the first of some points where differences can tell."""
    verdict = Verdict("undecidable", "no attempt")
    for attempt in range(ATTEMPTS):
        verdict = judge_at(program, attempt, checks)
        if verdict.kind != "undecidable":
            return verdict
    return verdict


def judge_at(
    program: Program, attempt: int, checks: Sequence[Check] = CHECKS
) -> Verdict:
    """The verdict at one point, by all checks or by some of them."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            with limited(SECONDS), lowering.once():
                return _judged(program, attempt, checks)
        except TookTooLong:
            return Verdict("crashed", "took too long", "", attempt)


def _judged(program: Program, attempt: int, checks: Sequence[Check]) -> Verdict:
    try:
        subject = subject_of(program, attempt)
        if np.max(np.abs(subject.flat_result), initial=0.0) > LARGEST:
            return Verdict("undecidable", "the value is large", "", attempt)
        subject.find_slopes()
    except Undecidable as found:
        return Verdict("undecidable", str(found), "", attempt)
    except TookTooLong:
        raise
    except Exception as error:
        return Verdict("undecidable", f"the program fails: {error!r}", "", attempt)
    for check in checks:
        verdict = _checked(check, subject, attempt)
        if verdict is not None:
            return verdict
    return Verdict("right", attempt=attempt)


def _checked(check: Check, subject: Subject, attempt: int) -> Verdict | None:
    def fault(kind: Kind, reason: str, detail: str) -> Verdict:
        return Verdict(kind, reason, detail, attempt, check.__name__)

    try:
        check(subject)
    except Undecidable:
        return None  # The second derivative has a kink here; the first has not.
    except Failure as failure:
        if "nan" in str(failure) and _is_infinite(check, subject):
            return fault("undecidable", "the derivative is infinite", str(failure))
        return fault("wrong", f"{check.__name__}: {failure.what}", str(failure))
    except TookTooLong:
        raise
    except InternalError as error:
        return fault("crashed", _place(error), traceback.format_exc())
    except AdgenError as error:
        reason = f"{type(error).__name__}: {_general(error.summary)}"
        return fault("refused", reason, str(error))
    except ZeroDivisionError as error:
        if _is_generated(error):
            # Python's numbers raise where those of NumPy are infinite: sqrt(x) at 0.
            return fault("undecidable", "the derivative is infinite", "")
        return fault("crashed", _place(error), traceback.format_exc())
    except Exception as error:
        return fault("crashed", _place(error), traceback.format_exc())
    return None


def _is_generated(error: Exception) -> bool:
    """True if a statement of a derivative raised it."""
    return traceback.extract_tb(error.__traceback__)[-1].filename.startswith("<adgen ")


def _is_infinite(check: Check, subject: Subject) -> bool:
    """True if the function overflows on its way, or a derivative does, or divides by zero where
    the function does not: where Python's numbers raise and those of NumPy are infinite.
    """
    try:
        with np.errstate(over="raise"):
            subject.function(*copied(subject.arguments))
    except FloatingPointError:
        return True
    try:
        with np.errstate(divide="raise"):
            subject.function(*copied(subject.arguments))
    except FloatingPointError:
        return False
    try:
        with np.errstate(divide="raise", over="raise"):
            check(subject)
    except FloatingPointError as error:
        return _is_generated(error)
    except Failure:
        return False
    return False


def _general(message: str) -> str:
    """A message without the names of this program."""
    first = message.splitlines()[0] if message else ""
    return re.sub(r"\d+", "N", re.sub(r"`[^`]*`", "`_`", first))[:100]


def _place(error: Exception) -> str:
    """The kind of an error, and where in adgen it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [f for f in frames if "/adgen/" in f.filename]
    said = error.summary if isinstance(error, AdgenError) else str(error)
    message = re.sub(r"%?\w+\.\d+|\d+|%\w+", "N", _general(said))
    place = f" in {inside[-1].name}" if inside else ""
    return f"{type(error).__name__}{place}: {message}"


def subject_of(program: Program, attempt: int = 0) -> Subject:
    """The function of the program at one point."""
    function = loaded(program)
    arguments = made(program.arguments(attempt), function.__globals__)
    return Subject(function, arguments, program.wrt)


def loaded(program: Program) -> Callable[..., Any]:
    """The function `f` of the program; its source can be found again."""
    file = f"<fuzz {program.seed}: {hash_of(program.text)}>"
    lines = program.text.splitlines(keepends=True)
    linecache.cache[file] = (len(program.text), None, lines, file)
    # Under one name, so that the program before is let go; dataclasses look for their module.
    module = sys.modules[MODULE] = types.ModuleType(MODULE)
    exec(compile(program.text, file, "exec"), module.__dict__)
    return module.__dict__["f"]  # type: ignore[no-any-return]


def hash_of(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:12]


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """TookTooLong after this time of work, however busy the machine is with other things;
    without a limit outside of the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: Any) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
