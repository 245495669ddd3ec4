"""`Derivative`: the callable that `grad`, `value_and_grad` and `hvp` give.

Input: a function, a mode and the parameters to differentiate. Output: an object that is called
like the function. The derivative is made at the first call, for arguments of those kinds; a call
with arguments of other kinds makes another.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Hashable, Mapping
from types import FunctionType, MethodType
from typing import Any, Generic, ParamSpec, TypeVar, overload

from adgen.api import convert
from adgen.api.arguments import Argnums, at, bind, put, select, shown_path
from adgen.api.guess import guessed_kinds
from adgen.api.keys import key_of_all, tangent_leaves
from adgen.api.pickling import (
    as_text,
    by_reference,
    by_value,
    of_method,
    reference_to,
    resolved,
    takes_functions,
    text_of,
)
from adgen.api.primal import Primal
from adgen.api.shared import shared
from adgen.api.specialisation import Specialisation
from adgen.api.specialiser import Made, Specialiser
from adgen.api.structures import map_leaves
from adgen.api.tracebacks import shortened
from adgen.errors import AdgenError, ArgumentError, SourceError
from adgen.options import DEFAULT, Options

P = ParamSpec("P")
R = TypeVar("R")

_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)
_TITLES = {
    "grad": "Gradient of `{}` with respect to {}.",
    "value_and_grad": "Value of `{}`, and its gradient with respect to {}.",
    "hvp": "Hessian of `{}` with respect to {}, times a vector: the last argument.",
    "jvp": "`{}`, and its derivative in a direction of {}.",
}
_MOST_DIRECT = 256
Direct = tuple[Callable[[], bool], Callable[..., Any], Specialisation]
"""Whether it is still right, what is called, and what it is of."""


class Derivative(Generic[P, R]):
    """A derivative of `primal`; see `.source` for its text."""

    @shortened
    def __init__(
        self,
        primal: Callable[P, Any],
        mode: str,
        argnums: Argnums = 0,
        has_aux: bool = False,
        options: Options = DEFAULT,
    ) -> None:
        if mode not in _TITLES:
            raise ArgumentError(
                f"there is no mode {mode!r}", remedy=f"There are: {', '.join(_TITLES)}."
            )
        known = Primal(primal)
        self.primal = primal
        self.mode = mode
        self.argnums = argnums
        self.has_aux = has_aux
        self.options = options
        self._signature = known.signature
        self._selection = select(known.signature, argnums, known.name)
        self._specialiser = Specialiser(known, mode, options, has_aux)
        self._direct: dict[Hashable, Direct] = {}
        self.__name__ = f"{known.name}_{mode}"
        self.__qualname__ = f"{getattr(primal, '__qualname__', known.name)}_{mode}"
        self.__module__ = getattr(primal, "__module__", None) or __name__
        names = ", ".join(shown_path(path) for path in self._selection.paths)
        self.__doc__ = _TITLES[mode].format(known.name, names)
        self.__signature__ = known.signature
        if mode == "hvp":
            self.__signature__ = _with_tangent(known.signature)

    # calling ----------------------------------------------------------------------------

    def __call__(self, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not kwargs:
            known = self._direct.get(tuple(map(type, args)))
            if known is not None and known[0]():
                self._specialiser.latest = known[2]
                return known[1](*args)  # type: ignore[no-any-return]
        return self._call(args, kwargs)  # type: ignore[no-any-return]

    @shortened
    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The call where the types of the arguments do not say it all."""
        key: Hashable = None
        if not kwargs:
            key = key_of_all(args)
            known = self._direct.get(key)
            if known is not None and known[0]():
                self._specialiser.latest = known[2]
                return known[1](*args)
        tangent: Any = None
        if self.mode == "hvp":
            args, tangent = self._split(args, kwargs)
        given = bind(self._signature, args, kwargs, self.__name__)
        values, converted = self._prepared(given)
        paths, bare = self._selection.paths, self._selection.bare
        found = self._specialiser.find(values, paths, bare, given)
        if self.mode == "hvp":
            tangents = self._tangents(values, tangent)
            return found.invoke(values, tangents)
        if key is not None and len(args) == len(values):
            self._remember(key, found, list(values), converted)
        return found.invoke(values)

    def _remember(
        self,
        key: Hashable,
        found: Specialisation,
        names: list[str],
        converted: list[int],
    ) -> None:
        """The next call with this key goes straight to the generated function."""
        if self._specialiser.settings:
            return  # the key of the arguments does not say for which values it was made
        parameters = self._signature.parameters.values()
        function = found.taking(names)
        if function is None or any(p.kind not in _POSITIONAL for p in parameters):
            return
        if len(self._direct) >= _MOST_DIRECT:
            self._direct.clear()
        if converted:
            function = _converting(function, converted)
        self._direct[key] = (found.watch.holds, function, found)

    def _prepared(self, values: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
        """The values with ints made floats where differentiated, and where that happened."""
        converted: list[int] = []
        for path in self._selection.paths:
            chosen = at(values, path, self._specialiser.primal.name)
            convert.check_differentiable(
                chosen, shown_path(path), self._specialiser.primal.name
            )
            if convert.needs_conversion(chosen):
                values = put(values, path, convert.as_real(chosen))
                converted.append(list(values).index(str(path[0])))
        return values, converted

    # Hessian times vector ---------------------------------------------------------------

    def _split(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], Any]:
        needed = [
            p
            for p in self._signature.parameters.values()
            if p.kind in _POSITIONAL and p.default is p.empty and p.name not in kwargs
        ]
        if len(args) <= len(needed):
            raise ArgumentError(
                f"{self.__name__}() needs the vector as its last argument",
                remedy=f"Call it as {self.__name__}{self.__signature__}.",
            )
        return args[:-1], args[-1]

    def _tangents(self, values: dict[str, Any], tangent: Any) -> list[Any]:
        """The leaves of the vector, checked against the arguments they belong to."""
        paths, given = self._selection.paths, tangent
        if self._selection.bare:
            given = (tangent,)
        if not isinstance(given, tuple | list) or len(given) != len(paths):
            raise ArgumentError(
                f"{self.__name__}() needs a tuple of {len(paths)} vectors as its last argument"
            )
        found: list[Any] = []
        for path, vector in zip(paths, given):
            value = at(values, path, self._specialiser.primal.name)
            checked = map_leaves(convert.as_tangent, value, vector)
            found += tangent_leaves(checked)
        return found

    # looking ----------------------------------------------------------------------------

    @property
    @shortened
    def _shown(self) -> Specialisation:
        """The specialisation last used; before the first call, one for any arguments."""
        if self._specialiser.latest is None:
            paths, bare = self._selection.paths, self._selection.bare
            kinds = guessed_kinds(self._signature, paths)
            self._specialiser.latest = self._specialiser.derive(kinds, paths, bare)
        return self._specialiser.latest

    @property
    def fixed(self) -> Mapping[str, Any]:
        """Arguments that a method or a partial has bound, by name."""
        return self._specialiser.primal.fixed

    @property
    def source(self) -> str:
        """The text of the derivative, for the arguments it was last called with."""
        return self._shown.source

    @property
    def py_func(self) -> Callable[..., Any]:
        """The generated function itself."""
        return self._shown.py_func

    @property
    def ir(self) -> Any:
        """The program in the intermediate representation."""
        return self._shown.stages["optimized"]

    @property
    def stages(self) -> Any:
        """The program after each stage, by the name of the stage."""
        return self._shown.stages

    @property
    def specialisations(self) -> list[Specialisation]:
        """The derivatives made so far, one for each kind of arguments."""
        return self._specialiser.all

    @property
    def __wrapped__(self) -> Callable[..., Any]:
        # What inspect.getsource and `??` show. Those who only look whether a thing is wrapped
        # (doctest, pytest) are not to stumble over what adgen cannot differentiate.
        try:
            return self.py_func
        except AdgenError as error:
            raise AttributeError("__wrapped__") from error

    @property
    def __adgen_task__(self) -> Any:
        from adgen.driver import Task

        return Task(
            self._specialiser.primal.readable,
            self.mode,  # type: ignore[arg-type]
            self._selection.paths,
            bare=self._selection.bare,
            has_aux=self.has_aux,
        )

    def __repr__(self) -> str:
        title = self.__doc__ or ""
        return f"<{title[:1].lower()}{title[1:-1].replace('`', '')}>"

    # as an attribute of a class, and in pickles --------------------------------------------

    @overload
    def __get__(
        self, instance: None, owner: type | None = None
    ) -> Derivative[P, R]: ...
    @overload
    def __get__(
        self, instance: object, owner: type | None = None
    ) -> Derivative[..., R]: ...
    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        if instance is None or not isinstance(self.primal, FunctionType):
            return self
        method = MethodType(self.primal, instance)
        return shared(
            (id(self), id(instance)),
            (self, instance),
            lambda: Derivative(
                method, self.mode, self.argnums, self.has_aux, self.options
            ),
        )

    @property
    def settings(self) -> tuple[Any, ...]:
        """What is needed, with the function, to make this derivative again."""
        return (self.mode, self.argnums, self.has_aux, self.options)

    def __copy__(self) -> Derivative[P, R]:
        return Derivative(self.primal, *self.settings)

    def __deepcopy__(self, memo: dict[int, Any]) -> Derivative[P, R]:
        # A function is its own copy, a method one of the copy of its object.
        return Derivative(copy.deepcopy(self.primal, memo), *self.settings)

    def __reduce__(self) -> tuple[Any, ...]:
        own = reference_to(self)
        if own is not None:
            return resolved, own
        reference = reference_to(self.primal)
        if reference is not None:
            return by_reference, (Derivative, *reference, self.settings)
        if isinstance(self.primal, Derivative) and self.primal.is_found_by_name():
            return Derivative, (self.primal, *self.settings)
        if isinstance(self.primal, MethodType):
            owner, name = self.primal.__self__, self.primal.__name__
            return of_method, (Derivative, owner, name, self.settings)
        if takes_functions() and not hasattr(self.primal, "__adgen_absent__"):
            file = text_of(self.primal)
            return by_value, (Derivative, self.primal, file, self.settings)
        made = self._specialiser.made
        if not made:
            raise SourceError(
                f"`{self._specialiser.primal.name}` cannot be imported by another process, "
                "and its derivative was not called yet, so there is no text to send",
                remedy="Call it once, or define the function in a module.",
            )
        name = self._specialiser.primal.name
        return as_text, (Derivative, name, self._signature, self.settings, made)

    def is_found_by_name(self) -> bool:
        """True if it, or the function at the bottom of it, can be imported."""
        inner = self.primal
        if reference_to(self) is not None or reference_to(inner) is not None:
            return True
        return isinstance(inner, Derivative) and inner.is_found_by_name()

    def adopt(self, made: list[Made]) -> None:
        """Take over specialisations that were pickled."""
        self._specialiser.adopt(made)


def _with_tangent(signature: inspect.Signature) -> inspect.Signature:
    """The signature with the vector after the last positional parameter."""
    parameters = list(signature.parameters.values())
    count = sum(p.kind in _POSITIONAL for p in parameters)
    before = [p.replace(default=p.empty) for p in parameters[:count]]
    only = inspect.Parameter.POSITIONAL_ONLY
    name = "vector"
    while name in signature.parameters:
        name += "_"
    # All that stand before a positional-only parameter have to be so too.
    before = [p.replace(kind=only) for p in before]
    vector = inspect.Parameter(name, only)
    return signature.replace(parameters=[*before, vector, *parameters[count:]])


def _converting(
    function: Callable[..., Any], positions: list[int]
) -> Callable[..., Any]:
    """The function with the ints at some positions made floats first."""

    def converted(*args: Any) -> Any:
        values = list(args)
        for position in positions:
            values[position] = convert.as_real(values[position])
        return function(*values)

    return converted
