"""Classes that a program declares: ordinary ones, derived ones, dataclasses, named tuples."""

from __future__ import annotations

from dataclasses import replace

from tests.fuzz.declared import Model
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.objects import Fields, own_parts
from tests.fuzz.scope import NUMBER, Callee, Scope, Shape, Value


def _fields(w: Writer) -> Fields:
    """One to three numbers and at most one vector."""
    count = w.draw.integer(1, 2)
    found: list[tuple[str, Shape]] = [
        (name, NUMBER) for name in w.draw.some_of(w.names.ATTRIBUTES, count)
    ]
    if w.draw.chance(0.65):
        found.append((w.draw.one_of(w.names.VECTOR_ATTRIBUTES), (3,)))
    if w.draw.chance(0.3):
        found.reverse()
    return tuple(found)


def ordinary(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """`class Spring:` with `__init__`, methods and operators."""
    fields, name = _fields(w), w.names.fresh(w.names.CLASSES)
    optional = 1 if not fields[-1][1] and len(fields) > 1 and w.draw.chance(0.3) else 0
    owns = w.draw.chance(0.6)
    parameters = [a for a, _ in fields]
    if optional:
        parameters[-1] += f"={w.draw.number(-1, 1)}"
    body = [f"def __init__(self, {', '.join(parameters)}):"]
    for attribute, shape in fields:
        text = attribute
        if shape and owns:
            text = w.draw.one_of(
                (f"{text}.copy()", f"1.0 * {text}", f"np.array({text})")
            )
        body.append(f"    self.{attribute} = {text}")
    model = Model(name, fields, optional, owns=owns)
    return _finished(w, known, model, [f"class {name}:"], body)


def dataclass(w: Writer, known: tuple[Callee, ...]) -> Lines:
    fields, name = _fields(w), w.names.fresh(w.names.CLASSES)
    frozen = w.draw.chance(0.25)
    optional = 1 if not fields[-1][1] and len(fields) > 1 and w.draw.chance(0.4) else 0
    body = [f"{a}: {'np.ndarray' if shape else 'float'}" for a, shape in fields]
    if optional:
        body[-1] += f" = {w.draw.number(-1, 1)}"
    head = "@dataclasses.dataclass" + ("(frozen=True)" if frozen else "")
    model = Model(
        name, fields, optional, frozen, replaced="dataclasses.replace({}, {})"
    )
    return _finished(w, known, model, [head, f"class {name}:"], body)


def named_tuple(w: Writer, known: tuple[Callee, ...]) -> Lines:
    fields, name = _fields(w), w.names.fresh(w.names.CLASSES)
    reads = tuple((f"[{i}]", shape) for i, (_, shape) in enumerate(fields))
    model = Model(name, fields, frozen=True, reads=reads, replaced="{}._replace({})")
    if w.draw.chance(0.4):
        w.declared.models.append(model)
        listed = " ".join(a for a, _ in fields)
        return [f"{name} = collections.namedtuple('{name}', '{listed}')"]
    body = [f"{a}: {'np.ndarray' if shape else 'float'}" for a, shape in fields]
    return _finished(w, known, model, [f"class {name}(typing.NamedTuple):"], body)


def derived(w: Writer, known: tuple[Callee, ...]) -> Lines | None:
    """A class with one more field, whose methods may call those they override."""
    bases = [m for m in w.declared.models if not m.replaced and not m.optional]
    if not bases:
        return None
    base, name = w.draw.one_of(bases), w.names.fresh(w.names.CLASSES)
    free = [a for a in w.names.ATTRIBUTES if a not in [b for b, _ in base.fields]]
    extra = w.draw.one_of(free)
    given = ", ".join(a for a, _ in base.fields)
    start = w.draw.number(-1, 1)
    body = [
        f"def __init__(self, {given}, {extra}={start}):",
        f"    super().__init__({given})",
        f"    self.{extra} = {extra}",
    ]
    # What the operators of the base make is an object of the base.
    model = replace(
        base,
        name=name,
        fields=(*base.fields, (extra, NUMBER)),
        optional=1,
        operators=(),
        static=(),
    )
    if base.pure and w.draw.chance(0.6):
        method = w.draw.one_of([c for c in base.pure if c.name] or [None])
        if method is not None and method.params == (NUMBER,):
            body += [
                "",
                f"def {method.name[1:]}(self, {method.names[0]}):",
                f"    inner = super(){method.name}({method.names[0]})",
                f"    return 0.5 * inner + self.{extra}",
            ]
    return _finished(w, known, model, [f"class {name}({base.name}):"], body)


def _finished(
    w: Writer, known: tuple[Callee, ...], model: Model, head: Lines, body: Lines
) -> Lines:
    """The class with some methods, declared."""
    for _ in range(w.draw.integer(0, 3)):
        lines, model = w.draw.weighted(METHODS)(w, known, model)
        body += ["", *lines] if lines else []
    w.declared.models.append(model)
    return [*head, *indented(body)]


# methods ------------------------------------------------------------------------------

Method = tuple[Lines, Model]


def _scope(w: Writer, known: tuple[Callee, ...], model: Model, writes: bool) -> Scope:
    """What a method sees: its object, whose parts it may write or not."""
    scope = Scope(callees=known)
    owned = [next(w.regions) if writes and model.owns else None for _ in model.fields]
    bare = replace(model, frozen=model.frozen or not writes, reads=())
    own_parts(scope, "self", bare, owned)
    # Within the class its methods and operators do not exist yet.
    del scope.things["self"]
    return scope


def _is_tuple(model: Model) -> bool:
    return "_replace" in model.replaced


def _free_name(w: Writer, model: Model) -> str:
    used = [c.name for c in (*model.pure, *model.steps, *model.static)]
    used += [text for text, _ in model.reads]
    used += [f".{a}" for a, _ in model.fields]
    free = [n for n in w.names.METHODS if f".{n}" not in used]
    return w.draw.one_of(free)


def method(w: Writer, known: tuple[Callee, ...], model: Model) -> Method:
    """A method that reads; `__call__` at times."""
    scope, name = _scope(w, known, model, writes=False), _free_name(w, model)
    value = Value(w.names.of_shape(NUMBER), NUMBER)
    scope.bind(value)
    frame = Frame(scope, NUMBER, False)
    lines = w.block(frame, w.draw.integer(1, 4)) if w.draw.chance(0.5) else []
    lines.append(f"return {w.returned(frame)}")
    called = f".{name}"
    if w.draw.chance(0.25) and not any(c.name == "" for c in model.pure):
        name, called = "__call__", ""
    callee = Callee(called, (value.name,), (NUMBER,), 0, NUMBER)
    head = f"def {name}(self, {value.name}):"
    return [head, *indented(lines)], replace(model, pure=(*model.pure, callee))


def changing(w: Writer, known: tuple[Callee, ...], model: Model) -> Method:
    """A method that changes its object."""
    if model.frozen:
        return [], model
    scope, name = _scope(w, known, model, writes=True), _free_name(w, model)
    value = Value(w.names.of_shape(NUMBER), NUMBER)
    scope.bind(value)
    frame = Frame(scope, NUMBER, False)
    g = w.expressions(frame)
    attribute, shape = w.draw.one_of(model.fields)
    change = g.limited(shape, 2)
    scope.bind(Value(f"self.{attribute}", shape))
    lines = [f"self.{attribute} = {change.text}"]
    lines += w.block(frame, w.draw.integer(1, 4)) if w.draw.chance(0.6) else []
    lines.append(f"return {w.returned(frame)}")
    callee = Callee(f".{name}", (value.name,), (NUMBER,), 0, NUMBER)
    head = f"def {name}(self, {value.name}):"
    return [head, *indented(lines)], replace(model, steps=(*model.steps, callee))


def computed(w: Writer, known: tuple[Callee, ...], model: Model) -> Method:
    """A property."""
    scope, name = _scope(w, known, model, writes=False), _free_name(w, model)
    shape = w.draw.one_of((NUMBER, NUMBER, (3,)))
    text = w.expressions(Frame(scope, shape, False)).limited(shape, 2).fresh().text
    lines = ["@property", f"def {name}(self):", f"    return {text}"]
    return lines, replace(model, reads=(*model.reads, (f".{name}", shape)))


def static(w: Writer, known: tuple[Callee, ...], model: Model) -> Method:
    value, name = Value(w.names.of_shape(NUMBER), NUMBER), _free_name(w, model)
    scope = Scope(values={value.name: value}, callees=known)
    text = w.expressions(Frame(scope, NUMBER, False)).limited(NUMBER, 2).text
    callee = Callee(f".{name}", (value.name,), (NUMBER,), 0, NUMBER)
    lines = ["@staticmethod", f"def {name}({value.name}):", f"    return {text}"]
    return lines, replace(model, static=(*model.static, callee))


def operator(w: Writer, known: tuple[Callee, ...], model: Model) -> Method:
    """`+` of two objects or `*` with a number: a new object of the class."""
    word = w.draw.one_of(list(SIGNS))
    sign = SIGNS[word]
    if _is_tuple(model) or sign in model.operators:
        return [], model
    texts = {
        "add": "0.5 * (self.{0} + other.{0})",
        "mul": "np.tanh(self.{0} * other)",
        "neg": "-self.{0}",
    }
    inside = ", ".join(texts[word].format(a) for a, _ in model.fields)
    head = f"def __{word}__(self{'' if word == 'neg' else ', other'}):"
    lines = [head, f"    return {model.name}({inside})"]
    return lines, replace(model, operators=(*model.operators, sign))


def as_container(w: Writer, known: tuple[Callee, ...], model: Model) -> Method:
    """`__getitem__` and `__len__`, or `__iter__`, over the vector of the object."""
    vectors = [a for a, shape in model.fields if shape]
    if not vectors or _is_tuple(model) or any("[" in t for t, _ in model.reads):
        return [], model
    lines = ["def __getitem__(self, place):", f"    return self.{vectors[0]}[place]"]
    reads = (*model.reads, ("[1]", NUMBER), ("[-1]", NUMBER))
    return lines, replace(model, reads=reads)


SIGNS = {
    "add": "({one} + {other})",
    "mul": "({one} * {number})",
    "neg": "(-{one})",
}
METHODS = (
    (4, method),
    (4, changing),
    (1.5, computed),
    (0.7, static),
    (2, operator),
    (0.7, as_container),
)
CLASSES = (
    (4, ordinary),
    (3, dataclass),
    (2, named_tuple),
    (2, derived),
)
