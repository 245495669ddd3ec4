"""The names of a module: imports, helper functions, callees, and the user's constants.

    np.cos, user wrote `from numpy import cos`    cos       from numpy import cos
    scipy.special.expit                           expit     from scipy.special import expit
    Const(table, "table")                         table     in the namespace of the module

Names are chosen before a function is printed, away from every name of a variable; only what is
then used is imported.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import re
import sys
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from adgen.emit.imports import Import, import_text
from adgen.emit.operators import OPERATORS
from adgen.ir.nodes import Apply, Const, Function, Operand, Pack, Program
from adgen.ir.walk import all_blocks, all_definitions, end_operands, operands
from adgen.names import is_temporary
from adgen.rules import registry
from adgen.rules.marks import IDENTITIES
from adgen.rules.runtime import HELPERS

_ALIASES = {"np": "numpy"}
_PLAIN_MODULES = (
    "numpy",
    "math",
    "cmath",
    "operator",
    "statistics",
    "functools",
    "copy",
    "logging",
    "time",
    "warnings",
)
_WITHOUT_NAME = ("fstring", "listing", "zeros_like")


class Vocabulary:
    """What the text calls the things that are not variables."""

    def __init__(self, program: Program, spelling: Mapping[str, str]) -> None:
        self._spelling = spelling
        self._locals = set(_local_names(program))
        self._names: dict[str, Any] = {}
        self._imports: dict[str, dict[Import, None]] = {}
        self._objects: dict[str, object] = {}
        self._texts: dict[str, str] = {}
        self._heads: dict[object, str] = {}
        self._used: dict[str, None] = {}
        self._bind(program.entry, ("function", program.entry), anyway=True)
        for name in program.functions:
            self._bind(_identifier(name), ("function", name))
        for module in ("numpy", "math", "builtins"):
            self._module(module)
        for constant in _constants(program):
            self.constant(constant)
        for fn in _primitives(program):
            self.text(fn)
        self._used.clear()

    # what the text says --------------------------------------------------------------

    def text(self, fn: str) -> str:
        """The text that names a primitive: np.cos, cos, _unbroadcast."""
        if fn in OPERATORS:
            return ""
        if fn not in self._texts:
            self._texts[fn] = self._chosen(fn)
        return self._texts[fn]

    def primitive(self, fn: str) -> ast.expr:
        """The expression that names a primitive."""
        return self.dotted(self.text(fn))

    def module(self, name: str) -> ast.expr:
        """The expression that names a module that is always at hand: numpy, math."""
        return self.dotted(self._module(name))

    def dotted(self, text: str) -> ast.expr:
        """The expression of a dotted name, whose head is used from now on."""
        head, *path = text.split(".")
        self._used[head] = None
        found: ast.expr = ast.Name(head, ast.Load())
        for name in path:
            found = ast.Attribute(found, name, ast.Load())
        return found

    def constant(self, constant: Const) -> str:
        """The text that names an object of the user's program."""
        name = constant.name or "constant"
        key = ("object", name, id(constant.value))
        if key in self._heads:
            return self._heads[key]
        if getattr(builtins, name, self) is constant.value and name not in self._locals:
            return name
        found = self._found_in_module(constant, name)
        if found is not None:
            return found
        if isinstance(constant.value, Enum) and constant.value.name is not None:
            cls = type(constant.value)
            return f"{self.constant(Const(cls, cls.__name__))}.{constant.value.name}"
        head = self._bind(_identifier(name), key)
        self._objects[head] = constant.value
        return head

    def function(self, name: str) -> str:
        """What a function of the program is called."""
        return self._heads["function", name]

    def stands_for(self, twin: str, name: str) -> None:
        """A function of the program is not written: another one of the same text is."""
        self._heads["function", name] = twin

    # what the module needs -----------------------------------------------------------

    @property
    def reserved(self) -> frozenset[str]:
        """The names variables must not have."""
        return frozenset(self._names)

    def imports(self) -> str:
        """The import lines for all that has been used; the runtime functions use `np`."""
        used = [self._imports.get(head, {}) for head in self._used]
        needed = [each for several in used for each in several]
        if self.runtime():
            needed.append(Import("numpy", None, "np"))
        return import_text(needed)

    def runtime(self) -> list[str]:
        """The primitives that need the source of a function in the module."""
        return [fn for fn in HELPERS if self._heads.get(("helper", fn)) in self._used]

    def namespace(self) -> dict[str, object]:
        """The objects the text names, but imports and functions of its own."""
        return {name: obj for name, obj in self._objects.items() if name in self._used}

    # choosing ------------------------------------------------------------------------

    def _chosen(self, fn: str) -> str:
        if fn in HELPERS:
            return self._bind(HELPERS[fn].__name__, ("helper", fn))
        if "." not in fn:
            if hasattr(builtins, fn):
                return (
                    fn if fn not in self._locals else f"{self._module('builtins')}.{fn}"
                )
            return self._object(fn)
        module, path = _split(fn)
        if module is None or not all(map(str.isidentifier, path)):
            return self._object(fn)
        if not registry.stands_under_its_name(fn):
            return self._object(fn)
        wanted = self._spelling.get(fn)
        if wanted is not None:
            text = self._as_written(module, path, wanted)
            if text is not None:
                return text
        if module.split(".")[0] in _PLAIN_MODULES:
            return ".".join(
                (self._module(module.split(".")[0]), *module.split(".")[1:], *path)
            )
        if path[0] in self._locals:
            return ".".join((self._module(module), *path))
        head = self._from(module, path[0], path[0])
        return ".".join((head, *path[1:]))

    def _as_written(self, module: str, path: list[str], wanted: str) -> str | None:
        """The text the user would write, if its head can be bound to what it has to be."""
        full, text = [*module.split("."), *path], wanted.split(".")
        if text[0] in self._locals:
            return None
        while len(text) > 1 and len(full) > 1 and text[-1] == full[-1]:
            text, full = text[:-1], full[:-1]
        tail = wanted.split(".")[len(text) :]
        if len(text) != 1:
            return None
        if ".".join(full) == module or module.startswith(".".join((*full, ""))):
            return ".".join((self._module(".".join(full), text[0]), *tail))
        if len(full) == len(module.split(".")) + 1:
            return ".".join((self._from(module, full[-1], text[0]), *tail))
        return None

    def _object(self, fn: str) -> str:
        found = registry.callable_of(fn)
        # A function of a function has a number: tests.f.<locals>.g@1.
        name = fn.rpartition(".")[2].partition("@")[0]
        head = self._bind(_identifier(name), ("object", id(found)))
        self._objects[head] = found
        return head

    def _module(self, module: str, wanted: str | None = None) -> str:
        """Binds a module and returns the text that names it."""
        usual = {full: short for short, full in _ALIASES.items()}.get(module, module)
        wanted = wanted or usual
        key = ("module", module, wanted)
        if key in self._heads:
            return self._heads[key]
        if wanted == module and wanted.split(".")[0] not in self._locals:
            head = module.split(".")[0]
            self._names[head] = self._names.get(head, key)
            self._imports.setdefault(head, {})[Import(module)] = None
            self._heads[key] = module
            return module
        name = self._bind(_identifier(wanted), key)
        self._imports[name] = {Import(module, None, name): None}
        return name

    def _from(self, module: str, name: str, wanted: str) -> str:
        head = self._bind(wanted, ("from", module, name))
        self._imports[head] = {Import(module, name, head): None}
        return head

    def _found_in_module(self, constant: Const, name: str) -> str | None:
        """A constant such as np.pi, which a module that can be imported has."""
        root, *path = name.split(".")
        module = _ALIASES.get(root, root)
        if not path or module not in _PLAIN_MODULES or module not in sys.modules:
            return None
        found: Any = sys.modules[module]
        for part in path:
            found = getattr(found, part, None)
        if found is not constant.value:
            return None
        return ".".join((self._module(module), *path))

    def _bind(self, wanted: str, key: object, anyway: bool = False) -> str:
        """A name for a thing, away from variables and from other things."""
        if key in self._heads:
            return self._heads[key]
        name, number = wanted, 0
        while name in self._names or (name in self._locals and not anyway):
            number += 1
            name = f"{wanted}_{number}"
        self._names[name] = key
        self._heads[key] = name
        return name


