"""Members of an Enum: compared, keys of a dict, found by their value."""

from enum import Enum, IntEnum

from tests.zoo.registry import draw, zoo


class Mode(Enum):
    LINEAR = "linear"
    SQUARE = "square"


class Axis(IntEnum):
    ROW = 0
    COLUMN = 1


def applied(mode, v):
    if mode is Mode.LINEAR:
        return v * 2
    if mode == Mode.SQUARE:
        return v**2
    raise ValueError(mode)


@zoo(draw(6), "square")
def members(x, name):
    table = {Mode.LINEAR: x[0], Mode.SQUARE: x[1]}
    m = x.reshape(2, 3)
    total = sum(applied(mode, v) for mode, v in table.items())
    total += applied(Mode("linear"), x[2]) * applied(Mode(name), x[3])
    return total + m[Axis.COLUMN, Axis.ROW] ** 3
