"""The consistency page in a real Chromium: a cell, its working, changed assumptions, and the way there and back."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geodata.app.words import consistency_words, map_words, shared_words
from tests.pages import Watch, choose, map_frame, opened, position_of, settled, tool

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, address):
    """Return the consistency page."""
    shown = browser.new_page(viewport={"width": 1400, "height": 1000})
    watch = Watch(shown, address)
    shown.goto(f"{address}/Can_they_be_true")
    expect(shown.locator(".verdicts").first).to_be_visible(timeout=30_000)
    yield shown
    shown.close()
    assert watch.foreign == []
    assert watch.complaints == []


def cell(page, a: str, b: str):
    """Return the cell of two claims: each pair has one, in the row of the claim that comes first."""
    return page.locator(f"td button:is([data-value='{a} {b}'], [data-value='{b} {a}'])").first


def test_a_cell_opens_its_working(page):
    """With both claims, their sources, the number that decided, and in the address."""
    cell(page, "MCGURK-55-KM", "CJTF-35-MILES").click()
    explained = page.locator(".pair")
    expect(explained).to_contain_text("less than 100 m to spare")
    expect(explained).to_contain_text("Brett McGurk")
    expect(explained.locator("svg")).to_have_count(2)
    expect(explained).to_be_in_viewport()
    assert set(parse_qs(urlsplit(page.url).query)["judged"][0].split(";")) == {"MCGURK-55-KM", "CJTF-35-MILES"}


@pytest.mark.parametrize("width", [1366, 390])
def test_what_explains_a_cell_leaves_it_where_it_is(page, width):
    """It is in sight beside it; Escape closes it and leads back to the cell."""
    page.set_viewport_size({"width": width, "height": 844})
    first = cell(page, "MCGURK-55-KM", "CJTF-35-MILES")
    first.scroll_into_view_if_needed()
    settled(page)
    before = first.bounding_box()
    first.click()
    explained = page.locator(".pair")
    expect(explained).to_be_in_viewport(timeout=20_000)
    settled(page)
    after = first.bounding_box()
    # On a phone it is above what explains it, which lies at the lower edge.
    assert abs(after["y"] - before["y"]) < 3 if width > 1100 else after["y"] < 0.44 * 844
    expect(first).to_be_in_viewport()
    expect(explained.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(explained).to_have_count(0, timeout=20_000)
    expect(first).to_be_focused()


def test_a_pair_is_copied_as_text_to_print(page):
    """With names and sources; no ids, and nothing for programs."""
    cell(page, "MCGURK-55-KM", "CJTF-35-MILES").click()
    page.get_by_text(consistency_words.AS_TEXT).click()
    text = page.locator(".st-key-drawer [data-testid='stCode']")
    expect(text).to_contain_text("Brett McGurk", timeout=20_000)
    said = text.inner_text()
    assert said.startswith("Can both be true.")
    assert "TRT World" in said
    assert "MCGURK-55-KM" not in said


def test_the_finding_is_copied_as_text_to_print(page):
    """By what is disputed, who first; no ids, and nothing for programs."""
    page.get_by_text(consistency_words.TEXT_SUMMARY).click()
    text = page.locator("[data-testid='stCode']").last
    expect(text).to_contain_text("They exclude each other on who", timeout=20_000)
    said = text.inner_text()
    assert "MCGURK-55-KM" not in said
    assert "--" not in said


def test_the_matrix_is_walked_with_the_arrow_keys(page):
    """One stop of the Tab key; the arrows pass over empty cells, Enter opens."""
    assert page.locator(".verdicts").first.locator("td button[tabindex='0']").count() == 1
    first = page.locator(".verdicts td button[tabindex='0']").first
    row = first.locator("xpath=ancestor::tr").locator("button")
    second = row.nth(1).get_attribute("data-value")
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".pair")).to_be_visible(timeout=20_000)
    assert parse_qs(urlsplit(page.url).query)["judged"] == [second.replace(" ", ";")]


def test_another_rule_changes_verdicts_and_marks_them(page):
    """The 2004 rule leaves 35 miles and 55 km undecided."""
    choose(page, shared_words.PRECISION, shared_words.RULE_2004)
    expect(page.get_by_role("status").filter(has_text="pairs")).to_contain_text("changed by your assumptions")
    expect(cell(page, "MCGURK-55-KM", "CJTF-35-MILES")).to_have_class("v undecided changed")
    # Only the cells that differ are drawn anew: what stands there is what a reader of the address gets at once.
    matrix = page.locator(".verdicts").first
    page.wait_for_url("**rule=2004*")
    drawn = matrix.inner_html()
    page.reload()
    expect(cell(page, "MCGURK-55-KM", "CJTF-35-MILES")).to_have_class("v undecided changed")
    assert drawn == matrix.inner_html()


def test_a_surer_place_is_on_trial_and_undone(page):
    """Said beside the page, in the address, and never saved."""
    page.get_by_test_id("stSelectbox").filter(has_text=consistency_words.WHAT_IF).locator("input").press_sequentially(
        "Ayyash"
    )
    page.get_by_role("option", name="Ayyash").click()
    page.get_by_label(consistency_words.HYPOTHETICAL_UNCERTAINTY).fill("100")
    page.get_by_label(consistency_words.HYPOTHETICAL_UNCERTAINTY).press("Enter")
    page.wait_for_url("**radius=AYYASH*")
    expect(page.get_by_text("What-if, not saved")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("What-if, not saved")).to_have_count(0)


def test_a_place_is_tried_elsewhere(page):
    """A position that is none is said in a sentence."""
    page.get_by_test_id("stSelectbox").filter(has_text=consistency_words.WHAT_IF).locator("input").press_sequentially(
        "Saeqa"
    )
    page.get_by_role("option", name="Saeqa camp").click()
    page.get_by_label(consistency_words.HYPOTHETICAL_POSITION, exact=True).fill("95, 200")
    page.get_by_label(consistency_words.HYPOTHETICAL_POSITION, exact=True).press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("not on the Earth")
    page.get_by_label(consistency_words.HYPOTHETICAL_POSITION, exact=True).fill("35.2, 40.5")
    page.get_by_label(consistency_words.HYPOTHETICAL_POSITION, exact=True).press("Enter")
    expect(page.locator(".assumed")).to_contain_text("lies at 35.2° N, 40.5° E")  # in sight above all verdicts
    expect(page.get_by_role("status").filter(has_text="pairs")).to_contain_text("changed by your assumptions")


def switch_assumption(page, name: str) -> str:
    """Unfold the rare assumptions and press one of them; return what it is called."""
    label, _ = consistency_words.ASSUMPTION_FLAGS[name]
    page.get_by_text(consistency_words.MORE_ASSUMPTIONS).click()
    page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").first.click()
    return label


def test_rare_assumptions_are_folded_and_in_the_address(page):
    """Changed, they are open for who gets the address, and say what they are in the JSON."""
    switch_assumption(page, "as_of")
    page.wait_for_url("**as_of=no*")
    expect(page.get_by_role("status").filter(has_text="pairs")).to_contain_text("changed by your assumptions")
    days = page.get_by_label(consistency_words.RARE_NUMBERS["day_tolerance"][0], exact=True)
    days.fill("48")
    days.press("Enter")
    page.wait_for_url("**day_tolerance=48*")
    page.reload()
    expect(page.get_by_label(consistency_words.RARE_NUMBERS["day_tolerance"][0], exact=True)).to_have_value(
        "48.00", timeout=30_000
    )
    with page.expect_download() as download:
        page.get_by_role("button", name=consistency_words.VERDICTS_JSON).click()
    said = json.loads(download.value.path().read_text())
    assert said["assumptions"] == {"day_tolerance_h": 48.0, "counts_as_of_statement": False}


def test_earlier_versions_take_part(page):
    """The matrix has a row for each; the count of those left out is gone."""
    counts = page.get_by_role("status").filter(has_text="pairs")
    expect(counts).to_contain_text("left out")
    label = switch_assumption(page, "versions")
    page.wait_for_url("**versions=yes*")
    expect(counts).not_to_contain_text("left out")
    expect(page.get_by_role("switch", name=label).or_(page.get_by_role("checkbox", name=label))).to_be_focused()


def test_an_address_with_a_tolerance_that_no_field_takes(page):
    """It is said to be left out, and the page is there."""
    page.goto(f"{page.url.partition('?')[0]}?tolerance=500&radius=SAEQA-CAMP:9e9")
    expect(page.get_by_text("tolerance 500")).to_be_visible(timeout=30_000)
    expect(page.locator(".verdicts").first).to_be_visible()


def test_the_verdicts_are_downloaded(page):
    """As the JSON that the command line gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=consistency_words.VERDICTS_JSON).click()
    found = json.loads(download.value.path().read_text())

    assert {"rule", "pairs", "conflicts", "consistent_sets"} <= set(found)


