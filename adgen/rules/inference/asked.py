"""What an operand asks for: the dtype class of `dtype=np.float32`."""

from __future__ import annotations

import numpy as np

from adgen.ir.kinds import dtype_name
from adgen.ir.nodes import Const, Operand


def dtype_of_operand(operand: Operand, default: str | None) -> str | None:
    """The class of a dtype operand: `float`, np.float32, "complex"; the default for None."""
    if not isinstance(operand, Const):
        return None
    if operand.value is None:
        return default
    try:
        name = dtype_name(np.dtype(operand.value))
    except TypeError:
        return None
    return None if name == "object" else name
