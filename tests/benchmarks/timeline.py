"""The timeline: how fast a time that is chosen under the map changes it, and how soon after its page it is drawn."""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks import browser, cases, serving
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: What is aimed at: from the press to the painted map, and from the page's title to the timeline.
_AIM_CHOSEN_MS: Final = 100.0
_AIM_DRAWN_MS: Final = 500.0
_STEP: Final = "button[data-action='time-step'][data-value='later']"
_CLEAR: Final = "button[data-action='time-clear']"


@dataclass(frozen=True, slots=True)
class Measured:
    """Every sample at one size, in milliseconds."""

    claims: int
    chosen_ms: tuple[float, ...]
    drawn_ms: tuple[float, ...]


def _measure(chromium: Browser, claims: int, path: Path, log: Path, count: int) -> Measured:
    with serving.running(serving.ours(path), log) as address:
        with browser.reader(chromium) as context:
            visit = browser.Visit(context, address)
            visit.toggle(_STEP)
            visit.toggle(_CLEAR)
            chosen = [visit.toggle(selector).ms for _ in range(count) for selector in (_STEP, _CLEAR)]
        with browser.reader(chromium) as context:
            _drawn_after_ms(context.new_page(), address)
            drawn = [_drawn_after_ms(context.new_page(), address) for _ in range(count)]
    return Measured(claims, tuple(chosen), tuple(drawn))


def _drawn_after_ms(page: Page, address: str) -> float:
    """Return how long after the title the lanes were there."""
    page.goto(f"{address}Timeline", wait_until="commit")
    page.locator("h1").first.wait_for()
    titled_s = time.monotonic()
    page.locator("svg.plot").first.wait_for()
    drawn_s = time.monotonic()
    page.close()
    return (drawn_s - titled_s) * 1_000


@benchmark("timeline")
def timeline(settings: Settings) -> Report:
    """Measure the app at two sizes."""
    sizes = (cases.bundled_size(),) if settings.quick else (cases.bundled_size(), 1_000)
    done: list[Measured] = []
    with tempfile.TemporaryDirectory() as name, browser.chromium() as chromium:
        for claims in sizes:
            settings.say(f"{claims:,} claims")
            path = Path(name) / f"{claims}.geojson"
            cases.write_enlarged(claims, path)
            done.append(_measure(chromium, claims, path, Path(name) / "log", 3 if settings.quick else 10))
    rows, aims = [], []
    for one in done:
        chosen, drawn = (statistics.median(samples) for samples in (one.chosen_ms, one.drawn_ms))
        rows.append([f"{one.claims:,}", *(f"{duration(middle)} / {duration(max(samples))}" for middle, samples in
                                          ((chosen, one.chosen_ms), (drawn, one.drawn_ms)))])  # fmt: skip
        for what, middle, aim in (("A time chosen", chosen, _AIM_CHOSEN_MS), ("Timeline drawn", drawn, _AIM_DRAWN_MS)):
            aims.append([f"{what}, {one.claims:,} claims", f"at most {duration(aim)}", duration(middle),
                         "met" if middle <= aim else "missed"])  # fmt: skip
    return Report(
        (Table(["claims", "time chosen, to the painted map", "timeline, after the page's title"], rows),
         Table(["aim", "wanted", "measured", ""], aims)),
        {"sizes": [{"claims": one.claims, "chosen_ms": one.chosen_ms, "drawn_ms": one.drawn_ms} for one in done]},
        ("Each cell is median / slowest. A time is chosen and cleared in turn by the buttons under the map.",),
    )  # fmt: skip
