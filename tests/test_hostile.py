"""Hostile text in a real Chromium: whatever a file says, it is shown as written and nothing else happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.app.words import consistency_words, edit_words, map_words
from geodata.core.text import visible
from tests.app import running
from tests.cases import small_case
from tests.pages import Watch, listed, map_frame, opened, unfolded

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

#: Each would announce itself in ``window.pwned``, by a dialog or by a request.
PAYLOADS = (
    "<img src=https://evil.example/a.png onerror=\"window.pwned='img'\">",
    "</script><script>window.pwned='script'</script>",
    "${window.pwned='template'} `${window.pwned='tick'}` {{7*7}} {% raw %}",
    "![x](https://evil.example/b.png) [y](javascript:window.pwned='md') **bold** :red[z] $\\frac{1}{2}$",
    "'\"><svg onload=\"window.pwned='svg'\"> ' onmouseover='window.pwned=1' x='",
    "3\u202e dellik\u2066 \u200bend",
    "\\u003cimg src=x onerror=window.pwned=1\\u003e \\'; window.pwned='js'; //",
    "<style>@import 'https://evil.example/c.css'; body{background:url(https://evil.example/d.png)}</style>",
)
LONG = "long " * 20_000


def together(count: int) -> list[str]:
    """Return the payloads, so many in a text."""
    return [" ".join(PAYLOADS[at : at + count]) for at in range(0, len(PAYLOADS), count)]


def poisoned(payload: str) -> dict:
    """Return the small case with a payload in every text that a file may choose freely."""
    document = small_case()
    case = document["case"]
    for member in ("title", "summary"):
        case[member] = f"{member} {payload}"
    for actor in case["actors"]:
        actor["name"] = f"{actor['id']} {payload}"
    for event in case["events"]:
        event |= {"name": f"{event['id']} {payload}", "kind": payload}
    for source in case["sources"]:
        source |= {"title": f"{source['id']} {payload}", "publisher": payload, "locator": payload}
    case["accounts"] = [{"actor": "COALITION", "words": f"account {payload}", "claims": ["ENVOY-WITHIN"]}]
    case["credits"] = [{"name": payload, "what": payload, "license": payload}]
    for feature in document["features"]:
        properties = feature["properties"]
        if properties["record"] == "site":
            properties |= {
                "name": f"{feature['id']} {payload}",
                "names": [{"name": payload, "lang": "ar"}, {"name": f"2 {payload}", "lang": "en"}],
                "kind": payload,
                "georeferenceSources": f"sources {payload}",
                "georeferenceRemarks": f"remarks {payload}",
            }
        else:
            properties |= {"summary": f"{feature['id']} {payload}", "remarks": f"remark {payload}"}
    return document


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Give the app and the file it shows."""
    path = tmp_path_factory.mktemp("hostile") / "case.geojson"
    write(path, poisoned("harmless"))
    with running(str(path)) as url:
        yield url, path


def write(path: Path, document: dict) -> None:
    path.write_text(json.dumps(document), encoding="utf-8")


def is_pwned(page) -> bool:
    return any(frame.evaluate("'pwned' in window") for frame in page.frames)


@pytest.mark.parametrize("payload", together(2))
def test_nothing_runs_and_everything_reads_as_written(browser, served, payload):
    """On map, tooltip, card, list and filters a payload is text, letter for letter."""
    url, path = served
    write(path, poisoned(payload))
    claim = next(
        feature for feature in small_case()["features"]
        if feature["properties"]["record"] == "claim" and feature["geometry"] is not None
    )  # fmt: skip
    page, watch = opened(browser, f"{url}/?claim={claim['id']}")
    shown = visible(payload)
    card = page.locator("article.card")
    expect(card.locator(".summary")).to_have_text(f"{claim['id']} {shown}", use_inner_text=False)
    assert f"{claim['id']} {shown}" in card.locator(".summary").text_content()
    assert f"remark {shown}" in card.text_content()
    assert shown in listed(page).first.text_content()
    assert shown in page.locator("button.toggle").first.text_content()
    assert shown in page.locator("h1").text_content()
    frame = map_frame(page)
    frame.evaluate(
        """() => {
            const {client} = crossbearing, claim = client.overlay._state.claims.find((claim) => claim.shown);
            client.point([{claim}], {x: 50, y: 50});
        }"""
    )
    assert shown[:20] in frame.locator(".cb-tip").text_content()
    assert shown in page.locator("button[data-action='event']").first.text_content()
    unfolded(page.locator("button.toggle[data-action='actor']").first).click()
    expect(page.get_by_role("status").filter(has_text="Filters: ")).to_contain_text(shown[:20])
    page.mouse.move(700, 400)
    page.wait_for_timeout(400)
    assert not is_pwned(page)
    assert watch.foreign == []
    assert [text for text in watch.complaints if "404" not in text] == []
    page.close()


