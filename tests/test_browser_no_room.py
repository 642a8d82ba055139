"""A change for which there is no room, or no folder, in a real Chromium: it is said, and what was typed stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geodata.app.case_store import BUNDLED_CASE, open_for_editing
from geodata.app.server.reader_cookie import READER_COOKIE
from geodata.app.words import case_words, edit_words
from geodata.editing.drafts.draft import begin, discard
from geodata.editing.drafts.draft_database import drafts_file
from geodata.editing.history import History
from geodata.editing.size_limits import MAX_DRAFTS
from tests.app import running
from tests.pages import Watch, choose_record
from tests.wire import new_cookie, token_of

pytestmark = pytest.mark.browser


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    """Return the folder of drafts that the server and this test share."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path / "drafts"))
    return tmp_path / "drafts"


def case_page(browser, url: str, token: str):
    context = browser.new_context(viewport={"width": 1400, "height": 1400})
    context.add_cookies([{"name": READER_COOKIE, "value": token, "url": url, "sameSite": "Lax", "httpOnly": True}])
    page = context.new_page()
    watch = Watch(page, url)
    page.goto(f"{url}/Edit")
    choose_record(page, "MCGURK-55-KM")
    return page, watch


def change(page) -> None:
    page.get_by_role("textbox", name="Wounded").fill("77")
    page.get_by_role("button", name=edit_words.APPLY, exact=True).click()


def assert_refused(page, watch: Watch, words: str) -> None:
    expect(page.get_by_test_id("stAlert").filter(has_text=words).first).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Wounded")).to_have_value("77")
    expect(page.get_by_text("the version on the server")).to_be_visible()
    assert watch.complaints == []


def test_a_draft_too_many_is_refused_and_kept_once_there_is_room(browser, drafts):
    """Of one person, by number and by size: what is there stays whole."""
    history = History(open_for_editing(BUNDLED_CASE).document)
    with running(environment={"CROSSBEARING_DRAFTS": str(drafts)}) as url:
        token = token_of(new_cookie(url))
        begun = [begin(token, Path(f"brought/{number}/a.geojson"), None, history) for number in range(MAX_DRAFTS)]
        page, watch = case_page(browser, url, token)
        change(page)
        assert_refused(page, watch, f"You have {MAX_DRAFTS} drafts, as many as are allowed.")

        discard(begun.pop())
        with closing(sqlite3.connect(drafts_file())) as connection, connection:
            connection.execute("UPDATE draft SET stored = 400000000 WHERE id = ?", (begun[0].id,))
        page.get_by_role("button", name=edit_words.APPLY, exact=True).click()
        assert_refused(page, watch, "at most 400 MB are kept")

        discard(begun.pop(0))
        page.get_by_role("button", name=edit_words.APPLY, exact=True).click()
        expect(page.get_by_text("with unsaved changes")).to_be_visible(timeout=20_000)
        page.get_by_role("button", name=case_words.UNDO).click()
        expect(page.get_by_text("without unsaved changes")).to_be_visible(timeout=20_000)
        page.context.close()


def test_a_folder_that_cannot_be_made_is_said(browser, tmp_path):
    """A file stands where the folder of drafts was to be."""
    (tmp_path / "file").write_bytes(b"")
    with running(environment={"CROSSBEARING_DRAFTS": str(tmp_path / "file" / "drafts")}) as url:
        page, watch = case_page(browser, url, token_of(new_cookie(url)))
        change(page)
        assert_refused(page, watch, "look at its folder of drafts")
        page.context.close()
