"""What a call passes to a function of its own: operands, and the memory they stand for.

step(ball, h)       ball.height, ball.speed, h: of an object its numbers and arrays
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.callees import parameters
from adgen.frontend.callees.parameters import Form
from adgen.frontend.callees.sizes import Canonical, caller_sizes, in_words
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Ref, Region, Value
from adgen.ir.kinds import Kind
from adgen.ir.nodes import Operand


class Passed:
    """What a call passes: the captured values first, then the arguments, each with its form."""

    def __init__(self, ctx: Context, node: ast.AST) -> None:
        self.ctx = ctx
        self.node = node
        self.canonical = Canonical()
        self.forms: list[Form] = []
        self.values: list[Value] = []

    def add(self, value: Value, form: Form, name: str) -> Form:
        """Adds a value; its form with dimensions as the callee names them."""
        canonical = self.canonical.form(form, name)
        self.forms.append(form)
        self.values.append(value)
        return canonical

    def result(self, kind: Kind, forms: Sequence[Form]) -> Kind:
        """A kind in a callee with parameters of these forms in the words of the caller."""
        return in_words(kind, caller_sizes(forms, self.forms))

    def operands(self, forms: Sequence[Form]) -> list[Operand]:
        """One operand for each parameter of the callee; of objects one for each part.

        `forms` are those of the callee: where it calls itself with other numbers, a literal of
        this call is a parameter there.
        """
        found: list[Operand] = []
        for form, value in zip(forms, self.values):
            if parameters.has_objects(form):
                found += parameters.leaf_operands(self.ctx, form, value, self.node)
            else:
                found.append(memory.operand(self.ctx, value, self.node))
        return found

    def refs(self, forms: Sequence[Form]) -> list[Ref | None]:
        """The memory of what is passed for parameters of these forms; None for a number."""
        return [
            ref
            for form, value in zip(forms, self.values)
            for ref in parameters.argument_refs(self.ctx, form, value)
        ]

    def structures(self) -> list[Region]:
        """The regions of the lists, dicts and objects that are passed."""
        content = self.ctx.state.content
        return [
            region
            for value in self.values
            for region in parameters.structure_regions(value, content)
        ]
