"""How the samples show their results: headings, commands, tables, times and pictures."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent / "output"


def heading(text: str) -> None:
    """A line that begins a sample."""
    print(f"\n\n{text}\n{'=' * len(text)}\n")


def command(*words: str) -> None:
    """Shows a command of adgen as one would type it, and runs it."""
    from adgen.cli import main

    print(f"$ adgen {shlex.join(words)}\n", flush=True)
    if main(words) != 0:
        raise SystemExit(f"adgen {words[0]} failed")
    print()


def source(module_file: str) -> str:
    """The path of a sample as a command names it."""
    path = Path(module_file).resolve()
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints rows below titles, aligned to the right."""
    texts = [[str(entry) for entry in row] for row in (titles, *rows)]
    widths = [max(map(len, column)) for column in zip(*texts)]
    for row in texts:
        print("  ".join(entry.rjust(width) for entry, width in zip(row, widths)))


def seconds(
    functions: Sequence[Callable[..., Any]], *args: Any, runs: int = 100
) -> list[float]:
    """The shortest time of several calls of each function, taken in turns."""
    best = [float("inf")] * len(functions)
    for _ in range(runs):
        for k, function in enumerate(functions):
            begin = time.perf_counter()
            function(*args)
            best[k] = min(best[k], time.perf_counter() - begin)
    return best


@contextmanager
def picture(name: str, **options: Any) -> Iterator[Any]:
    """Axes to draw on; afterwards they are a PNG in the folder for output."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6.4, 4.0), layout="constrained", **options)
    yield axes
    OUTPUT.mkdir(exist_ok=True)
    figure.savefig(OUTPUT / name, dpi=120)
    pyplot.close(figure)
    print(f"wrote {source(str(OUTPUT / name))}")
