"""Two public lists of hostile texts in a real Chromium: in the case file, on every page.

Each is compared with harmless texts in the same places: a kind of element, or an address asked for, that only the
hostile ones bring is theirs.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.app import running
from tests.corpus import HARMLESS, case_of, corpus
from tests.guard import Guard
from tests.pages import map_frame

pytestmark = pytest.mark.browser

SIZES = {"claims": 160, "sites": 120, "others": 60}
#: Each page, and what is there once it is drawn.
PAGES = {
    "": "button.claim",
    "Distances": ".heat",
    "Consistency": ".verdicts",
    "Places_and_sources": "table",
    "Case": "p.quiet",
}

#: The table of all records, which is drawn whenever Streamlit has loaded its code for it.
GRID = ("stDataFrame", "stFullScreenFrame", "stElementToolbar", "data-grid-canvas", "glide-cell", "portal", " | canvas")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the address of an app and the file that it shows."""
    folder = tmp_path_factory.mktemp("corpus")
    path = folder / "case.geojson"
    path.write_text(json.dumps(case_of(HARMLESS, **SIZES)), encoding="utf-8")
    kept = {f"CROSSBEARING_{name}": str(folder / name.lower()) for name in ("DRAFTS", "STATE")}
    with running(str(path), environment=kept) as url:
        yield url, path


def settled(page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(300)


def drawn(guard: Guard, url: str, name: str, query: str = "") -> dict[str, str]:
    """Go to a page; return its kinds of elements once it is drawn."""
    guard.page.goto(f"{url}/{name}{query}")
    expect(guard.page.locator(PAGES[name]).first).to_be_attached(timeout=60_000)
    if not name:
        map_frame(guard.page)
    settled(guard.page)
    return {kind: one for kind, one in guard.kinds().items() if not kind.startswith(GRID)}


@pytest.fixture(scope="module")
def harmless(browser, served):
    """Return the kinds of elements of each page of a harmless case, and what it asks for."""
    guard = Guard(browser.new_context(), served[0])
    kinds = {name: drawn(guard, served[0], name) for name in PAGES}
    guard.page.context.close()
    return kinds, guard.asked()


def test_the_case_file(browser, served, harmless):
    """Every text of both lists in a member of its own: each page is made of what it is made of otherwise."""
    url, path = served
    before = path.read_bytes()
    path.write_text(json.dumps(case_of(corpus(), **SIZES)), encoding="utf-8")
    guard = Guard(browser.new_context(viewport={"width": 1400, "height": 1400}), url)
    for name in PAGES:
        found = drawn(guard, url, name)
        guard.check()
        assert [example for kind, example in found.items() if kind not in harmless[0][name]] == []
    assert guard.asked() <= harmless[1]
    guard.page.context.close()
    path.write_bytes(before)
