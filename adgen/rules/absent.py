"""Functions and classes that people expect a rule for and that have none: why, and what has one.

Input: a name, or a class. Output: the reason, which stands in the refusal and in docs/coverage.md.
"""

from __future__ import annotations

_PLACES = "map_coordinates of the places it looks at has a rule"
_VALUES = "where two values meet, one fewer is left; np.sort(x) keeps all of them"
_SETS = "which values two sets share jumps; a mask that is computed outside has a rule"
_WHOLE = "SciPy takes integers only"

ABSENT: dict[str, str] = {
    "np.unique": _VALUES,
    "np.unique_values": _VALUES,
    "np.unique_all": _VALUES,
    "np.unique_counts": _VALUES,
    "np.unique_inverse": _VALUES,
    "np.union1d": _VALUES,
    "np.intersect1d": _SETS,
    "np.setdiff1d": _SETS,
    "np.setxor1d": _SETS,
    "np.histogram_bin_edges": "np.linspace(np.min(x), np.max(x), n) has rules",
    "np.lib.stride_tricks.as_strided": (
        "it looks at memory as it likes; sliding_window_view has a rule"
    ),
    "np.broadcast": "its shape is np.broadcast_shapes(np.shape(x), np.shape(y))",
    "np.apply_over_axes": "reductions take a tuple of axes",
    "scipy.integrate.solve_bvp": (
        "it chooses its own mesh; solve_ivp within root has rules"
    ),
    "scipy.interpolate.RegularGridInterpolator": (
        "an object of its own; np.interp and CubicSpline have rules"
    ),
    "scipy.interpolate.BSpline": (
        "an object of its own; make_interp_spline and CubicSpline have rules"
    ),
    **{
        f"scipy.optimize.{name}": "minimize has a rule"
        for name in ("fmin", "fmin_bfgs", "fmin_cg", "fmin_l_bfgs_b", "fmin_powell")
    },
    **{
        f"scipy.optimize.{name}": "minimize_scalar has a rule"
        for name in ("brent", "fminbound", "golden")
    },
    **{
        f"scipy.integrate.{name}": "quad within quad has a rule, and dblquad"
        for name in ("nquad", "tplquad")
    },
    **{
        f"scipy.ndimage.{name}": _PLACES
        for name in ("rotate", "affine_transform", "geometric_transform")
    },
    "np.polynomial.polynomial.polyfit": "np.polyfit has a rule",
    "scipy.stats.gaussian_kde": "an object of its own; a mean of densities has rules",
    "scipy.spatial.transform.Rotation": "a class of its own; matrices have rules",
    "scipy.linalg.funm": "it calls a function with complex numbers on a Schur form",
    "scipy.linalg.qr_multiply": "q, r = qr(a) and the product have rules",
    "scipy.linalg.cossin": (
        "its blocks are determined up to rotations, which SciPy chooses"
    ),
    "scipy.signal.stft": "np.fft.rfft of windowed pieces has a rule",
    "scipy.special.ellip_harm": "its derivative is no function of SciPy",
    "statistics.NormalDist": (
        "an object of its own; scipy.stats.norm has rules, and math.erf"
    ),
}
"""Why there is no rule, and what has one instead, by the full name."""


_DEGREE = "a degree or order is taken for a whole number"
_COUNT = "a count: the function has steps in it"
_HARD = "no series for it is good to eight digits in all of the domain of the function"
_INTEGRAL = "an integral that SciPy has not, and that is not computed here"
_S = "scipy.special"

_CURVES = {
    "cubic_spline": "CubicSpline",
    "interpolated": "interp1d",
    "interp_spline": "make_interp_spline",
    "monotone_curve": "PchipInterpolator",
    "akima_curve": "Akima1DInterpolator",
}
"""What rules for curves are about, by the name of the rule."""

