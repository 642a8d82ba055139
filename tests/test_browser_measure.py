"""Ruler and ring in a real Chromium: by click, by drag, by keyboard, and in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geodata.app.words import distances_words, map_words, shared_words
from geodata.render.text import terms
from tests.pages import map_frame, opened, position_of, settled, tool

pytestmark = pytest.mark.browser

MAP = "iframe[title='streamlit_folium.st_folium']"


def query(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def handles(page):
    return page.frame_locator(MAP).locator(".cb-handle")


def at(page, lat: float, lon: float) -> tuple[float, float]:
    """Return where in the page a point of the map is, to be pressed with the mouse."""
    settled(page)
    x, y = map_frame(page).evaluate(
        f"(() => {{ const p = map_div.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()"
    )
    box = page.locator(MAP).bounding_box()
    return box["x"] + x, box["y"] + y


def test_two_clicks_make_a_leg(page):
    """On a place it is the place, elsewhere the point; the leg has length, bounds and both directions."""
    tool(page, "ruler").click()
    page.wait_for_url("**tool=ruler*")
    page.mouse.click(*position_of(page, "SYRIA-MFA-AIRCRAFT"))
    expect(handles(page)).to_have_count(1)
    page.mouse.move(*at(page, 36.1, 40.2))
    # While it is drawn, about: 78.9 km.
    expect(page.frame_locator(MAP).locator(".cb-tip")).to_contain_text("about 79 km")
    page.mouse.click(*at(page, 36.2, 40.2))
    expect(handles(page)).to_have_count(2)
    # Nothing lies on the result: neither what was said of the line while it was drawn, nor that line.
    expect(page.frame_locator(MAP).locator(".cb-tip")).to_be_hidden()
    assert not map_frame(page).evaluate("map_div.hasLayer(crossbearing.client.aim._line)")
    expect(page.locator(".legs li")).to_contain_text("direction")
    page.wait_for_url("**ruler=SAEQA-CAMP%3B36*")
    assert query(page)["ruler"].startswith("SAEQA-CAMP;36.")


def test_escape_on_the_map_puts_the_tool_down(page):
    """As it does beside the map."""
    tool(page, "ruler").click()
    page.wait_for_url("**tool=ruler*")
    settled(page)
    map_frame(page).evaluate("map_div.getContainer().focus()")
    page.keyboard.press("Escape")
    expect(tool(page, "ruler")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_label(map_words.ADD_POINT)).to_have_count(0)


def test_tools_are_pressed_by_keyboard_and_put_down_beside_the_map(page):
    """The button says at once that it is pressed; a second press puts the tool down, and so does Escape anywhere."""
    ruler, ring = tool(page, "ruler"), tool(page, "ring")
    ruler.focus()
    page.keyboard.press("Space")
    expect(ruler).to_have_attribute("aria-pressed", "true")
    page.get_by_label(map_words.ADD_POINT).press("Escape")
    expect(ruler).to_have_attribute("aria-pressed", "false")
    ring.press("Enter")
    expect(page.get_by_label(map_words.RING_CENTRE)).to_be_visible()
    ring.press("Enter")
    expect(page.get_by_label(map_words.RING_CENTRE)).to_have_count(0)
    expect(ring).to_be_focused()


#: Of windows with a mouse and of those for fingers: width, height, and whether for fingers.
WINDOWS = [(1366, 768, False), (2560, 1440, False), (683, 450, False), (390, 844, True), (844, 390, True)]


@pytest.mark.parametrize(("width", "height", "is_touched"), WINDOWS)
def test_buttons_on_the_map_are_large_and_apart(browser, address, width, height, is_touched):
    """From each other, from legend, scale and credit, and from the rings that the map is fitted to."""
    page, _ = opened(browser, address, viewport={"width": width, "height": height}, has_touch=is_touched,
                     is_mobile=is_touched)  # fmt: skip
    settled(page)
    # Where there is little room, it is folded until somebody unfolds it.
    map_frame(page).evaluate("document.querySelector('.cb-legend').open = innerWidth > 560")
    sizes, overlaps = map_frame(page).evaluate(
        """() => {
            const boxes = [...document.querySelectorAll(".leaflet-control")].map((one) => one.getBoundingClientRect());
            const {_nodes, view: {pad}} = crossbearing.client.overlay;
            const rings = _nodes.filter(({claims}) => claims.length).map(({x, y, radius}) =>
                new DOMRect(x - pad.x - radius, y - pad.y - radius, 2 * radius, 2 * radius));
            const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
            const bars = [...document.querySelectorAll(".leaflet-bar")].map((one) => one.getBoundingClientRect());
            const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b]))
                .concat(rings.flatMap((a) => bars.map((b) => [a, b])));
            const buttons = [...document.querySelectorAll(".leaflet-bar :is(a, button)")];
            return [buttons.map((one) => Math.min(one.offsetWidth, one.offsetHeight)),
                    pairs.filter(([a, b]) => meet(a, b)).map(([a, b]) => [a.toJSON(), b.toJSON()])];
        }"""
    )
    assert min(sizes) >= (44 if is_touched else 24)
    assert overlaps == []
    page.close()


def test_a_picked_place_may_be_looked_at_on_an_online_map(page):
    """Offered in that moment, with what it sends to whom; until it is pressed, nothing is asked of anybody."""
    tool(page, "place").click()
    page.wait_for_url("**tool=place*")
    expect(page.get_by_text("OpenStreetMap has streets")).to_contain_text("learns your network address", timeout=20_000)
    expect(page.get_by_role("button", name="Switch on tile.openstreetmap.org")).to_be_visible()


def test_a_point_is_moved_and_removed(page):
    """By dragging its handle, by the Delete key, and by its button."""
    tool(page, "ruler").click()
    page.get_by_label(map_words.ADD_POINT).fill("Ayash")
    page.get_by_label(map_words.ADD_POINT).press("Enter")
    expect(handles(page)).to_have_count(1)  # the field is empty then: what is typed before goes with the first
    page.get_by_label(map_words.ADD_POINT).fill("36, 39.5")
    page.get_by_label(map_words.ADD_POINT).press("Enter")
    expect(handles(page)).to_have_count(2)
    start, end = at(page, 36, 39.5), at(page, 36.2, 39.7)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    expect(page.locator(".points")).to_contain_text(re.compile("36.(199|2)"))
    handles(page).nth(1).press("Delete")
    expect(handles(page)).to_have_count(1)
    # The map is ahead of the list: its answer is under way.
    expect(page.get_by_role("button", name="Remove")).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    expect(handles(page)).to_have_count(0)


def test_a_measurement_opens_from_its_address(browser, address):
    """In a new browser: legs, total and area as they were."""
    page, watch = opened(browser, f"{address}/?tool=ruler&ruler=SAEQA-CAMP;AL-OMAR-FIELD;35.1,40.2&closed=yes&unit=mi")
    expect(page.locator(".legs li")).to_have_count(3)
    expect(page.locator(".panel").filter(has_text="Total")).to_contain_text("Area")
    expect(page.locator(".legs li").first).to_contain_text("36 mi (30 to 42 mi)")
    assert watch.complaints == []
    page.close()


def test_a_typed_ring_is_drawn_and_says_what_lies_where(page):
    """In words of any script; the band is as wide as its digits."""
    tool(page, "ring").click()
    page.get_by_label(map_words.RING_CENTRE).fill("معسكر الصاعقة")
    page.get_by_label(map_words.RING_CENTRE).press("Enter")
    page.get_by_label(map_words.STATED_DISTANCE).fill("٣٥ ميلا")
    page.get_by_label(map_words.STATED_DISTANCE).press("Enter")
    expect(page.locator(".panel").filter(has_text=map_words.RING_GROUPS["may be on"])).to_contain_text(
        "al-Omar oil field"
    )
    map_frame(page).wait_for_function("crossbearing.client.overlay._state.measure.rings.length === 1")
    assert query(page)["center"] == "SAEQA-CAMP"


def test_what_cannot_be_meant_is_said_in_a_sentence(page):
    """And nothing is added."""
    tool(page, "ruler").click()
    wrong = {
        "95, 40": "Latitude 95 is not on the Earth",
        "Atlantis": "is called",
        "Ayyas": "Ayyash",
    }
    for typed, said in wrong.items():
        page.get_by_label(map_words.ADD_POINT).fill(typed)
        page.get_by_label(map_words.ADD_POINT).press("Enter")
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
        expect(handles(page)).to_have_count(0)


def test_swapped_axes_are_asked_about(page):
    """One click takes the suggestion."""
    tool(page, "ruler").click()
    page.get_by_label(map_words.ADD_POINT).fill("40.056, 35.396")
    page.get_by_label(map_words.ADD_POINT).press("Enter")
    page.get_by_role("button", name="swap them").click()
    expect(page.locator(".points")).to_contain_text("35.396° N, 40.056° E")


def test_a_distance_that_is_none_is_said_in_a_sentence(browser, address):
    """Each in words of its own."""
    page, watch = opened(browser, f"{address}/?tool=ring&center=SAEQA-CAMP")
    for words in ("35 leagues", "-5 km", "99999999 km", "km", "5 km 6 km", "<b>"):
        page.get_by_label(map_words.STATED_DISTANCE).fill(words)
        page.get_by_label(map_words.STATED_DISTANCE).press("Enter")
        expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    assert watch.complaints == []
    page.close()


def test_a_cell_of_the_distances_says_all_of_its_pair(browser, address):
    """And leads to the ruler on the map, with the filters as they were."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{address}/Distances?actors=RUSSIA-MOD")
    page.locator("button[data-value='DEIR-EZ-ZOR-AIR-BASE DEIR-EZ-ZOR-CITY']").click()
    expect(page.locator(".panel").filter(has_text=distances_words.ON_MAP)).to_contain_text("direction")
    page.get_by_role("button", name=distances_words.ON_MAP).click()
    expect(handles(page)).to_have_count(2)
    assert query(page)["actors"] == "RUSSIA-MOD"
    page.close()


