"""What a module calls things that are no variables: imports, constants, clashes of names."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adgen.emit.imports import Import, import_text
from adgen.emit.load import load
from adgen.emit.module import Emitted, emit_program
from adgen.ir.nodes import Program
from adgen.ir.parser import parse


def emitted(text: str, names: dict[str, Any] | None = None, **how: Any) -> Emitted:
    function = parse(text, names or {})
    return emit_program(
        Program({function.name: function}, function.name), verify=True, **how
    )


def function_of(made: Emitted, name: str = "f") -> Callable[..., Any]:
    return load(made.text, made.namespace, name, "test")


SINE = """
def f(x.0):
    %1 = np.sin(x.0)
    %2 = math.exp(%1)
    %3 = scipy.special.expit(%2)
    return %3
"""


def test_usual_spelling() -> None:
    made = emitted(SINE)
    assert made.text.startswith(
        "import math\n\nimport numpy as np\nfrom scipy.special import expit\n"
    )
    assert "return expit(math.exp(np.sin(x)))" in made.text
    assert made.namespace == {}


@pytest.mark.parametrize(
    "written, line",
    [
        ("sin", "from numpy import sin"),
        ("sine", "from numpy import sin as sine"),
        ("np.sin", "import numpy as np"),
        ("numpy.sin", "import numpy"),
        ("n.sin", "import numpy as n"),
    ],
)
def test_the_spelling_of_the_user(written: str, line: str) -> None:
    made = emitted(
        "def f(x.0):\n    %1 = np.sin(x.0)\n    return %1", spelling={"np.sin": written}
    )
    assert made.text.startswith(f"{line}\n")
    assert f"return {written}(x)" in made.text
    assert function_of(made)(1.0) == math.sin(1.0)


@pytest.mark.parametrize(
    "written", ["la.solve", "linalg.solve", "np.linalg.solve", "solve"]
)
def test_spelling_of_what_stands_deep(written: str) -> None:
    text = "def f(a.0, b.0):\n    %1 = np.linalg.solve(a.0, b.0)\n    return %1"
    made = emitted(text, spelling={"np.linalg.solve": written})
    assert f"return {written}(a, b)" in made.text
    assert function_of(made)(np.eye(2), np.ones(2)).tolist() == [1.0, 1.0]


def test_variables_have_precedence_over_imports() -> None:
    text = """
def f(np.0, expit.0, len.0):
    %1 = np.sin(np.0)
    %2 = scipy.special.expit(expit.0)
    %3 = len(len.0)
    %4 = %1 + %2
    %5 = %4 + %3
    return %5
"""
    made = emitted(text, spelling={"np.sin": "np.sin"})
    assert "def f(np, expit, len):" in made.text
    assert function_of(made)(0.0, 0.0, [1, 2]) == 2.5


def test_constants_are_given_in_the_namespace() -> None:
    table = np.arange(3.0)
    text = "def f(x.0):\n    %1 = x.0 * K\n    %2 = %1 + np.pi\n    return %2"
    made = emitted(text, {"K": table, "np.pi": np.pi})
    assert made.namespace == {"K": table}
    assert "return x * K + np.pi" in made.text
    assert function_of(made)(2.0).tolist() == [math.pi, 2 + math.pi, 4 + math.pi]


def test_a_constant_whose_name_is_a_variable() -> None:
    made = emitted("def f(x.0):\n    K.0 = x.0 * K\n    return K.0", {"K": [1]})
    assert "K = x * K_1" in made.text
    assert made.namespace == {"K_1": [1]}


def test_a_constant_under_a_dotted_name() -> None:
    made = emitted("def f(x.0):\n    %1 = x.0 * cfg.K\n    return %1", {"cfg.K": 3.0})
    assert "return x * cfg_K" in made.text
    assert function_of(made)(2.0) == 6.0


def test_what_is_not_used_is_not_imported() -> None:
    made = emitted("def f(x.0):\n    %1 = x.0 * 2.0\n    return %1")
    assert made.text == "def f(x):\n    return x * 2.0\n"


def test_called_objects() -> None:
    def double(x: float) -> float:
        return 2 * x

    made = emitted(
        "def f(x.0):\n    %1 = call(double, x.0)\n    return %1", {"double": double}
    )
    assert "return double(x)" in made.text or "v1 = double(x)" in made.text
    assert function_of(made)(2.0) == 4.0


def test_imports_are_in_the_order_of_isort() -> None:
    needed = [
        Import("scipy.special", "expit"),
        Import("numpy", None, "np"),
        Import("math"),
        Import("numpy", "sin"),
        Import("numpy", "cos", "cosine"),
    ]
    assert import_text(needed) == (
        "import math\n\nimport numpy as np\nfrom numpy import cos as cosine, sin\n"
        "from scipy.special import expit"
    )
