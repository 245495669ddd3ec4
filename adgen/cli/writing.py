"""Writing a file: all or nothing, and never over somebody's own work.

Input: the body of a generated file and what its header says. Output: the file, replaced in one
step. A header tells later runs that adgen wrote the file, and from its hash whether the text
has been edited since.

    # Derivatives of f in model.py, written by adgen 0.1.0. Do not edit; to write it anew:
    #
    #     adgen grad model.py:f -o model_grad.py
    #
    # source sha256: 5f1c...
    # text sha256:   9d02...
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import stat
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adgen.cli.exits import NOT_WRITTEN, CommandError

_MARK = re.compile(r"# Derivatives? of .*written by adgen ", re.DOTALL)
_HASH = re.compile(r"^# text sha256:   ([0-9a-f]{64})\n+", re.MULTILINE)
_WIDTH = 88
_DEFAULT_MODE = 0o666


@dataclass(frozen=True, slots=True)
class Origin:
    """What the header of a file says."""

    functions: tuple[str, ...]
    source: str
    source_text: str
    command: tuple[str, ...]
    version: str
    called: tuple[str, ...] = ()
    """Functions whose derivatives are the user's own Python functions."""


def file_text(origin: Origin, body: str) -> str:
    """The whole text of a file: header, empty line, body."""
    plural = "Derivatives" if len(origin.functions) > 1 else "Derivative"
    names = ", ".join(origin.functions)
    title = (
        f"{plural} of {names} in {origin.source}, written by adgen {origin.version}."
    )
    lines = [
        *_wrapped(f"{title} Do not edit; to write it anew:"),
        "#",
        *_command_lines(origin.command),
        "#",
        *_called_lines(origin),
        f"# source sha256: {digest(origin.source_text)}",
        f"# text sha256:   {digest(body)}",
    ]
    # black leaves two lines between comments and a definition, one before an import.
    gap = "\n\n\n" if body.startswith(("def ", "class ")) else "\n\n"
    return "\n".join(lines) + gap + body


def _called_lines(origin: Origin) -> list[str]:
    """What is not written out, but imported."""
    if not origin.called:
        return []
    names = ", ".join(origin.called)
    text = (
        f"The derivative of {names} is not written out: it is imported with its module."
    )
    return [*_wrapped(text), "#"]


def digest(text: str) -> str:
    """The SHA-256 of a text, whatever the line endings it was checked out with."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 3 > _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [f"# {line}" for line in lines]


def _command_lines(command: Sequence[str]) -> list[str]:
    """The command, indented, as a shell reads it; a long one goes on after a backslash."""
    lines: list[str] = []
    current = "#    "
    for piece in " ".join(map(_quoted, command)).split(" "):
        if len(current) + len(piece) + 3 > _WIDTH and current.strip("# "):
            lines.append(current + " \\")
            current = "#        "
        current += " " + piece
    return [*lines, current]


def _quoted(word: str) -> str:
    """A word in double quotes, where a line may be broken at a space, if that is enough."""
    if shlex.quote(word) == word or any(sign in word for sign in '"$`\\!'):
        return shlex.quote(word)
    return f'"{word}"'


def write(path: Path, text: str, *, force: bool) -> bool:
    """Writes the file; False if it had this very text already.

    CommandError, and nothing changed, if the file there is not adgen's or was edited.
    """
    target = Path(os.path.realpath(path))
    if path.exists() and not path.is_file() and not path.is_dir():
        _pour(path, text)
        return True
    before = _existing(target, path)
    if before == text:
        return False
    if before is not None and not force:
        _refuse_foreign(before, path)
    try:
        _replace(target, text)
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def _pour(path: Path, text: str) -> None:
    """Writes to a device or a pipe, which must not be replaced by a file."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise _unwritable(path, error) from error


def _existing(target: Path, path: Path) -> str | None:
    try:
        return target.read_bytes().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> CommandError:
    reason = error.strerror or type(error).__name__
    return CommandError(NOT_WRITTEN, f"{path}: cannot be written: {reason}")


def _refuse_foreign(before: str, path: Path) -> None:
    remedy = "Choose another file with -o, or replace it with --force."
    if not before.strip():
        return
    if not _MARK.match(before):
        raise CommandError(
            NOT_WRITTEN, f"{path}: exists, and adgen did not write it", remedy
        )
    if was_edited(before):
        raise CommandError(
            NOT_WRITTEN, f"{path}: was edited since adgen wrote it", remedy
        )


def was_edited(text: str) -> bool:
    """True if the body of a generated file does not have the hash in its header."""
    text = text.replace("\r\n", "\n")
    found = _HASH.search(text)
    return found is None or digest(text[found.end() :]) != found.group(1)


def _replace(target: Path, text: str) -> None:
    """Writes beside the target and renames, which happens at once or not at all."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(temporary, _mode_of(target))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode_of(target: Path) -> int:
    """The permissions of the file that is there, or those of a new one."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return _DEFAULT_MODE & ~mask
