"""Arguments that several commands have, declared once.

Input: the parser of a command. Each function adds one option or a group of options.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

# Known to type checkers by its name; the module typing takes long to import.
TYPE_CHECKING = False

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], int]

COLOURS = ("auto", "always", "never")


def command(
    commands: Commands, name: str, summary: str, run: Run, examples: str = ""
) -> argparse.ArgumentParser:
    """The parser of a new command."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[:1].upper()}{summary[1:]}.",
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run, command=name)
    return parser


class Joined(argparse.Action):
    """An option that may be given several times: `--like x=1.0 --like n=int`."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        before = getattr(namespace, self.dest)
        setattr(namespace, self.dest, f"{before},{values}" if before else values)


def add_target(parser: argparse.ArgumentParser, *, several: bool) -> None:
    """FILE.py:FUNC, or FILE.py:FUNC,FUNC."""
    text = "the file and the function in it"
    shape = "FILE.py:FUNC"
    if several:
        text += "; several functions, separated by commas, share what they call"
        shape += "[,FUNC...]"
    parser.add_argument("target", metavar=shape, help=text)


def add_wrt(parser: argparse.ArgumentParser) -> None:
    """--wrt."""
    parser.add_argument(
        "--wrt",
        action=Joined,
        metavar="NAME[,NAME...]",
        help="the parameters to differentiate with respect to"
        " (default: all on which the result depends differentiably)",
    )


def add_like(parser: argparse.ArgumentParser) -> None:
    """--like."""
    parser.add_argument(
        "--like",
        action=Joined,
        metavar="KINDS",
        default="",
        help="what the parameters are, as in \"x=3.0, n=int, W=float[3,4], p={'w': float[3]}\";"
        " annotations say the same, and what neither says may be a number or an array",
    )


def add_at(parser: argparse.ArgumentParser) -> None:
    """--at."""
    parser.add_argument(
        "--at",
        action=Joined,
        metavar="POINT",
        default="",
        help='the arguments, as in "x=2.0, W=np.eye(3)": Python expressions that see NumPy as'
        " np and the names of the file; float[3,4] stands for an array of random numbers, the"
        " same at every run",
    )


def add_optimizer(parser: argparse.ArgumentParser) -> None:
    """--no-optimize and --no-optim."""
    parser.add_argument(
        "--no-optimize",
        dest="optimize",
        action="store_false",
        help="three-address text, one operation a line, as in the textbooks",
    )
    parser.add_argument(
        "--no-optim",
        action=Joined,
        metavar="PASS[,PASS...]",
        default="",
        help="leave out single passes of the optimiser",
    )


def add_colour(parser: argparse.ArgumentParser) -> None:
    """--color."""
    parser.add_argument(
        "--color",
        choices=COLOURS,
        default="auto",
        help="highlight what is printed (default: on a terminal, if pygments is installed)",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """-o and --force."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT.py",
        help="write to a file that needs NumPy and the module's own names only, never adgen;"
        " - is standard output",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace a file that adgen did not write, or that was edited since",
    )
