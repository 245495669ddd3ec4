"""Derivatives made in several threads at once, of a process that has made none before."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import threading
import numpy as np
import adgen

found, start = [], threading.Barrier(8)

def work(k):
    start.wait()
    slope = adgen.grad(lambda x: np.sum(np.sin(x * k) * x))
    try:
        found.append(bool(np.allclose(slope(np.ones(3)), k * np.cos(k) + np.sin(k))))
    except Exception as error:
        found.append(error)

threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(found)
"""


@pytest.mark.slow
def test_the_first_derivatives_of_a_process_are_made_at_once(tmp_path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{[True] * 8}\n"
