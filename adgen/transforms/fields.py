"""Fields of lists and records that may be None: what was not made on the path that stored them.

tape.2 := list.append(tape.1, i, None)      the second field of tape.2 may be None,
for (i.1, v.1) in reversed(tape.2):         and so may v.1, but not i.1
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from adgen.analyses.records import reads
from adgen.ir.nodes import Apply, For, Operand, Pack, Statement, Var
from adgen.transforms.joins import Values


class Fields:
    """The fields of one function that may be None; it grows with what is known of its values."""

    def __init__(
        self,
        statements: Iterable[Statement],
        flows: Sequence[tuple[tuple[Var, ...], Values]],
    ) -> None:
        self._statements = [s for s in statements if isinstance(s, Apply | For)]
        self._flows = flows
        self._absent: dict[Operand, set[int]] = {}

    def __len__(self) -> int:
        """How many fields are known to be one of them."""
        return sum(map(len, self._absent.values()))

    def found(self, absent: Collection[Operand]) -> Iterator[Operand]:
        """The values read from such fields; `absent` are the values that may be None so far."""
        for targets, values in self._flows:
            for target, value in zip(targets, values):
                self._move(value, target)
        for stmt in self._statements:
            match stmt:
                case Apply(results=(made,), fn="record", args=fields):
                    self._store(made, fields, absent)
                case Apply(results=(made,), fn="list.append", args=(before, *fields)):
                    self._move(before, made)
                    self._store(made, fields, absent)
                case Apply(results=taken, fn="unpack", args=(whole,)):
                    yield from self._read(whole, taken)
                case Apply(results=(rest, *taken), fn="list.pop", args=(before, *_)):
                    self._move(before, rest)
                    yield from self._read(before, taken)
                case For(target=items, iterable=iterable):
                    for whole, part in reads(items, iterable):
                        if isinstance(part, Pack):
                            yield from self._read(whole, part.items)
                        elif isinstance(part, Var):
                            self._move(whole, part)
                            yield from self._read(whole, (part,))
                case _:
                    pass

    def _move(self, source: Operand, target: Operand) -> None:
        found = self._absent.get(source)
        if found:
            self._absent.setdefault(target, set()).update(found)

    def _store(
        self, made: Operand, fields: Iterable[Operand], absent: Collection[Operand]
    ) -> None:
        found = [i for i, v in enumerate(fields) if v in absent]
        if found:
            self._absent.setdefault(made, set()).update(found)

    def _read(self, whole: Operand, items: Sequence[Operand]) -> Iterator[Operand]:
        found = self._absent.get(whole, ())
        yield from (item for i, item in enumerate(items) if i in found)
