"""What browser tests do with a page of the app, and what they watch while they do."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotThere

from geodata.app.words import case_words, edit_words, map_words
from geodata.casefile.io import read_case
from geodata.core.vocabulary import RECORD_KINDS
from geodata.editing.fields import record_choices
from tests.app import ROOT
from tests.drawn import undrawn

CASE, _ = read_case(ROOT / "incidents.geojson")
TOTAL = len(CASE.claims)
#: The page's map, not one that goes with words on another page.
MAP = "iframe[title='streamlit_folium.st_folium']:not(.st-key-where *)"
#: Streamlit itself asks for these below a page's path before it finds its root; they are its own and answered 404.
ASKED_BY_STREAMLIT = ("/_stcore/health", "/_stcore/host-config")


class Watch:
    """Everything a page asked for and complained about."""

    def __init__(self, page: Page, origin: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._host = urlsplit(origin).netloc
        page.on("request", self._request)
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("console", lambda message: self._console(message.type, message.text, message.location["url"]))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def _request(self, request) -> None:
        self._note(request.url)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._host:
            self.foreign.append(url)

    def _console(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not urlsplit(url).path.endswith(ASKED_BY_STREAMLIT):
            self.complaints.append(text)


def map_frame(page: Page):
    """Return the map's frame once it has drawn."""
    element = page.wait_for_selector(MAP, timeout=60_000)
    frame = element.content_frame()
    frame.wait_for_function("window.crossbearing?.client?.overlay?._state", timeout=60_000)
    return frame


def opened(browser, url: str, **options):
    """Return a page with its watch, the map drawn."""
    page = browser.new_page(**({"viewport": {"width": 1400, "height": 1000}} | options))
    watch = Watch(page, url)
    page.goto(url)
    map_frame(page)
    return page, watch


def save(page: Page) -> None:
    """Save the open case to the server's file: the page asks first."""
    _confirmed(page, case_words.SAVE, case_words.REPLACE)


def choose_record(page: Page, record_id: str) -> None:
    """Choose a record of the bundled case on the page that edits it, by what it is called there."""
    choices = (choice for kind in RECORD_KINDS for choice in record_choices(kind, CASE.document))
    label = next(choice.label for choice in choices if choice.value == record_id)
    chosen = page.get_by_test_id("stSelectbox").filter(has_text=edit_words.RECORD).locator("input")
    expect(chosen).to_be_visible(timeout=30_000)
    chosen.fill(label)
    page.get_by_role("option", name=label, exact=True).click()
    expect(page.get_by_role("textbox", name="Id *")).to_have_value(record_id)


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a list by its words; a list that the page closed while it was drawn is opened again."""
    box = page.get_by_test_id("stSelectbox").filter(has_text=label).locator("input")
    wanted = page.get_by_role("option", name=option, exact=True)
    box.click()
    try:
        wanted.wait_for(timeout=5_000)
    except NotThere:
        settled(page)
        box.click()
    wanted.click()


def discard(page: Page) -> None:
    """Throw the draft away: the page asks first."""
    _confirmed(page, case_words.DISCARD, case_words.DISCARD_IT)


def _confirmed(page: Page, wanted: str, yes: str) -> None:
    page.get_by_role("button", name=wanted, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=yes, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=20_000)


def shown_ids(page: Page) -> list[str]:
    """Return the claims on the map's own list of what is shown, once these are as many as the page says."""
    settled(page)
    said = page.get_by_role("status").filter(has_text=f"of {TOTAL} claims shown").inner_text()
    script = "crossbearing.client.overlay._state.claims.filter((claim) => claim.shown)"
    frame = map_frame(page)
    frame.wait_for_function(f"(count) => {script}.length === count", arg=int(re.search(r"(\d+) of", said)[1]))
    return frame.evaluate(f"{script}.map((claim) => claim.id)")


_PIXELS = "crossbearing.client.overlay._canvas.toDataURL()"


def pixels(page: Page) -> str:
    """Return a fingerprint of what is drawn on the claims' canvas."""
    return map_frame(page).evaluate(_PIXELS)


def wait_for_other_pixels(page: Page, before: str) -> None:
    """Wait until something else is drawn on it."""
    map_frame(page).wait_for_function(f"(before) => {_PIXELS} !== before", arg=before)


def unfolded(button: Locator) -> Locator:
    """Return a button, with what it is folded into open."""
    button.evaluate("(one) => { if (one.closest('details')) one.closest('details').open = true; }")
    return button


def unfold(page: Page, title: str) -> None:
    """Open a fold of Streamlit's: what lies in it can be pressed once it no longer moves."""
    page.get_by_text(title).click()
    # A list that is opened meanwhile closes again.
    page.evaluate(
        """() => Promise.allSettled(document.getAnimations()
            .filter(({effect}) => effect.getComputedTiming().endTime < Infinity).map(({finished}) => finished))"""
    )


def tool(page: Page, name: str) -> Locator:
    """Return a button that lies on the map: of a tool, or the switch of contradictions."""
    return page.frame_locator(MAP).get_by_role("button", name=map_words.ON_THE_MAP[name], exact=True)


def toggle(page: Page, actor: str) -> Locator:
    """Return the button of an actor, in sight."""
    return unfolded(page.locator(f"button[data-action='actor'][data-value='{actor}']"))


def listed(page: Page, tab: str = map_words.ALL_CLAIMS) -> Locator:
    """Return the rows of a list beside the map, its tab in front."""
    page.get_by_role("tab", name=tab, exact=True).click()
    return page.locator("button.claim")


def wait_for_count(page: Page, count: int) -> None:
    said = page.get_by_role("status").filter(has_text="claims shown")
    expect(said).to_contain_text(f"{count} of {TOTAL} claims shown")


def view(page: Page):
    return map_frame(page).evaluate("[map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]")


def position_of(page: Page, claim_id: str) -> tuple[float, float]:
    """Return where in the page the segment of a claim's wheel is, to be pressed with the mouse."""
    settled(page)
    frame = map_frame(page)
    page.locator("iframe[title='streamlit_folium.st_folium']").scroll_into_view_if_needed()
    x, y = frame.evaluate(
        """(id) => {
            const {overlay} = crossbearing.client, {pad} = overlay.view;
            for (const node of overlay._nodes) {
                const hit = (node.segments || []).find((segment) => segment.claim.id === id);
                if (!hit) continue;
                const middle = (hit.from + hit.to) / 2, radius = node.inner ? (node.inner + node.radius) / 2 : 0;
                return [node.x + Math.cos(middle) * radius - pad.x, node.y + Math.sin(middle) * radius - pad.y];
            }
        }""",
        claim_id,
    )
    box = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    return box["x"] + x, box["y"] + y


def settled(page: Page) -> None:
    """Wait until what was asked is drawn whole: before the page is read at once, or pressed with the mouse."""
    undrawn(page).wait_for(state="hidden", timeout=60_000)
