"""Random programs over the accepted language, checked in every mode.

    python -m tests.fuzz --programs 1000 --seed 0 --minutes 10

`generator` writes a program from a seed, `judge` gives a verdict on it, `shrink` makes a failing
one small, `report` counts.
"""
