"""Every function of the zoo in every mode, optimised and not, held to differences."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.optimize import PASSES
from adgen.options import Options
from tests import zoo
from tests.emit.unread import unread_names
from tests.zoo import differences, trees
from tests.zoo.refused import REFUSALS
from tests.zoo.registry import SPECIMENS, Specimen
from tests.zoo.shares import one_in

NOT_FEATURES = {"registry", "trees", "differences", "elsewhere", "refused", "shares"}

for module in pkgutil.iter_modules(zoo.__path__):
    if module.name not in NOT_FEATURES:
        importlib.import_module(f"tests.zoo.{module.name}")

CHECKED = Options(verify=True)
PLAIN = Options(optimize=False, off=tuple(PASSES), verify=True)

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
"""The primal's own warnings: its side not taken may be NaN."""

every = pytest.mark.parametrize("name", SPECIMENS)
TWICE = [s.name for s in SPECIMENS.values() if s.second_order]
twice_differentiable = pytest.mark.parametrize("name", one_in(4, TWICE))
every_third = pytest.mark.parametrize("name", one_in(3, SPECIMENS))


MODES = [
    *((name, CHECKED) for name in SPECIMENS),
    *((name, PLAIN) for name in one_in(12, SPECIMENS)),
]
"""All functions are differentiated; `make zoo` does all without optimisation, too, all twice, and
asks all for their value."""
optimised_and_not = pytest.mark.parametrize(
    ("name", "options"),
    MODES,
    ids=[f"{'plain' if how is PLAIN else 'optimised'}-{name}" for name, how in MODES],
)
MADE_AGAIN = {*one_in(12, SPECIMENS)}
TWICE_AND_PLAIN = one_in(20, TWICE)


# tolerances ---------------------------------------------------------------------------


def close(got: Any, want: Any, specimen: Specimen) -> None:
    """Equal to what differences can tell: 1e-8 of the largest; 1e-4 in single precision."""
    bound = 1e-4 if trees.in_single(specimen.args) else 1e-8
    scale = max(1.0, float(np.max(np.abs(want), initial=0.0)))
    np.testing.assert_allclose(got, want, rtol=bound, atol=bound * scale)


def equal(got: float, want: float, specimen: Specimen) -> None:
    """Equal but for rounding: both are computed by generated code."""
    bound = 1e-4 if trees.in_single(specimen.args) else 1e-11
    assert got == pytest.approx(want, rel=bound, abs=bound)


# the derivatives ----------------------------------------------------------------------


@cache
def truth(name: str) -> np.ndarray:
    return differences.jacobian(SPECIMENS[name])


@cache
def returns_a_number(name: str) -> bool:
    result = primal(SPECIMENS[name])
    structured = isinstance(result, tuple | list | dict) or trees.is_object(result)
    return not structured and np.ndim(result) == 0


def primal(specimen: Specimen) -> Any:
    return specimen.function(*trees.copied(specimen.args))


def random_like(tree: Any, seed: int) -> Any:
    """Random numbers in the structure of `tree`."""
    numbers = trees.vector(tree)
    return trees.rebuilt(
        tree, np.random.default_rng(seed).uniform(-1.0, 1.0, len(numbers))
    )


@cache
def derivative(name: str, mode: str, options: Options) -> Any:
    make = {"grad": adgen.grad, "value": adgen.value_and_grad, "hvp": adgen.hvp}[mode]
    specimen = SPECIMENS[name]
    return make(specimen.function, specimen.wrt, options=options)


def pulled_back(
    specimen: Specimen, args: Any, cotangent: Any, options: Options
) -> tuple[Any, ...]:
    """The adjoints of the chosen arguments."""
    if returns_a_number(specimen.name):
        found = derivative(specimen.name, "grad", options)(*args)
        return tuple(found)
    _, pullback = adgen.vjp(specimen.function, *args, options=options)
    found = pullback(cotangent)
    return tuple(found[i] for i in specimen.wrt)


def cotangent_of(specimen: Specimen) -> Any:
    """1.0 for a number, which `grad` takes for granted; else random numbers."""
    result = primal(specimen)
    return 1.0 if returns_a_number(specimen.name) else random_like(result, 3)


