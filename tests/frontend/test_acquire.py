"""Any callable to the exact source of its function, or a refusal that says why."""

import ast
import functools
import importlib.util
import linecache
import os
import subprocess
import sys
import time

import numpy as np
import pytest

import adgen
from adgen.errors import ArgumentError, LanguageError, SourceError
from adgen.frontend.reading.acquire import acquire, from_source, span_of, synthesize


def square(x, scale=2.0, *, shift=1.0):
    return scale * x**2 + shift


cube, quad = (lambda x: x**3), (lambda x: x**4)
twins = [lambda x: x + 1, lambda x: x + 1]
nested = lambda a: lambda b: a + b  # noqa: E731
spread = lambda x, y: (x * y)  # noqa: E731


def test_plain_function():
    got = acquire(square)
    assert got.name == "square"
    assert isinstance(got.node, ast.FunctionDef)
    assert got.file == __file__
    assert got.lines[got.node.lineno - 1] == "def square(x, scale=2.0, *, shift=1.0):\n"
    assert got.globals is globals()
    assert got.defaults == {"scale": 2.0, "shift": 1.0}
    assert got.function is square
    assert not got.bound and not got.closure and not got.wrappers


def test_the_node_is_found_once():
    assert acquire(square).node is acquire(square).node


def body(function):
    return ast.unparse(acquire(function).node.body)


def test_lambdas_on_one_line():
    assert (body(cube), body(quad)) == ("x ** 3", "x ** 4")
    assert acquire(cube).name == f"lambda_line{cube.__code__.co_firstlineno}"
    first, second = (acquire(f).node.col_offset for f in twins)
    assert first < second


def test_lambda_in_lambda():
    assert body(nested) == "lambda b: a + b"
    assert body(nested(1)) == "a + b"
    assert acquire(nested(5)).closure == {"a": 5}
    assert acquire(nested).name == "nested"


def test_lambda_over_several_lines():
    assert body(spread) == "x * y"


LAMBDAS = """
from adgen.frontend.reading.acquire import acquire
import ast
a = 3
def make():
    k = 2
    return (lambda x: x * k), (lambda x: x * a)
f, g = make()
print(ast.unparse(acquire(f).node), "|", ast.unparse(acquire(g).node))
h, i = (lambda x: x), (lambda x: x)
try:
    acquire(h)
except Exception as error:
    print(type(error).__name__, error)
"""


