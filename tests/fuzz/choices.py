"""Names of strings that branches bind, on all paths, and functions taken by name.

mode = 'up' if x > 0.3 else 'down'
for z in v:
    if mode == 'up':
        mode = 'flat'
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Scope, Value

WORDS = ("up", "down", "flat")
NAMES = ("mode", "kind", "phase", "side")
FUNCTIONS = ("np.sin", "np.tanh", "math.cos", "abs", "np.arctan")


@dataclass(frozen=True)
class Word:
    """A name that is one of `WORDS`."""


def words(scope: Scope) -> list[str]:
    return [n for n, t in scope.things.items() if isinstance(t, Word)]


def new(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Chosen by a test, or there from the start."""
    if words(frame.scope) and w.draw.chance(0.7):
        return None
    name, test = w.names.fresh(NAMES), w.expressions(frame).condition(1)
    one, two = w.draw.one_of(WORDS), w.draw.one_of(WORDS)
    frame.scope.things[name] = Word()
    match w.draw.integer(0, 2):
        case 0:
            return [f"{name} = '{one}' if {test} else '{two}'"]
        case 1:
            first = [f"if {test}:", f"    {name} = '{one}'"]
            return [*first, "else:", f"    {name} = '{two}'"]
        case _:
            return [f"{name} = '{one}'"]


def again(w: Writer, frame: Frame, size: int) -> Lines | None:
    """Another word, in front of which a branch or a loop may stand."""
    found = words(frame.scope)
    if not found:
        return None
    name, test = w.draw.one_of(found), w.expressions(frame).condition(1)
    line = f"{name} = '{w.draw.one_of(WORDS)}'"
    return [line] if w.draw.chance(0.5) else [f"if {test}:", f"    {line}"]


def decided(w: Writer, frame: Frame, size: int) -> Lines | None:
    """What a word says is done: by `if` and `elif`, or by `match`; words may change in it."""
    found = words(frame.scope)
    if not found:
        return None
    name, result, g = (
        w.draw.one_of(found),
        w.target(frame, NUMBER),
        w.expressions(frame),
    )
    texts = [g.limited(NUMBER, 2).text for _ in WORDS]
    one, two, _ = w.draw.some_of(WORDS, 3)
    then = [f"{name} = '{two}'"] if w.draw.chance(0.3) else []
    frame.scope.bind(Value(result, NUMBER))
    bodies = [
        [f"{result} = {texts[0]}", *then],
        *([f"{result} = {t}"] for t in texts[1:]),
    ]
    if w.draw.chance(0.3):
        heads, lines = (f"case '{one}':", f"case '{two}':", "case _:"), [
            f"match {name}:"
        ]
        for head, body in zip(heads, bodies):
            lines += indented([head, *indented(body)])
        return lines
    heads = (f"if {name} == '{one}':", f"elif {name} == '{two}':", "else:")
    return [line for h, body in zip(heads, bodies) for line in (h, *indented(body))]


def asked(g: Expressions, depth: int) -> Expr | None:
    found = words(g.scope)
    if not found:
        return None
    name, word, other = g.draw.one_of(found), g.draw.one_of(WORDS), g.draw.one_of(WORDS)
    forms = (
        f"({name} == '{word}')",
        f"({name} != '{word}')",
        f"({name} in ('{word}', '{other}'))",
        f"({name} == '{word}' or {g.condition(0)})",
    )
    return Expr(g.draw.one_of(forms))


def functions(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A loop over functions, a dict of functions, a function bound in each branch."""
    result, g = w.names.of_shape(NUMBER), w.expressions(frame)
    name, value = w.names.fresh(("act", "link", "warp")), g.limited(NUMBER, 2).text
    one, two = w.draw.one_of(FUNCTIONS), w.draw.one_of(FUNCTIONS)
    test, other = g.condition(1), g.limited(NUMBER, 1).text
    term = w.names.of_shape(NUMBER)
    with g.bound(Value(term, NUMBER)):
        own = f"lambda {term}: {g.limited(NUMBER, 2).text}"
    frame.scope.bind(Value(result, NUMBER))
    match w.draw.integer(0, 3):
        case 0:
            lines = [f"{result} = {value}", f"for {name} in ({one}, {two}, {one}):"]
            return [*lines, f"    {result} = 0.5 * {name}({result}) + {other}"]
        case 1:
            inside = f"{{'up': {one}, 'down': {own}}}"
            return [f"{result} = {inside}['{w.draw.one_of(WORDS[:2])}']({value})"]
        case 2:
            table = f"{name} = {{'up': {one}, 'down': {two}}}"
            called = f"{name}['up']({value}) if {test} else {name}['down']({other})"
            return [table, f"{result} = {called}"]
        case _:
            first = [
                f"if {test}:",
                f"    {name} = {one}",
                f"    {result} = {name}({value})",
            ]
            last = [f"    {name} = {own}", f"    {result} = {name}({other})"]
            return [*first, "else:", *last]


CHOICES = (
    (2, new),
    (2, again),
    (3, decided),
    (1.5, functions),
)
CHOICE_TESTS = ((2, asked),)
