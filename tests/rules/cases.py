"""Tests of single cases, run for all cases of a rule at once.

There are forty thousand cases: as items of their own, handing them out took longer than many of
them take. What fails is named case by case.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable

import pytest

from tests.rules.samples import Sample

Case = tuple[Sample, str]
Test = Callable[[Sample, str], None]


def for_each_rule(cases: Iterable[Case]) -> Callable[[Test], Callable[[str], None]]:
    """A test of one sample with some kinds becomes one of a rule with all of its cases."""
    by_rule: dict[str, list[Case]] = {}
    for sample, kinds in cases:
        by_rule.setdefault(sample.fn, []).append((sample, kinds))

    def decorate(test: Test) -> Callable[[str], None]:
        @pytest.mark.parametrize("fn", list(by_rule))
        def every_case(fn: str) -> None:
            found = [failure(test, *case) for case in by_rule[fn]]
            failures = list(filter(None, found))
            assert not failures, "\n".join(failures)

        every_case.__name__ = test.__name__
        every_case.__doc__ = test.__doc__
        return every_case

    return decorate


def few(cases: Iterable[Case], most: int = 3) -> list[Case]:
    """The first cases of each rule, of known kinds: where one says what the others do."""
    found: dict[str, list[Case]] = {}
    for sample, kinds in cases:
        if kinds != "unknown":
            found.setdefault(sample.fn, []).append((sample, kinds))
    return [case for of_rule in found.values() for case in of_rule[:most]]


def failure(test: Test, sample: Sample, kinds: str) -> str | None:
    """How a case fails; None if it passes, or is skipped."""
    try:
        test(sample, kinds)
    except pytest.skip.Exception:
        return None
    except Exception:
        return f"{sample}-{kinds}\n{traceback.format_exc()}"
    return None
