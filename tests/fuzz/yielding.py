"""Generators: functions that yield, expressions, and loops over them.

def curve(v, t):
    total = t
    for item in v:
        if item > 0.3:
            continue
        total = math.sin(total + item)
        yield total
    yield from rate(v, total)
"""

from __future__ import annotations

from tests.fuzz.declared import Yielder
from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Index, Scope, Value


def yielder(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """A generator function of a vector and a number."""
    name = w.names.fresh(w.names.FUNCTIONS)
    vector, number = Value(w.names.of_shape((3,)), (3,)), Value(
        w.names.of_shape(NUMBER), NUMBER
    )
    scope = Scope(values={v.name: v for v in (vector, number)}, callees=known)
    frame = Frame(scope, NUMBER, False, may_return=False)
    earlier = list(w.declared.yielders)
    lines = w.block(frame, w.draw.integer(1, 3)) if w.draw.chance(0.3) else []
    lines += _yields(w, frame)
    if w.draw.chance(0.5):
        lines += _loop(w, frame, vector.name)
    else:
        lines += _yields(w, frame)
    if earlier and w.draw.chance(0.6):
        inner = w.expressions(frame).limited(NUMBER, 1).text
        lines.append(
            f"yield from {w.draw.one_of(earlier).name}({vector.name}, {inner})"
        )
    elif w.draw.chance(0.2):
        term = w.names.of_shape(NUMBER)
        lines.append(f"yield from ({term} * {term} for {term} in {vector.name})")
    w.declared.yielders.append(Yielder(name))
    return [f"def {name}({vector.name}, {number.name}):", *indented(lines)]


def _yields(w: Writer, frame: Frame) -> Lines:
    text = w.expressions(frame).limited(NUMBER, w.depth()).text
    return [f"yield {text}"]


def _loop(w: Writer, frame: Frame, vector: str) -> Lines:
    """A loop that yields, with an exit at times."""
    scope, term = frame.scope.body(), w.names.of_shape(NUMBER)
    index = w.names.fresh(w.names.INDICES)
    scope.bind(Value(term, NUMBER))
    inner = frame.inside(scope, loop=True, may_continue=True, trips=3)
    head = f"for {term} in {vector}:"
    if w.draw.chance(0.4):
        head = f"for {index}, {term} in enumerate({vector}):"
        scope.indices[index] = Index(index, 0, 2)
    lines = w.block(inner, w.draw.integer(1, 3))
    lines += _yields(w, inner)
    if w.draw.chance(0.3):
        test = w.expressions(inner).condition(1)
        word = w.draw.one_of(("break", "continue", "return"))
        lines += [f"if {test}:", f"    {word}"]
        lines += _yields(w, inner) if w.draw.chance(0.5) else []
    return [head, *indented(lines)]


def _call(g: Expressions, depth: int, certain: bool = False) -> str:
    """A call of a generator function, or a generator expression; not empty if `certain`."""
    if g.declared.yielders and g.draw.chance(0.8):
        name = g.draw.one_of(g.declared.yielders).name
        return f"{name}({g.source((3,), depth)}, {g.limited(NUMBER, depth).text})"
    term = g.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER)):
        body = g.limited(NUMBER, depth).text
        test = f" if {g.condition(0)}" if not certain and g.draw.chance(0.2) else ""
    return f"({body} for {term} in {g.source((3,), depth)}{test})"


def consumed(g: Expressions, depth: int) -> Expr | None:
    """What a generator gives, added up or picked from."""
    if not g.declared.yielders:
        return None
    source, whole = _call(g, depth), _call(g, depth, certain=True)
    match g.draw.integer(0, 4):
        case 0:
            return Expr(f"max({whole})")
        case 1:
            return Expr(f"next({source}, 0.4)")
        case 2:
            return Expr(f"np.mean(np.array(list({whole})))")
        case 3:
            return Expr(f"sum(list({source}))", 9.0)
        case _:
            return Expr(f"sum({source})", 9.0)


def run_through(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop over a generator, with an exit at times."""
    if not w.declared.yielders or frame.nesting > 3 or frame.trips * 5 > 40:
        return None
    source = _call(w.expressions(frame), 1)
    term, total = w.names.of_shape(NUMBER), w.names.of_shape(NUMBER)
    start = w.expressions(frame).limited(NUMBER, 1).text
    frame.scope.bind(Value(total, NUMBER))
    scope = frame.scope.body()
    scope.bind(Value(term, NUMBER))
    inner = frame.inside(scope, loop=True, may_continue=True, trips=frame.trips * 5)
    lines = w.block(inner, max(1, min(size // 2, 3)))
    lines.append(f"{total} = 0.5 * {total} + {term}")
    if w.draw.chance(0.3):
        lines += [f"if {w.expressions(inner).condition(1)}:", "    break"]
    for name in scope.rebound & frame.scope.values.keys():
        value = frame.scope.values[name]
        frame.scope.bind(Value(name, value.shape))
    frame.scope.frozen |= scope.frozen
    head = f"for {term} in {source}:"
    if w.draw.chance(0.2):
        head = f"for {w.names.fresh(w.names.INDICES)}, {term} in enumerate({source}):"
    return [f"{total} = {start}", head, *indented(lines)]


YIELDING = ((1, run_through),)
