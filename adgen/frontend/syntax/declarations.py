"""Statements that say what a name means: import, global, nonlocal.

import math as m        m is the module
nonlocal total          assignments bind the `total` of the function around this one
global count            reads see the module's; an assignment is refused
"""

from __future__ import annotations

import ast
import importlib
import types

from adgen.frontend.instances.names import constant
from adgen.frontend.scope.context import Context
from adgen.frontend.syntax.assignment import bind


def lower_import(ctx: Context, node: ast.Import) -> None:
    for alias in node.names:
        module = _module(ctx, alias.name, node)
        if alias.asname is None:
            # `import a.b` binds a, in which b can be found then.
            title = alias.name.partition(".")[0]
            bind(ctx, title, constant(ctx, _module(ctx, title, node), title), node)
        else:
            bind(ctx, alias.asname, constant(ctx, module, alias.asname), node)


def lower_import_from(ctx: Context, node: ast.ImportFrom) -> None:
    module = _module(ctx, "." * node.level + (node.module or ""), node)
    for alias in node.names:
        title = alias.asname or alias.name
        if not hasattr(module, alias.name):
            found: object = _module(ctx, f"{module.__name__}.{alias.name}", node)
        else:
            found = getattr(module, alias.name)
        if not isinstance(found, types.ModuleType):
            ctx.lowering.watch(vars(module), alias.name, found)
        bind(ctx, title, constant(ctx, found, title), node)


def _module(ctx: Context, title: str, node: ast.AST) -> types.ModuleType:
    package = ctx.frame.globals.get("__package__")
    try:
        return importlib.import_module(title, str(package) if package else None)
    except ImportError as error:
        ctx.wrong(node, f"`{title}` cannot be imported: {error}", type(error))


def lower_declaration(ctx: Context, node: ast.Global | ast.Nonlocal) -> None:
    """Nothing to do: the scope of the function knows its names."""
