"""Objects of which a text is made, and objects that hold nothing."""

import numpy as np

from tests.zoo.registry import draw, zoo


class Rectifier:
    """An object without attributes."""

    def __call__(self, z):
        return np.maximum(0.1 * z, z)

    def __str__(self):
        return "Rectifier"


def chosen(name, size):
    if size > 100:
        raise ValueError(f"too many for {name}: {size}")
    return Rectifier() if name == "relu" else np.tanh


@zoo(draw(3), draw(3, seed=2))
def objects_without_attributes(x, w):
    first, second = chosen("relu", len(x)), chosen("relu", len(w))
    return np.sum(first(x) * second(w * x))


class Rate:
    def __init__(self, rate):
        self.rate = rate

    def __repr__(self):
        return f"Rate({self.rate:.3f})"


class Descent:
    def __init__(self, rate):
        self.rate = Rate(rate)
        self.summary = {"rule": str(Rectifier()), "rate": str(self.rate)}

    def step(self, w, slope):
        self.said = f"{self.rate}, {self.rate!r}"
        return w - self.rate.rate * slope * len(self.summary["rule"])


@zoo(0.3, draw(3))
def texts_of_objects(rate, w):
    descent = Descent(rate)
    for _ in range(3):
        w = descent.step(w, w**2)
    return np.sum(w) * len(repr(descent.rate))


class Quaternion:
    """Made of four numbers, or of all at once."""

    def __init__(self, w, x=None, y=None, z=None):
        q = []
        if isinstance(w, Quaternion):
            q = w.q
        elif hasattr(w, "__iter__"):
            q = w
        else:
            q = [w, x, y, z]
        self.q = np.array(q)


@zoo(draw(4))
def numbers_have_no_iterator(a):
    p = Quaternion(a[0], a[1], a[2], a[3])
    for _ in range(2):
        p = Quaternion(p.q / np.sqrt(p.q @ p.q) + 0.1)
    return np.sum(Quaternion(p).q ** 3)


def known_name(name, names):
    names = tuple([str(each) for each in names])
    if name.lower() not in [each.lower() for each in names]:
        raise ValueError(name)
    return name.lower()


@zoo(1.3, "Mean")
@zoo(1.3, "sum")
def texts_of_texts(x, how):
    """`str` of a known text is that text."""
    return x * 0.5 if known_name(how, ("Mean", "Sum")) == "mean" else x
