"""adgen: derivatives of Python and NumPy functions, written as Python source.

df = adgen.grad(f)
df(2.0)            # the gradient
print(df.source)   # the function that computed it
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
from adgen.frontend.written import from_source
from adgen.options import Options

__version__ = "0.1.0"

# Words for rules are imported when they are first used, with the tables behind them.
_LATE = {
    "elementwise": "adgen.rules.declare",
    "linear": "adgen.rules.declare",
    "multilinear": "adgen.rules.declare",
    "rule": "adgen.rules.declare",
}

if TYPE_CHECKING:
    from adgen.rules.declare import elementwise, linear, multilinear, rule

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
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'adgen' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATE])
