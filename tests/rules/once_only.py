"""Calls whose second derivative is refused, each with its reason.

A line is a pattern for a sample as its test names it. docs/limitations.md tells users.
"""

from __future__ import annotations

import re

S = r"^scipy\.special"

NO_SECOND_ORDER: dict[str, str] = {
    r"^(np|scipy)\.linalg\.(eig|eigvals)\([\dx]+\)$": (
        "whether the vectors are real or complex turns out at run time, and with it the kinds"
        " of what the second derivative multiplies"
    ),
    r"^np\.linalg\.svdvals\(\dx\dj\)$": "the vectors of a complex matrix have a free phase",
    rf"{S}\.(jv|yv|iv|kv|jve|yve|ive|kve)\(((?!2\.0).)+, [\d.]+\)$": (
        "second derivatives in the order are known for integrals only, see docs/limitations.md"
    ),
    rf"{S}\.mathieu_[ab]\(": "second derivatives of the eigenvalues are not available",
    rf"{S}\.(kolmogi|kolmogorov|smirnovi?|ncfdtr|nctdtr)\(": (
        "the slope is a density of scipy.stats that has no rule itself"
    ),
    rf"{S}\.hyp(0f1|1f1|2f1)\(": "second derivatives in the parameters are not available",
    r"^(gammainc_slope|betainc_slope|zeta_slope)\(": (
        "slopes in parameters of third order are not available"
    ),
}


def why_no_second_order(sample: object) -> str:
    """Why the second derivative of a call is refused; empty if it is not."""
    for pattern, why in NO_SECOND_ORDER.items():
        if re.search(pattern, str(sample)):
            return why
    return ""
