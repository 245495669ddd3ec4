"""`jacobian` and `hessian`: whole matrices of derivatives, column by column or row by row.

The Jacobian is made from pullbacks where the result has fewer entries than the arguments, else
from tangents; the Hessian from Hessian-vector products. An entry has the shape of the result
followed by the shape of the argument, in the structures of both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, ParamSpec, overload

import numpy as np

from adgen.api import convert
from adgen.api.arguments import Argnums, Path, at, bind, put, select, shown_path
from adgen.api.blocks import assembled, basis, size
from adgen.api.derivative import Derivative
from adgen.api.keys import tangent_leaves
from adgen.api.primal import Primal
from adgen.api.products import Values, pull, specialiser_of
from adgen.api.specialisation import Specialisation
from adgen.api.structures import leaves
from adgen.api.tracebacks import shortened
from adgen.errors import KindError
from adgen.options import DEFAULT, Options

P = ParamSpec("P")


class Matrix(Generic[P]):
    """A function that gives a matrix of derivatives: what `jacobian` and `hessian` return."""

    mode = ""

    @shortened
    def __init__(
        self, f: Callable[..., Any], argnums: Argnums, title: str, options: Options
    ) -> None:
        known = Primal(f)
        self.primal = f
        self.argnums = argnums
        self.options = options
        self._name = known.name
        self._signature = self.__signature__ = known.signature
        self._selection = select(known.signature, argnums, known.name)
        self.__name__ = f"{known.name}_{title.lower()}"
        self.__qualname__ = self.__name__
        self.__module__ = getattr(f, "__module__", None) or __name__
        names = ", ".join(shown_path(path) for path in self._selection.paths)
        self.__doc__ = f"{title} of `{known.name}` with respect to {names}."

    def _values(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Values, Values]:
        """The values by parameter; those that vary are checked, and ints made floats. And
        the values as they were given."""
        values = given = bind(self._signature, args, kwargs, self.__name__)
        for path in self._selection.paths:
            chosen = at(values, path, self._name)
            convert.check_differentiable(chosen, shown_path(path), self._name)
            if any(np.iscomplexobj(leaf) for leaf in leaves(chosen)):
                raise KindError(
                    f"`{shown_path(path)}` is complex: one matrix does not say how "
                    f"`{self._name}` varies with it",
                    remedy="Use adgen.jvp or adgen.vjp.",
                )
            values = put(values, path, convert.as_real(chosen))
        return values, given

    def _chosen(self, values: Values) -> tuple[Any, ...]:
        """The arguments that vary."""
        paths = self._selection.paths
        return tuple(convert.varying(at(values, path, self._name)) for path in paths)

    def _shaped(self, tree: Any) -> Any:
        return tree[0] if self._selection.bare else tree

    def __repr__(self) -> str:
        title = self.__doc__ or ""
        return f"<{title[:1].lower()}{title[1:-1].replace('`', '')}>"


NUMBERS = (int, float, complex, np.generic, np.ndarray, type(None))
"""What the result of a function may hold of which the Jacobian is taken; None has no entries."""


class Jacobian(Matrix[P]):
    """The Jacobian of a function."""

    mode = "jacobian"

    @shortened
    def __call__(self, /, *args: P.args, **kwargs: P.kwargs) -> Any:
        values, given = self._values(args, kwargs)
        paths = self._selection.paths
        specialiser = specialiser_of(self.primal, "vjp", self.options)
        y, pullback = pull(specialiser, values, paths, paths, given)
        self._require_numbers(y)
        x = self._chosen(values)
        partial = any(map(np.iscomplexobj, leaves(y)))
        once = _runs_once(specialiser.latest)
        if partial and once:
            raise KindError(
                f"`{self._name}` is complex, and prints or draws random numbers: its "
                "Jacobian would run it once for each column",
                remedy="Return the real and the imaginary part, or draw outside.",
            )
        # The pullback of a complex entry gives a part of its row only.
        if partial or (size(x) < size(y) and not once):
            columns = [self._column(values, paths, e) for e in basis(x)]
            return assembled(y, x, columns, True, self._shaped)
        rows = [pullback(e) for e in basis(y)]
        return assembled(y, x, rows, False, self._shaped)

    def _require_numbers(self, y: Any) -> None:
        dtypes = [np.asarray(leaf).dtype for leaf in leaves(y) if leaf is not None]
        if dtypes and all(dtype.kind in "biu" for dtype in dtypes):
            raise KindError(
                f"`{self._name}` returns integers or booleans, which have no slope",
                remedy="Return what they are computed from, or floats of them.",
            )
        for leaf in leaves(y):
            if not isinstance(leaf, NUMBERS):
                raise KindError(
                    f"a part of the result of `{self._name}` is a {type(leaf).__name__}; "
                    "a Jacobian is of numbers and arrays",
                    remedy="Return them alone.",
                )

    def _column(self, values: Values, paths: tuple[Path, ...], tangent: Any) -> Any:
        specialiser = specialiser_of(self.primal, "jvp", self.options)
        made = specialiser.find(values, paths, False, values)
        return made.invoke(values, tangent_leaves(tangent))[1]


class Hessian(Matrix[P]):
    """The Hessian of a function that returns a number."""

    mode = "hessian"

    @shortened
    def __call__(self, /, *args: P.args, **kwargs: P.kwargs) -> Any:
        values, given = self._values(args, kwargs)
        specialiser = specialiser_of(self.primal, "hvp", self.options)
        made = specialiser.find(values, self._selection.paths, False, given)
        if _runs_once(made):
            gradient: Derivative[..., Any] = Derivative(
                self.primal, "grad", self.argnums, options=self.options
            )
            rows: Jacobian[...] = Jacobian(
                gradient, self.argnums, "Jacobian", self.options
            )
            return rows(*args, **kwargs)
        x = self._chosen(values)
        columns = [made.invoke(values, tangent_leaves(e)) for e in basis(x)]
        return self._shaped(assembled(x, x, columns, True, self._shaped))


def _runs_once(made: Specialisation | None) -> bool:
    """True for what must not run once for each column: it prints, or draws random numbers."""
    if made is None or made.derived is None:
        return False
    from adgen.analyses.effects import prints_or_draws

    return prints_or_draws(made.derived.stages["lowered"])


@overload
def jacobian(
    f: Callable[P, Any], argnums: Argnums = 0, *, options: Options = DEFAULT
) -> Jacobian[P]: ...
@overload
def jacobian(
    f: None = None, argnums: Argnums = 0, *, options: Options = DEFAULT
) -> Callable[[Callable[P, Any]], Jacobian[P]]: ...
def jacobian(
    f: Callable[..., Any] | None = None,
    argnums: Argnums = 0,
    *,
    options: Options = DEFAULT,
) -> Any:
    """The Jacobian of `f`: the derivative of every entry of its result, by every entry of an
    argument. Its shape is the shape of the result followed by that of the argument."""

    def made(function: Callable[..., Any]) -> Jacobian[...]:
        return Jacobian(function, argnums, "Jacobian", options)

    return made if f is None else made(f)


@overload
def hessian(
    f: Callable[P, Any], argnums: Argnums = 0, *, options: Options = DEFAULT
) -> Hessian[P]: ...
@overload
def hessian(
    f: None = None, argnums: Argnums = 0, *, options: Options = DEFAULT
) -> Callable[[Callable[P, Any]], Hessian[P]]: ...
def hessian(
    f: Callable[..., Any] | None = None,
    argnums: Argnums = 0,
    *,
    options: Options = DEFAULT,
) -> Any:
    """The Hessian of `f`, which returns a number: its second derivatives."""

    def made(function: Callable[..., Any]) -> Hessian[...]:
        return Hessian(function, argnums, "Hessian", options)

    return made if f is None else made(f)
