"""How long a report takes and how large it is: as values, as HTML, as PDF."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from geodata.core.model import case_from_document
from geodata.render.report import ReportOptions, report, report_html, report_pdf
from geodata.render.report.options import Subject
from geodata.render.text.blocks import runs
from tests.benchmarks.cases import bundled_size, enlarged
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

_SIZE: Final = 1_000
_DAY: Final = date(2026, 11, 22)
_BUDGET_S: Final = 10.0
_NOTE: Final = (
    "The baseline is what the report starts from, the comparison of all claims, searched for at most "
    f"{_BUDGET_S:.0f} s. Of the pairs that cannot both be true 40 are shown with all their working, the rest named. "
    "A PDF of more than 40,000 pieces of text is not tagged."
)


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = run()
    return (time.perf_counter() - start) * 1000, found


@benchmark("report")
def reports(settings: Settings) -> Report:
    """Measure the report on the case and on 1,000 claims."""
    raw: Json = {}
    rows = []
    options = ReportOptions(_DAY, budget_s=_BUDGET_S)
    for count in (bundled_size(),) if settings.quick else (bundled_size(), _SIZE):
        settings.say(f"a report on {count:,} claims")
        case = case_from_document(enlarged(count))
        baseline_ms, _ = _timed(lambda case=case: Subject(case, options).found)
        values_ms, made = _timed(lambda case=case: report(case, options))
        html_ms, html = _timed(lambda made=made: report_html(made))
        pdf_ms, pdf = _timed(lambda made=made: report_pdf(made))
        pieces = sum(1 for _ in runs(made))
        found = {
            "baseline_ms": baseline_ms, "values_ms": values_ms, "html_ms": html_ms, "pdf_ms": pdf_ms, "pieces": pieces,
            "html_bytes": len(html.encode()), "pdf_bytes": len(pdf),
        }  # fmt: skip
        raw[str(count)] = found
        times = [duration(found[name]) for name in ("baseline_ms", "values_ms", "html_ms", "pdf_ms")]
        rows.append([f"{count:,}", f"{pieces:,}", *times, size(found["html_bytes"]), size(found["pdf_bytes"])])
    heads = ["claims", "pieces of text", "comparing (baseline)", "values", "HTML", "PDF", "HTML, size", "PDF, size"]
    return Report((Table(heads, rows),), raw, (_NOTE,))
