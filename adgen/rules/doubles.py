"""Functions that compute in double precision whatever they are given.

Input: the name of a primitive and the kinds of its results as they follow from the operands.
Output: the kinds with wide dtypes, if it is one of these functions. What is claimed to be float32
and is float64 keeps a gradient from being converted to the precision of its argument.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.kinds import UNKNOWN, Array, Kind, Number
from adgen.ir.nodes import Const, Operand
from adgen.rules.signature import Bound

_WIDE = {"float16": "float", "float32": "float", "complex64": "complex"}
_SPECIAL = (
    "besselpoly diric eval_chebyc eval_chebys eval_chebyt eval_chebyu eval_gegenbauer"
    " eval_genlaguerre eval_hermite eval_hermitenorm eval_jacobi eval_laguerre"
    " eval_legendre eval_sh_chebyt eval_sh_chebyu eval_sh_jacobi eval_sh_legendre expn"
    " factorial h1vp h2vp ivp jvp kn kvp lambertw log_wright_bessel modstruve"
    " multigammaln nbdtr pdtri polygamma smirnov smirnovi sph_harm_y spherical_in"
    " spherical_jn spherical_yn struve wofz wright_bessel yn yvp"
)
_LINALG = (
    "det expm_frechet matmul_toeplitz solve_continuous_are solve_discrete_are"
    " solve_discrete_lyapunov solve_toeplitz"
)
_SLOPES = (
    "betainc gammainc gegenbauer genlaguerre hyp0f1 hyp1f1 hyp2f1 hyperu ive jacobi jv"
    " kolmogorov kve smirnov wright yv zeta"
)
_STATS = "ksone.pdf kstwobign.pdf ncf.pdf nct.pdf linregress norm.pdf"

DOUBLES = frozenset(
    (
        *(
            "np.float_power",
            "np.geomspace",
            "np.polyder",
            "np.polyint",
            "np.vander",
            "neighbours_back",
        ),
        *(
            "carlson_integral",
            "mathieu_bend",
            "scipy.integrate.romb",
        ),
        *(f"scipy.stats.{name}" for name in _STATS.split()),
        *(f"scipy.special.{name}" for name in _SPECIAL.split()),
        *(f"scipy.linalg.{name}" for name in _LINALG.split()),
        *(f"{name}_slope" for name in _SLOPES.split()),
    )
)


_EITHER = ("scipy.integrate.simpson",)
"""Of samples at points, or of an even number, in double precision, else in that of the samples."""
_NUMBERS_COUNT = {"np.polyval": ("x",), "np.vdot": ("a", "b"), "np.dot": ("a", "b")}
"""Parameters in which a number of Python counts as one in double precision."""


def in_double(
    fn: str, kinds: tuple[Kind, ...], of: Kind, bound: Bound
) -> tuple[Kind, ...]:
    """The kinds of the results of a primitive, wide where it computes in double precision.

    `of` is the kind of its first operand.
    """
    if fn in _EITHER:
        return tuple(_of_samples(kind, of, bound) for kind in kinds)
    counts = any(_is_number(bound.get(name)) for name in _NUMBERS_COUNT.get(fn, ()))
    return tuple(map(_widened, kinds)) if counts or fn in DOUBLES else kinds


def _is_number(operand: Operand) -> bool:
    return isinstance(operand, Const) and type(operand.value) in (int, float, complex)


def _of_samples(kind: Kind, samples: Kind, bound: Bound) -> Kind:
    """The kind of an integral of samples, of which nothing is known if their number is not.

    With a step that may be differentiated it counts as in the precision of the samples: the tangent
    of the step would make that of the integral wide.
    """
    narrow = kind != _widened(kind)
    number = _length(samples, bound.get("axis"))
    if number is None:
        return UNKNOWN if narrow and isinstance(bound.get("dx"), Const) else kind
    at_points = bound.get("x") != Const(None)
    wide = number > 2 and (at_points or number % 2 == 0)
    return _widened(kind) if wide else kind


def _length(kind: Kind, axis: Operand) -> int | None:
    """The length of an array along an axis, the last one if none is given, if it is known."""
    place = axis.value if isinstance(axis, Const) else None
    place = -1 if axis == Const(None) else place
    if not isinstance(kind, Array) or not kind.dims or type(place) is not int:
        return None
    if not -len(kind.dims) <= place < len(kind.dims):
        return None
    found = kind.dims[place]
    return found if isinstance(found, int) else None


def _widened(kind: Kind) -> Kind:
    if isinstance(kind, Number | Array) and kind.dtype in _WIDE:
        return replace(kind, dtype=_WIDE[kind.dtype])
    return kind
