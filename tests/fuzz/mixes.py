"""Which forms a program is made of: those of all programs, and in a share of them more.

Four programs in five are of `PLAIN`, as they were before there was a second mix: what is new
does not crowd out what was there.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tests.fuzz import (
    choices,
    closures,
    complexes,
    conditions,
    descents,
    dictionaries,
    entries,
    fills,
    iterating,
    managers,
    matching,
    matrices,
    memos,
    number_lists,
    numbers,
    object_lists,
    parts,
    perhaps,
    queues,
    registry_calls,
    rows,
    rows_read,
    tables,
    vectors,
    walkers,
    yielding,
)
from tests.fuzz.classes import CLASSES
from tests.fuzz.compound_statements import COMPOUND
from tests.fuzz.draw import Draw
from tests.fuzz.exceptions import EXCEPTIONS, raising
from tests.fuzz.frame import Frame, Lines, StatementForm, Writer
from tests.fuzz.functions import FUNCTIONS
from tests.fuzz.memory import MEMORY
from tests.fuzz.objects import OBJECTS, of_object
from tests.fuzz.simple_statements import SIMPLE
from tests.fuzz.stores import STORES

SHARE = 0.22
"""Of the programs, those with containers of run time."""


NUMBERS = (
    (0.8, of_object),
    (1, dictionaries.asked),
    (1, queues.read),
    (1.5, yielding.consumed),
    *iterating.ITERATED_NUMBERS,
    *complexes.COMPLEX_NUMBERS,
    *registry_calls.REGISTRY_NUMBERS,
)
EXPRESSIONS = SimpleNamespace(
    NUMBERS=(*numbers.NUMBERS, *NUMBERS),
    NUMBER_LEAVES=numbers.NUMBER_LEAVES,
    VECTORS=(
        *vectors.VECTORS,
        *complexes.COMPLEX_VECTORS,
        *registry_calls.REGISTRY_ARRAYS,
    ),
    VECTOR_LEAVES=vectors.VECTOR_LEAVES,
    MATRICES=(
        *matrices.MATRICES,
        *iterating.ITERATED_MATRICES,
        *registry_calls.REGISTRY_ARRAYS,
    ),
    MATRIX_LEAVES=matrices.MATRIX_LEAVES,
    TESTS=conditions.TESTS,
    TEST_LEAVES=conditions.TEST_LEAVES,
)


def _scaled(table: Any, share: float) -> list[tuple[float, Any]]:
    total = sum(weight for weight, _ in table)
    return [(share * weight / total, form) for weight, form in table]


STATEMENTS = [
    *_scaled(SIMPLE, 48),
    *_scaled(STORES, 18),
    *_scaled(MEMORY, 6),
    *_scaled(COMPOUND, 28),
    *_scaled(EXCEPTIONS, 3),
    *_scaled(OBJECTS, 8),
    *_scaled(object_lists.OBJECT_LISTS, 3),
    *_scaled(dictionaries.DICTIONARIES, 4),
    *_scaled(queues.QUEUES, 3),
    *_scaled(yielding.YIELDING, 2.5),
    *_scaled(closures.CLOSURES, 2),
    *_scaled(matching.MATCHING, 2),
    *_scaled(managers.MANAGERS, 2),
    *_scaled(iterating.ITERATING, 1),
    *_scaled(complexes.COMPLEXES, 2),
]


DECLARATIONS = [
    *_scaled(CLASSES, 10),
    (3, raising),
    (3, yielding.yielder),
    (1.5, managers.manager),
]


CALLED = [*FUNCTIONS, (0.8, closures.wrapper)]


# containers of run time ---------------------------------------------------------------


def _with(table: Any, *more: Any) -> tuple[Any, ...]:
    return (*table, *(form for forms in more for form in forms))


def _family(forms: Any) -> StatementForm:
    """Some of these forms, one after the other: what one makes others change and read."""

    def one(w: Writer, frame: Frame, size: int) -> Lines:
        for _ in range(5):
            lines: Lines | None = w.draw.weighted(forms)(w, frame, size)
            if lines:
                return lines
        return []

    def form(w: Writer, frame: Frame, size: int) -> Lines:
        lines = one(w, frame, size)
        while lines and w.draw.chance(0.45):
            lines += one(w, frame, size)
        return lines

    return form


CONTAINER_STATEMENTS = [
    *STATEMENTS,
    (60, _family((*rows.ROWS, *rows_read.ROWS_READ))),
    (15, _family(perhaps.PERHAPS)),
    (24, _family(tables.TABLES)),
    (10, _family(tables.SETS_OF_NUMBERS)),
    (20, _family(number_lists.NUMBER_LISTS)),
    (7, _family(memos.MEMOS)),
    (6, _family(descents.DESCENTS)),
    (18, _family(choices.CHOICES)),
    (8, _family(parts.PARTS)),
    (30, _family(walkers.WALKERS)),
    (28, _family(fills.FILLS)),
]
CONTAINER_EXPRESSIONS = SimpleNamespace(
    **{
        **vars(EXPRESSIONS),
        "NUMBERS": _with(
            EXPRESSIONS.NUMBERS,
            rows_read.ROW_NUMBERS,
            tables.TABLE_NUMBERS,
            number_lists.NUMBER_LIST_NUMBERS,
        ),
        "TESTS": _with(
            EXPRESSIONS.TESTS,
            rows_read.ROW_TESTS,
            tables.SET_TESTS,
            choices.CHOICE_TESTS,
        ),
    }
)


@dataclass(frozen=True)
class Mix:
    """Tables of (weight, form): statements, expressions, classes and generators, functions."""

    statements: Any
    expressions: Any
    declarations: Any
    called: Any


PLAIN = Mix(STATEMENTS, EXPRESSIONS, DECLARATIONS, CALLED)
CONTAINERS = Mix(
    CONTAINER_STATEMENTS,
    CONTAINER_EXPRESSIONS,
    [*DECLARATIONS, (12, entries.small), (9, walkers.walker), (5, walkers.sequence)],
    CALLED,
)


def mix_of(seed: int) -> Mix:
    """Drawn apart from the program, so that those of the other mix stay as they are."""
    return CONTAINERS if Draw(f"mix of {seed}").chance(SHARE) else PLAIN
