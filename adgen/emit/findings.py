"""What is found out about the writes of a function, and what has been decided.

v = u[1:3]
u[0] = 1.0        found: v sees the write       decided: v is copied where it is made
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from adgen.emit.aliases import Node
from adgen.ir.nodes import Var

Sharing = Literal["", "inside", "whole"]
"""What of a result may share memory with anything: nothing, what a list holds, or all of it."""
NOTHING: Sharing = ""
WHOLE: Sharing = "whole"
Shared = Mapping[str, tuple[Sharing, ...]]
"""For each function of the program, what of its results may share memory."""


@dataclass(frozen=True)
class Marks:
    """Copies that are already decided: of values where they are made, of fields of a record
    where it is appended (id of the statement, position), and the memory that is `wanted` as the
    function's own because it is changed; of lists of which entries are changed it is `deep`.
    `own` are the parameters that the function may change.
    """

    values: frozenset[Var] = frozenset()
    fields: frozenset[tuple[int, int]] = frozenset()
    wanted: frozenset[Var] = frozenset()
    deep: frozenset[Var] = frozenset()
    own: frozenset[Var] = frozenset()


@dataclass
class Findings:
    """Conflicts by the id of the writing statement, `deep` those of a Store in an entry of a list;
    by the id of a loop and the position of a carried value; positions of values of a Return, by
    the id of its block; which results share memory with something that goes on living; and with
    what the fields share memory that are put into a list."""

    writes: dict[int, set[Node]] = field(default_factory=dict)
    deep: dict[int, set[Node]] = field(default_factory=dict)
    put: dict[tuple[int, int], set[Node]] = field(default_factory=dict)
    initial: dict[int, dict[int, set[Node]]] = field(default_factory=dict)
    returned: dict[int, list[int]] = field(default_factory=dict)
    shared: dict[int, Sharing] = field(default_factory=dict)
