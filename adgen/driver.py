"""The pipeline, as one sentence: read, lower, differentiate, optimise, emit, load.

`derive(task, arguments, options)` gives a `Derived` that keeps every stage for inspection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from adgen.errors import ArgumentError
from adgen.frontend import Watched, lower
from adgen.frontend.describe import Static
from adgen.frontend.spelling import spelling_of
from adgen.ir.kinds import Array, Kind, Listing, Other, Structure
from adgen.ir.nodes import Call, Function, Operand, Pack, Program, Return, Var
from adgen.ir.verify import verify
from adgen.ir.walk import all_definitions, all_statements, operand_vars, param_vars
from adgen.ir.walk import leaves as block_leaves
from adgen.optimize import optimize
from adgen.options import DEFAULT, Options
from adgen.transforms import forward, reverse
from adgen.transforms.calls import Pair

Mode = Literal["grad", "value_and_grad", "jvp", "vjp", "hvp"]
Path = tuple[object, ...]
"""A parameter's name, and keys into its structure: ("x",), ("params", "w"), ("xs", 1)."""

Arguments = Mapping[str, Kind | Static]

RECORDING = "tbr"
"""The name, beside those of the optimiser's passes, of the choice of what is to be recorded:
without it the reverse sweep recomputes nothing, and everything it uses is recorded."""


@dataclass(frozen=True)
class Task:
    """Which derivative of which function.

    `function` is any callable adgen can read, or an object with an attribute
    `__adgen_task__` (a derivative, of which this is a further one). `bare`: the one entry of
    `wrt` is not wrapped in a tuple. `seeded`: the seed `out_bar=1.0` is a parameter.
    """

    function: object
    mode: Mode
    wrt: tuple[Path, ...]
    bare: bool = True
    seeded: bool = True
    has_aux: bool = False


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


def derive(task: Task, arguments: Arguments, options: Options = DEFAULT) -> Derived:
    """The derivative of `task.function` for arguments of these kinds.

    Raises an AdgenError that names the user's line where the program is not accepted.
    """
    stages: dict[str, Program] = {}

    def keep(name: str, program: Program) -> Program:
        if options.verify:
            verify(program, name)
        stages[name] = program
        return program

    lowered, watched = primal_of(task.function, arguments, options)
    primal = keep("lowered", lowered)
    made, pair = transformed(primal, task, RECORDING in options.off)
    made = keep(task.mode, made)
    made = keep("optimized", reachable(improved(made, options), pair))
    spelling = spelling_of(inmost(task.function))
    return Derived(task, primal.main, made, stages, watched, pair, spelling)


def inmost(function: object) -> object:
    """The user's own function, of which derivatives may have been taken already."""
    task = getattr(function, "__adgen_task__", None)
    return function if task is None else inmost(task.function)


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
            todo += [s.function for s in all_statements(body) if isinstance(s, Call)]
    functions = {n: f for n, f in program.functions.items() if n in kept}
    return Program(functions, program.entry)


def primal_of(
    function: object, arguments: Arguments, options: Options
) -> tuple[Program, tuple[Watched, ...]]:
    """The program of a function, or of a derivative that is to be differentiated again."""
    task = getattr(function, "__adgen_task__", None)
    if task is None:

        def inner(
            program: Program, mode: str, wrt: tuple[Operand, ...], bare: bool
        ) -> Program:
            made = inner_derivative(program, mode, wrt, bare)
            return improved(made, replace(options, optimize=True))

        return lower(cast(Callable[..., Any], function), arguments, inner)
    program, watched = primal_of(task.function, arguments, options)
    unseeded = Task(task.function, task.mode, task.wrt, task.bare, False, task.has_aux)
    made, _ = transformed(program, unseeded, RECORDING in options.off)
    return improved(made, replace(options, optimize=True)), watched


def inner_derivative(
    program: Program, mode: str, wrt: tuple[Operand, ...], bare: bool
) -> Program:
    """The derivative that a function itself calls; the seed of a gradient is 1."""
    main = program.main
    positions = leaf_positions(main, wrt)
    outputs = tuple(range(result_count(main)))
    if mode == "jvp":
        return forward.tangent(program, forward.Request(positions, outputs))
    _require_scalar(main, False)
    value = mode == "value_and_grad"
    name = f"{main.name}_{'grad' if mode == 'hvp' else mode}"
    request = reverse.Request(wrt, bare, value=value, seeded=False, name=name)
    made = reverse.gradient(program, request)
    if mode != "hvp":
        return made
    along = tuple(range(len(positions)))
    title = f"{main.name}_hvp"
    return forward.tangent(
        made, forward.Request(positions, along, value=False, name=title)
    )


