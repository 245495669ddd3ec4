"""The order of imports and the limits of size: the one place where they are written."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "adgen"

# A package imports only from its own line and the lines above it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "source", "names", "options", "collection"),
    ("ir",),
    ("rules",),
    ("frontend",),
    ("analyses",),
    ("transforms",),
    ("optimize",),
    ("emit",),
    ("views",),
    ("driver",),
    ("api",),
    ("__init__", "testing"),
    ("cli", "__main__"),
)

# So do the rooms of the front end: from the source of a function up to the table of the language.
FRONTEND_ROOMS = (
    "reading",
    "scope",
    "regions",
    "operations",
    "control",
    "instances",
    "containers",
    "callees",
    "vocabulary",
    "syntax",
    "arrays",
    "higher_order",
    "calling",
)

LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

FILE_LINES = 400
FUNCTION_LINES = 40

BANNED_WORDS = ("utils", "misc", "helpers", "common", "manager")
BANNED_BEGINNINGS = ("handle_", "process_")

# Not to be imported by `import adgen`: they are slow to load, or may be missing.
LATE_IMPORTS = ("black", "astor", "scipy", "numba", "matplotlib")


@functools.cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module of the package, parsed."""
    return tuple(
        (path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def layer_of(path: Path) -> str:
    """`ir` for adgen/ir/nodes.py, `errors` for adgen/errors.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def frontend_room_of(module: str) -> int:
    """The level of a module of the front end; what stands in no room stands above all of them."""
    parts = module.split(".")
    inside = len(parts) > 2 and parts[2] in FRONTEND_ROOMS
    return FRONTEND_ROOMS.index(parts[2]) if inside else len(FRONTEND_ROOMS)


def of_annotations(tree: ast.Module) -> set[ast.AST]:
    """What is imported for annotations alone: types may be named across all rooms."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
