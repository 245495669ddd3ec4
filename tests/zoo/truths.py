"""Lists and dicts beside numbers in conditions: only their truth is asked for."""

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


@zoo(X)
def list_and_what_it_holds(x):
    todo = [v * 2 for v in x]
    s = 0.0
    while todo and (v := todo.pop()) > 1.2:
        s = s * 0.5 + v
        if v > 2.0 and todo:
            todo[-1] += v
    return s + len(todo)


@zoo(X)
def list_or_number(x):
    large, some = [v for v in x if v > 1.0], [x[0]]
    s = x[1]
    for _ in range(3):
        if large or s > 2.0:
            s += large.pop() if large and s > 0.1 else 1.0
        if not (large and some and s > 0.1):
            s *= 2
            some.append(s)
    return s * sum(some)


@zoo(X)
def dict_and_vector(x):
    d = {}
    s = x[0]
    for i in range(4):
        if d and s > 1.0 or i == 1:
            s += sum(d.values())
        d[i] = s * x[i]
        if s > 100.0 and d or x[:1] and i:
            s += 1.0
    return s