def test_a_card_leads_to_what_its_claim_contradicts(browser, address):
    """And from there back to the map."""
    page, watch = opened(browser, f"{address}/?claim=MCGURK-55-KM")
    page.locator(".relations button").first.click()
    expect(page.locator(".pair")).to_contain_text("Cannot both be true", timeout=20_000)
    page.locator(".pair").get_by_role("button", name="Show on the map").first.click()
    expect(page.locator(".card")).to_be_visible(timeout=20_000)
    assert watch.complaints == []
    page.close()


def test_one_way_for_accounts_is_shown_and_drawn(page):
    """Each event with its place, checked distances; on the map as crosses and lines, and taken off again."""
    page.get_by_text("Largest groups of accounts that do not exclude each other: ").click()
    page.get_by_role("button", name="One scenario").first.click()
    way = page.locator(".whereabouts").filter(has_text="One scenario in which all of these accounts are true")
    expect(way).to_contain_text("Every distance was measured again", timeout=20_000)
    way.get_by_role("button", name="On the map").click()
    found = map_frame(page).wait_for_function("crossbearing.client.overlay._state.found?.marks.length")
    assert found.json_value() >= 2
    page.wait_for_url("**drawn=together*")
    page.get_by_role("button", name=map_words.REMOVE_FROM_MAP).click()
    map_frame(page).wait_for_function("crossbearing.client.overlay._state.found === null")


