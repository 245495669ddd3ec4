"""Pickling derivatives: by reference where another process can import the function, else as text.

A derivative of a function that can be imported is written as the function's name and the
options, and is derived again where it is read. Any other (a lambda, a closure, a function of
`__main__`) is written as its generated text with the objects the text names: it then works for
arguments of the kinds it was made for.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from adgen.errors import SourceError

if TYPE_CHECKING:
    from adgen.api.specialisation import Specialisation


@dataclass(frozen=True, slots=True)
class ModuleReference:
    """Stands for a module, which pickle does not write."""

    name: str


def reference_to(obj: Any) -> tuple[str, str] | None:
    """Module and qualified name under which `obj` can be imported; None if it cannot.

    A derivative that stands in the place of its function (`@adgen.grad`) is found there.
    """
    named = getattr(obj, "primal", obj)
    module = getattr(named, "__module__", None)
    path = getattr(named, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(path, str):
        return None
    # `__main__` is another module in another process.
    if module == "__main__" or "<" in path:
        return None
    try:
        found = resolved(module, path)
    except (ImportError, AttributeError):
        return None
    return (module, path) if found is obj else None


def resolved(module: str, path: str) -> Any:
    """The object of that name, importing its module if need be."""
    found: Any = sys.modules.get(module) or importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def packed_namespace(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """The namespace with modules replaced by their names."""
    return {
        name: (
            ModuleReference(value.__name__) if isinstance(value, ModuleType) else value
        )
        for name, value in namespace.items()
    }


def unpacked_specialisation(
    text: str, namespace: Mapping[str, Any], *rest: Any
) -> Specialisation:
    """A specialisation from what was pickled."""
    from adgen.api.specialisation import Specialisation

    names = {
        name: (
            importlib.import_module(value.name)
            if isinstance(value, ModuleReference)
            else value
        )
        for name, value in namespace.items()
    }
    return Specialisation(text, names, *rest)


def by_reference(
    derivative: Callable[..., Any], module: str, path: str, settings: tuple[Any, ...]
) -> Any:
    """A derivative of the function found there, or the derivative found there."""
    found = resolved(module, path)
    return found if type(found) is derivative else derivative(found, *settings)


def of_method(
    derivative: Callable[..., Any], owner: Any, name: str, settings: tuple[Any, ...]
) -> Any:
    """A derivative of a method, or the derivative the class has under that name."""
    found = getattr(owner, name)
    return found if type(found) is derivative else derivative(found, *settings)


def as_text(
    derivative: Callable[..., Any],
    name: str,
    signature: inspect.Signature,
    settings: tuple[Any, ...],
    made: list[Any],
) -> Any:
    """A derivative that knows its text, not its function."""

    def absent(*args: Any, **kwargs: Any) -> Any:
        raise SourceError(
            f"this derivative of `{name}` was unpickled as text, for the kinds of arguments "
            "it was made for; the function itself is not here"
        )

    absent.__name__ = absent.__qualname__ = name
    absent.__signature__ = signature  # type: ignore[attr-defined]
    absent.__adgen_absent__ = True  # type: ignore[attr-defined]
    restored = derivative(absent, *settings)
    restored.adopt(made)
    return restored
