"""What a user may choose: which passes run, whether text is rebuilt into expressions."""

from __future__ import annotations

from dataclasses import dataclass

ANALYSES = ("activity", "recorded")


@dataclass(frozen=True, slots=True)
class Options:
    """How a derivative is made.

    `off` are names of optimiser passes (or of "tbr", "activity", "expressions") to leave out;
    `verify` runs the verifier after every stage.
    """

    off: frozenset[str] = frozenset()
    verify: bool = True
