"""`check`: both modes at a point against differences, reported in one line a function.

Input: the arguments of the command. Output: the report, and exit code 1 if they disagree.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Callable
from typing import Any

from adgen.api.check import check
from adgen.cli.exits import DISAGREES, OK, USAGE, CommandError
from adgen.cli.failing import calling
from adgen.cli.named import require_known
from adgen.cli.point import point_of
from adgen.cli.request import name_of, names_in, parameters_of
from adgen.cli.target import target_of
from adgen.errors import CheckError


def run(arguments: argparse.Namespace) -> int:
    """Checks every function of the target."""
    target = target_of(arguments.target)
    code = OK
    for function in target.functions.values():
        values = point_of(arguments.at, function, vars(target.module))
        names = _names(function, arguments.wrt)
        calling(function, values)
        try:
            print(check(function, *_positional(function, values), argnums=names))
        except CheckError as error:
            print(error, file=sys.stderr)
            code = DISAGREES
    return code


def _names(function: Callable[..., Any], wrt: str | None) -> tuple[str, ...] | None:
    """The parameters `--wrt` names; None for all that can vary."""
    if wrt is None:
        return None
    names = names_in(wrt)
    require_known("--wrt", names, parameters_of(function), name_of(function))
    return names


def _positional(function: Callable[..., Any], values: dict[str, Any]) -> list[Any]:
    """The values in order; what can only be given by name has to have its default."""
    found: list[Any] = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY:
            if values[parameter.name] is not parameter.default:
                raise CommandError(
                    USAGE,
                    f"check cannot give `{parameter.name}`, which is by keyword only",
                    "Check a lambda that passes it, assigned to a name in the file.",
                )
        elif parameter.kind is parameter.VAR_POSITIONAL:
            found += values.get(parameter.name, ())
        elif parameter.name in values:
            found.append(values[parameter.name])
    return found
