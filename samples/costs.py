"""What a gradient costs: n forward sweeps, or one reverse sweep, for n inputs and one output."""

from __future__ import annotations

import contextlib
import io
import json

import numpy as np


def ackley(x):
    """A function of any number of variables that optimisers are tried on."""
    distance = np.sqrt(np.mean(x * x))
    waves = np.mean(np.cos(2.0 * np.pi * x))
    return 20.0 - 20.0 * np.exp(-0.2 * distance) + np.e - np.exp(waves)


def gradient_by_forward_mode(tangent, x):
    """The gradient from one forward sweep for each input."""
    return np.array([tangent(x, unit)[1] for unit in np.eye(len(x))])


def operations(n):
    """Operations of the function, of n forward sweeps and of one reverse sweep: by `explain`."""
    from adgen.cli import main
    from samples.reporting import source

    text = io.StringIO()
    words = "explain", f"{source(__file__)}:ackley", "--format", "json"
    with contextlib.redirect_stdout(text):
        main([*words, "--at", f"x=np.linspace(0.3, 1.7, {n})"])
    counts = json.loads(text.getvalue())["operations"]
    return counts["primal"], counts["forward"], counts["reverse"]


def main() -> None:
    """Counts and measures both for up to a thousand inputs."""
    import adgen
    from samples.reporting import picture, seconds, table

    def tangent(x, x_dot):
        return adgen.jvp(ackley, (x,), (x_dot,))

    gradient = adgen.grad(ackley)
    sizes, rows, times = (1, 10, 100, 1000), [], []
    for n in sizes:
        x = np.linspace(0.3, 1.7, n)
        assert np.allclose(gradient(x), gradient_by_forward_mode(tangent, x))
        (forward_time,) = seconds([gradient_by_forward_mode], tangent, x, runs=3)
        primal_time, reverse_time = seconds([ackley, gradient], x)
        times.append((primal_time, forward_time, reverse_time))
        rows.append((n, *operations(n), *(f"{1e3 * t:.3f}" for t in times[-1])))
    titles = "inputs", "f, ops", "n forward, ops", "reverse, ops"
    table((*titles, "f, ms", "n forward, ms", "reverse, ms"), rows)
    with picture("costs.png") as axes:
        labels = "the function", "n forward sweeps", "one reverse sweep"
        for label, column in zip(labels, zip(*times)):
            axes.loglog(sizes, [1e3 * t for t in column], "o-", label=label)
        axes.set(xlabel="inputs", ylabel="milliseconds", title="One gradient")
        axes.legend()


if __name__ == "__main__":
    main()
