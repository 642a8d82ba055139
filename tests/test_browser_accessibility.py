"""Each page for readers who see little, or who have no mouse: by axe-core, by the Tab key, at 200 %, on a phone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geodata.app.words import case_words
from geodata.render.map.assets import SCRIPT_WORDS
from geodata.render.page import webpage
from tests.accessibility import grave_faults, is_wider_than_window
from tests.pages import CASE, map_frame, settled
from tests.test_webpage import OPTIONS

pytestmark = pytest.mark.browser

#: Each page, and what is there once it is drawn.
PAGES = {
    "": ".card, .empty", "?claim=MCGURK-55-KM": ".card", "?tool=ruler&ruler=SAEQA-CAMP;36.5,41.5": ".legs",
    "?tool=ring&ring=AYYASH": ".panel", "?tool=trial&try=SAEQA-CAMP": ".panel",
    "Distances": ".heat", "Can_they_be_true": ".verdicts",
    "Can_they_be_true?judged=MCGURK-55-KM;CJTF-35-MILES&opposed=SYRIA;COALITION": ".pair",
    "Sources": "table", "Edit": "p.quiet",
}  # fmt: skip
#: Those that are looked at in small windows, too: the others are made of the same.
SMALL = [path for path in PAGES if "=" not in path or "claim" in path]
#: Tools and answers laid over a page, which are made of the same.
OVERLAID = [path for path in PAGES if path not in SMALL]
#: A desk, one of them at 200 %, and a phone: width, height, how many pixels of the screen one of the page has.
WINDOWS = {"desk": (1366, 900, 1), "twice": (683, 450, 2), "phone": (390, 844, 3)}
#: The first claim of each side, and of each relation affirmed and denied.
ONE_OF_EACH = tuple(dict.fromkeys(
    claim.id
    for key in (lambda one: one.actor, lambda one: (one.relation, one.polarity))
    for claim in {key(one): one for one in reversed(CASE.claims)}.values()
))  # fmt: skip


def _opened(browser, address, path, window, scheme="light", **more):
    width, height, scale = WINDOWS[window]
    # Without motion: words that fade in are faint for a moment.
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale,
                            color_scheme=scheme, reduced_motion="reduce", **more)  # fmt: skip
    page.goto(f"{address}/{path}")
    expect(page.locator(PAGES[path]).first).to_be_attached(timeout=60_000)
    if path.startswith("?") or not path:
        map_frame(page)
    settled(page)
    return page


def _in(page, scheme):
    """Have the reader's machine ask for a scheme of colours, and return the page once it has it."""
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
    settled(page)
    return page


@pytest.mark.parametrize("paths", [pytest.param(SMALL, id="pages"),
                                   pytest.param(OVERLAID, id="overlaid", marks=pytest.mark.long)])  # fmt: skip
def test_nothing_grave_is_found_on_any_page(browser, address, paths):
    """In light colours and in dark ones.

    A map has those with which its page was opened. A page without one is the same whether opened so or turned so.
    """
    found = {}
    for path in paths:
        page = _opened(browser, address, path, "desk")
        found[path, "light"] = grave_faults(page)
        if len(page.frames) > 1:
            page.close()
            page = _opened(browser, address, path, "desk", "dark")
        found[path, "dark"] = grave_faults(_in(page, "dark"))
        page.close()
    assert {seen: faults for seen, faults in found.items() if faults} == {}


@pytest.mark.parametrize("window", ["phone", pytest.param("twice", marks=pytest.mark.long)])
def test_nothing_grave_is_found_where_there_is_little_room(browser, address, window):
    """Nor does a page have to be scrolled sideways."""
    found, wide = {}, []
    for path in SMALL:
        page = _opened(browser, address, path, window)
        wide += [path] if is_wider_than_window(page) else []
        found[path] = grave_faults(page)
        page.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert wide == []


def test_nothing_grave_is_found_in_a_draft(browser, address):
    """The sections of the case's page, and its buttons once there is something to save or to undo; opened in dark."""
    page = _opened(browser, address, "Edit", "desk", "dark")
    page.get_by_text(case_words.TITLE_AND_SUMMARY, exact=True).click()
    page.get_by_label(case_words.TITLE, exact=True).fill("Another title")
    page.get_by_role("button", name=case_words.APPLY, exact=True).click()
    expect(page.get_by_role("button", name=case_words.SAVE, exact=True)).to_be_enabled()
    found = {}
    for section in case_words.SECTIONS.values():
        page.get_by_role("radio", name=section, exact=True).click()
        settled(page)
        for scheme in ("light", "dark"):
            found[section, scheme] = grave_faults(_in(page, scheme))
    page.close()
    assert {seen: faults for seen, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("width", "scheme", "claims"),
    [
        pytest.param(1366, "light", None, marks=pytest.mark.long),
        *(pytest.param(390, "dark", ONE_OF_EACH[part::3], id=f"part {part}") for part in range(3)),
    ],
)
def test_nothing_grave_is_found_in_the_page_in_one_file(browser, tmp_path, scheme, width, claims):
    """By claims that have each side, relation and polarity; and whole.

    In parts: there is a working for each two of them, and axe takes the square of the time for twice as much.
    """
    path = tmp_path / "case.html"
    path.write_text(webpage(CASE, replace(OPTIONS, claims=claims)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(path.as_uri())
    expect(page.locator("#map_div canvas").first).to_be_attached()
    assert grave_faults(page) == []
    assert not is_wider_than_window(page)
    page.close()


def test_the_first_stop_of_the_tab_key_leads_past_the_menu(browser, address):
    """To the map, or to the main part of a page without one; and the eye sees where the keyboard is."""
    for path, words, there in (("", "skipToMap", "map_div"), ("Distances", "skipToMain", "stMain")):
        page = _opened(browser, address, path, "desk")
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name=SCRIPT_WORDS[words], exact=True)
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        expect(page.get_by_test_id("stSkipToContent")).to_be_hidden()  # Streamlit's own would be the second of two
        page.keyboard.press("Enter")
        focused = page.evaluate(
            "() => { const one = document.activeElement;"
            " return one.contentDocument ? one.contentDocument.activeElement.id : one.dataset.testid; }"
        )
        assert focused == there
        page.close()


def test_less_motion_is_asked_for_and_given(browser, address):
    """The map zooms and pans at once, and nothing of the page moves."""
    page = _opened(browser, address, "", "desk")
    frame = map_frame(page)
    east = "map_div.getCenter().lng"
    assert frame.evaluate(f"(() => {{ const at = {east}; map_div.panBy([100, 0]); return {east} - at; }})()") > 0
    assert frame.evaluate("map_div.getZoom() + 1 === map_div.zoomIn(1).getZoom()")
    lasting = """() => [...document.querySelectorAll("*")].filter((one) =>
        parseFloat(getComputedStyle(one).transitionDuration) > 0.001).length"""
    assert page.evaluate(lasting) == 0
    page.close()
