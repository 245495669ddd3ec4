"""From a code object to the node of its source: parse once per file, find, and make sure.

Input: a plain function. Output: `Located`, the `ast.FunctionDef` or `ast.Lambda` it was
compiled from, with the lines of its file. Line numbers and columns of nodes are those of the
user's file, because the whole file is parsed. The text found is compiled again and compared
with the function, so that an edited file is refused and not differentiated.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import warnings
import weakref
from collections import OrderedDict
from dataclasses import dataclass, field
from types import CodeType, FunctionType

from adgen.errors import LanguageError, SourceError
from adgen.frontend.reading.lambdas import choose_lambda

FunctionNode = ast.FunctionDef | ast.Lambda
_Definition = ast.FunctionDef | ast.AsyncFunctionDef

_FILES_KEPT = 64
_FUTURE_FLAGS = 0
for _feature in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _feature).compiler_flag

# Names that rewriters of bytecode leave behind; their functions cannot be compared.
_REWRITERS = ("@pytest_ar", "__beartype", "__typeguard")


@dataclass(slots=True)
class SourceFile:
    """A parsed file: definitions by name and first line, lambdas by line."""

    name: str
    lines: list[str]
    tree: ast.Module
    definitions: dict[tuple[str, int], _Definition] = field(default_factory=dict)
    lambdas: dict[int, list[ast.Lambda]] = field(default_factory=dict)
    compiled: dict[tuple[int, bool], dict[tuple[str, int], list[CodeType]]] = field(
        default_factory=dict
    )


@dataclass(slots=True)
class Located:
    """The node of a function.

    For a lambda, `assigned_name` is the variable it is assigned to. `enclosing` maps
    the id of each node within to its statement, once asked for.
    """

    node: FunctionNode
    source: SourceFile
    assigned_name: str = ""
    enclosing: dict[int, ast.stmt | ast.expr] | None = None


_files: OrderedDict[str, SourceFile] = OrderedDict()
_located: dict[int, tuple[weakref.ref[CodeType], Located]] = {}


def locate(function: FunctionType) -> Located:
    """The node `function` was compiled from; raises SourceError where that is not certain."""
    code = function.__code__
    known = _located.get(id(code))
    if known is not None and known[0]() is code:
        return known[1]
    source = _source_file(function)
    if code.co_name == "<lambda>":
        found = _find_lambda(source, code)
    else:
        found = Located(_find_definition(source, code), source)
    # Keyed by identity: two equal code objects may come from different files.
    key = id(code)
    _located[key] = (weakref.ref(code, lambda _: _located.pop(key, None)), found)
    return found


def _source_file(function: FunctionType) -> SourceFile:
    code = function.__code__
    try:
        lines, _ = inspect.findsource(function)
    except (OSError, TypeError) as error:
        raise _no_source(code) from error
    name = code.co_filename
    known = _files.get(name)
    if known is not None and known.lines == lines:
        _files.move_to_end(name)
        return known
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse("".join(lines), name)
    except (SyntaxError, ValueError) as error:
        raise _changed(code) from error
    # A copy: linecache may give the same list with other lines later.
    source = SourceFile(name, list(lines), tree)
    _index(source)
    _files[name] = source
    if len(_files) > _FILES_KEPT:
        _files.popitem(last=False)
    return source


def _index(source: SourceFile) -> None:
    for node in ast.walk(source.tree):
        if isinstance(node, _Definition):
            first = node.decorator_list[0] if node.decorator_list else node
            source.definitions[node.name, first.lineno] = node
        elif isinstance(node, ast.Lambda):
            source.lambdas.setdefault(node.lineno, []).append(node)


def _find_definition(source: SourceFile, code: CodeType) -> ast.FunctionDef:
    node = source.definitions.get((code.co_name, code.co_firstlineno))
    if node is None:
        if code.co_name == "<genexpr>" or code.co_name.startswith("<"):
            raise _no_source(code)
        raise _changed(code)
    if isinstance(node, ast.AsyncFunctionDef):
        raise LanguageError(
            f"{_place(code)}: adgen cannot differentiate the async function `{node.name}`"
        )
    if not _same_arguments(node.args, code):
        raise _changed(code)
    _require_unchanged(source, code)
    return node


def _find_lambda(source: SourceFile, code: CodeType) -> Located:
    candidates = [
        node
        for node in source.lambdas.get(code.co_firstlineno, [])
        if _same_arguments(node.args, code)
    ]
    if not candidates:
        raise _changed(code)
    _require_unchanged(source, code)
    node = choose_lambda(candidates, code, source.tree, same_code)
    if node is None:
        raise SourceError(
            f"{_place(code)}: several lambdas on this line cannot be told apart",
            remedy="Write them on lines of their own, or give them names with def.",
        )
    return Located(node, source, _assigned_name(source, node))


def _assigned_name(source: SourceFile, node: ast.Lambda) -> str:
    """`f` for `f = lambda x: ...`; empty for a lambda without a name of its own."""
    for statement in ast.walk(source.tree):
        match statement:
            case ast.Assign([ast.Name(name)], value) if value is node:
                return name
            case ast.AnnAssign(ast.Name(name), _, value) if value is node:
                return name
    return ""


def _same_arguments(arguments: ast.arguments, code: CodeType) -> bool:
    positional = [*arguments.posonlyargs, *arguments.args]
    stars = [arg for arg in (arguments.vararg, arguments.kwarg) if arg is not None]
    written = [arg.arg for arg in (*positional, *arguments.kwonlyargs, *stars)]
    counts = (
        len(positional) == code.co_argcount
        and len(arguments.posonlyargs) == code.co_posonlyargcount
        and len(arguments.kwonlyargs) == code.co_kwonlyargcount
        and (arguments.vararg is not None) == bool(code.co_flags & inspect.CO_VARARGS)
        and (arguments.kwarg is not None)
        == bool(code.co_flags & inspect.CO_VARKEYWORDS)
    )
    # In a class, `__x` is compiled as `_Class__x`.
    return counts and all(
        actual == name or (name.startswith("__") and actual.endswith(name))
        for name, actual in zip(written, code.co_varnames)
    )


def _require_unchanged(source: SourceFile, code: CodeType) -> None:
    """SourceError unless the text, compiled again, gives the function's code.

    Notebooks compile a cell statement by statement, which gives another code: that of `np.sum`
    depends on whether `import numpy as np` is compiled with it.
    """
    if _was_rewritten(code):
        return
    for alone in (False, True):
        compiled = _compiled(source, code.co_flags, alone)
        if compiled is None:
            return
        alike = compiled.get((code.co_name, code.co_firstlineno), [])
        if any(same_code(other, code) for other in alike):
            return
    raise _changed(code)


def _compiled(
    source: SourceFile, flags: int, alone: bool
) -> dict[tuple[str, int], list[CodeType]] | None:
    """The code objects of the file as it is now; None if it does not compile as a whole.

    `alone`: each statement of the file compiled by itself.
    """
    future = flags & _FUTURE_FLAGS
    if (future, alone) not in source.compiled:
        options = future | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        parts = [source.tree]
        if alone:
            parts = [ast.Module([stmt], []) for stmt in source.tree.body]
        table: dict[tuple[str, int], list[CodeType]] = {}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for part in parts:
                    made = compile(
                        part, source.name, "exec", options, dont_inherit=True
                    )
                    _collect(made, table)
        except (SyntaxError, ValueError):
            return None
        source.compiled[future, alone] = table
    return source.compiled[future, alone]


def _collect(code: CodeType, table: dict[tuple[str, int], list[CodeType]]) -> None:
    table.setdefault((code.co_name, code.co_firstlineno), []).append(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            _collect(constant, table)


def same_code(a: CodeType, b: CodeType) -> bool:
    """True if the two compute the same, whatever lines and columns they stand on."""
    return (
        a.co_code == b.co_code
        and a.co_names == b.co_names
        and a.co_varnames == b.co_varnames
        and a.co_freevars == b.co_freevars
        and a.co_cellvars == b.co_cellvars
        and _same_constant(a.co_consts, b.co_consts)
    )


def _same_constant(a: object, b: object) -> bool:
    if isinstance(a, CodeType) and isinstance(b, CodeType):
        return same_code(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(_same_constant, a, b))
    if isinstance(a, frozenset):
        return a == b
    # repr tells 0.0 from -0.0, and nan equals nan.
    return type(a) is type(b) and repr(a) == repr(b)


def _was_rewritten(code: CodeType) -> bool:
    names = (*code.co_names, *code.co_varnames, *code.co_freevars)
    if any(name.startswith(_REWRITERS) for name in names):
        return True
    return any(_was_rewritten(c) for c in code.co_consts if isinstance(c, CodeType))


def _place(code: CodeType) -> str:
    return f"{code.co_filename}:{code.co_firstlineno}"


def _changed(code: CodeType) -> SourceError:
    if code.co_filename == "<string>":
        # All of eval, exec and (from Python 3.13 on) `python -c` share the name: it is no file.
        return _no_source(code)
    return SourceError(
        f"{_place(code)}: the file changed since it was imported; "
        f"`{code.co_name}` is not the text that stands there now",
        remedy="Import it again (importlib.reload), or restart Python.",
    )


def _no_source(code: CodeType) -> SourceError:
    return SourceError(
        f"{_place(code)}: the source of `{code.co_name}` cannot be found",
        remedy="Put it in a file, or give its text: adgen.from_source(text, namespace).",
    )