WITHOUT_SLOPE: dict[str, str] = {
    **{f"{name}:x": "a curve has no derivative in its knots" for name in _CURVES},
    **{
        f"{name}_matrix:x": "its knots are kept with what varies"
        for name in ("cubic_spline", "interpolated", "interp_spline")
    },
    **{
        f"{name}:x": "a curve has no derivative in its knots"
        for name in (
            *("hermite_curve", "hermite_values", "hermite_slopes", "slopes_along"),
            *("slopes_back", "slopes_bend", "slopes_bend_back"),
        )
    },
    **{
        f"{name}:y": "derivatives of curves in their values end with the second"
        for name in ("slopes_bend", "slopes_bend_back")
    },
    "np.random.permutation:x": "draw the order, x[np.random.permutation(len(x))]",
    **{
        f"np.random.{law}": "a count jumps as it moves"
        for law in (
            *("poisson:lam", "binomial:n", "binomial:p", "geometric:p"),
            *("negative_binomial:n", "negative_binomial:p"),
            *("multinomial:n", "multinomial:pvals"),
        )
    },
    "np.random.choice:a": "draw the indices, a[np.random.choice(len(a), size)]",
    f"{_S}.expn:n": _WHOLE,
    f"{_S}.polygamma:n": _WHOLE,
    f"{_S}.kn:n": _WHOLE + " here; kv takes a real order",
    f"{_S}.yn:n": _WHOLE + " here; yv takes a real order",
    f"{_S}.multigammaln:d": _WHOLE,
    f"{_S}.diric:n": _WHOLE,
    f"{_S}.lambertw:k": "the number of a branch",
    f"{_S}.smirnov:n": _COUNT,
    f"{_S}.smirnovi:n": _COUNT,
    **{
        f"{_S}.{name}:{parameter}": _COUNT
        for name in ("bdtr", "bdtrc", "bdtri", "nbdtr")
        for parameter in ("k", "n")
    },
    **{f"{_S}.{name}:k": _COUNT for name in ("pdtr", "pdtrc", "pdtri")},
    **{
        f"{_S}.eval_{name}:n": _DEGREE
        for name in (
            *("chebyc", "chebys", "chebyt", "chebyu", "gegenbauer", "genlaguerre"),
            *("hermite", "hermitenorm", "jacobi", "laguerre", "legendre", "sh_chebyt"),
            *("sh_chebyu", "sh_jacobi", "sh_legendre"),
        )
    },
    **{
        f"{_S}.{name}:{parameter}": _DEGREE
        for name in ("assoc_legendre_p", "sph_legendre_p", "sph_harm_y")
        for parameter in ("n", "m")
    },
    f"{_S}.legendre_p:n": _DEGREE,
    f"{_S}.lpmv:m": _DEGREE,
    f"{_S}.lpmv:v": _HARD,
    **{f"{_S}.mathieu_{name}:m": _DEGREE for name in ("a", "b", "cem", "sem")},
    f"{_S}.mathieu_cem:q": "mathieu_a has one; of the function " + _INTEGRAL,
    f"{_S}.mathieu_sem:q": "mathieu_b has one; of the function " + _INTEGRAL,
    **{f"{_S}.spherical_{name}:n": _DEGREE for name in ("jn", "yn", "in", "kn")},
    f"{_S}.struve:v": _HARD,
    f"{_S}.modstruve:v": _HARD,
    f"{_S}.besselpoly:lmb": _INTEGRAL,
    f"{_S}.besselpoly:nu": _INTEGRAL,
    f"{_S}.pbdv:v": _HARD,
    f"{_S}.pbvv:v": _HARD,
    f"{_S}.pbwa:a": _HARD,
    f"{_S}.chndtr:df": _INTEGRAL,
    f"{_S}.ncfdtr:dfn": _INTEGRAL,
    f"{_S}.ncfdtr:dfd": _INTEGRAL,
    f"{_S}.nctdtr:df": _INTEGRAL,
    f"{_S}.tklmbda:lmbda": "SciPy takes small ones for 0, where the value jumps",
    f"{_S}.eval_sh_jacobi:p": "eval_jacobi has slopes in its parameters",
    f"{_S}.eval_sh_jacobi:q": "eval_jacobi has slopes in its parameters",
}
"""Why there is no derivative with respect to a parameter, by function and parameter."""


def spoken(name: str) -> str:
    """What a user calls the function of a rule."""
    curve = _CURVES.get(name.removesuffix("_matrix"))
    return f"scipy.interpolate.{curve}" if curve else name


def parameters_without_slope(name: str) -> tuple[tuple[str, str], ...]:
    """The parameters of a function with no derivative for which a reason is known."""
    pairs = ((key.partition(":"), why) for key, why in WITHOUT_SLOPE.items())
    return tuple((key[2], why) for key, why in pairs if key[0] == name)


def why_absent(name: str) -> str:
    """The reason for a function, also for one that belongs to a class; empty if none is known."""
    while name:
        if name in ABSENT:
            return ABSENT[name]
        name = name.rpartition(".")[0]
    return ""


def why_absent_class(cls: type) -> str:
    """The reason for a class, which may live in a module that is not its public one."""
    package = cls.__module__.partition(".")[0].replace("numpy", "np")
    for name, why in ABSENT.items():
        if name.partition(".")[0] == package and name.endswith(f".{cls.__name__}"):
            return why
    return ""
