"""What a list of records holds: dicts, tuples, tuples in tuples, named tuples, objects.

All fields are numbers. An entry `e` is read by `e['t']`, `e[1][0]`, `e.mass`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.fuzz.declared import Model
from tests.fuzz.expression import Expressions
from tests.fuzz.frame import Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Value

KEYS = ("t", "y", "cost", "place", "w")


@dataclass(frozen=True)
class Entry:
    """`form` makes one of a text for each field; `reads` follow the name of one.

    `targets` unpacks one in the head of a loop, or is "". A field that is `whole` is an
    integer. `written`: its fields may be set. `compared` is what `remove` would compare field
    by field, and adgen refuses: dicts, dataclasses.
    """

    form: str
    reads: tuple[str, ...]
    targets: str = ""
    written: bool = False
    whole: int | None = None
    compared: bool = False

    def fields(self, name: str) -> list[Value]:
        return [Value(f"{name}{read}", NUMBER) for read in self.reads]


def drawn(w: Writer, written: bool = False) -> Entry:
    """A kind of entry; one whose fields may be set if `written`."""
    models = [m for m in w.declared.models if of_numbers(m)]
    models = [m for m in models if not (written and m.frozen)]
    kinds = [(3.0, "dict"), (4.0 if models else 0.0, "object")]
    kinds += [] if written else [(2.0, "tuple"), (1.5, "nested")]
    whole = w.draw.one_of((0, 0, 1)) if w.draw.chance(0.3) else None
    match w.draw.weighted(kinds):
        case "dict":
            keys = w.draw.some_of(KEYS, 2 if w.draw.chance(0.7) else 3)
            inside = ", ".join(f"'{k}': {{{i}}}" for i, k in enumerate(keys))
            reads = tuple(f"['{k}']" for k in keys)
            form = f"{{{{{inside}}}}}" if w.draw.chance(0.8) else _called(keys)
            return Entry(form, reads, written=True, whole=whole, compared=True)
        case "object":
            return _of_model(w.draw.one_of(models))
        case "tuple":
            return Entry("({0}, {1})", ("[0]", "[1]"), "{0}, {1}", whole=whole)
        case _:
            reads = ("[0]", "[1][0]", "[1][1]")
            form = "({0}, ({1}, {2}))"
            return Entry(form, reads, "{0}, ({1}, {2})", whole=whole)


def _called(keys: list[str]) -> str:
    return f"dict({', '.join(f'{k}={{{i}}}' for i, k in enumerate(keys))})"


def of_numbers(model: Model) -> bool:
    """No arrays in its objects, which are no tuples of one number either."""
    if len(model.fields) == 1 and "_replace" in model.replaced:
        return False
    return not any(shape for _, shape in model.fields)


def _of_model(model: Model) -> Entry:
    places = ", ".join(f"{{{i}}}" for i in range(len(model.fields)))
    reads = tuple(f".{a}" for a, _ in model.fields)
    one_by_one = "_replace" in model.replaced and len(reads) > 1
    targets = places if one_by_one else ""
    form, compared = f"{model.name}({places})", "dataclasses" in model.replaced
    return Entry(form, reads, targets, not model.frozen, compared=compared)


def made(g: Expressions, entry: Entry, first: str | None = None) -> str:
    """The text of a new entry; its first field is `first` if that is given."""
    texts = [_field(g, entry, i) for i in range(len(entry.reads))]
    if first is not None:
        texts[0] = first
    return entry.form.format(*texts)


def _field(g: Expressions, entry: Entry, number: int) -> str:
    if number != entry.whole:
        return g.limited(NUMBER, g.draw.integer(0, 2), 1.5).text
    found = list(g.scope.indices)
    return g.draw.one_of(found) if found else str(g.draw.integer(0, 3))


@contextmanager
def reading(g: Expressions, entry: Entry, *names: str) -> Iterator[None]:
    """The fields of entries of these names are bound inside."""
    with g.bound(*(value for name in names for value in entry.fields(name))):
        yield


def key(g: Expressions, entry: Entry, without: str = "") -> str:
    """`lambda e: ...`, what entries are put in order by; it does not read the list `without`."""
    name = g.names.fresh(g.names.OBJECTS)
    reads = [f"{name}{read}" for read in entry.reads]
    one, two = g.draw.one_of(reads), g.draw.one_of(reads)
    with without_list(g, without), reading(g, entry, name):
        other = g.limited(NUMBER, 1, 1.0).text
    cut = g.draw.number(-0.7, 0.7)
    forms = (one, one, f"-{one}", f"{one} * {two}", f"abs({one} - {cut})")
    text = f"{one} + {other}" if g.draw.chance(0.2) else g.draw.one_of(forms)
    if g.draw.chance(0.15):
        text = f"({text}, {two})"
    return f"lambda {name}: {text}"


@contextmanager
def without_list(g: Expressions, name: str) -> Iterator[None]:
    """Inside, a list or table is not read: while it is put in order it is empty."""
    with g.bound():
        g.scope.things.pop(name, None)
        for text in [text for text in g.scope.values if text.startswith(f"{name}[")]:
            del g.scope.values[text]
        yield


def small(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """A class of two or three numbers, as lists hold many of."""
    name = w.names.fresh(("Mark", "Trial", "Cell", "Event"))
    fields = w.draw.some_of(("cost", "place", "rate"), w.draw.integer(2, 3))
    shaped = tuple((field, NUMBER) for field in fields)
    typed = [f"{field}: float" for field in fields]
    match w.draw.integer(0, 3):
        case 0:
            w.declared.models.append(Model(name, shaped))
            sets = [f"    self.{field} = {field}" for field in fields]
            head = f"def __init__(self, {', '.join(fields)}):"
            return [f"class {name}:", *indented([head, *sets])]
        case 1:
            model = Model(name, shaped, replaced="dataclasses.replace({}, {})")
            w.declared.models.append(model)
            return ["@dataclasses.dataclass", f"class {name}:", *indented(typed)]
        case 2:
            replaced = "{}._replace({})"
            w.declared.models.append(
                Model(name, shaped, frozen=True, replaced=replaced)
            )
            return [f"class {name}(typing.NamedTuple):", *indented(typed)]
        case _:
            model = Model(
                name, shaped, frozen=True, replaced="dataclasses.replace({}, {})"
            )
            w.declared.models.append(model)
            head = "@dataclasses.dataclass(frozen=True)"
            return [head, f"class {name}:", *indented(typed)]
