"""The consistency page in a real Chromium: a cell, its working, changed assumptions, and the way there and back."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.pages import Watch, map_frame, opened

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, address):
    """Return the consistency page."""
    shown = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    watch = Watch(shown, address)
    shown.goto(f"{address}/Consistency")
    expect(shown.locator(".verdicts")).to_be_visible(timeout=30_000)
    yield shown
    shown.context.close()
    assert watch.foreign == []
    assert watch.complaints == []


def cell(page, a: str, b: str):
    return page.locator(f"button[data-value='{a} {b}']").first


def test_a_cell_opens_its_working(page):
    """With both claims, their sources, the number that decided, and in the address."""
    cell(page, "MCGURK-55-KM", "CJTF-35-MILES").click()
    explained = page.locator(".pair")
    expect(explained).to_contain_text("22 m to spare")
    expect(explained).to_contain_text("Brett McGurk")
    expect(explained.locator("svg")).to_have_count(2)
    expect(explained).to_be_in_viewport()
    assert parse_qs(urlsplit(page.url).query)["judged"] == ["MCGURK-55-KM;CJTF-35-MILES"]


def test_another_rule_changes_verdicts_and_marks_them(page):
    """The 2004 rule leaves 35 miles and 55 km undecided."""
    page.get_by_test_id("stSelectbox").filter(has_text="Stated distances").locator("input").click()
    page.get_by_role("option", name="2004").click()
    expect(page.get_by_role("status").filter(has_text="pairs")).to_contain_text("changed by your assumptions")
    expect(cell(page, "MCGURK-55-KM", "CJTF-35-MILES").locator(".undecided.changed")).to_be_visible()


def test_a_surer_place_is_on_trial_and_undone(page):
    """Said beside the page, in the address, and never saved."""
    page.get_by_test_id("stSelectbox").filter(has_text="What if a place").locator("input").fill("Ayyash")
    page.get_by_role("option", name="Ayyash").click()
    page.get_by_label("± metres").fill("100")
    page.get_by_label("± metres").press("Enter")
    page.wait_for_url("**radius=AYYASH*")
    expect(page.get_by_text("On trial, not saved")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("On trial, not saved")).to_have_count(0)


def test_a_place_is_tried_elsewhere(page):
    """A position that is none is said in a sentence."""
    page.get_by_test_id("stSelectbox").filter(has_text="What if a place").locator("input").fill("Saeqa")
    page.get_by_role("option", name="Saeqa camp").click()
    page.get_by_label("Try it at").fill("95, 200")
    page.get_by_label("Try it at").press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("not on the Earth")
    page.get_by_label("Try it at").fill("35.2, 40.5")
    page.get_by_label("Try it at").press("Enter")
    expect(page.get_by_text("tried at 35.2° N, 40.5° E")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="pairs")).to_contain_text("changed by your assumptions")


def test_the_verdicts_are_downloaded(page):
    """As the JSON that the command line gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Verdicts as JSON").click()
    found = json.loads(download.value.path().read_text())

    assert {"rule", "pairs", "conflicts", "consistent_sets"} <= set(found)


def test_a_card_leads_to_what_its_claim_contradicts(browser, address):
    """And from there back to the map."""
    page, watch = opened(browser, f"{address}/?claim=MCGURK-55-KM")
    page.locator(".relations button").first.click()
    expect(page.locator(".pair")).to_contain_text("Cannot both be true", timeout=20_000)
    page.locator(".pair").get_by_role("button", name="Open on the map").first.click()
    expect(page.locator(".card")).to_be_visible(timeout=20_000)
    assert watch.complaints == []
    page.context.close()


def test_contradictions_are_drawn_on_the_map(browser, address):
    """On demand, in the address, and named in the legend."""
    page, watch = opened(browser, address)
    page.get_by_text("Draw contradictions").click()
    page.wait_for_url("**links=yes*")
    map_frame(page).wait_for_function("crossbearing.client.overlay._state.links.length > 0")
    expect(page.frame_locator("iframe[title^='streamlit_folium']").locator(".cb-legend")).to_contain_text("Contradict")
    assert watch.complaints == []
    page.context.close()
