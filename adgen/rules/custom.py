"""Functions with derivatives written in Python, as in JAX: `custom_jvp` and `custom_vjp`.

    @custom_vjp
    def f(x, y): ...
    f.defvjp(f_forward, f_backward)     # f_forward(x, y) -> (out, saved)
                                        # f_backward(saved, out_bar) -> (x_bar, y_bar)

The generated code calls these functions; adgen does not look into them, but for how many results
they have. Of several, `out` and `out_bar` are tuples.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from adgen.errors import NoRuleError, RuleError
from adgen.ir.build import Builder
from adgen.ir.kinds import FLOAT, Number
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.broadcasting import fill, to_real
from adgen.rules.contribution import Dense
from adgen.rules.declare import Rule, add, rule_of_function
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


def _described(out: object) -> str:
    """What a function returned, in words."""
    if not isinstance(out, tuple | list):
        return f"one {type(out).__name__}"
    kinds = ", ".join(type(item).__name__ for item in out)
    return f"a {type(out).__name__} of {kinds}"


def read(rule: Rule, count_of: Callable[[object], int]) -> Rule:
    """The rule of a function with derivatives in Python, with as many results as it has."""
    custom = rule.function
    if not isinstance(custom, _Custom):
        return rule
    if custom.count is None:
        custom.count = count_of(custom.function)
        if custom.count > 1:
            names = ", ".join("_" * custom.count)
            signature = f"{names} = {rule.signature}"
            custom.rule = add(replace(custom.rule, signature=signature))
    return custom.rule


_customs: list[_Custom] = []


class _Custom:
    """A function that is called as it was written, and differentiated by another one.

    `count`: how many results its text says that it has; None before adgen has read it.
    """

    count: int | None = None

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
        out = self.function(*args, **kwargs)
        if self.count is not None:
            self._require_count(out, self.count)
        return out

    def _require_count(self, out: object, count: int) -> None:
        """Refuses results of another number than derivatives were made for."""
        items = out if isinstance(out, tuple) else (out,)
        if len(items) == count and not any(isinstance(x, tuple | list) for x in items):
            return
        name = getattr(self.function, "__name__", self.rule.name)
        raise TypeError(
            f"{name} returns {_described(out)}, and its text shows"
            f" {count} result{'s' * (count > 1)}: return numbers and arrays side by side,"
            " and say how many there are, `-> tuple[np.ndarray, float]`"
        )

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
        return self._moved(apply, primals, found, builder)

    def _moved(
        self,
        apply: Apply,
        primals: tuple[Operand, ...],
        dots: Sequence[Operand | None],
        builder: Builder,
    ) -> tuple[Var, ...]:
        """The tangents of the results, by a call of the user's function."""
        if self.jvp is None:
            raise self._missing("defjvp")
        moving = tuple(
            zero_like(operand, builder) if dot is None else dot
            for operand, dot in zip(primals, dots)
        )
        operands = Pack("tuple", primals), Pack("tuple", moving)
        called = self.named(self.jvp, "jvp")
        both = builder.emit("call", called, *operands)
        kinds = [builder.kind_of(result) for result in apply.results]
        kind = kinds[0] if len(kinds) == 1 else None
        dot = builder.emit("own_tangent", Const(called.name), both, kind=kind)
        if len(kinds) == 1:
            return (dot,)
        return tuple(
            builder.emit("getitem", dot, Const(position), kind=kind)
            for position, kind in enumerate(kinds)
        )

    def _adjoints(
        self, apply: Apply, bars: Bars, active: Active, builder: Builder
    ) -> Found:
        """For each number the product with the tangent in its direction."""
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
                slopes = self._moved(apply, primals, ones, builder)
                for bar, slope in zip(bars, slopes):
                    if bar is None:
                        continue
                    product = builder.emit("np.sum", builder.emit("mul", bar, slope))
                    part = to_real(product, FLOAT, builder)
                    found.append((operand, Dense(part, True)))
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
        primals = self._arguments(apply)
        filled = tuple(
            zero_like(result, builder) if bar is None else fill(bar, result, builder)
            for bar, result in zip(bars, apply.results)
        )
        bar = filled[0] if len(filled) == 1 else Pack("tuple", filled)
        called = self.named(self.forward, "forward")
        styles = [p.style for p in self.rule.parameters]
        first = len(styles) - styles.count(
            "keyword"
        )  # those with `*` in front are last
        names = [p.name for p in self.rule.parameters[first:]]
        by_name = zip(names, primals[first:])
        both = builder.emit("call", called, *primals[:first], kwargs=by_name)
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
