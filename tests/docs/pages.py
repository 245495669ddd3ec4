"""Runs the blocks of a page of documentation.

Input: a Markdown page. A block marked `python` is run, all blocks of a page in one namespace; one
that begins with `# name.py` is also saved under that name. A block marked `console` holds
commands after `$`. What they print, or the error that adgen raises, stands in the block marked
`text` that follows, or below the command; `...` stands for anything there, on a line of its own
for any number of lines.

`python -m tests.docs.pages` writes the outputs anew.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adgen.errors import AdgenError

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "docs/reading-generated-code.md",
    "docs/limitations.md",
    "docs/adding-a-rule.md",
    "docs/maths.md",
)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANY = r"(?:.*\n)*?"
RUN, OUTPUT = ("python", "console"), "text"


@dataclass(frozen=True)
class Outcome:
    """What a block printed, what the page says, and where in the page that stands.

    `shown` is False for a block without an output.
    """

    line: int
    printed: str
    written: str
    start: int
    end: int
    shown: bool = True

    @property
    def agrees(self) -> bool:
        """True if the page is right."""
        lines = self.written.splitlines(keepends=True)
        pattern = "".join(_ANY if line == "...\n" else _any_in(line) for line in lines)
        return re.fullmatch(pattern, self.printed) is not None


def _any_in(line: str) -> str:
    return re.escape(line).replace(re.escape("..."), ".*")


def outcomes(text: str) -> Iterator[Outcome]:
    """Runs the blocks of a page, in the current directory."""
    blocks = list(_FENCE.finditer(text))
    space: dict[str, object] = {"__name__": "page"}
    for number, (block, following) in enumerate(zip(blocks, [*blocks[1:], None]), 1):
        line = text.count("\n", 0, block.start()) + 2
        kind, body = block.groups()
        if kind == "python":
            printed = run_python(body, f"example_{number}.py", space)
            if following is None or following[1] != OUTPUT:
                yield Outcome(line, printed, "", block.end(), block.end(), False)
            else:
                yield Outcome(line, printed, following[2], *following.span(2))
        elif kind == "console":
            yield Outcome(line, run_console(body), body, *block.span(2))


def run_python(body: str, file: str, space: dict[str, object]) -> str:
    """What a block prints, or the error adgen raises."""
    named = re.match(r"# (\w+\.py)\n", body)
    file = named[1] if named else file
    Path(file).write_text(body, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(body, file, "exec"), space)
        except AdgenError as error:
            print(error)
    text = printed.getvalue().rstrip("\n")
    return f"{text}\n" if text else ""


def run_console(body: str) -> str:
    """The commands of a block, each with what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    lines = []
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            words = shlex.split(line[2:])
            words[:1] = {
                "adgen": [sys.executable, "-m", "adgen"],
                "python": [sys.executable],
            }.get(words[0], words[:1])
            done = subprocess.run(
                words, env=environment, capture_output=True, text=True
            )
            lines.append(line + done.stderr + done.stdout)
    return "".join(lines)


@contextlib.contextmanager
def elsewhere() -> Iterator[None]:
    """An empty directory to run a page in, from which its modules can be imported."""
    before = set(sys.modules)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        sys.path.insert(0, folder)
        try:
            yield
        finally:
            sys.path.remove(folder)
            for name in set(sys.modules) - before:
                file = getattr(sys.modules[name], "__file__", None) or ""
                if file.startswith(folder):
                    del sys.modules[name]


def renewed(text: str) -> str:
    """The page with the outputs of today."""
    with elsewhere():
        found = list(outcomes(text))
    for outcome in reversed(found):
        if not outcome.agrees:
            if not outcome.shown:
                raise SystemExit(f"line {outcome.line} prints:\n{outcome.printed}")
            text = text[: outcome.start] + outcome.printed + text[outcome.end :]
    return text


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"wrote {name}")
