"""Lowering: from a Python function and the kinds of its arguments to a Program.

lower(f, {"x": Array("float", ("x.0",)), "n": Number("int")})
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from adgen.errors import AdgenError, ArgumentError, LanguageError
from adgen.frontend.callees import parameters
from adgen.frontend.callees.parameters import Form
from adgen.frontend.callees.program import Lowering, Watched
from adgen.frontend.higher_order import (
    calculus,
    curve_fits,
    functionals,
    interpolation,
    nested_integrals,
)
from adgen.frontend.higher_order.derivatives import Derive
from adgen.frontend.reading.acquire import Acquired, acquire, span_of
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.describe import Static, describe
from adgen.frontend.scope.doubts import Again, Doubt, Way
from adgen.frontend.scope.frame import Frame, all_parameters
from adgen.frontend.syntax import comprehension
from adgen.frontend.table import tables
from adgen.ir.depth import require_shallow
from adgen.ir.kinds import UNKNOWN, Kind
from adgen.ir.nodes import Function, Program
from adgen.ir.titles import retitled
from adgen.ir.walk import needed_functions, param_vars
from adgen.names import numbered

# They register what a call of a solver becomes.
assert calculus and curve_fits and functionals and interpolation and nested_integrals


def lower(
    function: Callable[..., Any],
    arguments: Mapping[str, Kind | Static],
    derive: Derive | None = None,
) -> tuple[Program, tuple[Watched, ...]]:
    """The program of a function, and what it depends on beside its arguments.

    `derive` differentiates what the function itself differentiates.
    Parameters that are not among the arguments are of the kind of their default, or unknown.
    """
    acquired = acquire(function)
    decided: dict[Doubt, None] = {}
    while True:
        try:
            return _lowered(acquired, arguments, derive, decided)
        except Again as again:
            decided[again.doubt] = None
        except AdgenError:
            if not _known_again(decided):
                raise
        except RecursionError as error:
            raise LanguageError(
                f"`{acquired.name}` is nested deeper than adgen follows",
                span_of(acquired.node, acquired),
                "Move a part of it into a function of its own.",
            ) from error


_OTHERWISE: tuple[tuple[Way, Way], ...] = (
    ("parting", "holding apart"),
    ("filling", "knowing"),
)
"""What is tried, and what is so if something is refused for it."""


def _known_again(decided: dict[Doubt, None]) -> bool:
    """Lists are what they were at first again, for which something was refused then; False if
    there are none."""
    for one, other in _OTHERWISE:
        changed = [doubt for doubt in decided if doubt.by == one]
        for doubt in changed:
            del decided[doubt]
            decided[replace(doubt, by=other)] = None
        if changed:
            return True
    return False


def _lowered(
    acquired: Acquired,
    arguments: Mapping[str, Kind | Static],
    derive: Derive | None,
    decided: Collection[Doubt],
) -> tuple[Program, tuple[Watched, ...]]:
    """The program with some doubts decided; raises `Again` where another one matters."""
    lowering = Lowering(
        tables(), comprehension.listed, comprehension.of_known_length, derive, decided
    )
    forms = _forms(lowering, acquired, arguments)
    main = lowering.lower_entry(acquired, forms)
    main = _without_bound(main, acquired, arguments)
    name = acquired.name
    if not _is_alike(lowering.functions.get(name, main), main):
        # A derivative that is taken inside has the name: `f_grad` of the user's and adgen's.
        name = lowering.free_name(name)
    lowering.functions[name] = replace(main, name=name)
    program = _reachable(lowering, name)
    for made in program.functions.values():
        require_shallow(made)
    return program, tuple(lowering.watched.values())


def _is_alike(made: Function, main: Function) -> bool:
    """True if a function is the main one, called again by itself: one of them is enough."""
    kinds = [(made.kinds.get(v), main.kinds.get(v)) for v in param_vars(main)]
    return made == main and all(one == other for one, other in kinds)


def _without_bound(
    main: Function, acquired: Acquired, arguments: Mapping[str, Kind | Static]
) -> Function:
    """The function without the parameters that a method or a partial has bound.

    Their values stand in the text: a parameter that is not looked at would mislead.
    """
    params = tuple(
        param
        for param in main.params
        if param.name in arguments or param.name not in acquired.bound
    )
    return replace(main, params=params)


def _forms(
    lowering: Lowering, acquired: Acquired, arguments: Mapping[str, Kind | Static]
) -> dict[str, Form]:
    """The forms of all parameters, those already bound included."""
    ctx = Context(lowering, Frame(acquired, acquired.node, 0))
    forms: dict[str, Form] = {}
    names = [arg.arg for arg in all_parameters(acquired.node.args)]
    for name in arguments:
        if name not in names:
            raise ArgumentError(f"`{acquired.name}` has no parameter {name!r}")
    for name in names:
        given = arguments.get(name)
        if given is not None:
            forms[name] = parameters.form_of_argument(ctx, given, name)
        elif name in acquired.bound:
            bound = Static(acquired.bound[name])
            forms[name] = parameters.form_of_argument(ctx, bound, name)
        elif name in acquired.defaults:
            default = describe(acquired.defaults[name], name)
            forms[name] = parameters.form_of_argument(ctx, default, name)
        else:
            forms[name] = parameters.form_of_kind(UNKNOWN)
    return forms


def _reachable(lowering: Lowering, entry: str) -> Program:
    """The functions that are called, the entry first, under the names that are left."""
    found: dict[str, None] = {}
    pending = [entry]
    while pending:
        name = pending.pop(0)
        if name in found:
            continue
        found[name] = None
        pending += needed_functions(lowering.functions[name].body)
    # Functions that are not called have names too: they were lowered in vain.
    wanted = lowering.specialised.titles
    titles = {name: name for name in found if name not in wanted}
    for name in found:
        if name in wanted:
            titles[name] = numbered(wanted[name], titles.values())
    functions = {titles[n]: retitled(lowering.functions[n], titles) for n in found}
    return Program(functions, entry)
