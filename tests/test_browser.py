"""The dashboard in a real Chromium: what a person does with it, and what must never happen."""

from __future__ import annotations

import json
import time
from itertools import combinations, product
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from geodata.app.words import map_words, shared_words
from geodata.core.vocabulary import POLARITIES
from geodata.render.map.assets import SCRIPT_WORDS
from geodata.render.text.map_style import SIGNS
from tests.app import ROOT, running
from tests.pages import (
    CASE,
    TOTAL,
    listed,
    map_frame,
    opened,
    pixels,
    position_of,
    settled,
    shown_ids,
    toggle,
    tool,
    view,
    wait_for_count,
    wait_for_other_pixels,
)

pytestmark = pytest.mark.browser

MAP = "iframe[title='streamlit_folium.st_folium']"


def choose_base(page: Page, name: str) -> None:
    """Open the choice of base map and take one."""
    page.get_by_text(shared_words.BASE_MAP, exact=True).click()
    page.get_by_text(name, exact=True).click()


def test_first_view_says_how_many_claims_are_shown(page):
    """Opening the dashboard shows all claims, counted in words, with those without a place."""
    wait_for_count(page, TOTAL)
    assert shown_ids(page) == [claim.id for claim in CASE.claims]


def test_each_sides_account_is_under_the_title(page):
    """At first sight, each with its sign beside the colour; the keyboard opens the claim that it rests on."""
    accounts = page.locator(".account")
    expect(accounts).to_have_count(len(CASE.accounts))
    expect(accounts.nth(1)).to_have_text("⊘ US-led coalition: no coalition strike within 55 km")
    expect(accounts.nth(1)).to_be_in_viewport()
    accounts.nth(1).press("Enter")
    expect(page.locator(".card")).to_contain_text("McGurk", timeout=20_000)
    page.wait_for_url("**claim=MCGURK-55-KM*")


def test_toggling_an_actor_changes_the_map_and_keeps_the_view(page):
    """Switching a side off takes its claims off the map; pan and zoom stay, and the frame is not made anew."""
    frame = map_frame(page)
    frame.evaluate("map_div.setView([35.4, 40.2], 10, {animate: false})")
    frame.evaluate("window.kept = true")
    before, place = pixels(page), view(page)
    toggle(page, "SOHR").click()
    others = [claim.id for claim in CASE.claims if claim.actor != "SOHR"]
    wait_for_count(page, len(others))
    assert shown_ids(page) == others
    wait_for_other_pixels(page, before)
    assert view(page) == place
    assert map_frame(page).evaluate("window.kept")
    toggle(page, "SOHR").click()
    wait_for_count(page, TOTAL)


def test_all_none_and_a_whole_side(page):
    """None hides every claim, a side's heading brings back its members, All brings back the rest."""
    page.locator("button[data-action='actors'][data-value='none']").click()
    wait_for_count(page, 0)
    page.locator("button[data-action='side'][data-value='RUSSIA']").click()
    russian = [claim for claim in CASE.claims if "RUSSIA" in CASE.lineage(claim.actor)]
    wait_for_count(page, len(russian))
    page.locator("button[data-action='actors'][data-value='all']").click()
    wait_for_count(page, TOTAL)


def test_a_click_on_the_map_opens_the_card_and_is_in_the_address(page):
    """A click on a claim's segment shows its card with who, distance and sources."""
    claim = next(claim for claim in CASE.claims if claim.site == "SAEQA-CAMP" and claim.relation == "at")
    page.mouse.click(*position_of(page, claim.id))
    card = page.locator("article.card")
    expect(card).to_contain_text(CASE.actor_by_id[claim.actor].name)
    expect(card).to_contain_text(claim.summary)
    page.wait_for_url(f"**claim={claim.id}*")
    # The same claim again after another was chosen in the list: the map must not think that nothing changed.
    listed(page).and_(page.locator("[data-value='MCGURK-55-KM']")).click()
    expect(card).to_contain_text("55 kilometres as stated = 55.0 km (34.2 mi)")
    page.mouse.click(*position_of(page, claim.id))
    expect(card).to_contain_text(claim.summary)
    page.get_by_role("button", name="Close").click()
    expect(card).to_have_count(0)


