"""The two functions that a function of the program becomes in reverse mode, by name.

f(x, k)        f_forward(x, k), which returns what f returns, and what is saved;
               f_reverse(x, saved, out_bar), which returns x_bar
"""

from __future__ import annotations

from dataclasses import dataclass

from adgen.ir.kinds import Kind


@dataclass(frozen=True)
class Pair:
    """The two functions of a callee, by name.

    `inputs` are the positions, among the leaves of the parameters, of what has an adjoint;
    `passed` those the reverse function takes. `taken` are the positions of the parameters that
    the forward function takes. `saved` are the names and kinds of what it returns further;
    `outputs` the results whose adjoints come in.
    """

    forward: str
    reverse: str
    inputs: tuple[int, ...]
    passed: tuple[int, ...]
    saved: tuple[tuple[str, Kind], ...]
    outputs: tuple[int, ...]
    taken: tuple[int, ...]