def test_conflicts_and_matrix_are_shown_by_what_they_are_on(page):
    """Chosen by a press, kept in the address: numbers of people are out of the way of who."""
    conflicts = page.locator("ol.conflicts > li")
    expect(conflicts.first).to_be_visible(timeout=20_000)
    cells = page.locator("[data-action='judge']").count()
    page.get_by_role("radio", name="Who", exact=True).or_(page.get_by_role("button", name="Who", exact=True)).click()
    page.wait_for_url("**on=who*")
    expect(page.get_by_text("They exclude each other on who: 5")).to_be_visible(timeout=20_000)
    expect(conflicts).to_have_count(5)
    assert 0 < page.locator("[data-action='judge']").count() < cells
    page.get_by_role("radio", name="When", exact=True).or_(page.get_by_role("button", name="When", exact=True)).click()
    expect(page.get_by_text(consistency_words.no_conflict_on("when"))).to_be_visible(timeout=20_000)


def test_a_group_of_accounts_is_one_press_from_the_map(page):
    """Which then shows their claims alone."""
    page.get_by_text("Largest groups of accounts").first.click()
    page.locator("button[data-action='see-accounts']").first.click()
    page.wait_for_url("**actors=*")
    expect(page.get_by_role("status").filter(has_text="Filters: ")).to_be_visible(timeout=20_000)


def test_where_an_event_could_have_been_is_drawn(page):
    """By one speaker's word, which the address keeps; the region and a place in it."""
    page.get_by_test_id("stSelectbox").filter(has_text="Event").locator("input").fill("wells")
    page.get_by_test_id("stSelectbox").filter(has_text="Event").locator("input").fill("oil")
    page.get_by_role("option", name="oil well").click()
    page.wait_for_url("**where=WELLHEAD-STRIKES*")
    page.goto(f"{page.url}&word=CJTF-OIR")
    where = page.locator(".whereabouts").filter(has_text="combined")
    expect(where).to_contain_text("are possible", timeout=20_000)
    where.get_by_role("button", name="On the map").click()
    map_frame(page).wait_for_function(
        "crossbearing.client.overlay._state.found?.outer && crossbearing.client.overlay._state.found.marks.length === 1"
    )
    expect(page.frame_locator("iframe[title^='streamlit_folium']").locator(".cb-legend")).to_contain_text(
        "Possible locations"
    )


def test_sides_are_believed_and_left_out_by_a_press(page):
    """A side at a time, in the address; what they leave is on a map beside the words."""
    page.goto(f"{page.url}?where=CAMP-STRIKE&word=SYRIA-MFA")
    expect(page.locator(".st-key-where iframe")).to_be_visible(timeout=30_000)
    sides = page.get_by_test_id("stButtonGroup").filter(has_text=consistency_words.ACCORDING_TO)
    sides.get_by_role("button", name="US-led coalition").click()
    expect(page.locator(".whereabouts").filter(has_text="combined")).to_contain_text(
        "No location is possible", timeout=20_000
    )
    assert "US-ENVOY" in parse_qs(urlsplit(page.url).query)["word"][0]
    sides.get_by_role("button", name="US-led coalition").click()
    expect(page.locator(".whereabouts").filter(has_text="combined")).to_contain_text("are possible", timeout=20_000)