def test_one_press_lists_the_claims_of_a_place(page):
    """On the number in a ring; a claim's card says of how many it is one, and leads to the list."""
    here = [claim for claim in CASE.claims if claim.site == "SAEQA-CAMP" and claim.relation == "at"]
    settled(page)
    frame, box = map_frame(page), page.locator(MAP).bounding_box()
    x, y = frame.evaluate(
        """() => {
            const {overlay} = crossbearing.client, node = overlay._nodes.find(({site}) => site.id === "SAEQA-CAMP");
            return [node.x - overlay.view.pad.x, node.y - overlay.view.pad.y];
        }"""
    )
    page.mouse.click(box["x"] + x, box["y"] + y)
    rows = page.locator(".st-key-beside button.claim")
    expect(rows).to_have_count(len(here))
    rows.nth(1).click()
    expect(page.locator("article.card")).to_contain_text(f"1 of {len(here)} claims here")
    page.get_by_role("button", name="list them").click()
    expect(rows).to_have_count(len(here))
    page.get_by_role("button", name="Close", exact=True).click()
    expect(rows).to_have_count(0)


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900), (1600, 900), (2560, 1440)])
def test_the_map_ends_in_the_window_and_nothing_lies_under_its_buttons(browser, address, size):
    """Rings at its edge keep clear of zoom, scale and credit; map and times take the height that is left.

    In a low window the map has 480 pixels, and the times are below its edge.
    """
    page, _ = opened(browser, address, viewport={"width": size[0], "height": size[1]})
    settled(page)
    frame = map_frame(page)
    frame.wait_for_function("crossbearing.client.labels.placed.length > 5")
    box, below = page.locator(MAP).bounding_box(), page.locator(".strip").bounding_box()
    assert box["height"] >= 480
    if size[1] > 800:
        assert size[1] - 40 < below["y"] + below["height"] <= size[1]
    covered = frame.evaluate(
        """() => {
            const {overlay, labels} = crossbearing.client, {pad} = overlay.view;
            const buttons = labels._measureControls();
            return overlay._nodes.filter(({claims}) => claims.length).filter(({x, y, radius: r}) => buttons.some(
                ([left, top, right, bottom]) => x - pad.x + r > left && x - pad.x - r < right &&
                    y - pad.y + r > top && y - pad.y - r < bottom)).map(({site}) => site.name);
        }"""
    )
    assert covered == []
    legend = page.frame_locator(MAP).locator(".cb-legend")
    assert (legend.get_attribute("open") is not None) == (size[0] > 1600)
    if size[0] > 1600:
        expect(legend).to_contain_text(SIGNS["ring"].words)
        # Where it would lie on a ring it is folded at first.
        assert frame.evaluate(
            """() => {
                const {overlay, legend} = crossbearing.client;
                const node = overlay._nodes.find(({claims}) => claims.length > 9);
                const box = legend.getContainer().getBoundingClientRect(), {pad} = overlay.view;
                map_div.panBy([node.x - pad.x - box.left - 60, node.y - pad.y - box.top - 60], {animate: false});
                legend.giveWay(overlay);
                return !legend.getContainer().open;
            }"""
        )
    page.close()


def test_the_first_press_on_the_map_does_not_move_it(browser, address):
    """The map reaches below a low window; the button comes up over what it went down on."""
    page, _ = opened(browser, address, viewport={"width": 1366, "height": 600})
    frame = map_frame(page)
    top = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()["y"]
    frame.evaluate("addEventListener('mousedown', () => setTimeout(() => { document.title = 'down'; }, 100))")
    page.mouse.move(600, 300)
    page.mouse.down()
    frame.wait_for_function("document.title === 'down'")
    assert page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()["y"] == top
    assert frame.evaluate("document.activeElement === map_div.getContainer()")
    page.mouse.up()
    page.close()


