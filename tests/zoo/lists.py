"""Lists: literals and lists that grow, changed in every way Python has."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4))
def rows_of_a_nested_list(x):
    rows = []
    for i in range(3):
        row = []
        for e in x:
            row.append(e ** (i + 1))
        rows.append(row)
    total = 0.0
    for row in rows:
        total += sum(row) * row[0]
    a = np.array(rows)
    return total + np.sum(a[0] * a[2]) + rows[1][2]
