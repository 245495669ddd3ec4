"""Pickling derivatives: by reference where another process can import the function, else as text.

A derivative of a function that can be imported is written as the function's name and the
options, and is derived again where it is read. Any other (a lambda, a closure, a function of
`__main__`) is written as its generated text with the objects the text names: it then works for
arguments of the kinds it was made for. What writes functions themselves, as cloudpickle does, is
given the function and the text of its file, and processes of `multiprocessing`, which have the
same `__main__`, the names of its functions.
"""

from __future__ import annotations

import importlib
import inspect
import linecache
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
    # `__main__` is another module in another process, if that is not one of its own.
    if module == "__main__" and not _is_written_by("multiprocessing", "concurrent"):
        return None
    if "<" in path:
        return None
    try:
        found = resolved(module, path)
    except (ImportError, AttributeError):
        return None
    return (module, path) if found is obj else None


def takes_functions() -> bool:
    """True while something pickles, or copies, that can do so with any function."""
    return _is_written_by("cloudpickle", "dill", "copy")


def _is_written_by(*packages: str) -> bool:
    """True if a function of one of these packages waits for what is called now."""
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        module = str(frame.f_globals.get("__name__"))
        if module.partition(".")[0] in packages:
            return True
    return False


def text_of(function: Callable[..., Any]) -> tuple[str, str]:
    """The name and the text of the file a function stands in, both empty if there is none."""
    while not hasattr(function, "__code__"):
        inner = getattr(function, "func", None) or getattr(
            function, "__wrapped__", None
        )
        if inner is None:
            return "", ""
        function = inner
    file = function.__code__.co_filename
    return file, "".join(
        linecache.getlines(file, getattr(function, "__globals__", None))
    )


def by_value(
    derivative: Callable[..., Any],
    function: Callable[..., Any],
    file: tuple[str, str],
    settings: tuple[Any, ...],
) -> Any:
    """A derivative of a function that came along, and the text of its file if that is not here."""
    name, text = file
    if text and not linecache.getlines(name):
        linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    return derivative(function, *settings)


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
    """A derivative of what is found there: a function, or a derivative in its place."""
    return derivative(resolved(module, path), *settings)


def of_method(
    derivative: Callable[..., Any], owner: Any, name: str, settings: tuple[Any, ...]
) -> Any:
    """A derivative of a method, or the derivative the class has under that name."""
    found = getattr(owner, name)
    if type(found) is not derivative:
        return derivative(found, *settings)
    return found if found.settings == settings else derivative(found.primal, *settings)


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