def test_hover_names_the_claim(page):
    """The pointer over a claim names who says what."""
    claim = next(claim for claim in CASE.claims if claim.site == "SAEQA-CAMP" and claim.relation == "at")
    page.mouse.move(*position_of(page, claim.id))
    tip = page.frame_locator("iframe[title='streamlit_folium.st_folium']").locator(".cb-tip")
    expect(tip).to_contain_text(CASE.actor_by_id[claim.actor].name)
    expect(tip).to_contain_text(POLARITIES[claim.polarity].signed)
    # Nothing stays that a frame asked for before the pointer left would say after it.
    assert map_frame(page).evaluate(
        """() => new Promise((tell) => {
            const [point, target] = [L.point(300, 300), map_div.getContainer()];
            const [node] = crossbearing.client.overlay._nodes.filter(({claims}) => claims.length);
            const {pad} = crossbearing.client.overlay.view;
            Object.assign(point, {x: node.x - pad.x, y: node.y - pad.y});
            const latlng = map_div.containerPointToLatLng(point);
            map_div.fire("mousemove", {containerPoint: point, latlng, originalEvent: {target}}).fire("mouseout");
            requestAnimationFrame(() => requestAnimationFrame(() => tell(crossbearing.client.tip.hidden)));
        })"""
    )


def test_a_name_is_its_places_and_no_dot_lies_on_a_number(page):
    """A press on a name takes the place, with a tool, too; a name without a line is nearest to its own mark."""
    settled(page)
    frame = map_frame(page)
    frame.wait_for_function("crossbearing.client.labels.placed.length > 5")
    taken, drawn, misread = frame.evaluate(
        """() => {
            const {client} = crossbearing, {overlay, labels} = client, {pad} = overlay.view, drawn = [];
            const names = labels.placed.filter(({node}) => node);
            const taken = names.filter(({node}) => !node.site.region).map(({box, node}) => {
                const point = L.point((box[0] + box[2]) / 2 - pad.x, (box[1] + box[3]) / 2 - pad.y);
                return [node.site.id, client.snap(point, map_div.containerPointToLatLng(point))];
            });
            const gap = ([left, top, right, bottom], {x, y, radius}) =>
                Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) - radius;
            const misread = names.filter(({box, node}) => !node.claims.length && overlay._nodes.some(
                (other) => other !== node && gap(box, other) < gap(box, node))).map(({text}) => text);
            for (const name of ["_drawSpot", "_drawWheel"]) {
                const draw = overlay[name];
                overlay[name] = (...given) => { drawn.push(name); draw.apply(overlay, given); };
            }
            overlay.redraw();
            delete overlay._drawSpot;
            delete overlay._drawWheel;
            return [taken, drawn, misread];
        }"""
    )
    assert len(taken) > 5
    assert [name for name, got in taken if name != got] == []
    assert drawn == sorted(drawn)
    assert {"_drawSpot", "_drawWheel"} == set(drawn)
    assert misread == []


def test_on_a_phone_a_card_is_a_sheet_under_its_map(browser, address):
    """And nothing that is scrolled lies under the button of the menu; Escape puts the sheet away."""
    page, _ = opened(browser, address, viewport={"width": 390, "height": 844})
    page.mouse.click(*position_of(page, "SYRIA-MFA-AIRCRAFT"))
    expect(page.locator("article.card")).to_be_visible(timeout=30_000)
    sheet = page.locator(".st-key-beside [data-sheet]")
    expect(sheet).to_have_css("position", "fixed")
    box = sheet.bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    deadline = time.monotonic() + 20
    while not 40 < page.locator(MAP).bounding_box()["y"] < 60:  # scrolled to stand above
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)
    assert page.locator(MAP).bounding_box()["height"] + 51 <= box["y"] + 1
    strip = page.get_by_test_id("stHeader")
    expect(strip).to_have_css("background-color", "rgb(255, 255, 255)")
    assert strip.bounding_box()["height"] > 40
    page.get_by_role("button", name="Close", exact=True).press("Escape")
    expect(page.locator("[data-sheet]")).to_have_count(0)
    page.close()