def test_an_address_with_an_unknown_claim_says_so(page):
    """Nothing is left out in silence."""
    page.goto(f"{page.url}?judged=MCGURK-55-KM;NOBODY")
    expect(page.get_by_text("judged NOBODY")).to_be_visible(timeout=20_000)
    expect(page.locator(".pair")).to_have_count(0)


def test_a_place_is_tried_with_a_click_on_the_map(browser, address):
    """Marked as on trial, with what changes; dragged away it changes again, and Delete puts it back."""
    page, watch = opened(browser, f"{address}/?tool=trial&site=SAEQA-CAMP")
    frame = map_frame(page)
    settled(page)
    box = page.locator("iframe[title^='streamlit_folium']").bounding_box()
    page.mouse.click(box["x"] + 120, box["y"] + 300)
    page.wait_for_url("**try=SAEQA-CAMP*")
    expect(page.get_by_text("What-if, not saved")).to_be_visible()
    expect(page.get_by_text("between the claims shown changed")).to_be_visible()
    handle = frame.locator(".cb-handle")
    expect(handle).to_have_attribute("aria-label", "What-if: Saeqa camp. Drag to move, Delete to remove.")
    handle.focus()
    page.keyboard.press("Delete")
    expect(page.get_by_text("What-if, not saved")).to_have_count(0)
    assert watch.complaints == []
    page.close()


def test_a_place_may_be_tried_where_the_map_was_clicked_before(browser, address):
    """Which place is meant may be said after the click, or by a click on it."""
    page, watch = opened(browser, f"{address}/?tool=trial")
    settled(page)
    box = page.locator("iframe[title^='streamlit_folium']").bounding_box()
    page.mouse.click(box["x"] + 120, box["y"] + 300)
    expect(page.get_by_text("Choose which place could be there instead")).to_be_visible(timeout=20_000)
    page.mouse.click(*position_of(page, "SYRIA-MFA-AIRCRAFT"))
    expect(page.get_by_text("Click the map where Saeqa camp could be instead")).to_be_visible(timeout=20_000)
    page.wait_for_url("**try=SAEQA-CAMP*")
    assert watch.complaints == []
    page.close()


def test_contradictions_are_drawn_on_the_map(browser, address):
    """On demand, in the address, and named in the legend."""
    page, watch = opened(browser, address)
    tool(page, "links").click()
    page.wait_for_url("**links=yes*")
    map_frame(page).wait_for_function("crossbearing.client.overlay._state.links.length > 0")
    inside = page.frame_locator("iframe[title^='streamlit_folium']")
    expect(inside.locator(".cb-legend")).to_contain_text("Contradict")
    settled(page)
    x, y, count = map_frame(page).evaluate(
        """() => {
            const {labels, overlay} = crossbearing.client, {pad} = overlay.view;
            const {box, link} = labels.placed.find(({link}) => link && link.count > 1);
            return [(box[0] + box[2]) / 2 - pad.x, (box[1] + box[3]) / 2 - pad.y, link.count];
        }"""
    )
    # In sight, not under the rings that they lead to.
    assert map_frame(page).evaluate(
        """() => {
            const {_nodes, _state} = crossbearing.client.overlay;
            const rings = _nodes.filter(({claims}) => claims.length);
            const isFree = ([px, py]) => rings.every(({x, y, radius}) => Math.hypot(px - x, py - y) > radius);
            return _state.links.every(({line}) => line.points.filter(isFree).length > 2);
        }"""
    )
    box = page.locator("iframe[title^='streamlit_folium']").bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(inside.locator(".cb-tip")).to_contain_text(f"{count} pairs of claims contradict each other")
    more = {0: "", 1: "and 1 more pair"}.get(count - 2, f"and {count - 2} more pairs")
    said = inside.locator(".cb-tip > :not(.cb-more)").all_inner_texts()
    assert said[1:] == [*said[1:5], *[more] * bool(more)]
    assert [text.startswith("\u2715") for text in said[1:5]] == [False, True] * 2
    assert map_frame(page).evaluate(
        "crossbearing.client.labels.placed.find(({link}) => link && link.count > 1).text"
    ) == (f"\u2715 {count} pairs")
    page.mouse.click(box["x"] + x, box["y"] + y)
    expect(page.locator(".st-key-beside")).to_contain_text("claims here")
    assert watch.complaints == []
    page.close()


