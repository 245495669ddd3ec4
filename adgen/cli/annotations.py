"""Kinds from the annotations of a function.

    def f(x: float, w: NDArray[np.float64], b: Float[np.ndarray, "n m"])
    gives  x: Number(float), w: Array(float, any rank), b: Array(float, n, m)

What an annotation does not say is left open: a union, an unknown class, a name that cannot be
resolved have no kind. Lengths named in an annotation may be 1, unlike those of `--like`.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from typing import Any

import numpy as np

from adgen.cli.exits import NOT_FOUND, CommandError
from adgen.ir.kinds import Array, Dim, Kind, Listing, Number, Structure, dtype_name
from adgen.ir.objects import is_named_tuple

_SCALARS: dict[Any, Kind] = {
    float: Number("float"),
    int: Number("int"),
    bool: Number("bool"),
    complex: Number("complex"),
}
_ABSTRACT: dict[Any, str] = {
    np.floating: "float",
    np.inexact: "float",
    np.complexfloating: "complex",
    np.integer: "int",
    np.signedinteger: "int",
    np.unsignedinteger: "int",
}
_JAXTYPING = {"float": "float", "int": "int", "uint": "int", "bool": "bool"}


def kinds_of(function: Callable[..., Any]) -> dict[str, Kind]:
    """The kinds of the parameters whose annotation says one."""
    found: dict[str, Kind] = {}
    for name, annotation in _annotations(function).items():
        kind = None if name == "return" else kind_of_annotation(name, annotation)
        if kind is not None:
            found[name] = kind
    return found


def unresolved(function: Callable[..., Any]) -> dict[str, str]:
    """Why an annotation says nothing, by parameter: a name that is not defined, mostly."""
    return _resolved(function)[1]


def _annotations(function: Callable[..., Any]) -> dict[str, Any]:
    """The annotations that can be resolved, each on its own."""
    return _resolved(function)[0]


def _resolved(function: Callable[..., Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The annotations, and what is wrong with those that cannot be resolved."""
    plain = function
    while isinstance(plain, functools.partial):
        plain = plain.func
    plain = getattr(plain, "__func__", plain)
    names = getattr(plain, "__globals__", {})
    found: dict[str, Any] = {}
    reasons: dict[str, str] = {}
    for name, annotation in getattr(plain, "__annotations__", {}).items():
        if not isinstance(annotation, str):
            found[name] = annotation
            continue
        try:
            found[name] = eval(annotation, names)
        except (NameError, AttributeError, SyntaxError, TypeError) as error:
            # An import under TYPE_CHECKING, a misspelt name: nothing is known.
            reasons[name] = f"`{annotation}`: {error}"
        except Exception as error:
            raise CommandError(
                NOT_FOUND,
                f"the annotation `{annotation}` of `{name}` raises"
                f" {type(error).__name__}: {error}",
            ) from error
    return found, reasons


def kind_of_annotation(name: str, annotation: Any) -> Kind | None:
    """The kind an annotation says the parameter `name` has; None if it says none."""
    if isinstance(annotation, typing.NewType):
        return kind_of_annotation(name, annotation.__supertype__)
    if isinstance(annotation, type) and hasattr(annotation, "dim_str"):
        return _jaxtyping(name, annotation)
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if annotation is np.ndarray:
        return Array("float", None)
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return _class(name, annotation)
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return kind_of_annotation(name, inside[0])
    if origin is np.ndarray:
        return _array(name, inside)
    if origin is list and inside:
        inner = kind_of_annotation(name, inside[0])
        return None if inner is None else Listing((inner,))
    if origin is tuple and inside and inside[-1] is not Ellipsis:
        return _structure("tuple", name, dict(enumerate(inside)))
    return None


def _class(name: str, annotation: type) -> Kind | None:
    if issubclass(annotation, np.generic):
        dtype = _dtype(annotation)
        return None if dtype is None else Number(dtype)
    if typing.is_typeddict(annotation):
        fields = typing.get_type_hints(annotation)
        return _structure("dict", name, fields, tuple(fields))
    if is_named_tuple(annotation) or dataclasses.is_dataclass(annotation):
        return _object(name, annotation)
    return None


def _object(name: str, cls: Any) -> Kind | None:
    """The kind of a named tuple or a dataclass whose fields are all numbers and arrays."""
    hints = typing.get_type_hints(cls)
    if is_named_tuple(cls):
        fields = cls._fields
    else:
        fields = tuple(field.name for field in dataclasses.fields(cls))
    known = {field: hints.get(field) for field in fields}
    return _structure("object", name, known, fields, cls)


def _structure(
    form: str,
    name: str,
    fields: dict[Any, Any],
    keys: tuple[Any, ...] = (),
    of: type | None = None,
) -> Kind | None:
    kinds = [kind_of_annotation(f"{name}[{key!r}]", a) for key, a in fields.items()]
    known = tuple(kind for kind in kinds if kind is not None)
    return Structure(form, known, keys, of) if len(known) == len(kinds) else None


def _array(name: str, inside: tuple[Any, ...]) -> Kind | None:
    """The kind of `np.ndarray[shape, np.dtype[scalar]]`, which NDArray stands for."""
    shape, *rest = inside
    scalars = typing.get_args(rest[0]) if rest else ()
    dtype = _dtype(scalars[0]) if scalars else "float"
    if dtype is None:
        return None
    axes = typing.get_args(shape)
    ranked = typing.get_origin(shape) is tuple and axes and axes[-1] is not Ellipsis
    dims = tuple(f"{name}.{axis}?" for axis in range(len(axes))) if ranked else None
    return Array(dtype, dims)


def _dtype(scalar: Any) -> str | None:
    """The dtype class of a NumPy scalar type, abstract or not."""
    scalar = typing.get_origin(scalar) or scalar
    if scalar is typing.Any or isinstance(scalar, typing.TypeVar):
        return "float"
    if scalar in _ABSTRACT:
        return _ABSTRACT[scalar]
    if scalar in _SCALARS:
        kind = _SCALARS[scalar]
        assert isinstance(kind, Number)
        return kind.dtype
    if not (isinstance(scalar, type) and issubclass(scalar, np.generic)):
        return None
    try:
        name = dtype_name(scalar)
    except TypeError:
        # np.number and the like: abstract, real or complex.
        return None
    return None if name == "object" else name


# jaxtyping ---------------------------------------------------------------------------


def _jaxtyping(name: str, annotation: Any) -> Kind | None:
    """The kind of `Float[np.ndarray, "n m"]`: its attributes are read, it is not imported."""
    dtypes = [str(each) for each in annotation.dtypes]
    if len(dtypes) == 1 and dtypes[0].startswith("float"):
        dtype: str | None = dtype_name(np.dtype(dtypes[0]))
    else:
        families = {each.rstrip("0123456789") for each in dtypes}
        known = {_JAXTYPING[each] for each in families if each in _JAXTYPING}
        dtype = min(known) if len(known) == 1 and len(known) == len(families) else None
        if families == {"complex"}:
            dtype = "complex"
    if dtype is None:
        return None
    words = annotation.dim_str.split()
    if any("..." in word or word.startswith("*") for word in words):
        return Array(dtype, None)
    dims = tuple(_named_dim(name, axis, word) for axis, word in enumerate(words))
    return Array(dtype, dims)


def _named_dim(name: str, axis: int, word: str) -> Dim:
    word = word.rpartition("=")[2]
    if word.isdecimal():
        return 1 if int(word) == 1 else f"{name}.{axis}"
    return f"{word}?" if word.isidentifier() and word != "_" else "?"
