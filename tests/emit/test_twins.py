"""Functions of one text are written once, under the shortest of their names."""

import ast

from adgen.emit.twins import Twins


def made(text):
    return [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


def merged(text):
    twins, kept = Twins(), []
    for node in made(text):
        if twins.found(node) is None:
            kept.append(node)
    twins.with_best_names(kept)
    return "\n\n\n".join(map(ast.unparse, kept))


def test_the_shortest_name_is_left():
    text = 'def {0}(x):\n    """Of `{0}`."""\n    return x'
    assert merged(f"{text.format('g_2')}\n{text.format('g')}") == text.format("g")


def test_a_function_that_calls_itself_and_one_that_calls_it():
    text = """
def g_2(x):
    return g_2(x[1:]) + h(x)
def g(x):
    return g_2(x[1:]) + h(x)
def k(x):
    return g_2(x)
"""
    assert merged(text) == (
        "def g(x):\n    return g(x[1:]) + h(x)\n\n\ndef k(x):\n    return g(x)"
    )


def test_what_differs_stays():
    texts = ("return x", "return -x", "return y", "return g(x)", "return h(x)", "pass")
    text = "\n".join(f"def f{i}(x):\n    {body}" for i, body in enumerate(texts))
    assert merged(text).count("def ") == len(texts)
    assert merged("def f(x):\n    return x\ndef g(y):\n    return y").count("def ") == 2
    assert (
        merged("def f(x, y=1):\n    return x\ndef g(x, y):\n    return x").count("def ")
        == 2
    )


def test_one_that_was_called_before_it_was_made():
    """Of functions that call each other one is made first."""
    text = """
def h(x):
    return x
def f(x):
    return f(x) + k(x)
def k(x):
    return x
"""
    assert merged(text) == (
        "def h(x):\n    return x\n\n\ndef f(x):\n    return f(x) + h(x)"
    )
