"""`with`: `np.errstate`, `contextlib.suppress`, context managers of the program."""

from __future__ import annotations

from tests.fuzz.declared import Manager
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Scope, Value, joined


def manager(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """A context manager: a class, or a generator under `contextlib.contextmanager`."""
    value = w.names.of_shape(NUMBER)
    scope = Scope(values={value: Value(value, NUMBER)}, callees=known)
    body = w.expressions(Frame(scope, NUMBER, False)).limited(NUMBER, 2).text
    if w.draw.chance(0.5):
        name = w.names.fresh(("scaled_by", "shifted", "opened"))
        w.declared.managers.append(Manager(name, ""))
        lines = ["@contextlib.contextmanager", f"def {name}({value}):"]
        if w.draw.chance(0.4):
            inner = ["try:", f"    yield {body}", "finally:", f"    {value} = 0.0"]
            return [*lines, *indented(inner)]
        return [*lines, f"    yield {body}"]
    name = w.names.fresh(("Scaled", "Frozen", "Session"))
    w.declared.managers.append(Manager(name, ".level"))
    return [
        f"class {name}:",
        f"    def __init__(self, {value}):",
        f"        self.level = {body}",
        "",
        "    def __enter__(self):",
        f"        self.level = np.sin({w.draw.number(0.3, 2)} * self.level)",
        "        return self",
        "",
        "    def __exit__(self, kind, value, trace):",
        f"        self.level = {w.draw.number(-0.9, 0.9)} * self.level",
        *(["        return False"] if w.draw.chance(0.6) else []),
    ]


def managed(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A block under a context manager."""
    if frame.nesting > 3 or size < 2:
        return None
    g, bound = w.expressions(frame), []
    items = []
    if w.draw.chance(0.4):
        items.append("np.errstate(all='ignore')")
    if w.declared.managers and (not items or w.draw.chance(0.6)):
        chosen = w.draw.one_of(w.declared.managers)
        name = w.names.of_shape(NUMBER)
        items.append(f"{chosen.name}({g.limited(NUMBER, w.depth()).text}) as {name}")
        bound.append(f"{name}{chosen.read}")
    if not items:
        return suppressed(w, frame, size)
    inner = frame.inside(frame.scope.copy())
    for name in bound:
        inner.scope.bind(Value(name, NUMBER))
    lines = indented(w.block(inner, max(1, size // 2)))
    frame.scope.replace(inner.scope)
    return [f"with {', '.join(items)}:", *lines]


def suppressed(w: Writer, frame: Frame, size: int) -> Lines:
    """What is raised in the block ends it, and nothing else."""
    errors = [r.error for r in w.declared.raisers] or ["ValueError"]
    error = w.draw.one_of(errors)
    before = frame.scope.copy()
    scope = frame.scope.copy()
    scope.callees = tuple(c for c in scope.callees if not c.recursive)
    scope.callees += tuple(r.callee for r in w.declared.raisers if r.error == error)
    scope.guarded = scope.guarded or error == "ValueError"
    inner = frame.inside(scope, errors=(*frame.errors, error))
    lines = w.block(inner, max(1, size // 2))
    test = w.expressions(inner).condition(1)
    lines += [f"if {test}:", f"    raise {error}('stop')"]
    lines += w.block(inner, 1)
    frame.scope.replace(joined([before, inner.scope]))
    frame.scope.callees, frame.scope.guarded = before.callees, before.guarded
    return [f"with contextlib.suppress({error}):", *indented(lines)]


MANAGERS = (
    (3, managed),
    (1, suppressed),
)
