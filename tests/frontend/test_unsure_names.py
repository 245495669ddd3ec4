"""Which names the text reads where it does not show that they are bound: text in, names out."""

from __future__ import annotations

import ast
import textwrap

import pytest

from adgen.frontend.scope.unsure_names import unsure_names

CASES = {
    "if n: y = 1\nreturn y": "y",
    "if n: y = 1\nelse: y = 2\nreturn y": "",
    "if n: y = 1\nelse: return 0\nreturn y": "",
    "if n: y = 1\nelse: raise ValueError\nreturn y": "",
    "if n:\n    y = 1\n    z = y\nreturn 0": "",
    "for i in range(n): y = i\nreturn y + i": "i y",
    "for i in range(n):\n    y = i\n    z = y + i": "",
    "for i in range(n): pass\nelse: y = 1\nreturn y": "",
    "for i in range(n):\n    if i: break\nelse: y = 1\nreturn y": "y",
    "for i in range(n):\n    if i > 1: z = y\n    y = i": "y",
    "for i in range(n):\n    if i > 1: continue\n    y = 1\n    z = y": "",
    "while n: y = 1\nreturn y": "y",
    "while True:\n    y = 1\n    if n: break\nreturn y": "",
    "while True:\n    if n: break\n    y = 1\nreturn y": "y",
    "while True:\n    y = 1\n    if n: return y\nreturn z": "",
    "y += n": "y",
    "y = 1\ny += n": "",
    "y: int\nreturn y": "int y",
    "y: int = 1\nreturn y": "int",
    "y = 1\ndel y\nreturn y": "y",
    "y = 1\nfor i in n:\n    z = y\n    del y": "y",
    "a, (b, *c) = n\nreturn a + b + c": "",
    "if (y := n): pass\nreturn y": "y",  # a name too many costs nothing
    "try:\n    y = n[0]\nexcept KeyError:\n    pass\nreturn y": "y KeyError",
    "try:\n    y = n[0]\nexcept KeyError as e:\n    y = e\nreturn y": "KeyError",
    "try:\n    y = n[0]\nexcept KeyError as e:\n    y = 1\nreturn e": "KeyError e",
    "try:\n    y = n[0]\nfinally:\n    z = 1\nreturn y + z": "",
    "try:\n    y = n[0]\nfinally:\n    z = y\nreturn z": "y",
    "try:\n    n[0]\nexcept:\n    return 0\nelse:\n    y = 1\nreturn y": "",
    "with n as m:\n    y = m\nreturn y": "y",
    "match n:\n    case 1: y = 1\n    case [a, *b]: y = a + b\n    case _: y = 2\nreturn y": "",
    "match n:\n    case 1: y = 1\n    case {'k': v, **r}: y = v, r\nreturn y": "y",
    "import m.k as p, q.r\nreturn p, q": "",
    "if n:\n    def g(): return n\nreturn g()": "g",
    "def g(): return y\ny = 1\nreturn g()": "y",
    "y = 1\ndef g(): return y\nreturn g()": "",
    "h = lambda v: v + n\nreturn h": "v",  # of another scope, which is not asked
    "while n:\n    for i in n: break\n    else: continue\n    break\nreturn i": "i",
}


@pytest.mark.parametrize("body", CASES)
def test_names(body):
    text = "def f(n):\n" + textwrap.indent(body, "    ")
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    assert unsure_names(node) - {"range", "ValueError"} == set(CASES[body].split())
