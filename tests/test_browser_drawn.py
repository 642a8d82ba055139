"""A press waits for the page that it is meant for."""

from __future__ import annotations

import pytest

from tests.drawn import undrawn
from tests.pages import settled, toggle

pytestmark = pytest.mark.browser

ADDRESS = "http://localhost:9/"
#: As Streamlit's page: a press on what stands there first is lost.
LATE = """<!doctype html><div id="root"></div><script>
setTimeout(() => {
  root.innerHTML = '<div data-testid="stApp" data-test-script-state="running"><button>Press</button></div>';
}, 300);
setTimeout(() => {
  root.innerHTML = '<div data-testid="stApp" data-test-script-state="notRunning"><button>Press</button></div>';
  root.querySelector("button").addEventListener("click", () => { document.title = "heard"; });
}, 1500);
</script>"""


def test_a_press_waits_until_the_page_is_drawn(browser):
    """Nothing in the test says so."""
    page = browser.new_page()
    page.route(ADDRESS, lambda route: route.fulfill(body=LATE, content_type="text/html"))
    page.goto(ADDRESS)
    page.get_by_role("button", name="Press").click()
    assert page.title() == "heard"
    page.close()


def test_what_holds_a_press_is_seen_on_our_pages(page):
    """What has no height would hold nothing."""
    settled(page)
    page.evaluate("document.documentElement.dataset.asked = 'yes'")
    assert undrawn(page).is_visible()
    page.evaluate("delete document.documentElement.dataset.asked")
    assert not undrawn(page).is_visible()


def test_a_page_that_asked_is_not_drawn_before_it_is_answered(page):
    """Also before it knows itself that its script runs."""
    settled(page)
    page.evaluate(
        """() => {
            const app = document.querySelector("[data-testid=stApp]"), html = document.documentElement;
            const note = () => states.push([html.dataset.asked === "yes", app.dataset.testScriptState]);
            window.states = [];
            new MutationObserver(note).observe(html, {attributes: true, attributeFilter: ["data-asked"]});
            new MutationObserver(note).observe(app, {attributes: true});
        }"""
    )
    toggle(page, "SOHR").click()
    settled(page)
    states = page.evaluate("states")
    assert states[0] == [True, "notRunning"]
    assert all(is_asked for is_asked, state in states if state != "notRunning")
    # Drawn, before the map may ask again by itself, as when it tells how far it now shows.
    assert [False, "notRunning"] in states


def test_a_visitor_knows_nothing_of_the_one_before(browser, address):
    """But the scripts: cookies and stored values of one are not the next one's; of two at once, neither."""
    first = browser.new_page()
    first.goto(address)
    first.evaluate("localStorage.setItem('seen', 'yes')")
    beside = browser.new_page()
    cookies = {one["value"] for one in first.context.cookies()}
    assert cookies
    assert beside.context is not first.context
    first.reload()
    assert first.evaluate("localStorage.getItem('seen')") == "yes"
    first.close()
    second = browser.new_page()
    assert second.context.cookies() == []
    second.goto(address)
    assert second.evaluate("localStorage.getItem('seen')") is None
    assert cookies.isdisjoint(one["value"] for one in second.context.cookies())
    beside.close()
    second.close()
