"""The mutation check finds wrong rules, and a fixed sample of all mutants is killed.

All of them: `make mutants`.
"""

from __future__ import annotations

import warnings

import pytest

from adgen.rules.declare import RULES, Rule, parse_formula
from adgen.rules.registry import all_rules, find
from tests.rules import mutants
from tests.rules.survivors import HARMLESS, reason

EVERY = 23
"""Every so manyth rule is taken: about two hundred mutants, in a few seconds."""

_FORMULAS = ("elementwise", "linear", "multilinear", "rule")
_ROOTS = ("np.", "math.", "cmath.", "statistics.")
_CHOSEN = [
    rule
    for rule in all_rules()
    if rule.category in _FORMULAS and rule.name.startswith(_ROOTS)
][::EVERY]


@pytest.mark.parametrize("rule", _CHOSEN, ids=[rule.name for rule in _CHOSEN])
def test_mutants_of_a_sample_of_the_rules(rule: Rule) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        alive = [m for m in mutants.surviving(iter([rule])) if m is not None]
    assert [str(m) for m in alive if not reason(m)] == []


def test_what_is_changed() -> None:
    made = [
        mutants.ast.unparse(tree)
        for _, tree in mutants.mutations(parse_formula("a @ f(b, axis=0) - c / 2", "f"))
    ]
    assert made == [
        "-(a @ f(b, axis=0) - c / 2)",
        "a @ f(b, axis=0) + c / 2",
        "c / 2 - a @ f(b, axis=0)",
        "f(b, axis=0) @ a - c / 2",
        "a @ f(b) - c / 2",
        "a @ f(b, axis=0) - c",
        "a @ f(b, axis=0) - 2 / c",
    ]


def test_a_survivor_survives() -> None:
    """A mutant that says the same is not killed, and the registry is left as it was."""
    rule = find("np.corrcoef")
    assert rule is not None
    before = dict(RULES)
    alive = [m for m in mutants.surviving(iter([rule])) if m is not None]
    assert [reason(m) for m in alive] == [HARMLESS[r"^np\.corrcoef: s = -"]]
    assert before == RULES
