"""The IR as text that looks like Python.

    def root(a.0, tol.0):
        x.3, k.3 = while with x.1 = a.0, k.1 = 0:
            %1 = k.1 < 50
            yield %1
        do:
            %2 := a.0 / x.1            (:= marks a statement made by adgen)
            x.2 = x.1 with [0] = %2
            branch %3:
                break x.1, k.1
            else:
                yield x.2, k.1
        return x.3

A Yield ends a block with its values. `adgen.ir.parser` reads the text back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from adgen.ir.kinds import UNKNOWN
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    End,
    For,
    Function,
    If,
    Operand,
    Param,
    Program,
    Raise,
    Remark,
    Return,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.operand_text import (
    apply_text,
    arguments_text,
    const_text,
    exception_text,
    index_text,
    iterable_text,
    kind_text,
    name_text,
    operand_text,
    var_text,
)
from adgen.ir.walk import bound_vars, defined_vars, param_vars, raised_arguments

_INDENT = "    "
_COMMENT_COLUMN = 48

Node = Function | Statement | End
_STYLES = {
    "only": "only ",
    "plain": "",
    "star": "*",
    "keyword": "keyword ",
    "stars": "**",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dump, and the node it is (the first) line of; None for `else:`."""

    text: str
    node: Node | None


def dump(
    program: Program | Function, *, kinds: bool = False, sources: bool = False
) -> str:
    """The text of a program or function.

    `kinds` shows the kinds of what each line defines, `sources` the user's text it came
    from, as comments.
    """
    if isinstance(program, Program):
        parts = [f"program {name_text(program.entry)}"]
        for function in program.functions.values():
            parts.append(dump(function, kinds=kinds, sources=sources))
        return "\n\n".join(parts)
    comment = _commenter(program, kinds, sources)
    return "\n".join(_with_comment(line, comment) for line in function_lines(program))


def function_lines(function: Function) -> list[Line]:
    """The lines of one function, each with its node."""
    params = ", ".join(map(_param_text, function.params))
    result = (
        "" if function.template is None else f" -> {operand_text(function.template)}"
    )
    head = f"def {name_text(function.name)}({params}){result}:"
    lines = [Line(head, function)]
    _add_block(lines, function.body, _INDENT)
    return lines


def statement_text(node: Statement | End) -> str:
    """The line of a statement or end; of one that owns blocks, its first."""
    if isinstance(node, Yield | Break | Return | Raise | Branch):
        return _end_head(node)
    return _statement_head(node)


# comments ----------------------------------------------------------------------------


def _commenter(
    function: Function, kinds: bool, sources: bool
) -> Callable[[Node | None], str]:
    """What stands after the # of a line."""
    last = ""

    def comment(node: Node | None) -> str:
        nonlocal last
        parts = []
        if kinds:
            parts += [
                f"{var_text(var)}: {kind_text(function.kinds.get(var, UNKNOWN))}"
                for var in _shown_vars(node)
            ]
        source = _source_of(node) if sources else ""
        if source and source != last:
            parts.append(source)
            last = source
        return "  ".join(parts)

    return comment


def _shown_vars(node: Node | None) -> tuple[Var, ...]:
    if node is None or isinstance(node, Yield | Break | Return | Raise | Branch):
        return ()
    if isinstance(node, Function):
        return param_vars(node)
    return (*bound_vars(node), *defined_vars(node))


def _source_of(node: Node | None) -> str:
    if isinstance(node, Apply | Call | Store | If | For | While) and node.note:
        return node.note
    span = getattr(node, "span", None)
    return "" if span is None else span.statement or span.line_text().strip()


def _with_comment(line: Line, comment: Callable[[Node | None], str]) -> str:
    text = comment(line.node)
    return f"{line.text:<{_COMMENT_COLUMN}}  # {text}" if text else line.text


# lines -------------------------------------------------------------------------------


def _add_block(lines: list[Line], block: Block, indent: str) -> None:
    for stmt in block.body:
        lines.append(Line(indent + _statement_head(stmt), stmt))
        match stmt:
            case If():
                _add_two(lines, stmt.then, "else:", stmt.orelse, indent)
            case While():
                _add_two(lines, stmt.test, "do:", stmt.body, indent)
            case For():
                _add_block(lines, stmt.body, indent + _INDENT)
            case _:
                pass
    lines.append(Line(indent + _end_head(block.end), block.end))
    if isinstance(block.end, Branch):
        _add_two(lines, block.end.then, "else:", block.end.orelse, indent)


def _add_two(
    lines: list[Line], first: Block, between: str, second: Block, indent: str
) -> None:
    _add_block(lines, first, indent + _INDENT)
    lines.append(Line(indent + between, None))
    _add_block(lines, second, indent + _INDENT)


def _statement_head(stmt: Statement) -> str:
    if isinstance(stmt, Remark):
        return f"remark {stmt.text!r}"
    left = ", ".join(map(var_text, defined_vars(stmt)))
    sign = ":=" if stmt.derived else "="
    right = _right_side(stmt)
    if not left and not stmt.derived:
        return right
    return f"{left or '()'} {sign} {right}"


def _right_side(stmt: Apply | Call | Store | If | For | While) -> str:
    match stmt:
        case Apply():
            return apply_text(stmt)
        case Call():
            return f"call {name_text(stmt.function)}({_commas(stmt.args)})"
        case Store():
            sign = {"set": "=", "add": "+="}.get(stmt.mode, stmt.mode)
            place = f"{operand_text(stmt.base)} with [{index_text(stmt.index)}]"
            return f"{place} {sign} {operand_text(stmt.value)}"
        case If():
            return f"if {operand_text(stmt.test)}:"
        case For():
            over = f"{operand_text(stmt.target)} in {iterable_text(stmt.iterable)}"
            return f"for {over}{_carried_text(stmt)}:"
        case While():
            return f"while{_carried_text(stmt)}:"
        case _:
            assert_never(stmt)


def _carried_text(loop: For | While) -> str:
    pairs = (
        f"{var_text(var)} = {operand_text(start)}"
        for var, start in zip(loop.carried, loop.initial)
    )
    return f" with {', '.join(pairs)}" if loop.carried else ""


def _end_head(end: End) -> str:
    match end:
        case Yield(values):
            return f"yield {_commas(values)}".rstrip()
        case Break(values):
            return f"break {_commas(values)}".rstrip()
        case Return(values):
            return f"return {_commas(values)}".rstrip()
        case Raise():
            given = arguments_text(*raised_arguments(end))
            return f"raise {exception_text(end.exception)}({given})"
        case Branch():
            return f"branch {operand_text(end.test)}:"
        case _:
            assert_never(end)


def _commas(values: tuple[Operand, ...]) -> str:
    return ", ".join(map(operand_text, values))


def _param_text(param: Param) -> str:
    pattern = param.pattern
    text = operand_text(pattern)
    if not (isinstance(pattern, Var) and pattern.name == param.name):
        text = f"{param.name}: {text}"
    default = "" if param.default is None else f" = {const_text(param.default)}"
    return f"{_STYLES[param.style]}{text}{default}"
