"""The count, one group name by name, or the page docs/coverage.md.

python -m tests.coverage [GROUP | --write]
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.coverage import measure, page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "coverage.md"


def main(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        PAGE.write_text(page.text(list(measure.findings())), encoding="utf-8")
        return 0
    if arguments:
        for found in measure.findings(arguments[0]):
            print(f"{found.tier} {found.name:20} {found.answer:16} {found.why}")
        return 0
    print(page.text(list(measure.findings())), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
