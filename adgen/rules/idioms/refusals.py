"""The error for a derivative that depends on what is only known at run time."""

from __future__ import annotations

from adgen.errors import KindError
from adgen.rules.formula import Scope


def refusal(scope: Scope, why: str) -> KindError:
    """The error for a derivative that depends on what is not known."""
    return KindError(
        f"the derivative of {scope.rule.name} depends on {why}, which is not known here",
        scope.apply.span,
        "Write that argument as a constant, or annotate the arguments.",
    )
