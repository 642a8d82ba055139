"""A case from nothing in a real Chromium: three actors, two places, six claims with sources, in few clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from geodata.app.words import case_words, edit_words, map_words, shared_words
from tests.pages import Watch

pytestmark = pytest.mark.browser

#: What a person is to need at most; it took 96 before there were steps and new names in the choices.
MOST_CLICKS = 60
ACTORS = ("Syrian army", "Coalition", "Residents")
PLACES = {"Deir ez-Zor": "35.336, 40.141", "Raqqa": "35.950, 39.009"}


class Hand:
    """What a person does with the mouse, counted, and what is typed in between."""

    def __init__(self, page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, one) -> None:
        """Press something."""
        one.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        """Press a button."""
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def step(self, name: str) -> None:
        """Choose a step or a section."""
        self.click(self.page.get_by_role("radio", name=name, exact=True))

    def write(self, label: str, text: str) -> None:
        """Click into a field, and type."""
        field = self.page.get_by_label(label, exact=True).first
        self.click(field)
        self.page.keyboard.type(text)

    def choose(self, label: str, text: str) -> None:
        """Type into a list and take what it then offers first: a choice that has this, or the new name."""
        kind = "stMultiSelect" if label == "Sources" else "stSelectbox"
        box = self.page.get_by_test_id(kind).filter(has_text=label).first.locator("input")
        self.click(box)
        self.page.keyboard.type(text)
        expect(self.page.get_by_role("option").first).to_contain_text(text)
        self.page.keyboard.press("Enter")


@pytest.fixture
def page(browser, address):
    shown = browser.new_page(viewport={"width": 1366, "height": 900})
    watch = Watch(shown, address)
    shown.goto(f"{address}/Edit")
    expect(shown.get_by_role("heading", name="Edit", exact=True)).to_be_visible(timeout=30_000)
    yield shown
    shown.close()
    assert watch.foreign == []
    assert watch.complaints == []


def test_a_case_is_filled_in_from_nothing(page):
    """By steps, with new names in the choices; the check at the end finds it in order."""
    hand = Hand(page)
    hand.step(case_words.SECTIONS["start"])
    hand.write(case_words.NEW_CASE, "Who struck the bridge?")
    hand.button(case_words.BEGIN)
    expect(page.get_by_text(edit_words.FIRST["actor"])).to_be_visible(timeout=20_000)
    for name in ACTORS:
        hand.write("Name *", name)
        hand.button(edit_words.add("actor"))
        expect(page.get_by_text(f"Done: Add actor “{name}”")).to_be_visible(timeout=20_000)
    hand.step(edit_words.STEPS["site"])
    for name, position in PLACES.items():
        hand.write("Name *", name)
        hand.write("Position", position)
        hand.button(edit_words.add("site"))
        expect(page.get_by_text(f"Done: Add place “{name}”")).to_be_visible(timeout=20_000)
    hand.step(edit_words.STEPS["claim"])
    for number in range(6):
        hand.choose("According to", ACTORS[number % 3])
        hand.write("Summary *", f"It is said, {number}.")
        if number == 0:
            hand.choose("Event", "Strike on the bridge")
            hand.choose("Sources", "https://example.org/report")
        hand.choose("Location type", "at a place")
        hand.choose("Place", list(PLACES)[number % 2])
        hand.write("Event time", "6 December 2015, 19:40")
        hand.button(edit_words.add("claim"))
        expect(page.get_by_text("Done: Add").filter(has_text=f"claim “It is said, {number}.”")).to_be_visible(
            timeout=20_000
        )
    hand.step(edit_words.STEPS["check"])
    expect(page.get_by_text("This case has 3 actors, 2 places, 1 event, 6 claims and 1 source.")).to_be_visible(
        timeout=20_000
    )
    expect(page.get_by_text(edit_words.NO_SOURCE)).to_have_count(0)
    assert hand.clicks <= MOST_CLICKS


def test_what_is_wrong_stands_at_its_field(page):
    """All at once, in the words of the form."""
    page.get_by_label("Event time", exact=True).fill("05/06/2015")
    page.get_by_label("Killed", exact=True).fill("some")
    page.get_by_role("button", name=edit_words.add("claim"), exact=True).click()
    for words in ("Field “According to”: It is empty.", "Field “Summary”: It is empty.", "'some' is not a number"):
        expect(page.locator(".wrong").filter(has_text=words)).to_have_count(1, timeout=20_000)
    expect(page.locator(".wrong").filter(has_text="05/06/2015")).to_have_count(1)


def test_an_account_is_put_in_words_of_the_cases_own(page):
    """What is wrong stands at its field; what is right stands above the map, and an undo takes it back."""
    page.get_by_role("radio", name=edit_words.STEPS["account"], exact=True).click()
    page.get_by_label("In a few words *", exact=True).fill("there was no strike at all")
    page.get_by_role("button", name=edit_words.ADD_ACCOUNT, exact=True).click()
    expect(page.locator(".wrong").filter(has_text="Field “Whose account”: It is empty.")).to_have_count(1)
    page.get_by_test_id("stSelectbox").filter(has_text=edit_words.ACCOUNT).first.locator("input").fill("Russia")
    page.get_by_role("option", name="Russia: no Russian aircraft were there").click()
    words = page.get_by_label("In a few words *", exact=True)
    expect(words).to_have_value("no Russian aircraft were there")
    words.fill("none of ours")
    page.get_by_role("button", name=edit_words.APPLY, exact=True).click()
    expect(page.get_by_text("Done: Change an account in the case's own words")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name=case_words.UNDO, exact=True).click()
    expect(words).to_have_value("no Russian aircraft were there")
    page.get_by_role("button", name=case_words.REDO, exact=True).click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Map").click()
    expect(page.locator(".account").last).to_have_text("⊘ Russia: none of ours", timeout=30_000)


def test_a_colour_that_was_chosen_is_cleared(page):
    """The program chooses then, as for any other actor."""
    page.get_by_role("radio", name=edit_words.STEPS["actor"], exact=True).click()
    page.get_by_test_id("stSelectbox").filter(has_text=edit_words.RECORD).locator("input").fill("Syrian gov")
    page.get_by_role("option", name="Syrian government", exact=True).click()
    expect(page.get_by_text(edit_words.NO_COLOR_OF_ITS_OWN)).to_have_count(0)  # it has none yet
    page.get_by_test_id("stColorPickerBlock").click()
    page.get_by_label("hex").fill("#aa00bb")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=edit_words.APPLY, exact=True).click()
    page.get_by_text(edit_words.NO_COLOR_OF_ITS_OWN).click()
    page.get_by_role("button", name=edit_words.APPLY, exact=True).click()
    expect(page.get_by_text(edit_words.NO_COLOR_OF_ITS_OWN)).to_have_count(0)
    expect(page.get_by_text(case_words.CHANGES)).to_have_count(0)  # the case is as it was


def test_an_empty_case_says_on_each_page_what_to_do_first(page):
    """And leads there."""
    page.get_by_role("radio", name=case_words.SECTIONS["start"], exact=True).click()
    page.get_by_label(case_words.NEW_CASE, exact=True).fill("Nothing yet")
    page.keyboard.press("Enter")
    page.wait_for_url("**draft=*")
    expect(page.get_by_text("Open: nothing-yet.geojson")).to_be_visible(timeout=20_000)
    draft = page.url.partition("?")[2]
    for path in ("", "Can_they_be_true", "Distances", "Sources"):
        page.goto(f"{page.url.partition('/Edit')[0]}/{path}?{draft}")
        expect(page.get_by_text(shared_words.EMPTY_CASE)).to_be_visible(timeout=30_000)
        expect(page.get_by_label(map_words.SEARCH, exact=True)).to_have_count(1 if path == "Sources" else 0)
        page.get_by_role("button", name=shared_words.FILL_IT).click()
        expect(page.get_by_text(edit_words.FIRST["actor"])).to_be_visible(timeout=30_000)
