"""`adgen grad`: the gradient of a function with one number as its result."""

from __future__ import annotations

import argparse

from adgen.cli import declare

EXAMPLES = """\
  adgen grad model.py:loss
  adgen grad model.py:loss --wrt w,b --value -o loss_grad.py
  adgen grad model.py:loss,penalty --like "w=float[3,4], n=int"
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands, "grad", "write the gradient of a function", run, EXAMPLES
    )
    declare.add_target(parser, several=True)
    declare.add_wrt(parser)
    parser.add_argument(
        "--value", action="store_true", help="return the function's value as well"
    )
    declare.add_like(parser)
    declare.add_optimizer(parser)
    declare.add_output(parser)
    declare.add_colour(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import generate

    return generate.run(arguments, "value_and_grad" if arguments.value else "grad")
