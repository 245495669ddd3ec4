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


class Phase(Enum):
    BURN = 1.5
    COAST = 2.5

    @property
    def rate(self):
        return 2 * self.value

    def applied(self, x):
        return x * self.value


def following(phase):
    return Phase.COAST if phase is Phase.BURN else Phase.BURN


@zoo(1.3, 4)
def phase_by_branch(x, n):
    phase = Phase.BURN
    for _ in range(n):
        match phase:
            case Phase.BURN:
                x = x * x
                if x > 2:
                    phase = Phase.COAST
            case Phase.COAST:
                x = x * 0.5
    return x


@zoo(1.3)
@zoo(0.7)
def phase_by_condition(x):
    phase = Phase.BURN if x > 1 else Phase.COAST
    return x**2 if phase == Phase.BURN else x**3


@zoo(1.3, 4)
def phase_from_a_function(x, n):
    phase = Phase.BURN
    seen = []
    for _ in range(n):
        phase = following(phase)
        seen.append(phase)
        if phase == Phase.BURN:
            x = x * x
    for phase in seen:
        if phase is not Phase.BURN:
            x = x * 1.5
    return x


@zoo(1.3, 4)
def weights_by_phase(x, n):
    weights = {Phase.BURN: 1.2, Phase.COAST: x}
    phase = Phase.BURN
    for _ in range(n):
        x = x * weights[phase]
        phase = Phase.COAST if x > 2 else Phase.BURN
    return x


class _Machine:
    def __init__(self):
        self.phase = Phase.BURN

    def step(self, x):
        if self.phase is Phase.BURN:
            if x > 2:
                self.phase = Phase.COAST
            return x * x
        return x * 0.7


@zoo(1.3, 4)
def phase_of_an_object(x, n):
    machine = _Machine()
    for _ in range(n):
        x = machine.step(x)
    return x


@zoo(1.3, Phase.BURN, wrt=(0,))
@zoo(1.3, Phase.COAST, wrt=(0,))
def phase_as_an_argument(x, phase):
    return phase.applied(x) * phase.rate + x ** len(phase.name)


@zoo(1.3)
def all_members(x):
    for phase in Phase:
        x = x * phase.value if phase is not Phase.BURN else x**2
    for axis in Axis:
        x = x * (axis + 1) + axis.value
    return x * len(Axis)
