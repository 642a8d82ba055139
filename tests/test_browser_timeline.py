"""The timeline in a real Chromium: brush, wheel, keys, play, and the strip under the map."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geodata.app.words import timeline_words as say
from tests.pages import Watch, map_frame, settled

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(browser, address):
    """Give a function that opens a page with a timeline; what it complains about fails the test."""
    pages = []

    def show(path="Timeline", **options):
        page = browser.new_page(**({"viewport": {"width": 1400, "height": 1000}} | options))
        pages.append((page, Watch(page, address)))
        page.goto(f"{address}/{path}")
        expect(page.locator("svg.hist")).to_be_visible(timeout=60_000)
        settled(page)
        return page

    yield show
    for page, watch in pages:
        page.close()
        assert (watch.foreign, watch.complaints) == ([], [])


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def waited(page, name, is_there):
    """Wait until the address says something else."""
    page.wait_for_url(lambda url: is_there(parse_qs(urlsplit(url).query).get(name, [""])[0]))


def drag(page, start, end, share_of_height=0.25):
    """Drag over the histogram from one share of its width to another."""
    box = page.locator("svg.hist").bounding_box()
    y = box["y"] + box["height"] * share_of_height
    page.mouse.move(box["x"] + box["width"] * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + end) / 2, y)
    page.mouse.move(box["x"] + box["width"] * end, y)
    page.mouse.up()


def test_a_brush_chooses_a_time_and_is_cleared(shown):
    """In the address and in words; claims outside of it are dimmed on their rows, and none is gone."""
    page = shown()
    rows = page.locator(".lane li").count()
    drag(page, 0.1, 0.3)
    expect(page.locator("svg.hist .brush")).to_be_visible()
    page.wait_for_url("**after=*")
    assert query(page)["after"].startswith("2015-12-06T19:0")
    assert query(page)["before"].startswith("2015-12-06T19:4")
    expect(page.locator("h1 + p")).to_contain_text("perhaps or surely from 19:0")
    assert page.locator(".lane li").count() == rows
    assert page.locator(".lane li.left-out").count() > 0
    page.get_by_role("button", name=say.CLEAR).click()
    expect(page.locator("svg.hist .brush")).to_have_count(0)
    expect(page.locator(".lane li.left-out")).to_have_count(0)


def test_the_wheel_zooms_and_a_drag_of_the_axis_moves(shown):
    """What was under the pointer stays there; the address has both ends."""
    page = shown()
    box = page.locator("svg.hist").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.wheel(0, 400)
    page.wait_for_url("**since=*")
    first = query(page)
    assert first["since"] < "2015-12-06T17:30+02:00"
    assert first["until"] > "2015-12-06T23:30+02:00"
    settled(page)
    drag(page, 0.8, 0.3, share_of_height=0.8)
    waited(page, "since", lambda found: found != first["since"])
    assert query(page)["since"] > first["since"]
    page.get_by_role("button", name=say.MAIN_EVENT).click()
    expect(page.locator("svg.hist .context")).to_have_text(["6 Dec 2015"])


def test_the_keyboard_zooms_moves_and_steps(shown):
    """By the buttons above the axis, and by their keys."""
    page = shown()
    button = page.get_by_role("button", name=say.ZOOM_OUT)
    button.press("Enter")
    page.wait_for_url("**since=*")
    first = query(page)["since"]
    settled(page)
    expect(button).to_be_focused()
    button.press("ArrowRight")
    waited(page, "since", lambda found: found != first)
    assert query(page)["since"] > first
    page.get_by_role("button", name=say.STEP_ON).press("Enter")
    page.wait_for_url("**after=*")
    chosen = query(page)["after"]
    settled(page)
    page.get_by_role("button", name=say.STEP_ON).press("Enter")
    waited(page, "after", lambda found: found != chosen)
    assert query(page)["after"] > chosen
    ends = [datetime.fromisoformat(query(page)[name]) for name in ("after", "before")]
    assert ends[1] - ends[0] == timedelta(hours=1)


def test_what_plays_goes_to_the_end_of_the_axis_and_stops(shown):
    """A step an answer; the map below it stays the same one."""
    page = shown("?since=2015-12-06T19:00%2B02:00&until=2015-12-06T22:00%2B02:00")
    frame = map_frame(page)
    frame.evaluate("window.sameMap = true")
    page.get_by_role("button", name=say.PLAY).click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("button", name=say.STEP_ON)).to_be_disabled(timeout=60_000)
    expect(page.get_by_role("button", name=say.PLAY)).to_be_visible()
    assert query(page)["before"].startswith("2015-12-06T22:0")
    assert map_frame(page).evaluate("window.sameMap") is True


def test_a_bar_opens_its_claim_and_escape_closes_it(shown):
    """The card lies at the edge; the focus comes back to the row."""
    page = shown()
    page.locator("g[data-value='SYRIAN-GENERAL-STAFF-COUNT'] rect").first.click()
    expect(page.locator(".card")).to_contain_text("General Staff")
    assert query(page)["claim"] == "SYRIAN-GENERAL-STAFF-COUNT"
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator(".lane button[data-value='SYRIAN-GENERAL-STAFF-COUNT']")).to_be_focused()


def test_ends_are_typed_and_a_zone_moves_words_alone(shown):
    """As people write them; what is no time is said, and the axis stays."""
    page = shown("Timeline?since=2015-12-06T18:00%2B02:00&until=2015-12-06T22:00%2B02:00")
    bars = "(plot) => [...plot.querySelectorAll('rect')].map((one) => one.getAttribute('x'))"
    before = page.locator("svg.plot").first.evaluate(bars)
    zone = page.get_by_role("combobox", name=say.AXIS_ZONE)
    zone.fill("UTC")
    zone.press("Enter")
    page.wait_for_url("**axis=UTC*")
    expect(page.locator("svg.hist .ticks text").first).to_have_text("16:00")
    assert page.locator("svg.plot").first.evaluate(bars) == before
    end = page.get_by_label(say.AXIS_UNTIL)
    end.fill("7 December 2015, 20:00")
    end.press("Enter")
    waited(page, "until", lambda found: found == "2015-12-07T20:00Z")
    end.fill("no time")
    end.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("no time")
    assert query(page)["until"] == "2015-12-07T20:00Z"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata"])
def test_the_picture_is_the_same_in_browsers_of_all_zones(shown, zone):
    """No script tells a time."""
    page = shown(timezone_id=zone)
    words = page.locator("svg.hist .ticks text").all_text_contents()
    assert words[:3] == ["19:00", "6 Dec 2015", "19:30"]
    assert page.locator("svg.hist").bounding_box()["width"] > 400


def test_on_a_phone_it_is_a_list_by_hour(shown):
    """Each claim where its time begins, with the time in words."""
    page = shown(viewport={"width": 390, "height": 844})
    assert not page.locator("svg.plot").first.is_visible()
    tops = {
        text: page.get_by_text(text, exact=True).bounding_box()["y"]
        for text in ("Begun earlier", "19:00 on 6 December 2015 (UTC+2)")
    }
    assert sorted(tops.values()) == list(tops.values())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