def transformed(
    program: Program, task: Task, records_all: bool = False
) -> tuple[Program, Pair | None]:
    """The program of the derivative asked for."""
    main = program.main
    name = main.name
    wrt = tuple(leaf_operands(main, path) for path in task.wrt)
    positions = leaf_positions(main, wrt)
    count = result_count(main)
    outputs = (0,) if task.has_aux else tuple(range(count))
    match task.mode:
        case "grad" | "value_and_grad":
            _require_scalar(main, task.has_aux)
            request = reverse.Request(
                wrt,
                task.bare,
                value=task.mode == "value_and_grad",
                seeded=task.seeded,
                outputs=(0,),
                name=f"{name}_{task.mode}",
                records_all=records_all,
            )
            return reverse.gradient(program, request), None
        case "jvp":
            return forward.tangent(program, forward.Request(positions, outputs)), None
        case "hvp":
            request = reverse.Request(
                wrt, task.bare, seeded=False, records_all=records_all
            )
            gradient = reverse.gradient(program, request)
            number = len(positions)
            return (
                forward.tangent(
                    gradient,
                    forward.Request(
                        positions, tuple(range(number)), value=False, name=f"{name}_hvp"
                    ),
                ),
                None,
            )
        case "vjp":
            return reverse.pullback_pair(program, positions, outputs, records_all)


def leaf_operands(function: Function, path: Path) -> Operand:
    """The structure of leaf Vars at a path into a function's parameters."""
    name, *keys = path
    for param in function.params:
        if param.name == name:
            return _walk(param.pattern, keys, path)
    raise ArgumentError(f"`{function.name}` has no parameter {name!r}")


def _walk(operand: Operand, keys: list[object], path: Path) -> Operand:
    for key in keys:
        if not isinstance(operand, Pack):
            raise ArgumentError(f"there is no {path} among the arguments")
        if operand.form == "dict":
            found = [i for k, i in zip(operand.keys, operand.items) if k.value == key]
        else:
            inside = isinstance(key, int) and key < len(operand.items)
            found = [operand.items[key]] if inside and isinstance(key, int) else []
        if not found:
            raise ArgumentError(f"there is no {path} among the arguments")
        operand = found[0]
    return operand


def leaf_positions(function: Function, wrt: tuple[Operand, ...]) -> tuple[int, ...]:
    """The positions, among all leaves of the parameters, of those asked for."""
    place = {v: i for i, v in enumerate(param_vars(function))}
    return tuple(place[v] for operand in wrt for v in operand_vars(operand))


def result_values(function: Function) -> tuple[Operand, ...]:
    """The values of the first Return of a function; empty if it always raises."""
    for leaf in block_leaves(function.body):
        if isinstance(leaf.end, Return):
            return leaf.end.values
    return ()


def result_count(function: Function) -> int:
    """How many values a function returns, all leaves of its result counted."""
    return len(result_values(function))


def _require_scalar(function: Function, has_aux: bool) -> None:
    """A gradient is of a number; an array or a structure is refused, with the remedy."""
    template = function.template
    if isinstance(template, Pack) and not (has_aux and len(template.items) == 2):
        raise ArgumentError(
            f"`{function.name}` returns a {template.form}; a gradient is of one number",
            function.span,
            "Use adgen.jacobian or adgen.vjp, or has_aux=True for (value, other results).",
        )
    for leaf in block_leaves(function.body):
        if not isinstance(leaf.end, Return) or not leaf.end.values:
            continue
        value = leaf.end.values[0]
        kind = function.kinds.get(value) if isinstance(value, Var) else None
        wrong = (isinstance(kind, Array) and kind.dims not in (None, ())) or isinstance(
            kind, Listing | Structure | Other
        )
        if wrong:
            raise ArgumentError(
                f"`{function.name}` returns {_said(kind)}; a gradient is of one number",
                function.span,
                "Use adgen.jacobian or adgen.vjp, or sum the result.",
            )


def _said(kind: Kind | None) -> str:
    match kind:
        case Array(_, dims) if dims is not None:
            return f"an array of {len(dims)} dimensions"
        case Other(what):
            return "None" if what == "None" else f"a value of kind {what}"
        case Listing():
            return "a list"
        case _:
            return "an array"
