"""A report on a case: question, map, claims with sources, distances, verdicts with working, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.core.model import Actor, Case, Claim
from geodata.core.text import counted
from geodata.render.report.answer_section import answers, deciding
from geodata.render.report.front_section import first_page, in_short, map_figure, question
from geodata.render.report.method_section import credits, list_sources, method, most_cited  # noqa: A004 - as the case file calls them
from geodata.render.report.options import Subject
from geodata.render.report.places_section import describe_places, stated_beside_measured
from geodata.render.report.unknowns_section import not_known
from geodata.render.report.verdicts_section import list_verdicts
from geodata.render.text import terms
from geodata.render.text.blocks import (
    Document,
    Facts,
    Paragraph,
    Run,
    Section,
    joined,
    line,
    lines,
    note,
    quiet,
    strong,
)
from geodata.render.text.claim_view import NO_SOURCE, claim_view

if TYPE_CHECKING:
    from geodata.render.report.options import ReportOptions
    from geodata.render.text.blocks import Line, Lines
    from geodata.render.text.claim_view import ClaimView, SourceView


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


def who_says_what(subject: Subject) -> Section:
    """Return a section for each speaker, in the order of the file, and in it each claim in full."""
    by_actor: dict[str, list[Claim]] = {}
    for claim in subject.claims:
        by_actor.setdefault(claim.actor, []).append(claim)
    speakers = [actor for actor in subject.case.actors if actor.id in by_actor]
    sections = tuple(_speaker(subject, actor, by_actor[actor.id]) for actor in speakers)
    silent = len(subject.case.actors) - len(speakers)
    words = f"{counted(silent, 'other actor')} of the case: no claim here." if silent else ""
    intro = f"{terms.NOT_A_FINDING} Numbers in brackets refer to the list of sources."
    return Section(line(terms.CLAIMS), (*note(intro if sections else "No claim."), *sections, *note(words)))


def _speaker(subject: Subject, actor: Actor, claims: Sequence[Claim]) -> Section:
    assumed, unit, ids = subject.options.assumptions, subject.options.unit, {claim.id for claim in subject.claims}
    views = [claim_view(subject.case, claim, assumed, unit, ids) for claim in claims]
    whole = views[0].part_of
    part_of = [quiet(" part of "), *(quiet(run.text) for run in joined(whole))] if whole else []
    return Section(line(actor.name, *part_of), tuple(_claim(subject, view) for view in views))


def _claim(subject: Subject, view: ClaimView) -> Section:
    when = f", {view.said_on}" if view.said_on else ""
    number = subject.claim_numbers[view.line.id]
    title = line(f"Claim {number:,}: ", view.line.speaker, f" {view.line.polarity.verb}{when}")
    cited: Lines = tuple(_cited(subject, source) for source in view.sources) or lines(strong(NO_SOURCE))
    # How places were found is told once, under Places.
    said, known = (
        [(row.term, row.lines) for row in rows if row.kind != "detail"] for rows in (view.content, view.context)
    )
    return Section(title, (Paragraph(line(view.line.summary)), Facts((*said, (terms.SOURCES, cited), *known))))


def _cited(subject: Subject, source: SourceView) -> Line:
    """Return a source by its number and where it was published; all else stands once, under Sources."""
    words = [quiet(run.text) for run in joined(["", *source.publication], " · ")]
    return line(strong(f"[{subject.source_numbers[source.id]}] "), Run(source.title, url=source.url), *words)
