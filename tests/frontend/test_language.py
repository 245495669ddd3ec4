"""The table of the language: complete, and what it refuses is refused with a remedy."""

from __future__ import annotations

import ast
import warnings

import numpy as np
import pytest

from adgen.errors import AdgenError, LanguageError, NoRuleError
from adgen.frontend.reading.written import from_source
from adgen.frontend.table import TABLE, Accepted, Part, Refused, document
from tests.frontend.agreement import agrees, lowered, refused

X = np.array([0.5, -1.25, 2.0])
COUNT = 0


def python_nodes(base: type[ast.AST]) -> list[type[ast.AST]]:
    """The nodes of Python: the printer of generated code has some of its own."""
    return [node for node in base.__subclasses__() if hasattr(ast, node.__name__)]


def test_every_node_of_the_running_python_is_in_the_table():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        classes = [getattr(ast, name) for name in dir(ast)]
    nodes = [c for c in classes if isinstance(c, type) and issubclass(c, ast.AST)]
    assert [c.__name__ for c in nodes if c.__name__ not in TABLE] == []


def test_every_statement_and_expression_has_an_entry_of_its_own():
    for base in (ast.stmt, ast.expr):
        for node in python_nodes(base):
            entry = TABLE[node.__name__]
            assert isinstance(entry, (Accepted, Refused, Part)), node


def test_every_refusal_has_a_remedy():
    for name, entry in TABLE.items():
        if isinstance(entry, Refused):
            assert entry.reason and entry.remedy.endswith("."), name


def test_the_document_has_a_row_for_every_statement():
    text = document()
    for node in python_nodes(ast.stmt):
        assert f"| {node.__name__} |" in text


REFUSED = {
    "try": (
        "def f(x):\n    try:\n        y = 1 / x\n    except ZeroDivisionError as e:\n"
        "        y = e\n    return y"
    ),
    "with": "def f(x):\n    with open('a') as g:\n        y = x\n    return y",
    "class": "def f(x):\n    class A:\n        y = x\n    return A.y",
    "global": "def f(x):\n    global y\n    y = x\n    return y",
    "yield": "def f(x):\n    yield x",
    "set": "def f(x):\n    return len({x, 2.0})",
    "attribute": "def f(x):\n    x.real = 2.0\n    return x",
    "delete item": "def f(x):\n    y = x * 2.0\n    del y[0]\n    return y",
    "list method": "def f(x):\n    y = [x, x]\n    y.put(1)\n    return y[0]",
    "one list twice": (
        "def f(x):\n    y = [[x] * 2] * 2\n    for i in range(x):\n"
        "        y.append([x, i])\n    return y[0][0]"
    ),
    "entry of an entry": (
        "def f(x):\n    y = [[[x]] for _ in x]\n    y[0][0] = [x]\n    return y[0][0][0]"
    ),
    "run-time list repeated": "def f(x):\n    y = [v for v in x] * x\n    return y[0]",
    "every second deleted": (
        "def f(x):\n    y = [v for v in x]\n    del y[::2]\n    return y[0]"
    ),
    "dict with keys of run time": (
        "def f(x):\n    y = {}\n    for i in range(len(x)):\n        y[i] = x[i]\n"
        "    return y"
    ),
    "deque with maxlen chosen": (
        "from collections import deque\n\n\ndef f(x):\n    y = deque(maxlen=2)\n"
        "    z = deque(maxlen=3)\n    w = y if x > 0 else z\n    w.append(x)\n"
        "    return w[0]"
    ),
    "Counter of numbers": (
        "from collections import Counter\n\n\ndef f(x):\n    return Counter([x])[1]"
    ),
    "dict in a grown list": (
        "def f(x):\n    y = []\n    for v in x:\n        y.append({'a': v})\n"
        "    return y[0]['a']"
    ),
    "unknown name": "def f(x):\n    return x * q",
    "never bound": "def f(x):\n    y = y + x\n    return y",
    "class call": "def f(x):\n    return object() is x",
    "dict at run time": (
        "def f(x):\n    d = {}\n    for i in range(3 + int(x)):\n        d[i] = x\n"
        "    return d"
    ),
    "bare raise": "def f(x):\n    if x > 0:\n        raise\n    return x",
    "unpacking": "def f(x):\n    a, b = (x, x, x)\n    return a + b",
    "key": "def f(x):\n    d = {'a': x}\n    return d['b']",
    "index": "def f(x):\n    d = (x, x)\n    return d[2]",
    "argument": "def g(a):\n    b = a\n    return b\ndef f(x):\n    return g(x, x)",
    "structure": "def f(x):\n    if x > 0:\n        return x, x\n    return x",
    "call of a number": "def f(x):\n    y = x\n    return y(2)",
    "out": "def f(x):\n    y = 2.0\n    np.sin(x, out=y)\n    return y",
    "where": "def f(x):\n    return np.sin(x, where=np.array([x > 0, x < 0]))",
    "read only": "def f(x):\n    y = np.outer(x, x)\n    np.diagonal(y)[0] = 1.0\n    return y",
    "complex": "def f(x):\n    y = np.zeros(3)\n    y[0] = 1j * x\n    return y",
    "decorated": "def f(x):\n    @print\n    def g(y):\n        return y\n    return g(x)",
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_a_place_and_a_remedy(what):
    function = from_source(REFUSED[what], {"np": np}, "f")
    with pytest.raises(AdgenError) as caught:
        lowered(function, 2.0)
    error = caught.value
    assert isinstance(error, (LanguageError, NoRuleError))
    assert error.span is not None and error.span.line > 1
    assert "^" in str(error)
    assert error.remedy, str(error)


def test_a_function_of_numpy_without_a_rule_is_named():
    def f(x):
        return np.unique(x)[0] * x[0]  # here

    refused(f, X, says="np.unique has no derivative rule", line="# here")


def test_a_loop_over_many_known_items():
    def f(p):
        s = 0.0
        for v in p:  # here
            s += v
        return s

    refused(f, tuple(float(i) for i in range(70)), says="more than 64", line="# here")


def test_what_stands_for_a_function_or_a_number():
    def f(x):
        if x > 0:
            g = np.sin
        else:
            g = x
        return g(x)  # here

    refused(f, 1.0, says="`g` stands for different things", line="# here")


def test_recursion_of_a_function_that_changes_what_is_around_it():
    def f(x, n):
        seen = [x]

        def g(y, k):
            seen[0] = y
            if k == 0:
                return y
            return g(y * x, k - 1)

        return g(x, n) + seen[0]

    agrees(f, 1.1, 3)
