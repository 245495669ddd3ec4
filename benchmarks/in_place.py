"""Measures gradients of programs that write arrays in place: time by size, and bytes kept.

    python -m benchmarks.in_place           the table of benchmarks/in_place.md

Times are the shortest of several calls. Bytes are the peak that `tracemalloc` sees during one
call (NumPy reports its arrays to it), less what was allocated before.
"""

from __future__ import annotations

import math
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

import adgen


def elements(x):
    n = len(x)
    out = np.zeros(n)
    for i in range(n):
        out[i] = math.sin(x[i]) * x[i]
    return np.sum(out)


def elements_through_a_view(x):
    out = np.zeros(len(x) + 1)
    view = out[1:]
    for i in range(len(x)):
        view[i] = x[i] * x[i]
    return np.sum(out)


def heat(u, steps):
    for _ in range(steps):
        u[1:-1] += 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - 0.01 * u[1:-1] ** 2
    return np.sum(u**2)


def heat_linear(u, steps):
    for _ in range(steps):
        u[1:-1] += 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u**2)


def gauss_seidel(u, sweeps):
    for _ in range(sweeps):
        for i in range(1, len(u) - 1):
            u[i] = 0.5 * (u[i - 1] + u[i + 1]) + 0.1 * u[i] ** 2
    return np.sum(u)


def cholesky(a):
    n = len(a)
    lower = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= lower[i, k] * lower[j, k]
            if i == j:
                lower[i, j] = np.sqrt(s)
            else:
                lower[i, j] = s / lower[j, j]
    return np.sum(np.log(np.diag(lower)))


def best(action: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of several calls, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def kept(function: Callable[..., Any], *args: Any) -> int:
    """Bytes at the peak of one call of the gradient."""
    gradient = adgen.grad(function)
    gradient(*args)  # what is made once is made before
    tracemalloc.start()
    try:
        gradient(*args)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def spd(n: int) -> np.ndarray:
    """A symmetric positive definite matrix."""
    half = np.random.default_rng(n).standard_normal((n, n))
    return half @ half.T + n * np.eye(n)


def by_size(
    function: Callable[..., Any],
    sizes: tuple[int, ...],
    work: Callable[[int], int],
    args_of: Callable[[int], tuple[Any, ...]],
) -> list[tuple[str, int, str, str]]:
    """Rows: the function, the size, seconds of its gradient, nanoseconds a statement."""
    rows = []
    for n in sizes:
        args = args_of(n)
        gradient = adgen.grad(function)
        gradient(*args)
        seconds = best(lambda: gradient(*args))  # noqa: B023
        each = f"{1e9 * seconds / work(n):.0f} ns"
        rows.append((function.__name__, n, f"{1e3 * seconds:.1f} ms", each))
    return rows


def main() -> None:
    """Prints the tables."""
    powers = (1_000, 10_000, 100_000, 1_000_000)
    line = [(np.linspace(0.1, 2.0, n),) for n in powers]
    rows = []
    for function in (elements, elements_through_a_view):
        rows += by_size(function, powers, lambda n: n, lambda n: line[powers.index(n)])
    rows += by_size(
        gauss_seidel,
        (1_000, 10_000),
        lambda n: 10 * n,
        lambda n: (np.linspace(0.1, 0.5, n), 10),
    )
    rows += by_size(cholesky, (20, 40, 80), lambda n: n**3 // 6, lambda n: (spd(n),))
    print("| program | n | gradient | for each innermost statement |")
    print("| --- | --- | --- | --- |")
    for name, n, seconds, each in rows:
        print(f"| {name} | {n} | {seconds} | {each} |")
    print()
    u = np.linspace(0.0, 1.0, 10_000)
    print("| program | kept, at the peak |")
    print("| --- | --- |")
    for function in (heat, heat_linear):
        megabytes = kept(function, u, 500) / 1e6
        print(f"| {function.__name__}, 10 000 cells, 500 steps | {megabytes:.1f} MB |")


if __name__ == "__main__":
    main()
