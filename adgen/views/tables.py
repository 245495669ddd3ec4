"""An explanation as text, Markdown or JSON.

Input: an `Explanation`. Output: text. All three say the same; JSON gives the numbers in full.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.views.explanation import Adjoint, Explanation
from adgen.views.local import SEED
from adgen.views.text import value_text

FORMATS = ("text", "markdown", "json")
_MOST_NUMBERS = 1000

_HOW = {"kept": "yes", "tape": "on the tape", "recomputed": "recomputed", "no": "no"}


@dataclass(frozen=True, slots=True)
class Table:
    """A title, a sentence about it, and cells."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Of each column, whether it holds numbers only: they stand to the right."""
        return tuple(all(map(_is_number, column)) for column in zip(*self.rows))


def written(explanation: Explanation, form: str) -> str:
    """The explanation in one of `FORMATS`."""
    if form == "json":
        return json.dumps(_data(explanation), indent=2)
    layout = _markdown if form == "markdown" else _text
    parts = [_heading(explanation, form)]
    parts += [layout(table) for table in tables(explanation)]
    return "\n\n".join(parts)


# content -----------------------------------------------------------------------------


def tables(explanation: Explanation) -> list[Table]:
    """The five tables."""
    return [
        _listing(explanation),
        _forward(explanation),
        _reverse(explanation),
        _kept(explanation),
        _operations(explanation),
    ]


def _heading(explanation: Explanation, form: str) -> str:
    point = ", ".join(f"{k} = {value_text(v)}" for k, v in explanation.point)
    text = f"{explanation.function} at {point}: {value_text(explanation.result)}"
    return f"# {text}" if form == "markdown" else text


def _line(number: int | None) -> str:
    return "" if number is None else str(number)


def _indented(depth: int, text: str) -> str:
    return "  " * depth + text


def _listing(explanation: Explanation) -> Table:
    rows = [
        (
            _line(row.line),
            _indented(row.depth, row.text),
            "" if row.value is None else value_text(row.value),
            row.source,
        )
        for row in explanation.listing
    ]
    return Table(
        "1. The statements and their values",
        "Every operation of the run, one a line.",
        ("line", "statement", "value", "source"),
        tuple(rows),
    )


def _forward(explanation: Explanation) -> Table:
    columns = tuple(f"d/d{label}" for label in explanation.columns)
    rows = [
        (
            _line(row.line),
            _indented(row.depth, row.text),
            *(map(_entry_text, row.values) if row.values else [""] * len(columns)),
        )
        for row in explanation.forward
    ]
    count = explanation.operations.sweeps
    inputs = "1 input" if count == 1 else f"{count} inputs"
    about = (
        "The tangent of every statement that depends on the inputs, one column an input:"
        f" {inputs}, {_sweeps(count)}."
    )
    if count > len(columns):
        about += f" The first {len(columns)} are shown."
    return Table("2. Forward sweep", about, ("line", "tangent", *columns), tuple(rows))


def _entry_text(value: Any) -> str:
    """A tangent; a unit matrix by the place of its one."""
    if isinstance(value, np.ndarray) and value.size > 1:
        places = np.argwhere(value)
        if len(places) == 0:
            return "0"
        if value.ndim > 1 and len(places) == 1 and value[tuple(places[0])] == 1:
            return f"1 at [{', '.join(map(str, places[0]))}]"
    return value_text(value)


def _sweeps(count: int) -> str:
    return "1 sweep" if count == 1 else f"{count} sweeps"


def _reverse(explanation: Explanation) -> Table:
    rows = [
        (
            _line(row.line),
            _indented(row.depth, row.text),
            _partial(row),
            "" if row.value is None else value_text(row.value),
        )
        for row in explanation.reverse
    ]
    about = "The adjoints, last statement first, each with the partial used: 1 sweep."
    if any(SEED in row.partial for row in explanation.reverse):
        about += f" A derivative that is no product is written as a map of {SEED}."
    return Table(
        "3. Reverse sweep",
        about,
        ("line", "adjoint", "partial", "value"),
        tuple(rows),
    )


