"""The optimiser: IR to IR, with the same results and effects, shorter and faster.

`optimize` runs the passes of `PASSES` in order, again and again, until none changes anything.
The arithmetic of the primal (`derived=False`) is never altered, only left out where nobody
needs it, so that primal values stay bit for bit those of the user's own function.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from adgen.errors import ArgumentError
from adgen.ir.nodes import Function, Program
from adgen.ir.walk import all_definitions
from adgen.optimize.accumulate import accumulate
from adgen.optimize.asked import answer_again
from adgen.optimize.branches import add_in_branches
from adgen.optimize.context import Context
from adgen.optimize.cse import merge_repeated
from adgen.optimize.dce import remove_dead
from adgen.optimize.fills import read_fills
from adgen.optimize.fold import fold
from adgen.optimize.propagate import propagate
from adgen.optimize.records import slim_records
from adgen.optimize.shapes import ask_parameters
from adgen.optimize.simplify import simplify
from adgen.optimize.sink import sink
from adgen.optimize.sizes import record_sizes
from adgen.optimize.stores import merge_stores
from adgen.optimize.unread import without_unread

__all__ = ["PASSES", "optimize", "without_repeats"]

Pass = Callable[[Function, Context], Function]

PASSES: dict[str, Pass] = {
    "dce": remove_dead,  # what nobody needs
    "asked": answer_again,  # what a branch has answered
    "propagate": propagate,  # constant tests, values that never change
    "fold": fold,  # arithmetic on literals
    "simplify": simplify,  # 1.0 * x, a + (-b), (1 / y) * x
    "shapes": ask_parameters,  # len(y) for an array of the shape of y
    "cse": merge_repeated,  # what was computed before
    "accumulate": accumulate,  # signs moved into sums
    "stores": merge_stores,  # additions into one place of an array
    "branches": add_in_branches,  # additions of what is zero on one side
    "sink": sink,  # temporaries beside their use
    "fills": read_fills,  # entries of lists that are all equal
    "records": slim_records,  # fields of tapes that nobody reads
    "sizes": record_sizes,  # the length of an array in place of the array
}

# Dead code goes first, since a sweep leaves most of it: the others have less to look at.

_MOST_ROUNDS = 20
"""A bound for safety: every pass makes the function smaller or simpler, so a few are enough."""


def optimize(program: Program, off: Collection[str] = ()) -> Program:
    """The optimised program; `off` names passes that are not to run."""
    unknown = sorted(set(off) - set(PASSES))
    if unknown:
        known = ", ".join(PASSES)
        raise ArgumentError(f"there is no pass {unknown[0]!r}; the passes are {known}")
    passes = [run for name, run in PASSES.items() if name not in off]
    context = Context.of(program)
    functions = {
        name: _to_fixpoint(function, context, passes)
        for name, function in program.functions.items()
    }
    return without_unread(
        replace(program, functions=functions),
        lambda function: _to_fixpoint(function, context, passes),
    )


def without_repeats(program: Program) -> Program:
    """The program whose functions, but for the one asked for, compute nothing twice: a reverse
    function of its own would be given, and its forward function save, both."""
    context = Context.of(program)
    functions = {
        name: function if name == program.entry else merge_repeated(function, context)
        for name, function in program.functions.items()
    }
    return replace(program, functions=functions)


def _to_fixpoint(function: Function, context: Context, passes: list[Pass]) -> Function:
    """Runs the passes in turn until each has left the function as it found it."""
    before = function
    unchanged = 0
    for number in range(_MOST_ROUNDS * len(passes)):
        found = passes[number % len(passes)](function, context)
        unchanged = unchanged + 1 if found is function else 0
        function = found
        if unchanged == len(passes):
            break
    return function if function is before else _without_dead_kinds(function)


def _without_dead_kinds(function: Function) -> Function:
    """The function whose kinds are those of its own Vars."""
    defined = dict.fromkeys(all_definitions(function))
    kinds = {var: function.kinds[var] for var in defined if var in function.kinds}
    keep = function.keep & defined.keys()
    return replace(function, kinds=kinds, keep=keep)
