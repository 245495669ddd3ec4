"""Python AST with comments to text: astor's printer, repaired where it is wrong or wordy.

It prints in the style of black, so that black has little left to do. This module imports astor
(which warns on import from Python 3.12 on); `adgen.emit.printing` imports it when the first text
is printed.
"""

from __future__ import annotations

import ast
import warnings
from typing import Any

from adgen.emit.comments import Heading, Noted, Verbatim
from adgen.emit.width import LAST_COLUMN

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import astor

_LOWEST = -1
"""The precedence astor gives to what needs no parentheses of its own."""


class Generator(astor.SourceGenerator):  # type: ignore[misc]
    """Adds comments; repairs literals, f-strings, powers and slices."""

    def visit_Heading(self, node: Heading) -> None:
        before = "".join(self.result[-3:])
        self.newline(extra=0 if before.endswith((":", '"""')) else 1)
        self.write(f"# {node.text}")

    def visit_Noted(self, node: Noted) -> None:
        start = len(self.result)
        self.visit(node.stmt)
        line = "".join(self.result[start:]).strip("\n")
        note = f"# {' '.join(node.note.split())}"
        if "\n" not in line and len(line) + 2 + len(note) <= LAST_COLUMN:
            self.result.append(f"  {note}")
        else:
            self.result.insert(start, f"\n{self.indent_with * self.indentation}{note}")

    def visit_Verbatim(self, node: Verbatim) -> None:
        if node.text:
            self.newline(extra=2)
            self.write(node.text.strip())
            self.newline(extra=2)

    def visit_FunctionDef(self, node: ast.FunctionDef, is_async: bool = False) -> None:
        self.newline(extra=2)
        for decorator in node.decorator_list:
            self.write("@", decorator)
            self.newline()
        self.write(f"def {node.name}(")
        self.write(ast.unparse(node.args) if node.args.posonlyargs else node.args)
        self.write("):")
        self.body(node.body)
        self.newline(extra=2)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.write(_quoted(node.value))
        else:
            super().visit_Constant(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        value = node.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            self.statement(node, _documentation(value.value))
        else:
            super().visit_Expr(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self.write(_unparsed_fstring(node))

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Pow):
            start = len(self.result)
            super().visit_BinOp(node)
            if _is_power_operand(node.left) and _is_power_operand(node.right, True):
                text = "".join(self.result[start:])
                self.result[start:] = [text.replace(" ** ", "**")]
        else:
            super().visit_BinOp(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """-(a**b) in parentheses, as black has it."""
        operand = node.operand
        power = isinstance(operand, ast.BinOp) and isinstance(operand.op, ast.Pow)
        if not power or isinstance(node.op, ast.Not):
            super().visit_UnaryOp(node)
            return
        sign = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}[type(node.op)]
        with self.delimit(node, node.op):
            self.write(sign, "(")
            operand._pp = _LOWEST  # type: ignore[attr-defined]
            self.write(operand, ")")

    def visit_Tuple(self, node: ast.Tuple) -> None:
        if len(node.elts) == 1:
            self.write("(")
            self.comma_list(node.elts)
            self.write(",)")
        else:
            super().visit_Tuple(node)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        """Without parentheses around an entry that is a sum, but around one that is a tuple."""
        code_gen = astor.code_gen
        code_gen.set_precedence(code_gen.Precedence.Comma, node.elt)
        with self.delimit("[]"):
            self.write(node.elt, *node.generators)

    def visit_Slice(self, node: ast.Slice) -> None:
        bounds = [b for b in (node.lower, node.upper, node.step) if b is not None]
        if all(_is_simple(bound) for bound in bounds):
            super().visit_Slice(node)
        else:
            self._spaced_slice(node)

    def _spaced_slice(self, node: ast.Slice) -> None:
        """As black has it: `i : i + 1`, `i + 1 :`."""
        astor.code_gen.set_precedence(node, node.lower, node.upper, node.step)
        self.conditional_write(node.lower, " ")
        self.write(":")
        self.conditional_write(" ", node.upper)
        if node.step is not None:
            self.write(" : " if node.upper is not None else ": ", node.step)

    def conditional_write(self, *stuff: Any) -> bool:
        if any(item is None for item in stuff):
            return False
        self.write(*stuff)
        return True


def _is_simple(node: ast.expr) -> bool:
    """A bound of a slice that black puts no spaces around: a name, a number, its opposite."""
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Name | ast.Constant)


def _is_power_operand(node: ast.expr, signed: bool = False) -> bool:
    """An operand of ** black puts no spaces around: a name, an attribute, a number."""
    if signed and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return isinstance(node.operand, ast.Constant)
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name | ast.Constant)


def _quoted(value: str) -> str:
    """A string literal, in double quotes where it has none inside."""
    text = repr(value)
    if text[0] == "'" and '"' not in text:
        text = f'"{text[1:-1]}"'
    return text


def _documentation(value: str) -> str:
    """A docstring."""
    plain = value.isprintable() or "\n" in value
    if not plain or "\\" in value or '"""' in value or value.endswith('"'):
        return _quoted(value)
    return f'"""{value}"""'


def _unparsed_fstring(node: ast.JoinedStr) -> str:
    text = ast.unparse(ast.fix_missing_locations(node))
    if text[:2] == "f'" and '"' not in text and "\\" not in text:
        text = f'f"{text[2:-1]}"'
    return text
