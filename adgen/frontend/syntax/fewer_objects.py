"""Some of the objects of a list, or all in another order, in place of the list.

particles = [p for p in particles if p.alive]      a list of its own: the old one is given up
self.nodes = sorted(self.nodes, key=cost)          so is this
alive = [p for p in particles if p.alive]          the places of these objects in particles
ps[i], ps[j] = ps[j], ps[i]                        copies, each in the place of the other
"""

from __future__ import annotations

import ast

from adgen.frontend.containers.object_list_methods import compacted
from adgen.frontend.instances import objects
from adgen.frontend.instances.entries import is_each_object, is_entry, loaded
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Tuple, Value


def in_place_of_list(ctx: Context, node: ast.Assign, value: Value, name: Name) -> Value:
    """What is assigned: a list of its own where it takes the place of the one it is chosen of."""
    if isinstance(value, Tuple) and value.items and _is_permuted(node):
        if all(is_entry(item) for item in value.items):
            entries = [item for item in value.items if isinstance(item, Tuple)]
            return Tuple(tuple(loaded(ctx, entry, node) for entry in entries))
    if not is_each_object(value) or not _is_of_target(node):
        return value
    label = name if isinstance(name, str) else objects.label(ctx, node.targets[0])
    return compacted(ctx, value, label, node)


def _is_permuted(node: ast.Assign) -> bool:
    """True for `xs[i], xs[j] = xs[j], xs[i]`: what is in the list stays in it, in other places."""
    match node.targets, node.value:
        case [ast.Tuple(elts=targets)], ast.Tuple(elts=values):
            if not all(isinstance(each, ast.Subscript) for each in targets):
                return False
            places = [ast.unparse(each) for each in targets]
            found = [ast.unparse(each) for each in values]
            return sorted(places) == sorted(found) and len(set(places)) == len(places)
        case _:
            return False


def _is_of_target(node: ast.Assign) -> bool:
    """True for `xs = [p for p in xs if ...]` and `xs = sorted(xs, ...)`."""
    match node.targets, node.value:
        case [target], ast.ListComp(generators=[ast.comprehension(iter=over)]):
            return ast.unparse(target) == ast.unparse(over)
        case [target], ast.Call(args=[over, *_]):
            return ast.unparse(target) == ast.unparse(over)
        case _:
            return False
