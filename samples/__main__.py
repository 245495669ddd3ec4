"""Runs the samples one after the other: `make demo`, or `python -m samples [NAME ...]`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from samples.reporting import OUTPUT, heading

SAMPLES = {
    "difference": "1. A square of a difference, in both modes",
    "logarithm": "2. A logarithm and a sine; the chain rule from both ends",
    "digits": "3. A network that learns to read handwriting",
    "kepler": "4a. Damped Newton: the error bar of a comet",
    "heat": "4b. Heat in a ring: the past from the present",
    "kalman": "4c. A Kalman filter: how Amazon grew calm",
    "costs": "5. What a gradient costs: n forward sweeps or one reverse sweep",
}


# Small matrices are multiplied fastest, and timed most steadily, by one thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(names: Sequence[str]) -> int:
    """Runs the samples of these names, or all."""
    unknown = [name for name in names if name not in SAMPLES]
    if unknown:
        print(f"no sample {', '.join(unknown)}; there are: {', '.join(SAMPLES)}")
        return 2
    begin = time.perf_counter()
    for name in names or SAMPLES:
        heading(SAMPLES[name])
        import_module(f"samples.{name}").main()
    passed = time.perf_counter() - begin
    print(f"\nAll done in {passed:.0f} s; pictures are in samples/{OUTPUT.name}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
