"""`adgen jvp`: a function and its derivative in a direction, in one forward sweep."""

from __future__ import annotations

import argparse

from adgen.cli import declare

EXAMPLES = """\
  adgen jvp model.py:loss
  adgen jvp model.py:orbit --wrt q,p -o orbit_jvp.py
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands,
        "jvp",
        "write a function and its derivative in a direction (forward mode)",
        run,
        EXAMPLES,
    )
    declare.add_target(parser, several=True)
    declare.add_wrt(parser)
    declare.add_like(parser)
    declare.add_optimizer(parser)
    declare.add_output(parser)
    declare.add_colour(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import generate

    return generate.run(arguments, "jvp")