def _partial(row: Adjoint) -> str:
    if row.slope is None:
        return row.partial
    value = value_text(row.slope)
    text = row.partial.rpartition(" = ")[2]
    said = text == value or (_is_number(text) and np.all(float(text) == row.slope))
    return row.partial if said else f"{row.partial} = {value}"


def _kept(explanation: Explanation) -> Table:
    entry = explanation.function
    rows = [
        (
            _line(row.line),
            row.name if row.function == entry else f"{row.name} of {row.function}",
            _HOW[row.how],
            row.reason,
        )
        for row in explanation.kept
    ]
    return Table(
        "4. What the gradient keeps",
        "Values of the forward sweep that the reverse sweep of the generated gradient uses.",
        ("line", "value", "kept", "why"),
        tuple(rows),
    )


def _operations(explanation: Explanation) -> Table:
    found = explanation.operations
    each = f"{found.sweeps} x {found.one_forward}"
    rows = [
        ("the function", str(found.primal), "1.0"),
        (
            f"forward mode, {_sweeps(found.sweeps)}",
            f"{each} = {found.forward}",
            _ratio(found.forward, found),
        ),
        ("reverse mode, 1 sweep", str(found.reverse), _ratio(found.reverse, found)),
    ]
    return Table(
        "5. Operations",
        "Scalar operations that the function and its generated derivatives execute here.",
        ("program", "operations", "times the function"),
        tuple(rows),
    )


def _ratio(count: int, found: Any) -> str:
    return f"{count / found.primal:.1f}" if found.primal else "-"


# layout ------------------------------------------------------------------------------


def _text(table: Table) -> str:
    columns = list(zip(table.heads, *table.rows))
    widths = [max(map(len, column)) for column in columns]
    lines = [table.title, table.about, ""]
    lines.append(_aligned(table.heads, widths, table))
    lines.append("  ".join("-" * width for width in widths))
    lines += [_aligned(row, widths, table) for row in table.rows]
    return "\n".join(lines)


def _is_number(cell: str) -> bool:
    """True for a number, and for nothing at all."""
    try:
        return not cell or np.isfinite(float(cell))
    except ValueError:
        return False


def _aligned(cells: Sequence[str], widths: Sequence[int], table: Table) -> str:
    placed = [
        cell.rjust(width) if numeric else cell.ljust(width)
        for cell, width, numeric in zip(cells, widths, table.numeric)
    ]
    return "  ".join(placed).rstrip()


def _markdown(table: Table) -> str:
    lines = [f"## {table.title}", "", table.about, ""]
    lines.append(_piped(table.heads))
    lines.append(_piped(["---:" if numeric else "---" for numeric in table.numeric]))
    code = {"statement", "tangent", "adjoint", "partial", "source"}
    for row in table.rows:
        cells = [
            f"{_spaces(cell)}`{cell.strip()}`" if head in code and cell else cell
            for cell, head in zip(row, table.heads)
        ]
        lines.append(_piped(cells))
    return "\n".join(lines)


def _spaces(cell: str) -> str:
    """The indentation, which Markdown would drop."""
    return "&nbsp;" * (len(cell) - len(cell.lstrip()))


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


# data --------------------------------------------------------------------------------


def _data(value: Any) -> Any:
    """The explanation as JSON knows it: objects, lists, numbers, strings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {
            field.name: _data(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
        forward = getattr(value, "forward", None)
        return {**found, "forward": forward} if isinstance(forward, int) else found
    if isinstance(value, np.ndarray):
        if value.size > _MOST_NUMBERS:
            return {"shape": list(value.shape), "norm": float(np.linalg.norm(value))}
        return _data(value.tolist())
    if isinstance(value, np.longdouble | np.clongdouble):  # .item() gives themselves
        value = complex(value) if np.iscomplexobj(value) else float(value)
    if isinstance(value, np.generic):
        return _data(value.item())
    if isinstance(value, complex):
        return {"real": value.real, "imag": value.imag}
    if isinstance(value, dict):
        return {str(key): _data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_data(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if np.isfinite(value) else str(value)
    return repr(value)
