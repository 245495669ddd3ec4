"""`show`: the text of a derivative, or of the program at any stage on the way to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adgen.api.arguments import Argnums
from adgen.api.derivative import Derivative
from adgen.api.tracebacks import shortened
from adgen.errors import ArgumentError

_TANGENT = ("tangent", "forward")
_ADJOINT = ("adjoint", "reverse")
_MADE_BY = {"jvp": _TANGENT, "hvp": (*_TANGENT, *_ADJOINT)}
"""What the program that a mode makes is called, beside the mode's own name."""


class Text(str):
    """Text that a prompt shows as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@shortened
def show(
    f: Callable[..., Any] | Derivative[..., Any],
    stage: str = "source",
    *,
    mode: str | None = None,
    argnums: Argnums = 0,
) -> Text:
    """The text of a derivative at a stage: "source", or the name of a program.

    `f` is what `grad`, `value_and_grad` or `hvp` gave; for any other function its derivative in
    `mode` is shown (None: "jvp" for the stages "tangent" and "forward", else "grad"). The
    programs are "lowered" or "ir" (the function as adgen read it), "tangent" or "forward" and
    "adjoint" or "reverse" (as it was differentiated; the mode's name says the same) and
    "optimized".

    Raises ArgumentError for a stage that there is not.
    """
    if mode is None:
        mode = "jvp" if stage in _TANGENT else "grad"
    derivative = f if isinstance(f, Derivative) else Derivative(f, mode, argnums)
    if stage == "source":
        return Text(derivative.source)
    stages = derivative.stages
    lowered, made, optimized = stages
    names = {lowered: lowered, "ir": lowered, made: made}
    names |= dict.fromkeys(_MADE_BY.get(made, _ADJOINT), made)
    names[optimized] = optimized
    if stage not in names:
        known = ", ".join(["source", *names])
        raise ArgumentError(
            f"there is no stage {stage!r}", remedy=f"There are: {known}."
        )
    from adgen.ir.printer import dump

    return Text(dump(stages[names[stage]]))
