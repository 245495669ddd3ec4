"""`try: v = xs.pop()`: what a list that is too short raises, caught; items of texts."""

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)


@zoo(X)
def popped_or_made(x):
    stack, s = [x[0]], 0.0
    for t in range(len(x)):
        try:
            v = stack.pop()
        except IndexError:
            stack.append(x[t] * t)
            continue
        s += v * (t + 1)
    return s + sum(stack)


@zoo(X)
def sold_or_ordered(x):
    stock = {"a": [x[0]], "b": [x[1], x[2]]}
    sold = 0.0
    for t in range(7):
        k = "ab"[t % 2]
        try:
            v = stock[k].pop()
        except IndexError:
            stock[k].append(x[3] * t)
            continue
        sold += v * (t + 1)
    return sold + sum(map(sum, stock.values()))


@zoo(X)
def sold_at_run_time(x):
    stock = {i: [x[i]] for i in range(len(x))}
    sold = 0.0
    for t in range(2 * len(x)):
        try:
            sold += stock[t % 3].pop() * t
        except IndexError:
            stock[t % 3].append(x[t % 5] ** 2)
    return sold + sum(stock[1]) * x[4]


@zoo(X)
def taken_from_known_lists(x):
    queues, s = [[x[0]], [x[1]]], 0.0
    for t in range(5):
        try:
            v = queues[t % 2].pop(0)
        except IndexError:
            queues[t % 2].append(x[1] * t)
            continue
        s += v * (t + 1)
    try:
        del queues[0][3]
    except IndexError:
        s *= x[4]
    return s


@zoo(X)
def set_or_appended(x):
    xs = [x[0]]
    for t in range(len(x)):
        try:
            xs[1] = xs[0] * x[t]
        except IndexError:
            xs.append(x[1] * t)
    return sum(xs) * xs[1]


@zoo(X)
def unpacked_or_not(x):
    pair = (x[0], x[1])
    try:
        a, b, c = pair
    except ValueError:
        a, b = pair
        c = a * b
    try:
        i = [2, 3].index(4)
    except ValueError:
        i = 1
    return c * a**2 + b * x[i]
