"""A directory with a user's file in it, and commands that run there."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from adgen.cli import main

MODEL = '''\
"""A user's module."""

import math

import numpy as np

STEP = 0.25
WEIGHTS = np.array([1.0, 2.0, 3.0])
TABLE = np.linspace(0.0, 1.0, 100).reshape(10, 10)


class TooFar(Exception):
    pass


def f(x1, x2, x3, x4):
    a = x1 * x2
    b = x3 + x4
    c = a - b
    return c**2


def spring(q, k):
    r = np.sin(q)
    return k * r * r


def energy(q, p, k):
    return spring(q, k) * spring(p, k)


def power(q, k):
    return spring(q, k) * STEP


def weighted(x):
    if np.sum(x) > 100.0:
        raise TooFar(x)
    return np.sum(WEIGHTS * x) + np.sum(TABLE @ TABLE) * np.sum(x)


def newton(a, x0, tol=1e-10, n=20):
    x = x0
    for k in range(n):
        r = x * x - a
        if abs(r) < tol:
            break
        x = x - r / (2.0 * x)
    return x


def annotated(x: float, n: int, name: str = "plain"):
    return math.exp(x) * n


def unsupported(x):
    return np.unique(x).sum()


def fails(x):
    return math.log(x)


def constant(x):
    return 3.0
'''


@dataclass
class Result:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The working directory, with model.py in it; modules read from it are forgotten."""
    (tmp_path / "model.py").write_text(MODEL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None)
        if file is not None and Path(file).is_relative_to(tmp_path):
            del sys.modules[name]


@pytest.fixture
def adgen(place, capsys):
    """Runs a command in the working directory."""

    def run(*words: str) -> Result:
        try:
            code = main(words)
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run
