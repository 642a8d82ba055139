"""The one-file page in a real Chromium, from disk: map, filters, claims and verdicts without a server or a request."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from geodata.core.text import visible
from geodata.render.page import page, webpage
from tests.pages import CASE, TOTAL, unfolded
from tests.test_hostile import PAYLOADS, poisoned
from tests.test_webpage import OPTIONS, case_of

pytestmark = pytest.mark.browser

MCGURK = "MCGURK-55-KM"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Return the page of the bundled case, on disk."""
    path = tmp_path_factory.mktemp("page") / "case.html"
    path.write_text(webpage(CASE, OPTIONS), encoding="utf-8")
    return path


def wait_until(shown, is_so) -> None:
    """Ask again and again, since the page's policy lets no text be evaluated that would wait in it."""
    deadline_s = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline_s
        shown.wait_for_timeout(20)


class Opened:
    """A page from disk, with everything that it asked for or complained about."""

    def __init__(self, browser, path, **options) -> None:
        self.page = browser.new_page(**({"viewport": {"width": 1400, "height": 900}} | options))
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.address = path.as_uri()
        self.page.goto(self.address)

    def drawn(self):
        """Return the page once its map is drawn."""
        state = "Boolean(crossbearing.client.overlay._state && crossbearing.client.base._theme)"
        wait_until(self.page, lambda: self.page.evaluate(state))
        return self.page

    def close(self) -> None:
        """Close the page; it has asked for itself alone."""
        self.page.close()
        assert {url.partition("#")[0] for url in self.asked if not url.startswith("data:")} == {self.address}
        assert self.complaints == []


@pytest.fixture
def opened(browser, file):
    """Return the page of the bundled case, drawn."""
    opened = Opened(browser, file)
    yield opened.drawn()
    opened.close()


def pixels(shown) -> str:
    """Return a fingerprint of what is drawn of the claims."""
    return shown.evaluate("crossbearing.client.overlay._canvas.toDataURL()")


def spot(shown, claim_id: str):
    """Return where in the window the segment of a claim's wheel is, the map in view."""
    shown.locator("#map_div").evaluate("(map) => map.scrollIntoView({behavior: 'instant'})")
    x, y = shown.evaluate(
        """(id) => {
            const {overlay} = crossbearing.client, {pad} = overlay.view;
            const node = overlay._nodes.find((node) => (node.segments || []).some(({claim}) => claim.id === id));
            const {from, to} = node.segments.find(({claim}) => claim.id === id), middle = (from + to) / 2;
            const radius = node.inner ? (node.inner + node.radius) / 2 : 0;
            return [node.x + Math.cos(middle) * radius - pad.x, node.y + Math.sin(middle) * radius - pad.y];
        }""",
        claim_id,
    )
    box = shown.locator("#map_div").bounding_box()
    return box["x"] + x, box["y"] + y


def test_the_map_is_drawn_with_its_base_and_legend(opened):
    """From the file alone; a place outside the window has the coarser tile above it."""
    legend = opened.locator(".cb-legend")
    legend.evaluate("(one) => { one.open = true; }")  # on a map that is not wide it is folded at first
    expect(opened.locator(".cb-row").first).to_be_visible()
    expect(opened.locator(".leaflet-control-attribution")).to_contain_text("Natural Earth")
    script = "crossbearing.source.tile(12, 700, 1500).then(({z, data}) => [z, data.land.length > 0])"

    wait_until(opened, lambda: opened.evaluate("crossbearing.client.base.names().places.length") > 0)
    assert opened.evaluate(script) == [2, True]


def test_an_actor_is_switched_off_and_a_side_on_again(opened):
    """On the map, in both lists and in the count; the same toggles as in the app."""
    before = pixels(opened)
    actor = unfolded(opened.locator("button[data-action='actor']").first)
    actor.click()
    expect(opened.locator("#shown")).to_have_text(f"{TOTAL - 4} of {TOTAL} claims shown, 23 of them without a place.")
    expect(actor).to_have_attribute("aria-pressed", "false")
    wait_until(opened, lambda: pixels(opened) != before)
    assert opened.locator(f".entries li[data-actor='{actor.get_attribute('data-value')}']:visible").count() == 0
    opened.locator("button[data-action='side']").first.click()
    expect(opened.locator("#shown")).to_have_text(f"{TOTAL} of {TOTAL} claims shown, 24 of them without a place.")
    wait_until(opened, lambda: pixels(opened) == before)


def test_a_click_on_the_map_shows_the_claim_with_its_sources(opened):
    """Links open apart and tell nothing; the card can be closed."""
    claim = next(claim for claim in CASE.claims if claim.relation == "at" and claim.sources)
    opened.mouse.click(*spot(opened, claim.id))
    card = opened.locator("#card .card")
    expect(card.locator(".summary")).to_have_text(claim.summary)
    assert card.locator("a[target='_blank']").first.get_attribute("rel") == "noopener noreferrer"
    card.get_by_role("button", name="Close").click()
    expect(opened.locator("#card .empty")).to_be_visible()


