"""No formula is silently zero where one of the parts that it puts together is absent.

A call of which one operand is an absent tangent or adjoint is absent as a whole: right where the
call is linear in that operand alone, `np.sum(x_dot)`. Of a call that joins two of them, such as
`np.concatenate((x_dot, y_dot))`, half would be lost where only one is there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from adgen.rules.declare import Rule, parse_formula
from adgen.rules.formula import IDIOMS, ONE_SUFFICES
from adgen.rules.registry import own_rules

Parts = frozenset[str]


def parts_of(tree: ast.AST, rule: Rule) -> Parts:
    """The tangents and adjoints given from outside without which an expression may be absent."""
    match tree:
        case ast.Name(id=name) if name in rule.formulas or name in rule.where:
            return parts_of(formula(rule, name), rule)
        case ast.Name(id=name) if is_given(name, rule):
            return frozenset((name,))
        case ast.IfExp(test, body, orelse) if "given(" in ast.unparse(test):
            del body, orelse  # what is written there says what is done
            return frozenset()
    children = (parts_of(child, rule) for child in ast.iter_child_nodes(tree))
    return frozenset().union(*children)


def formula(rule: Rule, name: str) -> ast.expr:
    return parse_formula(rule.formulas.get(name) or rule.where[name], rule.name)


def is_given(name: str, rule: Rule) -> bool:
    stem, _, ending = name.rpartition("_")
    if ending == "dot":
        return any(p.name == stem for p in rule.parameters)
    return ending == "bar" and stem in rule.results


def lossy(tree: ast.AST, rule: Rule) -> Iterator[str]:
    """The calls and sequences in which one absent part takes another one with it."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in ONE_SUFFICES:
                known = ONE_SUFFICES[name]
                operands = [a for i, a in enumerate(node.args) if i not in known]
            case ast.Call(args=args, keywords=keywords):
                operands = [*args, *(keyword.value for keyword in keywords)]
            case ast.Tuple(elts=operands) | ast.List(elts=operands):
                pass
            case _:
                continue
        found = {parts_of(operand, rule) for operand in operands} - {frozenset()}
        if len(found) > 1:
            yield f"{rule.name}: {ast.unparse(node)}"


def found_in(rule: Rule) -> list[str]:
    names = [*rule.formulas, *rule.where]
    texts = [n for n in names if isinstance(rule.formulas.get(n, ""), str)]
    return [what for name in texts for what in lossy(formula(rule, name), rule)]


@pytest.mark.slow
def test_no_rule_loses_a_part():
    assert [what for rule in own_rules() for what in found_in(rule)] == []


@pytest.mark.parametrize(
    "text, where",
    [
        ("np.concatenate((x_dot, y_dot))", {}),
        ("np.hypot(moved, 2 * y_dot)", {"moved": "np.sum(x_dot)"}),
        ("rows_joined(x, y, x_dot, y_dot)", {}),
    ],
)
def test_what_loses_a_part_is_seen(text, where):
    joined = Rule("j", "rule", "j(x, y)", {"out_dot": text}, where)
    assert len(found_in(joined)) > 0


def test_what_suffices_with_one_part_is_a_word():
    assert set(ONE_SUFFICES) <= set(IDIOMS)
    kept = Rule("j", "rule", "j(x, y)", {"out_dot": "rows_joined(x_dot, y_dot, x, y)"})
    assert found_in(kept) == []