@pytest.mark.parametrize("size", [(390, 844), (800, 900)])
def test_an_address_of_a_claim_shows_its_card_below_its_map(browser, address, size):
    """In a narrow window, where the card would be below all else; it begins where the filters end."""
    page, _ = opened(browser, f"{address}/?claim=MCGURK-55-KM", viewport={"width": size[0], "height": size[1]})
    sheet = page.locator(".st-key-beside [data-sheet]")
    expect(sheet).to_have_css("position", "fixed", timeout=30_000)
    settled(page)
    below, main = sheet.bounding_box(), page.get_by_test_id("stMain").bounding_box()
    assert (below["x"], below["x"] + below["width"], below["y"] + below["height"]) == (main["x"], *size)
    expect(page.locator(MAP)).to_be_in_viewport()
    page.wait_for_function("(top) => document.querySelector(top).getBoundingClientRect().top < 60", arg=MAP)
    page.close()


def test_what_a_search_finds_comes_to_the_front(page):
    """Several claims as a list, the card of a single one."""
    search = page.get_by_label(map_words.SEARCH, exact=True)
    found = [claim for claim in CASE.claims if "Pentagon" in CASE.actor_by_id[claim.actor].name]
    search.fill("Pentagon")
    search.press("Enter")
    expect(page.locator(".st-key-beside button.claim")).to_have_count(len(found), timeout=20_000)
    search.fill("McGurk")
    search.press("Enter")
    expect(page.locator("article.card")).to_contain_text("no coalition strike within 55 km", timeout=20_000)


def test_hover_with_a_tool_names_what_a_press_takes(page):
    """A press measures then: the pointer names the place it would take, and hides nothing behind what a claim says."""
    claim = next(claim for claim in CASE.claims if claim.site == "SAEQA-CAMP" and claim.relation == "at")
    tool(page, "ruler").click()
    page.mouse.move(*position_of(page, claim.id))
    tip = page.frame_locator("iframe[title='streamlit_folium.st_folium']").locator(".cb-tip")
    expect(tip).to_have_text("Saeqa camp")


def test_the_card_has_every_source_as_a_link(page):
    """Each source with an address is a link that opens apart and sends no referrer."""
    page.goto(f"{page.url.split('?')[0]}?claim=MCGURK-55-KM")
    map_frame(page)
    claim = CASE.claim_by_id["MCGURK-55-KM"]
    urls = [source.url for source in map(CASE.source_by_id.get, claim.sources) if source.url]
    links = page.locator("article.card dd a")
    expect(links).to_have_count(len(urls))
    for index, url in enumerate(urls):
        expect(links.nth(index)).to_have_attribute("href", url)
        expect(links.nth(index)).to_have_attribute("rel", "noopener noreferrer")
        expect(links.nth(index)).to_have_attribute("target", "_blank")


def test_the_address_gives_another_reader_the_same_view(page, browser):
    """Every filter and the selected claim travel in the address."""
    toggle(page, "SOHR").click()
    page.get_by_label(map_words.SEARCH, exact=True).fill("عياش")
    page.get_by_label(map_words.SEARCH, exact=True).press("Enter")
    page.wait_for_url("**words=*")
    listed(page).first.click()
    page.wait_for_url("**claim=*")
    first = (shown_ids(page), page.locator("article.card .summary").inner_text())
    other, watch = opened(browser, page.url)
    expect(other.locator("article.card .summary")).to_have_text(first[1])
    assert shown_ids(other) == first[0]
    assert other.get_by_label(map_words.SEARCH, exact=True).input_value() == "عياش"
    assert watch.foreign == []
    other.close()
    assert 0 < len(first[0]) < TOTAL


