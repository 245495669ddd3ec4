"""One derivative for arguments of certain kinds: its text, and how it is called.

Input: what the driver derived. Output: `Specialisation`, which calls the generated function with
the values of the user's parameters, and pickles as its text and the objects the text names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from adgen.api.apart import check_apart, held_elsewhere
from adgen.api.watch import Watch
from adgen.errors import SourceError

Parameter = tuple[str, str]
"""A parameter of generated code: its name, and its style as in `adgen.ir.nodes.Param`."""


class Specialisation:
    """`kinds` says of each parameter for what kind of value this derivative was made.

    `fixed` holds arguments bound by a method or a partial. `derived` has every stage
    on the way to it; it is None after unpickling.
    """

    def __init__(
        self,
        text: str,
        namespace: Mapping[str, Any],
        entry: str,
        label: str,
        parameters: tuple[Parameter, ...],
        kinds: Mapping[str, Any],
        fixed: Mapping[str, Any],
        derived: Any = None,
    ) -> None:
        self.text = text
        self.namespace = namespace
        self.entry = entry
        self.label = label
        self.parameters = parameters
        self.kinds = kinds
        self.fixed = fixed
        self.derived = derived
        self.watch = Watch(() if derived is None else derived.watched)
        self.kept: tuple[Any, ...] = ()
        watched = () if derived is None else derived.watched
        self._elsewhere = held_elsewhere(watched)
        self._functions: dict[str, Callable[..., Any]] = {}

    @classmethod
    def of(
        cls,
        derived: Any,
        kinds: Mapping[str, Any],
        fixed: Mapping[str, Any],
        label: str,
    ) -> Specialisation:
        """The specialisation a driver's result stands for."""
        from adgen.driver import result_values
        from adgen.emit.module import emit_program

        pair = derived.pair
        entries = () if pair is None else (pair.forward, pair.reverse)
        # What the forward function saves need not be copied, and may be None.
        values = (
            {} if pair is None else {pair.forward: len(result_values(derived.primal))}
        )
        emitted = emit_program(
            derived.program,
            entries=entries,
            spelling=derived.spelling,
            own_results=values,
        )
        return cls(
            emitted.text,
            emitted.namespace,
            derived.entry,
            label,
            _parameters(derived.program.main),
            kinds,
            fixed,
            derived,
        )

    @cached_property
    def source(self) -> str:
        """The text of the derivative, formatted."""
        from adgen.emit.formatting import format_text

        return format_text(self.text)

    @cached_property
    def py_func(self) -> Callable[..., Any]:
        """The generated function itself."""
        return self.function(self.entry)

    def function(self, name: str) -> Callable[..., Any]:
        """Another function of the generated text (the reverse function of a pair)."""
        known = self._functions.get(name)
        if known is None:
            from adgen.emit.load import load

            known = load(self.text, self.namespace, name, self.label)
            self._functions[name] = known
        return known

    def require_apart(self, given: Mapping[str, Any]) -> None:
        """ArgumentError if what the function changes was given in two places. It is asked of
        what the user gave: where ints are made floats there are new lists and objects.
        """
        if self._elsewhere is not None:
            bound = {n: v for n, v in self.fixed.items() if n in self.kinds}
            check_apart({**bound, **given}, self._elsewhere)

    def invoke(self, values: Mapping[str, Any], tangents: Iterable[Any] = ()) -> Any:
        """Call the generated function with the user's values, then the tangents in order."""
        positional: list[Any] = []
        keywords: dict[str, Any] = {}
        further = iter(tangents)
        known = {**self.fixed, **values} if self.fixed else values
        for name, style in self.parameters:
            if name in known:
                value = known[name]
                if style == "star":
                    positional += value
                elif style == "stars":
                    keywords |= value
                elif style == "keyword":
                    keywords[name] = value
                else:
                    positional.append(value)
                continue
            for value in further:
                if style == "keyword":
                    keywords[name] = value
                else:
                    positional.append(value)
                break
        return self.py_func(*positional, **keywords)

    def taking(self, names: list[str]) -> Callable[..., Any] | None:
        """The generated function as one of these parameters by position; None if it is not."""
        own = [name for name, _ in self.parameters]
        bound = [self.fixed[name] for name in own if name in self.fixed]
        styles = {style for _, style in self.parameters[: len(bound)]}
        leading = all(name in self.fixed for name in own[: len(bound)])
        if self._elsewhere is not None:
            return None
        if not leading or own[len(bound) : len(bound) + len(names)] != names:
            return None
        if styles - {"only", "plain"}:
            return None
        return partial(self.py_func, *bound) if bound else self.py_func

    @property
    def stages(self) -> Mapping[str, Any]:
        """The programs on the way, by the name of the stage."""
        if self.derived is None:
            raise SourceError(
                f"`{self.entry}` was unpickled: only its text is left, not the stages"
            )
        stages: Mapping[str, Any] = self.derived.stages
        return stages

    def __reduce__(self) -> tuple[Any, ...]:
        from adgen.api.pickling import packed_namespace, unpacked_specialisation

        return unpacked_specialisation, (
            self.text,
            packed_namespace(self.namespace),
            self.entry,
            self.label,
            self.parameters,
            dict(self.kinds),
            dict(self.fixed),
        )

    def __repr__(self) -> str:
        kinds = ", ".join(f"{name}: {kind}" for name, kind in self.kinds.items())
        return f"<{self.entry}({kinds})>"


def _parameters(function: Any) -> tuple[Parameter, ...]:
    return tuple((param.name, param.style) for param in function.params)
