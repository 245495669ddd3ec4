"""A lowered function must compute what Python computes, bit for bit.

`agrees(f, *args)` lowers f for the kinds of its arguments, verifies the program, runs it with
the interpreter of the IR, and compares the result (or the exception) with that of Python.
"""

from __future__ import annotations

import copy
import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adgen.errors import AdgenError
from adgen.frontend import lower
from adgen.frontend.scope.describe import describe
from adgen.ir.interpreter import run
from adgen.ir.nodes import Const, Program
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.rules.registry import callable_of


def lowered(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Program:
    """The verified program of a function for these arguments."""
    bound = inspect.signature(function).bind(*args, **kwargs)
    kinds = {name: describe(value, name) for name, value in bound.arguments.items()}
    program, _ = lower(function, kinds)
    verify(program, "lower")
    return program


def agrees(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Program:
    """Checks that the lowered function gives the bits that Python gives."""
    program = lowered(function, *args, **kwargs)
    compare(program, function, args, kwargs)
    return program


def compare(
    program: Program, function: Callable[..., Any], args: Any, kwargs: Any
) -> None:
    """Checks that a program gives what Python gives."""
    wanted, raised = _outcome(lambda: function(*copy.deepcopy(args), **kwargs))
    signature = inspect.signature(function)
    bound = signature.bind(*copy.deepcopy(args), **kwargs)
    bound.apply_defaults()
    given = [bound.arguments[param.name] for param in program.main.params]
    got, failed = _outcome(lambda: run(program, given, callable_of))
    if isinstance(raised, NameError):
        assert isinstance(failed, NameError)  # the interpreter words it differently
        return
    assert type(raised) is type(failed), (raised, failed, dump(program))
    if raised is not None and not isinstance(raised, AssertionError):
        assert raised.args == failed.args
    assert same(wanted, got), f"{wanted!r} != {got!r}\n{dump(program)}"


def _outcome(call: Callable[[], Any]) -> tuple[Any, Any]:
    try:
        return call(), None
    except Exception as error:
        return None, error


def same(a: Any, b: Any) -> bool:
    """Equal values, shapes and dtypes, to the bit; NaN equals NaN."""
    if isinstance(a, (tuple, list)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return (
            isinstance(b, dict)
            and list(a) == list(b)
            and all(same(a[key], b[key]) for key in a)
        )
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        x, y = np.asarray(a), np.asarray(b)
        equal_nan = x.dtype.kind in "fc"
        return (
            x.shape == y.shape
            and x.dtype == y.dtype
            and np.array_equal(x, y, equal_nan=equal_nan)
        )
    if isinstance(a, float) and isinstance(b, float):
        return (
            a == b and math.copysign(1, a) == math.copysign(1, b) or (a != a and b != b)
        )
    return type(a) is type(b) and bool(a == b)


def refused(
    function: Callable[..., Any], *args: Any, says: str, line: str, **kwargs: Any
) -> None:
    """Checks that a function is refused, on the line that contains `line`."""
    with pytest.raises(AdgenError) as caught:
        lowered(function, *args, **kwargs)
    error = caught.value
    assert says in str(error), str(error)
    assert error.span is not None, str(error)
    assert line in error.span.line_text(), str(error)
    assert error.remedy, str(error)


__all__ = ["Const", "agrees", "lowered", "refused", "same"]
