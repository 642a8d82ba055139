"""Files brought to the case page in a real Chromium: read apart, said what is wrong, and let go of."""

from __future__ import annotations

import json
import random
import sys
import time
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from geodata.app.words import case_words, import_words, shared_words
from geodata.importing.import_rows import new_case
from tests.app import ROOT, running
from tests.benchmarks import serving
from tests.pages import Watch, settled, unfold
from tests.test_apart import own_bytes
from tests.test_importing_formats import as_zip

pytestmark = pytest.mark.browser
#: Reading happens in a process of its own, which has to start.
READ_MS = 60_000
#: Where the first cell of a bad row's value is, as shares of the grid, which is drawn on a canvas.
_VALUE_AT = (0.36, 0.75)
VRT = b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>a.csv</SrcDataSource></OGRVRTLayer>"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the address of an app with drafts of its own."""
    folder = tmp_path_factory.mktemp("bringing")
    path = folder / "mine.geojson"
    path.write_bytes((ROOT / "incidents.geojson").read_bytes())
    kept = {f"CROSSBEARING_{name}": str(folder / name.lower()) for name in ("DRAFTS", "STATE", "CACHE")}
    with running(str(path), environment=kept) as url:
        yield url


@pytest.fixture
def page(browser, served):
    """Return the case page of somebody new, where files are brought in."""
    shown = browser.new_page(viewport={"width": 1400, "height": 1400})
    watch = Watch(shown, served)
    shown.goto(f"{served}/Edit")
    shown.get_by_test_id("stButtonGroup").get_by_text(case_words.SECTIONS["import"], exact=True).click(timeout=30_000)
    yield shown
    shown.close()
    assert watch.foreign == []
    assert watch.complaints == []


