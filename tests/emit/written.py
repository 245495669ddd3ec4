"""IR in files: a dump, with the kinds of its values by name in comments at its head.

# u, u_bar: float[n]
# tape: list(float; bool)
def f(u.0): ...
"""

from __future__ import annotations

import re
from pathlib import Path

from adgen.ir.kinds import Array, Kind, Listing, Number
from adgen.ir.nodes import Program
from tests.dumps import program_of

HERE = Path(__file__).parent


def kind_of(text: str) -> Kind:
    """The kind that is written so."""
    text = text.strip()
    if listed := re.fullmatch(r"list\((.*)\)", text):
        return Listing(tuple(kind_of(part) for part in listed[1].split(";")))
    if array := re.fullmatch(r"(\w+)\[(.*)\]", text):
        dims = tuple(dim.strip() for dim in array[2].split(","))
        return Array(array[1], tuple(int(d) if d.isdigit() else d for d in dims))
    return Number(text)


def program_of_text(text: str) -> Program:
    """The program of a dump with kinds at its head."""
    kinds: dict[str, Kind] = {}
    for names, kind in re.findall(r"^# (.*?): (.*)$", text, re.MULTILINE):
        kinds.update(dict.fromkeys(names.split(", "), kind_of(kind)))
    return program_of(re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), kinds)


def program_in(path: Path) -> Program:
    """The program of a file."""
    return program_of_text(path.read_text())
