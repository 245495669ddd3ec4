"""Functions with derivatives written in Python, as in JAX: `custom_jvp` and `custom_vjp`.

    @custom_vjp
    def f(x, y): ...
    f.defvjp(f_forward, f_backward)     # f_forward(x, y) -> (out, saved)
                                        # f_backward(saved, out_bar) -> (x_bar, y_bar)

The generated code calls these functions; adgen does not look into them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from adgen.errors import NoRuleError, RuleError
from adgen.ir.build import Builder
from adgen.ir.kinds import FLOAT, Number
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.broadcasting import fill, to_real
from adgen.rules.contribution import Dense
from adgen.rules.declare import add, rule_of_function
from adgen.rules.sequences import spread, tangent_of, zero_like
from adgen.rules.signature import bind
from adgen.rules.structure import Active, Bars, Found

Function = Callable[..., Any]


def owner_of(value: object) -> str | None:
    """The name of the function whose derivative an object of a program computes."""
    for custom in _customs:
        if value is custom or any(value is part for part in custom.parts()):
            return str(getattr(custom.function, "__name__", custom.rule.name))
    return None


_customs: list[_Custom] = []


class _Custom:
    """A function that is called as it was written, and differentiated by another one."""

    def __init__(self, function: Function) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.rule = rule_of_function(
            self,
            function,
            "structural",
            tangents=self._tangents,
            adjoints=self._adjoints,
        )
        add(self.rule)
        _customs.append(self)

    def parts(self) -> tuple[object, ...]:
        """The functions that are called for the derivative."""
        return ()

    def named(self, function: Function, role: str) -> Const:
        """A function of the user's program as an operand; a lambda has a name of its own."""
        name = getattr(function, "__name__", "")
        if not name.isidentifier():
            name = f"{getattr(self.function, '__name__', 'function')}_{role}"
        return Const(function, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)

    def _tangents(
        self, apply: Apply, dots: Mapping[Var, Operand], builder: Builder
    ) -> tuple[Operand | None, ...]:
        raise self._refusal(apply, "forward mode", "custom_jvp")

    def _adjoints(
        self, apply: Apply, bars: Bars, active: Active, builder: Builder
    ) -> Found:
        raise self._refusal(apply, "reverse mode", "custom_vjp")

    def _refusal(self, apply: Apply, mode: str, instead: str) -> NoRuleError:
        return NoRuleError(
            f"{self.rule.name} has no derivative in {mode}",
            apply.span,
            f"Give one with adgen.{instead}, or a rule with adgen.rule.",
        )

    def _arguments(self, apply: Apply) -> tuple[Operand, ...]:
        """The operands of a call in the order of the parameters."""
        bound = bind(
            self.rule.name, self.rule.parameters, apply.args, apply.kwargs, apply.span
        )
        operands = tuple(bound.values.values())
        stars = any(p.style in ("star", "stars") for p in self.rule.parameters)
        forms = [x.form for x in operands if isinstance(x, Pack)]
        if stars or not all(form in ("tuple", "list") for form in forms):
            raise NoRuleError(
                f"{self.rule.name} takes a dict, an object or any number of arguments,"
                " which have no place among its adjoints and tangents",
                apply.span,
                "Give it numbers, arrays, and tuples of these.",
            )
        return operands

    def _missing(self, method: str) -> RuleError:
        return RuleError(f"{self.rule.name} has no derivative yet: call its {method}")


