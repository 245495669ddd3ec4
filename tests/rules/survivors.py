"""Mutants that no sample can kill, because they say the same: each with its reason.

A line is a pattern for `rule: formula = text (change)`, and why such a mutant is harmless.
docs/mutants.md shows the table.
"""

from __future__ import annotations

import re

HARMLESS: dict[str, str] = {
    r"^(math\.(dist|prod)|np\.(arange|linspace)|statistics\.\w+|scipy\.optimize\.rosen"
    r"|scipy\.linalg\.companion|filtered_from|fed_back|scipy\.spatial\.distance\.(cityblock|cosine|(sq)?euclidean)"
    r"): .*@.*\(swapped\)$": "the product of two vectors does not depend on their order",
    r" - \((x|out|deviation|size|all_of_them) == 0\)": (
        "a guard against dividing by zero: what is divided is zero there"
    ),
    r"^scipy\.(special|stats\.(t|genpareto|genextreme))\..* - "
    r"\(([mnzt] == 0|lmbda == 0|x == y|p == [xyz]|z == 1)\).*\(sign\)$": (
        "a guard against dividing by zero, in the branch that is not taken there"
    ),
    r"^scipy\.stats\.(poisson|binom|bernoulli|geom|nbinom)\.(log)?pmf: .* - "
    r"\((p|mu) == [01]\)\).*\(sign\)$": (
        "a guard against dividing by zero: of the logarithm, where it is finite there, a count"
        " that is zero is divided; of the probability the other branch is taken there"
    ),
    r"^scipy\.stats\.multinomial\.(log)?pmf: each = x / \(p - ": (
        "a guard against dividing by zero: the count that is divided is zero there"
    ),
    r"^scipy\.stats\.pmean: apart = p - \(p == 0\)": (
        "a guard against dividing by zero: quotients by it are chosen where p is not 0"
    ),
    r"^scipy\.special\.eval_(sh_)?legendre: .*degree - 1 - \(degree == 0\)": (
        "the degree in the branch that is not taken there, in which it gives a number too"
    ),
    r"^scipy\.special\.elliprg: in_[xyz] = .*\(([xyz]) == 0\) & \(([xyz]) != 0\)": (
        "differs where two arguments are zero: no slope is finite there, one way or the other"
    ),
    r"^np\.polyint: each = -": "only its shape and its number of entries are used",
    r"^fed_back: unmoved = -": "zeros are the same with a minus",
    r"^scipy\.spatial\.distance\.((sq)?euclidean|cityblock): rise = .*v - u.*\(swapped\)$": (
        "the square, or the absolute value, of a difference"
    ),
    r"^scipy\.signal\.lfilter_zi: (a_bar|gain_bar) = .*(out @ seen|of_poles @ seen).*swapped": (
        "the product of two vectors does not depend on their order"
    ),
    r"^scipy\.special\.s\w+: .*abs\(\(?(1 - count|1 - z|m - n)\b.*\(swapped\)$": (
        "the absolute value of a difference, or of a product with it"
    ),
    r"^scipy\.special\.agm: .*\(\(d - c\) / \(c \+ d\)\) \*\* 2.*\(swapped\)$": (
        "the square of a difference"
    ),
    r"^scipy\.special\.poch: (place = -|depth = (-|.*np\.rint\(place\) - place))": (
        "the square of a sine, and whether a number is whole, do not depend on the sign"
    ),
    r"^scipy\.special\.ellip(kinc|einc|j): sine = np\.sin\(phi? \+ turns \* np\.pi\)": (
        "sines of places that are whole turns apart"
    ),
    r"^scipy\.special\.(xlogy|xlog1py): dy = x / \((1 \+ )?y \+ np\.spacing\(": (
        "the number next to y, and the least of numbers beside 0"
    ),
    r"^scipy\.special\.(xlogy|xlog1py): dy = x / \((1 \+ )?y [+-] \(\(x == 0\) &": (
        "differs at the end of the domain only, where second derivatives are infinite;"
        " tests/rules/test_points.py kills it"
    ),
    r"^scipy\.special\.pseudo_huber: far = length - \(length == 0\)": (
        "0 divided by 1 or by -1; the second derivatives do not exist there"
    ),
    r"^scipy\.special\.(kn|kve?): (.*kve?\(1 - (count|v), |count = -|count = .* -np)": (
        "K is even in its order, DLMF 10.27.3"
    ),
    r"^scipy\.linalg\.eigvalsh_tridiagonal: .*np\.diag\(e_dot, 1\) \+ np\.diag\(e_dot, 1\)": (
        "a quadratic form sees the symmetric part of its matrix only"
    ),
    r"^scipy\.linalg\.eigvalsh_tridiagonal: v = -": "the sign of eigenvectors cancels",
    r"^scipy\.linalg\.lu_factor: x_bar = np\.tril\(tr\(lower\) @ np\.tril\(lu_bar(, 1)?\), -1\)": (
        "what is added is an upper triangle, whose product with the upper triangle tr(lower)"
        " has nothing below the diagonal"
    ),
    r"^scipy\.linalg\.lu: l_dot = .* else np\.tril\(of_columns - l @ np\.triu\(x\)(, 1)?\) ": (
        "what is cut off is zero to rounding"
    ),
    r"^scipy\.linalg\.norm: share = sums == extreme ": (
        "where columns or values tie there are no differences; test_forms_of_matrices has ties"
    ),
    r"^scipy\.linalg\.rq: (a_bar = .*np\.tril\(pulled - tr\(pulled\)\)|low = np\.tril\(x\) )": (
        "the diagonal of a skew matrix is zero"
    ),
    r"^scipy\.spatial\.distance\.pdist: .*\(without checks=\)$": (
        "the checks raise an error or do nothing"
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
    r"linalg\.(eigvals|eigvalsh|eigvals_banded): [ev] = -": "the sign of eigenvectors cancels",
    r"^scipy\.linalg\.eigh: every = -": "the sign of eigenvectors cancels",
    r"^scipy\.linalg\.eigh: v_dot = .*@ every, values\)": (
        "what is left out is only looked at where other eigenvalues are equal;"
        " tests/rules/test_degenerate.py kills it"
    ),
    r"^scipy\.linalg\.subspace_angles: [qr] = -": "the sign of a basis cancels",
    r"^scipy\.linalg\.cholesky_banded: ones = -": "is multiplied with itself",
    r"^scipy\.stats\.(multivariate_t\.\w+|(inv)?wishart\.logpdf):"
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
    r"^scipy\.linalg\.pinvh: (rest = np\.eye\(len\(a\)\) - out @ a|out_dot = out @ out @ a_dot"
    r" @ \(np\.eye\(len\(a\)\) - (a @ out|out @ a)\) \+ \(np\.eye\(len\(a\)\) - "
    r"(a @ out|out @ a)\) @ a_dot @ out @ out - out @ a_dot @ out|s = out @ out @ out_bar @ rest"
    r" \+ rest @ out_bar @ out @ out - out @ out_bar @ out) \(swapped\)$": (
        "a symmetric matrix commutes with its pseudoinverse, and out with itself"
    ),
    r"linalg\.norm: slope = .*side \* taken if ord == inf .*\(divisor dropped\)$": (
        "differs at ties only, where there are no differences; tests/rules/test_care.py"
        " kills it"
    ),
    r"^np\.corrcoef: s = -": "only the products of two of these are used",
    r"^np\.diff: append_bar = end_of\(joined, append, axis, 1\)": (
        "what is not the side 0 is the other one"
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
    r"^scipy\.integrate\.cumulative_trapezoid: first = -": (
        "zeros are the same with a minus"
    ),
    r"^np\.real: val_bar = .*out_bar - 0j": "adds or takes away an imaginary zero",
    r"^(np|scipy)\.linalg\.lstsq: inverse = .*np\.linalg\.pinv\(a\) \(last argument": (
        "the bound tells where a singular value is rounding: there are no differences"
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
