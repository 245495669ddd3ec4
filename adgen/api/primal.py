"""The function a derivative is asked of: its name, its signature, and what the driver reads.

A primitive (`np.sin`) has no source: a function of one line that calls it stands in.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import partial
from types import MethodType
from typing import Any

from adgen.api.arguments import signature_of
from adgen.errors import ArgumentError
from adgen.frontend.reading.acquire import acquire
from adgen.rules.declare import rule_given_for
from adgen.rules.signature import REQUIRED, Parameter


class Primal:
    """`given` is the user's object, `readable` what the driver reads."""

    __slots__ = ("_fixed", "given", "name", "readable", "signature")

    def __init__(self, given: Callable[..., Any]) -> None:
        if isinstance(given, classmethod):
            raise ArgumentError(
                f"{given!r} is no function of its own",
                remedy="Write @classmethod above the decorator of adgen.",
            )
        if not callable(given):
            raise ArgumentError(
                f"{given!r} is not a function",
                remedy="Give the function itself: adgen.grad(f), not adgen.grad(f(x)).",
            )
        if _is_derivative(given) and getattr(given, "mode", "") == "hvp":
            raise ArgumentError(
                "a Hessian-vector product is not differentiated further",
                remedy="Call it in a function: lambda x: adgen.hvp(f)(x, v).",
            )
        self.given = given
        self.readable = _readable(given)
        self.name = name_of(given)
        self.signature: inspect.Signature = signature_of(self.readable)
        self._fixed: Mapping[str, Any] | None = None

    @property
    def fixed(self) -> Mapping[str, Any]:
        """Arguments that a method or a partial has bound, by name."""
        if self._fixed is None:
            readable: Any = self.readable
            inner = _is_derivative(readable)
            self._fixed = readable.fixed if inner else acquire(readable).bound
        assert self._fixed is not None
        return self._fixed


def _is_derivative(function: object) -> bool:
    return hasattr(type(function), "__adgen_task__")


def name_of(function: Any) -> str:
    """The name for messages and generated files."""
    if isinstance(function, partial):
        return name_of(function.func)
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) else type(function).__name__


def _readable(given: Callable[..., Any]) -> Callable[..., Any]:
    if rule_given_for(given) is not None:
        from adgen.frontend.reading.written import forwarder

        # A function of the user's with a rule of its own is not looked into.
        return forwarder(given, inspect.signature(given), _written_name(given))
    if isinstance(given, MethodType | partial):
        return given
    if hasattr(given, "__code__") and not _is_of_a_library(given):
        return given
    if _is_derivative(given):
        return given
    from adgen.frontend.reading.written import primitive
    from adgen.rules import registry

    name = registry.name_of(given)
    rule = registry.find(name) if name is not None else None
    if name is None or rule is None:
        return given
    return primitive(name, [_spelled(p) for p in rule.parameters if _is_needed(p)])


def _written_name(given: Any) -> str:
    """The name of a function with a rule in the text that calls it; a lambda has none."""
    name = name_of(given)
    if name.isidentifier():
        return name
    code = getattr(getattr(given, "function", given), "__code__", None)
    return f"lambda_line{code.co_firstlineno}" if code else "function"


def _is_of_a_library(given: Any) -> bool:
    """True for functions that have rules rather than a source to be read, as scipy.linalg.det."""
    module = getattr(given, "__module__", None) or ""
    return module.partition(".")[0] in ("numpy", "scipy", "statistics")


def _is_needed(parameter: Parameter) -> bool:
    return parameter.style == "star" or parameter.default is REQUIRED


def _spelled(parameter: Parameter) -> str:
    return f"*{parameter.name}" if parameter.style == "star" else parameter.name
