"""Functions that remember what they have returned: `functools.cache`, `lru_cache`.

m.power(2)           is what it was when it was called first, even if m.base is another one now

Such a function is lowered as if it computed anew. So what it is given, sees and returns is not
changed any more, and it does nothing but return.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from adgen.frontend.callees.captures import captured
from adgen.frontend.callees.parameters import structure_regions
from adgen.frontend.callees.program import InlineInstead
from adgen.frontend.callees.specialised import Specialised
from adgen.frontend.reading.acquire import Acquired
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import label_of
from adgen.frontend.scope.values import KNOWN, Closure, Ref, Region, Tuple, Value, same

_LAYER = "functools.lru_cache"


def remembers(acquired: Acquired) -> bool:
    """True for a function of a module, or a method, that remembers."""
    return _LAYER in acquired.wrappers


@contextmanager
def calling(
    ctx: Context, name: str, values: Mapping[str, Value], closure: Closure | None = None
) -> Iterator[list[Value]]:
    """While this lasts, a function that remembers is lowered; what it returns is put into the
    list that is given."""
    seen = {} if closure is None else _seen_as_before(ctx, closure)
    _keep(ctx, name, (*values.values(), *seen.values()))
    returned: list[Value] = []
    ctx.lowering.remembered.inside.append(closure or name)
    try:
        yield returned
    finally:
        ctx.lowering.remembered.inside.pop()
    _keep(ctx, name, returned)


def defined(ctx: Context, closure: Closure) -> None:
    """A `def` runs: what an earlier one has made remembered is another function's."""
    ctx.lowering.remembered.names.pop(closure, None)


def passed_on(
    ctx: Context,
    made: Specialised,
    structures: Sequence[Region],
    refs: Iterable[Ref | None],
) -> None:
    """What a function that was called has given to one that remembers."""
    known = ctx.lowering.remembered.regions
    given = [None if ref is None else ref.region for ref in refs]
    for inner, outer in (*zip(made.structures, structures), *zip(made.regions, given)):
        if inner in known and outer is not None:
            known[outer] = known[inner]


def _keep(ctx: Context, name: str, values: Iterable[Value]) -> None:
    for region in _regions(ctx, values):
        ctx.lowering.remembered.regions.setdefault(region, name)


def _regions(ctx: Context, values: Iterable[Value]) -> Iterator[Region]:
    """All memory that can be reached."""
    for value in values:
        yield from structure_regions(value, ctx.state.content)
        if isinstance(value, Ref):
            yield value.region
        content = ctx.state.content(value.region) if isinstance(value, Ref) else value
        if isinstance(content, (Tuple, *KNOWN)):
            yield from _regions(ctx, content.items)


def _seen_as_before(ctx: Context, closure: Closure) -> Mapping[str, Value]:
    """What the function sees; refused if it saw something else when it was called first."""
    seen = captured(ctx, closure)
    if closure in ctx.lowering.remembered.inside:
        return seen  # nothing changes while it runs
    if not ctx.captured.keys().isdisjoint(seen):
        raise InlineInstead  # what it sees has been passed on to it
    before = ctx.lowering.remembered.names.setdefault(closure, seen)
    for key, value in seen.items():
        if not same(value, before.get(key, value)):
            ctx.refuse(
                closure.node,
                f"`{closure.name}` remembers what it has returned, and `{label_of(key)}`, which"
                " it sees, changes between its calls",
                "Leave the cache out, or pass what changes.",
            )
    return seen
