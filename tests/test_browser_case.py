"""The case page in a real Chromium: change, undo, save, bring in, take away, and nobody sees another's draft."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from geodata.app.words import case_words, edit_words, export_words, import_words, map_words
from geodata.casefile.io import read_case
from tests.app import ROOT, running
from tests.pages import Watch, choose, choose_record, discard, map_frame, opened, save, settled

pytestmark = pytest.mark.browser
SAMPLES = ROOT / "geodata" / "data" / "samples"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the address of an app, the file that it has open, and where it keeps drafts."""
    folder = tmp_path_factory.mktemp("case")
    path = folder / "mine.geojson"
    path.write_bytes((ROOT / "incidents.geojson").read_bytes())
    kept = {f"CROSSBEARING_{name}": str(folder / name.lower()) for name in ("DRAFTS", "STATE", "CACHE")}
    with running(str(path), environment=kept) as url:
        yield url, path


@pytest.fixture
def page(browser, served):
    """Return the case page of somebody new."""
    shown = browser.new_page(viewport={"width": 1400, "height": 1400})
    watch = Watch(shown, served[0])
    shown.goto(f"{served[0]}/Edit")
    expect(shown.get_by_role("heading", name="Edit", exact=True)).to_be_visible(timeout=30_000)
    yield shown
    shown.close()
    assert watch.foreign == []
    assert watch.complaints == []


def keep(page, field: str, value: str) -> None:
    page.get_by_role("textbox", name=field).fill(value)
    page.get_by_role("button", name=edit_words.APPLY, exact=True).click()


def section(page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name, exact=True)).first.click()


def test_a_change_is_checked_kept_undone_and_saved(page, served):
    """A value that is none is refused with a remedy; the file changes at the save alone, its old version stays."""
    _, path = served
    before = path.read_bytes()
    choose_record(page, "MCGURK-55-KM")
    keep(page, "Wounded", "some")
    expect(page.locator(".problems")).to_contain_text("'some' is not a number of people")
    keep(page, "Wounded", "3+")
    expect(page.get_by_text("with unsaved changes")).to_be_visible(timeout=20_000)
    assert path.read_bytes() == before
    page.get_by_role("button", name=case_words.UNDO).click()
    expect(page.get_by_text("without unsaved changes")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name=case_words.REDO).click()
    save(page)
    expect(page.get_by_text("Saved to mine.geojson")).to_be_visible(timeout=20_000)
    claim = next(one for one in json.loads(path.read_bytes())["features"] if one["id"] == "MCGURK-55-KM")
    assert claim["properties"]["wounded"] == {"min": 3, "max": None}
    assert path.with_name("mine.geojson.previous").read_bytes() == before


def test_a_save_and_a_discard_ask_first_and_say_what_goes(page, served):
    """By keyboard alone: file, changes and what is kept are named; Esc and the other button leave all as it is."""
    _, path = served
    before = path.read_bytes()
    choose_record(page, "MCGURK-55-KM")
    keep(page, "Wounded", "7+")
    expect(page.get_by_text("with unsaved changes")).to_be_visible(timeout=20_000)
    asked = page.get_by_role("dialog")
    for button, said, no in (
        (case_words.SAVE, case_words.replaced("mine.geojson"), case_words.DO_NOT_SAVE),
        (case_words.DISCARD, case_words.lost("mine.geojson"), case_words.KEEP_DRAFT),
    ):
        for leave in ("Escape", no):
            page.get_by_role("button", name=button, exact=True).press("Enter")
            expect(asked).to_contain_text(said, timeout=20_000)
            expect(asked.locator(".changes tbody tr")).to_contain_text("The US envoy to the coalition")
            if leave == no:
                asked.get_by_role("button", name=no).press("Enter")
            else:
                page.keyboard.press("Escape")
            expect(asked).to_have_count(0, timeout=20_000)
            expect(page.get_by_text("with unsaved changes")).to_be_visible()
    assert path.read_bytes() == before
    discard(page)
    expect(page.get_by_text("the version on the server")).to_be_visible(timeout=20_000)


