"""Calls whose second derivative is refused, each with its reason.

A line is a pattern for a sample as its test names it. docs/limitations.md tells users.
"""

from __future__ import annotations

import re

NO_SECOND_ORDER: dict[str, str] = {
    r"^(?!cumprod|(jv|yv|ive|kve)_slope\(.*, 2\)$)\w+_slope\(": (
        "a slope is differentiated once: what has the slope, twice"
    ),
    r"^slopes_(along|back)\(": "a curve that keeps its shape is differentiated twice",
}


def why_no_second_order(sample: object) -> str:
    """Why the second derivative of a call is refused; empty if it is not."""
    for pattern, why in NO_SECOND_ORDER.items():
        if re.search(pattern, str(sample)):
            return why
    return ""
