"""`explain`: the tables of both modes at one point.

Input: the arguments of the command. Output: text, Markdown or JSON on standard output.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable
from typing import Any

from adgen.api.primal import Primal
from adgen.cli.exits import OK, USAGE, CommandError
from adgen.cli.failing import calling
from adgen.cli.named import require_known
from adgen.cli.point import point_of
from adgen.cli.request import (
    Kinds,
    NothingVaries,
    Request,
    chosen,
    name_of,
    names_in,
    with_real,
)
from adgen.cli.target import target_of
from adgen.driver import Mode, derive
from adgen.frontend.scope.describe import describe
from adgen.ir.nodes import Program
from adgen.options import DEFAULT
from adgen.views.explanation import Explanation, Programs, explain
from adgen.views.tables import written


def run(arguments: argparse.Namespace) -> int:
    """Prints the explanation."""
    target = target_of(arguments.target)
    if len(target.functions) != 1:
        raise CommandError(USAGE, "explain takes one function")
    (function,) = target.functions.values()
    point = point_of(arguments.at, function, vars(target.module))
    calling(function, point)
    wrt = None if arguments.wrt is None else names_in(arguments.wrt)
    print(written(explanation_of(function, point, wrt), arguments.format))
    return OK


def explanation_of(
    function: Callable[..., Any],
    point: dict[str, Any],
    wrt: tuple[str, ...] | None = None,
) -> Explanation:
    """The explanation of a function at a point."""
    request = _request(function, point, wrt)
    names, kinds = request.names, request.kinds
    values = {
        name: _as_float(value) if name in names else value
        for name, value in point.items()
    }

    def program(mode: Mode) -> tuple[Program, Program]:
        derived = derive(request.task(mode), kinds, DEFAULT)
        return derived.stages["lowered"], derived.program

    primal, gradient = program("grad")
    _, tangent = program("jvp")
    programs = Programs(primal, gradient, tangent)
    with contextlib.redirect_stdout(sys.stderr):
        fixed = dict(Primal(function).fixed)
        return explain(programs, _passed(primal, fixed | values), names)


def _request(
    function: Callable[..., Any], point: dict[str, Any], wrt: tuple[str, ...] | None
) -> Request:
    """The kinds of the values, and the parameters the result depends on.

    An integer is a number that does not vary, unless nothing else does.
    """
    kinds: Kinds = {name: describe(value, name) for name, value in point.items()}
    require_known("--wrt", wrt or (), list(point), name_of(function))
    try:
        names = chosen(function, kinds, wrt, DEFAULT)
    except NothingVaries:
        integers = tuple(name for name, value in point.items() if type(value) is int)
        kinds = with_real(kinds, integers)
        names = chosen(function, kinds, wrt, DEFAULT)
    return Request(function, with_real(kinds, names), names)


def _as_float(value: Any) -> Any:
    return float(value) if type(value) is int else value


def _passed(primal: Program, values: dict[str, Any]) -> dict[str, Any]:
    """The values of the parameters the lowered function has."""
    return {param.name: values[param.name] for param in primal.main.params}
