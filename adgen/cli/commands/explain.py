"""`adgen explain`: both modes at one point, as the tables of a textbook."""

from __future__ import annotations

import argparse

from adgen.cli import declare

FORMATS = ("text", "markdown", "json")
EXAMPLES = """\
  adgen explain model.py:f --at "x=2.0, y=3.0, z=0.5"
  adgen explain model.py:newton --at "a=2.0, x0=1.0" --format markdown
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands,
        "explain",
        "show both modes at a point: values, tangents, adjoints, what is kept, costs",
        run,
        EXAMPLES,
    )
    declare.add_target(parser, several=False)
    declare.add_at(parser)
    declare.add_wrt(parser)
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="how to write the tables"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import explaining

    return explaining.run(arguments)
