"""Objects where paths meet: an attribute that only some paths have set is an error to read.

if x > 0:
    p.speed = x         p has `x` and `speed` here
p.speed                 refused: the attribute `speed` is only set on some of the paths
"""

from __future__ import annotations

from collections.abc import Sequence

from adgen.frontend.scope.defaults import defaulting
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import Conflict, Content, ObjectContent, Ref


def completed(contents: Sequence[Content | None]) -> list[Content | None]:
    """Objects of one class with the same attributes: those set on some paths only are errors."""
    objects = [c for c in contents if isinstance(c, ObjectContent)]
    names = tuple(dict.fromkeys(key for c in objects for key in c.keys))

    def whole(content: Content | None) -> Content | None:
        if not isinstance(content, ObjectContent):
            return content
        own = dict(zip(content.keys, content.items))
        items = tuple(own.get(name) or _unset(content.cls, name) for name in names)
        return ObjectContent(content.cls, names, items)

    return [whole(content) for content in contents]


def _unset(cls: type, name: object) -> Conflict:
    return Conflict(
        f"the attribute `{name}` of `{cls.__name__}` is only set on some of the paths"
        " that lead here",
        doubt=defaulting(cls, name),
    )


def is_object(block: Open, value: Ref) -> bool:
    content = None if value.path else block.state.content(value.region)
    return isinstance(content, ObjectContent)
