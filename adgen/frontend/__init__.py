"""The front end: from a Python function to a Program of the IR."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adgen.frontend.higher_order.derivatives import Derive
    from adgen.frontend.scope.describe import Static
    from adgen.ir.kinds import Kind
    from adgen.ir.nodes import Program

Watched = tuple[object, str, object]
"""Where something was found (a namespace or closure cell), its name, and what it was."""

__all__ = ["Watched", "lower"]


def lower(
    function: Callable[..., Any],
    arguments: Mapping[str, Kind | Static],
    derive: Derive | None = None,
) -> tuple[Program, tuple[Watched, ...]]:
    """The program of a function for arguments of these kinds, and what it depends on."""
    from adgen.frontend.entry import lower as lower_function

    return lower_function(function, arguments, derive)