def bring(page, name: str, data: bytes) -> None:
    """Hand a file in, and wait until its name is shown and the uploader is another one."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("button", name=import_words.CLOSE)).to_be_visible(timeout=READ_MS)


def put_away(page) -> None:
    page.get_by_role("button", name=import_words.CLOSE).click()
    expect(page.get_by_role("button", name=import_words.CLOSE)).to_have_count(0, timeout=READ_MS)


def into_choice(page, into):
    """Return one of the two cases that rows may go into, as the page offers them."""
    return page.get_by_role("radio", name=import_words.INTO_CHOICES[into], exact=True)


def choose_into(page, into):
    settled(page)
    into_choice(page, into).click()
    expect(into_choice(page, into)).to_have_attribute("aria-checked", "true", timeout=READ_MS)


def test_a_file_that_is_refused_leaves_the_page_usable(page):
    """The sentence stays until it is put away or another file comes, which is read as ever."""
    bring(page, "x.gpkg", VRT)
    expect(page.get_by_role("alert")).to_contain_text("not a GeoPackage, whatever its name says")
    put_away(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    bring(page, "y.gpkg", VRT)
    bring(page, "a.csv", b"summary,lat,lon\nSeen,35.4,40.1\n")
    expect(page.get_by_role("button", name=import_words.import_rows(1))).to_be_visible(timeout=READ_MS)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(
    ("ending", "data"), [(".csv", b"summary,lat,lon\nSeen,95.4,40.1\n"), (".gpkg", VRT), (".geojson", b'{"case": 1}')]
)
def test_the_name_of_a_file_becomes_no_link(page, served, ending, data):
    """Nor anything else of Markdown, wherever the page says it."""
    for stem in ("[a](https:x) <b> https:example.org a@example.org www.example.org", "# *a*"):
        bring(page, f"{stem}{ending}", data)
        settled(page)

        # Links of ours lead to pages of ours.
        addresses = page.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
        assert [address for address in addresses if not address.startswith(served)] == []
        # A word joiner keeps an address from being a link.
        assert f"{stem}{ending}" in page.get_by_test_id("stMain").inner_text().replace("\u2060", "")
        put_away(page)


def test_a_bad_row_is_mended_in_place(page):
    """The cell is changed where it is named, and its row comes in with the others."""
    bring(page, "bad.csv", b"summary,lat,lon\nSeen,95.4,40.1\nHeard,35.5,40.2\n")
    expect(page.get_by_role("button", name=import_words.import_rows(1))).to_be_visible(timeout=READ_MS)
    grid = page.get_by_test_id("stDataFrame").last.get_by_test_id("data-grid-canvas")
    both = page.get_by_role("button", name=import_words.import_rows(2))
    cell = page.locator("#portal").locator("input, textarea")
    for _ in range(3):  # a canvas does not tell when it hears
        settled(page)  # the mouse waits for nothing
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        page.mouse.click(box["x"] + box["width"] * _VALUE_AT[0], box["y"] + box["height"] * _VALUE_AT[1])
        # What was chosen before opens at a click, and Enter would close it again.
        with suppress(AssertionError):
            expect(cell).to_be_visible(timeout=2_000)
            break
        page.keyboard.press("Enter")
        with suppress(AssertionError):
            expect(cell).to_be_visible(timeout=READ_MS / 3)
            break
    # Not before the cell is open: it loses what is typed faster than that.
    cell.fill("35.4")
    cell.press("Enter")
    expect(both).to_be_visible(timeout=READ_MS)
    both.click()
    expect(page.get_by_text("Done: Import 2 rows of bad.csv.")).to_be_visible(timeout=READ_MS)


def test_a_file_that_was_imported_is_said_to_be_and_the_page_stays(page):
    """Whoever presses Import once more is where they were, and is told when the same file comes again."""
    data = b"summary,lat,lon\nSeen,35.4,40.1\n"
    section = page.get_by_test_id("stButtonGroup").get_by_text(case_words.SECTIONS["import"], exact=True)
    bring(page, "twice.csv", data)
    page.get_by_role("button", name=import_words.import_rows(1)).click()
    expect(page.get_by_text("Done: Import 1 row of twice.csv.")).to_be_visible(timeout=READ_MS)
    settled(page)
    section.click()
    settled(page)
    expect(page.locator("input[type=file]")).to_have_count(1)
    bring(page, "twice.csv", data)
    choose_into(page, "this")
    expect(page.get_by_text("This file was imported already, as 'twice.csv'")).to_be_visible(timeout=READ_MS)


def test_what_is_asked_is_answered_on_the_page(page):
    """The row of headings has the file read anew, the order of dates is used, a kept column is given a field."""
    ours = b"actor,event,summary,place of ours,posted,lat,lon\nA,E,Seen,Ayyash,05/12/2015,35.4,40.1\n"
    bring(page, "asked.csv", b"Alpha,35.396,40.056\nBeta,35.421,40.055\n")
    page.get_by_text("Row 1 has them", exact=True).click()
    expect(page.get_by_text("1 column is kept as it is: Alpha.")).to_be_visible(timeout=READ_MS)
    put_away(page)
    bring(page, "dates.csv", ours.replace(b"posted", b"date"))
    page.get_by_text("The day comes first", exact=True).click()
    expect(page.get_by_text("'05/12/2015' is 2015-12-05")).to_be_visible(timeout=READ_MS)
    page.get_by_role("combobox", name=import_words.KEPT_COLUMN).click()
    page.get_by_role("option", name="place of ours").click()
    expect(page.get_by_role("combobox", name=import_words.ITS_FIELD)).to_be_enabled(timeout=READ_MS)
    page.get_by_role("combobox", name=import_words.ITS_FIELD).click()
    page.get_by_role("option", name="Place", exact=True).click()
    expect(page.get_by_text("kept as it is: place of ours")).to_have_count(0, timeout=READ_MS)
    page.get_by_role("button", name=import_words.ASK_AGAIN).click()
    expect(page.get_by_text("The day comes first", exact=True)).to_be_visible(timeout=READ_MS)


def test_one_of_several_tables_is_chosen_on_the_page(page):
    """Of a zip by what is asked, of a JSON by what can be chosen; the preview is of the one that is chosen."""
    data = as_zip(
        {"a.csv": "summary,lat,lon\nSeen,35.4,40.1\n", "b.csv": "summary,lat,lon\nHeard,35.5,40.2\nIn,35.6,40.3\n"}
    )
    bring(page, "two.zip", data)
    expect(page.get_by_role("button", name=import_words.import_rows(2))).to_be_visible(timeout=READ_MS)
    page.get_by_role("radiogroup").get_by_text("a.csv", exact=True).click()
    expect(page.get_by_role("button", name=import_words.import_rows(1))).to_be_visible(timeout=READ_MS)
    expect(page.get_by_role("radiogroup").get_by_text("a.csv", exact=True)).to_have_count(0)
    put_away(page)
    lists = {"events": [{"summary": "A"}, {"summary": "B"}], "places": [{"name": "C", "lat": 35.4, "lon": 40.1}]}
    bring(page, "lists.json", json.dumps(lists).encode())
    settled(page)
    unfold(page, import_words.READING)
    page.get_by_role("combobox", name=import_words.LAYER).click()
    page.get_by_role("option", name="places").click()
    expect(page.get_by_text("Read the list 'places'.").first).to_be_visible(timeout=READ_MS)


def test_a_case_that_is_too_large_to_be_edited_is_not_opened(page):
    """Neither as rows nor as a case; the sentence says how large, what is allowed, and what to do."""
    rows = b"".join(b"S%d,A,report\n" % number for number in range(20_001))
    bring(page, "large.csv", b"summary,actor,polarity\n" + rows)
    expect(page.get_by_role("alert")).to_contain_text("at most 20,000 records", timeout=READ_MS)
    expect(page.get_by_role("button", name=import_words.import_rows(20_001))).to_be_disabled()
    case = new_case("Large")
    case["case"]["actors"] = [{"id": f"A-{number}", "name": f"A {number}"} for number in range(20_001)]
    bring(page, "large.geojson", json.dumps(case).encode())
    expect(page.get_by_role("alert")).to_contain_text("20,001 records", timeout=READ_MS)
    expect(page.get_by_role("button", name=import_words.OPEN_CASE)).to_be_disabled()
    case["case"] |= {"actors": [], "summary": "word " * 1_000_000}
    bring(page, "long.geojson", json.dumps(case).encode())
    expect(page.get_by_role("alert")).to_contain_text("5.0 MB; at most 4 MB", timeout=READ_MS)
    expect(page.get_by_role("button", name=import_words.OPEN_CASE)).to_be_disabled()


def test_rows_go_into_a_new_case_where_the_example_is_open(browser, address):
    """And it is said why."""
    page = browser.new_page()
    page.goto(f"{address}/Edit")
    page.get_by_test_id("stButtonGroup").get_by_text(case_words.SECTIONS["import"], exact=True).click(timeout=30_000)
    bring(page, "a.csv", b"summary,lat,lon\nSeen,35.4,40.1\n")
    chosen = into_choice(page, "new")
    expect(page.get_by_text(import_words.INTO_USUAL["new"])).to_be_visible(timeout=READ_MS)
    expect(chosen).to_have_attribute("aria-checked", "true", timeout=READ_MS)
    settled(page)
    chosen.click()  # a choice that is there is not let go of
    settled(page)
    expect(chosen).to_have_attribute("aria-checked", "true", timeout=READ_MS)
    page.get_by_role("button", name=import_words.import_rows(1)).click()
    expect(page.get_by_text(shared_words.own_draft("a.geojson")).first).to_be_visible(timeout=READ_MS)
    page.close()


def test_rows_go_into_an_empty_case_of_ones_own_and_no_other(page):
    """The server's own file and a case with records are left as they are, unless they are chosen."""
    data = b"summary,lat,lon,killed\nSeen,35.4,40.1,dozens\n"
    bring(page, "a.csv", data)
    expect(into_choice(page, "new")).to_have_attribute("aria-checked", "true", timeout=READ_MS)
    put_away(page)
    page.get_by_test_id("stButtonGroup").get_by_text(case_words.SECTIONS["start"], exact=True).click()
    page.get_by_label(case_words.NEW_CASE).fill("Who was there?")
    page.get_by_role("button", name=case_words.BEGIN, exact=True).click()
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text(case_words.SECTIONS["import"], exact=True).click()
    bring(page, "a.csv", data)
    expect(into_choice(page, "this")).to_have_attribute("aria-checked", "true", timeout=READ_MS)
    expect(page.get_by_text(import_words.INTO_USUAL["this"])).to_be_visible()
    unread = "1 value was not understood and is kept as text: 1 in killed."
    expect(page.get_by_text(unread)).to_be_visible()
    settled(page)
    page.get_by_role("button", name=import_words.import_rows(1)).click()
    expect(page.get_by_text(f"Done: Import 1 row of a.csv. {unread}")).to_be_visible(timeout=READ_MS)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="where memory is given back, and counted")
