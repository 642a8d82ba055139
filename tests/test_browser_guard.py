"""The guard of the pages that show hostile texts fails for a page that lets one through."""

import pytest

from tests.guard import Guard

pytestmark = pytest.mark.browser

ADDRESS = "http://localhost:9/"
HARMLESS = "<main><p data-testid='said'>plain words <a href='https://example.org/'>a source</a></p></main>"


def shown(browser, markup: str) -> Guard:
    """Return a page with this markup, as if the app had served it; nothing is asked of any machine."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.abort())
    context.route(ADDRESS, lambda route: route.fulfill(body=f"<!doctype html>{markup}", content_type="text/html"))
    context.route(f"{ADDRESS}favicon.ico", lambda route: route.fulfill(body=""))
    guard = Guard(context, ADDRESS)
    guard.page.goto(ADDRESS)
    return guard


@pytest.fixture(scope="module")
def harmless(browser):
    """Return the kinds of elements of a page that does nothing, which passes."""
    guard = shown(browser, HARMLESS)
    guard.check()
    kinds = guard.kinds()
    guard.page.context.close()
    return kinds


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<img src='data:,x' onerror='confirm(1)'>",
        "<img src='https://example.org/x.png'>",
        "<link rel=stylesheet href='//example.org/x.css'>",
        "<iframe srcdoc='<script>prompt(1)</script>'></iframe>",
        "<iframe srcdoc='<p onclick=x()>'></iframe>",
        "<div><template shadowrootmode=open><b onfocus=x()></b></template></div>",
        "<script>throw Error('ran')</script>",
    ],
)
def test_what_runs_or_asks_is_found(browser, payload):
    """On the page, in a frame of it, in a shadow root."""
    guard = shown(browser, HARMLESS.replace("plain words", payload))
    with pytest.raises(AssertionError):
        guard.check()
    guard.page.context.close()


@pytest.mark.parametrize(
    "payload",
    [
        "<b>bold</b>",
        "<a href='javascript:alert(1)'>a source</a>",
        "<a href='https://example.org/' target='_top'>a source</a>",
        "<form action='https://example.org/'><input></form>",
        "<svg><animate/></svg>",
        "<div><template shadowrootmode=open><p>words</p></template></div>",
    ],
)
def test_what_becomes_an_element_is_a_kind_of_its_own(browser, harmless, payload):
    """Even one that does nothing until somebody presses it."""
    guard = shown(browser, HARMLESS.replace("plain words", payload))
    assert guard.kinds().keys() - harmless.keys()
    guard.page.context.close()
