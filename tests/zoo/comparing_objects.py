"""`max`, `min` and `sorted` of objects that compare themselves."""

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.3, high=1.9)


class Box:
    def __init__(self, width, height):
        self.width = width
        self.height = height

    def __lt__(self, other):
        return self.width * self.height < other.width * other.height

    def __gt__(self, other):
        return self.width * self.height > other.width * other.height


class Level:
    """Python asks the other one where there is no `__gt__`."""

    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        return self.x < other.x


@zoo(X)
def largest_of_known_objects(x):
    boxes = [Box(x[i], x[i + 1]) for i in range(3)]
    best = max(boxes)
    return best.width**2 * min(boxes).height * max(Level(x[0]), Level(x[3])).x


@zoo(X)
def largest_of_grown_list(x):
    levels = [Level((v - 1.0) ** 2) for v in x]
    best = max(levels)
    return best.x**2 * min(levels).x * x[0]


@zoo(X)
def sorted_by_themselves(x):
    levels = [Level(v * (-1) ** i) for i, v in enumerate(x)]
    ordered = sorted(levels)
    return sum(p.x * i for i, p in enumerate(ordered)) * levels[0].x


class Slope:
    """Callable, and its comparison takes numbers only."""

    def __init__(self, slope):
        self.slope = slope

    def __call__(self, x):
        return self.slope * x**2

    def __eq__(self, x):
        return self.slope > x**2

    __hash__ = None


SLOPES = {"flat": Slope(0.5)}


@zoo(1.3)
def called_by_an_object_that_compares_with_numbers(x):
    slope = SLOPES["flat"]
    return slope(x) * x