def test_filters_by_event_relation_polarity_and_time(page):
    """Event, relation, polarity and time narrow what is shown, and “Clear filters” undoes them."""
    for polarity in ("affirm", "report"):
        page.locator(f"button[data-action='polarity'][data-value='{polarity}']").click()
    denials = [claim for claim in CASE.claims if claim.polarity == "deny"]
    wait_for_count(page, len(denials))
    page.locator("button[data-action='relation'][data-value='-']").click()
    located = [claim for claim in denials if claim.relation]
    wait_for_count(page, len(located))
    page.locator("button[data-action='event'][data-value='-']").click()
    wait_for_count(page, len([claim for claim in located if claim.event]))
    page.get_by_role("button", name=map_words.CLEAR_FILTERS, exact=True).click()
    wait_for_count(page, TOTAL)
    page.get_by_text(map_words.DATE_RANGE, exact=True).click()
    page.get_by_text(map_words.INCLUDE_UNDATED).wait_for()
    page.get_by_label(map_words.AFTER, exact=True).fill("7 December 2015")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="from")).to_be_visible()
    assert len(shown_ids(page)) < TOTAL


def test_back_button_undoes_a_filter(page):
    """An address changed from outside is taken over."""
    page.goto(f"{page.url.split('?')[0]}?polarities=deny&claim=NO-SUCH-CLAIM&actors=NOBODY,SOHR")
    map_frame(page)
    expect(page.get_by_text("This case does not have some of what the link names")).to_contain_text("NOBODY")
    expect(page.get_by_text("This case does not have some of what the link names")).to_contain_text("NO-SUCH-CLAIM")


def test_one_side_alone(page):
    """“Only” switches all others off; a press on it again is a press on its side."""
    page.locator("button[data-action='only'][data-value='RUSSIA']").click()
    russian = [claim.id for claim in CASE.claims if "RUSSIA" in CASE.lineage(claim.actor)]
    wait_for_count(page, len(russian))
    assert shown_ids(page) == russian
    expect(page.locator("button[data-action='side'][aria-pressed='true']")).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1366, 1600, 2560])
def test_no_two_names_on_the_map_lie_on_each_other(browser, address, width):
    """Nor on the legend, the scale, the credit or a button."""
    page, _ = opened(browser, address, viewport={"width": width, "height": 900})
    frame = map_frame(page)
    frame.wait_for_function("crossbearing.client.labels.placed.length > 5")
    names, controls = frame.evaluate(
        """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => {
            const {labels, overlay} = crossbearing.client, {pad} = overlay.view, off = [pad.x, pad.y, pad.x, pad.y];
            tell([labels.placed.map(({box}) => box),
                  labels._measureControls().map((box) => box.map((edge, i) => edge + off[i]))]);
        })))"""
    )
    pairs = [*combinations(names, 2), *product(names, controls)]
    assert [(a, b) for a, b in pairs if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]] == []
    assert len(controls) >= 5  # zoom, fit, legend, scale, credit
    page.close()


def test_a_claim_is_chosen_with_the_keyboard_alone(page):
    """From a row of the list Enter opens the card, and the focus goes there; Escape leads back to the row."""
    row = listed(page).and_(page.locator("[data-value='MCGURK-55-KM']"))
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.card")).to_contain_text("McGurk")
    expect(page.get_by_role("button", name="Close", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(row).to_be_focused()
    expect(page.locator("article.card")).to_have_count(0)


def test_other_page_and_back_keeps_the_filters(page):
    """The page of places and sources lists them all; coming back, the filters are as they were."""
    toggle(page, "SOHR").click()
    shown = len([claim for claim in CASE.claims if claim.actor != "SOHR"])
    wait_for_count(page, shown)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Sources").click()
    page.get_by_role("tab", name="Places").click()
    expect(page.get_by_role("row").filter(has_text="معسكر الصاعقة")).to_contain_text("± 2 km")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Map").click()
    map_frame(page)
    wait_for_count(page, shown)


def test_a_page_opens_cold(browser):
    """A deep link to a page, by a former address, works as the first request of a new server, menu and all."""
    with running() as url:
        page = browser.new_page()
        page.goto(f"{url}/places_and_sources?rule=2004")
        page.wait_for_url("**/Sources?rule=2004")
        expect(page.get_by_role("heading", name="Sources", exact=True, level=1)).to_be_visible(timeout=30_000)
        expect(page.get_by_test_id("stSidebarNavLink").filter(has_text="Map")).to_be_visible()
        page.close()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (1600, 1000)])
