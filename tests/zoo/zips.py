"""`zip` of names and numbers, of dicts, and `strict=True`; places in tuples."""

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.3, high=1.9)
NAMES = ("a", "b")


@zoo(X)
def names_beside_numbers(x, names=("a", "b")):
    d = dict(zip(names, x))
    s = 0.0
    for n, v in zip(NAMES, x[2:]):
        if n == "b":
            s += v * d[n]
    return s * d["a"] + sum(v for n, v in zip(("u", "v"), x) if n == "v") ** 2


@zoo(X)
def keys_beside_numbers(x):
    w = {"a": 2.0, "b": x[0]}
    s = 0.0
    for k, v in zip(w, x):
        s += v * (3 if k == "a" else w["b"])
    return s


@zoo(X, draw(6, seed=2))
def strictly(x, y):
    s = 0.0
    for a, b in zip(x, y, strict=True):
        s += a * b**2
    p, q = zip((1.0, x[0]), (x[1], 2.0), strict=True)
    s += p[0] * q[1] + p[1] + sum(a * i for a, i in zip(x, range(6), strict=True))
    for a, b, c in zip(x[::-1], [v**2 for v in x], "abcdef", strict=True):
        s += a * b * (2 if c == "c" else 1)
    return s


@zoo(X)
def place_in_a_tuple(x, kinds=("u", "v", "w")):
    order = ("w", "u", "v")
    powers = [x[order.index(k)] ** (1 + i) for i, k in enumerate(kinds)]
    s = sum(powers) * (1 + kinds.count("u"))
    for i in range(1, 4):
        s += x[(1, 2, 3).index(i)] * i**2
    return s


@zoo(X)
def texts_for_people(x):
    """Numbers in texts are lost for nobody, as long as none is read from one."""
    log, named = [], {}
    for i, v in enumerate(x):
        log.append(f"{i}: {v:.3f}")
        named[f"x{i}"] = v**2
    weight = float(f"{len(log)}")
    return weight * sum(named.values()) * float("2.5")


@zoo(draw(6), 3)
def beside_a_range_backwards(x, n):
    s = 0.0
    for a, b in zip(x, reversed(range(6))):
        s += a * b
    for (i, a), b in zip(enumerate(x[::2]), reversed(range(1, n))):
        s *= 1.0 + a * i * b
    return s * x[0]
