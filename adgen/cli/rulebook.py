"""`rules`: the derivative rules as text.

Input: nothing, a name, or the beginning of one. Output: a line a rule, or all about one rule.
"""

from __future__ import annotations

import argparse
import difflib

from adgen.cli.exits import NOT_FOUND, OK, CommandError
from adgen.rules import notes
from adgen.rules.absent import why_absent
from adgen.rules.declare import Rule
from adgen.rules.extensions import load_for_module
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
    name = arguments.name
    if name is not None:
        load_for_module(name)
    rules = {rule.name: rule for rule in all_rules()}
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
        why = why_absent(name)
        if why:
            raise CommandError(NOT_FOUND, f"no rule for `{name}`: {why}")
        words = ", ".join(_close(rules, name))
        raise CommandError(
            NOT_FOUND,
            f"no rule for `{name}`",
            f"Did you mean {words}?" if words else "`adgen rules` lists all.",
        )
    return found


def _close(rules: dict[str, Rule], name: str) -> list[str]:
    """Names that differ by a slip of the keys: a letter or two, in whatever module they are."""
    _, dot, last = name.rpartition(".")
    spelled: dict[str, list[str]] = {}
    for full in rules:
        spelled.setdefault(full if dot else full.rpartition(".")[2], []).append(full)
    near = difflib.get_close_matches(name if dot else last, spelled, n=3, cutoff=0.75)
    found = [sorted(spelled[word], key=_beside_numpy) for word in near]
    return [full for names in found for full in names[:2]]


def _beside_numpy(name: str) -> bool:
    return not name.startswith("np.")


def _in_short(rule: Rule) -> str:
    """The formulas in one line, or why there are none."""
    if rule.reason:
        return rule.reason
    return ", ".join(f"{name} = {text}" for name, text in rule.formulas.items())


def _about(rule: Rule) -> list[tuple[str, str]]:
    """What is known of a rule beside its formulas, each under a label."""
    if rule.category in ("constant", "undefined"):
        return [("reason", rule.reason)]
    return [
        ("domain", rule.on or "wherever the function is defined and smooth"),
        *(("convention", text) for text in notes.conventions(rule.name)),
        ("reason", rule.reason),
        ("reference", notes.source(rule)),
        *(("worst error", str(one)) for one in notes.measured(rule.name)),
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
