"""`adgen completion`: a script that completes commands and options in a shell."""

from __future__ import annotations

import argparse

from adgen.cli import declare

SHELLS = ("bash", "zsh", "fish")

EXAMPLES = """\
  eval "$(adgen completion bash)"      in ~/.bashrc
  eval "$(adgen completion zsh)"       in ~/.zshrc, after compinit
  adgen completion fish | source       in config.fish
"""


def add(commands: declare.Commands) -> None:
    """Declares the command."""
    parser = declare.command(
        commands, "completion", "print a script for shell completion", run, EXAMPLES
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command."""
    from adgen.cli import completions, parser

    print(completions.script(arguments.shell, parser.build()))
    return 0
