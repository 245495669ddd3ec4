"""What programs ask about: machine limits, dtypes, the best entry by a key, sets of labels."""

import numpy as np

from tests.zoo.registry import draw, zoo

LABELS = np.array([0, 1, 1, 0])
KNOTS = np.array([0.0, 1.0, 1.0, 3.0])


@zoo(draw(4, low=0.5))
def machine_limits(x):
    eps = np.finfo(x.dtype).eps
    tiny = np.finfo(float).tiny
    return np.sum(np.log(x + eps)) + np.sqrt(x[0] + tiny) * (np.iinfo(int).bits / 64)


@zoo(draw(4))
def kind_of_a_dtype(x):
    if x.dtype.kind == "f" and x.dtype.itemsize == 8:
        return x[0] * x[1] + x.dtype.itemsize
    return x[2]


@zoo(draw(4))
def best_of_a_range(x):
    best = max(range(4), key=lambda i: x[i] * (2 - i))
    worst = min(range(1, 4), key=lambda i: x[i])
    return x[best] ** 2 * x[worst]


@zoo(draw(4))
def best_of_some_values(x):
    w = min([x[0], x[1] ** 2, x[2]], key=lambda v: (v - 0.3) ** 2)
    p = max([(x[0], x[3]), (x[1], 2.0)], key=lambda p: p[0])
    return w * w + p[0] * p[1] + max(x[0], x[1], key=abs) + max(x, key=lambda v: -v)


@zoo(draw(4))
def groups_by_label(x):
    total = 0.0
    names, counts = np.unique(LABELS, return_counts=True)
    for label, count in zip(names, counts):
        group = x[LABELS == label]
        total += np.sum((group - group.mean()) ** 2) / count * (label + 1)
    return total


@zoo(draw(4), LABELS)
def groups_by_given_labels(x, labels):
    return sum(np.prod(x[labels == k]) ** 2 for k in np.unique(labels))


@zoo(draw(3))
def constants_without_a_rule(x):
    return np.sum(np.unique(KNOTS) * x**2)


@zoo(draw(3))
def text_by_format(x):
    text = "{0:.3f} of {total:d}, {1!r}".format(x[0], "x", total=3)
    return x[0] * x[1] * len(text) if "of" in text else x[2]


@zoo(draw(3))
def integer_of_numpy(x):
    n = np.int64(3.7 + 0.0 * x[0])
    return x[0] ** n * np.sum(np.int32(x * 4.0) * x)
