"""How many axes the operands of a rule may have, mostly of scipy.linalg: others are refused.

SciPy makes matrices of numbers, and goes over stacks of them. A formula for one matrix may be wrong
for a stack of them, without a word, where the numbers happen to fit: it transposes all axes, or
scales the wrong one. tests/rules/test_ranks.py tries stacks.
"""

from __future__ import annotations

from collections.abc import Callable

from adgen.errors import KindError
from adgen.ir.kinds import Kind
from adgen.ir.nodes import Operand, Pack
from adgen.rules.shapes import dims_of
from adgen.rules.signature import Bound
from adgen.source import Span

Range = tuple[int, int | None]

VECTOR: Range = (1, 1)
MATRIX: Range = (2, 2)
EITHER: Range = (1, 2)
STACK: Range = (2, None)
ARRAY: Range = (1, None)
FLAT: Range = (0, 1)

_WORDS = {
    VECTOR: "one vector",
    MATRIX: "one matrix",
    EITHER: "a vector or a matrix",
    STACK: "a matrix or a stack of them",
    ARRAY: "an array of at least one axis",
    FLAT: "a vector or a number",
}

_TABLE: tuple[tuple[str, Range, str], ...] = (
    (
        "scipy.linalg",
        VECTOR,
        """
        circulant:c companion:a convolution_matrix:a fiedler:a hankel:c hankel:r leslie:f leslie:s
        toeplitz:c toeplitz:r eigh_tridiagonal:d eigh_tridiagonal:e eigvalsh_tridiagonal:d
        eigvalsh_tridiagonal:e solve_circulant:c solve_toeplitz:c_or_cr matmul_toeplitz:c_or_cr
        """,
    ),
    (
        "scipy.linalg",
        EITHER,
        """
        solve_circulant:b solve_toeplitz:b matmul_toeplitz:x solve_banded:b solveh_banded:b
        cho_solve:b cho_solve_banded:b lu_solve:b lstsq:b
        """,
    ),
    (
        "scipy.linalg",
        MATRIX,
        """
        lu_factor:a cho_factor:a cholesky:a cholesky_banded:ab coshm:A cosm:A sinhm:A sinm:A
        tanhm:A tanm:A logm:A fractional_matrix_power:A expm_frechet:A expm_frechet:E
        eig_banded:a_band eigvals_banded:a_band ldl:A pinvh:a polar:a subspace_angles:A
        subspace_angles:B lstsq:a orthogonal_procrustes:A orthogonal_procrustes:B solve_banded:ab
        solveh_banded:ab cho_solve:c_and_lower cho_solve_banded:cb_and_lower lu_solve:lu_and_piv
        solve_continuous_are:a solve_continuous_are:b solve_continuous_are:q
        solve_continuous_are:r solve_discrete_are:a solve_discrete_are:b solve_discrete_are:q
        solve_discrete_are:r khatri_rao:a khatri_rao:b
        """,
    ),
    (
        "scipy.linalg",
        STACK,
        """
        inv:a det:a solve:a pinv:a expm:A eig:a eigvals:a eigh:a eigvalsh:a lu:a qr:a rq:a signm:A
        sqrtm:A svd:a svdvals:x solve_triangular:a solve_sylvester:a solve_sylvester:b
        solve_sylvester:q solve_continuous_lyapunov:a solve_continuous_lyapunov:q
        solve_discrete_lyapunov:a solve_discrete_lyapunov:q
        """,
    ),
    ("scipy.optimize", VECTOR, "rosen:x rosen_der:x"),
    ("scipy.stats", ARRAY, "gmean:a hmean:a pmean:a kurtosis:a moment:a skew:a"),
    ("scipy.stats", EITHER, "multivariate_normal.logpdf:x multivariate_normal.pdf:x"),
    (
        "scipy.stats",
        MATRIX,
        "wishart.logpdf:x wishart.logpdf:scale invwishart.logpdf:x invwishart.logpdf:scale",
    ),
    ("np", VECTOR, "trim_zeros:filt"),
    ("np", FLAT, "polyder:p polyadd:a1 polyadd:a2 polysub:a1 polysub:a2"),
)
RANKS: dict[str, dict[str, Range]] = {}
"""By function and parameter, the least and the greatest number of axes."""
for _module, _range, _places in _TABLE:
    for _place in _places.split():
        _name, _, _parameter = _place.partition(":")
        RANKS.setdefault(f"{_module}.{_name}", {})[_parameter] = _range


def require_ranks(
    fn: str, bound: Bound, span: Span | None, kind_of: Callable[[Operand], Kind]
) -> None:
    """Refuses a call with an operand of another number of axes, where that is known."""
    for parameter, allowed in RANKS.get(fn, {}).items():
        operand = bound.values[parameter]
        if isinstance(operand, Pack) and operand.items and "_" in parameter:
            operand = operand.items[0]  # of a pair of a matrix and what is said of it
        dims = dims_of(kind_of(operand))
        if dims is None:
            continue
        least, greatest = allowed
        if len(dims) < least or greatest is not None and len(dims) > greatest:
            axes = "1 axis" if len(dims) == 1 else f"{len(dims)} axes"
            raise KindError(
                f"adgen has no derivative of {fn} with `{parameter}` of {axes},"
                f" but of {_WORDS[allowed]}",
                span,
                "Go over a stack in a loop; np.reshape(x, (1, 1)) makes a matrix of a number.",
            )
