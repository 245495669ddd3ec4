"""`adgen rules`: the derivative rules, all or one."""

from __future__ import annotations

import argparse

from adgen.cli import declare

EXAMPLES = """\
  adgen rules
  adgen rules np.linalg.solve
  adgen rules np.fft
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(commands, "rules", "show derivative rules", run, EXAMPLES)
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        help="a function, or the beginning of its name (default: all)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import rulebook

    return rulebook.run(arguments)
