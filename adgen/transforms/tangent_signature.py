"""The signature of a tangent function: its parameters and the structure of its result.

def f(x, n=3)            ->  def f_jvp(x, n, x_dot)
returns (a, b)           ->  returns ((a, b), (a_dot, b_dot))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from adgen.ir.nodes import (
    Block,
    Branch,
    Const,
    Function,
    Operand,
    Pack,
    Param,
    Return,
)

T = TypeVar("T")


def with_tangents(params: tuple[Param, ...], extra: list[Param]) -> tuple[Param, ...]:
    """Tangents are always given, so nothing before them has a default."""
    bare = tuple(replace(p, default=None) for p in params)
    if any(p.style not in ("only", "plain") for p in params):
        extra = [replace(p, style="keyword") for p in extra]
    return in_order(params, bare, extra)


def in_order(
    params: tuple[Param, ...], values: Sequence[T], tangents: Sequence[T]
) -> tuple[T, ...]:
    """What belongs to the parameters, and to their tangents, in the order of both."""
    first = [v for p, v in zip(params, values, strict=True) if p.style != "stars"]
    last = [v for p, v in zip(params, values, strict=True) if p.style == "stars"]
    return (*first, *tangents, *last)


def template_of(main: Function, outputs: Sequence[int], value: bool) -> Pack | None:
    """The structure of the result: the primal's, if asked for, and that of the tangents."""
    count = len(_first_return(main.body))
    start = count if value else 0
    place = {position: start + i for i, position in enumerate(outputs)}
    dots = _renumbered(main.template, place)
    if not value:
        return dots if isinstance(dots, Pack) else None
    primal: Operand = Const(0) if main.template is None else main.template
    return Pack("tuple", (primal, dots))


def doc_of(main: Function, tangents: Sequence[Param], value: bool) -> str:
    """The docstring."""
    names = ", ".join(param.name for param in tangents)
    direction = f"({names})" if len(tangents) > 1 else names
    if value:
        return f"`{main.name}` and its derivative in the direction {direction}."
    return f"Derivative of `{main.name}` in the direction {direction}."


def _first_return(block: Block) -> tuple[Operand, ...]:
    match block.end:
        case Return(values):
            return values
        case Branch() as end:
            return _first_return(end.then) or _first_return(end.orelse)
        case _:
            return ()


def _renumbered(template: Operand | None, place: dict[int, int]) -> Operand:
    match template:
        case None:
            return Const(place.get(0, 0))
        case Const(value=position):
            return Const(place[position]) if position in place else Const(None)
        case Pack():
            items = tuple(_renumbered(i, place) for i in template.items)
            return replace(template, items=items)
        case _:
            return template
