"""python -m tests.fuzz.planted [--programs 2000] [--seed 0] [--jobs 2] [--bug NUMBER]

Plants each bug of `tests.fuzz.planted.bugs` in turn, in a process of its own, and lets the
fuzzer judge programs until one is wrong or crashes. Writes docs/planted-bugs.md; ends with an
error if a bug was not found. With --bug only that one is tried, and the number of programs
is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.planted.bugs import BUGS
from tests.fuzz.planted.plant import plant

PAGE = Path(__file__).resolve().parents[3] / "docs" / "planted-bugs.md"
HEAD = """\
# Planted bugs

The fuzzer is checked too: each of these mistakes is made in adgen, one at a time, and random
programs are judged until one of them is wrong or crashes. Made by `python -m tests.fuzz.planted`;
it starts at seed {seed} and gives up after {programs} programs.

| the mistake | in | programs until it was found |
| --- | --- | --- |
"""


def main() -> int:
    options = _options()
    if options.bug is not None:
        print(programs_until_found(options.bug, options.seed, options.programs))
        return 0
    with ThreadPoolExecutor(options.jobs) as pool:
        found = list(pool.map(lambda n: _in_a_process(n, options), range(len(BUGS))))
    rows = [
        f"| {bug.name} | `{bug.module}` | {count or 'not found'} |"
        for bug, count in zip(BUGS, found)
    ]
    head = HEAD.format(seed=options.seed, programs=options.programs)
    PAGE.write_text(head + "\n".join(rows) + "\n")
    print("\n".join(rows))
    return 0 if all(found) else 1


def programs_until_found(number: int, seed: int, programs: int) -> int:
    """How many programs it takes to find a bug; 0 if it is not found."""
    plant(BUGS[number])
    # After the planting, so that adgen is imported with the bug.
    from tests.fuzz.generator import generate
    from tests.fuzz.judge import judge
    from tests.fuzz.known import OPEN
    from tests.fuzz.report import FAILURES

    for count in range(programs):
        # A program that crashes without the bug, too, shows nothing.
        open_defect = seed + count in OPEN
        if not open_defect and judge(generate(seed + count)).kind in FAILURES:
            return count + 1
    return 0


def _in_a_process(number: int, options: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "tests.fuzz.planted", "--bug", str(number)]
    command += ["--seed", str(options.seed), "--programs", str(options.programs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        # The program cannot even be imported with the bug: no fuzzer is needed to see that.
        raise RuntimeError(f"{BUGS[number].name}: {done.stderr[-2000:]}")
    count = int(done.stdout.split()[-1])
    print(
        f"{count or 'not found':>10}  {BUGS[number].name}", file=sys.stderr, flush=True
    )
    return count


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz.planted", description=__doc__
    )
    parser.add_argument("--programs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--bug", type=int, help="try this one only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
