"""Shell completion, written from the parser.

Input: the parser. Output: a script for bash, zsh or fish that completes commands, options, the
values of options that have few, and files.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command: its names, its values if they are few, what it does."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    takes_value: bool
    about: str


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does, its options, the values of its argument."""

    name: str
    about: str
    options: tuple[Option, ...]
    values: tuple[str, ...]


def commands_of(parser: argparse.ArgumentParser) -> list[Command]:
    """The commands of the parser."""
    return [
        Command(
            name,
            about,
            tuple(_options(inner)),
            tuple(
                str(value)
                for action in inner._actions
                if not action.option_strings
                for value in action.choices or ()
            ),
        )
        for name, about, inner in subparsers(parser)
    ]


def subparsers(
    parser: argparse.ArgumentParser,
) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Name, summary and parser of every command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            about = {c.dest: c.help or "" for c in action._choices_actions}
            for name, inner in action.choices.items():
                yield name, about[name], inner


def _options(parser: argparse.ArgumentParser) -> Iterator[Option]:
    for action in parser._actions:
        if action.option_strings:
            values = tuple(str(value) for value in action.choices or ())
            names = tuple(action.option_strings)
            yield Option(names, values, action.nargs != 0, action.help or "")


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """The script for a shell."""
    commands = commands_of(parser)
    if shell == "fish":
        return _fish(commands)
    text = _bash(commands)
    if shell == "zsh":
        return f"autoload -Uz bashcompinit && bashcompinit\n{text}"
    return text


# bash --------------------------------------------------------------------------------

_BASH = """\
_adgen() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{names} --help --version" -- "$word"))
        return
    fi
    case "${{COMP_WORDS[1]}} $before" in
{values}
    esac
    if [[ $word == -* ]]; then
        case "${{COMP_WORDS[1]}}" in
{options}
        esac
        return
    fi
    COMPREPLY=($(compgen -f -X '!*.py' -- "$word") $(compgen -d -- "$word"))
}}
complete -o nospace -o filenames -F _adgen adgen"""


def _bash(commands: list[Command]) -> str:
    values: list[str] = []
    options: list[str] = []
    for command in commands:
        if command.values:
            pattern = f'"{command.name} {command.name}"'
            values.append(_bash_case(pattern, command.values))
        for option in command.options:
            if option.values:
                names = "|".join(f'"{command.name} {n}"' for n in option.names)
                values.append(_bash_case(names, option.values))
        words = tuple(name for option in command.options for name in option.names)
        options.append("    " + _bash_case(command.name, words))
    return _BASH.format(
        names=" ".join(command.name for command in commands),
        values="\n".join(values),
        options="\n".join(options),
    )


def _bash_case(pattern: str, words: tuple[str, ...]) -> str:
    reply = f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word")); return'
    return f"        {pattern}) {reply} ;;"


# fish --------------------------------------------------------------------------------


def _fish(commands: list[Command]) -> str:
    lines = ["complete -c adgen -f"]
    for command in commands:
        lines.append(
            f"complete -c adgen -n __fish_use_subcommand -a {command.name}"
            f" -d {_quoted(command.about)}"
        )
    for command in commands:
        seen = f"'__fish_seen_subcommand_from {command.name}'"
        if command.values:
            values = _quoted(" ".join(command.values))
            lines.append(f"complete -c adgen -n {seen} -a {values}")
        else:
            lines.append(f"complete -c adgen -n {seen} -F")
        lines += [
            f"complete -c adgen -n {seen} {_fish_option(o)}" for o in command.options
        ]
    return "\n".join(lines)


def _fish_option(option: Option) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
        for name in option.names
    )
    value = " -r" if option.takes_value else ""
    values = f" -a {_quoted(' '.join(option.values))}" if option.values else ""
    return f"{names}{value}{values} -d {_quoted(option.about)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