def test_lambdas_without_columns(tmp_path):
    file = tmp_path / "lines_only.py"
    file.write_text(LAMBDAS)
    run = subprocess.run(
        [sys.executable, "-X", "no_debug_ranges", str(file)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    first, second, *_ = run.stdout.splitlines()
    assert first == "lambda x: x * k | lambda x: x * a"
    assert second.startswith("SourceError") and "cannot be told apart" in second


def test_closures_are_resolved():
    factor = 3.0

    def scaled(x):
        return factor * x

    got = acquire(scaled)
    assert got.closure == {"factor": 3.0}
    factor = 4.0
    assert got.cells["factor"].cell_contents == 4.0


def test_empty_cells_are_left_out():
    def first(x):
        return later(x)

    assert acquire(first).closure == {}

    def later(x):
        return x

    assert acquire(first).closure == {"later": later}


class Model:
    def __init__(self):
        self.k = 2.0

    def loss(self, x):
        return self.k * x

    def __call__(self, x):
        return self.loss(x)

    @staticmethod
    def fixed(x):
        return x

    @classmethod
    def made(cls, x):
        return x

    def hidden(self, __x):
        return __x


def test_methods_and_callable_objects():
    model = Model()
    got = acquire(model.loss)
    assert got.name == "loss" and got.bound == {"self": model}
    got = acquire(model)
    assert got.name == "Model" and got.bound == {"self": model}
    assert acquire(Model.fixed).bound == {}
    assert acquire(Model.made).bound == {"cls": Model}
    assert acquire(model.hidden).name == "hidden"
    assert acquire(Model.__dict__["fixed"]).name == "fixed"


def test_partial():
    got = acquire(functools.partial(functools.partial(square, 3.0), shift=2.0))
    assert got.bound == {"x": 3.0, "shift": 2.0}
    assert got.wrappers == ("functools.partial",)
    with pytest.raises(SourceError, match="no parameter `nope`"):
        acquire(functools.partial(square, nope=1))
    with pytest.raises(SourceError, match="bound that go to"):
        acquire(functools.partial(square, 1, 2, 3))
    got = acquire(functools.partial(Model().loss, 4.0))
    assert list(got.bound) == ["self", "x"]


@functools.lru_cache
def cached(x):
    return x * x


def test_cached_function():
    assert acquire(cached).function is cached.__wrapped__


class Compiled:
    def __init__(self, function):
        self.py_func = function


def test_compiled_function():
    assert acquire(Compiled(square)).function is square


def watched(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = function(*args, **kwargs)
        print(time.perf_counter() - start)
        return result

    return wrapper


def doubled(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return 2 * function(*args, **kwargs)

    return wrapper


def forgetful(function):
    def wrapper(*args, **kwargs):
        return 2 * function(*args, **kwargs)

    return wrapper


def sorting(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        result.sort()
        return result

    return wrapper


def once(a, /, b, *rest, k=1.0, **more):
    return a + b + k


def test_a_decorator_that_looks_on_is_taken_off():
    got = acquire(watched(square))
    assert got.function is square
    assert got.wrappers == ("decorator watched.<locals>.wrapper",)
    assert acquire(np.errstate(all="ignore")(square)).function is square


def test_a_decorator_that_changes_the_result_stays():
    wrapped = doubled(square)
    got = acquire(wrapped)
    text = ast.unparse(got.node)
    assert text == (
        "def square(x, scale=scale_default, *, shift=shift_default):\n"
        "    return square_target(x, scale, shift=shift)"
    )
    assert got.function(3.0) == wrapped(3.0)
    assert got.defaults == {"scale": 2.0, "shift": 1.0}
    inner = acquire(got.globals["square_target"])
    assert inner.closure == {"function": square} and inner.name == "wrapper"
    assert "square_target" in ast.unparse(acquire(sorting(square)).node)


def test_every_kind_of_parameter_is_passed_on():
    wrapped = doubled(once)
    got = acquire(wrapped)
    assert ast.unparse(got.node).startswith(
        "def once(a, /, b, *rest, k=k_default, **more)"
    )
    assert got.function(1, 2, 3, k=4, z=5) == wrapped(1, 2, 3, k=4, z=5)


def test_a_decorator_without_wraps():
    with pytest.raises(SourceError, match="hides it"):
        acquire(forgetful(square))


def test_singledispatch():
    @functools.singledispatch
    def f(x):
        return x

    with pytest.raises(SourceError, match="singledispatch"):
        acquire(f)


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (np.sin, "not written in Python"),
        (len, "not written in Python"),
        (Model, "is a class"),
        (np.vectorize(square), "wrapped by vectorize"),
        (3.0, "is not a function"),
        (adgen.grad(square), "is not differentiated further"),
        (adgen.jacobian(square), "is not differentiated further"),
        (eval("lambda x: x"), "cannot be found"),
    ],
)
def test_refusals(thing, words):
    with pytest.raises(SourceError, match=words):
        acquire(thing)


def test_async():
    async def f(x):
        return x

    with pytest.raises(LanguageError, match="async function `f`"):
        acquire(f)


def import_file(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "edited",
    [
        "def f(x):\n    return x * 3\n",
        "def f(y):\n    return y * 2\n",
        "\n\ndef g(x):\n    return x * 2\n",
        "def f(x:\n",
        "",
    ],
)
def test_a_changed_file_is_refused(tmp_path, edited):
    file = tmp_path / "changing.py"
    file.write_text("def f(x):\n    return x * 2\n")
    f = import_file(file).f
    file.write_text(edited)
    linecache.checkcache(str(file))
    with pytest.raises(
        SourceError, match="changed since it was imported|cannot be found"
    ):
        acquire(f)


def test_a_changed_lambda_is_refused(tmp_path):
    file = tmp_path / "changing_lambda.py"
    file.write_text("f = lambda x: x * 2\n")
    f = import_file(file).f
    file.write_text("f = lambda x: x * 30\n")
    with pytest.raises(SourceError, match="changed since"):
        acquire(f)


def test_a_change_of_layout_is_no_change(tmp_path):
    file = tmp_path / "reformatted.py"
    file.write_text("def f(x): return x*2\n")
    f = import_file(file).f
    file.write_text("def f(x):\n    # twice\n    return x * 2\n")
    assert acquire(f).name == "f"


def test_a_module_imported_again(tmp_path):
    file = tmp_path / "again.py"
    for factor in (2, 3):
        file.write_text(f"def f(x):\n    return x * {factor}  {'#' * factor}\n")
        assert f"x * {factor}" in ast.unparse(acquire(import_file(file).f).node)


def test_asserts_rewritten_by_pytest():
    def guarded(x):
        assert x > 0, "positive"
        return x

    assert acquire(guarded).name == "guarded"


# text -------------------------------------------------------------------------------


def test_from_source():
    names = {"k": 2.0}
    f = from_source("    def f(x):\n        return k * x\n", names)
    assert f(3.0) == 6.0
    assert f.__globals__ is names
    assert acquire(f).file == f.__code__.co_filename
    again = from_source("def f(x):\n    return k * x\n", {})
    assert again.__code__.co_filename == f.__code__.co_filename


def test_from_source_of_a_lambda():
    assert from_source("lambda x: x ** 2")(3) == 9
    assert acquire(from_source("lambda x: x ** 2", name="square")).name == "square"


def test_from_source_of_several():
    text = "def f(x):\n    return g(x)\ndef g(x):\n    return x + 1\n"
    with pytest.raises(ArgumentError, match="several functions: f, g"):
        from_source(text)
    assert from_source(text, name="f")(1) == 2
    with pytest.raises(ArgumentError, match="no function `h`"):
        from_source(text, name="h")
    with pytest.raises(SourceError, match="holds no function"):
        from_source("x = 1")
    with pytest.raises(SourceError, match="not valid Python"):
        from_source("def f(x:\n    return x")


@pytest.mark.parametrize(
    ("name", "parameters", "arguments", "value"),
    [
        ("np.sin", ("x",), (0.5,), np.sin(0.5)),
        ("math.exp", ("x",), (0.0,), 1.0),
        ("np.linalg.norm", ("x",), (np.array([3.0, 4.0]),), 5.0),
        ("mul", ("a", "b"), (2.0, 3.0), 6.0),
        ("abs", ("x",), (-2.0,), 2.0),
        ("max", ("*xs",), (1.0, 2.0), 2.0),
    ],
)
def test_synthesize(name, parameters, arguments, value):
    got = synthesize(name, parameters)
    assert got.name == name.rpartition(".")[2]
    assert got.function(*arguments) == value


# spans ------------------------------------------------------------------------------


# fmt: off
def with_statements(x):
    größe = "ä"; y = x + 1  # noqa: E702
    if x > 0:  # a comment
        y = (
            x  # why
            * 2
        )
    for i in range(3): y += i  # noqa: E701
    while (
        y < 0
    ):
        y += 1
    return y, größe
# fmt: on


def test_spans():
    got = acquire(with_statements)
    first, second, branch, loop, wait, _ = got.node.body
    span = span_of(second.value, got)
    assert (span.file, span.line) == (__file__, got.node.lineno + 1)
    assert span.line_text()[span.col : span.end_col] == span.text == "x + 1"
    assert span.statement == "y = x + 1"
    assert span_of(first.value, got).text == '"ä"'
    test = span_of(branch.test, got)
    assert (test.text, test.statement) == ("x > 0", "if x > 0:")
    inner = span_of(branch.body[0].value, got)
    assert (inner.text, inner.statement) == ("x * 2", "y = x * 2")
    assert inner.end_line == inner.line + 1
    assert span_of(loop, got).statement == "for i in range(3):"
    assert span_of(loop.body[0].value, got).statement == "y += i"
    assert span_of(wait.test, got).statement == "while y < 0:"
    assert span_of(got.node, got).text == "def with_statements(x):"
    assert span_of(got.node.args.args[0], got).text == "x"
    assert span_of(ast.Load(), got) == span_of(got.node, got)


def test_span_of_a_lambda():
    got = acquire(cube)
    span = span_of(got.node.body, got)
    assert span.text == "x**3"
    assert span.statement == "x**3"


def test_a_cell_of_a_notebook_is_compiled_statement_by_statement():
    """`np.sum` is compiled in another way where `import numpy as np` stands beside it."""
    text = (
        "import numpy as np\n"
        "def f(x): return np.sum(x * 1.0)\n"
        "g = lambda x: np.sum(np.sin(x))\n"
        "hs = [lambda x: np.sum(x), lambda x: np.sum(x * x)]\n"
    )
    file = "<cell of a notebook>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    names: dict = {}
    for statement in ast.parse(text).body:
        exec(compile(ast.Module([statement], []), file, "exec"), names)
    for function in (names["f"], names["g"], *names["hs"]):
        assert acquire(function).node.lineno == function.__code__.co_firstlineno