def _local_names(program: Program) -> Iterable[str]:
    """Every name that a variable or parameter may have."""
    for function in program.functions.values():
        for param in function.params:
            yield param.name
        for var in all_definitions(function):
            if not is_temporary(var.name):
                yield _identifier(var.name)


def _all_operands(function: Function) -> Iterable[Operand]:
    for param in function.params:
        if param.default is not None:
            yield param.default
    if function.template is not None:
        yield from _classes(function.template)
    for block in all_blocks(function.body):
        for stmt in block.body:
            yield from operands(stmt)
        yield from end_operands(block.end)


def _classes(template: Operand) -> Iterable[Operand]:
    """The classes of the objects that a function returns."""
    if isinstance(template, Pack):
        if template.of is not None:
            yield template.of
        for item in template.items:
            yield from _classes(item)


def _constants(program: Program) -> Iterable[Const]:
    """The named constants of a program, in order."""
    for function in program.functions.values():
        stack = list(_all_operands(function))[::-1]
        while stack:
            operand = stack.pop()
            if isinstance(operand, Pack):
                stack += operand.items[::-1]
            elif isinstance(operand, Const) and operand.name is not None:
                yield operand


def _primitives(program: Program) -> Iterable[str]:
    for function in program.functions.values():
        for block in all_blocks(function.body):
            for stmt in block.body:
                if isinstance(stmt, Apply) and not stmt.fn.startswith(
                    ("list.", "call")
                ):
                    if stmt.fn not in (*_WITHOUT_NAME, *IDENTITIES):
                        yield stmt.fn


def _split(fn: str) -> tuple[str | None, list[str]]:
    """The module and the path in it: scipy.stats.norm.pdf -> scipy.stats, [norm, pdf]."""
    root, *rest = fn.split(".")
    parts = [_ALIASES.get(root, root), *rest]
    for cut in range(len(parts) - 1, 0, -1):
        module = ".".join(parts[:cut])
        known = module in sys.modules or (
            parts[0] == "scipy" and cut == min(2, len(parts) - 1)
        )
        if known and module != "__main__":
            return module, parts[cut:]
    return (parts[0], rest) if parts[0] in _PLAIN_MODULES else (None, rest)


def _identifier(name: str) -> str:
    found = name if name.isidentifier() else re.sub(r"\W+", "_", name).strip("_")
    return f"{found}_" if keyword.iskeyword(found) else found or "value"
