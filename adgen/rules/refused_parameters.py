"""Parameters of NumPy and SciPy that a rule does not cover: why, and what to write instead.

    why_refused("scipy.linalg.qr", "pivoting")     "the order of the columns jumps"
    require_settings("np.ravel", {"order": Const("K")}, span)      raises: it is "C" or "F"

Output: the reason, which stands in the refusal. `tests/rules/test_parameters.py` holds that every
parameter that the functions have and the rules do not is here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from adgen.errors import LanguageError
from adgen.ir.nodes import Const, Operand, Pack
from adgen.source import Span

_MEMORY = "it is about memory and changes no number: leave it out"
_LIBRARIES = "it is for arrays of other libraries"
_TYPE = "convert with .astype() before or after"
_FORM = "the result has another form with it"
_TRIANGLE = "which triangle is read depends on it; give the whole matrix without it"
_AXES = "move the axes with np.moveaxis"
_PART = "take the part of the whole result"
_ALGORITHM = "it chooses how, not what is computed: leave it out"
_PENCIL = "two matrices together have no rule; solve(b, a) makes them one"

REFUSED: tuple[tuple[str, str, str], ...] = (
    # functions, parameters, reason; the first that fits counts
    (r"", "like device xp", _LIBRARIES),
    (r"", "subok", "subclasses of arrays have operators of their own"),
    (r"", "casting", "it decides what raises; " + _TYPE),
    (r"", "signature", "types of the inner loop: " + _TYPE),
    (r"", "plan", "SciPy has none"),
    (r"", "show disp printmessg verbose full_output", "it prints or adds reports"),
    (
        r"",
        "return_rank eigvals_only permute_l p_indices" " homogeneous_eigvals",
        _FORM,
    ),
    (r"", "lapack_driver lwork blocksize tr_solver tr_options", _ALGORITHM),
    (r"", "nan_policy", "nansum, nanmean and their like leave out NaN"),
    (r"", "overwrite_input", "it leaves its argument in any order"),
    (r"", r"overwrite_\w+", "it leaves what it likes in its argument"),
    (r"scipy\.interpolate\.", "check_finite", "numbers are tested: leave it out"),
    (
        r"scipy\.stats\.(nct|ncf|ksone|kstwobign)\.pdf$",
        "loc scale",
        "it is the density at (x - loc) / scale, divided by scale",
    ),
    (r"", "alternative", "it is the p-value of another question"),
    (r"", "allow_singular", "densities on a subspace have no rule"),
    (r"", "ndmax", "arrays of objects have no derivative"),
    (r"np\.(reshape|nan_to_num)$", "copy", _MEMORY),
    (r"np\.(reshape|copy|astype|eye|einsum)$", "order", _MEMORY),
    (r"", "writeable", "windows share elements: write the array itself"),
    (r"np\.trim_zeros$", "axis", "it is for vectors"),
    (r"np\.polynomial\.", "tensor", "give x an axis in front, x[None]"),
    (r"np\.linalg\.pinv$", "rtol", "what it cuts off may not be zero"),
    (r"scipy\.linalg\.pinvh?$", "atol rtol", "what it cuts off may not be zero"),
    (r"np\.indices$", "sparse", _FORM),
    # of ufuncs with loops of one type the front end converts the operands itself
    (r"np\.", "dtype", _TYPE),
    (r"scipy\.linalg\.matmul_toeplitz$", "workers", _ALGORITHM),
    (r"np\.", "axis", _AXES),
    (r"scipy\.special\.", "dtype", _TYPE),
    (r"(np|scipy\.special)\.", "order", _MEMORY),
    (r"scipy\.special\.lambertw$", "tol", "its default is the precision of doubles"),
    (r"scipy\.special\.factorial2?$", "extend", "gamma(n + 1) has a rule everywhere"),
    (r"scipy\.special\.roots_legendre$", "mu", _FORM),
    (r"scipy\.linalg\.pinvh$", "lower", _TRIANGLE),
    (r"scipy\.linalg\.eig(vals)?$", "b", _PENCIL),
    (r"scipy\.linalg\.eigv?a?l?s?h?$", "type", _PENCIL),
    (r"scipy\.linalg\.eig$", "left right", "the left vectors are those of a.T"),
    (r"scipy\.linalg\.solve_circulant$", "singular tol", "what it cuts off may vary"),
    (r"scipy\.linalg\.", r"select\w* subset_by_\w+ max_ev", _PART),
    (r"scipy\.linalg\.eig\w+$", "tol", _ALGORITHM),
    (r"scipy\.linalg\.solve_\w+_are$", "e s", "the general equation has no rule"),
    (r"scipy\.linalg\.", "balanced method", _ALGORITHM),
    (r"scipy\.linalg\.qr$", "pivoting", "the order of the columns jumps"),
    (r"scipy\.linalg\.rq$", "mode", "of other than square matrices"),
    (
        r"scipy\.linalg\.solve_circulant$",
        "caxis baxis outaxis",
        "along the first axis it has a rule",
    ),
    (
        r"scipy\.ndimage\.",
        "prefilter",
        "spline_filter, which finds the coefficients, has no rule",
    ),
    (
        r"scipy\.ndimage\.zoom$",
        "grid_mode",
        "map_coordinates of the places has a rule",
    ),
    (
        r"scipy\.stats\.(pearsonr|linregress)$",
        "axis method keepdims",
        "of two vectors it has a rule",
    ),
    (
        r"scipy\.integrate\.(quad|odeint|solve_ivp)$",
        "Dfun col_deriv complex_func events dense_output vectorized ixpr limlst maxp1 ml"
        " mu mxhnil tcrit weight wopts wvar",
        "only the solution and the integral have a derivative",
    ),
    (
        r"scipy\.integrate\.quad_vec$",
        "norm cache_size quadrature workers",
        _ALGORITHM,
    ),
    (
        r"scipy\.optimize\.least_squares$",
        "diff_step jac_sparsity callback workers kwargs",
        "it would be called with other arguments than the residuals",
    ),
    (
        r"scipy\.interpolate\.",
        "t",
        "another curve, which has no rule",
    ),
)
"""What no rule has: patterns of functions and of the names of their parameters."""

Covered = dict[str, tuple[tuple[object, ...], str]]
"""By parameter the values that are covered, and why others are not."""

_FILTERS = (
    "correlate convolve correlate1d convolve1d gaussian_filter gaussian_filter1d"
    " gaussian_laplace uniform_filter uniform_filter1d laplace sobel prewitt"
).split()
_WHOLE = (False,), "it makes integers, which have no slope"
_OUTPUT: Covered = {"output": ((None,), "convert with .astype(), or give it an array")}
_MODE: Covered = {
    "mode": (
        (
            "reflect",
            "mirror",
            "nearest",
            "wrap",
            "constant",
            "grid-mirror",
            "grid-wrap",
            "grid-constant",
        ),
        "what is copied beyond the edge depends on it",
    )
}
_SPLINE_MODE: Covered = {
    "mode": (
        tuple(mode for mode in _MODE["mode"][0] if mode != "grid-constant"),
        "beyond the edge the spline goes on with `cval`, and has no formula here",
    )
}
_FIELDS: Covered = {"order": ((None,), "records have no derivative")}
_HALF = "the lower triangle of a symmetric matrix has a derivative"
_LAYOUT = "how its array lies in memory is only known at run time; say 'C' or 'F'"

SETTINGS: dict[str, Covered] = {
    "np.ravel": {"order": (("C", "F"), _LAYOUT)},
    "np.reshape": {"order": (("C", "F"), _LAYOUT)},
    "scipy.linalg.eigvalsh": {
        "b": ((None,), "scipy.linalg.eigh(a, b)[0] has a derivative")
    },
    "scipy.special.comb": {
        "exact": _WHOLE,
        "repetition": ((False,), "it is comb(N + k - 1, k)"),
    },
    "scipy.special.perm": {"exact": _WHOLE},
    "scipy.special.factorial": {"exact": _WHOLE},
    **{
        f"scipy.ndimage.{name}": _OUTPUT | (_MODE if name.startswith("co") else {})
        for name in _FILTERS
    },
    **{
        f"scipy.ndimage.{name}": _OUTPUT | _SPLINE_MODE
        for name in ("map_coordinates", "shift", "zoom")
    },
    **{
        f"scipy.signal.{name}2d": {
            "mode": (("full", "same", "valid"), "what is cut off depends on it"),
            "boundary": (("fill", "wrap", "symm"), "SciPy has other words for these"),
        }
        for name in ("convolve", "correlate")
    },
    "scipy.linalg.ldl": {"lower": ((True,), _HALF), "hermitian": ((True,), _HALF)},
    "np.sort": _FIELDS,
    "np.partition": _FIELDS,
    "np.linalg.svd": {"compute_uv": ((True,), "np.linalg.svdvals gives the values")},
    "scipy.linalg.svd": {
        "compute_uv": ((True,), "scipy.linalg.svdvals gives the values alone")
    },
    "scipy.linalg.qr": {
        "mode": (("full", "economic"), "the triangle alone is the second of both")
    },
}
"""Settings of which some only are covered, and why: by function and parameter."""


@cache
def why_refused(fn: str, parameter: str) -> str:
    """Why the rule of a function has no such parameter; empty if nothing is known of it."""
    for functions, parameters, reason in REFUSED:
        if re.match(functions, fn) and any(
            re.fullmatch(name, parameter) for name in parameters.split()
        ):
            return reason
    return ""


def require_settings(fn: str, values: Mapping[str, Operand], span: Span | None) -> None:
    """Refuses a call with a setting that is not covered."""
    axes = values.get("axes")
    if (
        ".fft." in fn
        and isinstance(axes, Pack)
        and len(set(axes.items)) < len(axes.items)
    ):
        raise LanguageError(
            f"{fn} goes along one axis twice", span, "Transform it twice."
        )
    for parameter, (allowed, reason) in SETTINGS.get(fn, {}).items():
        value = values[parameter]
        if isinstance(value, Const) and value.value in allowed:
            continue
        shown = repr(value.value) if isinstance(value, Const) else "computed"
        raise LanguageError(
            f"adgen has no derivative of {fn} with `{parameter}` {shown}: {reason}",
            span,
            f"It may be {' or '.join(map(repr, allowed))}.",
        )