class custom_jvp(_Custom):
    """A function whose tangent is `jvp(primals, tangents) -> (out, out_dot)`."""

    jvp: Function | None = None

    def parts(self) -> tuple[object, ...]:
        return () if self.jvp is None else (self.jvp,)

    def defjvp(self, jvp: Function) -> Function:
        """Gives the function of primals and tangents; may be used as a decorator."""
        self.jvp = jvp
        return jvp

    def _tangents(
        self, apply: Apply, dots: Mapping[Var, Operand], builder: Builder
    ) -> tuple[Operand | None, ...]:
        primals = self._arguments(apply)
        found = [tangent_of(operand, dots, builder) for operand in primals]
        return (self._moved(apply, primals, found, builder),)

    def _moved(
        self,
        apply: Apply,
        primals: tuple[Operand, ...],
        dots: Sequence[Operand | None],
        builder: Builder,
    ) -> Var:
        """The tangent of the result, by a call of the user's function."""
        if self.jvp is None:
            raise self._missing("defjvp")
        moving = tuple(
            zero_like(operand, builder) if dot is None else dot
            for operand, dot in zip(primals, dots)
        )
        operands = Pack("tuple", primals), Pack("tuple", moving)
        called = self.named(self.jvp, "jvp")
        both = builder.emit("call", called, *operands)
        kind = builder.kind_of(apply.results[0])
        return builder.emit("own_tangent", Const(called.name), both, kind=kind)

    def _adjoints(
        self, apply: Apply, bars: Bars, active: Active, builder: Builder
    ) -> Found:
        """For each number the product with the tangent in its direction."""
        (bar,) = bars
        assert bar is not None, "the caller asks only where an adjoint is present"
        primals = self._arguments(apply)
        kinds = [builder.kind_of(x) for x in primals if _has_active(x, active)]
        if not all(kind in (FLOAT, Number("float32")) for kind in kinds):
            raise NoRuleError(
                f"{self.rule.name} has a tangent alone, which adgen turns round for real"
                " numbers: of arrays it has no derivative in reverse mode",
                apply.span,
                "Give its adjoints with adgen.custom_vjp.",
            )
        found: Found = []
        for position, operand in enumerate(primals):
            if isinstance(operand, Var) and active(operand):
                ones: list[Operand | None] = [None] * len(primals)
                ones[position] = Const(1.0)
                slope = self._moved(apply, primals, ones, builder)
                product = builder.emit("np.sum", builder.emit("mul", bar, slope))
                found.append((operand, Dense(to_real(product, FLOAT, builder), True)))
        return found


class custom_vjp(_Custom):
    """A function whose adjoints are those of `forward(*args)` and `backward(saved, out_bar)`."""

    forward: Function | None = None
    backward: Function | None = None

    def parts(self) -> tuple[object, ...]:
        return tuple(f for f in (self.forward, self.backward) if f is not None)

    def defvjp(self, forward: Function, backward: Function) -> None:
        """Gives the function that saves and the function of what was saved."""
        self.forward, self.backward = forward, backward

    def _adjoints(
        self, apply: Apply, bars: Bars, active: Active, builder: Builder
    ) -> Found:
        if self.forward is None or self.backward is None:
            raise self._missing("defvjp")
        (bar,) = bars
        assert bar is not None, "the caller asks only where an adjoint is present"
        primals = self._arguments(apply)
        bar = fill(bar, apply.results[0], builder)
        called = self.named(self.forward, "forward")
        both = builder.emit("call", called, *primals)
        saved = builder.emit("own_saved", Const(called.name), both)
        called = self.named(self.backward, "backward")
        given = builder.emit("call", called, saved, bar)
        needed = [x if _has_active(x, active) else Const(None) for x in primals]
        parts = builder.emit("own_adjoints", Const(called.name), given, *needed)
        found: Found = []
        for position, operand in enumerate(primals):
            if not _has_active(operand, active):
                continue
            part = builder.emit("getitem", parts, Const(position))
            for var, value in spread(
                operand, part, lambda item: _has_active(item, active), builder
            ):
                if isinstance(value, Var):
                    builder.kinds[value] = builder.kind_of(var)
                found.append((var, Dense(value, True)))
        return found


def _has_active(operand: Operand, active: Active) -> bool:
    if isinstance(operand, Var):
        return active(operand)
    if isinstance(operand, Pack):
        return any(_has_active(item, active) for item in operand.items)
    return False
