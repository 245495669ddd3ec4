"""`adgen show`: a derivative at any stage on the way to its text."""

from __future__ import annotations

import argparse

from adgen.cli import declare

STAGES = ("lowered", "forward", "reverse", "optimized", "source")
EXAMPLES = """\
  adgen show model.py:loss --stage lowered --facts
  adgen show model.py:loss --stage reverse
  adgen show model.py:loss --stage optimized --mode jvp
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands,
        "show",
        "show a derivative at a stage on the way to its text",
        run,
        EXAMPLES,
    )
    declare.add_target(parser, several=False)
    parser.add_argument(
        "--stage",
        choices=STAGES,
        default="source",
        help="lowered: the function as adgen read it; forward, reverse: as it was"
        " differentiated; optimized: after the passes; source: Python (default)",
    )
    parser.add_argument(
        "--mode",
        choices=("grad", "jvp", "hvp"),
        help="which derivative (default: grad; jvp for the stage forward)",
    )
    parser.add_argument(
        "--facts",
        action="store_true",
        help="beside each line what is known of its values: kinds, activity, the source",
    )
    declare.add_wrt(parser)
    declare.add_like(parser)
    declare.add_optimizer(parser)
    declare.add_colour(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import stages

    return stages.run(arguments)
