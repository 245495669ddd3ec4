"""Lists of objects, dicts and tuples that stand in the text, put in order or chosen at run time."""

from dataclasses import dataclass

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)


@dataclass
class Cell:
    cost: float
    place: float


class Grid:
    def __init__(self, x):
        self.cells = [Cell(x[0], x[1]), Cell(x[1] ** 2, x[2])]

    def best(self):
        return max(self.cells, key=lambda c: c.cost)

    def order(self):
        self.cells.sort(key=lambda c: c.place)


def _three(x):
    return [Cell(x[0], x[1]), Cell(x[1], x[2]), Cell(x[2], x[0])]


@zoo(X)
@zoo(-X)
def sorted_in_place(x):
    cells = [Cell(x[0], x[1]), Cell(x[1], x[2]), Cell(x[2], x[0] ** 2)]
    cells.sort(key=lambda c: c.cost)
    s = 0.0
    for c in cells:
        s = 0.5 * s + c.place
    return s * cells[0].cost


@zoo(X)
@zoo(-X)
def best_and_in_order(x):
    best = max(_three(x), key=lambda c: c.cost)
    s = best.place
    for c in sorted(_three(x), key=lambda c: -c.place):
        s = 0.5 * s + c.cost
    return s


@zoo(X)
def chosen_and_removed(x):
    cells = _three(x)
    cells = [c for c in cells if c.cost > 0.8]
    rows = [{"a": v, "b": v * v} for v in (x[0], x[1], x[4])]
    rows.pop(0 if x[0] > x[1] else 1)
    return sum(c.place for c in cells) * sum(r["a"] * r["b"] for r in rows)


@zoo(X, True)
@zoo(X, False)
def one_more_on_one_path(x, more):
    cells = []
    cells.append(Cell(x[0], x[1]))
    cells.append(Cell(x[1], x[2]))
    if x[0] > 0.0 and more:
        cells.append(Cell(x[3], x[4]))
    if x[1] < 0.0:
        cells.sort(key=lambda c: c.cost)
    return sum(c.place * c.cost * i for i, c in enumerate(cells))


@zoo(X)
@zoo(-X)
def changed_by_its_number(x):
    cells = [Cell(x[0], x[1]), Cell(x[1], x[2]), Cell(x[2], x[0])]
    i = 0 if x[0] > x[1] else 2
    cells[i].cost *= 2.0
    best = min(cells, key=lambda c: c.cost)
    best.place = 3.0 * best.cost
    return sum(c.cost * c.place for c in cells) + cells[i].place


@zoo(X)
def held_by_an_object(x):
    grid = Grid(x)
    grid.best().cost *= 2.0
    grid.order()
    return grid.cells[0].cost * grid.cells[1].place


@zoo(X)
def made_in_each_round(x):
    s = 0.0
    for v in x:
        cells = [Cell(v, 1.0), Cell(v * v, 2.0 * v)]
        best = max(cells, key=lambda c: c.cost)
        best.cost *= 2.0
        s += cells[0].cost * best.place
    return s


@zoo(X)
def words_beside_numbers(x):
    rows = [
        {"kind": "a", "v": x[0]},
        {"kind": "b", "v": x[1]},
        {"kind": "a", "v": x[2]},
    ]
    rows.sort(key=lambda r: r["v"])
    return sum(r["v"] * i for i, r in enumerate(rows) if r["kind"] == "a") + x[3]


# tuples -----------------------------------------------------------------------------------------


@zoo(X)
def tuples_exchanged(x):
    pairs = [(v, v * v) for v in x]
    n = len(pairs)
    for i in range(n):
        for j in range(n - 1 - i):
            if pairs[j][0] > pairs[j + 1][0]:
                pairs[j], pairs[j + 1] = pairs[j + 1], pairs[j]
    pairs[0], pairs[-1] = pairs[-1], pairs[0]
    pairs.append(pairs[1])
    return sum(a * b * i for i, (a, b) in enumerate(pairs))


@zoo(X)
@zoo(-X)
def tuples_of_the_text_by_number(x):
    pairs = [(x[0], x[1]), (x[1], x[2]), (x[2], x[0])]
    i = 1 if x[0] > 0.0 else 2
    pairs[len(pairs) - 1], pairs[i] = pairs[i], pairs[len(pairs) - 1]
    a, b = pairs[i]
    return a * b**2 + pairs[0][1] * pairs[1][0]


# filled on one path -----------------------------------------------------------------------------


@zoo(X)
@zoo(-X)
def filled_on_one_path(x):
    cells = []
    if x[0] > 0.0:
        for v in x:
            cells.append(Cell(v, v * v))
    else:
        cells.append(Cell(x[0], x[1]))
    return sum(c.cost * c.place for c in cells)


@zoo(X)
@zoo(-X)
def first_of_them_on_one_path(x):
    rows = []
    if x[0] > 0.0:
        rows.append({"a": x[0], "b": x[1] * x})
    for v in x:
        rows.append({"a": v, "b": 2.0 * x})
        if v < 0.0 and len(rows) > 1:
            rows.pop()
    return sum(r["a"] * r["b"][0] * i for i, r in enumerate(rows)) + x[2]


@zoo(X)
@zoo(-X)
def one_more_where_an_error_is_caught(x):
    cells = []
    try:
        for v in x.copy():
            cells.append(Cell(v, v * x[1]))
        if x[0] < 0.0:
            raise ValueError
    except ValueError:
        cells.append(Cell(x[0], x[2]))
    return sum(c.cost * c.place * (i + 1) for i, c in enumerate(cells))
