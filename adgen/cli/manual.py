"""The manual of the command line, docs/cli.md, written from the parser.

Input: nothing. Output: Markdown. What the parser does not know, the languages of `--like` and
`--at` and what a written file looks like, stands here as text.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from adgen.cli import exits
from adgen.cli.completions import subparsers
from adgen.cli.parser import build

_INTRODUCTION = """\
# The command line

`adgen` and `python -m adgen` are the same. A derivative goes to standard output, highlighted on
a terminal; with `-o` it becomes a file. Messages go to standard error, so output can be piped.
"""

_KINDS = """\
## What the parameters are: `--like` and annotations

Without it a derivative is generic: a parameter may be a number or an array. Annotations of the
function, or `--like`, say more, and the text becomes plainer. `--like` wins over annotations.

| written | means |
| --- | --- |
| `x=float`, `x=3.0` | a number |
| `n=int`, `n=3` | an integer: no derivative with respect to it, unless `--wrt` asks for one |
| `z=complex`, `b=bool` | a complex number, a truth value |
| `w=float[3,4]` | an array of two dimensions, neither of length 1; the sizes do not matter |
| `w=float[3,1]` | an array whose second dimension has length 1 |
| `x=float[n], y=float[n]` | arrays of the same length, which is not 1 |
| `x=float[:,:]` | two dimensions of any length, 1 too |
| `x=float[...]` | an array of any number of dimensions |
| `x=float32[n]` | an array of another precision: float16, float32, complex64 |
| `p={'w': float[3], 'b': float}` | a dict; likewise tuples and lists |
| `mode='fast'`, `mask=None` | the derivative is made for this value |

Annotations that count: `float`, `int`, `bool`, `complex`, NumPy's scalar types, `np.ndarray` (an
array of floats of any rank), `NDArray[np.float64]`, `np.ndarray[tuple[int, int], ...]` (its
rank), jaxtyping's `Float[np.ndarray, "n m"]`, `tuple[...]`, `list[...]`, a TypedDict, `Annotated`
and NewType of those. A length named in an annotation may be 1. A union, or a name that cannot be
resolved, says nothing. A default that is an integer, a string, a function or None says what its
parameter is.
"""

_POINT = """\
## The point: `--at`

`--at "x=2.0, w=np.eye(3)"` gives the arguments as Python expressions. They see NumPy as `np` and
the names of the file. `w=float[3,4]` is an array of standard normal numbers, `k=int[5]` of small
integers: the same at every run. Parameters with a default may be left out. For `explain` an
integer does not vary, unless nothing else does; write `2.0`.
"""

_FILES = """\
## Written files

    # Derivative of loss in model.py, written by adgen 0.1.0. Do not edit; to write it anew:
    #
    #     adgen grad model.py:loss --wrt w,b -o loss_grad.py
    #
    # source sha256: 3b0c...
    # text sha256:   91fe...

* The file needs NumPy, and SciPy where the function does; never adgen. Helper functions stand in
  it. Constants of your module (numbers, strings, arrays of up to 64 elements) are written out;
  other names of your module are imported from it.
* Functions given together share the functions they call.
* An array of integers is refused where a derivative is taken with respect to it: pass floats.
* It is formatted with black. The same command writes the same bytes.
* A file is replaced in one step or not at all. A file that adgen did not write, and one that was
  edited since, are left alone unless you say `--force`; the hash of the text tells.
* The hash of the source tells when your function has changed since.
"""


def page() -> str:
    """The Markdown of docs/cli.md."""
    parser = build()
    parts = [_INTRODUCTION, _overview(parser)]
    for name, about, inner in subparsers(parser):
        parts.append("\n".join(_command(name, about, inner)) + "\n")
    parts += [_KINDS, _POINT, _FILES, _exit_codes()]
    return "\n".join(parts)


def _overview(parser: argparse.ArgumentParser) -> str:
    lines = ["| command | |", "| --- | --- |"]
    for name, about, _ in subparsers(parser):
        lines.append(f"| [`{name}`](#adgen-{name}) | {about} |")
    return "\n".join(lines) + "\n"


def _command(name: str, about: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## `adgen {name}`"
    yield ""
    yield f"{about[:1].upper()}{about[1:]}."
    yield ""
    yield f"    {_usage(name, parser)}"
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    for action in parser._actions:
        if action.dest != "help":
            help_text = (action.help or "").replace("|", "\\|")
            yield f"| {_names(action)} | {help_text} |"
    if parser.epilog:
        yield ""
        yield from ("  " + line for line in parser.epilog.splitlines()[1:] if line)


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    positional = [_value(a) for a in parser._actions if not a.option_strings]
    optional = any(a.nargs == "?" for a in parser._actions if not a.option_strings)
    words = [f"[{word}]" if optional else word for word in positional]
    return " ".join(["adgen", name, *words, "[OPTION ...]"])


def _names(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{_value(action)}`"
    value = "" if action.nargs == 0 else f" {_value(action)}"
    return ", ".join(f"`{name}{value}`" for name in action.option_strings)


def _value(action: argparse.Action) -> str:
    if action.choices:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return str(action.metavar or action.dest)


def _exit_codes() -> str:
    lines = ["## Exit codes", "", "| code | meaning |", "| ---: | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in exits.TABLE]
    return "\n".join(lines) + "\n"
