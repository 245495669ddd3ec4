"""Rules through the whole compiler: lowered, differentiated, optimised, written and run.

The text of both modes is called; its numbers are those of the rule by itself, which
test_registry.py holds to differences. A rule that is right may be called with arguments that the
front end made into something else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.errors import AdgenError, KindError
from adgen.rules.registry import own_rules
from adgen.rules.runtime import HELPERS
from tests import oracle
from tests.rules.calls import Call, leaves
from tests.rules.precision import single
from tests.rules.samples import SAMPLES, Sample
from tests.rules.test_mixed_dtypes import bars_of
from tests.rules.test_registry import direction, flat, made, tolerance
from tests.rules.whole import program

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

RULES = [
    rule.name
    for rule in own_rules()
    if rule.category not in ("constant", "undefined")
    and rule.name not in HELPERS
    and not rule.name.startswith("list.")
]


REFUSED = {
    "np.linalg.qr": "an argument whose shape is known by symbols is not known to be square",
    "scipy.linalg.qr": "as np.linalg.qr",
    "np.select": "how many choices a list from outside holds is not known",
}
"""Rules that refuse a sample when all of it is a parameter."""


HELPED = {
    r"prod$": (
        "_product_of_others _cumprod_adjoint _cumprod_tangent",
        "right at zeros: nothing is divided by the factors",
    ),
    r"^np\.add\.reduceat$": ("_reduceat_adjoint", "pieces of different lengths"),
    r"sliding_window_view$": ("_windows_added", "windows of any shape, along any axes"),
    r"linalg\.(eigh?|svd|eig_banded|eigh_tridiagonal)$": (
        "_over_gaps",
        "an error where vectors of repeated values are asked for",
    ),
    r"linalg\.svd$": ("_only_square", "the vectors that complete a basis have none"),
    r"linalg\.(eig|eigvals)$|^np\.roots$": (
        "_independent _simple_roots _unbroadcast",
        "an error for defective matrices; whether it is complex turns out at run time",
    ),
    r"linalg\.(lstsq|pinv)$": (
        "_small_cut",
        "an error where it cuts off more than rounding",
    ),
    r"linalg\.(svdvals|lstsq)$": (
        "_singular_factors",
        "the vectors of a complex matrix have a free phase",
    ),
    r"^scipy\.linalg\.(polar|orthogonal_procrustes)$": (
        "_of_full_rank",
        "an error where the rotation jumps",
    ),
    r"^scipy\.linalg\.\w*banded$": (
        "_band_product _band_of_product _band_transposed _both_bands _one_band",
        "matrices that are stored by their diagonals",
    ),
    r"^scipy\.(signal|ndimage)\.": (
        "_convolution_back _convolution_back_along _neighbours_back _weights_back _lagged"
        " _filtered_from _fed_back _sums_ahead _overlaps _tails _heads",
        "the modes of filters at the ends of a signal",
    ),
    r"^scipy\.signal\.filtfilt$": (
        "_unbroadcast",
        "one state may serve several signals",
    ),
    r"^scipy\.ndimage\.(map_coordinates|shift|zoom)$": (
        "_spline_back _spline_cells _spline_matrices _spline_slopes _spline_terms _spline_weights",
        "SciPy has no slopes of these splines",
    ),
    r"^scipy\.special\.(\w*leg\w*_p)$": (
        "_unbroadcast",
        "SciPy puts an axis in front of these results, in some of its versions",
    ),
    r"^np\.(linspace|einsum|choose|insert|vecdot|linalg\.vecdot)$": (
        "_unbroadcast",
        "the shape depends on settings and on operands of several shapes",
    ),
    r"^np\.polyint$": (
        "_unbroadcast",
        "one constant counts at each integration, several at one each",
    ),
    r"^np\.cross$": ("_require_three", "of two components the product is a number"),
    r"^scipy\.linalg\.subspace_angles$": (
        "_inverse_sines",
        "which angles are always 0 depends on the shapes, whether another is on the values",
    ),
    r"^scipy\.stats\.multinomial\.": ("_unbroadcast", "rows of counts or one"),
    r"^scipy\.(special|stats)\.": (
        "_integral_beyond _gammainc_slope _betainc_slope _zeta_slope _mathieu_slope"
        " _hyp0f1_slope _hyp1f1_slope _hyp2f1_slope _hypergeometric_jet _jet_product"
        " _jet_inverse _seeded _carlson_integral _order_nodes _order_series _inverse_gamma"
        " _jv_slope _yv_slope _ive_slope _kve_slope _waving_slope _growing_slope"
        " _steepest_slope _zeta_sum"
        " _hyperu_slope _jacobi_slope _gegenbauer_slope _genlaguerre_slope _polynomial_of"
        " _jet_sum _wright_slope _kolmogorov_slope _smirnov_slope _exponential_bend"
        " _inverse_mills",
        "slopes in parameters are integrals and series that SciPy does not have",
    ),
}
"""Rules whose text brings functions along: which ones, and why."""


def chosen(name: str) -> list[Sample]:
    """The first sample of a rule, the last, and the first with a structure among its arguments."""
    found = [s for s in SAMPLES[name] if program(s)[1]]
    inside = (s for s in found if any(isinstance(a, tuple | list) for a in s.args))
    picked = [*found[:1], *found[-1:], *[s for _, s in zip(range(1), inside)]]
    return list({id(s): s for s in picked}.values())


@pytest.mark.parametrize("name", RULES)
def test_the_text_gives_what_the_rule_gives(name: str) -> None:
    for sample in chosen(name):
        try:
            whole(sample)
        except KindError:
            assert name in REFUSED


@pytest.mark.parametrize("name", RULES)
def test_precision_is_that_of_the_variable(name: str) -> None:
    """Tangents have the type of the value, adjoints that of the argument."""
    for sample in chosen(name)[:1]:
        kwargs = {key: single(value) for key, value in sample.kwargs.items()}
        function, values = program(
            replace(sample, args=single(sample.args), kwargs=kwargs)
        )
        if not any(isinstance(v, np.ndarray | np.generic) for v in leaves(values)):
            continue
        dots = [in_form(v, iter(map(direction_of, leaves([v])))) for v in values]
        try:
            value, value_dot = adgen.jvp(function, values, dots)
            _, pullback = adgen.vjp(function, *values)
        except AdgenError:
            assert name in REFUSED
            continue
        except (TypeError, ValueError, np.linalg.LinAlgError):
            with pytest.raises((TypeError, ValueError, np.linalg.LinAlgError)):
                function(*values)
            continue
        same_types([value], [value_dot])
        same_types(values, [*pullback(bars_of(value))])


def direction_of(value: Any) -> Any:
    return direction(value, 3)


def same_types(values: list[Any], derivatives: list[Any]) -> None:
    for value, found in zip(leaves(values), leaves(derivatives), strict=True):
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "fc":
            assert np.asarray(found).dtype == value.dtype or not np.any(found)


def whole(sample: Sample) -> None:
    """Both modes of a sample: `adgen.jvp` and `adgen.vjp` of the call as a user writes it."""
    function, values = program(sample)
    call, dots, directions = given(sample, values)
    value, value_dot = drawn_alike(adgen.jvp, function, values, directions)
    outs, outs_dot = call.primal(), call.forward(dots)
    np.testing.assert_array_equal(flat([value]), flat(outs))
    want = [0 * np.asarray(o) if d is None else d for o, d in zip(outs, outs_dot)]
    got = [0.0 if d is None else d for d in leaves([value_dot])]
    assert oracle.error(flat(got), flat(want)) < tolerance(sample, oracle.IDENTITY)
    bars = bars_of(value)
    _, pullback = drawn_alike(adgen.vjp, function, *values)
    require_plain(sample.fn, pullback.made.source)
    pairs = [
        (bar, dot)
        for bar, dot in zip(leaves([bars]), got, strict=True)
        if bar is not None
    ]
    error = oracle.identity(
        [bar for bar, _ in pairs],
        [dot for _, dot in pairs],
        [*leaves([*pullback(bars)])],
        [*leaves(directions)],
    )
    assert error < tolerance(sample, oracle.IDENTITY)


def require_plain(name: str, text: str) -> None:
    """No function is called that generated code brings along, but for the reasons in HELPED."""
    called = set(re.findall(r"^def (_\w+)", text, re.M))
    allowed = [names for rule, (names, _) in HELPED.items() if re.search(rule, name)]
    assert called <= set(" ".join(allowed).split())
    # A minus stands in front of a product, no factor is one, nothing is negated twice.
    program_text = text[text.index("def program") :]
    assert not re.search(UGLY, program_text)


UGLY = r"(?<!\*)[*/] \(?-[a-z_(\d]|np\.real\(-|- -|(?<![\w.])1(\.0)? \*"


def given(sample: Sample, values: list[Any]) -> tuple[Call, dict[Any, Any], list[Any]]:
    """The rule by itself at a sample, directions for what is a parameter of the program, and
    these again in the structure of the parameters."""
    call, dots = made(sample, "symbolic")
    wanted = [*leaves(values)]
    kept, numbers = {}, []
    for var, dot in dots.items():
        parts = [*leaves(call.values[var])]
        rest = wanted[len(numbers) : len(numbers) + len(parts)]
        if [*map(id, parts)] == [*map(id, rest)]:
            kept[var] = dot
            numbers += leaves(dot)
    assert len(numbers) == len(wanted)
    each = iter(numbers)
    return call, kept, [in_form(value, each) for value in values]


def in_form(value: Any, numbers: Iterator[Any]) -> Any:
    """The next numbers in the structure of a value."""
    if isinstance(value, list):
        return [in_form(item, numbers) for item in value]
    return next(numbers)


def drawn_alike(function: Any, *args: Any) -> Any:
    """The same random numbers in every call."""
    np.random.seed(0)
    random.seed(0)
    return function(*args)
