"""What a program is made of, so that a report can say what was reached."""

from __future__ import annotations

import ast
from collections.abc import Iterator

LOOPS = (ast.For, ast.While)
EXITS = (ast.Break, ast.Continue, ast.Return)


def features(text: str) -> set[str]:
    """The names of the features of the language in this program."""
    tree = ast.parse(text)
    found = {name for node in ast.walk(tree) for name in _of_node(node)}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            found |= set(_of_body(function.body, 0))
    if sum(isinstance(node, ast.FunctionDef) for node in ast.walk(tree)) > 1:
        found.add("function called")
    if "exit in nested loops" in found and "store in a loop" in found:
        found.add("nested loops, exits and stores together")
    return found


def _of_node(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.If():
            yield "if"
        case ast.IfExp():
            yield "conditional expression"
        case ast.Try():
            yield "try"
            if node.finalbody:
                yield "finally"
        case ast.Raise():
            yield "raise"
        case ast.ClassDef():
            yield "class"
            if node.bases:
                yield "derived class"
        case ast.Name(id="property" | "dataclass") | ast.Attribute(attr="dataclass"):
            yield "property or dataclass"
        case ast.Assign(targets=[ast.Attribute()]) | ast.AugAssign(
            target=ast.Attribute()
        ):
            yield "attribute written"
        case ast.Dict(keys=[None, *_]):
            yield "dict of another"
        case ast.Dict() | ast.DictComp():
            yield "dict"
        case ast.Set() | ast.Name(id="set"):
            yield "set"
        case ast.Compare(
            ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(None)]
        ):
            yield "asked for None"
        case ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(str())]):
            yield "word in a branch"
        case ast.keyword(arg="key"):
            yield "key of an order"
        case ast.BinOp(left=ast.List(), op=ast.Mult()):
            yield "list of equal numbers"
        case ast.Attribute(attr="pop" | "insert" | "remove" | "reverse" | "sort"):
            yield "list or dict changed"
        case ast.Call(ast.Attribute(attr="append"), [ast.Dict() | ast.Tuple()]):
            yield "list"
            yield "record appended"
        case ast.Attribute(attr="deque" | "defaultdict" | "OrderedDict"):
            yield "collection"
        case ast.Yield():
            yield "generator"
        case ast.YieldFrom():
            yield "yield from"
        case ast.Nonlocal():
            yield "nonlocal"
        case ast.Match():
            yield "match"
        case ast.With():
            yield "with"
        case ast.Attribute(value=ast.Name(id="itertools")):
            yield "itertools"
        case ast.Attribute(value=ast.Name(id="functools"), attr="reduce" | "partial"):
            yield "functools"
        case ast.Constant(value=complex()) | ast.Name(id="complex" | "cmath"):
            yield "complex number"
        case ast.Lambda():
            yield "lambda"
        case ast.ListComp() | ast.GeneratorExp():
            yield "comprehension"
            inside = (n for part in ast.iter_child_nodes(node) for n in ast.walk(part))
            if any(isinstance(n, ast.ListComp | ast.GeneratorExp) for n in inside):
                yield "nested comprehension"
        case ast.NamedExpr():
            yield "walrus"
        case ast.BoolOp():
            yield "boolean operator"
        case ast.AugAssign(target=ast.Subscript()):
            yield "augmented store"
        case ast.AugAssign():
            yield "augmented assignment"
        case ast.Assign(targets=[ast.Tuple()]):
            yield "tuple assignment"
        case ast.Assign(targets=[ast.Subscript()]):
            yield "store"
        case ast.Call(ast.Attribute(attr="append"), [ast.Call(ast.Name(made))]):
            yield "list"
            if made[:1].isupper():
                yield "object appended"
        case ast.Attribute(attr="append"):
            yield "list"
        case ast.Attribute(attr="at"):
            yield "np.add.at"
        case ast.BinOp(op=ast.MatMult()) | ast.Attribute(
            attr="dot" | "outer" | "matmul"
        ):
            yield "matrix product"
        case ast.Attribute(attr="sum" | "mean" | "max" | "min"):
            yield "reduction"
        case ast.Attribute(attr="where" | "maximum" | "minimum" | "clip"):
            yield "selection"
        case ast.keyword(arg="axis"):
            yield "axis"


def _of_body(body: list[ast.stmt], loops: int) -> Iterator[str]:
    """Features that depend on the loops around a statement."""
    for statement in body:
        if isinstance(statement, EXITS) and loops:
            yield "exit from a loop"
            if loops > 1:
                yield "exit in nested loops"
            if isinstance(statement, ast.Return):
                yield "return from a loop"
        if loops and _stores(statement):
            yield "store in a loop"
        inside = loops
        if isinstance(statement, LOOPS):
            yield "while" if isinstance(statement, ast.While) else "for"
            inside += 1
            if inside > 1:
                yield "nested loops"
            if statement.orelse:
                yield "else of a loop"
            if any(isinstance(n, ast.Try) for n in ast.walk(statement)):
                yield "try in a loop"
        if loops and isinstance(statement, ast.Raise):
            yield "raise in a loop"
        for block in _blocks(statement):
            of_loop = isinstance(statement, LOOPS) and block is statement.body
            yield from _of_body(block, inside if of_loop else loops)


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks of a statement that run where it stands."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return
    for field in ("body", "orelse", "finalbody"):
        yield getattr(statement, field, [])
    for field in ("handlers", "cases"):
        yield from (part.body for part in getattr(statement, field, []))


def _stores(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return any(isinstance(t, ast.Subscript) for t in statement.targets)
    return isinstance(statement, ast.AugAssign) and isinstance(
        statement.target, ast.Subscript
    )
