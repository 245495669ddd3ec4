"""Would the tests of the registry notice that a rule is another one?

Of each sample the numbers of the right rule are kept. A wrong rule is noticed if it raises an
error; if its adjoints are not those of its tangents; if its tangents are farther from the right
ones than differences may be; if a result has another shape; or if second derivatives tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from adgen.rules.declare import RULES, Rule
from tests import oracle
from tests.rules import test_registry as first_order
from tests.rules.calls import Call, is_active
from tests.rules.exact import differs, exact_bend, exact_slopes
from tests.rules.once_only import why_no_second_order
from tests.rules.samples import SAMPLES, Sample
from tests.rules.second_order import Twice

ROOM = 2.0
"""Right and wrong may lie on two sides of what the differences say."""


@dataclass
class Reference:
    """A sample with what the right rule gives there; None where it refuses."""

    sample: Sample
    call: Call
    dots: dict[Any, Any]
    bars: tuple[Any, ...]
    forward: Any
    reverse: Any

    @cached_property
    def along(self) -> Any:
        """The derivative of the gradient, as the right rule has it."""
        if why_no_second_order(self.sample) or all(bar is None for bar in self.bars):
            return None
        if self.call.kinds_mode == "unknown":
            return None
        return _quietly(lambda: Twice(self.call, self.bars).along(self.dots))

    @cached_property
    def exact(self) -> Any:
        """The slopes by mpmath, for the functions it has."""
        return exact_slopes(self.sample, self.call, self.dots)

    @cached_property
    def exact_bend(self) -> float | None:
        """The second derivative by mpmath, at the ends of domains."""
        return exact_bend(self.sample, self.call, self.dots, self.bars)

    def tolerance(self, normal: float) -> float:
        """What the tests of the registry let pass at this sample."""
        return ROOM * first_order.tolerance(self.sample, normal)

    @property
    def compares(self) -> bool:
        """True if the registry compares with differences here."""
        return first_order.has_differences(self.sample)


def references(name: str) -> list[Reference]:
    """The samples of a rule, with kinds known and not."""
    found = []
    for kinds in ("symbolic", "unknown"):
        for sample in SAMPLES.get(name, ()):
            call, dots = first_order.made(sample, kinds)
            if not dots:
                continue
            outs = call.primal()
            bars = tuple(
                first_order.direction(out, 7) if is_active(out) else None
                for out in outs
            )
            forward = _quietly(lambda call=call, dots=dots: call.forward(dots))
            for given in first_order.together_and_alone(bars):
                reverse = _quietly(lambda call=call, given=given: call.reverse(given))
                found.append(Reference(sample, call, dots, given, forward, reverse))
    return found


def _quietly(run: Any) -> Any:
    try:
        return run()
    except Exception:
        return None


def unnoticed(wrong: Rule, samples: list[Reference]) -> bool:
    """True if no sample tells a rule from the one that is declared."""
    right = RULES[wrong.name]
    try:
        RULES[wrong.name] = wrong
        if not all(map(_passes, samples)):
            return False
        RULES[wrong.name] = right
        twice = [r for r in samples if r.along is not None]
        RULES[wrong.name] = wrong
        return all(map(_passes_twice, twice))
    except Exception:  # an error is how most are found out
        return False
    finally:
        RULES[wrong.name] = right


def _passes(reference: Reference) -> bool:
    forward = None
    if reference.forward is not None:
        forward = reference.call.forward(reference.dots)
        if not _alike(forward, reference.forward):
            return False
        exact = oracle.EXACT * reference.sample.sharp
        if reference.exact and differs(forward, reference.exact) > exact:
            return False
        if reference.compares and not _near(reference, forward):
            return False
        if not _adds_up(reference, forward):
            return False
    if reference.reverse is None:
        return True
    reverse = reference.call.reverse(reference.bars)
    if not _alike(reverse.values(), reference.reverse.values()):
        return False
    if forward is None:
        return True
    error = first_order.mismatch(reference.bars, forward, reverse, reference.dots)
    return error <= reference.tolerance(oracle.IDENTITY)


def _adds_up(reference: Reference, forward: Any) -> bool:
    """True if the tangents for one argument after another sum up to that for all."""
    dots = reference.dots
    if len(dots) < 2:
        return True
    alone = [reference.call.forward({var: dot}) for var, dot in dots.items()]
    for whole, parts in zip(forward, zip(*alone)):
        got = sum(first_order.flat([part]) for part in parts if part is not None)
        wanted = first_order.flat([0.0 if whole is None else whole])
        if oracle.error(got, wanted) > reference.tolerance(oracle.IDENTITY):
            return False
    return True


def _near(reference: Reference, forward: Any) -> bool:
    """True if differences cannot tell the tangents from the right ones."""
    sample = reference.sample
    got, wanted = (
        first_order.compared(sample, [0.0 if v is None else v for v in values])
        for values in (forward, reference.forward)
    )
    exact = oracle.COMPLEX_STEP if sample.analytic else oracle.FIVE_POINT
    return oracle.error(got, wanted) <= reference.tolerance(exact)


def _passes_twice(reference: Reference) -> bool:
    twice = Twice(reference.call, reference.bars)
    got = twice.along(reference.dots)
    bent = twice.bent(reference.dots)
    exact = reference.exact_bend
    if exact is not None and not oracle.error(bent, exact) < oracle.SECOND_IDENTITY:
        return False
    error = oracle.identity(
        [0.0 if bent is None else bent], [1.0], got, [*reference.dots.values()]
    )
    if not error <= reference.tolerance(oracle.SECOND_IDENTITY):
        return False
    pair = [
        first_order.flat(0.0 if v is None else v for v in values)
        for values in (got, reference.along)
    ]
    near = oracle.error(*pair) <= reference.tolerance(oracle.SECOND)
    return near or not reference.compares


def _alike(values: Any, wanted: Any) -> bool:
    """True if the values have the forms of the right ones."""
    return all(_same_form(v, w) for v, w in zip(values, wanted, strict=True))


def _same_form(value: Any, wanted: Any) -> bool:
    if value is None or wanted is None:
        return value is wanted
    if isinstance(wanted, list):
        return len(value) == len(wanted) and _alike(value, wanted)
    return np.shape(value) == np.shape(wanted)
