"""Arguments that are written out although they are the defaults, and arguments by name or place.

`inspect` says what the defaults are. Over all rules: a sample with one more parameter at its
default, and with all by name or all by place, has the derivative that it has as it stands.
"""

from __future__ import annotations

import inspect
import random
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.ndimage
import scipy.signal

import adgen
from adgen.errors import LanguageError
from adgen.rules.declare import Rule
from adgen.rules.registry import callable_of, own_rules
from adgen.rules.runtime import HELPERS
from tests import oracle
from tests.rules import test_registry
from tests.rules.samples import SAMPLES, Sample
from tests.rules.whole import program

RULES = [
    rule
    for rule in own_rules()
    if rule.category not in ("undefined", "structural")
    and rule.name not in HELPERS
    and rule.name.startswith(("np.", "scipy.", "math.", "cmath.", "random.", "stat"))
]
OF_UFUNCS = {
    "out": None,
    "where": True,
    "casting": "same_kind",
    "order": "K",
    "dtype": None,
    "subok": True,
}
NOT_TAKEN = (TypeError, ValueError, np.linalg.LinAlgError)
"""What a function raises that does not take an argument beside the others of a sample."""
SAMPLES_A_RULE = 1


def parameters(rule: Rule) -> list[inspect.Parameter]:
    try:
        return [*inspect.signature(callable_of(rule.name)).parameters.values()]
    except (TypeError, ValueError):
        return []


def defaults(rule: Rule) -> dict[str, Any]:
    """The defaults of a function by parameter, those that can be written out."""
    if isinstance(callable_of(rule.name), np.ufunc):
        return OF_UFUNCS
    unwritten = (inspect.Parameter.empty, np._NoValue)
    return {
        p.name: p.default
        for p in parameters(rule)
        if p.kind is not p.POSITIONAL_ONLY
        and not any(p.default is x for x in unwritten)
    }


def with_defaults(rule: Rule) -> Iterator[tuple[Sample, Sample]]:
    """Samples, and the same with one parameter more; each parameter once."""
    left = defaults(rule)
    ufunc = isinstance(callable_of(rule.name), np.ufunc)
    names = [] if ufunc else places(rule)
    for sample in SAMPLES.get(rule.name, ()):
        given = {*names[: len(sample.args)], *sample.kwargs}
        for name in [name for name in left if name not in given]:
            count = len(sample.args) + len(sample.kwargs)
            kwargs = {**sample.kwargs, name: left[name]}
            longer = replace(sample, kwargs=kwargs, fixed=(*sample.fixed, count))
            if is_taken(longer):
                yield sample, longer
                del left[name]


def places(rule: Rule) -> list[str]:
    """The names of the parameters that have a place."""
    by_place = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD")
    return [p.name for p in parameters(rule) if p.kind.name in by_place]


def is_taken(sample: Sample) -> bool:
    try:
        called(sample)
    except NOT_TAKEN:
        return False
    return True


def called(sample: Sample) -> Any:
    with np.errstate(all="ignore"):
        return callable_of(sample.fn)(*sample.args, **sample.kwargs)


def by_name_and_place(rule: Rule) -> Iterator[tuple[Sample, Sample]]:
    """Samples, and the same with all arguments by name, or with all by place: in turn."""
    given = parameters(rule)
    if not given or any(p.kind is p.VAR_POSITIONAL for p in given):
        return
    names = places(rule)
    only = sum(p.kind is p.POSITIONAL_ONLY for p in given)
    plain = [s for s in SAMPLES.get(rule.name, ()) if not s.fixed]
    for sample in plain[:SAMPLES_A_RULE]:
        if zlib.crc32(rule.name.encode()) % 2:
            named = dict(zip(names[only:], sample.args[only:])) | sample.kwargs
            yield sample, replace(sample, args=sample.args[:only], kwargs=named)
            continue
        args, kwargs, fixed = [*sample.args], dict(sample.kwargs), []
        for name in names[len(args) :]:
            if name not in kwargs:
                fixed.append(len(args))
            if name not in kwargs and name not in defaults(rule):
                break
            args.append(kwargs.pop(name, defaults(rule).get(name)))
        yield sample, replace(
            sample, args=tuple(args), kwargs=kwargs, fixed=tuple(fixed)
        )


def tangents(sample: Sample) -> np.ndarray:
    """The value and the tangent of a sample, through the whole compiler."""
    function, values = program(sample)
    dots = [test_registry.direction(value, i) for i, value in enumerate(values)]
    np.random.seed(0)
    random.seed(0)
    with np.errstate(all="ignore"):
        if not values:
            return test_registry.flat([function()])
        return test_registry.flat([adgen.jvp(function, tuple(values), tuple(dots))])


