"""Every rule at every sample against JAX and autograd: `make peers` installs them.

They have other faults than adgen: where all agree, a formula is hardly wrong. Where they do not,
differences say who is right, and tests/rules/peer_differences.py why.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.peer_differences import (
    ADGEN,
    BOTH,
    BY_HAND,
    CONVENTION,
    DIFFERENCES,
    VALUE,
    explained,
)
from tests.rules.peers import Outcome, compare, peers
from tests.rules.test_registry import all_samples

TOPICS: dict[str, list[Any]] = {}
for _sample in all_samples():
    _module, _, _name = _sample.fn.rpartition(".")
    _topic = f"{_module}.{_name[0]}" if _module in ("np", "scipy.special") else _module
    TOPICS.setdefault(_topic or "operators", []).append(_sample)

PEERS = {"JAX": "jax", "autograd": "autograd"}
RIGHT = {ADGEN: "adgen", BOTH: "both", CONVENTION: "", BY_HAND: ""}


def fault(outcome: Outcome) -> str:
    """What is wrong with an outcome; empty if nothing is."""
    if outcome.verdict in ("agrees", "absent", "refused"):
        return ""
    line = explained(outcome.peer, outcome.sample)
    shown = f"{outcome.verdict} by {outcome.error:.1e}, right: {outcome.right or '?'}"
    if line is None:
        return f"{outcome.sample}: {shown}: not in tests/rules/peer_differences.py"
    if outcome.verdict == "other value":
        right = line.right == VALUE
    else:
        right = line.right != VALUE and RIGHT[line.right] == outcome.right
    return (
        "" if right else f"{outcome.sample}: {shown}, but the table says {line.right}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("topic", sorted(TOPICS))
@pytest.mark.parametrize("name", PEERS)
def test_derivatives_are_those_of_a_peer(name: str, topic: str) -> None:
    pytest.importorskip(PEERS[name], reason=f"{name} is not installed: make peers")
    (peer,) = [peer for peer in peers() if peer.name == name]
    faults = [fault(compare(peer, sample)) for sample in TOPICS[topic]]
    assert [text for text in faults if text] == []


@pytest.mark.parametrize("name", PEERS)
def test_every_line_covers_a_sample(name: str) -> None:
    reached = {explained(name, sample) for sample in all_samples()}
    assert [line for line in DIFFERENCES[name] if line not in reached] == []


def test_what_differs_has_to_be_explained() -> None:
    (sample,) = (s for s in all_samples() if str(s) == "np.full(3, 3)")
    known = Outcome("autograd", sample, "differs", 1.0, right="adgen")
    assert fault(known) == ""
    assert "the table says" in fault(Outcome("autograd", sample, "differs", 1.0))
    assert "not in tests" in fault(Outcome("JAX", sample, "differs", 1.0, right="both"))
    assert "not in tests" in fault(Outcome("JAX", sample, "other value"))
