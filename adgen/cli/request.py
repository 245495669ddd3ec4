"""What is to be differentiated: the kinds of the parameters, and which of them.

Input: a function, `--like` and `--wrt`. Output: kinds by parameter, and paths for the driver.
What `--like` does not say, annotations do; what neither says is left open.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adgen.analyses.activity import summary
from adgen.api.primal import Primal
from adgen.cli.annotations import kinds_of, unresolved
from adgen.cli.exits import REFUSED, USAGE, CommandError
from adgen.cli.like import kind_of_expression
from adgen.cli.named import expressions, require_known
from adgen.driver import Mode, Path, Task, primal_of
from adgen.frontend.scope.describe import Static, describe
from adgen.ir.kinds import (
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Structure,
    is_discrete,
    is_integer,
)
from adgen.ir.nodes import Function, Program, Var
from adgen.ir.walk import operand_vars
from adgen.options import Options

Kinds = dict[str, Kind | Static]
UserFunction = Callable[..., Any]


class NothingVaries(CommandError):
    """The result depends differentiably on no parameter."""

    def __init__(self, name: str, integers: Sequence[str] = ()) -> None:
        remedy = ""
        if integers:
            said = ", ".join(f"{name}=float" for name in integers)
            remedy = f'An int does not vary. Perhaps you mean --like "{said}".'
        super().__init__(
            REFUSED,
            f"the result of `{name}` does not depend differentiably on any of its"
            " parameters",
            remedy,
        )


@dataclass(frozen=True, slots=True)
class Request:
    """A function, the kinds of its parameters, and those to differentiate with respect to."""

    function: UserFunction
    kinds: Kinds
    names: tuple[str, ...]

    def task(self, mode: Mode) -> Task:
        """What the driver is asked for."""
        paths: tuple[Path, ...] = tuple((name,) for name in self.names)
        return Task(self.function, mode, paths, bare=len(paths) == 1)


def requests_for(
    functions: Iterable[UserFunction], like: str, wrt: str | None, options: Options
) -> list[Request]:
    """The requests of a command line, which may name several functions.

    A name in `--like` or `--wrt` has to be a parameter of one of them; it counts for all.
    """
    functions = list(functions)
    given = expressions("--like", like)
    named = None if wrt is None else names_in(wrt)
    everywhere = [name for f in functions for name in parameters_of(f)]
    label = ", ".join(map(name_of, functions))
    require_known("--like", given, everywhere, label)
    require_known("--wrt", named or (), everywhere, label)
    found: list[Request] = []
    for function in functions:
        kinds = arguments_of(function, given, named or ())
        names = chosen(function, kinds, named, options)
        found.append(Request(function, with_real(kinds, names), names))
    return found


def names_in(text: str) -> tuple[str, ...]:
    """The names of `--wrt`."""
    names = tuple(dict.fromkeys(n.strip() for n in text.split(",") if n.strip()))
    if not names:
        raise CommandError(USAGE, "--wrt names no parameter")
    return names


def parameters_of(function: UserFunction) -> list[str]:
    """The names of the parameters of a function."""
    return list(inspect.signature(function).parameters)


# kinds -------------------------------------------------------------------------------


def arguments_of(
    function: UserFunction, given: Mapping[str, ast.expr], named: Collection[str] = ()
) -> Kinds:
    """The kinds `--like`, the annotations and some defaults give.

    What a partial has bound stands in the text, unless it is asked for by name.
    """
    parameters = inspect.signature(function).parameters
    known: Mapping[str, Kind] = kinds_of(function)
    bound = set(Primal(function).fixed) - {*given, *named}
    for name, reason in unresolved(function).items():
        if name in parameters and name not in given:
            print(f"adgen: `{name}` may be anything: {reason}", file=sys.stderr)
    found: Kinds = {}
    for parameter in parameters.values():
        name = parameter.name
        if name in bound:
            continue
        if name in given:
            found[name] = kind_of_expression(name, given[name])
        elif name in known:
            found[name] = known[name]
        elif _tells_its_kind(parameter.default):
            found[name] = describe(parameter.default, name)
    return found


def _tells_its_kind(default: object) -> bool:
    """A default that is a function, None, a string or an integer; a float could be an array."""
    if default is inspect.Parameter.empty:
        return False
    return not isinstance(default, float | complex)


def name_of(function: UserFunction) -> str:
    """The name of a function for messages."""
    return str(getattr(function, "__name__", "the function"))


def with_real(kinds: Kinds, names: tuple[str, ...]) -> Kinds:
    """The kinds, with integers made real numbers where a derivative is asked for."""
    found = dict(kinds)
    for name in names:
        if name in found:
            found[name] = _real(name, found[name])
    return found


def _real(name: str, kind: Kind | Static) -> Kind | Static:
    match kind:
        case Number("int"):
            return Number("float")
        case Structure("object"):
            return kind  # an integer in an object is a count
        case Structure(form, items, keys):
            inner = tuple(k for k in (_real(name, i) for i in items) if _is_kind(k))
            return Structure(form, inner, keys)  # type: ignore[arg-type]
        case Listing(fields):
            inner = tuple(k for k in (_real(name, f) for f in fields) if _is_kind(k))
            return Listing(inner)  # type: ignore[arg-type]
        case Array("int" | "bool" as dtype):
            raise CommandError(
                USAGE,
                f"no derivative with respect to `{name}`, an array of dtype {dtype}",
                "Choose other parameters with --wrt, or say --like"
                f' "{name}=float[...]".',
            )
        case _:
            return kind


def _is_kind(kind: Kind | Static) -> bool:
    return not isinstance(kind, Static)


# with respect to ---------------------------------------------------------------------


def chosen(
    function: UserFunction,
    kinds: Kinds,
    named: tuple[str, ...] | None,
    options: Options,
) -> tuple[str, ...]:
    """The parameters `--wrt` names; without it, those the result depends on."""
    if named is None:
        program, _ = primal_of(function, kinds, options)
        return depended_on(program)
    own = parameters_of(function)
    names = tuple(name for name in named if name in own)
    if not names:
        raise CommandError(
            USAGE,
            f"--wrt names no parameter of `{name_of(function)}`",
            f"Its parameters are: {', '.join(own) or 'none'}.",
        )
    for name in names:
        kind = kinds.get(name)
        if isinstance(kind, Static) and kind.value is not float:
            raise CommandError(
                USAGE,
                f"--wrt names `{name}`, which is {kind.value!r} by its default",
                f'Say of what kind it is: --like "{name}=float".',
            )
    return names


def depended_on(program: Program) -> tuple[str, ...]:
    """The parameters of the entry its result depends on differentiably."""
    main = program.main
    found = summary(program, program.entry).depends
    reached = set(found[0]) if found else set()
    names: list[str] = []
    number = 0
    for param in main.params:
        leaves = list(operand_vars(param.pattern))
        numbers = range(number, number + len(leaves))
        number += len(leaves)
        moving = [
            v for v, i in zip(leaves, numbers) if i in reached and _moves(main, v)
        ]
        if moving:
            names.append(param.name)
    if not names:
        integers = [
            param.name
            for param in main.params
            if isinstance(param.pattern, Var)
            and is_integer(main.kinds.get(param.pattern, UNKNOWN))
        ]
        raise NothingVaries(main.name, integers)
    return tuple(names)


def _moves(function: Function, var: Any) -> bool:
    kind = function.kinds.get(var)
    return kind is None or not is_discrete(kind)
