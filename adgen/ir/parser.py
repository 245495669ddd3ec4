"""Reads a dump back: text to Function or Program, the inverse of `adgen.ir.printer`.

Comments, spans, kinds and notes are not read; `:=` gives a derived statement.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, Literal

from adgen.errors import ArgumentError
from adgen.ir.lexer import Cursor
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    End,
    For,
    Function,
    If,
    Operand,
    Pack,
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
from adgen.ir.operand_parser import (
    parse_index,
    parse_iterable,
    parse_list,
    parse_name,
    parse_operand,
    parse_var,
)
from adgen.ir.operand_text import INFIX, PREFIX

_INFIX = {sign: fn for fn, sign in INFIX.items()}
_PREFIX = {sign.strip(): fn for fn, sign in PREFIX.items()}
_ENDS = ("yield", "break", "return", "raise", "branch")
_INDENT = 4

Style = Literal["only", "plain", "star", "keyword", "stars"]


def parse(text: str, names: Mapping[str, Any] | None = None) -> Function:
    """The function of a dump; `names` gives the objects that constants name."""
    reader = _Reader(text, names or {})
    function = reader.function()
    if reader.lines:
        raise reader.lines[-1].error("this stands after the end of the function")
    return function


def parse_program(text: str, names: Mapping[str, Any] | None = None) -> Program:
    """The program of a dump: a line `program entry`, then its functions."""
    reader = _Reader(text, names or {})
    head = reader.line()
    head.expect("program")
    entry = parse_name(head)
    functions: dict[str, Function] = {}
    while reader.lines:
        function = reader.function()
        functions[function.name] = function
    return Program(functions, entry)


class _Reader:
    """Takes lines from the front of a dump."""

    def __init__(self, text: str, names: Mapping[str, Any]) -> None:
        lines = (
            Cursor(line, number)
            for number, line in enumerate(text.splitlines(), 1)
            if line.strip()
        )
        self.lines = [line for line in lines if line.tokens][
            ::-1
        ]  # popped from the end
        self.names = names

    def line(self) -> Cursor:
        if not self.lines:
            raise ArgumentError("the text ends before its last block does")
        return self.lines.pop()

    # functions -----------------------------------------------------------------------

    def function(self) -> Function:
        head = self.line()
        head.expect("def")
        name = parse_name(head)
        head.expect("(")
        params: list[Param] = []
        while not head.accept(")"):
            params.append(self.param(head))
            if not head.at(")"):
                head.expect(",")
        template = parse_operand(head, self.names) if head.accept("->") else None
        if not (template is None or isinstance(template, Pack)):
            raise head.error("a template must be a structure")
        head.expect(":")
        return Function(name, tuple(params), self.block(_INDENT), template)

    def param(self, head: Cursor) -> Param:
        style: Style = "plain"
        if head.accept("**"):
            style = "stars"
        elif head.accept("*"):
            style = "star"
        elif head.at("only") and not head.at("only", ":"):
            head.take()
            style = "only"
        elif head.at("keyword") and not head.at("keyword", ":"):
            head.take()
            style = "keyword"
        pattern: Operand
        if head.peek().sort == "var":
            pattern = parse_var(head)
            name = pattern.name
        else:
            name = parse_name(head)
            head.expect(":")
            pattern = parse_operand(head, self.names)
        default = parse_operand(head, self.names) if head.accept("=") else None
        if not (default is None or isinstance(default, Const)):
            raise head.error("a default must be a constant")
        return Param(name, pattern, style, default)

    # blocks --------------------------------------------------------------------------

    def block(self, indent: int) -> Block:
        body: list[Statement] = []
        while True:
            line = self.line()
            if len(line.line) - len(line.line.lstrip()) != indent:
                raise line.error(f"{indent} spaces were expected")
            if line.peek().sort == "word" and line.peek().text in _ENDS:
                return Block(tuple(body), self.end(line, indent))
            body.append(self.statement(line, indent))

    def two_blocks(
        self, head: Cursor, between: str, indent: int
    ) -> tuple[Block, Block]:
        head.expect(":")
        first = self.block(indent + _INDENT)
        middle = self.line()
        middle.expect(between)
        middle.expect(":")
        return first, self.block(indent + _INDENT)

    def end(self, line: Cursor, indent: int) -> End:
        word = line.take().text
        if word == "branch":
            test = parse_operand(line, self.names)
            return Branch(test, *self.two_blocks(line, "else", indent))
        if word == "raise":
            exception = parse_operand(line, self.names)
            line.expect("(")
            args, kwargs = self.arguments(line)
            args = (*args, *(value for _, value in kwargs))
            return Raise(exception, args, keywords=tuple(name for name, _ in kwargs))
        values: list[Operand] = []
        while not line.done():
            values.append(parse_operand(line, self.names))
            if not line.done():
                line.expect(",")
        ends: dict[str, type[Yield | Break | Return]] = {
            "yield": Yield,
            "break": Break,
            "return": Return,
        }
        return ends[word](tuple(values))

    # statements ----------------------------------------------------------------------

    def statement(self, line: Cursor, indent: int) -> Statement:
        if line.accept("remark"):
            return Remark(str(ast.literal_eval(line.take().text)))
        results, derived = self.left_side(line)
        if line.accept("if"):
            test = parse_operand(line, self.names)
            return If(
                results, test, *self.two_blocks(line, "else", indent), derived=derived
            )
        if line.accept("for"):
            return self.for_loop(line, results, derived, indent)
        if line.accept("while"):
            carried, initial = self.carried(line)
            blocks = self.two_blocks(line, "do", indent)
            return While(
                results, blocks[0], carried, initial, blocks[1], derived=derived
            )
        stmt = self.right_side(line, results, derived)
        if not line.done():
            raise line.error(f"{line.peek().text!r} was not expected")
        return stmt

    def left_side(self, line: Cursor) -> tuple[tuple[Var, ...], bool]:
        """The results, and whether the sign says that the statement is derived."""
        depth = 0
        for token in line.tokens:
            if token.sort == "sign":
                depth += (token.text in "([{") - (token.text in ")]}")
                if depth == 0 and token.text in ("=", ":="):
                    break
        else:
            return (), False
        results: list[Var] = []
        if line.accept("("):
            line.expect(")")
        while not (line.at("=") or line.at(":=")):
            results.append(parse_var(line))
            line.accept(",")
        return tuple(results), line.take().text == ":="

    def carried(self, line: Cursor) -> tuple[tuple[Var, ...], tuple[Operand, ...]]:
        carried: list[Var] = []
        initial: list[Operand] = []
        if line.accept("with"):
            while not line.at(":"):
                carried.append(parse_var(line))
                line.expect("=")
                initial.append(parse_operand(line, self.names))
                line.accept(",")
        return tuple(carried), tuple(initial)

    def for_loop(
        self, line: Cursor, results: tuple[Var, ...], derived: bool, indent: int
    ) -> For:
        target = parse_operand(line, self.names)
        if not isinstance(target, Var | Pack):
            raise line.error("a target must be a variable or a tuple")
        line.expect("in")
        iterable = parse_iterable(line, self.names)
        carried, initial = self.carried(line)
        line.expect(":")
        body = self.block(indent + _INDENT)
        return For(results, target, iterable, carried, initial, body, derived=derived)

    def right_side(
        self, line: Cursor, results: tuple[Var, ...], derived: bool
    ) -> Apply | Call | Store:
        names = self.names
        if line.at("call") and line.peek(1).sort in ("word", "quoted"):
            line.take()
            function = parse_name(line)
            line.expect("(")
            args = parse_list(line, ")", names)
            return Call(results, function, args, derived=derived)
        is_word = line.peek().sort in ("word", "quoted")
        if is_word and line.peek(1).text == "(" and line.closes_last():
            return self.generic_call(line, results, derived)
        if line.peek().text in _PREFIX and line.peek().sort in ("sign", "word"):
            fn = _PREFIX[line.take().text]
            return Apply(results, fn, (parse_var(line),), derived=derived)
        base = parse_operand(line, names)
        if line.accept("["):
            args = (base, parse_index(line, names))
            return Apply(results, "getitem", args, derived=derived)
        if line.peek().sort == "attribute":
            args = (base, Const(line.take().text[1:]))
            return Apply(results, "attr", args, derived=derived)
        if line.accept("with"):
            return self.store(line, results[0], base, derived)
        fn = self.infix_sign(line)
        args = (base, parse_operand(line, names))
        return Apply(results, fn, args, derived=derived)

    def infix_sign(self, line: Cursor) -> str:
        """Takes an infix sign, of one token or two; gives the name of its primitive."""
        sign = line.take().text
        if f"{sign} {line.peek().text}" in _INFIX:
            sign = f"{sign} {line.take().text}"
        if sign not in _INFIX:
            raise line.error(f"an operator was expected, not {sign!r}")
        return _INFIX[sign]

    def generic_call(
        self, line: Cursor, results: tuple[Var, ...], derived: bool
    ) -> Apply:
        fn = parse_name(line)
        line.expect("(")
        return Apply(results, fn, *self.arguments(line), derived=derived)

    def arguments(
        self, line: Cursor
    ) -> tuple[tuple[Operand, ...], tuple[tuple[str, Operand], ...]]:
        """What stands between the brackets of a call, and the closing one."""
        args: list[Operand] = []
        kwargs: list[tuple[str, Operand]] = []
        while not line.accept(")"):
            if line.peek(1).text == "=" and line.peek(1).sort == "sign":
                name = line.take().text
                line.expect("=")
                kwargs.append((name, parse_operand(line, self.names)))
            else:
                args.append(parse_operand(line, self.names))
            if not line.at(")"):
                line.expect(",")
        return tuple(args), tuple(kwargs)

    def store(self, line: Cursor, result: Var, base: Operand, derived: bool) -> Store:
        line.expect("[")
        index = parse_index(line, self.names)
        mode: Literal["set", "add"] = "add" if line.at("+=") else "set"
        line.expect("+=" if mode == "add" else "=")
        value = parse_operand(line, self.names)
        return Store(result, base, index, value, mode, derived=derived)
