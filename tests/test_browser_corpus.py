"""Two public lists of hostile texts in a real Chromium: in the case file and in the address, on every page; as files.

Each is compared with harmless texts in the same places: a kind of element, or an address asked for, that only the
hostile ones bring is theirs.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from geodata.casefile.io import case_from_bytes
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.writers import ExportOptions
from geodata.view import assumption_params, measure_tools, verdict_query
from geodata.view.filters import Filter
from tests.app import running
from tests.corpus import HARMLESS, case_of, corpus
from tests.guard import Guard, numberless
from tests.pages import listed, map_frame, settled

pytestmark = pytest.mark.browser

SIZES = {"claims": 160, "sites": 120, "others": 60}
#: Each page, and what is there once it is drawn: the last of it.
PAGES = {
    "": "button.claim",
    "Distances": ".heat",
    "Timeline": ".plot",
    "Can_they_be_true": ":is(h2, h3):has-text('Possible locations')",
    "Sources": "table",
    "Edit": "p.quiet",
}

#: What Streamlit draws once it has loaded its code for it: what stands there before, and the table of all records.
GRID = (
    "stSkeleton", "stDataFrame", "stFullScreenFrame", "stElementToolbar", "data-grid-canvas", "glide-cell", "portal",
    " | canvas",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the address of an app and the file that it shows."""
    folder = tmp_path_factory.mktemp("corpus")
    path = folder / "case.geojson"
    path.write_text(json.dumps(case_of(HARMLESS, **SIZES)), encoding="utf-8")
    kept = {f"CROSSBEARING_{name}": str(folder / name.lower()) for name in ("DRAFTS", "STATE")}
    with running(str(path), environment=kept) as url:
        yield url, path


def drawn(guard: Guard, url: str, name: str, query: str = "") -> dict[str, str]:
    """Go to a page; return its kinds of elements once it is drawn."""
    guard.page.goto(f"{url}/{name}{query}")
    if not name:
        map_frame(guard.page)
        listed(guard.page)
    expect(guard.page.locator(PAGES[name]).first).to_be_attached(timeout=60_000)
    settled(guard.page)
    return _kinds(guard)


def _kinds(guard: Guard) -> dict[str, str]:
    """Return the kinds of elements once no more come: parts of a page are drawn when their code has been loaded."""
    before, kinds = {}, guard.kinds()
    while kinds.keys() != before.keys():
        guard.page.wait_for_timeout(1500)
        before, kinds = kinds, guard.kinds()
    return {kind: one for kind, one in kinds.items() if not kind.startswith(GRID)}


@pytest.fixture(scope="module")
def harmless(browser, served):
    """Return the kinds of elements of each page of a harmless case, and what it asks for."""
    guard = Guard(browser.new_context(viewport={"width": 1400, "height": 1400}), served[0])
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


#: Every parameter that a page reads.
PARAMETERS = sorted(
    {"claim", "base", *(member.name for member in fields(Filter))}
    | measure_tools.PARAMETERS
    | assumption_params.PARAMETERS
    | verdict_query.PARAMETERS
)
#: A server takes 64 KB for the head of a request, the browser's own lines among it.
MAX_ADDRESS_CHARS = 40_000


def addresses(texts) -> list[str]:
    """Return addresses that have all texts in them, one after another in the next parameter."""
    found, given, size = [], {}, 0
    for number, text in enumerate(texts):
        words = quote(f";{text}", safe="")
        if size + len(words) > MAX_ADDRESS_CHARS:
            found.append(given)
            given, size = {}, 0
        name = PARAMETERS[number % len(PARAMETERS)]
        given[name] = given.get(name, "") + words
        size += len(words)
    return ["?" + "&".join(f"{name}={words}" for name, words in given.items()) for given in [*found, given]]


def told(guard: Guard, url: str, name: str, query: str) -> dict[str, str]:
    """Go to a page with an address that it cannot read; return its kinds of elements once it says so."""
    guard.page.goto(f"{url}/{name}{query}")
    expect(guard.page.get_by_text("This case does not have some of what the link names")).to_be_attached(timeout=60_000)
    if not name:
        map_frame(guard.page)
    settled(guard.page)
    return _kinds(guard)


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
def test_the_address(browser, served, harmless, every):
    """Every text of both lists in some parameter, each parameter with many of them on each page; or each third."""
    url, _ = served
    guard = Guard(browser.new_context(viewport={"width": 1400, "height": 1400}), url)
    queries = addresses(corpus()[::every])
    assert every > 1 or len(queries) > len(PAGES)
    plain = addresses(HARMLESS * len(PARAMETERS))[0]
    kinds = {name: {*harmless[0][name], *told(guard, url, name, plain)} for name in PAGES}
    asked = guard.asked()
    for number, query in enumerate(queries):
        name = list(PAGES)[number % len(PAGES)]
        found = told(guard, url, name, query)
        guard.check()
        assert [example for kind, example in found.items() if kind not in kinds[name]] == []
    assert guard.asked() <= asked | harmless[1]
    guard.page.context.close()


@pytest.mark.parametrize("ending", [".html", pytest.param(".report.html", marks=pytest.mark.long)])
def test_a_file_that_was_exported(browser, tmp_path, ending):
    """Opened from disk, and all that is folded opened: every text of both lists in a member of its own."""
    kinds = {}
    for name, texts in (("harmless", HARMLESS), ("hostile", corpus())):
        case, _ = case_from_bytes(json.dumps(case_of(texts, **SIZES)).encode(), name)
        data, _ = exported(case, f"a{ending}", Wanted(), ExportOptions(made=date(2026, 1, 1)), bytes)
        path = tmp_path / f"{name}{ending}"
        path.write_bytes(data)
        guard = Guard(browser.new_context(), path.as_uri())
        guard.page.goto(path.as_uri())
        guard.page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        expect(guard.page.locator("details noscript")).to_have_count(0)
        guard.page.wait_for_timeout(1_000)
        guard.check()
        kinds[name] = guard.kinds()
        assert guard.asked() == {numberless(str(tmp_path))}
        guard.page.context.close()
    assert [example for kind, example in kinds["hostile"].items() if kind not in kinds["harmless"]] == []
