"""adgen: derivatives of Python and NumPy functions, written as Python source.

df = adgen.grad(f)
df(2.0)            # the gradient
print(df.source)   # the function that computed it
"""

from __future__ import annotations

from importlib import import_module

# Known to type checkers by its name; importing it from typing would take longer than the rest.
TYPE_CHECKING = False

__version__ = "0.1.0"

if TYPE_CHECKING:
    from typing import Any

    from adgen.api.check import check
    from adgen.api.derivative import Derivative
    from adgen.api.gradients import grad, hvp, value_and_grad
    from adgen.api.matrices import hessian, jacobian
    from adgen.api.products import jvp, vjp
    from adgen.api.show import show
    from adgen.errors import (
        AdgenError,
        ArgumentError,
        CheckError,
        InternalError,
        KindError,
        LanguageError,
        NoRuleError,
        RuleError,
        SourceError,
        UndefinedDerivativeError,
    )
    from adgen.frontend.reading.written import from_source
    from adgen.options import Options
    from adgen.rules.custom import custom_jvp, custom_vjp
    from adgen.rules.declare import elementwise, linear, multilinear, rule
    from adgen.rules.marks import constant

# Everything is imported when it is first used: `adgen --help` must not wait for NumPy.
_LATE = {
    "adgen.api.check": ("check",),
    "adgen.api.derivative": ("Derivative",),
    "adgen.api.gradients": ("grad", "hvp", "value_and_grad"),
    "adgen.api.matrices": ("hessian", "jacobian"),
    "adgen.api.products": ("jvp", "vjp"),
    "adgen.api.show": ("show",),
    "adgen.errors": (
        "AdgenError",
        "ArgumentError",
        "CheckError",
        "InternalError",
        "KindError",
        "LanguageError",
        "NoRuleError",
        "RuleError",
        "SourceError",
        "UndefinedDerivativeError",
    ),
    "adgen.frontend.reading.written": ("from_source",),
    "adgen.options": ("Options",),
    "adgen.rules.custom": ("custom_jvp", "custom_vjp"),
    "adgen.rules.declare": ("elementwise", "linear", "multilinear", "rule"),
    "adgen.rules.marks": ("constant",),
}
_MODULE = {name: module for module, names in _LATE.items() for name in names}

__all__ = [
    "AdgenError",
    "ArgumentError",
    "CheckError",
    "Derivative",
    "InternalError",
    "KindError",
    "LanguageError",
    "NoRuleError",
    "Options",
    "RuleError",
    "SourceError",
    "UndefinedDerivativeError",
    "check",
    "constant",
    "custom_jvp",
    "custom_vjp",
    "elementwise",
    "from_source",
    "grad",
    "hessian",
    "hvp",
    "jacobian",
    "jvp",
    "linear",
    "multilinear",
    "rule",
    "show",
    "value_and_grad",
    "vjp",
]


def __getattr__(name: str) -> Any:
    if name == "testing":
        return import_module("adgen.testing")
    module = _MODULE.get(name)
    if module is None:
        raise AttributeError(f"module 'adgen' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(module), name)
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULE])
