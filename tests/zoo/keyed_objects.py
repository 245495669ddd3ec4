"""`max` and `min` with a key of objects and dicts that are known one by one."""

from __future__ import annotations

from dataclasses import dataclass

from tests.zoo.registry import draw, zoo


@dataclass
class Offer:
    price: float
    days: float


@zoo(draw(3))
@zoo(draw(3, seed=4))
def best_of_three(x):
    p, q, r = Offer(x[0], 1.0), Offer(x[1], 2.0), Offer(x[2], 3.0)
    best = min(p, q, r, key=lambda offer: offer.price * offer.days)
    return best.price * best.days + max(q, p, key=lambda o: (o.days, o.price)).price


@zoo(draw(2))
def best_of_two_dicts(x):
    p, q = {"k": x[0], "n": 1}, {"k": x[1], "n": 4}
    best = max(p, q, key=lambda row: row["k"])
    return best["k"] * best["n"]


@zoo(draw(4))
def best_so_far(x):
    best = Offer(x[0], 1.0)
    for i, v in enumerate(x):
        best = max(best, Offer(v * i, v), key=lambda offer: offer.price)
    return best.price * best.days
