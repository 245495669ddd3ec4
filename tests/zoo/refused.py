"""Programs outside the accepted language: each is refused, by the line that is at fault.

`@refused("yield", at="yield x")`: the message has the word and shows the line.
"""

# ruff: noqa: B007, B018, B023, F841, PLW0603
from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.errors import AdgenError, KindError, LanguageError, NoRuleError
from tests.zoo.registry import draw


@dataclass(frozen=True, eq=False)
class Refusal:
    """A function, arguments, and what the error has to be, to say and to show."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    says: str
    at: str
    error: type[AdgenError]


REFUSALS: dict[str, Refusal] = {}


def refused(
    says: str, *args: Any, at: str = "", error: type[AdgenError] = LanguageError
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers the function below it; `at` is text of the line that is at fault."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        given = args or (1.3,)
        REFUSALS[function.__name__] = Refusal(function, given, says, at, error)
        return function

    return register


COUNT = 0
SHARED = np.zeros(3)


@refused("yield", at="yield x")
def generator(x):
    yield x


@refused("yield", at="yield from [x, x]")
def delegating_generator(x):
    yield from [x, x]


@refused("async", at="async def coroutine(x):")
async def coroutine(x):
    return x * x


@refused("try", at="try:")
def try_except(x):
    try:
        y = math.log(x)
    except ValueError:
        y = 0.0
    return y


@refused("try", at="try:")
def try_finally(x):
    try:
        y = x * x
    finally:
        x = 0.0
    return y


@refused("with", at="with nullcontext():")
def with_statement(x):
    with nullcontext():
        y = x * x
    return y


@refused("class", at="class Local:")
def class_definition(x):
    class Local:
        pass

    return x * x


@refused("global", at="global COUNT")
def global_written(x):
    global COUNT
    COUNT = COUNT + 1
    return x * x


@refused("nonlocal", at="nonlocal y")
def nonlocal_written(x):
    y = x

    def change():
        nonlocal y
        y = y * x

    change()
    return y


@refused("set", at="for e in {1, 2, 3}:")
def set_literal(x):
    for e in {1, 2, 3}:
        x = x * e
    return x


@refused("set", at="return sum({e * x for e in (1, 2)})")
def set_comprehension(x):
    return sum({e * x for e in (1, 2)})


@refused("match", at="match n:", error=LanguageError)
def match_statement(x, n=1):
    match n:
        case 1:
            return x * x
        case _:
            return x


@refused("del", draw(3), at="del values[0]")
def deleted_item(x):
    values = [x[0], x[1]]
    del values[0]
    return values[0]


@refused("attribute", at="holder.value = x")
def attribute_stored(x):
    holder = HOLDER
    holder.value = x
    return holder.value * x


class Holder:
    """An object that could be written to."""

    value = 0.0


HOLDER = Holder()


@refused("median_grouped", at="statistics.median_grouped", error=NoRuleError)
def unknown_library_function(x):
    return statistics.median_grouped([x, x * x]) * x


@refused("unique", draw(3), at="np.unique(x)", error=NoRuleError)
def numpy_function_without_rule(x):
    return np.sum(np.unique(x))


@refused("newbyteorder", draw(3), at="x.byteswap()", error=AdgenError)
def unknown_method(x):
    return np.sum(x.byteswap())


@refused("integer array", np.arange(3), error=KindError)
def integer_array_argument(x):
    return np.sum(x * x)


@refused("integer", draw(3), at="k[0] = x[0]", error=AdgenError)
def float_stored_in_integers(x):
    k = np.arange(3)
    k[0] = x[0]
    return np.sum(k * x)


@refused("copy", draw(3), draw(3, seed=2), at="x[0] = y[0] * 2.0")
def argument_written_beside_another(x, y):
    x[0] = y[0] * 2.0
    return np.sum(x * y)


@refused("SHARED", draw(3), at="SHARED[0] = x[0]")
def global_array_written(x):
    SHARED[0] = x[0]
    return np.sum(SHARED * x)


@refused("shares memory", draw(4), at="b[0, 0] = 5.0")
def reshaped_view_written(x):
    a = x * 2.0
    b = a.reshape(2, 2)
    b[0, 0] = 5.0
    return np.sum(a)


@refused("a list of", at="return [x, y][x > 0.0:] * 2")
def list_repeated_by_an_active_slice(x, y=2.0):
    return [x, y][x > 0.0 :] * 2


@refused("nowhere", at="return nowhere(x)")
def unknown_name(x):
    return nowhere(x)  # noqa: F821


@refused("import", at="from math import *  # noqa: F403")
def placeholder_of_import(x):
    return x


del REFUSALS["placeholder_of_import"]


@refused("await", at="async def awaiting(x):")
async def awaiting(x):
    return await x


@refused("chosen", 1.3, at="y = f(x)")
def function_chosen_at_run_time(x):
    f = math.sin if x > 0.0 else math.cos
    y = f(x)
    return y


@refused("string", at='return x * len("a" + str(x))')
def text_of_active_number(x):
    return x * len("a" + str(x))


@refused("lambda", at="")
def never(x):
    return x


del REFUSALS["never"]
