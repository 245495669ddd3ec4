"""Mutants that no sample can kill, because they say the same: each with its reason.

A line is a pattern for `rule: formula = text (change)`, and why such a mutant is harmless.
docs/mutants.md shows the table.
"""

from __future__ import annotations

import re

HARMLESS: dict[str, str] = {
    r"^(math\.(dist|prod)|np\.(arange|linspace)|statistics\.\w+): .*\(swapped\)$": (
        "the product of two vectors does not depend on their order"
    ),
    r" - \((x|out|deviation|size) == 0\)": (
        "a guard against dividing by zero: what is divided is zero there"
    ),
    r"^(np|math)\.fabs: direction": (
        "fabs takes no complex numbers, which alone have a direction"
    ),
    r"^scipy\.linalg\.(eig: w_dot|eigvals: out_dot) = .* - 0j": (
        "adds or takes away an imaginary zero"
    ),
    r"^scipy\.linalg\.eig: .*\(without keepdims=\)$": (
        "sums over the rows of one matrix: with a row in front they broadcast alike"
    ),
    r"linalg\.(eigvals|eigvalsh|eigvals_banded): v = -": "the sign of eigenvectors cancels",
    r"^scipy\.linalg\.subspace_angles: [qr] = -": "the sign of a basis cancels",
    r"^scipy\.linalg\.cholesky_banded: ones = -": "is multiplied with itself",
    r"^scipy\.stats\.(multivariate_t\.\w+|invwishart\.logpdf):"
    r" (out_dot|distance) = .*\(swapped\)$": (
        "neither the product of two vectors nor the trace of that of two matrices depends"
        " on their order, nor does a symmetric matrix on the side of the vector"
    ),
    r"^scipy\.stats\.kurtosis: scale = -": "what it divides is odd in it",
    r"^np\.kaiser: (place|width) = ": "the window is even, i1 is odd: two signs cancel",
    r"^scipy\.linalg\.signm: n = A @ out": "a matrix and its sign commute",
    r"linalg\.svd: (left|right) = (-|.* else -)": (
        "of the vectors without those of the other side only the product is used, and"
        " both are drawn from one decomposition"
    ),
    r"linalg\.svd: .* else singular_vectors\(a\) \(last": (
        "only met with full_matrices=True; tests/rules/test_degenerate.py kills it"
    ),
    r"linalg\.lstsq: (a_bar|t) = ": (
        "the terms of the shortest solution vanish where a has full column rank, which all"
        " samples have, since the residuals are empty else; tests/rules/test_degenerate.py"
        " kills it"
    ),
    r"linalg\.norm: slope = .* else 0 if ord == 0": "zero, not zero times x",
    r"^np\.corrcoef: s = -": "only the products of two of these are used",
    r"^np\.correlate: v_bar = convolved_back\(out_bar, v\[::1\]": (
        "of this argument only the length is used"
    ),
    r"^np\.insert: source = np\.insert\(np\.arange": (
        "only the entries at the places of the new values are read"
    ),
    r"^np\.interp: i = .*\(without side=\)$": (
        "differs on the given points only, where there is a kink"
    ),
    r"^(np\.(nan)?median: data|statistics\.median: values) = (-|.* else -)": (
        "the middle of a is where the middle of -a is"
    ),
    r"^np\.(sort|sort_complex): places = .*\(without kind=\)$": (
        "equal elements may stand in any order"
    ),
    r"^np\.sort_complex: out_dot = .* - 0j": "adds or takes away an imaginary zero",
    r"^np\.real: val_bar = out_bar - 0j": "adds or takes away an imaginary zero",
    r"^np\.pad: out_dot = np\.pad\(array_dot, pad_width\) if": (
        "the default is the mode in that branch"
    ),
}
"""Why mutants that match are harmless."""


def reason(mutant: object) -> str:
    """Why a mutant is harmless; empty if it is not."""
    text = str(mutant)
    for pattern, why in HARMLESS.items():
        if re.search(pattern, text):
            return why
    return ""
