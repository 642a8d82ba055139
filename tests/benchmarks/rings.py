"""A ring typed to a ring drawn in the browser: Enter to the painted change."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Final

from geodata.app.case_store import BUNDLED_CASE
from geodata.app.words import map_words
from tests.benchmarks import browser, serving
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration

#: What is aimed at.
_AIM_MS: Final = 200.0
_LABEL: Final = map_words.STATED_DISTANCE


def _typed_ms(application: serving.Application, query: str, words: list[str], log: Path) -> list[float]:
    with (
        serving.running(application, log) as address,
        browser.chromium() as chromium,
        browser.reader(chromium) as context,
    ):
        browser.Visit(context, address + query).close()
        visit = browser.Visit(context, address + query)
        return [visit.enter(_LABEL, typed) for typed in words]


@benchmark("ring")
def ring(settings: Settings) -> Report:
    """Type one distance after the other around the camp, in ours with the whole case on the map."""
    count = 5 if settings.quick else 20
    kilometres = [31 + number for number in range(count)]
    with tempfile.TemporaryDirectory() as name, serving.naive_files() as files:
        folder = Path(name)
        settings.say("rings typed into ours")
        ours = _typed_ms(
            serving.ours(BUNDLED_CASE),
            "?tool=ring&center=SAEQA-CAMP",
            [f"{km} km" for km in kilometres],
            folder / "ours.log",
        )
        settings.say("rings typed into the naive app")
        naive_app = serving.naive_ring(folder, files)
        naive = _typed_ms(naive_app, "", [str(km) for km in kilometres], folder / "naive.log")
    median_ms, naive_ms = statistics.median(ours), statistics.median(naive)
    row = [
        duration(median_ms), duration(max(ours)), duration(naive_ms), f"{naive_ms / median_ms:,.1f} times",
        f"{duration(_AIM_MS)}: {'met' if median_ms <= _AIM_MS else 'missed'}",
    ]  # fmt: skip
    head = ["a ring typed to drawn", "worst", "naive, a circle alone", "faster by", "aim"]
    note = f"{count} rings each; the naive app draws one folium.Circle and nothing else, ours the case and the band."
    return Report((Table(head, [row]),), {"ours_ms": ours, "naive_ms": naive}, (note,))
