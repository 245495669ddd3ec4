"""The check a derivative begins with if it was made for arguments of certain kinds.

Input: the text of a derivative and the kinds. Output: the text, with two lines more:

    if [*map(np.ndim, (x, w))] != [0, 2] or 1 in np.shape(w):
        raise TypeError("made for x: float, w: float[:, :]")

A function that changes its arguments was differentiated as if none was passed twice:

    if p is q:
        raise TypeError("an object stands in two places, and the function changes ...")

What is not known of an argument was not used, and is not checked. An array of integers where the
derivative is taken is refused as well: an adjoint made like it would cut off what is added.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from adgen.cli.like import shown
from adgen.cli.request import Request, parameters_of
from adgen.frontend.scope.describe import Static
from adgen.ir.kinds import (
    UNKNOWN,
    Array,
    Dim,
    Given,
    Kind,
    Listing,
    Number,
    Structure,
    Unknown,
)

_MESSAGE = 70
"""The width of a line of the message: what black leaves at its place in the text."""

_REAL = ("float", "float32", "float16", "longdouble")


def guarded(
    text: str, requests: Mapping[str, Request], changing: Collection[str] = ()
) -> str:
    """The text of a module, with a check in each function of `requests`.

    `changing` are those that change a list, dict or object among their arguments.
    """
    lines = text.split("\n")
    likened = "zeros_like(" in text
    for node in reversed(ast.parse(text).body):
        if isinstance(node, ast.FunctionDef) and node.name in requests:
            request = requests[node.name]
            kinds = {**request.kinds}
            for name in request.names if likened else ():
                kinds.setdefault(name, UNKNOWN)
            own = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            filled = _filled(node, own, parameters_of(request.function))
            kinds |= filled
            active = {*request.names, *filled}
            check = _check(node, kinds, active)
            if node.name in changing:
                check += _one_of_each(request.kinds)
            lines[_place(node) : _place(node)] = check
    return "\n".join(lines)


def _filled(
    node: ast.FunctionDef, text: str, own: Collection[str]
) -> dict[str, Kind | Static]:
    """The directions, or the seed, of which the text makes arrays that it writes to."""
    given = [arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)]
    copied = r"\b{0}\.copy\(|np\.copy\({0}\)|zeros_like\({0}\)"
    found: dict[str, Kind | Static] = {}
    for name in given:
        if name in own:
            continue
        if f"broadcast_to({name}, " in text and "copy(" in text:
            found[name] = Static(float)
        elif re.search(copied.format(name), text):
            found[name] = UNKNOWN
    return found


def _place(node: ast.FunctionDef) -> int:
    """How many lines stand before the check: the head and the docstring."""
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        return first.end_lineno or first.lineno
    return first.lineno - 1


def _check(
    node: ast.FunctionDef,
    kinds: Mapping[str, Kind | Static],
    active: Collection[str],
) -> list[str]:
    own = {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)}
    known = {name: kind for name, kind in kinds.items() if name in own}
    checks = _Checks()
    for name, kind in known.items():
        checks.add(name, kind, name in active)
    conditions = list(checks.conditions())
    if not conditions or "np" in own:
        return []
    # black breaks the condition where it is too long, but no text.
    said = textwrap.wrap(
        f"made for {shown(known)}",
        _MESSAGE,
        drop_whitespace=False,
        break_on_hyphens=False,
    )
    return [
        f"    if {' or '.join(conditions)}:",
        f"        raise TypeError({' '.join(map(repr, said))})",
        "",
    ]


def _one_of_each(kinds: Mapping[str, Kind | Static]) -> list[str]:
    """The check that no list, dict or object is passed twice."""
    places = [p for name, kind in kinds.items() for p in _changing(name, kind)]
    if len(places) < 2:
        return []
    condition = f"len({{*map(id, ({', '.join(places)}))}}) < {len(places)}"
    if len(places) == 2:
        condition = " is ".join(places)
    said = "an object stands in two places, and the function changes its arguments"
    return [f"    if {condition}:", f"        raise TypeError({said!r})", ""]


def _changing(place: str, kind: Kind | Static) -> Iterator[str]:
    """The places of lists, dicts and objects in an argument, that of the whole included."""
    match kind:
        case Structure(form, items, keys, of):
            if form != "tuple" and not (of is not None and issubclass(of, tuple)):
                yield place
            for part, item in zip(keys or range(len(items)), items):
                inner = f".{part}" if form == "object" else f"[{part!r}]"
                yield from _changing(f"{place}{inner}", item)
        case Listing():
            yield place
        case _:
            return


@dataclass
class _Checks:
    """Collects what has to hold, so that it can be said in few words.

    `ranks` are numbers of dimensions, `wide` arrays without a length 1, `lengths` the first
    axis of each length that has a name and may be 1, `floats` arrays of which the derivative is
    taken.
    """

    ranks: dict[str, int] = field(default_factory=dict)
    wide: list[str] = field(default_factory=list)
    reals: list[str] = field(default_factory=list)
    floats: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    lengths: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, kind: Kind | Static, active: bool) -> None:
        """Notes the kind of an argument, or of a part of one."""
        match kind:
            case Number(dtype):
                self.ranks[name] = 0
                if dtype in _REAL:
                    self.reals.append(name)
            case Array(dtype, dims):
                self._array(name, dims)
                if dtype in _REAL:
                    (self.floats if active else self.reals).append(name)
            case Structure("dict", items, keys):
                for key, item in zip(keys, items):
                    self.add(f"{name}[{key!r}]", item, active)
            case Structure("object", items, keys):
                for key, item in zip(keys, items):
                    self.add(f"{name}.{key}", item, active)
            case Structure(_, items):
                self.others.append(f"len({name}) != {len(items)}")
                for position, item in enumerate(items):
                    self.add(f"{name}[{position}]", item, active)
            case Static(value=value) if value is None:
                self.others.append(f"{name} is not None")
            case Static(value=value) if isinstance(value, bool | str | int):
                self.others.append(f"{name} != {value!r}")
            case Static(value=value) if value is float:
                self.others.append(f"isinstance({name}, int)")
            case Given(value=value) if isinstance(value, str | bytes):
                self.others.append(f"{name} != {value!r}")
            case Listing():
                self.others.append(f"not isinstance({name}, list)")
            case Unknown() if active:
                self.others.append(
                    f"(np.ndim({name}) and np.asarray({name}).dtype.kind in 'biu')"
                )
            case _:
                return

    def _array(self, name: str, dims: tuple[Dim, ...] | None) -> None:
        if dims is None:
            self.others.append(f"not isinstance({name}, np.ndarray)")
            return
        self.ranks[name] = len(dims)
        known = [d for d in dims if not str(d).endswith("?")]
        if known and len(known) == len(dims) and 1 not in known:
            self.wide.append(name)
        for axis, dim in enumerate(dims):
            self._length(f"np.shape({name})[{axis}]", dim, name in self.wide)

    def _length(self, text: str, dim: Dim, wide: bool) -> None:
        if dim == 1:
            self.others.append(f"{text} != 1")
            return
        word = str(dim)
        if not wide and not word.endswith("?"):
            self.others.append(f"{text} == 1")
        # Lengths other than 1 that should be equal and are not make the function itself fail.
        if "." in word or word == "?" or not word.endswith("?"):
            return
        if word in self.lengths:
            self.others.append(f"{text} != {self.lengths[word]}")
        else:
            self.lengths[word] = text

    def conditions(self) -> Iterator[str]:
        """What must not hold, each an expression."""
        names, ranks = list(self.ranks), list(self.ranks.values())
        if len(names) == 1:
            yield f"np.ndim({names[0]}) != {ranks[0]}"
        elif any(ranks):
            yield f"[*map(np.ndim, ({', '.join(names)}))] != {ranks}"
        elif names:
            yield f"any(map(np.ndim, ({', '.join(names)})))"
        if len(self.wide) > 2:
            yield f"any(1 in np.shape(a) for a in ({', '.join(self.wide)}))"
        elif self.wide:
            yield f"1 in {' + '.join(f'np.shape({name})' for name in self.wide)}"
        yield from self.others
        if len(self.floats) == 1:
            yield f"np.asarray({self.floats[0]}).dtype.kind != 'f'"
        elif self.floats:
            arrays = ", ".join(self.floats)
            yield f"any(np.asarray(a).dtype.kind != 'f' for a in ({arrays}))"
        if len(self.reals) == 1:
            yield f"np.iscomplexobj({self.reals[0]})"
        elif self.reals:
            yield f"any(map(np.iscomplexobj, ({', '.join(self.reals)})))"
