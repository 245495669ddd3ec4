"""Rules whose formulas hold for real numbers only: with a complex operand they are refused.

Input: a rule, the operands of a call and what is differentiated. A formula for real numbers is
wrong for complex ones, without a word, where the function conjugates, orders or takes absolute
values. tests/rules/test_complex.py calls every rule that NumPy and SciPy let have complex operands:
it is right, or it stands here.
"""

from __future__ import annotations

from collections.abc import Iterable

from adgen.errors import KindError
from adgen.ir.build import Builder
from adgen.ir.kinds import Kind, Structure
from adgen.ir.nodes import Apply
from adgen.rules.absent import spoken
from adgen.rules.declare import Rule
from adgen.rules.dtypes import is_complex
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.signature import Bound
from adgen.source import Span

EVERY: tuple[str, ...] = ()

_OF_ORDER = dict.fromkeys(("jv", "yv", "iv", "kv", "kve"), ("v",))
_OF_PARAMETERS = {
    "hyp0f1": ("v",),
    "hyp1f1": ("a", "b"),
    "hyp2f1": ("a", "b", "c"),
    # Those of Airy and Bessel are scaled by the exponential of a real part.
    **dict.fromkeys(("airye", "ive", "jve", "yve"), EVERY),
    **dict.fromkeys(("digamma", "elliprc", "elliprd", "elliprj", "zeta"), EVERY),
}
# solve_sylvester itself is wrong where real matrices with complex eigenvalues meet complex ones.
_LINALG = (
    "cho_factor cho_solve cho_solve_banded cholesky cholesky_banded eig_banded"
    " eigvals_banded fiedler hankel ldl lu_solve matmul_toeplitz"
    " orthogonal_procrustes pinvh polar rq solve_banded solve_continuous_are"
    " solve_continuous_lyapunov solve_discrete_are solve_discrete_lyapunov"
    " solve_sylvester solve_toeplitz solveh_banded subspace_angles toeplitz"
)
_CURVES = (
    "akima_curve cubic_spline hermite_curve interp_spline interpolated monotone_curve"
    " slopes_along slopes_back slopes_bend slopes_bend_back"
)

REAL_ONLY: dict[str, tuple[str, ...]] = {
    **{f"scipy.special.{name}": which for name, which in _OF_ORDER.items()},
    **{f"scipy.special.{name}": which for name, which in _OF_PARAMETERS.items()},
    **{f"scipy.linalg.{name}": EVERY for name in _LINALG.split()},
    **dict.fromkeys(_CURVES.split(), EVERY),
    **dict.fromkeys(("complex", "math.dist", "math.fsum"), EVERY),
    **dict.fromkeys(("np.corrcoef", "np.cov", "np.kaiser"), EVERY),
    "scipy.integrate.trapezoid": ("x",),
    "scipy.signal.savgol_filter": EVERY,
    **dict.fromkeys(("statistics.fmean", "signed_logsumexp"), EVERY),
    "statistics.linear_regression": EVERY,
    # SciPy gives the product the type of the point alone.
    "scipy.optimize.rosen_hess_prod": EVERY,
}
"""The parameters for whose derivative it holds; none named: for all."""

STEPS_IF_REAL = {"np.sign": "Write z / np.abs(z)."}
"""What is constant for real numbers only, and what to write for complex ones."""

_MODULES = ("scipy.stats.", "scipy.ndimage.", "scipy.spatial.distance.")


def require_real(
    rule: Rule, bound: Bound, wanted: Iterable[str], apply: Apply, builder: Builder
) -> None:
    """Refuses complex operands of a rule for real ones; `wanted`: what is differentiated."""
    if _cuts_imaginary_parts(rule, bound, builder):
        raise KindError(
            f"adgen has no derivative of {rule.name} with a `dtype` that drops the"
            " imaginary parts of its operand",
            apply.span,
            "Take np.real of it before.",
        )
    only = EVERY if rule.name.startswith(_MODULES) else REAL_ONLY.get(rule.name)
    if only is None or only and not set(only).intersection(wanted):
        return
    if any(_holds_complex(builder.kind_of(op)) for op in bound.values.values()):
        raise KindError(
            f"adgen has no derivative of {spoken(rule.name)} with complex numbers",
            apply.span,
            "Give a rule with adgen.rule, or write it with other functions.",
        )


def require_real_steps(rule: Rule, kinds: Iterable[Kind], span: Span) -> None:
    """Refuses complex operands of a rule that says that the derivative is zero."""
    if rule.name in STEPS_IF_REAL and any(map(_holds_complex, kinds)):
        raise KindError(
            f"{rule.name} of complex numbers turns with them: its derivative is not zero",
            span,
            STEPS_IF_REAL[rule.name],
        )


def _cuts_imaginary_parts(rule: Rule, bound: Bound, builder: Builder) -> bool:
    """True if `dtype=float` makes real numbers of complex ones, before they are multiplied."""
    if rule.category not in ("rule", "multilinear"):
        return False
    asked = dtype_of_operand(bound.get("dtype"), None)
    operands = (builder.kind_of(op) for op in bound.values.values())
    return asked in ("float", "float32") and any(map(_holds_complex, operands))


def _holds_complex(kind: Kind) -> bool:
    if isinstance(kind, Structure):
        return any(map(_holds_complex, kind.items))
    return is_complex(kind)
