"""docs/coverage.md: counts by group and tier, and what is missing with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.coverage import programs
from tests.coverage.measure import Finding

TIERS = (1, 2, 3)
_TITLES = {"wrong": "Wrong", "missing": "Missing", "undefined": "Without a derivative"}
_HEAD = """<!-- Written by `python -m tests.coverage`; `make docs` writes it anew. -->

# What is covered

The functions, methods, operators and statements a user of NumPy and SciPy expects to differentiate,
in three tiers: 1 must, 2 should, 3 may. A name counts if it has a rule (or a derivative that is
zero), if it is part of the language, or if it has no derivative and adgen says why. Every name
outside SciPy is counted by a program that is run: both modes against differences. Names of SciPy
are counted by their rules, each of which is tested on its own. Names that the installed NumPy or
SciPy does not have are not looked for.
"""


def text(found: Sequence[Finding]) -> str:
    """The page."""
    lines = [_HEAD, *_table(found), "", *_by_answer(found), *_missing(found)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(found: Sequence[Finding]) -> list[str]:
    lines = [
        "| group | tier 1 | tier 2 | tier 3 |",
        "| --- | --- | --- | --- |",
    ]
    for group in programs.GROUPS:
        lines.append(_row(group, [f for f in found if f.group == group]))
    return [*lines, _row("**all**", found)]


def _row(title: str, found: Sequence[Finding]) -> str:
    cells = []
    for tier in TIERS:
        those = [f for f in found if f.tier == tier]
        covered = sum(f.covered for f in those)
        cells.append(f"{covered} of {len(those)}" if those else "")
    return f"| {title} | {' | '.join(cells)} |"


def _by_answer(found: Sequence[Finding]) -> list[str]:
    count = dict.fromkeys(("rule", "derivative zero", "language"), 0)
    for each in found:
        count[each.answer] = count.get(each.answer, 0) + 1
    shown = ", ".join(f"{answer}: {number}" for answer, number in count.items())
    return [f"By answer: {shown}.", ""]


def _missing(found: Sequence[Finding]) -> list[str]:
    lines: list[str] = []
    for answer, title in _TITLES.items():
        those = [f for f in found if f.answer == answer]
        if those:
            lines += [f"## {title}", "", *_listed(those), ""]
    return lines


def _listed(found: Sequence[Finding]) -> list[str]:
    """One line for the names of a group and tier that have one reason."""
    names: dict[tuple[int, str, str], list[str]] = {}
    for each in found:
        names.setdefault((each.tier, each.group, each.why), []).append(each.name)
    return [
        f"* {group}, tier {tier}: {', '.join(f'`{name}`' for name in those)}: {why}"
        for (tier, group, why), those in sorted(names.items())
    ]


def listed(page: str) -> set[tuple[str, str]]:
    """The group and name of all that a page lists as not covered."""
    found = set()
    for group, names in re.findall(r"^\* (.*), tier \d: ((?:`.+?`,? ?)+)", page, re.M):
        found |= {(group, name) for name in re.findall("`(.+?)`", names)}
    return found
