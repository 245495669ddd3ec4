"""`show`: a derivative at a stage, with the facts that hold beside each line.

Input: the arguments of the command. Output: the dump of a program, or Python source.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from adgen.analyses.activity import active
from adgen.cli.exits import OK, USAGE, CommandError
from adgen.cli.generate import derivative_text, options_of
from adgen.cli.output import show_python
from adgen.cli.request import Request, requests_for
from adgen.cli.target import target_of
from adgen.driver import Mode, derive
from adgen.ir.kinds import UNKNOWN
from adgen.ir.nodes import Function, Program, Var
from adgen.ir.operand_text import kind_text, var_text
from adgen.ir.printer import Line, function_lines
from adgen.ir.walk import bound_vars, defined_vars, operand_vars, param_vars
from adgen.transforms.selection import leaf_operands

_WIDEST = 56


def run(arguments: argparse.Namespace) -> int:
    """Prints the stage."""
    mode = _mode(arguments)
    target = target_of(arguments.target)
    if len(target.functions) != 1:
        raise CommandError(USAGE, "show takes one function")
    if arguments.stage == "source":
        if arguments.facts:
            raise CommandError(
                USAGE, "--facts go with the other stages, not with source"
            )
        text, _, _ = derivative_text(target, arguments, mode)
        show_python(text, arguments.color)
        return OK
    options = options_of(arguments)
    functions = target.functions.values()
    (request,) = requests_for(functions, arguments.like, arguments.wrt, options)
    derived = derive(request.task(mode), request.kinds, options)
    stage = mode if arguments.stage in ("forward", "reverse") else arguments.stage
    program = derived.stages[stage]
    facts = _Facts(program, request, stage == "lowered") if arguments.facts else None
    show_python(dump(program, facts), arguments.color)
    return OK


def _mode(arguments: argparse.Namespace) -> Mode:
    """The mode asked for; the stages forward and reverse have theirs."""
    stage, mode = arguments.stage, arguments.mode
    fitting: dict[str, tuple[Mode, ...]] = {
        "forward": ("jvp", "hvp"),
        "reverse": ("grad",),
    }
    modes: tuple[Mode, ...] = fitting.get(stage, ("grad", "jvp", "hvp"))
    if mode is None:
        return modes[0]
    for each in modes:
        if each == mode:
            return each
    raise CommandError(USAGE, f"there is no stage {stage} of --mode {mode}")


def dump(program: Program, facts: _Facts | None) -> str:
    """The text of every function, the entry last."""
    ordered = [f for name, f in program.functions.items() if name != program.entry]
    parts: list[str] = []
    for function in (*ordered, program.main):
        lines = function_lines(function)
        known = facts.of(function, lines) if facts else [""] * len(lines)
        width = min(max(len(line.text) for line in lines), _WIDEST)
        parts.append(
            "\n".join(_beside(line, fact, width) for line, fact in zip(lines, known))
        )
    return "\n\n".join(parts)


def _beside(line: Line, fact: str, width: int) -> str:
    return f"{line.text:<{width}}  # {fact}" if fact else line.text


class _Facts:
    """What is known: the kind of each value, whether it is active, the line it came from."""

    def __init__(self, program: Program, request: Request, primal: bool) -> None:
        self.active: frozenset[Var] = frozenset()
        self.program = program
        if primal:
            main = program.main
            inputs = [
                var
                for name in request.names
                for var in operand_vars(leaf_operands(main, (name,)))
            ]
            self.active = active(program, program.entry, inputs)
        self.primal = primal

    def of(self, function: Function, lines: list[Line]) -> Iterable[str]:
        """The fact beside each line."""
        said = ""
        for line in lines:
            parts = [self._value(function, var) for var in _shown(line)]
            source = _source(line)
            if source and source != said:
                parts.append(source)
                said = source
            yield "; ".join(parts)

    def _value(self, function: Function, var: Var) -> str:
        text = f"{var_text(var)}: {kind_text(function.kinds.get(var, UNKNOWN))}"
        if not self.primal or function is not self.program.main:
            return text
        return f"{text}, {'active' if var in self.active else 'not active'}"


def _shown(line: Line) -> tuple[Var, ...]:
    node = line.node
    if isinstance(node, Function):
        return param_vars(node)
    if node is None or not hasattr(node, "derived"):
        return ()
    return (*bound_vars(node), *defined_vars(node))  # type: ignore[arg-type]


def _source(line: Line) -> str:
    span = getattr(line.node, "span", None)
    if span is None or isinstance(line.node, Function):
        return ""
    return f"line {span.line}: {span.statement or span.line_text().strip()}"