def test_the_form_shows_what_an_undo_left(page):
    """Also where the list calls the record otherwise since: it is still the one that is chosen."""
    words = page.get_by_role("textbox", name="Summary *")
    choose_record(page, "MCGURK-55-KM")
    before = words.input_value()
    keep(page, "Summary *", f"{before} And more.")
    expect(page.get_by_text("with unsaved changes")).to_be_visible(timeout=20_000)
    for button, shown in (("Undo", before), ("Redo", f"{before} And more."), ("Undo", before)):
        page.get_by_role("button", name=button).click()
        expect(words).to_have_value(shown, timeout=20_000)
        expect(page.get_by_role("textbox", name="Id *")).to_have_value("MCGURK-55-KM")


def test_what_few_claims_have_is_folded(page):
    """It is open where a claim has some of it; what is wrong with it is told by its field."""
    choose_record(page, "SHAM-FM-AYYASH")
    kinds = page.get_by_role("textbox", name="Kinds of event")
    expect(kinds).to_be_hidden()
    page.get_by_text(edit_words.MORE_FIELDS).click()
    keep(page, "Kinds of event", "air strike, shelling")
    expect(page.get_by_text("with unsaved changes")).to_be_visible(timeout=20_000)
    expect(kinds).to_have_value("air strike; shelling")
    choose(page, "Some or all", "every one of several was so")
    page.get_by_role("button", name=edit_words.APPLY, exact=True).click()
    expect(page.locator(".problems")).to_contain_text("Field “Some or all”: ", timeout=20_000)


def test_a_draft_is_its_readers_alone(page, browser, served):
    """It comes back in a new window of the same browser; another browser sees the file."""
    choose_record(page, "CJTF-35-MILES")
    keep(page, "Killed", "77")
    expect(page.get_by_text("with unsaved changes")).to_be_visible(timeout=20_000)
    again = page.context.new_page()
    again.goto(f"{served[0]}/Can_they_be_true")
    expect(again.get_by_text("You see your draft of mine.geojson")).to_be_visible(timeout=30_000)
    other = browser.new_page()
    other.goto(f"{served[0]}/Edit")
    expect(other.get_by_text("the version on the server")).to_be_visible(timeout=30_000)
    other.close()
    discard(page)
    expect(page.get_by_text("the version on the server")).to_be_visible(timeout=20_000)


def test_deleting_says_what_refers_to_it(page):
    """A site with claims is not deleted unless it is said what becomes of them."""
    section(page, edit_words.STEPS["site"])
    expect(page.get_by_text(edit_words.FIND_PLACE)).to_be_visible(timeout=20_000)
    choose_record(page, "SAEQA-CAMP")
    said = page.get_by_text("records refer to it")
    expect(said).to_contain_text("claim “The Observatory: the camp that was hit lies 2 km from ground held by ISIS.”")
    page.get_by_role("button", name=edit_words.DELETE, exact=True).click()
    expect(page.locator(".problems")).to_contain_text("references to the place “Saeqa camp”")


def test_a_table_comes_in_row_by_row(page, served, tmp_path):
    """The bad row is named with column, value and remedy, mended in place, and all come in as one step."""
    claims = len(read_case(served[1])[0].claims)
    table = tmp_path / "mine.csv"
    table.write_text("summary,actor,lat,lon,killed\nFirst,A,35.4,40.1,3\nSecond,B,95.4,40.1,4\n", encoding="utf-8")
    section(page, case_words.SECTIONS["import"])
    page.locator("input[type=file]").set_input_files(table)
    said = page.get_by_role("status").filter(has_text="2 rows")
    expect(said).to_contain_text(import_words.counts(1, 1, 0), timeout=30_000)
    expect(page.locator(".wide table").filter(has_text=import_words.BAD_ROW_HEADS[3])).to_contain_text("95.4")
    page.get_by_role("radio", name=import_words.INTO_CHOICES["this"], exact=True).click()
    page.get_by_role("button", name=import_words.import_rows(1)).click()
    expect(page.get_by_text("Done: Import 1 row of mine.csv")).to_be_visible(timeout=20_000)
    expect(page.get_by_text(f"{claims + 1} of {claims + 1} claims shown")).to_be_visible()
    page.get_by_role("button", name=case_words.UNDO).click()
    expect(page.get_by_text(f"{claims} of {claims} claims shown")).to_be_visible(timeout=20_000)


