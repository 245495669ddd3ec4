"""What is decided only where it matters: a program is lowered again once a doubt has shown.

v = rest(b)          may v be a part of b? It matters when one of them is written and the
v[0] = 2.0           other is read: the call of `rest` is then put in line.
sum(b)

r = m.reshape(-1)    is r a view of m? If it matters, a line before it asks
r[0] = 2.0           `if not m.flags.c_contiguous: raise ...`, and then it is.
sum(m)

a = [0.0] * 6        six values, or a list of numbers? It matters where the index of a long
for i in range(6):   loop selects one: the list is then made at run time, unless something is
    a[i] = ...       refused for it; else the loop is written out.

sort(a, 0, n)        sort calls itself and writes a: it cannot be put in line. It is lowered
                     as a function that gives back what it has written.

walk(x, n, out)      walk calls itself and appends to out: a list of known entries is made at
                     run time before the call.

row = a[0]           a part of a: the loop carries its values, or, where it matters that row is
for i in range(n):   a part of a, which part it is.
    row += a[i]
    row = a[i]

t = ()               no items, or a tuple of any number of them? It matters where t is read
for v in x:          behind paths or iterations in which it has several lengths.
    t += (v,)

d[k][0] = 2.0        an entry of a dict of known keys, by a key of run time. It matters where it is
sum(d["a"])          written, and the dict is read: its keys are then a list of run time.

g = squares(x)       read again where it stopped? Then it is run to its end here.
next(g); sum(g)

memo = [None] * n    what is taken from a list may be None once one of the lists holds None.
if memo[k] is None:

ps = [A(x), A(y)]    two objects, or a list for each attribute? It matters where they are put in
ps.sort(key=f)       order, or some of them are chosen, by numbers of run time.

self.total += v      the total of the class at first? It matters where loops or branches set it: the
                     objects of the class are then made with a total.

ps.append(y[i:])     arrays, or parts of y? It matters where one of them is written: the list then
ps[k] += 1.0         has their places in y, unless something is refused for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adgen.source import Span

Way = Literal[
    "inlining",
    "asking",
    "filling",
    "knowing",
    "columns",
    "tabling",
    "giving",
    "growing",
    "following",
    "lengthening",
    "listing",
    "holding",
    "parting",
    "defaulting",
    "holding apart",
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Whether memory is shared, at a call or a reshape, and by what this can be decided; or
    whether a list of numbers is made at run time ("filling") or known item by item ("knowing"),
    and one of objects ("columns"), or the keys of a dict ("tabling"); or whether a function
    gives back the arguments that it writes ("giving"), and is given a list that is made at run
    time ("growing"); or whether a loop carries which part of an array a name is ("following");
    or whether a name stands for tuples of several lengths ("lengthening"), or for a generator that
    is read several times ("listing"); or whether lists of the program hold None ("holding"); or
    whether a list has places of parts of an array ("parting") or arrays ("holding apart"); or
    whether objects are made with an attribute of their class ("defaulting"), wherever that is.

    `arguments` are the names of two arguments of the function at the place; of a list that grows
    that of the argument, and of the part of it.
    """

    by: Way
    place: Span | None
    arguments: tuple[str, ...] = ()


class Again(Exception):
    """The program has to be lowered once more, with this doubt decided."""

    def __init__(self, doubt: Doubt) -> None:
        self.doubt = doubt
