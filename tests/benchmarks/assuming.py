"""A changed assumption to a changed matrix in the browser, on the bundled case: Enter to the painted change."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.app.case_store import BUNDLED_CASE
from geodata.app.words import shared_words
from tests.benchmarks import browser, serving
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: What is aimed at.
_AIM_MS: Final = 300.0
#: Half-widths that each change verdicts of the case against the one before.
_WIDTHS_M: Final = (100, 5_000, 500, 20_000, 1_000, 10_000)
_PATIENCE_MS: Final = 30_000

#: Looks for the root that holds the matrix once, not at each frame: panels are in shadow roots.
_FIND: Final = """() => {
  const inside = (e) => e.shadowRoot ? [e.shadowRoot, ...deep(e.shadowRoot)] : [];
  const deep = (root) => [...root.querySelectorAll('*')].flatMap(inside);
  window.matrixRoot = [document, ...deep(document)].find((root) => root.querySelector('.verdicts'));
}"""
#: The cells' verdicts as one text.
_MATRIX: Final = """() =>
  [...window.matrixRoot.querySelectorAll('.verdicts td .v')].map((cell) => cell.className).join()
"""
#: Resolves once the text is another one, at the first task after the frame that shows it.
_CHANGED: Final = """([matrix, before]) => new Promise((done) => {
  const text = eval(matrix), now = () => performance.timeOrigin + performance.now();
  const look = () => text() === before ? requestAnimationFrame(look) : requestAnimationFrame(() => done(now()));
  look();
})"""


def _changed_ms(page: Page, width_m: int) -> float:
    page.evaluate(_FIND)
    before = page.evaluate(_MATRIX)
    box = page.get_by_label(shared_words.PLUS_MINUS_METRES, exact=True)
    box.fill(str(width_m))
    keys = page.evaluate("benchmarkMarks.clicks.length")
    box.press("Enter")
    changed_at = float(page.evaluate(_CHANGED, [_MATRIX, before]))
    return changed_at - float(page.evaluate(f"benchmarkMarks.clicks[{keys}]"))


@benchmark("assumption")
def assumption(settings: Settings) -> Report:
    """Set one half-width for all stated distances after the other."""
    rounds = 1 if settings.quick else 4
    settings.say("half-widths set on the consistency page")
    with tempfile.TemporaryDirectory() as name:
        application = serving.ours(BUNDLED_CASE)
        with (
            serving.running(application, Path(name) / "log") as address,
            browser.chromium() as chromium,
            browser.reader(chromium) as context,
        ):
            page = context.new_page()
            page.goto(f"{address}Consistency?rule=1500m")
            page.locator(".verdicts").first.wait_for(timeout=_PATIENCE_MS)
            page.wait_for_timeout(2_000)
            samples = []
            for width_m in _WIDTHS_M * rounds:
                samples.append(_changed_ms(page, width_m))
                page.wait_for_timeout(1_000)
    # The first time each width is met its verdicts are worked out; later they are kept.
    fresh = samples[: len(_WIDTHS_M)]
    rows = [
        ["worked out", duration(statistics.median(fresh)), duration(max(fresh)), _verdict(statistics.median(fresh))],
    ]
    if rounds > 1:
        kept = samples[len(_WIDTHS_M) :]
        rows.append(["kept", duration(statistics.median(kept)), duration(max(kept)), _verdict(statistics.median(kept))])
    head = ["an assumption changed to the matrix changed", "median", "worst", "aim"]
    return Report((Table(head, rows),), {"samples_ms": samples})


def _verdict(median_ms: float) -> str:
    return f"{duration(_AIM_MS)}: {'met' if median_ms <= _AIM_MS else 'missed'}"
