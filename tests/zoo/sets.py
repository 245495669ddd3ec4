"""Sets of what cannot vary: `seen = set()`, to which is added."""

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)

GRAPH = {0: [1, 2], 1: [3], 2: [3, 4], 3: [], 4: [0]}


@zoo(X)
def nodes_seen_once(x):
    seen, stack, s = set(), [0], 0.0
    while stack:
        n = stack.pop()
        if n in seen:
            continue
        seen.add(n)
        s = s * 0.7 + x[n] ** 2
        for m in GRAPH[n]:
            stack.append(m)
    return s * len(seen)


@zoo(X)
def cells_of_a_grid(x):
    seen = {(0, 0)}
    todo = [(0, 0)]
    s = 0.0
    while todo:
        i, j = todo.pop(0)
        s += x[i] * x[j]
        for n in ((i + 1, j), (i, j + 1)):
            if n[0] < 3 and n[1] < 3 and n not in seen:
                seen.add(n)
                todo.append(n)
    return s


@zoo(X)
def comprehension_of_a_set(x):
    even = {i for i in range(5) if i % 2 == 0}
    labels = [i % 3 for i in range(len(x))]
    s = 0.0
    for label in sorted(set(labels)):
        part = [v for v, m in zip(x, labels) if m == label]
        s += sum(part) ** 2 / len(part)
    return s + sum(x[i] ** 2 for i in sorted(even))


@zoo(X)
def words_seen(x):
    seen, s = set(), 0.0
    for i, word in enumerate(["a", "b", "a", "c"]):
        if word in seen:
            continue
        seen.add(word)
        s += x[i]
    return s * len(seen)


@zoo(X)
def what_is_left_to_do(x):
    order, done, todo = [], set(), {0, 1, 2}
    while todo:
        k = max(sorted(todo), key=lambda i: -x[i])
        todo.discard(k)
        done.add(k)
        order.append(k)
    other = done
    other.add(7)
    return sum(x[k] * (i + 1) for i, k in enumerate(order)) * len(done)


@zoo(X)
def pairs_met_before(x):
    met = set()
    s = 0.0
    for i in range(len(x)):
        key = (i % 2, "a")
        if key in met:
            s += x[i]
        else:
            met.add(key)
            s += 2 * x[i]
    met.remove((0, "a"))
    return s * len(met)


@zoo(X)
def sets_joined(x):
    a = {i for i in range(6) if i < 3}
    b = {2, 3, 4}
    both, common, rest = a | b, a & b, a - b
    for i in range(len(x)):
        if i % 2:
            rest = rest | a
    rest -= common
    rest.update([4], common)
    t = 0.0
    for i in range(len(x)):
        if i in rest and i not in common.difference(a):
            t += x[i] ** 2
    return t * len(both) + x[0] * sum(sorted(common)) * (rest == both)


class Walk:
    def __init__(self):
        self.seen = set()
        self.todo = [0]

    def step(self, x):
        n = self.todo.pop(0)
        if n in self.seen:
            return 0.0
        self.seen.add(n)
        self.todo.extend(GRAPH[n])
        return x[n] ** 2


@zoo(X)
def set_of_an_object(x):
    walk, s = Walk(), 0.0
    while walk.todo:
        s = 0.8 * s + walk.step(x)
    return s * len(walk.seen)


@zoo(X)
def constants_put_in_and_taken_out(x):
    seen, s = {0}, 0.0
    for i in range(len(x)):
        seen |= {i % 3, 7}
        seen -= {1}
        seen.update({8, 9}, [3])
        s += x[i] * len(seen)
    rest = seen.difference({7, 8}) | {1}
    return s * len(rest) + sum(x[i] ** 2 for i in sorted(rest) if i < 4)


@zoo(X)
def sorted_sets_of_constants(x):
    s = x[sorted({2, 0, 1})[1]]
    for i, name in sorted({(1, "mass"), (0, "time")}):
        s = s * x[i] + len(name)
    return s + sum(sorted({3, 1})) * x[2]