def pushed_forward(
    specimen: Specimen, directions: list[Any], options: Options
) -> tuple[Any, Any]:
    tangents: list[Any] = [None] * len(specimen.args)
    for i, direction in zip(specimen.wrt, directions):
        tangents[i] = direction
    args = trees.copied(specimen.args)
    return adgen.jvp(specimen.function, args, tuple(tangents), options=options)


def chosen_args(specimen: Specimen) -> list[Any]:
    return [specimen.args[i] for i in specimen.wrt]


# the tests ----------------------------------------------------------------------------


@every
def test_point_is_smooth(name):
    """Differences with two steps agree: no kink, no jump, near the point."""
    wide = differences.jacobian(SPECIMENS[name], 2 * differences.STEP)
    close(wide, truth(name), SPECIMENS[name])


@optimised_and_not
def test_reverse(name, options):
    specimen = SPECIMENS[name]
    cotangent = cotangent_of(specimen)
    args = trees.copied(specimen.args)
    found = pulled_back(specimen, args, cotangent, options)
    got = trees.vector(trees.conjugate(found))
    close(got, trees.vector(cotangent) @ truth(name), specimen)


@optimised_and_not
def test_forward(name, options):
    specimen = SPECIMENS[name]
    directions = random_like(chosen_args(specimen), 5)
    value, tangent = pushed_forward(specimen, directions, options)
    assert trees.same_bits(value, primal(specimen))
    got = trees.vector(tangent)
    close(got, truth(name) @ trees.vector(directions), specimen)


@every
def test_adjoint_identity(name):
    """<y_bar, J x_dot> == <J' y_bar, x_dot>, to rounding."""
    specimen = SPECIMENS[name]
    directions = random_like(chosen_args(specimen), 7)
    cotangent = cotangent_of(specimen)
    args = trees.copied(specimen.args)
    found = pulled_back(specimen, args, cotangent, CHECKED)
    _, tangent = pushed_forward(specimen, directions, CHECKED)
    forward = trees.vector(cotangent) @ trees.vector(tangent)
    reverse = trees.vector(trees.conjugate(found)) @ trees.vector(directions)
    equal(float(reverse), float(forward), specimen)


@twice_differentiable
def test_forward_over_reverse(name):
    check_second_order(name, CHECKED)


@pytest.mark.parametrize("name", TWICE_AND_PLAIN)
def test_forward_over_reverse_plain(name):
    check_second_order(name, PLAIN)


def check_second_order(name: str, options: Options) -> None:
    specimen = SPECIMENS[name]
    if not returns_a_number(name):
        pytest.skip("the result is not a number")
    chosen = chosen_args(specimen)
    directions = random_like(chosen, 11)
    gradient = derivative(name, "grad", CHECKED)

    def gradient_at(numbers):
        args = trees.copied(list(specimen.args))
        for i, value in zip(specimen.wrt, trees.rebuilt(chosen, numbers, double=True)):
            args[i] = value
        return trees.vector(trees.conjugate(gradient(*args)))

    want = differences.difference(
        gradient_at, trees.vector(chosen), trees.vector(directions)
    )
    args = trees.copied(specimen.args)
    found = derivative(name, "hvp", options)(*args, tuple(directions))
    close(trees.vector(trees.conjugate(found)), want, specimen)


OF_ANOTHER_TYPE = {
    "alone.array_of_no_axes",
    "methods.listed",
    "without_axes.on_paths_and_in_loops",
}
"""In generated code an array without axes is a number, and `x.tolist()` is `list(x)`."""


@every_third
def test_value_is_that_of_the_function(name):
    specimen = SPECIMENS[name]
    args = trees.copied(specimen.args)
    want = primal(specimen)
    if returns_a_number(name):
        value, gradient = derivative(name, "value", CHECKED)(*args)
        alone = derivative(name, "grad", CHECKED)(*args)
        assert trees.same_bits(gradient, alone)
        if name.partition("-")[0] not in OF_ANOTHER_TYPE:
            assert type(value) is type(want)
    else:
        value, _ = adgen.vjp(specimen.function, *args, options=CHECKED)
    assert trees.same_bits(value, in_reals(specimen))
    assert np.allclose(trees.vector(value), trees.vector(want), rtol=1e-6)


