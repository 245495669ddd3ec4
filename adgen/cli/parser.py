"""The parser of the command line, put together from the commands.

Output: an `argparse.ArgumentParser` whose result has `run`, the function of the command. The
manual (`adgen.cli.manual`) and shell completion are written from the same object.
"""

from __future__ import annotations

import argparse
import sys

from adgen.cli import exits
from adgen.cli.commands import (
    check,
    completion,
    explain,
    grad,
    hvp,
    jvp,
    rules,
    show,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NoReturn

DESCRIPTION = """\
Derivatives of Python and NumPy functions, written as Python source.

  adgen grad model.py:loss               the gradient, on standard output
  adgen grad model.py:loss -o grads.py   the same as a file that needs NumPy only
  adgen check model.py:loss --at "x=2.0, y=3.0"
"""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(exits.USAGE, f"{self.prog}: {message}\nSee `{self.prog} --help`.\n")


class Version(argparse.Action):
    """`--version`: looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *unused: object) -> NoReturn:
        from adgen.cli.version import version

        print(f"adgen {version()}")
        sys.exit(exits.OK)


def build() -> argparse.ArgumentParser:
    """The parser with all commands."""
    parser = Parser(
        prog="adgen",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action=Version, nargs=0, help="show the version and exit"
    )
    commands = parser.add_subparsers(
        title="commands",
        metavar="COMMAND",
        required=True,
        parser_class=Parser,
    )
    for module in (grad, jvp, hvp, show, check, explain, rules, completion):
        module.add(commands)
    return parser
