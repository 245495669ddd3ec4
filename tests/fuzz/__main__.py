"""python -m tests.fuzz --programs 1000 --seed 0 --minutes 10 --jobs 2

Judges random programs, says what it found, and saves failing programs made small.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.checks import CHECKS, EVERY_MODE
from tests.fuzz.generator import generate
from tests.fuzz.judge import judge
from tests.fuzz.log import add, commit, row
from tests.fuzz.report import FAILURES, Report, save, shrunk

CHUNK = 20


def run(seeds: range, optimised: bool) -> Report:
    """The verdicts on the programs of these seeds."""
    report, checks = Report(), EVERY_MODE if optimised else CHECKS
    for seed in seeds:
        program = generate(seed)
        report.add(program, judge(program, checks))
    return report


def main() -> int:
    options = _options()
    report, version = Report(), commit()
    if options.optimised:
        version += ", optimised"
    ends = time.monotonic() + 60 * options.minutes
    with ProcessPoolExecutor(options.jobs) as pool:
        for part in _parts(pool, options, ends):
            report.merge(part)
    print(report.text())
    if options.log:
        add(Path(options.log), row(report.kinds, options.seed, version))
    if options.shrink:
        _shrink_failures(report, Path(options.save))
    return 1 if any(report.kinds[kind] for kind in FAILURES) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after this")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--save", default="fuzz-found", help="folder for failures")
    parser.add_argument("--log", help="a file to which a row for this run is added")
    parser.add_argument(
        "--optimised", action="store_true", help="no derivative without optimisation"
    )
    parser.add_argument("--no-shrink", dest="shrink", action="store_false")
    return parser.parse_args()


def _parts(
    pool: ProcessPoolExecutor, options: argparse.Namespace, ends: float
) -> Iterator[Report]:
    """The reports of the chunks, as long as there is time."""
    stop = options.seed + options.programs
    starts = range(options.seed, stop, CHUNK)
    parts = [range(s, min(s + CHUNK, stop)) for s in starts]
    waiting = [pool.submit(run, part, options.optimised) for part in parts]
    for future in waiting:
        if time.monotonic() > ends:
            future.cancel()
        if not future.cancelled():
            yield future.result()


def _shrink_failures(report: Report, folder: Path) -> None:
    """One program for each reason, the first one met, made small."""
    for (kind, _), seeds in report.seeds.items():
        if kind in FAILURES:
            program = generate(seeds[0])
            verdict = judge(program)
            if verdict.kind in FAILURES:
                small = shrunk(program, verdict)
                path = save(small, verdict, folder)
                print(f"\n{path}: {verdict.kind}: {verdict.reason}\n{small.text}")
                sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
