"""Pinned texts: what adgen writes is, byte for byte, what a person has read; and it is right."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tests.golden.cases import CASES, Case
from tests.golden.texts import text_of
from tests.golden.write import EXPECTED


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text(case: Case) -> None:
    """Run `make golden` and read the difference, if this is meant to change."""
    assert text_of(case) == (EXPECTED / f"{case.name}.py").read_text()


def test_no_file_is_left_over() -> None:
    assert {p.stem for p in EXPECTED.glob("*.py")} == {case.name for case in CASES}


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.mode == "grad"], ids=lambda case: case.name
)
def test_numbers(case: Case) -> None:
    """The file itself, imported, against five-point differences."""
    module = _imported(EXPECTED / f"{case.name}.py")
    kept = [np.copy(a) for a in case.args]
    found = getattr(module, case.name)(*case.args)
    for before, after in zip(kept, case.args):
        np.testing.assert_array_equal(before, after)
    wrt = case.wrt if isinstance(case.wrt, tuple) else (case.wrt,)
    found = found if isinstance(case.wrt, tuple) else (found,)
    for position, bar in zip(wrt, found, strict=True):
        want = _differences(case, position)
        assert np.shape(bar) == want.shape
        np.testing.assert_allclose(bar, want, rtol=1e-8, atol=1e-9)


def _imported(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _differences(case: Case, position: int) -> np.ndarray:
    base = np.asarray(case.args[position], float)
    found = np.zeros(base.shape)
    for index in np.ndindex(base.shape):
        values = {}
        for step in (-2, -1, 1, 2):
            moved = base.copy()
            moved[index] += step * 1e-4
            point = [np.copy(a) if isinstance(a, np.ndarray) else a for a in case.args]
            point[position] = moved if moved.shape else float(moved)
            values[step] = case.function(*point)
        found[index] = (8 * (values[1] - values[-1]) - (values[2] - values[-2])) / 12e-4
    return found
