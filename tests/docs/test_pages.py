"""Every block of the README and of the pages about using adgen runs and prints what it says."""

import re

import pytest

from adgen.rules import declare
from adgen.rules.registry import all_rules
from tests.docs import pages


@pytest.fixture
def rules_of_a_page():
    """The rules that a page declares are forgotten: other tests look at all there are."""
    list(all_rules())
    before = set(declare.RULES)
    yield
    for name in set(declare.RULES) - before:
        del declare.RULES[name]


@pytest.mark.slow
@pytest.mark.usefixtures("rules_of_a_page")
@pytest.mark.parametrize("name", pages.PAGES)
def test_blocks_print_what_the_page_says(name):
    text = (pages.ROOT / name).read_text(encoding="utf-8")
    with pages.elsewhere():
        for outcome in pages.outcomes(text):
            shown = f"{name}:{outcome.line} prints\n{outcome.printed}"
            assert (
                outcome.agrees
            ), f"{shown}(`python -m tests.docs.pages` writes it anew)"


@pytest.mark.parametrize("name", pages.PAGES)
def test_every_block_is_run_or_is_output(name):
    text = (pages.ROOT / name).read_text(encoding="utf-8")
    marks = re.findall(r"^```(.*)$", text, re.MULTILINE)[::2]
    assert set(marks) <= {*pages.RUN, pages.OUTPUT}
    assert "\n    " not in re.sub(pages._FENCE, "", text).replace("\n    * ", "")


@pytest.mark.parametrize(
    "name", [p.relative_to(pages.ROOT).as_posix() for p in pages.ROOT.glob("**/*.md")]
)
def test_links_lead_somewhere(name):
    page = pages.ROOT / name
    if ".venv" in name or "site-packages" in name:
        return
    for target in re.findall(
        r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8")
    ):
        assert (page.parent / target).exists(), target