def test_only_who_is_chosen_is_believed(page):
    """A denial counts if its speaker is chosen, and is offered like what others say; who states no place is named."""
    page.goto(f"{page.url}?where=CAMP-STRIKE&word=SYRIA-MFA")
    where = page.locator(".whereabouts").filter(has_text="combined")
    expect(where).to_contain_text("are possible", timeout=30_000)
    speakers = page.get_by_test_id("stMultiSelect")
    speakers.locator("input").click()
    page.keyboard.type("McGurk")
    page.get_by_role("option", name="Brett McGurk").click()
    expect(where).to_contain_text("No location is possible", timeout=20_000)
    page.goto(f"{page.url.split('?')[0]}?where=CAMP-STRIKE&word=SYRIAN-GENERAL-STAFF")
    expect(page.get_by_text("States no place: ")).to_be_visible(timeout=30_000)
    expect(where).to_have_count(0)


def test_the_answer_is_on_top_and_leads_to_what_decides(page):
    """Who excludes whom and by how much, at first sight; a press opens the working, a cell the claims that decide."""
    card = page.locator(".answer")
    expect(card).to_contain_text(
        "Cannot both be true: claims of Syrian government and US-led coalition miss each other by at least 54.5 km"
    )
    expect(card.get_by_text("miss each other by at least 54.5 km")).to_be_in_viewport()
    card.get_by_role("button", name="who and where").first.click()
    expect(page.locator(".deciding")).to_contain_text("Brett McGurk", timeout=20_000)
    expect(page.locator(".deciding")).to_be_in_viewport()
    page.wait_for_url("**opposed=SYRIA*COALITION*")
    card.get_by_role("button", name="who and where").first.press("Enter")
    expect(page.locator(".deciding")).to_have_count(0, timeout=20_000)
    settled(page)
    card.locator(".verdict").first.get_by_role("button", name="Why").first.press("Enter")
    expect(page.locator(".pair")).to_contain_text("54.5 km", timeout=20_000)
    page.wait_for_url("**judged=SYRIA-MFA-CAMP-STRIKE*MCGURK-55-KM*")


def test_the_map_says_who_excludes_whom_and_leads_to_the_claims_that_decide(page):
    """The finding stands on the first page; what was asked of another event before is over."""
    page.get_by_role("link", name="Map", exact=True).click()
    page.locator(".disputed").get_by_role("button", name="Syrian government and US-led coalition").click()
    page.wait_for_url("**opposed=SYRIA*COALITION*")
    expect(page.locator(".deciding")).to_contain_text("Brett McGurk", timeout=30_000)
    expect(page.locator(".deciding")).to_be_in_viewport()


def test_the_map_leads_to_everything_that_is_compared(page):
    """By the words that say how much more there is, and not by the menu alone."""
    page.get_by_role("link", name="Map", exact=True).click()
    page.locator(".disputed").get_by_role("button", name=shared_words.CONSISTENCY).click()
    expect(page.locator(".accounts")).to_be_visible(timeout=30_000)


def test_the_filters_are_at_hand(page):
    """The same panel as on the map: a side is switched off, and what is compared follows."""
    page.get_by_role("button", name="Russia 8", exact=True).click()
    expect(page.locator(".answer")).not_to_contain_text("Syrian government and Russia", timeout=30_000)
    expect(page.get_by_text("67 of 75 claims shown")).to_be_visible()


def test_sides_stand_below_each_other_where_the_page_is_narrow(page):
    """Beside the filters, too: columns of a few words could not be read."""
    first, second = (page.locator(".accounts tbody td").nth(at) for at in (1, 2))
    assert first.bounding_box()["y"] == second.bounding_box()["y"]
    page.set_viewport_size({"width": 800, "height": 900})
    settled(page)
    assert first.bounding_box()["y"] < second.bounding_box()["y"]


def test_another_event_is_a_press_away(page):
    """Kept in the address; what was asked of the sides of the one before is over."""
    name = "Strike on al-Khan village, Hasakah governorate"
    page.get_by_test_id("stMain").get_by_role("radio", name=name).click()
    page.wait_for_url("**card=KHAN-STRIKE*")
    expect(page.locator(".answer h2")).to_have_text(name, timeout=20_000)
    expect(page.locator(".answer")).to_contain_text("Not compared: said by others (")


def test_an_account_leads_to_its_claims(page):
    """One to its card on the map, several to the map of them alone."""
    page.locator(".answer").get_by_role("button", name="no air strike by US-led coalition within 55 km").click()
    page.wait_for_url("**claim=MCGURK-55-KM*")
    expect(page.locator(".card")).to_contain_text("McGurk", timeout=30_000)
