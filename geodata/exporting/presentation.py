"""A case as something to be read: one HTML file, a figure for print, a report; by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.core.assumptions import Assumptions
from geodata.core.model import Case
from geodata.core.problems import InputError
from geodata.parsing.bounds import counted_on, faults

if TYPE_CHECKING:
    from geodata.exporting.extract import Chosen
    from geodata.exporting.writers import ExportOptions
    from geodata.parsing.bounds import MapExtent
    from geodata.render.figure.options import FigureOptions
    from geodata.render.text.blocks import Document

    Presenter = Callable[[Case, Chosen, ExportOptions], bytes]
    """Takes a whole case, the claims of it asked for, and options."""

# What each of these needs is imported when it is asked for: a compiler of documents and its fonts take 0.2 s.


def _ids(case: Case, chosen: Chosen) -> tuple[str, ...] | None:
    return None if len(chosen.claims) == len(case.claims) else chosen.claims


def _assumptions(options: ExportOptions) -> Assumptions:
    return options.assumptions or Assumptions(rule=options.rule)


def _window(extent: MapExtent | None) -> MapExtent | None:
    """Return what a page's map shows first; a figure refuses an extent itself, in the same words."""
    if extent is None:
        return None
    wrong = faults(extent)
    if wrong:
        raise InputError(" ".join(wrong), str(extent))
    return counted_on(extent)


def _page(case: Case, chosen: Chosen, options: ExportOptions) -> bytes:
    from geodata.render.page import PageOptions, webpage

    wanted = PageOptions(
        made=options.made, file_sha256=options.file_sha256, title=options.title, claims=_ids(case, chosen),
        assumptions=_assumptions(options), unit=options.unit, window=_window(options.extent),
    )  # fmt: skip
    return webpage(case, wanted).encode()


def _figure_options(case: Case, chosen: Chosen, options: ExportOptions) -> FigureOptions:
    from geodata.render.figure.options import FigureOptions

    return FigureOptions(
        claims=_ids(case, chosen), extent=options.extent, size=options.size, title=options.title,
        filter_words=chosen.words, rule=options.rule, unit=options.unit, made=options.made,
    )  # fmt: skip


def _svg(case: Case, chosen: Chosen, options: ExportOptions) -> bytes:
    from geodata.render.figure.compose import figure_svg

    return figure_svg(case, _figure_options(case, chosen, options)).encode()


def _pdf(case: Case, chosen: Chosen, options: ExportOptions) -> bytes:
    from geodata.render.figure.compose import figure_pdf

    return figure_pdf(case, _figure_options(case, chosen, options))


def _png(case: Case, chosen: Chosen, options: ExportOptions) -> bytes:
    from geodata.render.figure.compose import figure_png

    return figure_png(case, _figure_options(case, chosen, options))


def _report(case: Case, chosen: Chosen, options: ExportOptions) -> Document:
    from geodata.render.figure.compose import figure_svg
    from geodata.render.report import ReportOptions, report
    from geodata.verdicts.verdict_matrix import MOST_CLAIMS

    if len(chosen.claims) > MOST_CLAIMS:
        message = f"A report compares claims with each other, at most {MOST_CLAIMS:,}, and these are"
        raise InputError(f"{message} {len(chosen.claims):,}. Choose some of them.", str(len(chosen.claims)))
    front = figure_svg(case, replace(_figure_options(case, chosen, options), size="report", in_report=True))
    wanted = ReportOptions(
        date=options.made, claims=_ids(case, chosen), scope=chosen.words, assumptions=_assumptions(options),
        unit=options.unit, map_svg=None if options.is_short else _svg(case, chosen, options).decode(),
        front_svg=front, is_short=options.is_short, file_sha256=options.file_sha256,
    )  # fmt: skip
    return report(case, wanted)


def _report_html(case: Case, chosen: Chosen, options: ExportOptions) -> bytes:
    from geodata.render.report import report_html

    return report_html(_report(case, chosen, options)).encode()


def _report_pdf(case: Case, chosen: Chosen, options: ExportOptions) -> bytes:
    from geodata.render.report import report_pdf

    return report_pdf(_report(case, chosen, options))


#: The longer ending goes first where two fit.
PRESENTERS: Final[Mapping[str, Presenter]] = MappingProxyType({
    ".report.html": _report_html,
    ".report.pdf": _report_pdf,
    ".html": _page,
    ".svg": _svg,
    ".pdf": _pdf,
    ".png": _png,
})  # fmt: skip
#: Of these, the endings of reports.
REPORTS: Final = (".report.html", ".report.pdf")
#: And of those that say what is assumed of sites, and where.
TELL_ASSUMPTIONS: Final = (".html", ".report.pdf")


def presenter_for(name: str) -> Presenter | None:
    """Return what makes the file that a name asks for; ``None`` where it is data.

    >>> presenter_for("a.report.pdf") is PRESENTERS[".report.pdf"], presenter_for("a.csv")
    (True, None)
    """
    return next((make for ending, make in PRESENTERS.items() if name.lower().endswith(ending)), None)