def test_every_place_in_view_that_claims_stand_at_is_named(browser, address, size):
    """Where there is no room beside it, its name stands apart and a line leads to it."""
    page, _ = opened(browser, address, viewport={"width": size[0], "height": size[1]})
    frame = map_frame(page)
    frame.wait_for_function("crossbearing.client.labels.placed.length > 5")
    placed, standing = frame.evaluate(
        """() => {
            const {labels, overlay} = crossbearing.client;
            const seen = overlay._nodes.filter(({claims, x, y}) => claims.length && labels._inside([x, y, x, y]));
            return [labels.placed.map(({text}) => text.split(" / ")[0]), seen.map(({site}) => site.name)];
        }"""
    )
    assert "Deir ez-Zor" in standing
    assert set(standing) - set(placed) == set()
    page.close()


def test_names_of_contradictions_need_no_drawing_before_them(browser, address):
    """The legend opens, and all names are set anew, between the contradictions' coming and their being drawn."""
    page, watch = opened(browser, f"{address}/?links=yes")
    frame = map_frame(page)
    frame.wait_for_function("crossbearing.client.labels.placed.some(({link}) => link)")
    named = frame.evaluate(
        """() => {
            const {overlay, labels} = crossbearing.client;
            overlay._state.links.forEach((link) => delete link.line);
            labels.redraw();
            return labels.placed.filter(({link}) => link).length;
        }"""
    )
    assert named
    assert frame.evaluate("crossbearing.client.labels.placed.length") > 10
    assert not watch.complaints
    page.close()


def test_labels_do_not_collide(page):
    """No two names on the map overlap."""
    boxes = map_frame(page).evaluate("crossbearing.client.labels.placed.map((label) => label.box)")
    assert len(boxes) > 10
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


def test_dark_theme_reaches_the_map(browser, address):
    """A reader whose system is dark gets a dark map."""
    page, watch = opened(browser, address, color_scheme="dark")
    assert map_frame(page).evaluate("crossbearing.client.overlay._state.theme") == "dark"
    assert watch.foreign == []
    page.close()


# -- base maps from elsewhere ----------------------------------------------------------------------------------------


def fake_tiles(page: Page) -> list[str]:
    """Answer OpenStreetMap's address from here and return the list of what was asked."""
    asked: list[str] = []

    def answer(route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="image/png", body=b"")

    page.route("https://tile.openstreetmap.org/**", answer)
    return asked


def wait_until_asked(page: Page, asked: list[str]) -> None:
    """Wait for the first tile that is asked for, as long as a busy machine takes."""
    for _ in range(200):
        if asked:
            return
        page.wait_for_timeout(100)
    raise AssertionError("no tile was asked for")


def test_an_online_base_map_is_asked_only_when_chosen(browser, address):
    """Nothing goes to OpenStreetMap until it is chosen; then a line says what is sent, and only its host is asked."""
    page, watch = opened(browser, address)
    asked = fake_tiles(page)
    page.wait_for_timeout(500)
    assert asked == []
    choose_base(page, "OpenStreetMap")
    expect(page.get_by_text("your browser requests map images from tile.openstreetmap.org")).to_be_visible()
    wait_until_asked(page, asked)
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in watch.foreign)
    page.close()


def test_an_address_with_a_base_map_asks_first(browser, address):
    """A link from somebody else never makes the reader's browser ask another machine by itself."""
    page, watch = opened(browser, f"{address}/?base=osm")
    asked = fake_tiles(page)
    page.wait_for_timeout(1000)
    assert asked == []
    assert watch.foreign == []
    page.get_by_role("button", name=shared_words.switch_on("tile.openstreetmap.org")).click()
    wait_until_asked(page, asked)
    page.close()


# -- other files -----------------------------------------------------------------------------------------------------


