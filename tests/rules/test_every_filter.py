"""Filters with all their parameters: states, axes, lengths, coefficients that vary."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal

import adgen
from tests.rules.programs import right

_RNG = np.random.default_rng(41)
ZEROS, POLES = np.array([0.5, 0.3, 0.2]), np.array([1.2, -0.4, 0.1])
SECTIONS = np.array([[0.5, 0.3, 0.2, 1, -0.4, 0.1], [0.7, 0.1, 0.3, 1, 0.2, -0.3]])
SIGNALS = _RNG.normal(size=(3, 4))
STACK = _RNG.normal(size=(2, 3, 4))
COMPLEX = SIGNALS[0] + 0.4j * SIGNALS[1]
LONG = _RNG.normal(size=(2, 11))


def joined(parts):
    return np.concatenate([np.ravel(part) for part in parts])


@pytest.mark.parametrize("axis", [-1, 0, 1])
def test_signals_that_begin_with_a_state(axis):
    def program(b, a, x, zi):
        return joined(signal.lfilter(b, a, x, axis, zi))

    state = list(STACK.shape)
    state[axis] = 2
    right(program, ZEROS, POLES, STACK, _RNG.normal(size=state))


def test_coefficients_of_any_number_and_a_state_for_all():
    def both(x, zi):
        return joined(signal.lfilter([0.7, 0.2, -0.3], 1.3, x, zi=zi))

    right(both, SIGNALS, SIGNALS[:, :2])
    right(both, COMPLEX, SIGNALS[0, :2])
    right(
        lambda b, a, z, zi: signal.lfilter(b, a, z, zi=zi)[0],
        *(ZEROS[:2], POLES * (1 + 0.2j), COMPLEX, COMPLEX[:2]),
    )
    right(
        lambda a, x, zi: signal.lfilter([0.7], a, x, zi=zi)[1],
        *(POLES, SIGNALS, SIGNALS[:1, :2]),
    )


@pytest.mark.parametrize("axis", [-1, 0, 1])
def test_sections_that_begin_with_a_state(axis):
    state = [2, *STACK.shape]
    state[axis % 3 + 1] = 2
    zi = _RNG.normal(size=state)
    right(lambda x, z: joined(signal.sosfilt(SECTIONS, x, axis, z)), STACK, zi)


def test_a_signal_that_comes_piece_by_piece():
    def program(x, b):
        state = signal.lfilter_zi(b, POLES) * x[0]
        rest = np.zeros((2, 2))
        out = np.zeros_like(x)
        for i in range(0, len(x) - 1, 2):
            part, state = signal.lfilter(b, POLES, x[i : i + 2], zi=state)
            part, rest = signal.sosfilt(SECTIONS, part, zi=rest)
            out[i : i + 2] = part
        return out

    right(program, LONG[0], ZEROS)


def test_sections_at_rest():
    right(lambda sos: signal.sosfilt_zi(sos), SECTIONS)
    right(
        lambda z: signal.sosfilt(SECTIONS, z, zi=signal.sosfilt_zi(SECTIONS) * z[0])[0],
        COMPLEX,
    )
    right(lambda c: signal.lfilter_zi([c, 0.3], [1.0, c, 0.2]), 0.4)
    right(lambda b, a: signal.lfilter_zi(b, a), ZEROS, POLES * (1 + 0.2j))


@pytest.mark.parametrize("ends", ["odd", "even", "constant", None])
def test_coefficients_of_filters_there_and_back(ends):
    def program(b, a, x):
        return signal.filtfilt(b, a, x, 0, ends, 3)

    right(program, ZEROS, POLES, LONG.T)
    right(lambda b, x: signal.filtfilt(b, 1.3, x, padtype=ends), ZEROS, LONG)


def test_signals_that_are_too_short_for_their_ends():
    with pytest.raises(ValueError, match="not longer|must be greater"):
        adgen.vjp(lambda b: signal.filtfilt(b, POLES, LONG[:, :9]), ZEROS)


def test_sections_there_and_back():
    right(lambda x: signal.sosfiltfilt(SECTIONS, x, 0, "even", 3), LONG.T)
    right(lambda z: signal.sosfiltfilt(SECTIONS, z, padlen=1), COMPLEX)


@pytest.mark.parametrize("length", [2, 3, 4, 7])
def test_lengths_of_analytic_signals(length):
    right(lambda x: signal.hilbert(x, length), SIGNALS)
    right(lambda x: signal.hilbert(x, N=length, axis=0), SIGNALS)


@pytest.mark.parametrize("mode", ["full", "same", "valid"])
@pytest.mark.parametrize("name", ["fftconvolve", "oaconvolve"])
def test_convolutions_along_some_axes(name, mode):
    convolved = getattr(signal, name)
    right(lambda x, y: convolved(x, y, mode, 1), SIGNALS, SIGNALS[:1, :2])
    right(lambda x, y: convolved(x, y, mode, axes=[-1]), SIGNALS[:, :2], SIGNALS)
    right(lambda x, y: convolved(x, y, mode, (0, 2)), STACK, STACK[:, :, :3])
