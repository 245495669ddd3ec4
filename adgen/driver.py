"""The pipeline, as one sentence: read, lower, differentiate, optimise, emit, load.

`derive(task, arguments, options)` gives a `Derived` that keeps every stage for inspection.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from adgen.collection import paused
from adgen.frontend import Watched, lower
from adgen.frontend.reading.spelling import spelling_of
from adgen.frontend.scope.describe import Static
from adgen.ir.kinds import Kind
from adgen.ir.nodes import Function, Operand, Program
from adgen.ir.verify import verify
from adgen.ir.walk import all_definitions, needed_functions
from adgen.optimize import optimize, without_repeats
from adgen.optimize.settle import settled
from adgen.options import DEFAULT, Options
from adgen.transforms.bound_names import with_bound_names
from adgen.transforms.entry_kinds import with_one_form
from adgen.transforms.modes import Mode, Wanted, derivative
from adgen.transforms.narrow_stores import require_room
from adgen.transforms.never_none import never_none
from adgen.transforms.one_number import one_number
from adgen.transforms.pairs import Pair
from adgen.transforms.selection import Path, leaf_operands, result_values

__all__ = [
    "Derived",
    "Mode",
    "Path",
    "Task",
    "derive",
    "result_values",
]

Arguments = Mapping[str, Kind | Static]

RECORDING = "tbr"
"""The name, beside those of the optimiser's passes, of the choice of what is to be recorded:
without it the reverse sweep recomputes nothing, and everything it uses is recorded."""


@dataclass(frozen=True)
class Task:
    """Which derivative of which function.

    `function` is any callable adgen can read, or an object with an attribute
    `__adgen_task__` (a derivative, of which this is a further one). `bare`: the one entry of
    `wrt` is not wrapped in a tuple. `seeded`: the seed `out_bar=1.0` is a parameter. `name`: what
    the function is called, if not by its own name. `checked`: a gradient makes sure at run time
    that the result is one number, where that is not known.
    """

    function: object
    mode: Mode
    wrt: tuple[Path, ...]
    bare: bool = True
    seeded: bool = True
    has_aux: bool = False
    name: str = ""
    checked: bool = False


@dataclass
class Derived:
    """A derivative, and how it came about. `stages` maps names to programs, in order.

    `primal` is the lowered function: its parameters and the structure of its result. For mode
    "vjp" `pair` names the forward and the reverse function.
    """

    task: Task
    primal: Function
    program: Program
    stages: dict[str, Program]
    watched: tuple[Watched, ...]
    pair: Pair | None = None
    spelling: Mapping[str, str] = field(default_factory=dict)

    @property
    def entry(self) -> str:
        """The name of the function asked for."""
        return self.program.entry


@paused()
def derive(task: Task, arguments: Arguments, options: Options = DEFAULT) -> Derived:
    """The derivative of `task.function` for arguments of these kinds.

    Raises an AdgenError that names the user's line where the program is not accepted.
    """
    stages: dict[str, Program] = {}

    def keep(name: str, program: Program) -> Program:
        # A value that is used where it does not exist would be a wrong derivative: of what is
        # lowered that is always asked, and costs little.
        if options.verify or name == "lowered":
            verify(program, name)
        stages[name] = program
        return program

    lowered, watched = primal_of(task.function, arguments, options)
    primal = keep("lowered", asked_for(lowered, task))
    shorter = without_repeats(primal) if may_merge(options) else primal
    made, pair = transformed(shorter, task, RECORDING in options.off)
    made = keep(task.mode, made)
    made = settled(made)
    made = under(reachable(improved(made, options), pair), pair, primal.main)
    made = keep("optimized", made)
    spelling = spelling_of(inmost(task.function))
    return Derived(task, primal.main, made, stages, watched, pair, spelling)


def asked_for(program: Program, task: Task) -> Program:
    """The lowered function under the name it is asked for, its result checked if need be."""
    if task.name and task.name not in program.functions:
        main = replace(program.main, name=task.name)
        others = {n: f for n, f in program.functions.items() if n != program.entry}
        if not any(
            program.entry in needed_functions(f.body) for f in [main, *others.values()]
        ):
            program = Program({task.name: main, **others}, task.name)
    of_number = task.mode in ("grad", "value_and_grad", "hvp")
    return one_number(program) if of_number and task.checked else program


def inmost(function: object) -> object:
    """The user's own function, of which derivatives may have been taken already."""
    task = getattr(function, "__adgen_task__", None)
    return function if task is None else inmost(task.function)


def may_merge(options: Options) -> bool:
    return options.optimize and "cse" not in options.off


def improved(program: Program, options: Options) -> Program:
    """The program after the passes; without them, one operation a line, as in a table."""
    if options.optimize:
        return optimize(program, [name for name in options.off if name != RECORDING])
    apart = {
        name: replace(function, keep=frozenset(all_definitions(function)))
        for name, function in program.functions.items()
    }
    return replace(program, functions=apart)


def reachable(program: Program, pair: Pair | None) -> Program:
    """The program without functions that are not called any more."""
    kept: dict[str, None] = {}
    todo = [program.entry] if pair is None else [pair.reverse, pair.forward]
    while todo:
        name = todo.pop()
        if name not in kept:
            kept[name] = None
            body = program.functions[name].body
            todo += needed_functions(body)
    functions = {n: f for n, f in program.functions.items() if n in kept}
    return Program(functions, program.entry)


def under(program: Program, pair: Pair | None, primal: Function) -> Program:
    """The functions asked for run under the context managers of the primal."""
    names = (program.entry,) if pair is None else (pair.forward, pair.reverse)
    functions = {
        name: replace(function, under=primal.under) if name in names else function
        for name, function in program.functions.items()
    }
    return replace(program, functions=functions)


def primal_of(
    function: object, arguments: Arguments, options: Options
) -> tuple[Program, tuple[Watched, ...]]:
    """The program of a function, or of a derivative that is to be differentiated again."""
    task = getattr(function, "__adgen_task__", None)
    if task is None:

        derivatives: set[str] = set()

        def inner(
            program: Program, mode: str, wrt: tuple[Operand, ...], bare: bool
        ) -> Program:
            wanted = Wanted(cast(Mode, mode), wrt, bare, seeded=False)
            made, _ = derivative(as_python_runs_it(program, derivatives), wanted)
            derivatives.update(set(made.functions) - set(program.functions))
            return improved(made, replace(options, optimize=True))

        lowered, watched = lower(cast(Callable[..., Any], function), arguments, inner)
        return as_python_runs_it(lowered, derivatives), watched
    program, watched = primal_of(task.function, arguments, options)
    unseeded = Task(task.function, task.mode, task.wrt, task.bare, False, task.has_aux)
    made, _ = transformed(program, unseeded, RECORDING in options.off)
    made = improved(made, replace(options, optimize=True))
    return under(made, None, program.main), watched


def as_python_runs_it(program: Program, derivatives: Container[str]) -> Program:
    """The user's program with the errors that Python raises, or NumPy does not, in their places."""
    require_room(program)
    return with_bound_names(never_none(with_one_form(program)), derivatives)


def transformed(
    program: Program, task: Task, records_all: bool = False
) -> tuple[Program, Pair | None]:
    """The program of the derivative asked for."""
    wrt = tuple(leaf_operands(program.main, path) for path in task.wrt)
    wanted = Wanted(task.mode, wrt, task.bare, task.seeded, task.has_aux, records_all)
    return derivative(program, wanted)
