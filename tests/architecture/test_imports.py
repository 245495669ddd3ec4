"""A package imports only what stands before it, and `import adgen` stays cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator

from tests.architecture import layers


def imported_layers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and layer of everything imported from adgen, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "adgen":
                    yield node.lineno, parts[1] if len(parts) > 1 else "__init__"
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            parts = (node.module or "").split(".")
            if parts[0] == "adgen" and len(parts) > 1:
                yield node.lineno, parts[1]
            elif parts[0] == "adgen":
                for alias in node.names:
                    known = alias.name in layers.LEVEL
                    yield node.lineno, alias.name if known else "__init__"


def test_every_module_stands_in_a_layer():
    unknown = {layers.layer_of(path) for path, _ in layers.modules()} - set(
        layers.LEVEL
    )
    assert not unknown, "add these to LAYERS in tests/architecture/layers.py"


def test_import_order():
    wrong = [
        f"{layers.shown(path)}:{line}: {layers.layer_of(path)} imports {target}"
        for path, tree in layers.modules()
        for line, target in imported_layers(tree)
        if layers.LEVEL[target] > layers.LEVEL[layers.layer_of(path)]
    ]
    assert wrong == []


def test_every_room_of_the_front_end_is_in_order():
    folders = {path.name for path in (layers.PACKAGE / "frontend").iterdir()}
    rooms = {name for name in folders if "." not in name and name[0] != "_"}
    assert rooms == set(layers.FRONTEND_ROOMS)


def test_import_order_of_the_front_end():
    wrong = []
    for path, tree in layers.modules():
        if layers.layer_of(path) != "frontend":
            continue
        own = ".".join(path.relative_to(layers.ROOT).with_suffix("").parts)
        for node in set(ast.walk(tree)) - layers.of_annotations(tree):
            target = node.module if isinstance(node, ast.ImportFrom) else None
            if target is None or not target.startswith("adgen.frontend"):
                continue
            if layers.frontend_room_of(target) > layers.frontend_room_of(own):
                wrong.append(f"{layers.shown(path)}:{node.lineno} imports {target}")
    assert wrong == []


def test_no_relative_imports():
    wrong = [
        f"{layers.shown(path)}:{node.lineno}"
        for path, tree in layers.modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert wrong == []


def test_import_adgen_is_cheap():
    program = "import adgen, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=layers.ROOT,
    ).stdout.split()
    assert [name for name in layers.LATE_IMPORTS if name in loaded] == []
