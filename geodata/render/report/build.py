"""A report on a case: question, map, claims with sources, distances, verdicts with working, what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.report.answer_section import answers, deciding
from geodata.render.report.claims_section import who_says_what
from geodata.render.report.front_section import first_page, in_short, map_figure, question
from geodata.render.report.method_section import credits, list_sources, method, most_cited  # noqa: A004 - as the case file calls them
from geodata.render.report.options import Subject
from geodata.render.report.places_section import describe_places, stated_beside_measured
from geodata.render.report.unknowns_section import not_known
from geodata.render.report.verdicts_section import list_verdicts
from geodata.render.text.blocks import Document, Section

if TYPE_CHECKING:
    from geodata.core.model import Case
    from geodata.render.report.options import ReportOptions


def report(case: Case, options: ReportOptions) -> Document:
    """Return the report on a case as values, for :func:`report_html` and :func:`report_pdf` to set.

    The same case and options give the same report, unless the search for sets of claims ran out of its time, which
    the report then says.

    Raises ``ClaimIdError`` if a claim that is asked for is none of the case. Raises ``ValueError`` if the assumptions
    do not fit the case.

    >>> from datetime import date
    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> from geodata.render.report.options import ReportOptions
    >>> made = report(read_case(BUNDLED_CASE)[0], ReportOptions(date(2026, 11, 22), claims=("MCGURK-55-KM",)))
    >>> made.day, [section.title[0].text for section in made.blocks][:3]
    ('22 November 2026', ['About this report', 'Summary', 'What each side says, and what that excludes'])
    """
    subject = Subject(case, options)
    sections: tuple[Section, ...]
    if options.is_short:
        sections = (
            in_short(subject),
            deciding(subject),
            most_cited(subject),
            question(subject),
        )
    else:
        sections = (
            question(subject),
            in_short(subject),
            answers(subject),
            map_figure(subject),
            who_says_what(subject),
            stated_beside_measured(subject),
            describe_places(subject),
            list_verdicts(subject),
            not_known(subject),
            list_sources(subject),
            method(),
            credits(subject),
        )
    kind = "Crossbearing report, short form" if options.is_short else "Crossbearing report"
    return Document(case.title, kind, options.date, sections, first_page(subject), options.is_short)
