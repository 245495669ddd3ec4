"""Reads the operands of a dump: the inverse of `adgen.ir.operand_text`.

x.2 -> Var("x", 2)     (1, %3) -> Pack("tuple", (Const(1), Var("%3", 0)))
"""

from __future__ import annotations

import ast
import builtins
import pkgutil
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from adgen.ir.lexer import Cursor, Token
from adgen.ir.nodes import (
    UNDEFINED,
    Const,
    Each,
    Enumerate,
    FunctionName,
    Iterable,
    Operand,
    Pack,
    Range,
    Reversed,
    Var,
    Zip,
)

_WORDS: dict[str, Operand] = {
    "True": Const(True),
    "False": Const(False),
    "None": Const(None),
    "nan": Const(float("nan")),
    "undefined": UNDEFINED,
}


def parse_var(cursor: Cursor) -> Var:
    """x.2 or %3."""
    token = cursor.take()
    if token.sort != "var":
        raise cursor.error(f"a variable was expected, not {token.text!r}")
    name, dot, version = token.text.rpartition(".")
    return Var(name, int(version)) if dot else Var(token.text, 0)


def parse_name(cursor: Cursor) -> str:
    """A dotted name, or a quoted one."""
    token = cursor.take()
    if token.sort == "quoted":
        return str(ast.literal_eval(token.text[1:]))
    if token.sort != "word":
        raise cursor.error(f"a name was expected, not {token.text!r}")
    return token.text


def parse_list(
    cursor: Cursor, close: str, names: Mapping[str, Any]
) -> tuple[Operand, ...]:
    """Operands with commas between them, up to and with the closing bracket."""
    items: list[Operand] = []
    while not cursor.accept(close):
        items.append(parse_operand(cursor, names))
        if not cursor.at(close):
            cursor.expect(",")
    return tuple(items)


def parse_operand(cursor: Cursor, names: Mapping[str, Any]) -> Operand:
    """Any operand; `names` gives the objects that constants name."""
    token = cursor.peek()
    match token:
        case Token("var"):
            return parse_var(cursor)
        case Token("number", text):
            cursor.take()
            return Const(_number(text))
        case Token("string", text):
            cursor.take()
            return Const(ast.literal_eval(text))
        case Token("quoted"):
            return _named(parse_name(cursor), names, cursor)
        case Token("word"):
            return _word_operand(cursor, names)
        case Token("sign", "("):
            cursor.take()
            return Pack("tuple", parse_list(cursor, ")", names))
        case Token("sign", "["):
            cursor.take()
            return Pack("list", parse_list(cursor, "]", names))
        case Token("sign", "{"):
            cursor.take()
            return _dict_operand(cursor, names)
        case Token("sign", "..."):
            cursor.take()
            return Const(...)
        case _:
            raise cursor.error(f"an operand was expected, not {token.text!r}")


def parse_index(cursor: Cursor, names: Mapping[str, Any]) -> Operand:
    """What stands between [ and ], and the closing bracket."""
    axes = [_axis(cursor, names)]
    is_tuple = False
    while cursor.accept(","):
        is_tuple = True
        if not cursor.at("]"):
            axes.append(_axis(cursor, names))
    cursor.expect("]")
    return Pack("tuple", tuple(axes)) if is_tuple else axes[0]


def parse_iterable(cursor: Cursor, names: Mapping[str, Any]) -> Iterable:
    """What a For runs over."""
    if cursor.at("range", "("):
        cursor.place += 2
        start, stop, step = parse_list(cursor, ")", names)
        return Range(start, stop, step)
    if cursor.at("enumerate", "("):
        cursor.place += 2
        inner = parse_iterable(cursor, names)
        cursor.expect(",")
        (first,) = parse_list(cursor, ")", names)
        return Enumerate(inner, first)
    if cursor.at("zip", "(") or cursor.at("reversed", "("):
        word = cursor.take().text
        cursor.expect("(")
        inners: list[Iterable] = []
        while not cursor.accept(")"):
            inners.append(parse_iterable(cursor, names))
            cursor.accept(",")
        return Reversed(inners[0]) if word == "reversed" else Zip(tuple(inners))
    return Each(parse_operand(cursor, names))


