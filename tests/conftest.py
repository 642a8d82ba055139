"""Settings for all tests."""

import pytest
from hypothesis import settings

from tests import chromium

# A busy machine is not a failure: timing goals live in the benchmarks.
settings.register_profile("crossbearing", deadline=None)
settings.load_profile("crossbearing")


@pytest.fixture(scope="module")
def browser():
    """Give a Chromium, the same for all tests of a file."""
    # Tests without a browser need no Playwright.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chosen = playwright.chromium.launch(executable_path=chromium.find(playwright), args=chromium.FLAGS)
        yield chosen
        chosen.close()
