"""What can be said of the arguments before the first call: from annotations and defaults.

Input: a signature and the parameters to differentiate. Output: kinds by parameter, for those of
which something is known. `.source` shows the derivative for these until there was a call.
"""

from __future__ import annotations

import inspect
from typing import Any

from adgen.api.arguments import Path
from adgen.api.convert import as_real, needs_conversion
from adgen.ir.kinds import BOOL, COMPLEX, FLOAT, INT, Kind

_BY_ANNOTATION: dict[object, Kind] = {
    float: FLOAT,
    complex: COMPLEX,
    int: INT,
    bool: BOOL,
    "float": FLOAT,
    "complex": COMPLEX,
    "int": INT,
    "bool": BOOL,
}


def guessed_kinds(
    signature: inspect.Signature, paths: tuple[Path, ...]
) -> dict[str, Any]:
    """Kinds by parameter; an int that is differentiated is a real number."""
    from adgen.frontend.scope.describe import describe

    varying = {path[0] for path in paths}
    kinds: dict[str, Any] = {}
    for name, parameter in signature.parameters.items():
        if parameter.default is not inspect.Parameter.empty:
            value = parameter.default
            if name in varying and needs_conversion(value):
                value = as_real(value)
            kinds[name] = describe(value, name)
            continue
        kind = _annotated(parameter.annotation)
        if kind is not None:
            kinds[name] = FLOAT if kind == INT and name in varying else kind
    return kinds


def _annotated(annotation: object) -> Kind | None:
    if isinstance(annotation, str | type):
        return _BY_ANNOTATION.get(annotation)
    return None
