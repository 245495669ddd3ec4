"""Between the structures of the user and the leaves of generated functions.

A `Pack` of the intermediate representation says where each leaf stands: in a parameter's pattern
the leaves are Vars, in the template of a result they are positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adgen.ir.nodes import Const, Function, Operand, Pack, Var
from adgen.ir.objects import attributes, items_of, made
from adgen.ir.walk import param_vars


def parameter_leaves(function: Function, values: Mapping[str, Any]) -> list[Any]:
    """The leaves of the arguments, one for each leaf Var of the parameters, in order."""
    return [
        leaf
        for param in function.params
        for leaf in _matched(param.pattern, values[param.name])
    ]


def _matched(pattern: Operand, value: Any) -> Iterator[Any]:
    if isinstance(pattern, Var):
        yield value
    elif isinstance(pattern, Pack):
        items = items_of(pattern, value)
        for inner, item in zip(pattern.items, items, strict=True):
            yield from _matched(inner, item)


def by_parameter(
    function: Function, values: Mapping[str, Any], found: Mapping[int, Any]
) -> dict[str, Any]:
    """For each parameter the structure of its value, with `found` at the positions of leaves.

    A leaf that is not in `found` becomes None.
    """
    positions = {var: place for place, var in enumerate(param_vars(function))}

    def rebuilt(pattern: Operand, value: Any) -> Any:
        if isinstance(pattern, Var):
            return found.get(positions[pattern])
        if not isinstance(pattern, Pack):
            return None
        items = [
            rebuilt(inner, item)
            for inner, item in zip(pattern.items, items_of(pattern, value), strict=True)
        ]
        if pattern.form == "dict":
            return {key.value: item for key, item in zip(pattern.keys, items)}
        if pattern.form == "object":
            return made(type(value), dict(zip(attributes(value), items)))
        return items if isinstance(value, list) else tuple(items)

    return {p.name: rebuilt(p.pattern, values[p.name]) for p in function.params}


def result_leaves(template: Pack | None, result: Any) -> dict[int, Any]:
    """The leaves of a result by their position among the values of a Return."""
    if template is None:
        return {0: result}
    places = list(_positions(template))
    return {
        place: leaf
        for place, leaf in zip(places, _flat(template, result), strict=True)
        if place is not None
    }


def _positions(operand: Operand) -> Iterator[int | None]:
    if isinstance(operand, Pack):
        for item in operand.items:
            yield from _positions(item)
    elif isinstance(operand, Const):
        yield operand.value


def _flat(operand: Operand, value: Any) -> Iterator[Any]:
    if isinstance(operand, Pack):
        for inner, item in zip(operand.items, items_of(operand, value), strict=True):
            yield from _flat(inner, item)
    else:
        yield value
