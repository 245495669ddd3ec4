"""Writes the generated pages: `make docs`. With --check, says which are out of date.

docs/language.md    from the table the front end dispatches on
docs/rules.md       from the rule registry
docs/cli.md         from the parser of the command line
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from adgen.cli import manual
from adgen.frontend import table
from adgen.rules import registry
from adgen.rules.declare import Rule

DOCS = Path(__file__).resolve().parent
_HEAD = "<!-- Written by docs/generate.py; `make docs` writes it anew. -->\n\n"

_CATEGORIES = {
    "elementwise": "Elementwise: the partial derivatives",
    "linear": "Linear: the transpose",
    "multilinear": "Multilinear: a transpose for each argument",
    "rule": "Other rules: the tangent and the adjoints",
    "structural": "Parts of the language",
    "constant": "No derivative of their own: zero, or as it says",
    "undefined": "No derivative",
}


def rules_page() -> str:
    """docs/rules.md: every primitive with its formulas."""
    lines = [
        "# Derivative rules",
        "",
        "`out` is the result, `x_dot` the tangent of `x`, `x_bar` its adjoint, `dx` the partial "
        "derivative with respect to `x`.",
    ]
    rules = list(registry.own_rules())
    for category, title in _CATEGORIES.items():
        chosen = [rule for rule in rules if rule.category == category]
        if chosen:
            lines += ["", f"## {title}", "", *_section(category, chosen)]
    return _HEAD + "\n".join(lines) + "\n"


def _section(category: str, rules: list[Rule]) -> list[str]:
    if category in ("constant", "structural"):
        plain = ", ".join(f"`{rule.name}`" for rule in rules if not rule.reason)
        named = [f"* `{rule.name}`: {rule.reason}" for rule in rules if rule.reason]
        return [plain, "", *named] if named else [plain]
    if category == "undefined":
        return [f"* `{rule.name}`: {rule.reason}" for rule in rules]
    return ["| function | derivative |", "| --- | --- |", *map(_row, rules)]


def _row(rule: Rule) -> str:
    parts = [f"{name} = {text}" for name, text in rule.formulas.items()]
    parts += [f"where {name} = {text}" for name, text in rule.where.items()]
    if not parts:
        parts = ["by a function"]
    formulas = "<br>".join(f"`{_escaped(part)}`" for part in parts)
    return f"| `{_escaped(rule.signature)}` | {formulas} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "language.md": lambda: table.document().rstrip("\n") + "\n",
    "rules.md": rules_page,
    "cli.md": lambda: _HEAD + manual.page(),
}


def main(arguments: list[str]) -> int:
    stale = 0
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in arguments:
            print(f"docs/{name} is out of date: run `make docs`")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/{name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
