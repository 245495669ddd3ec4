"""`show`: the text of a derivative, or of the program at any stage on the way to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adgen.api.arguments import Argnums
from adgen.api.derivative import Derivative
from adgen.errors import ArgumentError


class Text(str):
    """Text that a prompt shows as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def show(
    f: Callable[..., Any] | Derivative[..., Any],
    stage: str = "source",
    *,
    mode: str = "grad",
    argnums: Argnums = 0,
) -> Text:
    """The text of a derivative at a stage: "source", or the name of a program.

    `f` is what `grad`, `value_and_grad` or `hvp` gave; for any other function its derivative in
    `mode` is shown. The programs are "lowered" (the function as adgen read it), the mode's name
    (as it was differentiated) and "optimized".
    """
    derivative = f if isinstance(f, Derivative) else Derivative(f, mode, argnums)
    if stage == "source":
        return Text(derivative.source)
    stages = derivative.stages
    if stage not in stages:
        known = ", ".join(["source", *stages])
        raise ArgumentError(
            f"there is no stage {stage!r}", remedy=f"There are: {known}."
        )
    from adgen.ir.printer import dump

    return Text(dump(stages[stage]))
