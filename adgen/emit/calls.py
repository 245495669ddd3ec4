"""Structures at the borders of functions: arguments, results, parameters.

results 0, 1 of template ((0, 1), {"r": 2})     return (x, y), {"r": r}
t.0, r.0 = call f(q.0, k.0), keyword k           t, r = f(q, k=k)
parameter p: {"w": w.0}                          p["w"]
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from adgen.emit.assignments import assign, several
from adgen.emit.expressions import Expressions
from adgen.emit.vocabulary import Vocabulary
from adgen.ir.nodes import Call, Const, Function, Operand, Pack, Param, Var
from adgen.ir.objects import is_made_by_keywords, is_named_tuple

_LOAD, _STORE = ast.Load(), ast.Store()


class Calls:
    """Makes the calls and the returned structures of one function."""

    def __init__(
        self,
        function: Function,
        functions: Mapping[str, Function],
        names: Mapping[Var, str],
        expressions: Expressions,
        vocabulary: Vocabulary,
        blank: str,
    ) -> None:
        self._template = function.template
        self._functions = functions
        self._names = names
        self._make = expressions
        self._vocabulary = vocabulary
        self._blank = blank

    def returned(
        self, values: Sequence[Operand], given: Mapping[int, ast.expr]
    ) -> ast.expr | None:
        """What a Return gives, in the structure of the function's result; `given` are the
        expressions of some of the values."""
        if self._template is None and not values:
            return None
        made = [
            given[position] if position in given else self._make.operand(value)
            for position, value in enumerate(values)
        ]
        return made[0] if self._template is None else self._filled(self._template, made)

    def _filled(self, template: Operand, values: Sequence[ast.expr]) -> ast.expr:
        if isinstance(template, Const):
            if template.value is None:  # a part without derivative
                return ast.Constant(None)
            position: int = template.value
            return values[position]
        assert isinstance(template, Pack)
        items = [self._filled(item, values) for item in template.items]
        if template.form == "dict":
            return ast.Dict([self._make.constant(key) for key in template.keys], items)
        if template.form == "object":
            return self._object(template, items)
        return (ast.List if template.form == "list" else ast.Tuple)(items, _LOAD)

    def _object(self, template: Pack, items: list[ast.expr]) -> ast.expr:
        """`Point(x_bar, y_bar)`; of a class whose `__init__` does more, without calling it."""
        assert template.of is not None
        cls: type = template.of.value
        names = tuple(str(key.value) for key in template.keys)
        name = self._make.constant(template.of)
        if is_named_tuple(cls):
            return ast.Call(name, items, [])
        keywords = [ast.keyword(n, item) for n, item in zip(names, items)]
        if is_made_by_keywords(cls, names):
            return ast.Call(name, [], keywords)
        return ast.Call(self._make.primitive("object"), [name], keywords)

    def call(self, stmt: Call) -> list[ast.stmt]:
        """The statements of a call."""
        callee = self._functions[stmt.function]
        args: list[ast.expr] = []
        keywords: list[ast.keyword] = []
        for param, operand in zip(callee.params, stmt.args):
            self._argument(param, operand, args, keywords)
        name = self._vocabulary.dotted(self._vocabulary.function(stmt.function))
        call = ast.Call(name, args, keywords)
        if not stmt.results:
            return [ast.Expr(call)]
        template = callee.template
        if all(self._names[result] == self._blank for result in stmt.results):
            return [ast.Expr(call)]
        if template is None:
            return [assign(self._names[stmt.results[0]], call)]
        if not _has_dict(template):
            target = self._target(template, stmt.results)
            return [ast.Assign([target], call, lineno=0)]
        whole = self._free(f"{self._vocabulary.function(stmt.function)}_result")
        made: list[ast.stmt] = [assign(whole, call)]
        for place, position in places(ast.Name(whole, _LOAD), template, self._make):
            assert isinstance(position, Const)
            if position.value is None:
                continue
            taken = self._names[stmt.results[position.value]]
            if taken != self._blank:
                made.append(assign(taken, place))
        return made

    def _argument(
        self,
        param: Param,
        operand: Operand,
        args: list[ast.expr],
        keywords: list[ast.keyword],
    ) -> None:
        if param.style == "keyword":
            keywords.append(ast.keyword(param.name, self._make.operand(operand)))
        elif param.style == "star":
            if isinstance(operand, Pack):
                args += self._make.several(operand.items)
            else:
                args.append(ast.Starred(self._make.operand(operand), _LOAD))
        elif param.style == "stars":
            if isinstance(operand, Pack):
                values = self._make.several(operand.items)
                names = [str(key.value) for key in operand.keys]
                keywords += [ast.keyword(n, v) for n, v in zip(names, values)]
            else:
                keywords.append(ast.keyword(None, self._make.operand(operand)))
        else:
            args.append(self._make.operand(operand))

    def _target(self, template: Operand, results: Sequence[Var]) -> ast.expr:
        if isinstance(template, Const):
            if template.value is None:
                return ast.Name(self._blank, _STORE)
            return ast.Name(self._names[results[template.value]], _STORE)
        assert isinstance(template, Pack)
        items = [self._target(item, results) for item in template.items]
        return several(items) if len(items) > 1 else ast.Tuple(items, _STORE)

    def _free(self, wanted: str) -> str:
        taken = {*self._names.values(), *self._vocabulary.reserved}
        while wanted in taken:
            wanted += "_"
        return wanted


def places(
    whole: ast.expr, pattern: Operand, expressions: Expressions
) -> Iterator[tuple[ast.expr, Operand]]:
    """Each leaf of a structure, with the expression that reads it."""
    if not isinstance(pattern, Pack):
        yield whole, pattern
        return
    for position, item in enumerate(pattern.items):
        place: ast.expr
        if pattern.form == "object":
            attribute = str(pattern.keys[position].value)
            place = ast.Attribute(whole, attribute, _LOAD)
        elif pattern.form == "dict":
            key = expressions.constant(pattern.keys[position])
            place = ast.Subscript(whole, key, _LOAD)
        else:
            place = ast.Subscript(whole, ast.Constant(position), _LOAD)
        yield from places(place, item, expressions)


def _has_dict(template: Operand) -> bool:
    if not isinstance(template, Pack):
        return False
    return template.form in ("dict", "object") or any(map(_has_dict, template.items))
