"""`rules`: the derivative rules as text.

Input: nothing, a name, or the beginning of one. Output: a line a rule, or all about one rule.
"""

from __future__ import annotations

import argparse
import difflib

from adgen.cli.exits import NOT_FOUND, OK, CommandError
from adgen.rules import notes
from adgen.rules.declare import Rule
from adgen.rules.registry import all_rules

_MEANINGS = {
    "elementwise": "its partials, with broadcasting",
    "linear": "the transpose of a linear map",
    "multilinear": "a transpose for each argument",
    "rule": "tangent and adjoints as written",
    "constant": "derivative zero",
    "undefined": "no derivative",
    "structural": "part of the language",
}


def run(arguments: argparse.Namespace) -> int:
    """Prints the rules asked for."""
    rules = {rule.name: rule for rule in all_rules()}
    name = arguments.name
    if name is None:
        chosen = list(rules.values())
    elif name in rules:
        print(details(rules[name]))
        return OK
    else:
        chosen = _beginning(rules, name)
    width = max(len(rule.name) for rule in chosen)
    for rule in chosen:
        print(f"{rule.name:<{width}}  {rule.category:<11}  {_in_short(rule)}".rstrip())
    return OK


def _beginning(rules: dict[str, Rule], name: str) -> list[Rule]:
    found = [
        rule
        for rule in rules.values()
        if rule.name.startswith(name) or rule.name.rpartition(".")[2] == name
    ]
    if not found:
        close = difflib.get_close_matches(name, rules, n=3)
        words = ", ".join(close)
        raise CommandError(
            NOT_FOUND,
            f"no rule for `{name}`",
            f"Did you mean {words}?" if close else "`adgen rules` lists all.",
        )
    return found


def _in_short(rule: Rule) -> str:
    """The formulas in one line, or why there are none."""
    if rule.reason:
        return rule.reason
    return ", ".join(f"{name} = {text}" for name, text in rule.formulas.items())


def _about(rule: Rule) -> list[tuple[str, str]]:
    """What is known of a rule beside its formulas, each under a label."""
    if rule.category in ("constant", "undefined"):
        return [("reason", rule.reason)]
    errors = notes.measured(rule.name)
    return [
        ("domain", rule.on or "wherever the function is defined and smooth"),
        *(("convention", text) for text in notes.conventions(rule.name)),
        ("reason", rule.reason),
        ("reference", notes.source(rule)),
        ("worst error last measured", str(errors) if errors else ""),
    ]


def details(rule: Rule) -> str:
    """All about one rule."""
    meaning = _MEANINGS[rule.category]
    if rule.category == "constant" and rule.reason:
        meaning = "no derivative of its own"
    lines = [rule.signature, f"  {rule.category}: {meaning}"]
    lines += [f"  {name} = {text}" for name, text in rule.formulas.items()]
    if rule.where:
        lines.append("  where")
        lines += [f"    {name} = {text}" for name, text in rule.where.items()]
    for label, text in _about(rule):
        if text:
            lines.append(f"  {label}: {text}")
    remarks = [
        text
        for holds, text in (
            (rule.view, "its result may share memory with its first argument"),
            (rule.effect, "it has a state: never repeated, merged or moved"),
            (rule.cheap, "cheap: computed again rather than recorded"),
        )
        if holds
    ]
    return "\n".join([*lines, *(f"  {text}" for text in remarks)])