def in_reals(specimen: Specimen) -> Any:
    """The result of the function where ints to be differentiated are made floats."""
    args = trees.copied(list(specimen.args))
    for i in specimen.wrt:
        args[i] = trees.mapped(lambda v: float(v) if type(v) is int else v, args[i])
    return specimen.function(*args)


@every
def test_memory(name):
    """Arguments stay as they are; adjoints have shape, type and memory of their own."""
    specimen = SPECIMENS[name]
    args = trees.copied(specimen.args)
    cotangent = cotangent_of(specimen)
    first = pulled_back(specimen, args, cotangent, CHECKED)
    assert trees.same_bits(args, specimen.args)
    directions = random_like(chosen_args(specimen), 5)
    pushed_forward(specimen, directions, CHECKED)
    own = [leaf for leaf in trees.leaves(first) if isinstance(leaf, np.ndarray)]
    others = [*trees.leaves(args), *trees.leaves(cotangent)]
    arrays = [leaf for leaf in others if isinstance(leaf, np.ndarray)]
    for position, adjoint in enumerate(own):
        for other in arrays + own[:position]:
            assert not np.shares_memory(adjoint, other)
        assert adjoint.flags.writeable or adjoint.ndim == 0
    for adjoint, argument in zip(
        trees.leaves(first), trees.leaves(chosen_args(specimen)), strict=True
    ):
        assert np.shape(adjoint) == np.shape(argument)
        if isinstance(argument, np.ndarray):
            assert np.asarray(adjoint).dtype == argument.dtype
    kept = trees.copied(first)
    second = pulled_back(specimen, args, cotangent, CHECKED)
    assert trees.same_bits(kept, second)
    assert trees.same_bits(kept, first)


@every
def test_text(name):
    """The text is the same when made again, stands without adgen, is Python, and reads what it
    gives a name."""
    specimen = SPECIMENS[name]
    if not returns_a_number(name):
        pytest.skip("the text of a pullback has two functions")
    args = trees.copied(specimen.args)
    text = _text_of(derivative(name, "grad", CHECKED), args)
    assert "import adgen" not in text and "from adgen" not in text
    compile(text, "<text>", "exec")
    assert unread_names(text) == []
    if name in MADE_AGAIN:
        again = adgen.grad(specimen.function, specimen.wrt, options=CHECKED)
        assert _text_of(again, args) == text


def _text_of(made: Any, args: Any) -> str:
    """The text before it is formatted, which takes longer than to make it."""
    made(*args)
    return str(made._shown.text)


def test_there_are_enough():
    assert len({s.function for s in SPECIMENS.values()}) >= 170


@pytest.mark.parametrize("name", REFUSALS)
def test_refused(name):
    """The error is of the right class, says what is wrong, and points to the line."""
    refusal = REFUSALS[name]
    derivative = adgen.grad(refusal.function)
    # An int of Python is known where that helps.
    args = [np.int64(a) if type(a) is int else a for a in trees.copied(refusal.args)]
    with pytest.raises(refusal.error) as caught:
        derivative(*args)
    message = str(caught.value)
    assert refusal.says in message
    if refusal.at:
        lines, first = inspect.getsourcelines(refusal.function)
        at = next(i for i, line in enumerate(lines) if line.strip().startswith("def "))
        found = [i for i in range(at, len(lines)) if refusal.at in lines[i]]
        assert f"refused.py:{first + found[0]}: " in message
        assert refusal.at in message


def test_changed_source_is_refused(tmp_path, monkeypatch):
    """A derivative of what the file says now would not be one of what the program runs."""
    file = tmp_path / "changing.py"
    file.write_text("def f(x):\n    return x * x\n")
    monkeypatch.syspath_prepend(tmp_path)
    function = importlib.import_module("changing").f
    file.write_text("def f(x):\n    return x * x * x\n")
    with pytest.raises(adgen.SourceError, match="changed"):
        adgen.grad(function)(2.0)
