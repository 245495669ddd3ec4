"""What docs/coverage.md claims is true: all it does not list as missing is covered."""

from __future__ import annotations

import pytest

from tests.coverage import measure, page, programs
from tests.coverage.__main__ import PAGE


@pytest.mark.slow
@pytest.mark.parametrize("group", programs.GROUPS)
def test_what_is_not_listed_is_covered(group: str) -> None:
    listed = page.listed(PAGE.read_text(encoding="utf-8"))
    for found in measure.findings(group):
        assert found.answer != "wrong", found
        assert found.covered or (group, found.name) in listed, found


def test_the_page_counts_every_name() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for group, tiers in programs.GROUPS.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {group} |")]
        for tier in tiers:
            assert f"of {len(programs.names(group, tier))} " in row


def test_a_program_is_found_out() -> None:
    """The judge tells a wrong derivative and a missing one from a right one."""
    zero = "def f(x, A, s):\n    return np.unique(x)\n"
    assert measure.run(zero, "unique", None)[0] == "missing"
    fails = "def f(x, A, s):\n    return x + nothing\n"
    assert measure.run(fails, "fails", None)[0] == "wrong"
    assert page.listed("* numpy, tier 2: `a`, `b`: why `c`\n") == {
        ("numpy", "a"),
        ("numpy", "b"),
    }
