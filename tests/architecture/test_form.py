"""Length of files and functions, names, and exceptions that vanish."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture import layers

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    for path, tree in layers.modules():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{layers.shown(path)}:{node.lineno}: {node.name}", node


def test_length_of_files():
    long = [
        f"{layers.shown(path)}: {lines} lines"
        for path, _ in layers.modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > layers.FILE_LINES
    ]
    assert long == []


def test_length_of_functions():
    long = [
        f"{where}: {lines} lines"
        for where, node in functions()
        if (lines := node.end_lineno - node.lineno + 1) > layers.FUNCTION_LINES
    ]
    assert long == []


def fault_of(name: str) -> bool:
    return (
        name.strip("_").lower() in layers.BANNED_WORDS
        or name.lstrip("_").startswith(layers.BANNED_BEGINNINGS)
        or name.rstrip("_")[-1:].isdigit()
    )


def test_names():
    bad = [where for where, node in functions() if fault_of(node.name)]
    for path, tree in layers.modules():
        parts = path.relative_to(layers.PACKAGE).with_suffix("").parts
        words = [word for part in parts for word in part.strip("_").split("_")]
        bad += [layers.shown(path) for word in words if fault_of(word)]
        bad += [
            f"{layers.shown(path)}:{node.lineno}: {node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and fault_of(node.name)
        ]
    assert bad == []


def test_no_exception_vanishes():
    silent = [
        f"{layers.shown(path)}:{node.lineno}"
        for path, tree in layers.modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(s, ast.Pass) for s in node.body)
    ]
    assert silent == []


# They ask whether an operation raises; the operation itself is run where it stands.
ONLY_TRIED = ("adgen/ir/interpreter.py", "adgen/rules/runtime.py")


def is_broad(handler: ast.ExceptHandler) -> bool:
    broad = ("Exception", "BaseException")
    return handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in broad
    )


def test_what_catches_everything_passes_it_on():
    """A handler of all exceptions raises again, or says what happened."""
    silent = [
        f"{layers.shown(path)}:{node.lineno}"
        for path, tree in layers.modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and is_broad(node)
        and node.name is None
        and not any(isinstance(s, ast.Raise) for s in node.body)
        and layers.shown(path) not in ONLY_TRIED
    ]
    assert silent == []


def test_every_module_says_what_it_is():
    silent = [
        layers.shown(path)
        for path, tree in layers.modules()
        if tree.body and ast.get_docstring(tree) is None
    ]
    assert silent == []
