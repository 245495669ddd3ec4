"""Writes the expected texts: `make golden`. The difference is to be read before it is committed."""

from __future__ import annotations

from pathlib import Path

from tests.golden.cases import CASES
from tests.golden.texts import text_of

EXPECTED = Path(__file__).parent / "expected"


def main() -> None:
    """Every file of `expected/`, anew."""
    for old in EXPECTED.glob("*.py"):
        old.unlink()
    for case in CASES:
        (EXPECTED / f"{case.name}.py").write_text(text_of(case))


if __name__ == "__main__":
    main()
