"""The figure for print: how long each format takes and how large it is, at the case's size and beyond."""

from __future__ import annotations

import json
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import case_from_bytes
from geodata.render.figure.compose import compose, figure_pdf, figure_png, figure_svg
from geodata.render.figure.options import FigureOptions
from tests.benchmarks.cases import bundled_size, enlarged
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.core.model import Case

_MS: Final = 1000.0
_DPI: Final = 300
_NOTE: Final = "A report's width. The first row of a size reads the base map; the others find it in memory."
_FORMATS: Final[dict[str, Callable[[Case, FigureOptions], str | bytes]]] = {
    "SVG": figure_svg,
    "PDF": figure_pdf,
    f"PNG, {_DPI} dpi": lambda case, options: figure_png(case, options, _DPI),
}


def _timed(function: Callable[[], str | bytes]) -> tuple[float, float, int]:
    """Return milliseconds by the clock and by the processor, and how many bytes came."""
    start, start_cpu = time.perf_counter(), time.process_time()
    made = function()
    spent = (time.perf_counter() - start) * _MS, (time.process_time() - start_cpu) * _MS
    return *spent, len(made.encode() if isinstance(made, str) else made)


@benchmark("figure")
def figure(settings: Settings) -> Report:
    """Make each format of the figure of a report, the first one with an empty memory."""
    own = bundled_size()
    rows, raw, notes = [], [], [_NOTE]
    for claims in (own,) if settings.quick else (own, 1_000, 10_000):
        case, _ = case_from_bytes(json.dumps(enlarged(claims)).encode(), "enlarged")
        options = FigureOptions()
        for name, make in _FORMATS.items():
            settings.say(f"{claims:,} claims: {name}")
            ms, cpu_ms, count = _timed(partial(make, case, options))
            rows.append([f"{claims:,} claims, {name}", duration(ms), duration(cpu_ms), size(count)])
            raw.append({"claims": claims, "format": name, "ms": ms, "cpu_ms": cpu_ms, "bytes": count})
        notes.append(f"{claims:,} claims. {' '.join(compose(case, options).notes) or 'All are named.'}")
    document: dict[str, Any] = {"figure": raw, "notes": notes}
    return Report((Table(["figure", "time", "of a processor", "size"], rows),), document, tuple(notes))