def test_uploads_in_a_row_leave_nothing_in_the_server(browser, tmp_path):
    """One after the other in one session: within a minute the server has what it had before.

    Five are 25 MB, and more once they are read; what reading loads once for all is about 14 MB.
    """
    path = tmp_path / "mine.geojson"
    path.write_bytes((ROOT / "incidents.geojson").read_bytes())
    kept = {f"CROSSBEARING_{name}": str(tmp_path / name.lower()) for name in ("DRAFTS", "STATE", "CACHE")}
    words = [random.Random(number).randbytes(2_500).hex() for number in range(10)]
    with serving.started(serving.ours(path), tmp_path / "log", kept) as app:
        page = browser.new_page()
        page.goto(f"{app.address}Case")
        page.get_by_test_id("stButtonGroup").get_by_text(case_words.SECTIONS["import"], exact=True).click(
            timeout=30_000
        )
        expect(page.locator("input[type=file]")).to_be_attached(timeout=30_000)
        before = own_bytes(app.process_id)
        for number in range(5):
            rows = "".join(f"S{row},35.4,40.1,{words[row % 10]}\n" for row in range(1_000))
            bring(page, f"{number}.csv", f"summary,lat,lon,note {number}\n{rows}".encode())
            expect(page.locator("strong", has_text=f"{number}.csv")).to_be_visible(timeout=READ_MS)
            expect(page.get_by_role("button", name=import_words.import_rows(1_000))).to_be_enabled(timeout=READ_MS)
            expect(page.locator("input[type=file]")).to_have_count(1, timeout=READ_MS)
        deadline_s = time.monotonic() + 60
        while own_bytes(app.process_id) - before > 20 * 2**20 and time.monotonic() < deadline_s:
            time.sleep(1)
        grown = own_bytes(app.process_id) - before
        page.close()
        assert grown < 20 * 2**20
