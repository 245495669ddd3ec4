"""Comments, headings and docstrings in the text, and the check of the text."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace

import pytest

from adgen.emit.comments import Heading, Noted
from adgen.emit.module import emit_program
from adgen.emit.printing import to_text
from adgen.errors import InternalError
from adgen.ir.nodes import Apply, Block, Function, Program
from tests.dumps import function_of

GRADIENT = """
def f(x.0, out_bar.0):
    y.0 = x.0 * x.0
    remark 'reverse sweep'
    %1 := 2 * y.0
    y_bar.0 := %1 * out_bar.0
    x_bar.0 := y_bar.0 * x.0
    return x_bar.0
"""


def text_with(notes: dict[str, str], doc: str = "") -> str:
    function = function_of(GRADIENT)
    body = tuple(
        (
            replace(s, note=notes.get(repr(s.results[0]), ""))
            if isinstance(s, Apply)
            else s
        )
        for s in function.body.body
    )
    changed: Function = replace(function, body=Block(body, function.body.end), doc=doc)
    return emit_program(Program({"f": changed}, "f"), verify=True).text


def test_a_note_stands_beside_its_statement() -> None:
    text = text_with({"y_bar.0": "z = y * y", "x_bar.0": "y = x * x"})
    assert "    y_bar = 2 * y * out_bar  # z = y * y\n" in text
    assert "    x_bar = y_bar * x  # y = x * x\n" in text


def test_a_note_of_an_inlined_statement_is_kept() -> None:
    text = text_with({"%1.0": "z = y * y"})
    assert "    y_bar = 2 * y * out_bar  # z = y * y\n" in text


def test_a_note_is_shown_once() -> None:
    text = text_with({"y_bar.0": "y = x * x", "x_bar.0": "y = x * x"})
    assert text.count("# y = x * x") == 1


def test_a_long_note_stands_above() -> None:
    note = "z = " + " + ".join(["y"] * 20)
    text = text_with({"y_bar.0": note})
    assert f"    # {note}\n    y_bar = 2 * y * out_bar\n" in text


def test_headings_have_an_empty_line_before_them() -> None:
    assert "    y = x * x\n\n    # reverse sweep\n" in text_with({})


def test_docstrings() -> None:
    assert text_with({}, "Short.").startswith(
        'def f(x, out_bar):\n    """Short."""\n    y'
    )
    long = text_with({}, "A sentence that is much too long for one line. " * 3)
    assert all(len(line) <= 88 for line in long.splitlines())
    compile(long, "", "exec")
    odd = text_with({}, 'Quotes """ and \\ and "')
    assert ast.get_docstring(ast.parse(odd).body[0]) == 'Quotes """ and \\ and "'  # type: ignore[arg-type]


def test_the_text_is_checked() -> None:
    assign = ast.Assign([ast.Name("x", ast.Store())], ast.Constant(-2.0), lineno=0)
    power = ast.BinOp(ast.Constant(-2.0), ast.Pow(), ast.Constant(2))
    tree = ast.Module([Noted(assign, "fine"), ast.Expr(power), Heading("done")], [])
    with pytest.raises(InternalError, match="not what was meant"):
        to_text(tree, verify=True)


def test_black_and_astor_are_not_imported_with_adgen() -> None:
    code = (
        "import sys, adgen; assert not {'black', 'astor', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
