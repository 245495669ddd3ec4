"""The language: every node of Python's AST, and what becomes of it.

This table is what the front end dispatches on, and what docs/language.md is written from. An
entry is `Accepted` (with the function that lowers it), `Part` (of another node, which lowers it)
or `Refused` (with the reason and what to write instead).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from adgen.errors import LanguageError
from adgen.frontend.callees.program import Tables
from adgen.frontend.calling import calls
from adgen.frontend.containers import subscripts
from adgen.frontend.control import catching
from adgen.frontend.scope.context import Context
from adgen.frontend.syntax import (
    assignment,
    attributes,
    comprehension,
    contexts,
    declarations,
    deletion,
    displays,
    expressions,
    local_classes,
    loop_statements,
    matching,
    statements,
    yields,
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """`lower` is a function of (context, node) for statements, with a name for expressions."""

    lower: Callable[..., Any]
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    of: str


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str
    remedy: str


Entry = Accepted | Part | Refused

_ASYNC = Refused("asynchronous code", "Write an ordinary function.")
_PATTERN = Part("match")
_ABSTRACT = Part("the grammar: an abstract class, of which no node is made")

_STATEMENTS: dict[str, Entry] = {
    "FunctionDef": Accepted(statements.lower_function, "nested functions, closures"),
    "AsyncFunctionDef": _ASYNC,
    "ClassDef": Accepted(
        local_classes.lower_class, "in a function, if it uses no name of the function"
    ),
    "Return": Accepted(statements.lower_return, "anywhere, in nested loops too"),
    "Delete": Accepted(
        deletion.lower_delete, "of names, of items of lists, of keys of dicts"
    ),
    "Assign": Accepted(
        assignment.lower_assign, "to names, tuples (nested, starred), items of arrays"
    ),
    "AugAssign": Accepted(assignment.lower_augmented, "to names and items"),
    "AnnAssign": Accepted(assignment.lower_annotated, "as an assignment"),
    "For": Accepted(
        loop_statements.lower_for,
        "over ranges, arrays, lists, tuples, dicts, enumerate, zip, reversed; with else",
    ),
    "AsyncFor": _ASYNC,
    "While": Accepted(loop_statements.lower_while, "with else"),
    "If": Accepted(statements.lower_if, "decided ones lower the branch taken only"),
    "With": Accepted(
        contexts.lower_with,
        "np.errstate, np.printoptions, warnings.catch_warnings, contextlib.nullcontext,"
        " contextlib.suppress, objects, functions under contextlib.contextmanager",
    ),
    "AsyncWith": _ASYNC,
    "Match": Accepted(matching.lower_match, "all patterns; captures and guards"),
    "Raise": Accepted(statements.lower_raise, "of exception classes, with a message"),
    "Try": Accepted(catching.lower_try, "with except, else and finally"),
    "TryStar": Refused("`except*`", "Test the condition with if."),
    "Assert": Accepted(statements.lower_assert, "with a message"),
    "Import": Accepted(declarations.lower_import, "of modules that can be imported"),
    "ImportFrom": Accepted(declarations.lower_import_from, ""),
    "Global": Accepted(declarations.lower_declaration, "read, not assigned"),
    "Nonlocal": Accepted(declarations.lower_declaration, "read and assigned"),
    "Expr": Accepted(statements.lower_expression_statement, "calls, docstrings"),
    "Pass": Accepted(statements.lower_pass, ""),
    "Break": Accepted(statements.lower_break, ""),
    "Continue": Accepted(statements.lower_continue, ""),
    "TypeAlias": Refused("a type alias in a function", "Define it outside."),
}

_EXPRESSIONS: dict[str, Entry] = {
    "BoolOp": Accepted(expressions.lower_boolean, "and, or: short-circuiting"),
    "NamedExpr": Accepted(assignment.lower_walrus, ""),
    "BinOp": Accepted(expressions.lower_binary, "all operators"),
    "UnaryOp": Accepted(expressions.lower_unary, "all operators"),
    "Lambda": Accepted(calls.lower_lambda, "closures over names of the function"),
    "IfExp": Accepted(expressions.lower_conditional, ""),
    "Dict": Accepted(displays.lower_dict, "with literal keys"),
    "Set": Accepted(
        displays.lower_set, "of what cannot vary, for `in`, len and sorted"
    ),
    "ListComp": Accepted(
        comprehension.lower_list_comprehension, "several for and if, nested targets"
    ),
    "SetComp": Accepted(comprehension.lower_set_comprehension, "of what cannot vary"),
    "DictComp": Accepted(comprehension.lower_dict_comprehension, "with known keys"),
    "GeneratorExp": Accepted(displays.lower_generator, "consumed as a list"),
    "Await": _ASYNC,
    "Yield": Accepted(yields.lower_yield, "in functions whose elements are consumed"),
    "YieldFrom": Accepted(yields.lower_yield_from, "of anything that is iterated over"),
    "Compare": Accepted(expressions.lower_compare, "chained, too"),
    "Call": Accepted(
        calls.lower_call, "NumPy, SciPy, math, builtins, methods, your own functions"
    ),
    "FormattedValue": Part("an f-string"),
    "Interpolation": Part("a t-string, which is refused"),
    "JoinedStr": Accepted(displays.lower_text, "f-strings"),
    "TemplateStr": Refused("a t-string", "Use an f-string."),
    "Constant": Accepted(expressions.lower_constant, ""),
    "Attribute": Accepted(attributes.lower_attribute, "of modules, arrays, objects"),
    "Subscript": Accepted(subscripts.lower_subscript, "all indices of NumPy"),
    "Starred": Part("a call, a tuple or a list"),
    "Name": Accepted(expressions.lower_name, ""),
    "List": Accepted(displays.lower_list, ""),
    "Tuple": Accepted(displays.lower_tuple, ""),
    "Slice": Accepted(displays.lower_slice, ""),
}

_PARTS: dict[str, str] = {
    "operator": (
        "Add And BitAnd BitOr BitXor Div Eq FloorDiv Gt GtE In Invert Is IsNot LShift Lt LtE"
        " MatMult Mod Mult Not NotEq NotIn Or Pow RShift Sub UAdd USub"
    ),
    "a name, an attribute or an item": "Del Load Store AugLoad AugStore Param",
    "another node": (
        "ExceptHandler alias arg arguments comprehension keyword match_case withitem"
        " type_ignore TypeIgnore"
    ),
    "a whole module": "Module Interactive Expression FunctionType Suite",
    "a definition with type parameters": "ParamSpec TypeVar TypeVarTuple",
    "an older form of a subscript or a constant": (
        "ExtSlice Index Bytes Ellipsis NameConstant Num Str _ast_Ellipsis"
    ),
}


def _table() -> dict[str, Entry]:
    table: dict[str, Entry] = {**_STATEMENTS, **_EXPRESSIONS}
    for of, names in _PARTS.items():
        table |= {name: Part(of) for name in names.split()}
    for name in (
        "MatchValue MatchSingleton MatchSequence MatchMapping MatchClass MatchStar MatchAs"
        " MatchOr"
    ).split():
        table[name] = _PATTERN
    for name in (
        "AST stmt expr mod expr_context boolop operator unaryop cmpop excepthandler pattern"
        " type_param slice"
    ).split():
        table[name] = _ABSTRACT
    return table


TABLE: dict[str, Entry] = _table()
"""Every class of `ast`, by name."""


def _refuse(ctx: Context, node: ast.AST) -> None:
    entry = TABLE.get(type(node).__name__)
    reason, remedy = f"the syntax {type(node).__name__}", ""
    if isinstance(entry, Refused):
        reason, remedy = entry.reason, entry.remedy
    elif isinstance(entry, Part):
        reason = f"{type(node).__name__.lower()} outside of {entry.of}"
    raise LanguageError(
        f"adgen does not accept {reason} (in `{ctx.frame.acquired.name}`)",
        ctx.span(node),
        remedy,
    )


def _accepted(entries: dict[str, Entry]) -> dict[type, Callable[..., Any]]:
    return {
        getattr(ast, name): entry.lower
        for name, entry in entries.items()
        if isinstance(entry, Accepted) and hasattr(ast, name)
    }


def tables() -> Tables:
    """What the front end dispatches on."""
    return Tables(
        _accepted(_EXPRESSIONS),
        _accepted(_STATEMENTS),
        _refuse,
        calls.call_value,
        expressions.condition,
        catching.guard,
    )


def document() -> str:
    """docs/language.md: the language as a table."""
    lines = [
        "# The language",
        "",
        "Written by `adgen.frontend.table.document`; do not edit. What is not accepted is",
        "refused with the line and what to write instead.",
    ]
    for title, entries in (("Statements", _STATEMENTS), ("Expressions", _EXPRESSIONS)):
        lines += ["", f"## {title}", "", "| Python | adgen | |", "| --- | --- | --- |"]
        for name, entry in sorted(entries.items()):
            lines.append(_row(name, entry))
    return "\n".join(lines) + "\n"


def _row(name: str, entry: Entry) -> str:
    match entry:
        case Accepted(_, note):
            return f"| {name} | accepted | {note} |"
        case Part(of):
            return f"| {name} | part of {of} | |"
        case Refused(reason, remedy):
            return f"| {name} | refused: {reason} | {remedy} |"
