"""Keywords that a rule does not name, and that change nothing.

Input: a function, such a keyword, and the operand given. The call keeps them; the formulas do
without:

    np.sin(x, casting="same_kind")      the default of the function, written out
    scipy.linalg.solve(a, b, check_finite=False)     how something is computed, not what

`check_finite` asks for a test of the arguments, `overwrite_a` allows to destroy one. What may be
destroyed is another array afterwards, which the program might read: refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from adgen.errors import LanguageError
from adgen.ir.nodes import Const, Operand, Pack
from adgen.source import Span

_MODULE = "scipy.linalg."
_DRIVERS = {
    "scipy.linalg.svd": "lapack_driver",
    "scipy.linalg.eigh": "driver",
    "scipy.linalg.eigvalsh": "driver",
}
_OF_UFUNCS = {"casting": "same_kind", "order": "K", "dtype": None, "subok": True}
"""The defaults of every ufunc, which `inspect` does not show."""
_OF_THEIR_METHODS = {"dtype": None}
_NOT_SHOWN: Mapping[str, Mapping[str, object]] = {
    "np.astype": {"order": "K", "casting": "unsafe", "subok": True},
    "np.clip": _OF_UFUNCS,
    "np.einsum": {"order": "K"},
}
"""Those of methods of arrays, and of functions that take any keyword and pass it on."""


def is_setting(name: str, keyword: str, operand: Operand, span: Span | None) -> bool:
    """True for a keyword of a function that changes no result; refuses to overwrite."""
    if is_default(name, keyword, operand):
        return True
    if not name.startswith("scipy.") or not isinstance(operand, Const):
        return False
    if keyword.startswith("overwrite_"):
        if operand.value:
            raise LanguageError(
                f"{name} may destroy its argument with `{keyword}=True`",
                span,
                "Write the call without it: it gives the same.",
            )
        return True
    settings = ("check_finite", _DRIVERS.get(name))
    return name.startswith(_MODULE) and keyword in settings


def is_default(name: str, keyword: str, operand: object) -> bool:
    """True for an operand that is what the function takes if the keyword is not given."""
    defaults = defaults_of(name)
    return keyword in defaults and _is(operand, defaults[keyword])


def _is(operand: object, default: object) -> bool:
    match operand:
        case Const(value=value):
            numbers = {type(value), type(default)} <= {int, float}
            alike = numbers or type(value) is type(default)
            return value is default or alike and bool(value == default)
        case Pack("tuple" | "list", items) if isinstance(default, tuple | list):
            return len(items) == len(default) and all(map(_is, items, default))
        case _:
            return False


@cache
def defaults_of(name: str) -> Mapping[str, object]:
    """The defaults of a function by parameter, as far as it says."""
    import inspect

    from adgen.rules.registry import callable_of

    function = callable_of(name)
    if isinstance(function, np.ufunc):
        return _OF_UFUNCS
    if isinstance(getattr(function, "__self__", None), np.ufunc):
        return _OF_THEIR_METHODS
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return {}
    unknown = (inspect.Parameter.empty, np._NoValue)
    shown = {
        p.name: p.default
        for p in parameters
        if not any(p.default is none for none in unknown)
    }
    return {**shown, **_NOT_SHOWN.get(name, {})}
