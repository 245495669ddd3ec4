"""Exceptions: functions that raise, `try` with all its clauses, `raise` where it is caught.

    try:
        total += checked(x)
        if total > 1.0:
            raise KeyError('far')
    except ValueError:
        total -= 0.5 * y
    else:
        ...

A function that raises is only called in a `try` that catches what it raises, anywhere in it.
"""

from __future__ import annotations

from tests.fuzz.declared import Raiser
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.scope import NUMBER, Callee, Scope, Value, joined
from tests.fuzz.simple_statements import exit_statement

ERRORS = ("ValueError", "KeyError", "ZeroDivisionError", "ArithmeticError")
CAUGHT = {
    "ValueError": ("ValueError",),
    "KeyError": ("KeyError", "LookupError"),
    "ZeroDivisionError": ("ZeroDivisionError", "ArithmeticError"),
    "ArithmeticError": ("ArithmeticError",),
}
"""The classes that an `except` may name for each."""


def raising(w: Writer, known: tuple[Callee, ...]) -> Lines:
    """`def checked(t): ...` that raises for some numbers, from within a loop at times."""
    name, value = w.names.fresh(w.names.FUNCTIONS), w.names.of_shape(NUMBER)
    error = w.draw.one_of(ERRORS)
    scope = Scope(values={value: Value(value, NUMBER)}, callees=known)
    frame = Frame(scope, NUMBER, False)
    test = f"{value} {w.draw.one_of('<>')} {w.draw.number(-1, 1, 3)}"
    before = w.block(frame, w.draw.integer(1, 3)) if w.draw.chance(0.4) else []
    made = [f"if {test}:", f"    raise {_error(w, error)}"]
    if w.draw.chance(0.25):
        index = w.names.fresh(w.names.INDICES)
        bumped = f"{value} = {value} * 0.5 + 0.3 * {index}"
        made = [f"for {index} in range(3):", *indented(made), f"    {bumped}"]
    natural = error == "ValueError" and w.draw.chance(0.3)
    if natural:
        made = []
    result = w.expressions(frame).limited(NUMBER, 2).text
    if natural:
        result = f"{w.draw.one_of(('math.sqrt', 'math.log'))}({value}) * ({result})"
    w.declared.raisers.append(Raiser(name, error))
    return [f"def {name}({value}):", *indented([*before, *made, f"return {result}"])]


def _error(w: Writer, error: str) -> str:
    return error if w.draw.chance(0.2) else f"{error}('out of range')"


def attempt(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`try`, with one clause or two, `else` and `finally`."""
    if frame.nesting > 3:
        return None
    errors = tuple(w.draw.some_of(ERRORS, w.draw.integer(1, 2)))
    before = frame.scope.copy()
    clauses = _clauses(w, errors)
    inner = _tried(w, frame, errors, clauses)
    lines = ["try:", *indented(w.block(inner, max(2, size // 2)))]
    lines += indented(_risk(w, inner, errors))
    # Any part of the block may not have been run: names bound in it may be unbound.
    reached = [_without_raisers(inner.scope.copy(), before)]
    handled = joined([before, inner.scope.copy()])
    handled.callees, handled.guarded = before.callees, before.guarded
    for names in clauses:
        clause = frame.inside(handled.copy())
        lines += [f"except {names}:", *indented(w.block(clause, max(1, size // 4)))]
        leave = exit_statement(w, clause, 0.3) if w.draw.chance(0.2) else None
        lines += indented(leave or [])
        reached += [] if leave else [clause.scope]
    if w.draw.chance(0.3):
        clause = frame.inside(reached[0])
        lines += ["else:", *indented(w.block(clause, 1))]
    frame.scope.replace(joined(reached))
    if w.draw.chance(0.25):
        clause = frame.inside(frame.scope.copy(), may_return=False, loop=False)
        lines += ["finally:", *indented(w.block(clause, 1))]
        frame.scope.replace(clause.scope)
    return lines


def _tried(
    w: Writer, frame: Frame, errors: tuple[str, ...], clauses: list[str]
) -> Frame:
    """The frame of what is tried: functions that raise can be called in it."""
    scope = frame.scope.copy()
    raisers = [r.callee for r in w.declared.raisers if r.error in errors]
    scope.callees = tuple(c for c in scope.callees if not c.recursive)
    scope.callees += tuple(raisers * 2)
    # NumPy raises a ValueError where shapes do not fit, an IndexError where there is no
    # such element: such a write is refused.
    wide = {"ValueError", "Exception", "LookupError"}
    scope.guarded = scope.guarded or not wide.isdisjoint((*errors, *clauses))
    return frame.inside(scope, errors=(*frame.errors, *errors))


def _without_raisers(scope: Scope, before: Scope) -> Scope:
    scope.callees, scope.guarded = before.callees, before.guarded
    return scope


def _clauses(w: Writer, errors: tuple[str, ...]) -> list[str]:
    if len(errors) == 2 and w.draw.chance(0.4):
        return [f"({errors[0]}, {errors[1]})"]
    # The narrower class comes first, as in `ERRORS`.
    names = [w.draw.one_of(CAUGHT[error]) for error in errors]
    if names.count("ArithmeticError") == 2:
        names = list(errors)
    if w.draw.chance(0.1):
        names[-1] = "Exception"
    return names


def _risk(w: Writer, frame: Frame, errors: tuple[str, ...]) -> Lines:
    """A statement that raises at some points, so that the clauses matter."""
    g = w.expressions(frame)
    raisers = [r for r in w.declared.raisers if r.error in errors]
    value = g.limited(NUMBER, 1, 1.5).text
    target = w.target(frame, NUMBER)
    if raisers and w.draw.chance(0.7):
        line = f"{target} = {w.draw.one_of(raisers).name}({value})"
    elif "ValueError" in errors and w.draw.chance(0.4):
        line = f"{target} = {w.draw.one_of(('math.sqrt', 'math.log'))}({value})"
    else:
        return raised(w, frame, 1) or []
    frame.scope.bind(Value(target, NUMBER))
    return [line]


def raised(w: Writer, frame: Frame, size: int) -> Lines | None:
    """`if test: raise E`, where E is caught around here."""
    if not frame.errors:
        return None
    error = w.draw.one_of(frame.errors)
    test = w.expressions(frame).condition(2)
    return [f"if {test}:", f"    raise {_error(w, error)}"]


EXCEPTIONS = (
    (3, attempt),
    (2, raised),
)
