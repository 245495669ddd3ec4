"""Classes whose objects are iterated over: iterators with a state, and sequences.

class Walk:
    damp = 0.7
    def __init__(self, values, level):
        self.values, self.level, self.step = values, level, 0
    def __iter__(self):
        return self
    def __next__(self):
        if self.step >= len(self.values):
            raise StopIteration
        self.level = math.sin(self.level + self.damp * self.values[self.step])
        self.step += 1
        return self.level
"""

from __future__ import annotations

from tests.fuzz.declared import Walker
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Scope, Value

CLASSES = ("Walk", "Climb", "Feed", "Trail")
ATTRIBUTES = ("level", "damp")
OBJECTS = ("walk", "feed", "trail")


def walker(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """An iterator: its state is a number that every step changes."""
    name, frame = w.names.fresh(CLASSES), _of_method(known, "self.values[self.step]")
    lines = [f"class {name}:", f"    damp = {w.draw.number(0.2, 1.0)}", ""]
    lines += _init("self.step = 0")
    again = ["self.step = 0"] if w.draw.chance(0.3) else []
    lines += ["    def __iter__(self):", *indented(indented([*again, "return self"]))]
    body = ["if self.step >= len(self.values):", "    raise StopIteration"]
    if w.draw.chance(0.25):
        body += [f"if {w.expressions(frame).condition(0)}:", "    raise StopIteration"]
    if w.draw.chance(0.3):
        condition, text = w.expressions(frame).condition(0), _text(w, frame)
        body += [f"if {condition}:", f"    self.damp = {text}"]
    body += [f"self.level = {_text(w, frame)}", "self.step += 1"]
    body += [f"return {w.draw.one_of(('self.level', _text(w, frame, stepped=True)))}"]
    lines += ["", "    def __next__(self):", *indented(indented(body))]
    w.declared.walkers.append(Walker(name, again=bool(again)))
    return lines


def sequence(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """What has items and a length; reading an item may change it."""
    name, frame = w.names.fresh(CLASSES), _of_method(known, "self.values[i]")
    lines = [f"class {name}:", f"    damp = {w.draw.number(0.2, 1.0)}", ""]
    lines += _init()
    lines += ["    def __len__(self):", "        return len(self.values)"]
    body = ["if i >= 3:", "    raise IndexError('behind the end')"]
    if w.draw.chance(0.4):
        body += [f"self.level = {_text(w, frame)}"]
    body += [f"return {_text(w, frame)}"]
    lines += ["", "    def __getitem__(self, i):", *indented(indented(body))]
    w.declared.walkers.append(Walker(name, items=True))
    return lines


def _init(*more: str) -> Lines:
    body = ["self.values = values", "self.level = level", *more]
    head = "    def __init__(self, values, level):"
    return [head, *indented(indented(body)), ""]


def _of_method(known: tuple[Callee, ...], item: str) -> Frame:
    """What a method sees: the attributes, and the item that it is at."""
    values = [Value(f"self.{name}", NUMBER) for name in ATTRIBUTES]
    values += [Value("self.values", (3,)), Value(item, NUMBER)]
    scope = Scope(values={v.name: v for v in values}, callees=known, guarded=True)
    return Frame(scope, NUMBER, False, may_return=False)


def _text(w: Writer, frame: Frame, stepped: bool = False) -> str:
    """A number; `stepped`: the item of the step may be behind the end now."""
    scope = frame.scope.copy()
    if stepped:
        scope.values = {k: v for k, v in scope.values.items() if "step" not in k}
    inner = frame.inside(scope)
    number = w.expressions(inner).limited(NUMBER, w.depth(), 1.5).text
    return f"0.5 * self.level + {number}" if w.draw.chance(0.5) else number


# uses ---------------------------------------------------------------------------------


def walked(w: Writer, frame: Frame, size: int) -> Lines | None:
    """An object is made, iterated over in one or two ways, and read at the end."""
    if not w.declared.walkers or frame.nesting > 2 or frame.trips * 3 > 24:
        return None
    kind, thing = w.draw.one_of(w.declared.walkers), w.names.fresh(OBJECTS)
    g = w.expressions(frame)
    start, values = g.limited(NUMBER, 1, 1.0).text, g.source((3,), 1)
    lines = [f"{thing} = {kind.name}({values}, {start})"]
    for _ in range(w.draw.integer(1, 2)):
        use = w.draw.one_of(USES if kind.items else (*USES, _next))
        lines += use(w, frame, thing)
    if w.draw.chance(0.7):
        end = w.names.of_shape(NUMBER)
        frame.scope.bind(Value(end, NUMBER))
        lines.append(f"{end} = 0.5 * {thing}.level * {thing}.damp")
    return lines


def _loop(w: Writer, frame: Frame, thing: str) -> Lines:
    """A loop over it, with an exit at times."""
    total, term = w.names.of_shape(NUMBER), w.names.of_shape(NUMBER)
    start = w.expressions(frame).limited(NUMBER, 1).text
    frame.scope.bind(Value(total, NUMBER))
    scope = frame.scope.body()
    scope.bind(Value(term, NUMBER))
    inner = frame.inside(scope, loop=True, may_continue=True, trips=frame.trips * 3)
    lines = w.block(inner, w.draw.integer(1, 2)) if w.draw.chance(0.4) else []
    lines.append(f"{total} = 0.5 * {total} + {term}")
    if w.draw.chance(0.35):
        lines += [f"if {w.expressions(inner).condition(0)}:", "    break"]
    for name in scope.rebound & frame.scope.values.keys():
        frame.scope.bind(Value(name, frame.scope.values[name].shape))
    frame.scope.frozen |= scope.frozen
    return [f"{total} = {start}", f"for {term} in {thing}:", *indented(lines)]


def _at_once(w: Writer, frame: Frame, thing: str) -> Lines:
    """All, added up or beside others."""
    result, term, other = (w.names.of_shape(NUMBER) for _ in range(3))
    source = w.expressions(frame).source((3,), 1)
    text = w.draw.one_of(
        (
            f"sum({thing})",
            f"sum([{term} * {term} for {term} in {thing}])",
            f"sum({term} * {other} for {term}, {other} in zip({source}, {thing}))",
            f"sum({other} / (1.0 + {term}) for {term}, {other} in enumerate({thing}))",
            f"np.sum(np.sin(np.array(list({thing}) + [0.3])))",
            f"max([0.2, *{thing}])",
            f"functools.reduce(lambda {term}, {other}: math.sin({term}) + {other}, {thing}, 0.1)",
        )
    )
    frame.scope.bind(Value(result, NUMBER))
    return [f"{result} = 0.3 * {text}"]


def _next(w: Writer, frame: Frame, thing: str) -> Lines:
    """One more, or what stands for it."""
    result = w.names.of_shape(NUMBER)
    frame.scope.bind(Value(result, NUMBER))
    return [f"{result} = next({thing}, {w.draw.number(-1.0, 1.0)})"]


USES = (_loop, _at_once)
WALKERS = ((1, walked),)