def difference(sample: Sample, other: Sample) -> str:
    """What is wrong with the second; empty if the first is refused as well, or both agree."""
    try:
        wanted = tangents(sample)
    except (adgen.AdgenError, *NOT_TAKEN):
        return ""
    if len(program(sample)[1]) != len(program(other)[1]):
        return ""  # a number more that varies
    try:
        found = tangents(other)
    except Exception as error:
        return f"{other}: {type(error).__name__}: {error}"
    if wanted.dtype.kind == "O":
        return ""  # generators of random numbers
    if wanted.dtype.kind not in "fc":
        same = np.array_equal(wanted, found)
    else:  # in single precision the logarithm of a literal is rounded at another place
        precision = (
            1e-6 if wanted.itemsize // (1 + (wanted.dtype.kind == "c")) < 8 else 0.0
        )
        close = np.isclose(wanted, found, precision, precision, equal_nan=True)
        same = wanted.shape == found.shape and bool(np.all(close))
    if same:
        return ""
    return f"{other}: another derivative"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(8))
def test_defaults_that_are_written_out(part: int) -> None:
    pairs = [pair for rule in RULES[part::8] for pair in with_defaults(rule)]
    assert len(pairs) > 80
    assert [wrong for pair in pairs if (wrong := difference(*pair))] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(8))
def test_arguments_by_name_and_by_place(part: int) -> None:
    pairs = [
        pair
        for rule in RULES[part::8]
        for pair in by_name_and_place(rule)
        if is_taken(pair[1])
    ]
    assert len(pairs) > 50
    assert [wrong for pair in pairs if (wrong := difference(*pair))] == []


# programs --------------------------------------------------------------------------------

X = np.array([[0.7, 0.3, 1.9], [1.3, 0.9, 0.4]])

CALLS = [
    lambda x: x.astype(float, order="K", casting="unsafe", subok=True, copy=True),
    lambda x: x.sum(axis=None, dtype=None, out=None, keepdims=False, where=True),
    lambda x: x.std(axis=None, dtype=None, out=None, ddof=0, keepdims=False),
    lambda x: x.copy(order="C") * x.flatten(order="C")[0],
    lambda x: x.reshape((3, 2), order="C") * x.take([0, 1], None, None, "raise"),
    lambda x: np.add.reduce(x, axis=0, dtype=None, out=None, keepdims=False),
    lambda x: np.multiply.accumulate(x, axis=0, dtype=None, out=None),
    lambda x: np.clip(x, 0.5, 1.0, out=None, dtype=None, casting="same_kind"),
    lambda x: np.einsum("ij,j->i", x, x[0], dtype=None, order="K", casting="safe"),
    lambda x: np.copy(x, subok=False, order="K") * x,
    lambda x: np.sum(a=x) * np.diag(v=x) * np.trace(a=x) * np.array(object=x)[0, 0],
    lambda x: np.linspace(x[0, 0], x[0, 2], 5, True, False, None, 0),
    lambda x: pow(x[0, 0], 2, None) * pow(base=x[0, 1], exp=2, mod=None),
    lambda x: scipy.signal.convolve2d(x, x, "full", "fill", 0.0),
    lambda x: scipy.ndimage.uniform_filter(x, 3, None, "reflect", 0, 0),
    lambda x: scipy.linalg.toeplitz(x[0], None) * scipy.linalg.hankel(x[0], r=None),
    lambda x: scipy.linalg.norm(a=x) * scipy.linalg.svdvals(a=x),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls_with_defaults(call: Any) -> None:
    def program(x):
        return np.sum(call(x) ** 2)

    dot = np.random.default_rng(3).standard_normal(X.shape)
    wanted = oracle.five_point(program, [X], [dot])
    found = np.sum(adgen.grad(program)(X) * dot)
    assert oracle.error(found, wanted) < oracle.FIVE_POINT
    slope = adgen.jvp(program, (X,), (dot,))[1]
    assert oracle.error(slope, wanted) < oracle.FIVE_POINT


@pytest.mark.parametrize(
    "call",
    [
        lambda x: np.sin(x, order="C"),
        lambda x: np.sin(x, casting="unsafe"),
    ],
)
def test_others_than_defaults_are_refused(call: Any) -> None:
    with pytest.raises(LanguageError, match="no rule for .* with the argument"):
        adgen.grad(lambda x: np.sum(call(x)))(X)