# how ---------------------------------------------------------------------------------


def _number(text: str) -> int | float | complex:
    if text.endswith("j"):
        return complex(text)
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _named(name: str, names: Mapping[str, Any], cursor: Cursor) -> Const:
    """The constant found under a name: in `names`, else a builtin, else an attribute."""
    if name in names:
        return Const(names[name], name)
    root, *attributes = name.split(".")
    known = {**vars(builtins), "np": np, **names}
    if root not in known:
        raise cursor.error(f"no object was given for the name {name!r}")
    value = known[root]
    for attribute in attributes:
        value = getattr(value, attribute)
    return Const(value, name)


def _word_operand(cursor: Cursor, names: Mapping[str, Any]) -> Operand:
    word = cursor.peek().text
    if word in _WORDS:
        cursor.take()
        return _WORDS[word]
    if word == "inf":
        cursor.take()
        return Const(float("inf"))
    structures: dict[str, Literal["slice", "field", "path", "view"]] = {
        "path": "path",
        "view": "view",
        "slice": "slice",
        "field": "field",
    }
    if word in structures and cursor.at(word, "("):
        cursor.place += 2
        return Pack(structures[word], parse_list(cursor, ")", names))
    if word == "object" and cursor.at(word, "("):
        cursor.place += 2
        return _object_operand(parse_list(cursor, ")", names), cursor)
    if word in _MADE and cursor.at(word, "("):
        cursor.place += 2
        return _made_constant(word, parse_list(cursor, ")", names), cursor)
    return _named(parse_name(cursor), names, cursor)


def _object_operand(args: tuple[Operand, ...], cursor: Cursor) -> Pack:
    """object(Point, {"x": x.0, "y": y.0})"""
    match args:
        case (Const() as cls, Pack(form="dict", items=items, keys=keys)):
            return Pack("object", items, keys, cls)
        case _:
            raise cursor.error("an object is a class and a dict of its attributes")


_MADE = ("complex", "dtype", "function", "scalar", "type")


def _made_constant(word: str, args: tuple[Operand, ...], cursor: Cursor) -> Const:
    """A literal that Python has no token for."""
    match word, [arg.value for arg in args if isinstance(arg, Const)]:
        case "complex", [float(real), float(imag)]:
            return Const(complex(real, imag))
        case "dtype", [str(name)]:
            return Const(np.dtype(name))
        case "function", [str(name)]:
            return Const(FunctionName(name))
        case "type", [str(path)]:
            return Const(pkgutil.resolve_name(path))
        case "scalar", ["bool", str(text)]:
            return Const(np.bool_(text == "True"))
        case "scalar", [str(name), str(text)]:
            return Const(np.dtype(name).type(text))
        case _:
            raise cursor.error(f"{word} cannot be made of these")


def _dict_operand(cursor: Cursor, names: Mapping[str, Any]) -> Pack:
    keys: list[Const] = []
    items: list[Operand] = []
    while not cursor.accept("}"):
        key = parse_operand(cursor, names)
        if not isinstance(key, Const):
            raise cursor.error("the key of a dict must be a constant")
        keys.append(key)
        cursor.expect(":")
        items.append(parse_operand(cursor, names))
        if not cursor.at("}"):
            cursor.expect(",")
    return Pack("dict", tuple(items), tuple(keys))


def _axis(cursor: Cursor, names: Mapping[str, Any]) -> Operand:
    """One axis of an index: an operand, or a slice with its colons."""
    parts: list[Operand] = [Const(None)]
    is_slice = False
    while not (cursor.at(",") or cursor.at("]")):
        if cursor.accept(":"):
            is_slice = True
            parts.append(Const(None))
        else:
            parts[-1] = parse_operand(cursor, names)
    if not is_slice:
        return parts[0]
    parts += [Const(None)] * (3 - len(parts))
    return Pack("slice", tuple(parts))
