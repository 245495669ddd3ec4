"""Kinds from the command line.

    --like "x=3.0, n=int, W=float[3,4], p={'w': float[m]}"
    gives  x: Number(float), n: Number(int), W: Array(float, W.0, W.1), p: {'w': Array(float, m)}

A derivative is made for kinds, not for sizes: a length is either 1 or some other number. Lengths
that are written with the same word are equal. `...` is any rank, `:` any length.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from adgen.cli.exits import USAGE, CommandError
from adgen.cli.named import axes_of, dtype_of
from adgen.frontend.scope.describe import Static, describe
from adgen.ir.kinds import NONE, TEXT, Array, Dim, Kind, Number, Structure, Unknown


def kind_of_expression(name: str, tree: ast.expr) -> Kind | Static:
    """The kind that is written for the parameter `name`."""
    dtype = dtype_of(tree)
    if dtype is not None:
        return Number(dtype)
    match tree:
        case ast.Subscript(value=base) if dtype_of(base) is not None:
            return Array(dtype_of(base) or "", _dims(name, tree))
        case ast.Tuple(items) | ast.List(items):
            form = "tuple" if isinstance(tree, ast.Tuple) else "list"
            parts = enumerate(items)
            inner = tuple(_leaf(f"{name}.{i}", item) for i, item in parts)
            return Structure(form, inner)
        case ast.Dict(keys, items):
            names = tuple(_key(name, key) for key in keys)
            inner = tuple(_leaf(f"{name}.{k}", i) for k, i in zip(names, items))
            return Structure("dict", inner, names)
        case _:
            return describe(_literal(name, tree), name)


def _leaf(name: str, tree: ast.expr) -> Kind:
    kind = kind_of_expression(name, tree)
    match kind:
        case Static(value=None):
            return NONE
        case Static(value=str()):
            return TEXT
        case Static():
            raise _wrong(name, tree)
        case _:
            return kind


def _key(name: str, tree: ast.expr | None) -> object:
    if tree is None:
        raise CommandError(USAGE, f"--like: the dict for `{name}` holds **")
    return _literal(name, tree)


def _literal(name: str, tree: ast.expr) -> object:
    try:
        value: object = ast.literal_eval(tree)
    except ValueError as error:
        raise _wrong(name, tree) from error
    return value


def _wrong(name: str, tree: ast.expr) -> CommandError:
    return CommandError(
        USAGE,
        f"--like: `{ast.unparse(tree)}` is no kind for `{name}`",
        "Write a number, float, int, bool, complex, float[3,4], or a tuple, list or dict"
        " of those.",
    )


def _dims(name: str, tree: ast.Subscript) -> tuple[Dim, ...] | None:
    axes = axes_of(tree)
    if any(isinstance(a, ast.Constant) and a.value is Ellipsis for a in axes):
        return None
    return tuple(_dim(name, axis, tree) for axis, tree in enumerate(axes))


def _dim(name: str, axis: int, tree: ast.expr) -> Dim:
    match tree:
        case ast.Constant(value=int(length)) if length >= 0:
            return 1 if length == 1 else f"{name}.{axis}"
        case ast.Name(id=word):
            return word
        case ast.Slice(None, None, None):
            return f"{name}.{axis}?"
        case _:
            raise CommandError(
                USAGE,
                f"--like: `{ast.unparse(tree)}` is no length of `{name}`",
                "Write a number, a word that stands for one, or : for any length.",
            )


def shown(arguments: Mapping[str, Kind | Static]) -> str:
    """The kinds as a person writes them: `x: float, w: float[n, m]`."""
    return ", ".join(f"{name}: {_shown(kind)}" for name, kind in arguments.items())


def _shown(kind: Kind | Static) -> str:
    match kind:
        case Static(value=value):
            return "float" if value is float else repr(value)
        case Number(dtype):
            return dtype
        case Array(dtype, None):
            return f"{dtype}[...]"
        case Array(dtype, dims):
            return f"{dtype}[{', '.join(map(_shown_length, dims or ()))}]"
        case Structure("dict", items, keys):
            pairs = (f"{key!r}: {_shown(item)}" for key, item in zip(keys, items))
            return f"{{{', '.join(pairs)}}}"
        case Structure("object", items, keys, of):
            pairs = (f"{key}={_shown(item)}" for key, item in zip(keys, items))
            return f"{of.__name__ if of else 'object'}({', '.join(pairs)})"
        case Structure(form, items):
            inside = ", ".join(map(_shown, items))
            return f"[{inside}]" if form == "list" else f"({inside})"
        case Unknown():
            return "float or array of floats"
        case _:
            return "any"


def _shown_length(dim: Dim) -> str:
    """1, the word for a length, or : for any other."""
    if isinstance(dim, int) or ("." not in dim and dim != "?"):
        return str(dim).rstrip("?")
    return ":"
