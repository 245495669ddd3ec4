"""What a pass may know about the program around the function it rewrites."""

from __future__ import annotations

from dataclasses import dataclass

from adgen.analyses.effects import effectful_functions
from adgen.ir.nodes import Program


@dataclass(frozen=True, slots=True)
class Context:
    """`effectful`: the functions of the program whose calls must stay."""

    effectful: frozenset[str]

    @classmethod
    def of(cls, program: Program) -> Context:
        """The context of every function of a program."""
        return cls(effectful_functions(program))
