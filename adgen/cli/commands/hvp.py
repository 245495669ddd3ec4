"""`adgen hvp`: the Hessian of a function times a vector, forward over reverse."""

from __future__ import annotations

import argparse

from adgen.cli import declare

EXAMPLES = """\
  adgen hvp model.py:energy --wrt q
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands, "hvp", "write the Hessian of a function times a vector", run, EXAMPLES
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

    return generate.run(arguments, "hvp")
