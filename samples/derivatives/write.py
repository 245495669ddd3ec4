"""Writes the derivatives of the samples: `make derivatives`. With --check, says which are stale.

Each file is made by one command of adgen, which stands in its first lines.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from adgen.cli import main as adgen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

NETWORK = (
    "x=float[m,n], labels=float[m,d], W1=float[n,k], b1=float[k],"
    " W2=float[k,l], b2=float[l], W3=float[l,d], b3=float[d]"
)
RING = "u=float[n], k=float, steps=int, measured=float[n], weight=float"
SERIES = "parameters=float[2], measured=float[n], rows=float[n,k], spread=float[k]"

COMMANDS: dict[str, tuple[str, ...]] = {
    "difference_grad.py": ("grad", "difference.py:f"),
    "difference_jvp.py": ("jvp", "difference.py:f"),
    "logarithm_grad.py": ("grad", "logarithm.py:g,chain"),
    "logarithm_jvp.py": ("jvp", "logarithm.py:g,chain"),
    "digits_grad.py": (
        *("grad", "digits.py:loss", "--wrt", "x,W1,b1,W2,b2,W3,b3", "--value"),
        *("--like", NETWORK),
    ),
    "digits_jvp.py": (
        *("jvp", "digits.py:loss", "--wrt", "x,W1,b1,W2,b2,W3,b3", "--like", NETWORK),
    ),
    "kepler_grad.py": ("grad", "kepler.py:anomaly,distance", "--wrt", "M,e"),
    "heat_grad.py": ("grad", "heat.py:misfit", "--wrt", "u", "--value", "--like", RING),
    "heat_hvp.py": ("hvp", "heat.py:misfit", "--wrt", "u", "--like", RING),
    "kalman_grad.py": (
        *("grad", "kalman.py:surprise", "--wrt", "parameters", "--value"),
        *("--like", SERIES),
    ),
    "costs_grad.py": ("grad", "costs.py:ackley", "--like", "x=float[:]"),
}
"""The name of each file, and the words of the command that makes it."""


def words(name: str, folder: str = "samples/derivatives") -> list[str]:
    """The command for one file, to be run at the root of the project."""
    command, target, *options = COMMANDS[name]
    return [command, f"samples/{target}", *options, "-o", f"{folder}/{name}"]


def stale(folder: Path) -> list[str]:
    """The files that would be written differently. Runs at the root of the project."""
    found = []
    for name in COMMANDS:
        if adgen([*words(name)[:-1], str(folder / name)]) != 0:
            found.append(name)
        elif _body(folder / name) != _body(HERE / name):
            found.append(name)
    return found


def _body(path: Path) -> str:
    """The text of a file without the command, which names where it was written to."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return text.partition("# source sha256")[2]


def main(arguments: Sequence[str]) -> int:
    """Writes all files, or with --check compares them."""
    if "--check" in arguments:
        with tempfile.TemporaryDirectory() as folder:
            found = stale(Path(folder))
        for name in found:
            print(f"samples/derivatives/{name} is stale: run `make derivatives`")
        return 1 if found else 0
    return max(adgen([*words(name), "--force"]) for name in COMMANDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