def test_it_is_used_with_the_keyboard_alone(opened):
    """A toggle, then a claim of the list, opened and put on the map; the focus is seen."""
    toggle = unfolded(opened.locator("button[data-action='actor']").first)
    toggle.focus()
    opened.keyboard.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    summary = opened.locator(f"li[data-claim='{MCGURK}'] summary").first
    summary.focus()
    opened.keyboard.press("Enter")
    assert summary.evaluate("(element) => getComputedStyle(element).outlineStyle") == "solid"
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(opened.locator("#card .card")).to_contain_text(CASE.claim_by_id[MCGURK].summary)
    wait_until(opened, lambda: opened.evaluate("crossbearing.client.overlay._state.selected") == MCGURK)


def test_a_cell_of_the_matrix_leads_to_its_working(opened):
    """And from there to the claim, though its actor is switched off."""
    opened.locator("button[data-action='actors'][data-value='none']").click()
    opened.locator(f"button[data-action='judge'][data-value='{MCGURK} CJTF-35-MILES']").first.click()
    working = opened.locator(f"#pair-CJTF-35-MILES--{MCGURK}")
    expect(working).to_be_in_viewport()
    expect(working).to_contain_text("less than 100 m to spare")
    working.locator(f"a[href='#claim-{MCGURK}']").click()
    expect(opened.locator(f"#claim-{MCGURK}")).to_be_visible()
    expect(opened.locator("#shown")).to_contain_text("1 of")


def test_an_address_opens_its_claim(browser, file):
    """A claim can be linked to; the file is asked for once."""
    opened = Opened(browser, file)
    opened.page.goto(f"{opened.address}#claim-{MCGURK}")
    opened.page.reload()
    expect(opened.drawn().locator("#card .card")).to_contain_text(CASE.claim_by_id[MCGURK].summary)
    opened.close()


def test_it_fits_a_phone_and_follows_its_dark_theme(browser, file):
    """Nothing is wider than the screen, and the filters are folded until they are wanted."""
    opened = Opened(browser, file, viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True)
    shown = opened.drawn()
    expect(shown.locator("#map_div")).to_have_attribute("data-theme", "dark")
    shown.locator("#filters > summary").tap()
    expect(shown.locator("button[data-action='side']").first).to_be_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 29)"
    opened.close()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_phone_scrolls_twelve_screens_at_most(browser, file, has_script):
    """The answers are near the top, what backs them up is folded, also where a mail shows the page without scripts."""
    opened = Opened(browser, file, viewport={"width": 390, "height": 844}, java_script_enabled=has_script)
    shown = opened.drawn() if has_script else opened.page
    height, top = (
        shown.locator(name).evaluate(how)
        for name, how in (("html", "(one) => one.scrollHeight"), (".answer h2 >> nth=0", "(one) => one.offsetTop"))
    )
    assert height <= 12 * 844
    assert top <= 844
    assert shown.locator(".fold[open]").count() == 0
    opened.close()


def test_an_answer_leads_to_its_claim_and_a_verdict_to_its_working(opened):
    """By links that need no server, into parts that are folded."""
    opened.locator(".fold").evaluate_all("(folds) => folds.forEach((fold) => { fold.open = false; })")
    opened.get_by_role("link", name="no air strike by US-led coalition within 55 km").first.click()
    expect(opened.locator("#card .card")).to_contain_text(CASE.claim_by_id[MCGURK].summary)
    expect(opened.locator(f"#claim-{MCGURK}")).to_be_visible()
    opened.locator(".answer .verdict").first.get_by_role("link", name="Why").first.click()
    expect(opened.locator(".pairs article:target")).to_be_in_viewport()
    opened.get_by_role("navigation").get_by_role("link", name="Assumptions").click()
    expect(opened.locator("#assumptions li").first).to_be_visible()


def test_it_prints_on_paper_and_comes_back(opened):
    """The map as wide as a page, in light, without buttons; afterwards the screen is as it was."""
    before = opened.evaluate("[crossbearing.client.map.getZoom(), map_div.clientWidth]")
    opened.emulate_media(color_scheme="dark")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.evaluate("[map_div.dataset.theme, map_div.clientWidth]") == ["light", 678]
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.evaluate("[crossbearing.client.map.getZoom(), map_div.clientWidth]") == before
    opened.emulate_media(media="print")
    expect(opened.locator("#filters")).to_be_hidden()