def test_a_case_that_was_taken_away_opens_again(page, tmp_path):
    """As a table, with nothing lost; it is a draft of its own."""
    section(page, case_words.SECTIONS["export"])
    page.get_by_test_id("stSelectbox").filter(has_text=export_words.FORMAT).locator("input").fill("Table")
    page.get_by_role("option", name="Table, CSV").click()
    page.get_by_role("button", name=export_words.CREATE).click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Download saeqa").click()
    file = tmp_path / "again.csv"
    download.value.save_as(file)
    section(page, case_words.SECTIONS["import"])
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=import_words.OPEN_CASE).click()
    expect(page.get_by_text("Open: again.csv, a draft that only you see")).to_be_visible(timeout=20_000)


def test_a_new_place_is_picked_on_the_map(browser, served):
    """The click fills the form of a site; it is kept when the form is."""
    page, watch = opened(browser, f"{served[0]}/?tool=place")
    settled(page)
    box = page.locator("iframe[title^='streamlit_folium']").bounding_box()
    page.mouse.click(box["x"] + 130, box["y"] + 330)
    expect(map_frame(page).locator(".cb-handle")).to_have_attribute("aria-label", re.compile("^New position"))
    page.get_by_role("button", name=map_words.ADD_PLACE_HERE).click()
    expect(page.get_by_role("textbox", name="Position", exact=True)).not_to_have_value("", timeout=30_000)
    page.get_by_role("textbox", name="Name *").fill("Here")
    page.get_by_role("button", name=edit_words.add("site")).click()
    expect(page.get_by_text("Done: Add place “Here”")).to_be_visible(timeout=20_000)
    assert watch.complaints == []
    page.close()


def test_what_is_wrong_with_a_form_comes_into_view(browser, served):
    """It stands below the button, which may be the last thing in sight: else a press would seem to do nothing."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{served[0]}/Case")
    page.get_by_role("button", name=edit_words.add("claim")).click()
    expect(page.locator(".problems").get_by_text("Field “According to”: It is empty.")).to_be_in_viewport(
        timeout=20_000
    )
    page.close()


def test_what_was_asked_of_a_deleted_claim_is_forgotten(page, served):
    """The pages go on without it: pair, card and filter name it no more."""
    asked = "judged=MCGURK-55-KM;CJTF-35-MILES&claim=MCGURK-55-KM"
    page.goto(f"{served[0]}/Can_they_be_true?{asked}")
    expect(page.locator(".pair")).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Edit").click()
    choose_record(page, "MCGURK-55-KM")
    page.get_by_role("button", name=edit_words.DELETE, exact=True).click()
    expect(page.get_by_text("Done: Delete claim “The US envoy")).to_be_visible(timeout=20_000)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Can they be true?").click()
    expect(page.get_by_text("You see your draft of mine.geojson")).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    page.goto(f"{served[0]}/Edit")
    discard(page)
    expect(page.get_by_text("the version on the server")).to_be_visible(timeout=20_000)


def test_a_case_that_was_begun_is_open_after_a_reload_and_in_the_next_visit(page, browser, served):
    """By the address, and without one by this browser; somebody else with that address sees the server's case."""
    section(page, case_words.SECTIONS["start"])
    page.get_by_role("textbox", name=case_words.NEW_CASE).fill("A fire")
    page.get_by_role("button", name=case_words.BEGIN, exact=True).click()
    page.wait_for_url("**draft=*")
    expect(page.get_by_text("Open: a-fire.geojson")).to_be_visible(timeout=20_000)
    page.reload()
    expect(page.get_by_text("Open: a-fire.geojson")).to_be_visible(timeout=30_000)
    again = page.context.new_page()
    again.goto(f"{served[0]}/Distances")
    expect(again.get_by_text("Open: a-fire.geojson, a draft that only you see")).to_be_visible(timeout=30_000)
    again.goto(f"{served[0]}/?claim=MCGURK-55-KM")
    expect(again.locator("article.card")).to_contain_text("McGurk", timeout=30_000)
    other = browser.new_page()
    other.goto(page.url)
    expect(other.get_by_text("the version on the server")).to_be_visible(timeout=30_000)
    expect(other.get_by_text("this browser has none of that name")).to_be_visible()
    other.close()
    page.bring_to_front()
    discard(page)
    expect(page.get_by_text("the version on the server")).to_be_visible(timeout=20_000)
    page.goto(f"{served[0]}/Edit")
    expect(page.get_by_text("the version on the server")).to_be_visible(timeout=30_000)
