"""`sorted` of tuples and lists, which Python compares entry by entry, and of the items of dicts;
`sum` of lists, which joins them."""

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.3, high=1.9)


def weighted(pairs):
    s = 0.0
    for k, (a, b) in enumerate(pairs):
        s = s * 0.6 + a * b**2 + k * b
    return s


@zoo(1.3, 0.4)
def items_of_a_dict_of_numbers(x, y):
    d = {3: x, 1: y, 2: x * y}
    return weighted(sorted(d.items())) - weighted(sorted(d.items(), reverse=True))


@zoo(1.3, 0.4)
def items_of_a_dict_of_names(x, y):
    d = {"mass": x, "charge": y, "time": x * y}
    s = 0.0
    for name, value in sorted(d.items()):
        s = s * len(name) + value**2
    return s


@zoo(X)
def an_array_with_constants(x):
    return weighted(sorted(zip(x, [3.0, 2.0, 1.0, 0.5])))


@zoo(X)
def constants_with_an_array(x):
    return weighted(sorted(zip([3.0, 2.0, 1.0, 0.5], x), reverse=True))


@zoo([1.3, 0.4, 0.9])
def numbers_with_their_places(xs):
    return weighted(sorted([(v, i) for i, v in enumerate(xs)]))


@zoo(X)
def chosen_with_their_places(x):
    return weighted(sorted((v, i) for i, v in enumerate(x) if v > 0.5))


@zoo(1.3, 0.4)
def a_tuple_of_tuples(x, y):
    (a, b), (c, d) = sorted(((x, 2.0), (y, 5.0)))
    return a**2 * b + c**3 * d


@zoo(1.3, 0.4)
def values_that_are_pairs(x, y):
    return weighted(sorted({"b": (x, y), "a": (y, x)}.values()))


@zoo([1.3, 0.4, 0.9])
def lists_of_two(xs):
    return weighted(sorted([[v, 2.0 + i] for i, v in enumerate(xs)]))


@zoo(X)
def lists_of_two_at_run_time(x):
    return weighted(sorted([[v, 2.0 * v] for v in x]))


@zoo([1.3, 0.4, 0.9])
def names_with_numbers(xs):
    s = 0.0
    for name, v in sorted(zip(["steel", "air", "wood"], xs)):
        s = s * len(name) + v**2
    return s


@zoo([1.3, 0.4, 0.9])
def lists_joined_by_sum(xs):
    flat = sum([[v, v**2] for v in xs], [])
    pairs = sum(((v, 2.0) for v in xs), (1.0,))
    return flat[1] * flat[2] + flat[-1] * len(flat) + pairs[3] ** 2 * pairs[0]


@zoo([1.3, 0.4, 0.9])
def rows_joined_by_sum(xs):
    rows = [[xs[0], 2.0], [], [xs[1] * xs[2]]]
    return weighted(zip(sum(rows, start=[xs[1]]), [1.0, 2.0, 3.0, 4.0]))
