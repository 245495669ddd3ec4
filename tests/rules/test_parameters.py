"""Every parameter of a function is tried by a sample, done by the front end, or refused by name.

`inspect` says what NumPy and SciPy have. What is refused has its reason in
`adgen.rules.refused_parameters`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.ndimage
import scipy.special

import adgen
from adgen.errors import AdgenError
from adgen.ir.nodes import Const
from adgen.rules.declare import Rule
from adgen.rules.refused_parameters import REFUSED, SETTINGS, why_refused
from adgen.rules.registry import callable_of, find, own_rules
from adgen.rules.runtime import HELPERS
from adgen.rules.settings import is_setting
from adgen.rules.signature import REQUIRED, Parameter, bind, positional_names
from tests import oracle
from tests.rules import test_registry
from tests.rules.calls import Call
from tests.rules.samples import SAMPLES

assert test_registry  # it brings the samples

RULES = [
    rule
    for rule in own_rules()
    if rule.category not in ("undefined", "structural")
    and rule.name not in HELPERS
    and rule.name.startswith(("np.", "scipy."))
]
OF_UFUNCS = "casting dtype order signature subok".split()
"""Parameters of every ufunc but `out` and `where`, which `inspect` does not show."""
OTHER_NAMES = {
    "np.average": ("returned",),
    "np.interp": ("period",),
    "scipy.special.logsumexp": ("return_sign",),
    **{f"scipy.signal.{name}": ("zi",) for name in ("lfilter", "sosfilt")},
    **{
        f"scipy.ndimage.{name}": ("axes", "extra_arguments", "extra_keywords")
        for name in "convolve correlate gaussian_filter gaussian_gradient_magnitude"
        " gaussian_laplace generic_gradient_magnitude generic_laplace laplace"
        " uniform_filter".split()
    },
    "np.linspace": ("retstep", "axis"),
    **{f"np.{name}": ("axis",) for name in ("logspace", "geomspace")},
    "np.clip": ("min", "max"),
    "np.arange": ("start_or_stop",),
    "np.linalg.tensordot": ("x1", "x2"),
    "scipy.linalg.norm": ("a",),
    **{
        f"np.{name}.reduce": ("array",) for name in "hypot logaddexp logaddexp2".split()
    },
    "scipy.linalg.svdvals": ("a",),
    **{
        f"np.{name}": ("x", "x1", "x2")
        for name in "cumulative_sum cumulative_prod linalg.cross linalg.matmul"
        " linalg.outer".split()
    },
}
"""What the front end writes in other words, or is taken by place only, under any name."""
SAME_MEANING = ("np.random.randint:dtype", "scipy.special.zeta:q")
"""Defaults that mean what those of the function do: "int" and int, 1 and None."""


TRIED_ELSEWHERE = {"scipy.linalg.eigh": {"b"}}
"""A matrix that is constant, which samples do not have: test_a_pencil."""


def test_every_parameter_has_a_sample() -> None:
    """At least one sample gives it, of those that may have more than one value."""
    untried = {
        rule.name: left
        for rule in RULES
        if rule.category != "constant" and (left := sorted(without_sample(rule)))
    }
    assert untried == {}


def without_sample(rule: Rule) -> set[str]:
    """The parameters that no sample sets."""
    given: set[str] = set()
    for sample in SAMPLES.get(rule.name, ()):
        apply = Call(sample.fn, sample.args, sample.kwargs).apply
        bound = bind(rule.name, rule.parameters, apply.args, apply.kwargs)
        given |= set(bound.places)
    one_value = {
        name
        for name, (values, _) in SETTINGS.get(rule.name, {}).items()
        if len(values) == 1
    }
    tried = given | one_value | TRIED_ELSEWHERE.get(rule.name, set())
    return {p.name for p in rule.parameters if p.style != "star"} - tried


def test_what_no_rule_has_is_refused_with_a_reason() -> None:
    unknown = [
        f"{rule.name}:{parameter}"
        for rule in RULES
        for parameter in missing(rule)
        if not why_refused(rule.name, parameter)
    ]
    assert unknown == []


def missing(rule: Rule) -> Iterator[str]:
    """The parameters a function has and its rule does not."""
    function = callable_of(rule.name)
    own = {p.name for p in rule.parameters} | set(OTHER_NAMES.get(rule.name, ()))
    if isinstance(function, np.ufunc):
        yield from (name for name in OF_UFUNCS if name not in own)
        return
    for name in names_of(function):
        if name in own or name in ("out", "output"):
            continue
        if not is_setting(rule.name, name, Const(""), None):  # no default is that
            yield name


def names_of(function: object) -> list[str]:
    """The names of the parameters; none of classes and of methods that take any."""
    try:
        parameters = inspect.signature(function).parameters.values()  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return []
    if isinstance(function, type) or any(p.name in ("kwds",) for p in parameters):
        return []
    any_number = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [p.name for p in parameters if p.kind not in any_number]


def test_parameters_stand_where_the_function_has_them() -> None:
    """A call by place means by every place what the function means by it."""
    moved = {
        rule.name: wrong
        for rule in RULES
        if (wrong := misplaced(rule.name, rule.parameters))
    }
    assert moved == {}


def misplaced(name: str, parameters: tuple[Parameter, ...]) -> list[str]:
    """The parameters that the function has in another place, or under another name."""
    function = callable_of(name)
    places = positional_names(function)
    if isinstance(function, (np.ufunc, type)) or any(
        p.style == "star" for p in parameters
    ):
        return []
    plain = [p.name for p in parameters if p.style in ("only", "plain")]
    # A call with more by place than the function takes is refused by the function.
    others = OTHER_NAMES.get(name, ())
    return [
        own for own, real in zip(plain, places) if own != real and real not in others
    ]


def test_defaults_are_those_of_the_function() -> None:
    wrong = [
        f"{rule.name}:{p.name}"
        for rule in RULES
        if not isinstance(callable_of(rule.name), (np.ufunc, type))
        for p in rule.parameters
        if has_other_default(rule.name, p)
        and f"{rule.name}:{p.name}" not in SAME_MEANING
    ]
    assert wrong == []


def has_other_default(name: str, parameter: Parameter) -> bool:
    """True if the function has a default, and says another one than the rule."""
    try:
        real = inspect.signature(callable_of(name)).parameters.get(parameter.name)
    except (TypeError, ValueError):
        return False
    if real is None or real.default in (inspect.Parameter.empty, np._NoValue):
        return False
    mine, default = parameter.default, real.default
    return mine is not REQUIRED and mine is not None and mine != default


def test_every_line_of_refusals_is_needed() -> None:
    pairs = [(rule.name, name) for rule in RULES for name in missing(rule)]
    # What the methods of distributions take by other names they do not say.
    densities = [rule.name for rule in RULES if rule.name.endswith(".pdf")]
    pairs += [(name, word) for name in densities for word in ("loc", "scale")]
    idle = [
        f"{functions} {name}"
        for functions, parameters, _ in REFUSED
        for name in parameters.split()
        if not any(
            re.match(functions, fn) and re.fullmatch(name, parameter)
            for fn, parameter in pairs
        )
    ]
    assert idle == []


@pytest.mark.parametrize("fn", SETTINGS)
def test_settings_are_those_of_the_rule(fn: str) -> None:
    rule = find(fn)
    assert rule is not None
    for name, (values, reason) in SETTINGS[fn].items():
        (parameter,) = [p for p in rule.parameters if p.name == name]
        assert parameter.default in values
        assert reason


# programs --------------------------------------------------------------------------------

_B = np.diag([1.0, 2.0, 3.0]) + 0.1


def test_a_pencil() -> None:
    def lowest(a):
        w, v = scipy.linalg.eigh(a + a.T, _B)
        return w[0] + v[0, 1] ** 2

    agrees(lowest, np.array([[1.0, 0.2, 0.1], [0.4, 3.0, 0.3], [0.2, 0.1, 5.0]]))


def agrees(function: Callable[..., Any], x: np.ndarray) -> None:
    """The gradient of a function is that of differences."""
    dot = np.random.default_rng(3).standard_normal(x.shape)
    wanted = oracle.five_point(function, [x], [dot])
    found = np.sum(adgen.grad(function)(x) * dot)
    assert oracle.error(found, wanted) < oracle.FIVE_POINT


X = np.array([[0.7, 0.3, 1.9, 0.5], [1.3, 0.9, 0.4, 1.1]])
MASK = np.array([[True, False, True, True], [False, True, True, False]])


def row_sums_into(x):
    out = np.ones(2)
    np.add.reduce(x * x, 1, None, out)
    return np.sum(out * x[:, 0])


def all_by_place(x):
    return np.sum(np.sum(x * x, 0, None, None, True, 2.0, MASK) * x)


def extreme_by_place(x):
    return np.sum(np.max(x * x, 1, None, True) * x)


def deviation_by_place(x):
    return np.sum(np.std(x * x, 1, None, None, 1) * x[:, 0])


def level_into(x):
    out = np.zeros(2)
    np.percentile(x * x, 30.0, 1, out)
    return np.sum(out * x[:, 0])


def running_into(x):
    out = np.zeros((2, 4))
    np.add.accumulate(x * x, 1, None, out)
    return np.sum(out * x)


def smoothed_into(x):
    out = np.zeros((2, 4))
    scipy.ndimage.gaussian_filter(x * x, 0.7, 0, out, "wrap")
    scipy.ndimage.laplace(x[:1], output=out[:1])
    return np.sum(out * x)


def bounds_by_name(x):
    return np.sum(np.clip(x * x, min=0.35) * x.clip(max=1.0) * x.clip(0.6, max=1.2))


def columns_first(x):
    return np.sum(x.ravel("F") * (x * x).flatten("F") * x.reshape(-1, order="C"))


@pytest.mark.parametrize(
    "function",
    [
        row_sums_into,
        all_by_place,
        extreme_by_place,
        deviation_by_place,
        level_into,
        running_into,
        smoothed_into,
        bounds_by_name,
        columns_first,
    ],
)
def test_what_is_given_by_place_or_written_into(function: Callable[..., Any]) -> None:
    agrees(function, X)


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda x: np.ravel(x * x, order="K"), "how its array lies in memory"),
        (lambda x: x.flatten("A"), "how its array lies in memory"),
        (lambda x: np.sin(x, dtype=int), "convert with .astype"),
        (lambda x: np.median(x, 1, None, True), "it leaves its argument in any order"),
        (lambda x: np.quantile(x, 0.3, method="of_mine"), "'of_mine'"),
        (lambda x: np.array([x[0, 0], 2.0], dtype=int), "cuts off its real `object`"),
        (lambda x: np.logspace(x[0, 0], 2.0, 3, dtype=int), "cuts off its real"),
        (lambda x: np.linalg.pinv(x, rcond=0.5), "above 1e-8"),
        (lambda x: np.linalg.lstsq(x, x[:, 0], rcond=0.5)[0], "above 1e-8"),
        (lambda x: scipy.linalg.qr(x, mode="r"), "the triangle alone"),
        (lambda x: scipy.linalg.qr(x, True), "the argument `overwrite_a`"),
        (lambda x: scipy.linalg.qr(x, pivoting=True), "the order of the columns jumps"),
        (lambda x: scipy.linalg.cholesky_banded(x, True, True), "`overwrite_ab`"),
        (lambda x: scipy.linalg.eigvalsh(x @ x.T, np.eye(2)), r"eigh\(a, b\)\[0\]"),
        (lambda x: scipy.ndimage.laplace(x, output=np.float32), "`output`"),
        (lambda x: scipy.special.comb(x, 2, repetition=True), "comb.N . k - 1, k"),
        (lambda x: np.prod(x + 1j * x, 1, dtype=float), "drops the imaginary parts"),
        (lambda x: np.var(x, 1, mean=x[:, :1] * 1j), "about a complex mean"),
        (lambda x: np.fft.fft2(x, (4, 3), (0, 0)), "transformed twice"),
        (lambda x: x.astype(float, "C"), "2 arguments|3 positional"),
    ],
)
def test_the_refusal_says_why(call: Callable[..., Any], reason: str) -> None:
    def program(x):
        return np.sum(call(x)[0] ** 2)

    with pytest.raises(AdgenError, match=reason):
        adgen.grad(program)(X)


@pytest.mark.slow
@pytest.mark.parametrize("name", "sum mean prod var std cumsum cumprod nansum".split())
def test_numbers_are_converted_as_asked(name: str) -> None:
    """The tangent has the type asked for, the adjoint that of the argument."""
    function = getattr(np, name)
    for dtype, own in ((np.float32, X), (float, X.astype(np.float32)), (complex, X)):
        converted = partial(function, axis=1, dtype=dtype)

        def program(x, converted=converted):
            return converted(x)

        value, dot = adgen.jvp(program, (own,), (own,))
        assert dot.dtype == value.dtype == dtype
        _, pullback = adgen.vjp(program, own)
        assert pullback(value)[0].dtype == own.dtype
