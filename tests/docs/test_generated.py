"""The generated pages say what the tables say."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_fresh(name):
    page = DOCS / name
    if not page.exists():
        pytest.skip(f"docs/{name} is not written yet: make docs")
    assert page.read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"