def test_the_distances_of_a_case_are_downloaded(browser, address):
    """As CSV, all pairs of the places shown."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{address}/Distances")
    with page.expect_download() as download:
        page.get_by_role("button", name=distances_words.CSV).click()
    lines = download.value.path().read_text().splitlines()

    assert lines[0].startswith("from,from_name,to")
    assert len(lines) > 20
    page.close()


def test_the_unit_is_that_of_every_page(browser, address):
    """Chosen once, it is in the address and stays."""
    page, watch = opened(browser, f"{address}/?claim=MCGURK-55-KM")
    page.get_by_test_id("stSidebar").get_by_text(shared_words.UNITS_AND_PRECISION, exact=True).click()
    page.get_by_test_id("stSidebar").get_by_text("nmi", exact=True).click()
    page.wait_for_url("**unit=nmi*")
    expect(page.locator(".card")).to_contain_text("55 kilometres as stated = 29.7 nmi")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Distances").click()
    expect(page.locator(".heat")).to_contain_text("nmi")
    assert watch.complaints == []
    page.close()


def test_what_was_typed_is_there_when_the_tool_comes_back(browser, address):
    """The ring stays on the map meanwhile, and its words in their box."""
    page, watch = opened(browser, f"{address}/?tool=ring&center=SAEQA-CAMP&ring=35+miles")
    expect(page.get_by_label(map_words.STATED_DISTANCE)).to_have_value("35 miles")
    page.get_by_role("button", name=terms.CLOSE, exact=True).click()
    expect(page.get_by_label(map_words.STATED_DISTANCE)).to_have_count(0)
    tool(page, "ring").click()
    expect(page.get_by_label(map_words.STATED_DISTANCE)).to_have_value("35 miles")
    assert watch.complaints == []
    page.close()
