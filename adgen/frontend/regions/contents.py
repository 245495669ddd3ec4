"""What may be put into a list, a dict or an object: not itself, and not None where that tells
whether there is an object.
"""

from __future__ import annotations

import ast

from adgen.frontend.regions.optional import require_marks
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Content, Region


def require_content(
    ctx: Context, region: Region, content: Content, node: ast.AST
) -> None:
    """Refuses a new content of a region that is none of a list, dict or object."""
    inside = forms.parts(content)
    if any(forms.holds(part, region, ctx.state.content) for part in inside):
        ctx.refuse(
            node,
            "a list, dict or object becomes part of itself",
            "Keep what refers back, such as a parent, in a variable.",
        )
    require_marks(ctx, region, content, node)
