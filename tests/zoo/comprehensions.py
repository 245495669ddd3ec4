"""Comprehensions and generators under the builtins that take them."""

# ruff: noqa: C416, C419
import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3)
def list_summed(x):
    return sum([x**i for i in range(4)])


@zoo(1.3)
def generator_summed(x):
    return sum(math.sin(x * i) for i in range(1, 4))


@zoo(1.3)
def sum_with_a_start(x):
    return sum((x * i for i in range(3)), x * x)


@zoo(draw(6))
def generator_with_if(x):
    return sum(e * e for e in x if e > 0.0)


@zoo(draw(3, 2))
def nested_generator(a):
    return sum(e**3 for row in a for e in row)


@zoo(draw(3, 3))
def nested_generator_with_ifs(a):
    return sum(a[i, j] ** 2 for i in range(3) if i != 1 for j in range(3) if j <= i)


@zoo(1.3, 0.4)
def list_of_lists(x, y):
    table = [[x * i + y * j for j in range(2)] for i in range(3)]
    return sum(sum(row) for row in table) * table[1][1]


@zoo(draw(4, low=0.2, high=1.0))
def minimum_and_maximum(x):
    return min(e * e for e in x) + max([math.sin(e) for e in x])


@zoo(1.3, 0.4)
def minimum_of_arguments(x, y):
    return min(x, y, 2.0) * max(x * y, y)


@zoo(draw(4))
def maximum_with_key(x):
    values = [e for e in x]
    return max(values) * min(values)


@zoo(draw(4))
def absolute_values(x):
    return sum(abs(e) for e in x)


@zoo(draw(4))
def powers_and_floats(x):
    return sum(pow(float(e), 2) for e in x)


@zoo(2.34)
def rounded(x):
    return round(x) * x + x * round(x, 1)


@zoo(draw(5))
def length_of_a_filtered_list(x):
    kept = [e for e in x if e > 0.0]
    return sum(kept) / len(kept)


@zoo(draw(4))
def any_and_all(x):
    if any(e > 0.5 for e in x) and not all(e > 0.0 for e in x):
        return np.sum(x * x)
    return np.sum(x)


@zoo(draw(4))
def all_of_a_list(x):
    return np.sum(x**2) if all([e < 2.0 for e in x]) else x[0]


@zoo(draw(4))
def mapped(x):
    return sum(map(math.sin, x))


@zoo(draw(4), draw(4, seed=2))
def mapped_over_two(x, y):
    return sum(map(lambda a, b: a * b * b, x, y))


@zoo(draw(4), draw(4, seed=2))
def zipped(x, y):
    return sum(a * b for a, b in zip(x, y))


@zoo(draw(4))
def enumerated(x):
    return sum(i * e * e for i, e in enumerate(x))


@zoo(draw(5))
def sorted_values(x):
    return sum(i * e for i, e in enumerate(sorted(e * e for e in x)))


@zoo(1.3, 0.4, 0.9)
def sorted_arguments(x, y, z):
    a, b, c = sorted([x, y, z])
    return a * b * b - c * a


@zoo(1.3, 0.4)
def sorted_numbers_are_those_of_python(x, y):
    low, *rest = sorted((x, y, x * y))
    count = sum(v > 0.5 for v in sorted([x, y, 2], reverse=True))
    return sum(sorted([low, *rest], reverse=True)) / count + max(rest) * low


@zoo(draw(4))
def sorted_in_reverse(x):
    y = sorted(x, reverse=True)
    return y[0] * y[1] + y[3]


@zoo(draw(3))
def array_of_a_comprehension(x):
    return np.sum(np.array([math.cos(e) for e in x]) * x)


@zoo(1.3)
def comprehension_within_a_loop(x):
    y = x
    for i in range(3):
        y = y * 0.5 + sum(x * j for j in range(i))
    return y


@zoo(1.3)
def comprehension_reads_outer_names(x):
    c = x * x
    i = 5
    total = sum(c * i for i in range(3))
    return total * i


@zoo(1.3)
def tuple_of_a_generator(x):
    a, b, c = tuple(x**i for i in range(3))
    return a + b * c


@zoo({"a": 1.1, "b": 0.7})
def dict_comprehension(params):
    squares = {k: v * v for k, v in params.items()}
    return squares["a"] * params["b"] + squares["b"]


@zoo(draw(4, low=0.5, high=2.0))
def product_by_prod(x):
    return math.prod(e + 1.0 for e in x)


@zoo(1.3)
def condition_within(x):
    return sum(x * i if i % 2 else x - i for i in range(5))


@zoo(draw(3, 3))
def comprehension_of_arrays(a):
    rows = [row * row for row in a]
    return np.sum(rows[0] * rows[2])


@zoo(draw(3, 2))
def sum_of_arrays(a):
    total = sum(row * row for row in a)
    return total[0] * total[1]


@zoo(1.4, 0.6)
def hypotenuse_from_a_list(x, y):
    sides = [x, y, x * y]
    return math.sqrt(sum(s**2 for s in sides))


@zoo(draw(4))
def summed_in_a_reversed_list(x):
    y = 0.0
    for e in reversed([e * e for e in x]):
        y = y * 0.5 + e
    return y


@zoo(1.3)
def divided_with_remainder(x):
    q, r = divmod(x, 0.4)
    return q * r + x


@zoo(draw(6))
def filtered(x):
    return sum(filter(lambda e: e > 0.0, x)) * x[0]


@zoo(draw(5), 0.7)
def filtered_by_truth(x, s):
    total = 0.0
    for e in filter(None, [x[0], 0.0, s * x[1]]):
        total = total * s + e
    return total
