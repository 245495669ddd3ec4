"""Measures what adgen costs: to import, to generate, to call; and how long its text is.

    python -m benchmarks

Every time is the minimum of several rounds: of generation CPU time, of imports and calls wall
time.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import time
import timeit
from collections.abc import Callable

import numpy as np

import adgen
from adgen.driver import Task, derive
from adgen.emit.load import load
from adgen.emit.module import emit_program
from adgen.frontend.scope.describe import describe
from benchmarks import programs


def best(
    action: Callable[[], object],
    rounds: int = 7,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)


def import_time(statement: str) -> float:
    """The shortest of several processes, in seconds."""
    return best(lambda: subprocess.run([sys.executable, "-c", statement], check=True))


def generation(
    function: Callable[..., float], args: tuple[object, ...], wrt: str
) -> float:
    """Seconds from the function to a loaded gradient, without formatting."""
    names = function.__code__.co_varnames
    arguments = {name: describe(value, name) for name, value in zip(names, args)}
    task = Task(function, "grad", ((wrt,),))

    def generate() -> object:
        made = derive(task, arguments)
        emitted = emit_program(made.program)
        return load(emitted.text, emitted.namespace, made.entry, "grad benchmark")

    return best(generate, clock=time.process_time)


def code_lines(source: str) -> int:
    """Lines of code of the last function: no blank lines, comments or docstring."""
    function = ast.parse(source).body[-1]
    assert isinstance(function, ast.FunctionDef)
    described = ast.get_docstring(function) is not None
    first = function.body[int(described)].lineno
    body = source.splitlines()[first - 1 : function.end_lineno]
    code = [line for line in map(str.strip, body) if line and not line.startswith("#")]
    return 1 + len(code)


def main() -> None:
    """Prints the table."""
    rows: list[tuple[str, str]] = []
    numpy_alone = import_time("import numpy")
    both = import_time("import numpy, adgen")
    rows.append(("import adgen, over numpy", f"{1e3 * (both - numpy_alone):.1f} ms"))
    scalar = (1.3, 0.4, 2.0, 0.7)
    rows.append(
        (
            "generate, 5 lines",
            f"{1e3 * generation(programs.formula, scalar, 'x1'):.2f} ms",
        )
    )
    simulation = (0.9, 0.4, 2.0, 1.0, 50, 0.05)
    rows.append(
        (
            "generate, 40 lines with loop and branch",
            f"{1e3 * generation(programs.simulation, simulation, 'q'):.1f} ms",
        )
    )
    for count in (1_000, 10_000):
        function = adgen.from_source(programs.straight(count), {})
        seconds = generation(function, (1.1, 0.3), "x")
        rows.append((f"generate, {count} statements", f"{seconds:.2f} s"))
    gradient = adgen.grad(programs.formula)
    gradient(*scalar)
    bare = gradient.py_func
    number = 100_000
    whole = min(timeit.repeat(lambda: gradient(*scalar), number=number)) / number
    inner = min(timeit.repeat(lambda: bare(*scalar), number=number)) / number
    rows.append(
        ("call of a Derivative, over .py_func", f"{1e6 * (whole - inner):.2f} us")
    )
    draw = np.random.default_rng(1).standard_normal
    labels = np.eye(3)[[0, 2, 1, 1, 0]]
    network = [draw(s) for s in ((4, 3), 3, (3, 6), 6, (6, 3), 3)]
    cases = (
        (programs.formula, scalar, (0, 1, 2, 3)),
        (programs.branch, (0.4, 0.3), (0, 1)),
        (programs.loop, (0.4, 3.1, 5), (0, 1)),
        (programs.newton, (7.3, 5), (0,)),
        (programs.mlp, (draw((5, 4)), labels, *network), tuple(range(2, 8))),
    )
    for function, args, wrt in cases:
        derivative = adgen.grad(function, argnums=wrt if len(wrt) > 1 else wrt[0])
        derivative(*args)
        rows.append(
            (f"lines of {function.__name__}", str(code_lines(derivative.source)))
        )
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:{width}}  {value:>10}")


if __name__ == "__main__":
    main()
