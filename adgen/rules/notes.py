"""What there is to say of a rule beside its formulas: conventions, sources, measured errors.

conventions("np.abs")     ("the slope at 0 is 0",)
source(find("np.linalg.eigh"))   "M. Giles (2008), ..."
measured("np.sin")        (Measured("float64", 1.1e-16, "mpmath", 2e-17), ...)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adgen.rules.absent import parameters_without_slope
from adgen.rules.declare import Rule

_MATRICES = r"^(np|scipy)\.linalg\."
_GILES = (
    "M. Giles, Collected matrix derivative results for forward and reverse mode"
    " algorithmic differentiation (2008)"
)
CITATIONS = {
    "giles2008": _GILES,
    "walter2012": "S. F. Walter and L. Lehmann, Algorithmic differentiation of linear"
    " algebra functions (2010)",
    "mathias1996": "R. Mathias, A chain rule for matrix functions and applications,"
    " SIAM J. Matrix Anal. Appl. 17 (1996)",
}
"""The words behind the short references of the tables."""

SOURCES = (
    (
        _MATRICES + r"(inv|det|slogdet|solve|eigh|eigvalsh|svd|svdvals|eig|eigvals)$",
        _GILES,
    ),
    (
        _MATRICES + "(cholesky|cho_factor)$",
        "I. Murray, Differentiation of the Cholesky decomposition, arXiv:1602.07527",
    ),
    (
        _MATRICES + "(pinv|pinvh|lstsq)$",
        "G. H. Golub and V. Pereyra, SIAM J. Numer. Anal. 10 (1973)",
    ),
    (r"^scipy\.special\.(erf|wofz|dawsn|voigt|ndtr|log_ndtr)", "NIST DLMF, chapter 7"),
    (
        r"^scipy\.special\.\w*(gamma|beta|poch|binom|comb|fact)",
        "NIST DLMF, chapters 5, 8",
    ),
    (r"^scipy\.special\.(exp1|expi|expn|sici|shichi)", "NIST DLMF, chapters 6, 8"),
    (
        r"^scipy\.special\.([jyikh]\dv?e?|[jyik]ve?p?|[yk]n|h[12]vp|hankel|spherical_)",
        "NIST DLMF, chapter 10",
    ),
    (r"^scipy\.special\.(struve|modstruve|it)", "NIST DLMF, chapter 11"),
    (r"^scipy\.special\.hyp", "NIST DLMF, chapters 13, 15, 16"),
    (r"^scipy\.special\.(eval_|lpmv)", "NIST DLMF, chapters 14, 18"),
    (r"^scipy\.special\.(ellip|agm)", "NIST DLMF, chapters 19, 22"),
    (r"^scipy\.special\.zeta", "NIST DLMF, chapter 25"),
    (
        r"^scipy\.stats\.\w+\.(ppf|isf)$",
        "the implicit function theorem for the distribution function",
    ),
    (r"^scipy\.stats\.\w+\.", "the density as SciPy's documentation has it"),
    (
        r"^(np|math|cmath)\.\w+$",
        "A. Griewank and A. Walther, Evaluating Derivatives, SIAM (2008), chapters 2, 3",
    ),
)
"""Patterns of names, and where the formulas are from; a reference of the rule comes first."""

CONVENTIONS = (
    (r"^(np\.|math\.)?(abs|absolute|fabs)$", "the slope at 0 is 0"),
    (
        r"^(np\.)?(n?a?n?(max|min)|f?(max|min)|maximum|minimum|amax|amin)$",
        "at a tie each of the tied arguments gets an equal share",
    ),
    (r"^np\.clip$", "slope 1 on the bounds, where the value is the argument"),
    (
        r"^((np|math)\.hypot|math\.dist|(np|scipy)\.linalg\.norm)$",
        "the slope at the origin is 0",
    ),
    (r"^(np\.(nan)?std|statistics\.p?stdev)$", "the slope at equal numbers is 0"),
    (
        r"^(pow|np\.power|np\.float_power|math\.pow)$",
        "x ** 0 has slope 0 in x; the slope in the exponent is 0 at x = 0",
    ),
    (
        _MATRICES + r"(eigh|eigvalsh|cholesky)$",
        "the matrix is taken for symmetric, and so is its adjoint",
    ),
    (
        _MATRICES + r"(eigh?|svd)$",
        "vectors of repeated values have no derivative: LinAlgError where one is asked for",
    ),
    (
        _MATRICES + r"(svd|qr)$",
        "the vectors that complete a basis have no derivative",
    ),
    (_MATRICES + r"(pinv|pinvh|lstsq)$", "right where the rank is constant"),
    (
        r"^scipy\.linalg\.(polar|orthogonal_procrustes)$",
        "the rotation of deficient rank jumps: LinAlgError where it is asked for",
    ),
    (
        r"^scipy\.special\.([jyik]ve?p?|h[12]vp|hankel[12]e?)$",
        "twice differentiable in the order, for z > 0: ValueError elsewhere",
    ),
    (
        r"^scipy\.special\.(hyp(0f1|1f1|2f1|eru)|wright_bessel|gammainc|betainc|zeta)$",
        "twice differentiable in the parameters",
    ),
    (
        r"^scipy\.special\.eval_(jacobi|gegenbauer|genlaguerre)$",
        "in the parameters for whole degrees: ValueError elsewhere",
    ),
    (r"^np\.(where|select|choose)$", "what is not selected has a strong zero"),
    (
        r"^np\.sinc$|\.sinc$|\.(boxcox1?p?|exprel|diric)$",
        "a series near the quotient 0 / 0",
    ),
    (
        r"^np\.(sort|median|partition|quantile|percentile)",
        "ties keep the order of the sort",
    ),
)
"""Patterns of names, and what is chosen where the derivative is not unique: docs/maths.md."""


@dataclass(frozen=True)
class Measured:
    """The worst relative errors over the samples of a rule in one precision.

    `forward` is the error of the tangents against `oracle`, `reverse` that of the adjoints
    against the tangents.
    """

    dtype: str
    forward: float | None
    oracle: str
    reverse: float | None

    def __str__(self) -> str:
        parts = []
        if self.forward is not None:
            parts.append(f"tangent {self.forward:.1e} from {self.oracle}")
        if self.reverse is not None:
            parts.append(f"adjoint {self.reverse:.1e} from the tangent")
        return f"{self.dtype}: {', '.join(parts)}"


def conventions(name: str) -> tuple[str, ...]:
    """What is chosen where the derivative is not unique, and with respect to what there is none."""
    chosen = (text for pattern, text in CONVENTIONS if re.search(pattern, name))
    fixed = (
        f"no derivative with respect to {parameter}: {why}"
        for parameter, why in parameters_without_slope(name)
    )
    return (*chosen, *fixed)


def source(rule: Rule) -> str:
    """Where the formulas of a rule are from; empty where nothing is cited."""
    if rule.ref:
        return CITATIONS.get(rule.ref, rule.ref)
    if rule.category in ("constant", "undefined", "structural"):
        return ""
    found = (text for pattern, text in SOURCES if re.search(pattern, rule.name))
    return next(found, "")


def measured(name: str) -> tuple[Measured, ...]:
    """The worst errors of a rule when they were last measured, by precision; of a user's none."""
    return _table().get(name, ())


@cache
def _table() -> dict[str, tuple[Measured, ...]]:
    """The lines of measured.tsv, which `python -m tests.rules.measure` writes."""
    path = Path(__file__).parent / "measured.tsv"
    found: dict[str, tuple[Measured, ...]] = {}
    for line in path.read_text("utf-8").splitlines():
        name, dtype, forward, oracle, reverse = line.split("\t")
        one = Measured(dtype, _number(forward), oracle, _number(reverse))
        found[name] = (*found.get(name, ()), one)
    return found


def _number(text: str) -> float | None:
    return float(text) if text else None
