"""Packages that bring rules for their functions: the entry points of the group `adgen.rules`."""

from __future__ import annotations

import importlib
import itertools

import pytest

import adgen
from adgen.cli import main
from adgen.errors import RuleError
from adgen.rules import declare

_numbers = itertools.count()
RULES = """
import {name}.shapes
import adgen

adgen.elementwise({name}.shapes.cube, dx="3 * x ** 2")
adgen.rule("a, b = {name}.both(x)", a_dot="x_dot", b_dot="2 * x * x_dot",
           x_bar="a_bar + 2 * x * b_bar")
"""
SHAPES = """
def cube(x):
    return eval("x ** 3")

def both(x):
    return eval("(x, x * x)")
"""


@pytest.fixture(params=["installed", "editable"])
def package(request, tmp_path, monkeypatch):
    """The name of a package with rules, which stands where pip puts it, or somewhere else."""
    name = f"theirs{next(_numbers)}"
    site = tmp_path / "site-packages"
    place = (site if request.param == "installed" else tmp_path / "work") / name
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(f"from {name}.shapes import both, cube\n")
    (place / "shapes.py").write_text(SHAPES)
    (place / "rules.py").write_text(RULES.format(name=name))
    metadata = site / f"{name}-0.1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Name: {name}\nVersion: 0.1\n")
    (metadata / "entry_points.txt").write_text(
        f"[adgen.rules]\n{name} = {name}.rules\n"
    )
    monkeypatch.syspath_prepend(str(place.parent))
    monkeypatch.syspath_prepend(str(site))
    yield name
    # Other tests look at all rules that are told by their text.
    for declared in [rule for rule in declare.RULES if rule.startswith(name)]:
        del declare.RULES[declared]


def test_rules_of_a_package_are_found(package):
    theirs = importlib.import_module(package)

    def f(x):
        a, b = theirs.both(x)
        return theirs.cube(x) + a * b

    gradient = adgen.grad(f)
    assert gradient(2.0) == pytest.approx(24.0)
    assert adgen.jvp(f, (2.0,), (1.0,))[1] == pytest.approx(24.0)
    assert "3 * x ** 2" in gradient.source.replace("**", " ** ").replace("  ", " ")


def test_rules_of_a_package_are_shown(package, capsys):
    assert main(["rules", f"{package}.shapes.cube"]) == 0
    assert "3 * x ** 2" in capsys.readouterr().out
    assert main(["rules", package]) == 0
    assert f"{package}.both" in capsys.readouterr().out


def test_rules_that_cannot_be_imported(package, tmp_path):
    (file,) = tmp_path.glob("*/*/rules.py")
    file.write_text("import a_module_that_is_not_there\n")
    theirs = importlib.import_module(package)
    for _ in range(2):
        with pytest.raises(RuleError, match=f"rules for {package} cannot be imported"):
            adgen.grad(lambda x: theirs.cube(x))(2.0)
