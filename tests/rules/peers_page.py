"""docs/peers.md: how many samples were compared with JAX and autograd, and what differs.

python -m tests.rules.peers_page     writes the page anew; both have to be installed
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from tests.rules.peer_differences import DIFFERENCES, Difference, explained
from tests.rules.peers import Outcome, compare, peers
from tests.rules.test_registry import all_samples

PAGE = Path(__file__).resolve().parents[2] / "docs" / "peers.md"
_HEAD = """<!-- Written by `python -m tests.rules.peers_page`; `make peers` tests what it says. -->

# Beside JAX and autograd

`make peers` installs JAX and autograd and differentiates with them every sample of every rule whose
function they have under the same name. Adjoints and tangents, in double precision, must be those
of adgen to ten digits, or stand in `tests/rules/peer_differences.py` with the reason. Who is right
where they differ, differences of the function say; at kinks and ties there are none, and it is a
convention ([the mathematics](maths.md)), and in single precision they say little. Where the value
is another one, derivatives cannot be compared. Refused: they have the function, but not with these
arguments, or not its derivative.
"""
_COLUMNS = ("agrees", "differs", "other value", "refused")


def text(outcomes: list[Outcome]) -> str:
    """The page."""
    names = sorted({outcome.peer for outcome in outcomes})
    lines = [_HEAD, *_counts(names, outcomes)]
    for name in names:
        lines += ["", f"## {name}", "", *_differences(name, outcomes)]
    return "\n".join(lines) + "\n"


def _counts(names: list[str], outcomes: list[Outcome]) -> list[str]:
    lines = [
        "| | functions compared | samples compared | agree | differ | another value | refused |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in names:
        those = [o for o in outcomes if o.peer == name]
        compared = [o for o in those if o.verdict in ("agrees", "differs")]
        count = Counter(o.verdict for o in those)
        cells = [len({o.sample.fn for o in compared}), len(compared)]
        cells += [count[column] for column in _COLUMNS]
        title = f"{name} {version(name.lower())}"
        lines.append(f"| {title} | {' | '.join(map(str, cells))} |")
    return lines


def _differences(name: str, outcomes: list[Outcome]) -> list[str]:
    """One row a line of the table, with the functions it covers."""
    covered: dict[Difference, list[Outcome]] = {}
    for outcome in outcomes:
        line = explained(name, outcome.sample)
        if outcome.peer == name and line and outcome.verdict in _COLUMNS[1:3]:
            covered.setdefault(line, []).append(outcome)
    lines = [
        "| functions | samples | right | what differs |",
        "| --- | --- | --- | --- |",
    ]
    for line in DIFFERENCES[name]:
        those = covered.get(line, [])
        if those:
            functions = ", ".join(
                f"`{fn}`" for fn in sorted({o.sample.fn for o in those})
            )
            lines.append(f"| {functions} | {len(those)} | {line.right} | {line.why} |")
    return lines


def main() -> int:
    """Writes the page, or says what is missing."""
    if len(peers()) < len(DIFFERENCES):
        print("JAX and autograd have to be installed: make peers")
        return 1
    samples = list(all_samples())
    outcomes = [compare(peer, sample) for peer in peers() for sample in samples]
    PAGE.write_text(text(outcomes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