def test_a_file_with_problems_lists_them_all_and_the_page_lives(browser, tmp_path):
    """Each problem is listed under its record; the map is still there, and nothing to filter."""
    document = json.loads((ROOT / "incidents.geojson").read_text(encoding="utf-8"))
    document["features"][0]["properties"]["coordinateUncertaintyInMeters"] = 0
    broken = next(feature for feature in document["features"] if feature["id"] == "MCGURK-55-KM")
    broken["properties"]["distance"]["unit"] = "leagues"
    path = tmp_path / "broken.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    with running(str(path)) as url:
        page, watch = opened(browser, url)
        problems = page.locator(".problems")
        expect(problems).to_contain_text("leagues")
        expect(problems.get_by_role("heading", name="MCGURK-55-KM")).to_be_visible()
        expect(problems).to_contain_text("coordinateUncertaintyInMeters")
        expect(page.locator(MAP)).to_be_visible()
        expect(page.get_by_label(map_words.SEARCH, exact=True)).to_have_count(0)
        assert watch.complaints == []
        page.close()


def test_a_missing_file_is_said_in_a_sentence(browser, tmp_path):
    """The environment variable names the file; one that is not there is named back."""
    with running(environment={"CROSSBEARING_CASE": str(tmp_path / "none.geojson")}) as url:
        page, watch = opened(browser, url)
        expect(page.locator(".problems")).to_contain_text("none.geojson")
        assert watch.complaints == []
        page.close()


def test_the_address_is_read_again_after_the_server_came_back(browser, address):
    """The parameters of the address that are not ours stay in it."""
    page, _ = opened(browser, f"{address}/?polarities=deny&ref=mail")
    listed(page).first.click()
    page.wait_for_url("**claim=*")
    assert parse_qs(urlsplit(page.url).query)["ref"] == ["mail"]
    page.close()


@pytest.mark.parametrize("delay_ms", [0, 60, 150])
def test_actors_switch_at_the_click_and_fast_clicks_end_right(page, delay_ms):
    """However fast the clicks, the map, the toggles and Python's last answer agree in the end."""
    presses = ("SOHR", "CJTF-OIR", "SOHR", "RUSSIA-MOD", "SOHR")
    page.set_viewport_size({"width": 1400, "height": 1600})  # all of them at once
    boxes = {actor: toggle(page, actor).bounding_box() for actor in presses}
    # The mouse itself: Playwright's click() looks for the element first, and swallows the click if it was replaced.
    for actor in presses:
        box = boxes[actor]
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, delay=delay_ms)
    hidden = {"SOHR", "CJTF-OIR", "RUSSIA-MOD"}
    expected = [claim.id for claim in CASE.claims if claim.actor not in hidden]
    wait_for_count(page, len(expected))
    assert shown_ids(page) == expected
    assert toggle(page, "SOHR").get_attribute("aria-pressed") == "false"


def test_one_finger_scrolls_the_page_past_the_map_and_two_pan_it(browser, address):
    """On a phone; said when one finger tries."""
    page, _ = opened(browser, address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    settled(page)
    frame, wire = map_frame(page), page.context.new_cdp_session(page)
    scrolled, centre = "document.querySelector('[data-testid=stMain]').scrollTop", "map_div.getCenter().lat"

    def drag(*fingers: int) -> None:
        for step in range(16):
            points = [{"x": x, "y": 650 - 10 * step, "id": x} for x in fingers]
            wire.send(
                "Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points}
            )
            page.wait_for_timeout(30)
        wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    before = frame.evaluate(centre)
    drag(150, 250)
    assert frame.evaluate(centre) < before - 0.05
    assert page.evaluate(scrolled) == 0

    before = frame.evaluate(centre)
    drag(200)
    # Asked again and again: the page's policy lets no text be evaluated.
    deadline = time.monotonic() + 20
    while page.evaluate(scrolled) <= 50:
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)
    assert frame.evaluate(centre) == before
    assert frame.evaluate("[tip.hidden, tip.textContent]".replace("tip", "crossbearing.client.tip")) == [
        False, SCRIPT_WORDS["twoFingers"],
    ]  # fmt: skip
    page.close()
