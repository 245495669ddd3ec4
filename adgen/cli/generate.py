"""`grad`, `jvp` and `hvp`: derivatives to standard output or to a file.

Input: the arguments of one of these commands. Output: the text, formatted; with `-o` a file that
needs nothing of adgen.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tokenize
from dataclasses import replace
from pathlib import Path

from adgen.cli.document import document
from adgen.cli.exits import NOT_WRITTEN, OK, USAGE, CommandError
from adgen.cli.guards import guarded
from adgen.cli.merging import merged
from adgen.cli.output import show_python
from adgen.cli.paths import relative
from adgen.cli.request import Request, requests_for
from adgen.cli.target import Target, target_of
from adgen.cli.version import version
from adgen.cli.writing import Origin, file_text, write
from adgen.driver import RECORDING, Mode, derive
from adgen.emit.formatting import format_text
from adgen.emit.module import emit_program
from adgen.ir.nodes import Program
from adgen.ir.objects import ONE_OF_EACH
from adgen.optimize import PASSES
from adgen.options import Options
from adgen.rules.custom import owner_of


def run(arguments: argparse.Namespace, mode: Mode) -> int:
    """The command: derive, then show or write."""
    target = target_of(arguments.target)
    text, entries, called = derivative_text(target, arguments, mode)
    if arguments.output in (None, "-"):
        show_python(text, arguments.color)
        return OK
    path = Path(arguments.output)
    if os.path.realpath(path) == os.path.realpath(target.path):
        raise CommandError(
            NOT_WRITTEN,
            f"{arguments.output}: is the file of the function itself",
            "Choose another file with -o.",
        )
    origin = Origin(
        tuple(target.functions),
        target.shown,
        _source(target.path),
        command_of(arguments, target),
        version(),
        called,
    )
    changed = write(path, file_text(origin, text), force=arguments.force)
    what = "wrote" if changed else "unchanged:"
    print(f"{what} {arguments.output}: {', '.join(entries)}", file=sys.stderr)
    return OK


def _source(path: Path) -> str:
    """The text of a Python file, in the encoding it declares."""
    with tokenize.open(path) as stream:
        return stream.read()


def options_of(arguments: argparse.Namespace) -> Options:
    """The options of the driver a command line states."""
    passes = tuple(n.strip() for n in arguments.no_optim.split(",") if n.strip())
    known = (*PASSES, RECORDING)
    for name in passes:
        if name not in known:
            raise CommandError(
                USAGE,
                f"--no-optim names `{name}`, which is no pass",
                f"The passes are: {', '.join(known)}.",
            )
    return Options(optimize=arguments.optimize, off=passes)


def derivative_text(
    target: Target, arguments: argparse.Namespace, mode: Mode
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text of the derivatives of all functions of the target, and their names.

    Beside them the functions whose derivatives the user has written in Python.
    """
    options = options_of(arguments)
    programs: list[Program] = []
    requests: list[Request] = []
    changes: list[bool] = []
    spelling: dict[str, str] = {}
    found = requests_for(
        target.functions.values(), arguments.like, arguments.wrt, options
    )
    for name, request in zip(target.functions, found):
        # A partial has no name but that under which it is asked for.
        bound = isinstance(request.function, functools.partial)
        title = name.rpartition(".")[2] if bound else ""
        task = replace(request.task(mode), name=title, checked=True)
        derived = derive(task, request.kinds, options)
        programs.append(derived.program)
        requests.append(request)
        changes.append(any(holder is ONE_OF_EACH for holder, _, _ in derived.watched))
        spelling.update(derived.spelling)
    program, entries = merged(programs)
    emitted = emit_program(program, entries=entries, spelling=spelling)
    changing = [entry for entry, change in zip(entries, changes) if change]
    text = guarded(emitted.text, dict(zip(entries, requests)), changing)
    text = document(text, emitted.namespace, target.module, target.module_name)
    owners = {owner_of(value): None for value in emitted.namespace.values()}
    called = tuple(sorted(name for name in owners if name is not None))
    return format_text(text), entries, called


def command_of(arguments: argparse.Namespace, target: Target) -> tuple[str, ...]:
    """The words of the command that makes the same file again, in its plainest form."""
    names = ",".join(target.functions)
    words = ["adgen", arguments.command, f"{target.shown}:{names}"]
    if arguments.wrt is not None:
        words += ["--wrt", arguments.wrt.replace(" ", "")]
    if getattr(arguments, "value", False):
        words.append("--value")
    if arguments.like:
        words += ["--like", arguments.like]
    if not arguments.optimize:
        words.append("--no-optimize")
    if arguments.no_optim:
        words += ["--no-optim", arguments.no_optim.replace(" ", "")]
    return (*words, "-o", relative(arguments.output))
