"""The command starts at once, and says what it can do."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from adgen.cli import parser
from adgen.cli.commands.completion import SHELLS
from adgen.cli.completions import commands_of, script

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "black", "astor", "scipy", "pygments")
COMMANDS = ["grad", "jvp", "hvp", "show", "check", "explain", "rules", "completion"]


def start(*words):
    return subprocess.run(
        [sys.executable, "-m", "adgen", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_help_names_every_command():
    result = start("--help")
    assert result.returncode == 0
    assert all(f"    {name}" in result.stdout for name in COMMANDS)


def processor_seconds(*words):
    """The time a process takes on its own; the machine may do other things too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], capture_output=True, cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_takes_less_than_150_milliseconds():
    assert min(processor_seconds("-m", "adgen", "--help") for _ in range(5)) < 0.150


def test_help_imports_nothing_heavy():
    program = (
        "import sys\nfrom adgen.cli import main\n"
        "try:\n    main(['grad', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT
    )
    loaded = result.stderr.split()
    assert [name for name in HEAVY if name in loaded] == []


def test_version():
    result = start("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("adgen ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_does(name):
    found = {command.name: command for command in commands_of(parser.build())}
    assert found[name].about
    assert all(option.about for option in found[name].options)


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_commands_and_options(shell):
    text = script(shell, parser.build())
    assert all(name in text for name in COMMANDS)
    assert "no-optimize" in text
    assert "markdown" in text


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("adgen ex", {"explain"}),
        ("adgen show --st", {"--stage"}),
        ("adgen show --stage re", {"reverse"}),
        ("adgen explain --format j", {"json"}),
        ("adgen completion f", {"fish"}),
    ],
)
def test_bash_completes(line, found):
    words = line.split(" ")
    program = "\n".join(
        [
            "complete() { :; }",
            script("bash", parser.build()),
            f"COMP_WORDS=({line})",
            f"COMP_CWORD={len(words) - 1}",
            "_adgen",
            'echo "${COMPREPLY[@]}"',
        ]
    )
    result = subprocess.run(["bash", "-c", program], capture_output=True, text=True)
    assert set(result.stdout.split()) == found, result.stderr
