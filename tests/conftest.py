"""Settings for all tests."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests import chromium
from tests.app import ROOT, running
from tests.random_runs import SEED_VARIABLE, fresh_seed

# What the guard finds is shown, as in a test.
pytest.register_assert_rewrite("tests.guard")

#: Set by .ci/run.
MEASURE = "CROSSBEARING_COVERAGE"
_MEASURE = pytest.StashKey()
# Before other processes are started for the tests, so that all of them have one seed.
fresh_seed()

# A busy machine is not a failure: timing goals live in the benchmarks. The same examples each time; others are tried by
# hand: ``--hypothesis-profile=random``.
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("random"), derandomize=True)
settings.load_profile("same")


def pytest_configure(config):
    """Note which lines of the program run in this process, where CI asks for it; what tests start is not measured."""
    if MEASURE in os.environ and (hasattr(config, "workerinput") or not config.getoption("numprocesses", 0)):
        from coverage import Coverage

        measure = Coverage(config_file=str(ROOT / "pyproject.toml"), data_suffix=True)
        measure.set_option("run:patch", [])
        measure.start()
        config.stash[_MEASURE] = measure
        config.add_cleanup(lambda: (measure.stop(), measure.save()))


def pytest_terminal_summary(terminalreporter):
    """Say what repeats the random cases of this run."""
    terminalreporter.write_line(f"Random cases from {SEED_VARIABLE}={fresh_seed()}")


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory):
    """Keep drafts, keys and caches of tests out of the user's own folders, servers that tests start among them."""
    folder = tmp_path_factory.mktemp("user")
    for name in ("CACHE", "STATE"):
        os.environ[f"CROSSBEARING_{name}"] = str(folder / name.lower())


@pytest.fixture(autouse=True)
def _unmeasured(request):
    """Note no lines of what is marked ``many``, a file or a test."""
    measure = request.config.stash.get(_MEASURE, None)
    if measure is None or request.node.get_closest_marker("many") is None:
        yield
        return
    measure.stop()
    yield
    measure.start()


@pytest.fixture(scope="module")
def browser():
    """Give a Chromium, the same for all tests of a file."""
    # Tests without a browser need no Playwright.
    from playwright.sync_api import expect, sync_playwright

    from tests.drawn import DrawnFirst

    # Several browsers share the machine's cores: what is slow is not wrong.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        chosen = playwright.chromium.launch(executable_path=chromium.find(playwright), args=chromium.FLAGS)
        yield DrawnFirst(chosen)
        chosen.close()


@pytest.fixture(scope="session")
def address():
    """Return the address of the app, running on the bundled case; no test changes anything in it."""
    with running() as url:
        yield url


@pytest.fixture
def page(browser, address):
    """Return the map's page, drawn; what it asked other machines for, or complained about, fails the test."""
    from tests.pages import opened  # as above: Playwright

    shown, watch = opened(browser, address)
    yield shown
    shown.close()
    assert watch.foreign == []
    assert watch.complaints == []