def test_one_press_lists_the_claims_of_a_place(opened):
    """On the number in a ring; a claim's card leads back to the list."""
    here = [claim for claim in CASE.claims if claim.site == "SAEQA-CAMP" and claim.relation == "at"]
    spot(opened, here[0].id)
    x, y = opened.evaluate(
        """() => {
            const {overlay} = crossbearing.client, node = overlay._nodes.find(({site}) => site.id === "SAEQA-CAMP");
            const box = document.getElementById("map_div").getBoundingClientRect(), {pad} = overlay.view;
            return [box.left + node.x - pad.x, box.top + node.y - pad.y];
        }"""
    )
    opened.mouse.click(x, y)
    rows = opened.locator("#card button.claim")
    expect(rows).to_have_count(len(here))
    rows.nth(1).click()
    opened.locator("#card").get_by_role("button", name=f"1 of {len(here)} claims here").click()
    expect(rows).to_have_count(len(here))


def test_a_phone_shows_the_question_and_the_answer_first(browser, file):
    """Before the words of the case, which may be many."""
    opened = Opened(browser, file, viewport={"width": 390, "height": 844}, has_touch=True)
    shown = opened.drawn()
    for first in (shown.locator("h1"), shown.locator(".account").first, shown.locator(".verdict").first):
        expect(first).to_be_in_viewport()
    expect(shown.get_by_text(CASE.summary[:60])).not_to_be_in_viewport()
    opened.close()


def test_without_javascript_claims_and_verdicts_are_read(browser, file):
    """Each claim unfolds with its sources, and nothing that needs the script stands there."""
    opened = Opened(browser, file, java_script_enabled=False)
    shown = opened.page
    expect(shown.locator("noscript p")).to_be_visible()
    expect(shown.locator("#filters")).to_be_hidden()
    expect(shown.get_by_text("US-led coalition miss each other by at least 54.5 km")).to_be_visible()
    for part in ("claims", "verdicts"):
        shown.locator(f"#{part} > .fold > summary").click()
    row = shown.locator(f"li[data-claim='{MCGURK}']")
    row.locator("summary").first.click()
    expect(row.locator("dd a[target='_blank']").first).to_be_visible()
    expect(shown.get_by_text("“Can be true together” does not mean true")).to_be_visible()
    expect(shown.locator("#verdicts article").first).to_be_visible()
    opened.close()


@pytest.mark.parametrize("has_script", [True, False])
def test_claims_that_are_read_late_are_the_same(browser, tmp_path, monkeypatch, has_script):
    """In a page of very many the folded part is text until it is opened; without a script it is markup at once."""
    monkeypatch.setattr(page, "_MAX_READ_AT_ONCE", 0)
    (tmp_path / "late.html").write_text(webpage(case_of(poisoned(PAYLOADS[1])), OPTIONS), encoding="utf-8")
    opened = Opened(browser, tmp_path / "late.html", java_script_enabled=has_script)
    shown = opened.drawn() if has_script else opened.page
    if not has_script:
        shown.locator("#claims > .fold > summary").click()
    row = shown.locator("li[data-claim='ARMY-AT']")
    row.locator("summary").first.click()
    expect(row.locator("article .summary")).to_have_text(f"ARMY-AT {PAYLOADS[1]}")
    expect(row.locator("dd a").first).to_be_visible()
    opened.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs_and_everything_reads_as_written(browser, tmp_path, payload):
    """In title, toggles, tooltip, card and lists a payload is text, letter for letter."""
    (tmp_path / "hostile.html").write_text(webpage(case_of(poisoned(payload)), OPTIONS), encoding="utf-8")
    opened, shown = Opened(browser, tmp_path / "hostile.html"), visible(payload)
    drawn = opened.drawn()
    drawn.mouse.click(*spot(drawn, "ARMY-AT"))
    drawn.evaluate(
        """() => {
            const {client} = crossbearing, claim = client.overlay._state.claims.find((claim) => claim.shown);
            client.point([{claim}], {x: 50, y: 50});
        }"""
    )
    for place in ("#card .summary", "h1", "button[data-action='actor']", ".entries summary", "#data table", "#about"):
        assert shown in drawn.locator(place).first.text_content()
    assert shown[:20] in drawn.locator(".cb-tip").text_content()
    assert drawn.evaluate("'pwned' in window") is False
    opened.close()


def test_even_what_got_in_would_not_run(browser, file):
    """The page's own policy stops a script, a handler, a style and a picture that are put into it."""
    opened = Opened(browser, file)
    shown = opened.drawn()
    refused = []
    shown.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    shown.evaluate(
        """() => {
            document.body.append(Object.assign(document.createElement("script"), {textContent: "window.pwned = 1"}));
            card.innerHTML = "<p onclick='window.pwned = 1' style='color: rgb(1, 2, 3)'>x</p>" +
                "<img src='https://evil.example/a.png'>";
            card.firstElementChild.click();
        }"""
    )
    assert shown.evaluate("'pwned' in window") is False
    assert shown.evaluate("getComputedStyle(card.firstElementChild).color") == "rgb(29, 27, 25)"
    wait_until(shown, lambda: refused and len(opened.complaints) >= 4)
    assert refused == [("https://evil.example/a.png", "csp")]
    assert len(opened.complaints) == 4
    shown.close()
