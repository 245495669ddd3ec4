"""Wrong rules, made from right ones: each must be found out by the samples of its rule.

A mutant changes one place of one formula: a sign is flipped, a factor dropped, two operands are
swapped, an argument is forgotten. It is killed if the tests of the registry would fail with it:
`tests.rules.judging` says how that is found out.

python -m tests.rules.mutants            all rules: what survives without being listed as harmless
python -m tests.rules.mutants np.fft     the rules whose name starts so
"""

from __future__ import annotations

import ast
import copy
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adgen.rules.declare import Rule, parse_formula
from adgen.rules.registry import all_rules
from tests.rules.judging import references, unnoticed
from tests.rules.survivors import HARMLESS, reason


@dataclass(frozen=True)
class Mutant:
    """A rule with one change: `formula` is its name, `text` what it says now."""

    rule: Rule
    formula: str
    change: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.formula} = {self.text} ({self.change})"


# making ------------------------------------------------------------------------------


def mutants(rule: Rule) -> Iterator[Mutant]:
    """All mutants of a rule."""
    for group in ("formulas", "where"):
        formulas = getattr(rule, group)
        for name, text in formulas.items():
            for change, changed in mutations(parse_formula(text, rule.name)):
                new = ast.unparse(changed)
                made = replace(rule, **{group: {**formulas, name: new}})
                yield Mutant(made, name, change, new)


def mutations(tree: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The tree with one change, each in turn."""
    if not (isinstance(tree, ast.Constant) and tree.value == 0):
        for branch in _branches(tree):
            yield "sign", _with(
                tree, branch, lambda node: ast.UnaryOp(ast.USub(), node)
            )
    for place, node in enumerate(_nodes(tree)):
        for what, make in _changes(node):
            copied = copy.deepcopy(tree)
            target = _nodes(copied)[place]
            yield what, _replaced(copied, target, make(target))


def _branches(tree: ast.expr) -> list[ast.expr]:
    """What a formula may come to: itself, or the branches of its conditions."""
    if isinstance(tree, ast.IfExp):
        return _branches(tree.body) + _branches(tree.orelse)
    return [] if _is_refusal(tree) or _is_zero(tree) else [tree]


def _is_zero(tree: ast.expr) -> bool:
    while isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult):
        tree = tree.left
    return isinstance(tree, ast.Constant) and tree.value == 0


def _is_refusal(tree: ast.expr) -> bool:
    return isinstance(tree, ast.Call) and ast.unparse(tree.func) == "refused"


def _with(tree: ast.expr, branch: ast.expr, make: Any) -> ast.expr:
    place = next(i for i, node in enumerate(_nodes(tree)) if node is branch)
    copied = copy.deepcopy(tree)
    target = _nodes(copied)[place]
    return _replaced(copied, target, make(target))


def _nodes(tree: ast.expr) -> list[ast.expr]:
    """The expressions of a formula that become statements: not the tests of conditions."""
    found: list[ast.expr] = [tree]
    for child in ast.iter_child_nodes(tree):
        if isinstance(tree, ast.IfExp) and child is tree.test or _is_refusal(tree):
            continue
        if isinstance(child, ast.keyword):
            child = child.value
        if isinstance(child, ast.expr):
            found += _nodes(child)
    return found


def _replaced(tree: ast.expr, old: ast.expr, new: ast.expr) -> ast.expr:
    if tree is old:
        return new

    class Replacer(ast.NodeTransformer):
        def generic_visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else super().generic_visit(node)

    return ast.fix_missing_locations(Replacer().visit(tree))


def _changes(node: ast.expr) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.BinOp(op=ast.Add()):
            yield "sign", lambda n: ast.BinOp(n.left, ast.Sub(), n.right)
        case ast.BinOp(op=ast.Sub()):
            yield "sign", lambda n: ast.BinOp(n.left, ast.Add(), n.right)
            yield "swapped", lambda n: ast.BinOp(n.right, n.op, n.left)
        case ast.BinOp(op=ast.Mult()):
            yield "left factor only", lambda n: n.left
            yield "right factor only", lambda n: n.right
        case ast.BinOp(op=ast.Div()):
            yield "divisor dropped", lambda n: n.left
            yield "swapped", lambda n: ast.BinOp(n.right, n.op, n.left)
        case ast.BinOp(op=ast.MatMult() | ast.Pow()):
            yield "swapped", lambda n: ast.BinOp(n.right, n.op, n.left)
        case ast.UnaryOp(op=ast.USub()):
            yield "sign dropped", lambda n: n.operand
        case ast.Call(args=args, keywords=keywords):
            for place in range(len(keywords)):
                yield f"without {keywords[place].arg}=", _without_keyword(place)
            if len(args) > 1:
                yield "last argument forgotten", _without_last


def _without_keyword(place: int) -> Any:
    return lambda n: ast.Call(
        n.func, n.args, n.keywords[:place] + n.keywords[place + 1 :]
    )


def _without_last(call: Any) -> ast.expr:
    return ast.Call(call.func, call.args[:-1], call.keywords)


# judging -----------------------------------------------------------------------------


def surviving(rules: Iterator[Rule]) -> Iterator[Mutant | None]:
    """For each mutant itself if it survives, else None."""
    for rule in rules:
        if rule.category in ("constant", "undefined", "structural"):
            continue
        samples = references(rule.name)
        assert unnoticed(rule, samples), f"the samples of {rule.name} fail"
        for mutant in mutants(rule):
            yield mutant if unnoticed(mutant.rule, samples) else None


def page() -> str:
    """docs/mutants.md: what is done, and what survives with the reason."""
    rows = "\n".join(
        f"| `{pattern.replace('|', chr(92) + '|')}` | {why} |"
        for pattern, why in HARMLESS.items()
    )
    return _PAGE.format(rows=rows)


_PAGE = """<!-- Written by `python -m tests.rules.mutants --write`. -->

# Mutants of the rules

Are the tests of the rules able to see a mistake? `make mutants` makes mistakes and looks. In every
formula of every rule, one after another, a sign is flipped, a factor or a divisor dropped, two
operands swapped, an argument forgotten; each such mutant has to differ from its rule at some
sample of `tests/rules`, by more than rounding. Those that survive are samples that are missing, or
say the same in other words. The latter are listed here: a pattern for the rule, the formula and the
change, and why no sample can tell.

| mutant | why it is harmless |
| --- | --- |
{rows}
"""


def main(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        docs = Path(__file__).resolve().parents[2] / "docs"
        (docs / "mutants.md").write_text(page(), encoding="utf-8")
        return 0
    chosen = [
        rule
        for rule in all_rules()
        if not arguments or rule.name.startswith(tuple(arguments))
    ]
    count = harmless = bad = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for mutant in surviving(iter(chosen)):
            count += 1
            if mutant is None:
                continue
            if reason(mutant):
                harmless += 1
                continue
            bad += 1
            print(mutant, flush=True)
    print(f"{count} mutants, {harmless} harmless, {bad} survive")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
