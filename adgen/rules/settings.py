"""Settings of SciPy's linear algebra that say how something is computed, not what.

Input: a function, a keyword that its rule does not name, and the operand given. `check_finite`
asks for a test of the arguments, `overwrite_a` allows to destroy one. The call keeps them; the
formulas do without. What may be destroyed is another array afterwards, which the program might
read: refused.
"""

from __future__ import annotations

from adgen.errors import LanguageError
from adgen.ir.nodes import Const, Operand
from adgen.source import Span

_MODULE = "scipy.linalg."
_DRIVERS = {
    "scipy.linalg.svd": "lapack_driver",
    "scipy.linalg.eigh": "driver",
    "scipy.linalg.eigvalsh": "driver",
}


def is_setting(name: str, keyword: str, operand: Operand, span: Span | None) -> bool:
    """True for a keyword of a function that changes no result; refuses to overwrite."""
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
