"""What stands above each page: which case is open, its address to copy, the way to exports."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from geodata.app.words import shared_words as say
from tests.pages import settled

pytestmark = pytest.mark.browser


def test_share_copies_the_address_and_says_what_it_holds(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=say.SHARE, exact=True).click()
    expect(page.get_by_text(say.COPIED)).to_be_visible()
    expect(page.get_by_text(say.ADDRESS_HOLDS)).to_be_visible()
    expect(page.get_by_text(say.ADDRESS_OF_DRAFT)).to_have_count(0)
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_an_address_that_may_not_be_copied_is_chosen_for_a_copy_by_hand(page):
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.get_by_role("button", name=say.SHARE, exact=True).click()
    field = page.get_by_label(say.NOT_COPIED)
    expect(field).to_be_focused()
    expect(field).to_have_value(page.url)
    assert field.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)") == page.url
    expect(page.get_by_text(say.COPIED)).to_be_hidden()


def test_export_leads_to_the_section_of_exports(page):
    """From another page, and from that of the section itself."""
    for _ in range(2):
        page.get_by_role("button", name=say.EXPORT, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(say.EDIT)
        expect(page.get_by_role("radio", name="Export", exact=True)).to_be_checked()
        settled(page)
        page.get_by_role("radio", name="Import", exact=True).click()
        settled(page)
