"""Signatures of primitives, and binding the operands of a call to their parameters.

    bind("np.sum(a, axis=None)", (x.0,), (("axis", 0),))  gives  a -> x.0, axis -> 0

A parameter `*xs` collects the positional operands that are left in a tuple Pack.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from adgen.errors import LanguageError, RuleError
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.refused_parameters import why_refused
from adgen.rules.settings import is_setting
from adgen.source import Span

Keywords = tuple[tuple[str, Operand], ...]
Place = int | str
"""Where an operand stands in a call: its position, or its keyword."""

REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `default` is `REQUIRED` where the signature gives none."""

    name: str
    style: Literal["only", "plain", "star", "keyword"]
    default: object = REQUIRED


@dataclass(frozen=True, slots=True)
class Bound:
    """The operands of one call by parameter, and where each stands (absent: a default).

    They are in the order of the parameters, whatever the order of the call's keywords is.
    """

    values: Mapping[str, Operand]
    places: Mapping[str, Place]

    def __getitem__(self, name: str) -> Operand:
        return self.values[name]

    def get(self, name: str) -> Operand:
        """The operand, or the constant None if the rule has no such parameter."""
        return self.values.get(name, Const(None))


@cache
def parameters_of(signature: str) -> tuple[Parameter, ...]:
    """The parameters written in `name(a, axis=None, *, keepdims=False)`."""
    inside = signature.partition("(")[2].rpartition(")")[0]
    try:
        tree = ast.parse(f"lambda {inside}: 0", mode="eval").body
    except SyntaxError as error:
        raise RuleError(f"`{signature}` is no signature") from error
    assert isinstance(tree, ast.Lambda)
    given = tree.args
    positional = [*given.posonlyargs, *given.args]
    padding = len(positional) - len(given.defaults)
    found: list[Parameter] = []
    for position, arg in enumerate(positional):
        default: object = REQUIRED
        if position >= padding:
            default = _default(given.defaults[position - padding], signature)
        only = position < len(given.posonlyargs)
        found.append(Parameter(arg.arg, "only" if only else "plain", default))
    if given.vararg is not None:
        found.append(Parameter(given.vararg.arg, "star", ()))
    for arg, value in zip(given.kwonlyargs, given.kw_defaults):
        default = REQUIRED if value is None else _default(value, signature)
        found.append(Parameter(arg.arg, "keyword", default))
    return tuple(found)


def signature_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters of a Python function."""
    import inspect

    styles: dict[Any, Any] = {
        inspect.Parameter.POSITIONAL_ONLY: "only",
        inspect.Parameter.POSITIONAL_OR_KEYWORD: "plain",
        inspect.Parameter.VAR_POSITIONAL: "star",
        inspect.Parameter.KEYWORD_ONLY: "keyword",
    }
    found: list[Parameter] = []
    for name, parameter in inspect.signature(function).parameters.items():
        style = styles.get(parameter.kind)
        if style is None:
            raise RuleError(f"a rule cannot have `**{name}`: {function.__qualname__}")
        default = parameter.default
        if default is parameter.empty:
            default = () if style == "star" else REQUIRED
        found.append(Parameter(name, style, default))
    return tuple(found)


def _default(value: ast.expr, signature: str) -> object:
    try:
        return ast.literal_eval(value)
    except ValueError as error:
        raise RuleError(f"a default of `{signature}` is no literal") from error


def bind(
    name: str,
    parameters: tuple[Parameter, ...],
    args: tuple[Operand, ...],
    kwargs: Keywords,
    span: Span | None = None,
) -> Bound:
    """The operands by parameter; refuses a call the rule does not cover."""
    values: dict[str, Operand] = {}
    places: dict[str, Place] = {}
    positions = iter(range(len(args)))
    for parameter in parameters:
        if parameter.style == "star":
            values[parameter.name] = Pack("tuple", tuple(args[i] for i in positions))
            continue
        if parameter.style == "keyword":
            continue
        position = next(positions, None)
        if position is not None:
            values[parameter.name], places[parameter.name] = args[position], position
    if next(positions, None) is not None:
        _bind_beyond(name, parameters, args, values, places, span)
    _bind_keywords(name, parameters, kwargs, values, places, span)
    for parameter in parameters:
        if parameter.name not in values:
            if parameter.default is REQUIRED:
                raise _refused(name, f"no argument `{parameter.name}`", span)
            values[parameter.name] = default_operand(parameter.default)
    in_order = {parameter.name: values[parameter.name] for parameter in parameters}
    return Bound(in_order, places)


def _bind_keywords(
    name: str,
    parameters: tuple[Parameter, ...],
    kwargs: Keywords,
    values: dict[str, Operand],
    places: dict[str, Place],
    span: Span | None,
) -> None:
    accepted = {p.name for p in parameters if p.style in ("plain", "keyword")}
    for keyword, operand in kwargs:
        if keyword not in accepted and is_setting(name, keyword, operand, span):
            continue
        if keyword not in accepted or keyword in values:
            raise refused_parameter(name, keyword, span)
        values[keyword], places[keyword] = operand, keyword


def _bind_beyond(
    name: str,
    parameters: tuple[Parameter, ...],
    args: tuple[Operand, ...],
    values: dict[str, Operand],
    places: dict[str, Place],
    span: Span | None,
) -> None:
    """Binds positional arguments that the rule has by name, as the function counts them."""
    from adgen.rules.registry import callable_of

    first = sum(p.style in ("only", "plain") for p in parameters)
    following = positional_names(callable_of(name))[first : len(args)]
    if len(following) < len(args) - first:
        raise _refused(name, f"{len(args)} positional arguments", span)
    named = {p.name for p in parameters if p.style == "keyword"}
    for place, keyword in enumerate(following, first):
        if keyword in named:
            values[keyword], places[keyword] = args[place], place
        elif not is_setting(name, keyword, args[place], span):
            raise refused_parameter(name, keyword, span)


def positional_names(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the parameters a function takes by position; none if it does not say."""
    import inspect

    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return ()
    by_place = (
        inspect.Parameter.POSITIONAL_ONLY,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
    )
    return tuple(p.name for p in parameters if p.kind in by_place)


def refused_parameter(
    name: str, parameter: str, span: Span | None = None
) -> LanguageError:
    """The refusal of a parameter the rule does not have, with the reason."""
    why = why_refused(name, parameter)
    return _refused(name, f"the argument `{parameter}`", span, why)


def _refused(name: str, what: str, span: Span | None, why: str = "") -> LanguageError:
    return LanguageError(
        f"adgen has no rule for {name} with {what}" + (f": {why}" if why else ""),
        span,
        "Write the call without it, or give a rule with adgen.rule.",
    )


def default_operand(value: object) -> Operand:
    """A default as an operand: tuples as Packs, all else as a literal."""
    if isinstance(value, tuple):
        return Pack("tuple", tuple(default_operand(item) for item in value))
    return Const(value)


def replaced(
    bound: Bound,
    args: tuple[Operand, ...],
    kwargs: Keywords,
    new: Mapping[str, Operand],
    star: str | None = None,
) -> tuple[tuple[Operand, ...], Keywords]:
    """The arguments of the same call with other operands for some parameters."""
    positional = list(args)
    keywords = dict(kwargs)
    for name, operand in new.items():
        if name == star and isinstance(operand, Pack):
            positional[len(args) - len(operand.items) :] = operand.items
            continue
        match bound.places.get(name):
            case int(position):
                positional[position] = operand
            case str(keyword):
                keywords[keyword] = operand
            case None:
                raise RuleError(f"the parameter `{name}` has no operand to replace")
    return tuple(positional), tuple(keywords.items())
