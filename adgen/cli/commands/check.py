"""`adgen check`: are the derivatives what differences of the function say?"""

from __future__ import annotations

import argparse

from adgen.cli import declare

EXAMPLES = """\
  adgen check model.py:loss --at "x=1.5, y=2.0"
  adgen check model.py:loss --at "w=float[3,4], x=np.ones(3)" --wrt w
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands,
        "check",
        "compare the derivatives at a point with differences of the function",
        run,
        EXAMPLES,
    )
    declare.add_target(parser, several=True)
    declare.add_at(parser)
    declare.add_wrt(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import checking

    return checking.run(arguments)
