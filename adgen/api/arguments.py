"""From `argnums` and the arguments of a call to parameters by name.

Input: the signature of a function, what the user wrote as `argnums`, and a call. Output: the
`Selection` of parameters to differentiate, and the call's values in the order of the signature.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from adgen.errors import ArgumentError
from adgen.ir.objects import attributes, is_structure, made

Argnum = int | str
Argnums = Argnum | Sequence[Argnum]

_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)

Path = tuple[str | int, ...]
"""A parameter (`("x",)`), an entry of `*args` (`("args", 1)`), of `**kwargs`, of a structure."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The parameters to differentiate; `bare` if the result is not wrapped in a tuple."""

    paths: tuple[Path, ...]
    bare: bool


def signature_of(function: Callable[..., Any]) -> inspect.Signature:
    """The signature, without what `partial` or a method has bound."""
    own = inspect.getattr_static(type(function), "__call__", None)
    called: Any = function
    if isinstance(own, FunctionType) and not hasattr(function, "__signature__"):
        called = called.__call__
    try:
        # What an object is called with is what its class says, whatever it wraps.
        signature = inspect.signature(called)
    except (TypeError, ValueError) as error:
        name = getattr(function, "__name__", repr(function))
        raise ArgumentError(f"`{name}` has no signature that can be read") from error
    fixed = getattr(function, "keywords", None) or {}
    kept = [p for name, p in signature.parameters.items() if name not in fixed]
    return signature.replace(parameters=kept)


def select(signature: inspect.Signature, argnums: Argnums, name: str) -> Selection:
    """The parameters `argnums` means; ArgumentError names what is wrong with it."""
    if isinstance(argnums, str) or not isinstance(argnums, Sequence):
        return Selection((_path(signature, argnums, name),), True)
    if not argnums:
        raise ArgumentError(f"argnums of `{name}` is empty: nothing to differentiate")
    paths = tuple(_path(signature, argnum, name) for argnum in argnums)
    for position, path in enumerate(paths):
        if path in paths[:position]:
            raise ArgumentError(f"argnums of `{name}` names `{shown_path(path)}` twice")
    return Selection(paths, False)


def _path(signature: inspect.Signature, argnum: object, name: str) -> Path:
    if isinstance(argnum, bool) or not isinstance(argnum, int | str):
        index = getattr(argnum, "__index__", None)
        if isinstance(argnum, bool) or index is None:
            raise ArgumentError(
                f"argnums of `{name}` holds {argnum!r}; give positions or parameter names"
            )
        return at_position(signature, int(index()), name)
    if isinstance(argnum, str):
        return _named(signature, argnum, name)
    return at_position(signature, argnum, name)


def _named(signature: inspect.Signature, argnum: str, name: str) -> Path:
    parameter = signature.parameters.get(argnum)
    if parameter is not None:
        return (argnum,)
    for rest in signature.parameters.values():
        if rest.kind is inspect.Parameter.VAR_KEYWORD:
            return (rest.name, argnum)
    known = ", ".join(signature.parameters) or "none"
    raise ArgumentError(
        f"`{name}` has no parameter `{argnum}` to differentiate",
        remedy=f"Its parameters are: {known}.",
    )


def at_position(signature: inspect.Signature, argnum: int, name: str) -> Path:
    parameters = list(signature.parameters.values())
    positional = [p.name for p in parameters if p.kind in _POSITIONAL]
    rest = [p.name for p in parameters if p.kind is inspect.Parameter.VAR_POSITIONAL]
    if -len(positional) <= argnum < len(positional) and not (argnum < 0 and rest):
        return (positional[argnum],)
    if rest and argnum >= len(positional):
        return (rest[0], argnum - len(positional))
    count = len(positional)
    raise ArgumentError(
        f"argnums {argnum} is out of range: `{name}` has {count} positional "
        f"parameter{'' if count == 1 else 's'}",
        remedy=f"They are: {', '.join(positional)}." if positional else "",
    )


def bind(
    signature: inspect.Signature,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    name: str,
) -> dict[str, Any]:
    """The values of all parameters by name, defaults included, in the order of the signature."""
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError as error:
        raise ArgumentError(f"{name}() {error}") from None
    bound.apply_defaults()
    return bound.arguments


def spread(
    signature: inspect.Signature, values: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """The positional and keyword arguments of a call with these values."""
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    for parameter in signature.parameters.values():
        value = values[parameter.name]
        match parameter.kind:
            case inspect.Parameter.VAR_POSITIONAL:
                positional += value
            case inspect.Parameter.VAR_KEYWORD:
                keywords |= value
            case inspect.Parameter.KEYWORD_ONLY:
                keywords[parameter.name] = value
            case _:
                positional.append(value)
    return positional, keywords


def at(values: Mapping[str, Any], path: Path, name: str) -> Any:
    """The value at a path: of a parameter, or of an entry of `*args` or `**kwargs`."""
    found: Any = values
    for part in path:
        try:
            found = attributes(found)[str(part)] if is_structure(found) else found[part]
        except (IndexError, KeyError):
            raise ArgumentError(
                f"`{name}` was called without `{shown_path(path)}`, which is to be "
                "differentiated"
            ) from None
    return found


def put(values: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """The values with another value at a path; what is given stays as it is."""
    first, *rest = path
    changed = dict(values)
    changed[str(first)] = _put_within(values[str(first)], rest, value)
    return changed


def _put_within(tree: Any, keys: list[str | int], value: Any) -> Any:
    if not keys:
        return value
    first, *rest = keys
    if is_structure(tree):
        parts = attributes(tree)
        parts[str(first)] = _put_within(parts[str(first)], rest, value)
        return made(type(tree), parts)
    inner = _put_within(tree[first], rest, value)
    if isinstance(tree, dict):
        return {**tree, first: inner}
    items = [inner if position == first else item for position, item in enumerate(tree)]
    return items if isinstance(tree, list) else tuple(items)


def shown_path(path: Path) -> str:
    """`x`, or `args[1]`."""
    first, *rest = path
    return str(first) + "".join(f"[{part!r}]" for part in rest)
