"""Functions that call themselves to a depth of run time, and change what is around them.

total, out, held = 0.5, [], v.copy()
def descend(k):
    nonlocal total
    if k <= 0:
        return v[0]
    held[k % 3] *= 0.5
    first = descend(k - 1)
    out.append(held[1] * first)
    total += np.sin(first)
    return first + 0.3 * descend(k - 2)
"""

from __future__ import annotations

from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.memos import each
from tests.fuzz.scope import NUMBER, Value

NAMES = ("descend", "explore", "unfold", "branch")
TOTALS, LISTS, ARRAYS, TABLES = (
    ("total_of_all", "running"),
    ("trail", "collected"),
    ("held", "work"),
    ("known", "found_before"),
)


def descent(w: Writer, frame: Frame, size: int) -> Lines | None:
    """One to four things that are changed, before, between and behind two calls."""
    vectors = frame.scope.shaped((3,))
    if frame.nesting or not vectors:
        return None
    name, vector = w.names.fresh(NAMES), w.draw.one_of(vectors).name
    n = w.names.fresh(w.names.INDICES)
    kinds = [k for k in ("total", "list", "array", "table") if w.draw.chance(0.5)]
    kinds = kinds or ["list"]
    names = {
        kind: w.names.fresh(words)
        for kind, words in zip(
            ("total", "list", "array", "table"), (TOTALS, LISTS, ARRAYS, TABLES)
        )
    }
    first, result = (w.names.of_shape(NUMBER) for _ in range(2))
    passed = [names[k] for k in kinds if k != "total"] if w.draw.chance(0.5) else []
    more = "".join(f", {each_name}" for each_name in passed)
    own = each(w.expressions(frame), n, 3)
    parts: list[Lines] = [[], [], []]
    for kind in kinds:
        for _ in range(w.draw.integer(1, 2)):
            place = w.draw.integer(0, 2)
            value = f"0.5 * {first}" if place and w.draw.chance(0.6) else own
            parts[place] += _change(w, kind, names[kind], n, f"np.tanh({value})")
    outer = [f"nonlocal {names['total']}"] if "total" in kinds else []
    again = f"{name}({n} - {w.draw.integer(1, 2)}{more})"
    last = w.draw.one_of(
        (first, f"{first} + 0.3 * {again}", f"np.sin({again}) * {own}")
    )
    body = [*outer, f"if {n} <= 0:", f"    return {vector}[{n} % 3]", *parts[0]]
    body += [f"{first} = {name}({n} - 1{more})", *parts[1]]
    body += [f"{result} = {last}", *parts[2], f"return {result}"]
    frame.scope.closed |= {v for v in frame.scope.values if v in " ".join(body)}
    frame.scope.bind(Value(result, NUMBER))
    made = [_made(kind, names[kind], vector) for kind in kinds]
    depth = f"{w.draw.integer(1, 2)} + int({vector}[0] > 0.1)"
    calls = [f"{result} = {name}({depth}{more})"]
    calls += [f"{result} += 0.1 * {_used(kind, names[kind])}" for kind in kinds]
    return [*made, f"def {name}({n}{more}):", *indented(body), *calls]


def _made(kind: str, name: str, vector: str) -> str:
    made = {"total": "0.5", "list": "[]", "array": f"1.0 * {vector}", "table": "{}"}
    return f"{name} = {made[kind]}"


def _used(kind: str, name: str) -> str:
    if kind == "array":
        return f"np.sum({name} ** 2)"
    return {"total": name, "list": f"sum({name})"}.get(kind, f"sum({name}.values())")


def _change(w: Writer, kind: str, name: str, n: str, value: str) -> Lines:
    """One change, of a total, a list, an array or a dict."""
    match kind:
        case "total":
            return [
                w.draw.one_of((f"{name} += {value}", f"{name} = max({name}, {value})"))
            ]
        case "list":
            ways: tuple[Lines, ...] = (
                [f"{name}.append({value})"],
                [f"{name}.append({n} * {value})"],
                [f"if len({name}) > 2:", f"    {name}.pop()"],
                [f"if {name}:", f"    {name}[-1] *= {value}"],
            )
            return list(w.draw.one_of(ways))
        case "array":
            ways = (
                [f"{name}[{n} % 3] = {value}"],
                [f"{name}[{n} % 3] += {value}"],
                [f"{name}[1:] *= {value}"],
            )
            return list(w.draw.one_of(ways))
        case _:
            ways = (
                [f"{name}[{n}] = {value}"],
                [f"{name}[{n} % 2] = {name}.get({n} % 2, 0.0) + {value}"],
                [f"if {n} not in {name}:", f"    {name}[{n}] = {value}"],
            )
            return list(w.draw.one_of(ways))


DESCENTS = ((2, descent),)