@pytest.mark.parametrize("payload", together(4))
def test_nothing_runs_on_the_other_pages_and_with_tools(browser, served, payload):
    """Several payloads in every text: with the tools, and on every page, they are read as written."""
    url, path = served
    write(path, poisoned(payload))
    shown = visible(payload)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    watch = Watch(page, url)
    page.goto(f"{url}/Sources")
    expect(page.get_by_role("heading", name="Sources", exact=True, level=1)).to_be_visible(timeout=20_000)
    assert shown in page.locator("table").first.text_content()
    page.wait_for_timeout(300)
    assert not is_pwned(page)
    page.goto(f"{url}/?tool=ring&center=CAMP&ring=60+km&ruler=CAMP;CITY&links=yes")
    expect(page.get_by_text(map_words.RING_GROUPS["may be on"])).to_be_visible(timeout=20_000)
    assert shown in page.locator(".panel").filter(has_text=map_words.RING_GROUPS["may be on"]).text_content()
    assert not is_pwned(page)
    page.goto(f"{url}/Distances")
    expect(page.locator(".heat")).to_be_visible(timeout=20_000)
    assert shown in page.locator(".heat").text_content()
    assert shown in page.locator(".stated").first.text_content()
    assert not is_pwned(page)
    page.goto(f"{url}/Can_they_be_true?judged=ENVOY-WITHIN;ENVOY-BEYOND")
    expect(page.locator(".verdicts")).to_be_visible(timeout=20_000)
    assert shown in page.locator(".pair").text_content()
    expect(page.get_by_role("heading", name=consistency_words.CONFLICTS)).to_be_visible(timeout=20_000)
    page.wait_for_timeout(600)
    assert not is_pwned(page)
    page.goto(f"{url}/Edit")
    expect(page.get_by_role("button", name=edit_words.add("claim"))).to_be_visible(timeout=20_000)
    assert shown in page.locator("p.quiet").first.text_content()
    page.wait_for_timeout(600)
    assert not is_pwned(page)
    assert watch.foreign == []
    assert [text for text in watch.complaints if "404" not in text] == []
    page.close()


def test_a_text_of_100_kb_leaves_the_page_usable(browser, served):
    """A name of 100,000 characters is shortened on the map with a count, and the card has all of it."""
    url, path = served
    write(path, poisoned(LONG))
    page, watch = opened(browser, url)
    listed(page).first.click()
    summary = page.locator("article.card .summary")
    expect(summary).to_be_visible(timeout=20_000)
    assert LONG.strip() in summary.text_content()
    # It scrolls beside the map.
    assert page.locator(".st-key-beside").bounding_box()["height"] < 1000
    assert watch.complaints == []
    page.close()


def test_an_address_that_is_no_web_page_stops_the_file(browser, served):
    """A ``javascript:`` address is a problem of the file, named, and never a link."""
    url, path = served
    document = poisoned("harmless")
    document["case"]["sources"][0]["url"] = "javascript:window.pwned=1"
    write(path, document)
    page, _ = opened(browser, url)
    expect(page.locator(".problems")).to_contain_text("javascript:window.pwned=1")
    assert page.locator("a[href^='javascript']").count() == 0
    page.close()
