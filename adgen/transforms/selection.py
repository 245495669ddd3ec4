"""Which leaves of the parameters a derivative is taken by, and what a function returns.

("params", "w")  in  def f(params, x)  ->  the Var of the leaf params["w"]
"""

from __future__ import annotations

from dataclasses import replace

from adgen.errors import ArgumentError
from adgen.ir.kinds import (
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    is_discrete,
)
from adgen.ir.nodes import Const, Function, Operand, Pack, Return, Var
from adgen.ir.walk import leaves, operand_vars, param_vars

Path = tuple[object, ...]
"""A parameter's name, and keys into its structure: ("x",), ("params", "w"), ("xs", 1)."""


def leaf_operands(function: Function, path: Path) -> Operand:
    """The structure of leaf Vars at a path into a function's parameters."""
    name, *keys = path
    for param in function.params:
        if param.name == name:
            found = _walk(param.pattern, keys, path)
            return _varying(found, function)
    raise ArgumentError(f"`{function.name}` has no parameter {name!r}")


def _varying(operand: Operand, function: Function) -> Operand:
    """The structure with None for integers, strings, functions: what has no derivative."""
    if isinstance(operand, Pack):
        items = tuple(_varying(item, function) for item in operand.items)
        return replace(operand, items=items)
    if isinstance(operand, Var) and not is_discrete(
        function.kinds.get(operand, UNKNOWN)
    ):
        return operand
    return Const(None)


def _walk(operand: Operand, keys: list[object], path: Path) -> Operand:
    for key in keys:
        if not isinstance(operand, Pack):
            raise ArgumentError(
                f"there is no {path} among the arguments",
                remedy="How many there are is known from a first call.",
            )
        if operand.form in ("dict", "object"):
            found = [i for k, i in zip(operand.keys, operand.items) if k.value == key]
        else:
            inside = isinstance(key, int) and key < len(operand.items)
            found = [operand.items[key]] if inside and isinstance(key, int) else []
        if not found:
            raise ArgumentError(f"there is no {path} among the arguments")
        operand = found[0]
    return operand


def leaf_positions(function: Function, wrt: tuple[Operand, ...]) -> tuple[int, ...]:
    """The positions, among all leaves of the parameters, of those asked for."""
    place = {v: i for i, v in enumerate(param_vars(function))}
    return tuple(place[v] for operand in wrt for v in operand_vars(operand))


def result_values(function: Function) -> tuple[Operand, ...]:
    """The values of the first Return of a function; empty if it always raises."""
    for leaf in leaves(function.body):
        if isinstance(leaf.end, Return):
            return leaf.end.values
    return ()


def result_count(function: Function) -> int:
    """How many values a function returns, all leaves of its result counted."""
    return len(result_values(function))


def require_number(function: Function, has_aux: bool) -> None:
    """A gradient is of a number; an array or a structure is refused, with the remedy."""
    template = function.template
    pair = isinstance(template, Pack) and len(template.items) == 2
    if has_aux and not pair:
        raise ArgumentError(
            f"`{function.name}` does not return a pair; with has_aux=True it returns the"
            " number, and other results",
            function.span,
            "Return (value, (a, b, ...)), or leave has_aux out.",
        )
    if isinstance(template, Pack) and not has_aux:
        raise ArgumentError(
            f"`{function.name}` returns a {template.of or template.form}; a gradient is of"
            " one number",
            function.span,
            "Use adgen.jacobian or adgen.vjp, or has_aux=True for (value, other results).",
        )
    for leaf in leaves(function.body):
        if not isinstance(leaf.end, Return) or not leaf.end.values:
            continue
        value = leaf.end.values[0]
        kind = function.kinds.get(value) if isinstance(value, Var) else None
        wrong = (isinstance(kind, Array) and kind.dims not in (None, ())) or isinstance(
            kind, Listing | Structure | Other
        )
        if wrong:
            raise ArgumentError(
                f"`{function.name}` returns {_said(kind)}; a gradient is of one number",
                function.span,
                "Use adgen.jacobian or adgen.vjp, or sum the result.",
            )

    _require_continuous(function)


def _require_continuous(function: Function) -> None:
    """A count or an answer has no slope; a number that is written out is a constant."""
    ends = [leaf.end for leaf in leaves(function.body)]
    first = [e.values[0] for e in ends if isinstance(e, Return) and e.values]
    kinds = [function.kinds.get(v) for v in first if isinstance(v, Var)]
    numbers = [kind for kind in kinds if isinstance(kind, Number | Array)]
    if len(numbers) < len(kinds):
        return
    dtypes = {kind.dtype for kind in numbers}
    written = [v.value for v in first if isinstance(v, Const)]
    if not dtypes or not dtypes <= {"int", "bool"}:
        return
    if all(isinstance(value, int) for value in written):
        said = "a boolean" if dtypes == {"bool"} else "an integer"
        raise ArgumentError(
            f"`{function.name}` returns {said}, which has no slope",
            function.span,
            "Return what it is computed from, or float(...) of it if the slope is to be 0.",
        )


def _said(kind: Kind | None) -> str:
    match kind:
        case Array(_, dims) if dims is not None:
            return f"an array of {len(dims)} dimension{'s' * (len(dims) != 1)}"
        case Other(what):
            return "None" if what == "None" else f"a value of kind {what}"
        case Listing():
            return "a list"
        case _:
            return "an array"
